"""The attribution chain of an act: who says so, nearest speaker first."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.language.reading import Clause, Reading, Statement
from dragoman.model import Actor, Link, TimeSpan

__all__ = ["Channel", "chain_of", "innermost"]

BESIDE = 2
"""Words from the end of a clause within which "according to" speaks of that clause."""
RELATIVES = frozenset({"who", "which", "whose", "where", "whom"})
Channel = Callable[[int], tuple[Actor, ...]]
"""Gives those who speak behind a head word."""


def innermost(reading: Reading, clause: Clause) -> int:
    """Index of the smallest statement of speech whose content holds the clause, or -1."""
    token = reading.tokens[clause.predicate]
    source = reading.sentences[token.sentence].source
    best, size = -1, 1 << 60
    for index, statement in enumerate(reading.statements):
        if statement.kind != "speech" or statement.source != source:
            continue
        if not any(start <= token.start < end for start, end in statement.stretches):
            continue
        if statement.cue == clause.predicate or (clause.light >= 0 and statement.cue == clause.light):
            continue
        if _is_aside(reading, statement, clause):
            continue
        if statement.end - statement.start < size and not _above(reading, statement, clause):
            best, size = index, statement.end - statement.start
    return best


def _is_aside(reading: Reading, statement: Statement, clause: Clause) -> bool:
    """`said the colonel, whose men seized the palace in May, had fled`: the writer reminds, nobody says so."""
    if statement.direct:
        return False
    cue = reading.tokens[statement.cue] if statement.cue >= 0 else None
    for below in reading.path(clause):
        if below.index == statement.clause:
            return False
        top = reading.tokens[below.light if below.light >= 0 else below.predicate]
        first = top.left
        set_off = first > 0 and reading.tokens[first - 1].text == ","
        if cue is not None and cue.lower == "according" and 0 < cue.i - top.right <= BESIDE:
            return False  # "fled to Goma, where twelve drowned, according to an aid group"
        if below.link == "relative" and set_off and below.tense == "past" and reading.tokens[first].lower in RELATIVES:
            return True
    return False


def _above(reading: Reading, statement: Statement, clause: Clause) -> bool:
    """Whether the statement's cue lies below the clause: then the clause governs it, not the other way round."""
    if statement.clause < 0:
        return False
    return any(c.index == clause.index for c in reading.path(reading.clauses[statement.clause]))


def chain_of(
    reading: Reading, clause: Clause, channel: Channel, date_of: Callable[[Statement], TimeSpan | None], own: str | None
) -> tuple[Link, ...]:
    """The links from the nearest speaker outward; `own` is the page's publisher, which is left out."""
    links: list[Link] = []
    index, seen = innermost(reading, clause), set()
    while index >= 0 and index not in seen:
        seen.add(index)
        statement = reading.statements[index]
        link = _link(reading, statement, channel, date_of)
        if link is not None and not _is_own(link, own) and (not links or links[-1].speakers != link.speakers):
            links.append(link)
        index = statement.parent
    return tuple(links)


def _link(
    reading: Reading, statement: Statement, channel: Channel, date_of: Callable[[Statement], TimeSpan | None]
) -> Link | None:
    speakers = tuple(actor for head in statement.speakers for actor in channel(head))
    if not speakers and not statement.hedge:
        return None
    cue = reading.tokens[statement.cue] if statement.cue >= 0 else None
    return Link(
        speakers=speakers,
        cue=statement.cue_text or None,
        stance=statement.stance,  # type: ignore[arg-type]
        hedge=statement.hedge,
        date=date_of(statement),
        start=cue.start if cue else None,
        end=cue.start + len(statement.cue_text) if cue else None,
    )


def _is_own(link: Link, own: str | None) -> bool:
    if not own:
        return False
    names = {own.lower(), own.lower().removeprefix("the ").split(".")[0]}
    return all(s.name.lower().removeprefix("the ") in names or s.name.lower() in names for s in link.speakers) and bool(
        link.speakers
    )
