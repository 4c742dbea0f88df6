"""What an act hangs on, by the clause that is joined to it."""

from __future__ import annotations

import re

from dragoman.language.reading import Clause, Reading
from dragoman.model import Span
from dragoman.negotiations.extents import short

__all__ = ["awaited", "hanging", "is_undone"]

NOT_DONE = re.compile(r"\bnot\b|n['’]t\b|\b(?:fail|refus)", re.IGNORECASE)
"""What tells that something is left undone."""
BARGAINS = frozenset({"in exchange", "in return", "in exchange for", "in return for"})
"""Words that join what is given for something, which is its price and no condition."""
AWAITING = frozenset({"until", "till", "unless"})
"""Words that join what must come first to what is refused till then."""
BEFORE = frozenset({"before"})
"""The same, to what is refused: `no talks before they leave`."""
AFTER = frozenset({"after", "once", "when", "as soon as"})
"""Words that join what must come first to what will be done: `only after they left`, `once they leave`."""


def is_undone(condition: Span | None) -> bool:
    """Whether an act hangs on something's being left undone: `if they did not leave`."""
    return condition is not None and NOT_DONE.search(condition.text) is not None


def hanging(reading: Reading, clause: Clause, *, withheld: bool = False) -> tuple[Span, str] | None:
    """What an act hangs on, and the word that joins it; a time is such only where the word says so: `only after`,
    `once`, but not `after`, `when`; what is refused (`withheld`) till some time awaits it."""
    hangs = _below(reading, clause, ("condition",), None)
    if not withheld and hangs is None and (later := _below(reading, clause, ("time", "manner"), AFTER)) is not None:
        hangs = later if later[1].startswith(("only", "once", "as soon")) else None
    return hangs


def awaited(reading: Reading, clause: Clause, *, withheld: bool) -> tuple[Span, str] | None:
    """What must come first, and the word that joins it; more words do so to what is refused (`withheld`)."""
    if not withheld:
        return _below(reading, clause, ("time", "condition"), AWAITING)
    return _below(reading, clause, ("time", "condition"), AWAITING | BEFORE) or _without(reading, clause)


def _without(reading: Reading, clause: Clause) -> tuple[Span, str] | None:
    """What a refusal begins with: `without their release there will be no talks`."""
    for argument in clause.get("without"):
        if argument.head < clause.predicate and not argument.shared:
            first, last = reading.phrase(argument.head)
            text, start = reading.words(first, last), reading.tokens[first].start
            return Span(text=text, start=start, end=start + len(text)), "without"
    return None


def _below(
    reading: Reading, clause: Clause, links: tuple[str, ...], markers: frozenset[str] | None
) -> tuple[Span, str] | None:
    """The words of a clause that hangs on this one, or on the content of this one, by one of the links, and the word
    that joins it."""
    roots = {clause.index} | {
        c.index for c in reading.clauses if c.parent == clause.index and c.link in ("complement", "nominal")
    }
    for other in reading.clauses:
        if other.parent not in roots or other.link not in links:
            continue
        marker = other.marker or _question_word(reading, other)
        if (markers is None and marker in BARGAINS) or (
            markers is not None and not {marker, marker.split(" ")[0]} & markers
        ):
            continue
        verb = other.light if other.light >= 0 else other.predicate
        if reading.tokens[verb].dep == "acomp":
            verb = reading.tokens[verb].head  # `until the port was open`
        first, last = reading.phrase(verb)
        if "only" in {reading.tokens[first].lower, reading.tokens[max(first - 1, 0)].lower}:
            marker = f"only {marker}"
        while first < last and reading.tokens[first].dep in ("mark", "advmod", "punct"):
            first += 1
        token = reading.tokens[first]
        if not marker.startswith("only") and any(c.lower == "only" for c in reading.children(verb) if c.i < first):
            marker = f"only {marker}"
        text = reading.words(first, short(reading, verb, last))
        return Span(text=text, start=token.start, end=token.start + len(text)), marker
    return None


def _question_word(reading: Reading, clause: Clause) -> str:
    """The `when` of a clause that no conjunction joins."""
    words = (c.lower for c in reading.children(clause.predicate, "advmod") if c.tag == "WRB")
    return next(words, "")
