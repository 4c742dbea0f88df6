"""Positions that no coded event carries: what a party says that it will not do, would do if, or that another must do.

`Iran would receive him only if the question were on the agenda` · `his country would not give up the islands` ·
`there would be no further transfers, the minister said, until the violence ceased`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from dragoman.actors import Cast
from dragoman.language.reading import Clause, Reading, Statement
from dragoman.model import Actor
from dragoman.negotiations.stances import position_words
from dragoman.negotiations.terms import Terms, terms_of_speech

__all__ = ["Spoken", "spoken"]

AHEAD = frozenset({"will", "would", "shall", "be to", "be going to"})
MUST = frozenset({"must", "have to", "need to"})
NONE = frozenset({"no", "nothing", "none", "nobody", "neither"})
APART = frozenset({"condition", "time", "cause", "concession", "relative", "manner", "result", "modifier"})
"""Links of clauses that only set the scene for another."""
OWN = frozenset({"his", "her", "its", "their", "our", "my"})
NONE = frozenset({"no", "nothing", "none", "nobody", "neither"})
APART = frozenset({"condition", "time", "cause", "concession", "relative", "manner", "result", "modifier"})
"""Links of clauses that only set the scene for another."""
OWN = frozenset({"his", "her", "its", "their", "our", "my"})


class Spoken(NamedTuple):
    """What a party says of itself or of another."""

    party: Actor
    stance: str
    terms: Terms
    clause: Clause


def spoken(reading: Reading, cast: Cast, inside: Collection[str]) -> Iterator[Spoken]:
    """The positions that clauses state by their mood alone, whether or not events were coded in them; `inside` are the
    parties of the page's negotiation."""
    for clause in reading.clauses:
        ruled_out = clause.lemma == "rule out" and bool(clause.get("object"))
        must = clause.modal in MUST
        if not (ruled_out or must or _looks_ahead(clause)) or not _is_told(reading, clause, ruled_out):
            continue
        speakers = _speakers(reading, cast, clause)
        subjects = [actor for a in _subjects(clause) for actor in cast.actors_at(a, "subject") if _stands(actor)]
        apart = bool(subjects and speakers) and not _parties(speakers) & _parties(subjects)
        terms = terms_of_speech(reading, clause)
        if must:
            found = [(actor, "demand") for actor in _each(speakers) if apart and terms.what]
        elif apart and _parties(speakers) & {*inside}:
            continue  # what one side says that the other will do is a forecast
        else:
            own = subjects or (speakers if _is_own(reading, clause) else [])
            stance = _stance(reading, clause, terms, ruled_out)
            found = [(actor, stance) for actor in _each(own) if stance]
        yield from (Spoken(actor, stance, terms, clause) for actor, stance in found)


def _looks_ahead(clause: Clause) -> bool:
    return clause.modal in AHEAD or clause.tense == "future"


def _is_told(reading: Reading, clause: Clause, ruled_out: bool) -> bool:
    """Whether a clause is one that tells something, of a kind that can bind its party."""
    if clause.question or clause.perfect or reading.sentences[clause.sentence].source == "title":
        return False
    if clause.kind != "verb":
        return clause.negated and clause.kind == "noun" and clause.light < 0
    return (ruled_out or clause.link not in APART) and clause.lemma not in position_words("idle")


def _stance(reading: Reading, clause: Clause, terms: Terms, ruled_out: bool) -> str | None:
    if ruled_out or clause.negated or _is_none(reading, clause):
        if terms.awaits:
            return "condition"
        return "refusal" if terms.what else None
    if terms.condition is None or terms.what is None:
        return None
    return "condition" if len(terms.condition.text.split()) > 1 else None


def _is_none(reading: Reading, clause: Clause) -> bool:
    """`no soldier would leave`, `nothing would be resumed`, `will free no one`, `there would be no talks`."""
    heads = [a.head for a in clause.get("subject", "object", "attribute") if not a.shared]
    near = [child for i in heads for child in (reading.tokens[i], *reading.children(i, "det"))]
    return any(token.lower in NONE for token in near)


def _subjects(clause: Clause) -> list[int]:
    return [a.head for a in clause.get("agent" if clause.passive else "subject")]


def _is_own(reading: Reading, clause: Clause) -> bool:
    """Whether the speaker speaks of what his own side does: `his party would`, `there would be no`, `no man would`."""
    if clause.passive or clause.kind == "noun" or _is_none(reading, clause):
        return True
    heads = [reading.tokens[i] for i in _subjects(clause)]
    return all(token.dep == "expl" or any(c.lower in OWN for c in reading.children(token.i, "poss")) for token in heads)


def _speakers(reading: Reading, cast: Cast, clause: Clause) -> list[Actor]:
    """Those who say it and stand for a party."""
    offset = reading.tokens[clause.predicate].start
    holding = [s for s in reading.statements if s.source == "text" and _holds(s, offset)]
    innermost = min(holding, key=lambda s: s.end - s.start, default=None)
    heads = innermost.speakers if innermost else []
    return [actor for head in heads for actor in cast.channel(head) if _stands(actor)]


def _holds(statement: Statement, offset: int) -> bool:
    return any(a <= offset < b for a, b in statement.stretches)


def _stands(actor: Actor) -> bool:
    return bool(actor.party or actor.country)


def _parties(actors: list[Actor]) -> set[str]:
    return {actor.party or actor.id for actor in actors}


def _each(actors: list[Actor]) -> Iterator[Actor]:
    """One actor of each party."""
    seen: set[str] = set()
    for actor in actors:
        if (actor.party or actor.id) not in seen:
            seen.add(actor.party or actor.id)
            yield actor
