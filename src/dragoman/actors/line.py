"""A text as the actors room sees it: tokens, the words in them, and the lexicon's hits.

The same object is made from a parsed page and from a bare mention, so that one grammar of noun phrases serves both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.actors.wordlists import abbreviated
from dragoman.language.reading import Reading
from dragoman.world import Hit, Sense, World
from dragoman.world.names import Word, word_pairs

__all__ = ["Line", "Name", "line_of_reading", "line_of_text"]

TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?|['’]s?(?![^\W_])|[^\W_]+(?:['’](?!s\b)[^\W_]+)?|[^\w\s]")
TITLE_STOPS = re.compile(r"\b(Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Col|Lt|Maj|Capt|Adm|Sgt|St|Amb|Pres)\.")


@dataclass(slots=True, frozen=True)
class Name:
    """A hit of the lexicon in tokens: `first` to `last`, the latter not included."""

    first: int
    last: int
    senses: tuple[Sense, ...]
    joint: str = ""
    """The word joined to it by a hyphen: "led" in "Saudi-led"."""
    lead: str = ""
    """The word joined before it: "pro" in "pro-Russian"."""


class Line:
    """Tokens with their lexicon hits."""

    def __init__(self, texts: Sequence[str], tags: Sequence[str], spans: Sequence[tuple[int, int]]) -> None:
        self.texts = texts
        self.lowers = [t.lower() for t in texts]
        self.tags = tags
        """Penn tags, or empty strings for a bare mention."""
        self.spans = spans
        self.names: list[Name] = []
        self.name_at: list[int] = [-1] * len(texts)

    def __len__(self) -> int:
        return len(self.texts)

    def add(self, name: Name) -> None:
        """Keep a hit."""
        for i in range(name.first, name.last):
            self.name_at[i] = len(self.names)
        self.names.append(name)

    def narrow(self, number: int, senses: tuple[Sense, ...]) -> None:
        """Leave a hit only these senses; without any it is no hit."""
        name = self.names[number] = replace(self.names[number], senses=senses)
        if not senses:
            for i in range(name.first, name.last):
                self.name_at[i] = -1

    def name(self, token: int) -> Name | None:
        """The hit that covers a token."""
        number = self.name_at[token]
        return self.names[number] if number >= 0 else None

    def capital(self, token: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.texts[token][:1].isupper()

    def words(self, first: int, last: int) -> str:
        """Tokens joined as printed, as nearly as matters for a name."""
        text = ""
        for i in range(first, last):
            gap = i > first and self.spans[i - 1][1] < self.spans[i][0]
            text += (" " if gap else "") + self.texts[i]
        return text


def line_of_reading(reading: Reading, world: World) -> Line:
    """The whole page as one line; no hit crosses a sentence or a comma."""
    tokens = reading.tokens
    line = Line([t.text for t in tokens], [t.tag for t in tokens], [(t.start, t.end) for t in tokens])
    for sentence in reading.sentences:
        _match(line, world, sentence.first, sentence.last, tokens[sentence.first].entity >= 0)
    return line


def line_of_text(text: str, world: World) -> Line:
    """A bare mention as a line."""
    text = TITLE_STOPS.sub(r"\1 ", text)
    found = list(TOKEN.finditer(text))
    line = Line([m.group() for m in found], [""] * len(found), [m.span() for m in found])
    _match(line, world, 0, len(line))
    return line


def _match(line: Line, world: World, first: int, last: int, tagged: bool = False) -> None:
    """Find the lexicon's names among tokens `first` to `last`; `tagged` if the tagger takes the first for a name."""
    words: list[Word] = []
    add = words.append
    for i, text in enumerate(line.texts[first:last], first):
        split = word_pairs(text)
        if text in ("'", "’") and i > first and line.lowers[i - 1].endswith("s"):
            continue
        for folded, raw in split:
            add(Word(folded, raw, i))
        if not split and not _joins(line, i, first, last):
            add(Word("\0", text, i))
    for hit in world.match(words):
        name = _name(line, words, hit)
        if (
            name.first == first
            and name.last == first + 1
            and line.tags[first]
            and not tagged
            and not line.tags[first].startswith("NNP")
        ):
            # "Concern grew": a capital that only begins the sentence makes no name
            acronym = not _in_capitals(line, first, last)
            kept = tuple(
                s for s in name.senses
                if s.kind not in ("organisation", "person", "surname") or (acronym and s.case == "u")
            )  # fmt: skip
            if not kept:
                continue
            name = Name(name.first, name.last, kept, name.joint, name.lead)
        line.add(name)
    titles, roles = abbreviated(), world.lexicon.roles
    for i in range(first, last - 1):
        if not line.capital(i):
            continue
        long = titles.get(line.lowers[i].rstrip("."))
        if long in roles and _before_name(line, i + 1, last) and _no_body(line, i):
            line.add(Name(i, i + 1, (Sense("role", long, "c"),)))


def _in_capitals(line: Line, first: int, last: int) -> bool:
    """Whether a sentence is printed in capitals, so that they say nothing of acronyms."""
    return not any(text.islower() and len(text) > 2 for text in line.texts[first:last])


def _no_body(line: Line, i: int) -> bool:
    """Whether the lexicon has nothing for a token, or only people of that surname: "Sen" before "Ted Cruz"."""
    name = line.name(i)
    return name is None or (name.last - name.first == 1 and {s.kind for s in name.senses} <= {"surname"})


def _before_name(line: Line, i: int, last: int) -> bool:
    if line.texts[i] == "." and i + 1 < last:
        i += 1
    return line.capital(i)


def _joins(line: Line, i: int, first: int, last: int) -> bool:
    """Whether the sign at `i` stands within a name: a hyphen, or the stop of "St." and "Gen.", the sign of "P5+1"."""
    text = line.texts[i]
    if text in ("-", "–", "‑", "+"):
        return (
            first < i < last - 1
            and line.spans[i - 1][1] == line.spans[i][0]
            and line.spans[i][1] == line.spans[i + 1][0]
        )
    return text == "." and i > first and line.spans[i - 1][1] == line.spans[i][0] and i < last - 1


def _name(line: Line, words: Sequence[Word], hit: Hit) -> Name:
    first, last = words[hit.first].token, words[hit.last - 1].token + 1
    joint = lead = ""
    if hit.last < len(words) and (words[hit.last].token == last - 1 or _hyphen(line, last, words[hit.last].token)):
        joint = words[hit.last].folded
    if hit.first and (words[hit.first - 1].token == first or _hyphen(line, first - 1, words[hit.first - 1].token)):
        lead = words[hit.first - 1].folded
    return Name(first, last, hit.senses, joint, lead)


def _hyphen(line: Line, sign: int, other: int) -> bool:
    return abs(sign - other) == 1 and 0 <= sign < len(line) and line.texts[sign] in ("-", "–", "‑")
