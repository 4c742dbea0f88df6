"""What each party offers, demands, refuses and concedes, and for what, from a page's events."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from dragoman.coding.operators import EMBEDDING_LINKS
from dragoman.language.reading import Clause, Reading
from dragoman.language.tables import table
from dragoman.model import Actor, Event, Position, Span
from dragoman.negotiations.terms import ABOUT, Terms, terms_of

__all__ = ["find_positions", "wordings"]

UNREAL = frozenset({"pledged", "scheduled", "conditional"})
REAL = frozenset({"happened", "ongoing"})
ANSWERS = frozenset({"refusal", "concession"})
"""Stances that answer what another side put forward."""
OPENINGS = frozenset({"demand", "proposal", "offer", "condition"})
"""Stances that another side may answer."""
NEAR = 2
"""Positions back in the text that an answer may be about."""
MOST_POINTING = 3
"""Words of a phrase that only points back: `the latest proposal`."""
APPEAL = re.compile(r"\b(?:both|all|parties|sides)\b", re.IGNORECASE)
"""Words for all sides at once, to whom a mediator or onlooker speaks."""
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
    for event, clause, terms in _stated(reading, events):
        if (
            event.background
            or not event.actors
            or event.trigger.source == "title"
            or _is_no_stake(reading, event, clause)
        ):
            continue
        content = inner.get(event.id)
        stance = _stance(reading, event, clause, terms, content)
        if stance is None:
            continue
        terms = _meant(terms, event, found) if stance in ANSWERS else terms
        what = (terms.condition or terms.awaits) if stance == "condition" else terms.what
        if what is None or what.text == event.trigger.text:
            continue  # `Bulgaria declined` says that something was refused, not what
        carrier = content if stance == "demand" and content else event
        found.extend(_position(event, carrier, party, stance, terms) for party in _parties(event))
    return list(_distinct(found))


def wordings(reading: Reading, events: Iterable[Event]) -> dict[str, str]:
    """By event, what is pledged, threatened or tied to a condition in the text's words, without what follows it; empty
    where the text only asks whether it will be done, or says that there is no sign of it."""
    words = {}
    for event, clause, terms in _stated(reading, (e for e in events if e.status in ("pledged", "conditional"))):
        if _is_open(reading, clause) or _is_unsaid(reading, clause) or _is_mere_name(event, clause, None):
            words[event.id] = ""
        elif terms.what is not None:
            start = min(event.trigger.start, terms.what.start) if event.act in ABOUT else terms.what.start
            words[event.id] = (reading.title if terms.what.source == "title" else reading.text)[start : terms.what.end]
    return words


def _stated(reading: Reading, events: Iterable[Event]) -> Iterator[tuple[Event, Clause, Terms]]:
    """The events whose clause is found, with its terms."""
    clauses = {
        (reading.tokens[c.predicate].start, reading.sentences[c.sentence].source): c for c in reversed(reading.clauses)
    }
    for event in events:
        clause = clauses.get((event.trigger.start, event.trigger.source))
        if clause is not None:
            yield event, clause, terms_of(reading, clause, event)


def _stance(reading: Reading, event: Event, clause: Clause, terms: Terms, content: Event | None) -> str | None:
    """What sort of position an event states, or None."""
    above = {reading.clauses[clause.parent].lemma} if clause.parent >= 0 and clause.link in EMBEDDING_LINKS else set()
    words = {clause.lemma, *above}
    if _is_open(reading, clause) or _is_unsaid(reading, clause) or _is_mere_name(event, clause, content):
        return None
    if event.act == "REJECT" and event.status in (*REAL, "pledged"):
        if not _is_bargaining(reading, clause, words):
            return None
        return "condition" if terms.awaits else "refusal"
    if event.within is not None:
        return None
    if words & _words("proposal") and event.status in REAL and event.act in ("REQUEST", "AGREE", "CONSULT"):
        return "proposal"
    if event.act == "REQUEST":
        if _is_own_plan(reading, clause):
            return None
        return "demand" if event.status in (*REAL, "pledged", "scheduled") else None
    offering = bool(words & _words("offer"))
    if event.status == "conditional" and terms.condition and event.act not in NO_BARGAIN - {"CONSULT"}:
        return "offer" if offering else "condition"
    if event.act == "CONCEDE" and event.status in REAL and clause.kind == "verb":
        return "concession"
    if event.act == "AGREE" and event.status in REAL:
        if clause.lemma in _words("acceptance") and content is None:
            return "concession"
        if offering:
            return "offer"
        return "commitment" if content is not None and content.act not in NO_BARGAIN else None
    if event.status in UNREAL and event.act not in NO_BARGAIN | {"SANCTION"}:
        return "offer" if offering else "commitment"
    return None


def _is_open(reading: Reading, clause: Clause) -> bool:
    """Whether the text only asks whether it will be done: `was coy about whether he would go through with it`."""
    first = min(
        [child.left for child in reading.children(clause.predicate) if child.i < clause.predicate],
        default=clause.predicate,
    )
    return "whether" in (reading.tokens[first].text.lower(), reading.tokens[max(first - 1, 0)].text.lower())


def _is_unsaid(reading: Reading, clause: Clause) -> bool:
    """Whether the text says that there is nothing of the sort: `gave no indication that he plans to withdraw`."""
    token = reading.tokens[clause.predicate]
    while token.head != token.i:
        token = reading.tokens[token.head]
        if token.pos == "NOUN" and any(c.dep == "det" and c.text.lower() == "no" for c in reading.children(token.i)):
            return True
    return False


def _is_mere_name(event: Event, clause: Clause, content: Event | None) -> bool:
    """Whether a pact or friendship is only named: `a trade deal will be among the topics`."""
    return clause.is_bare_noun and event.act in ("AGREE", "SUPPORT") and content is None


def _is_own_plan(reading: Reading, clause: Clause) -> bool:
    """Whether what is sought or suggested is the speaker's own doing, or that something was so: `sought to create`."""
    if clause.lemma not in _words("seeking"):
        return False
    below = [c for c in reading.clauses if c.parent == clause.index and c.link == "complement"]
    return any(
        (c.marker == "to" and all(a.shared for a in c.get("subject")) and not clause.get("object"))
        or (c.kind == "verb" and c.tense == "past" and c.modal is None)
        for c in below
    )


def _is_no_stake(reading: Reading, event: Event, clause: Clause) -> bool:
    """Whether somebody asks it of his own side or of all sides: `told his generals to prepare`, `urged both capitals to
    tone down their language`."""
    if event.act != "REQUEST":
        return False
    held = [reading.tokens[argument.head].start for argument in clause.arguments]
    asked = [a for a in event.recipients if any(a.start <= offset < a.end for offset in held)]
    own = {actor.party for actor in event.actors if actor.party}
    return any(APPEAL.search(a.text) for a in event.recipients) or (
        bool(asked) and all(a.party is not None and a.party in own for a in asked)
    )


def _meant(terms: Terms, event: Event, found: list[Position]) -> Terms:
    """The terms of an answer, with what it answers where it only points to it: `Bulgaria has declined`, `Tass dismissed
    the proposal`."""
    words = terms.what.text.lower().split() if terms.what else []
    if len(words) > MOST_POINTING or not set(words) <= _words("pointing"):
        return terms
    own = {a.party or a.id for a in event.actors}
    before = [p for p in found if p.stance in OPENINGS and p.start < event.trigger.start]
    for position in reversed(before[-NEAR:]):
        if (position.party.party or position.party.id) not in own:
            span = Span(text=position.what, start=position.start, end=position.end)
            return replace(terms, what=span, issue=position.issue)
    return terms


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
    hangs_on = None if turned else (terms.condition.text if terms.condition else event.condition)
    return Position(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        article=event.article,
        party=party,
        to=event.recipients,
        stance=stance,  # type: ignore[arg-type]
        issue=terms.issue,
        what=what.text,
        in_exchange_for=(terms.what.text if terms.what else None) if turned else terms.exchange,
        on_condition=None if hangs_on == terms.exchange else hangs_on,
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
