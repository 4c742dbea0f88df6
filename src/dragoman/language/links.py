"""How a clause hangs on the clause above it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.language.reading import LinkKind, Reading, Token
from dragoman.language.tables import table

__all__ = ["Hang", "hang", "markers", "semi_modal"]


@cache
def markers(kind: str) -> frozenset[str]:
    """The joining words of a kind, from `data/language/markers.toml`."""
    return frozenset(table("markers")[kind])


@dataclass(frozen=True, slots=True)
class Hang:
    """The place of a clause: the clause above, the sort of link, the joining word."""

    parent: int = -1
    link: LinkKind | None = None
    marker: str | None = None
    first: int = -1
    """For a coordinated clause, the one that it is coordinated with."""
    by_preposition: bool = False


def hang(reading: Reading, top: Token) -> Hang:
    """Find the clause above the highest word of a clause, and how it hangs there."""
    if top.dep == "conj":
        if _infinitive(reading, top) and not _infinitive(reading, reading.tokens[top.head]):
            # "met him in preparation for the summit and to ensure …": a purpose, whatever the parser says
            above = reading.clause_of.get(top.head, -1)
            if above >= 0 and reading.tokens[top.head].pos == "VERB":
                return Hang(above, "purpose", "to")
        return _coordinated(reading, top)
    marker = _own_marker(reading, top)
    below: Token = top
    via: list[Token] = []
    preposition: str | None = None
    while below.head != below.i:
        head = reading.tokens[below.head]
        parent = reading.clause_of.get(head.i, -1)
        if parent >= 0 and parent != reading.clause_of.get(top.i):
            link, mark = _link(reading, top, below, via, marker, preposition)
            if link == "parenthetical":
                return Hang()
            return Hang(parent, link, mark, by_preposition=preposition is not None)
        if head.dep == "prep" or head.pos == "ADP":
            preposition = preposition or _whole_preposition(reading, head)
        elif head.i == below.i - 1 and head.lower in markers("heads"):
            pass
        elif head.lemma in _counting_nouns():
            preposition = None  # "after a wave of bombings": the noun only counts, what governs it governs the act
        else:
            via.append(head)
        below = head
    return Hang()


@cache
def _counting_nouns() -> frozenset[str]:
    return frozenset(table("embedding")["transparent"]["nouns"])


def _coordinated(reading: Reading, top: Token) -> Hang:
    """A conjunct hangs where the first of its row hangs."""
    first = top
    while first.dep == "conj" and first.head != first.i:
        first = reading.tokens[first.head]
        index = reading.clause_of.get(first.i, -1)
        if 0 <= index < len(reading.clauses):
            clause = reading.clauses[index]
            if clause.parent >= 0:
                return Hang(clause.parent, clause.link, clause.marker, first=index)
            return Hang(-1, "coordinated", None, first=index)
    return hang(reading, first) if first.dep != "conj" and first is not top else Hang()


def _link(
    reading: Reading, top: Token, below: Token, via: list[Token], marker: str | None, preposition: str | None
) -> tuple[LinkKind, str | None]:
    dep = top.dep
    if marker == "for" and not via and _infinitive(reading, top):
        return "complement", "to"  # "no need for Britain to send troops"
    if (terms := _terms(reading, via)) is not None:
        return "condition", terms
    if dep in ("ccomp", "advcl") and _should_inverted(reading, top):
        return "condition", "should"
    if dep == "parataxis":
        return "parenthetical", None
    if dep in ("relcl",) or (via and below.dep in ("relcl",)):
        return "relative", marker
    if dep == "acl":
        to = _infinitive(reading, top)
        if (marker == "that" and not via) or _tells(reading, top, marker, via):
            return "complement", "that"
        return ("complement", "to") if to and not via else ("relative", "to" if to else marker)
    if dep in ("ccomp", "xcomp", "csubj", "csubjpass", "acomp", "oprd") and not via:
        if preposition is None and marker in markers("condition") and dep == "ccomp" and below.i < below.head:
            return "condition", marker
        return "complement", marker or ("to" if _infinitive(reading, top) else None)
    if dep == "advcl":
        return _adverbial(reading, top, marker)
    if dep == "pcomp":
        kind = _by_preposition(preposition or "", verb=True)
        return (
            "apposition" if kind == "complement" and top.i < below.head and below.dep == "prep" else kind
        ), preposition
    if dep == "appos":
        return "apposition", None
    if preposition is not None:
        kind = _by_preposition(preposition, verb=False)
        return (kind if not via else "modifier"), preposition
    if via:
        return "modifier", marker
    if top.pos in ("NOUN", "PROPN"):
        return "nominal", marker
    return "coordinated", marker


def _tells(reading: Reading, top: Token, marker: str | None, via: list[Token]) -> bool:
    """`no sign that he will go`, `no indication he will`: what a noun of telling is about, and not which one it is."""
    told = table("status")["sourcing"]["words"]
    own = any(True for _ in reading.children(top.i, "nsubj", "nsubjpass", "expl"))
    return marker in ("that", None) and own and len(via) == 1 and via[0].i == top.head and via[0].lemma in told


def _terms(reading: Reading, via: list[Token]) -> str | None:
    """`on condition that`, `in the event of`, `in return for`, `as long as`: what follows is a condition."""
    for word in via:
        before = reading.tokens[word.head] if word.dep == "pobj" else None
        if before is not None and table("markers")["terms"].get(word.lower) == before.lower:
            return f"{before.lower} {word.lower}"
        if word.lower == "long" and any(c.lower in ("as", "so") for c in reading.children(word.i, "advmod")):
            return "as long as"
    return None


def _should_inverted(reading: Reading, top: Token) -> bool:
    """`should Iran restart its programme`, wherever in the sentence it stands, and no question."""
    last = reading.tokens[reading.sentences[top.sentence].last - 1]
    subjects = {subject.left for subject in reading.children(top.i, "nsubj", "nsubjpass")}
    return last.text != "?" and any(
        aux.lower == "should" and aux.i + 1 in subjects for aux in reading.children(top.i, "aux")
    )


def _adverbial(reading: Reading, top: Token, marker: str | None) -> tuple[LinkKind, str | None]:
    inverted = next((c for c in reading.children(top.i, "aux") if c.lower in ("should", "were", "had")), None)
    if inverted is not None and inverted.i == top.left and marker is None:
        return "condition", "should"
    if marker is None:
        return ("purpose", "to") if _infinitive(reading, top) else ("manner", None)
    if marker in markers("unreal"):
        return ("manner" if marker.startswith("as") else "concession"), marker
    if marker in markers("condition"):
        return "condition", marker
    if (awaited := _awaited(reading, top, marker)) is not None:
        return "condition", awaited
    if marker in ("so", "that"):
        return "result", marker
    if marker == "in order":
        return "purpose", marker
    return _by_preposition(marker, verb=True), marker


def _awaited(reading: Reading, top: Token, marker: str) -> str | None:
    """`as soon as the army leaves`: what is still to come is waited for, and so a condition."""
    auxiliaries = list(reading.children(top.i, "aux", "auxpass"))
    finite = auxiliaries[0] if auxiliaries else top
    above = reading.tokens[top.head]
    if finite.tag not in ("VBZ", "VBP") or (above.pos not in ("VERB", "AUX") and above.lower != "soon"):
        return None
    joins = next((c for c in reading.children(top.i, "mark") if c.lower == "as"), None)
    soon = joins is not None and joins.i > 1 and reading.tokens[joins.i - 1].lower == "soon"
    return "as soon as" if soon else None


def _by_preposition(word: str, *, verb: bool) -> LinkKind:
    first = word.split()[0] if word else ""
    if word in ("in case of", "in the event of", "on condition"):
        return "condition"
    if first in markers("concession"):
        return "concession"
    if first == "because" or word in ("due to", "owing to", "thanks to"):
        return "cause"
    if first in markers("manner") and verb:
        return "manner"
    if first in markers("time") and not (first == "by" and not verb):
        return "time"
    return "complement" if verb else "nominal"


def _own_marker(reading: Reading, top: Token) -> str | None:
    for child in reading.children(top.i, "mark", "advmod", "prep"):
        if child.i > top.i:
            break
        word = child.lower
        following = f"{word} {reading.tokens[child.i + 1].lower}" if child.i + 1 < top.i else ""
        if following in markers("unreal"):
            return following
        if child.dep == "mark" or (
            child.left == top.left and word in ("when", "once", "whenever", "after", "before", "where", "how", "why")
        ):
            return word
    return None


def _whole_preposition(reading: Reading, prep: Token) -> str:
    """`ahead of`, `because of`: a preposition that hangs on another."""
    head = reading.tokens[prep.head]
    if (
        prep.dep in ("prep", "pcomp")
        and head.dep in ("prep", "advmod")
        and head.pos in ("ADP", "SCONJ", "ADV")
        and head.i == prep.i - 1
    ):
        return f"{head.lower} {prep.lower}"
    if prep.i > 0 and prep.lower in ("of", "to") and reading.tokens[prep.i - 1].lower in markers("heads"):
        return f"{reading.tokens[prep.i - 1].lower} {prep.lower}"
    return prep.lower


def _infinitive(reading: Reading, verb: Token) -> bool:
    return any(c.lower == "to" for c in reading.children(verb.i, "aux"))


def semi_modal(reading: Reading, verb: Token) -> tuple[int, str] | None:
    """`are to meet`, `is going to meet`, `have to meet`: (inner verb, modal), the outer verb being no clause."""
    inner = next((c for c in reading.children(verb.i, "xcomp") if c.i > verb.i and _infinitive(reading, c)), None)
    if inner is None:
        return None
    if verb.lemma in ("have", "be") and any(c.lower == "yet" for c in reading.children(verb.i, "advmod")):
        return inner.i, "yet to"
    if (
        verb.lemma == "be"
        and verb.tag in ("VBZ", "VBP", "VBD")
        and not any(True for _ in reading.children(verb.i, "acomp", "attr", "prep"))
    ):
        return inner.i, "be to"
    if verb.lower == "going" and any(c.lemma == "be" for c in reading.children(verb.i, "aux")):
        return inner.i, "future"
    if verb.lower == "ought":
        return inner.i, "should"
    if verb.lemma == "have" and not any(True for _ in reading.children(verb.i, "dobj")):
        return inner.i, "must"
    if verb.lower == "used" and not any(True for _ in reading.children(verb.i, "auxpass", "dobj")):
        return inner.i, "used to"
    return None
