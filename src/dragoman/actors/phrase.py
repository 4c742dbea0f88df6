"""Noun phrases: the words before the head, the head, and what hangs on it behind.

`tree_phrase` takes them from the parse and mends what the parser does with titles and names; `flat_phrase` takes
them from the bare words of a mention.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.actors.line import Line
from dragoman.language.reading import Reading, Token

__all__ = ["Phrase", "flat_phrase", "tree_phrase"]

BEFORE = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "advmod", "npadvmod",
                    "punct", "case", "nn", "neg", "preconj", "dep"})  # fmt: skip
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X", "ADV"})
PREPOSITIONS = frozenset(
    "of for in from at to on with by against near outside inside under over about between among into within across"
    " behind representing toward towards".split()
)
CLOSERS = frozenset({"who", "which", "that", "whose", "said", "is", "was", "has", "have", "had", "are", "were", "whom"})
LOYAL = frozenset({"loyal", "faithful", "allied", "allegiant", "sympathetic"})
"""Adjectives that tie whom they describe to whom they name behind "to" or "with"."""
FARTHER = "of, farther"
"""The second "of" in "Ministry of Internal Affairs of Belarus"."""
DEEP = 4
"""Phrases are followed this many prepositions down."""


@dataclass(slots=True)
class Phrase:
    """A noun phrase; token indices, `last` not included."""

    first: int
    last: int
    head: int
    posts: list[tuple[str, Phrase]] = field(default_factory=list)
    """Preposition and the phrase behind it."""
    appositions: list[Phrase] = field(default_factory=list)


def tree_phrase(reading: Reading, line: Line, head: int, depth: int = 0) -> Phrase:
    """The noun phrase under a head token of the parse."""
    tokens = reading.tokens
    head = _true_head(reading, line, head)
    first, last = _base(reading, line, head)
    phrase = Phrase(first, last, head)
    if depth >= DEEP:
        return phrase
    name = line.name(head)
    own = range(name.first, name.last) if name is not None else range(head, head + 1)
    # "President of Iran Hassan Rouhani": the parser may hang the "of" on any word of the base, and on the first
    # word of "head of state"
    heads = [head, *(i for i in range(first, last) if i != head and (i in own or first <= tokens[i].head < last))]
    for i in heads:
        for child in reading.children(i):
            if first <= child.i < last:
                continue
            if child.dep in ("prep", "agent") and child.i > head and child.lower in PREPOSITIONS:
                for below in reading.children(child.i, "pobj", "pcomp"):
                    if below.pos in NOMINAL:
                        for part in reading.conjuncts(below.i):
                            phrase.posts.append((child.lower, tree_phrase(reading, line, part, depth + 1)))
            elif child.lower in LOYAL and child.i > head:
                for tie in reading.children(child.i, "prep"):
                    for below in reading.children(tie.i, "pobj"):
                        phrase.posts.append(("loyal", tree_phrase(reading, line, below.i, depth + 1)))
            elif child.dep == "appos" and child.pos in NOMINAL and child.i > head:
                phrase.appositions.append(tree_phrase(reading, line, child.i, depth + 1))
    return phrase


def _true_head(reading: Reading, line: Line, head: int) -> int:
    """The last token of the name that the head lies in, if that name is one noun phrase with it."""
    name = line.name(head)
    if name is None or name.last - 1 == head:
        return head
    last = reading.tokens[name.last - 1]
    return last.i if last.head in range(name.first, name.last) and last.pos in ("PROPN", "NOUN") else head


def _base(reading: Reading, line: Line, head: int) -> tuple[int, int]:
    """The run of words from the first modifier to the end of the name."""
    tokens = reading.tokens
    first = head
    sentence = reading.sentences[tokens[head].sentence]
    name = line.name(head)
    for own in range(head, (name.first if name is not None else head) - 1, -1):
        for child in reversed(tokens[own].children):
            token = tokens[child]
            if token.i < first and token.dep in BEFORE and not _breaks(token):
                first = min(first, token.left)
    last = head + 1
    if name is not None:
        first, last = min(first, name.first), max(last, name.last)
    # a left neighbour that the parser hung elsewhere, although it is printed as part of the name or title
    while first > sentence.first and _belongs_before(reading, line, first):
        first -= 1
    while last < sentence.last and _belongs_behind(reading, line, last, head):
        reach = line.name(last)
        last = reach.last if reach is not None else last + 1
    return first, last


def _breaks(token: Token) -> bool:
    return token.dep == "punct" and token.text not in ("-", "–", "'", "’", '"', "“", "”", "‘")


def _belongs_before(reading: Reading, line: Line, first: int) -> bool:
    here, before = reading.tokens[first], reading.tokens[first - 1]
    if (
        before.pos == "PROPN"
        and here.pos == "PROPN"
        and before.dep in ("compound", "nmod")
        and before.head == here.head
    ):
        return True
    return here.entity >= 0 and before.entity == here.entity and before.pos in ("PROPN", "NOUN", "ADJ")


def _belongs_behind(reading: Reading, line: Line, last: int, head: int) -> bool:
    """Whether the token behind continues the base: a name right behind its title, or the rest of an entity."""
    here, behind = reading.tokens[last - 1], reading.tokens[last]
    if behind.pos != "PROPN" or here.pos not in ("PROPN", "NOUN") or not behind.text[:1].isupper():
        return False
    if here.entity >= 0 and here.entity == behind.entity:
        return True
    name = line.name(last)
    if name is not None and any(s.kind in ("person", "surname") for s in name.senses):
        return behind.head in (head, here.i, here.head) or behind.dep in ("compound", "appos", "nmod")
    person = behind.entity >= 0 and reading.entities[behind.entity].label == "PERSON"
    return person and (behind.head == here.i or here.head == behind.i or behind.dep in ("compound", "appos"))


def flat_phrase(line: Line, first: int = 0, last: int | None = None, depth: int = 0) -> Phrase:
    """The noun phrase of a bare mention: the base up to the first preposition or comma, then what follows."""
    last = len(line) if last is None else last
    end = first
    while end < last and not _ends_base(line, end, first):
        name = line.name(end)
        end = max(name.last, end + 1) if name is not None else end + 1
    end = min(max(end, first + 1), last)
    phrase = Phrase(first, end, end - 1)
    if end >= last or depth >= DEEP:
        return phrase
    sign = line.lowers[end]
    if sign in LOYAL:
        end, sign = end + 1, "loyal"
    if sign in PREPOSITIONS or sign == "loyal":
        rest = flat_phrase(line, end + 1, last, depth + 1) if end + 1 < last else None
        if rest is not None:
            _free_name(line, phrase, rest)
            phrase.posts.append((sign, rest))
            # "ambassador to Iraq for ...", "minister of Iran, X": later prepositions hang on the first head too
            phrase.posts.extend((FARTHER if p[0] == "of" == sign else p[0], p[1]) for p in rest.posts)
            phrase.appositions.extend(rest.appositions)
    elif sign in (",", "(") and end + 1 < last:
        phrase.appositions.append(flat_phrase(line, end + 1, last, depth + 1))
    return phrase


def _free_name(line: Line, phrase: Phrase, rest: Phrase) -> None:
    """ "President of the European Commission José Barroso": the name behind a body's or town's is the head's own."""
    start = rest.last
    name = line.name(rest.last - 1)
    if name is not None:
        if not any(s.kind in ("person", "surname") for s in name.senses):
            return
        start = name.first
    while start > rest.first and line.capital(start - 1) and line.name(start - 1) is None:
        start -= 1
    before = line.name(start - 1) if rest.first < start else None
    if before is None or (name is None and rest.last - start < 2):
        return
    if any(s.kind in ("organisation", "state", "capital", "region") for s in before.senses):
        phrase.appositions.append(Phrase(start, rest.last, rest.last - 1))
        rest.last, rest.head = start, start - 1


def _ends_base(line: Line, i: int, first: int) -> bool:
    if i == first:
        return False
    name = line.name(i)
    if name is not None and name.first < i:
        return False
    if name is not None and name.last > i + 1:
        return False
    low = line.lowers[i]
    if low in LOYAL and i + 1 < len(line) and line.lowers[i + 1] in ("to", "with"):
        return True
    if name is None and low.endswith(("ing", "ed")) and (before := line.name(i - 1)) is not None:
        # "pirates holding a tanker", "lawmakers accused of fraud"
        return not line.capital(i - 1) or any(s.kind in ("citizens", "ethnic-many") for s in before.senses)
    closes = low in CLOSERS and not line.capital(i)  # Khaled Said is a name
    return closes or low in PREPOSITIONS or low in (",", "(", ")", ";", ":")
