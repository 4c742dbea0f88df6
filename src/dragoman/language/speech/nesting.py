"""Chains: which statement stands inside which."""

from __future__ import annotations

from dragoman.language.reading import Reading, Statement

__all__ = ["nest"]


def nest(reading: Reading, statements: list[Statement], given: dict[int, Statement] | None = None) -> list[Statement]:
    """The statements in order of their content, with `parent` set. `given` are parents known already, by identity.

    The parent is the smallest statement of speech whose content holds this one's cue, or all its content. What
    stands inside another's words is kept only if it is speech, and so a link of a chain: what a speaker wants or
    asks for by their own account is no news of its own.
    """
    given = given or {}
    statements = sorted(statements, key=lambda s: (s.source, s.start, -s.end, id(s) not in given))
    links = [s for s in statements if s.kind == "speech"]
    above = {id(s): given.get(id(s)) or _above(reading, links, s) for s in statements}
    kept = [s for s in statements if s.kind == "speech" or above[id(s)] is None]
    place = {id(s): index for index, s in enumerate(kept)}
    for statement in kept:
        outer = above[id(statement)]
        statement.parent = place[id(outer)] if outer is not None else -1
    return kept


def _above(reading: Reading, links: list[Statement], statement: Statement) -> Statement | None:
    cue = reading.tokens[statement.cue].start if statement.cue >= 0 else statement.start
    found, size = None, 1 << 60
    for other in links:
        if other.source != statement.source:
            continue
        if other.start > cue:
            break
        smaller = other is not statement and other.end > cue and other.end - other.start < size
        if smaller and _encloses(reading, other, statement, cue):
            found, size = other, other.end - other.start
    return found


def _encloses(reading: Reading, outer: Statement, inner: Statement, place: int) -> bool:
    if not any(start <= place < end for start, end in outer.stretches):
        return False
    if inner.cue == outer.cue:
        return inner.cue < 0 and outer.end - outer.start > inner.end - inner.start
    own = reading.tokens[outer.cue].start if outer.cue >= 0 else -1
    return not any(start <= own < end for start, end in inner.stretches)
