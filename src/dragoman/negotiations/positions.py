"""What each party offers, demands, refuses and concedes, and for what, from a page's events."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman.coding.operators import EMBEDDING_LINKS
from dragoman.language.reading import Clause, Reading
from dragoman.language.tables import table
from dragoman.model import Actor, Event, Position
from dragoman.negotiations.terms import Terms, terms_of

__all__ = ["find_positions"]

UNREAL = frozenset({"pledged", "scheduled", "conditional"})
REAL = frozenset({"happened", "ongoing"})
NO_BARGAIN = frozenset({"CONSULT", "PROTEST", "ASSAULT", "ACCUSE", "THREATEN", "COERCE"})
"""Acts that, announced, are an arrangement or a threat and no position."""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("positions")[name])


def find_positions(reading: Reading, events: Iterable[Event]) -> list[Position]:
    """The positions that a page's events state, in the order of the text, one for each party that takes it.

    Background tells no position, and neither does the denial of a charge.
    """
    events = list(events)
    inner = {e.within: e for e in events if e.within}
    found: list[Position] = []
    for event in events:
        clause = _clause_at(reading, event)
        if clause is None or event.background or not event.actors or event.trigger.source == "title":
            continue
        content = inner.get(event.id)
        terms = terms_of(reading, clause, event)
        stance = _stance(reading, event, clause, terms, content)
        if stance is None or (stance != "condition" and terms.what.text == event.trigger.text):
            continue  # `Bulgaria declined` says that something was refused, not what
        carrier = content if stance == "demand" and content else event
        found.extend(_position(event, carrier, party, stance, terms) for party in _parties(event))
    return list(_distinct(found))


def _clause_at(reading: Reading, event: Event) -> Clause | None:
    """The clause whose predicate is the event's trigger."""
    for clause in reading.clauses:
        token = reading.tokens[clause.predicate]
        if token.start == event.trigger.start and reading.sentences[token.sentence].source == event.trigger.source:
            return clause
    return None


def _stance(reading: Reading, event: Event, clause: Clause, terms: Terms, content: Event | None) -> str | None:
    """What sort of position an event states, or None."""
    above = {reading.clauses[clause.parent].lemma} if clause.parent >= 0 and clause.link in EMBEDDING_LINKS else set()
    words = {clause.lemma, *above}
    if event.act == "REJECT" and event.status in REAL:
        if not _is_bargaining(reading, clause, words):
            return None
        return "condition" if terms.awaits else "refusal"
    if event.within is not None:
        return None
    if words & _words("proposal") and event.status in REAL and event.act in ("REQUEST", "AGREE", "CONSULT"):
        return "proposal"
    if event.act == "REQUEST":
        return "demand" if event.status in (*REAL, "pledged", "scheduled") else None
    offering = bool(words & _words("offer"))
    if event.status == "conditional" and terms.condition and event.act not in NO_BARGAIN - {"CONSULT"}:
        return "offer" if offering else "condition"
    if event.act == "CONCEDE" and event.status in REAL and clause.kind == "verb":
        return "concession"
    if event.act == "AGREE" and event.status in REAL:
        if offering:
            return "offer"
        return "commitment" if content is not None and content.act not in NO_BARGAIN else None
    if event.status in UNREAL and event.act not in NO_BARGAIN:
        return "offer" if offering else "commitment"
    return None


def _is_bargaining(reading: Reading, clause: Clause, words: set[str]) -> bool:
    """Whether a refusal turns down what was asked or offered, rather than a charge, a report or a question."""
    if words & _words("denial"):
        return False
    heads = {reading.tokens[a.head].lemma for a in clause.get("object", "of", "to")}
    below = {c.lemma for c in reading.clauses if c.parent == clause.index and c.sentence == clause.sentence}
    return not heads & _words("claims") and not below & _words("comment")


def _parties(event: Event) -> Iterator[Actor]:
    """One actor of each party among those who act; who stands for no party and no country takes no position."""
    seen: set[str] = set()
    for actor in event.actors:
        if not actor.party and not actor.country:
            continue
        if (actor.party or actor.id) not in seen:
            seen.add(actor.party or actor.id)
            yield actor


def _position(event: Event, carrier: Event, party: Actor, stance: str, terms: Terms) -> Position:
    key = f"{event.id}:{stance}:{party.party or party.id}"
    turned = stance == "condition"
    what = (terms.condition or terms.awaits) if turned else terms.what
    assert what is not None
    return Position(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        article=event.article,
        party=party,
        to=event.recipients,
        stance=stance,  # type: ignore[arg-type]
        issue=terms.issue,
        what=what.text,
        in_exchange_for=terms.what.text if turned else terms.exchange,
        on_condition=None if turned else (terms.condition.text if terms.condition else event.condition),
        date=event.announced or event.date,
        attribution=event.attribution,
        event=carrier.id,
        start=what.start,
        end=what.end,
    )


def _distinct(positions: list[Position]) -> Iterator[Position]:
    seen: set[tuple[str, str, str]] = set()
    for position in positions:
        key = (position.party.party or position.party.id, position.stance, position.what.lower())
        if key not in seen and position.what:
            seen.add(key)
            yield position
