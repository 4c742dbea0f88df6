"""What each party offers, demands, refuses and concedes, and for what, from a page's events."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from msgspec.structs import replace as changed

from dragoman.actors import Cast
from dragoman.coding.acts import acts
from dragoman.language.reading import Clause, Reading
from dragoman.model import Actor, Event, Position, Span
from dragoman.negotiations.binding import binds_nobody, is_only_offered, own_side, position_words, speaks_for
from dragoman.negotiations.members import parties_of
from dragoman.negotiations.promises import condition_of, is_promised
from dragoman.negotiations.sides import Sides, sides_of
from dragoman.negotiations.spoken import spoken
from dragoman.negotiations.stances import is_no_stake, stance_of
from dragoman.negotiations.terms import ABOUT, Terms, terms_of, tidy

__all__ = ["find_positions", "wordings"]

OPENINGS = frozenset({"demand", "proposal", "offer"})
"""Stances that another side may answer."""
ANSWERS = frozenset({"REJECT", "AGREE", "CONCEDE"})
"""Acts by which one answers."""
COLLECTIVES = ("group:", "org:")
OUTSIDE = frozenset({"JUD", "JRN", "NGO"})
"""Sectors of those who are no party to anything, unless they stand for a government."""
OWN = frozenset({"REB", "OPP", "PTY", "LAB"})
"""Sectors of those who face their own government, known by name or not."""
NOT = re.compile(r"(?:not|never|no)\s+", re.IGNORECASE)
NONE = re.compile(r"\b(?:no|nothing|none|nobody|neither)\b", re.IGNORECASE)
UNDONE = re.compile(
    r"\b(?:(?:did|does|do|will|would) not|(?:did|does|do)n['’]t) |(?<=\bis )not |(?<=['’]s )not |(?<=\b(?:are|was|has) )not |(?<=\b(?:were|have) )not ",
    re.IGNORECASE,
)
"""What a threat hangs on, told by its being left undone: `if they did not leave` asks that they leave."""
FEW = 3
"""Words of a demand that says something, unless it is insisted on."""
CALLED = {"demand": "called_demands", "offer": "called_offers", "proposal": "called_proposals"}
"""The list of words by which an answer calls what it answers, by the stance of that."""
LONGEST_JOINT = 25
"""Characters between a promise and its condition."""
NEAR = 3
"""Positions back in the text that an answer may be about."""
PLAIN = ("if", "should")
JOINT = re.compile(
    r"^(?:only )?(?:if|after|when|once|as soon as|(?:as|so) long as|provided(?: that)?|on condition that) "
)
MOST_POINTING = 3
"""Words of a phrase that only points back: `the latest proposal`."""


Named = Callable[[str], Actor | None]
"""Gives the actor for a party's id."""


def find_positions(
    reading: Reading, events: Iterable[Event], named: Named | None = None, cast: Cast | None = None
) -> list[Position]:
    """The positions that a page states, in the order of the text, one for each party that takes it.

    They come from its events, and with `cast` from what parties say in clauses that carry no event. Background tells no
    position, and neither does the denial of a charge. With `named`, who acts for a group or a body states its position
    under its name.
    """
    events = list(events)
    inner = {e.within: e for e in reversed(events) if e.within}
    outer = {e.id: e for e in events}
    sides = sides_of(events)
    found: list[Position] = []
    said: list[Position] = []  # with what onlookers ask, which may be answered
    telling = (e for e in events if e.actors and not e.background and e.trigger.source != "title")
    for event, clause, terms in _stated(reading, telling):
        if is_no_stake(reading, event, clause):
            continue
        content = inner.get(event.id)
        stance = stance_of(reading, event, clause, terms, content, outer.get(event.within or ""))
        if stance is None:
            continue
        if event.act == "PROTEST":  # `will strike unless he is freed` asks for his release
            terms = replace(terms, what=terms.awaits, condition=None)
        terms = _meant(terms, event, clause, said)
        what = (terms.condition or terms.awaits) if stance == "condition" else terms.what
        if what is None or _is_bare(what.text, event, clause) or _only_points(what.text):
            continue  # `Bulgaria declined` says that something was refused, not what
        carrier = content if stance == "demand" and content and content.status == "demanded" else event
        for party in _parties(event):
            position = _position(event, carrier, _as_party(party, named), stance, terms, clause)
            said.append(position)
            if _has_a_stake(party, stance, sides, carrier, clause) and not (
                stance == "demand" and _is_errand(carrier, event, clause, what.text)
            ):
                found.append(position)
    if cast is not None and events:
        found.extend(_spoken(reading, events, cast, sides, found, named))
    return list(_distinct(sorted(found, key=lambda p: (p.start, -p.end))))


def _spoken(
    reading: Reading, events: list[Event], cast: Cast, sides: Sides, found: list[Position], named: Named | None
) -> Iterator[Position]:
    """What parties say that no event told; each rests on an event of the same sentence, if there is one."""
    inside = sides.involved
    for party, stance, terms, predicate, withheld in spoken(reading, cast, inside):
        if stance != "proposal" and not _is_inside(party, inside):
            continue
        sentence = reading.sentences[reading.tokens[predicate].sentence]
        near = [e for e in events if e.trigger.source == "text" and sentence.start <= e.trigger.start < sentence.end]
        own = party.principal
        known = [p for p in found if p.party.principal == own and sentence.start <= p.start < sentence.end]
        what = (terms.condition or terms.awaits) if stance == "condition" else terms.what
        if what is None or _only_points(what.text) or any(_overlaps(p, terms) for p in known):
            continue
        at = reading.tokens[predicate].start
        threat = stance == "offer" and any(e.act in acts("against") and e.trigger.start == at for e in near)
        if threat or any(e.background for e in near):
            continue
        key = f"{events[0].article}:{at}:{stance}"
        position = _of_terms(
            events[0].article, key, _as_party(party, named), stance, terms, withheld, stance == "condition"
        )
        carrier = min(near, key=lambda e: (own not in parties_of(e.actors), abs(e.trigger.start - at)), default=None)
        if carrier is not None:
            position = changed(position, date=carrier.announced, event=carrier.id)
        yield position


def _overlaps(position: Position, terms: Terms) -> bool:
    spans = (span for span in (terms.what, terms.condition, terms.awaits) if span is not None)
    return any(position.start < span.end and span.start < position.end for span in spans)


def wordings(reading: Reading, events: Iterable[Event]) -> dict[str, str]:
    """By event, what is pledged, threatened or tied to a condition in the text's words, without what follows it; empty
    where the text only asks whether it will be done, or says that there is no sign of it."""
    words = {}
    for event, clause, terms in _stated(reading, filter(is_promised, events)):
        if binds_nobody(reading, event, clause) or is_only_offered(reading, event, clause):
            words[event.id] = ""
        elif terms.what is not None:
            start = min(event.trigger.start, terms.what.start) if event.act in ABOUT else terms.what.start
            source = reading.title if terms.what.source == "title" else reading.text
            words[event.id] = tidy(source[start : _end_of_promise(event, terms)])
    return words


def _end_of_promise(event: Event, terms: Terms) -> int:
    """Where a promise ends: with the condition behind it that the event does not hold (`only after they left`)."""
    assert terms.what is not None
    hung = terms.condition
    if hung is None or event.condition is not None or not 0 <= hung.start - terms.what.end <= LONGEST_JOINT:
        return terms.what.end
    return hung.end


def _stated(reading: Reading, events: Iterable[Event]) -> Iterator[tuple[Event, Clause, Terms]]:
    """The events whose clause is found, with its terms."""
    clauses = {
        (reading.tokens[c.predicate].start, reading.sentences[c.sentence].source): c for c in reversed(reading.clauses)
    }
    for event in events:
        clause = clauses.get((event.trigger.start, event.trigger.source))
        if clause is not None:
            yield event, clause, terms_of(reading, clause, event)


def _meant(terms: Terms, event: Event, clause: Clause, found: list[Position]) -> Terms:
    """The terms of an answer, with what it answers where it only points to it: `Bulgaria has declined`, `Tass dismissed
    the proposal`."""
    bare = clause.lemma in position_words("acceptance") and terms.what and terms.what.start == event.trigger.start
    if event.act not in ANSWERS or (terms.what is not None and not bare and not _only_points(terms.what.text)):
        return terms
    own = {a.principal for a in event.actors}
    before = [p for p in found if p.stance in OPENINGS and p.start < event.trigger.start]
    told = set((terms.what.text if terms.what else "").lower().split())
    called = {stance for stance, names in CALLED.items() if told & position_words(names)}
    near = before[-NEAR:][::-1]
    for position in sorted(near, key=lambda p: bool(called) and p.stance not in called):
        if position.party.principal not in own:
            named = told & position_words("called_conditions")
            hung_on = JOINT.sub("", position.on_condition or "")
            text = hung_on if named and hung_on else position.what
            span = Span(text=text, start=position.start, end=position.end)
            bargain = None
            if hung_on and not named:
                bargain = Span(text=hung_on, start=position.start, end=position.end)
            return replace(
                terms,
                what=span,
                issue=position.issue,
                exchange=terms.exchange or position.in_exchange_for,
                condition=terms.condition or bargain,
            )
    return replace(terms, what=None) if bare else terms


def _is_bare(what: str, event: Event, clause: Clause) -> bool:
    """Whether only the act itself is told; of `there will be no talks` that is what is refused."""
    denied = event.act == "REJECT" and clause.negated and clause.kind == "noun"
    return what == event.trigger.text and not denied


def _only_points(text: str) -> bool:
    words = text.lower().split()
    return len(words) <= MOST_POINTING and set(words) <= position_words("pointing")


def _parties(event: Event) -> Iterator[Actor]:
    """One actor of each party among those who act; who stands for no party and no country takes no position, and
    neither does who is only met or refused."""
    seen: set[str] = set()
    for actor in own_side(event):
        if (actor.party or actor.country) and actor.principal not in seen:
            seen.add(actor.principal)
            yield actor


def _as_party(actor: Actor, named: Named | None) -> Actor:
    """A group or body in place of its fighters, envoys and leaders; of a state it matters who speaks."""
    if named is None or actor.principal == actor.id or not actor.principal.startswith(COLLECTIVES):
        return actor
    party = named(actor.principal)
    return actor if party is None else changed(actor, id=party.id, name=party.name, title=None)


def _has_a_stake(party: Actor, stance: str, sides: Sides, event: Event, clause: Clause) -> bool:
    """Whether who takes a position has to do with what is negotiated: outlets and relief agencies do not, and what
    onlookers only appeal for or promise is none of its terms."""
    if party.country == "NGO" or not speaks_for(party) or ("GOV" not in party.sectors and OUTSIDE & {*party.sectors}):
        return False
    inside = sides.involved
    if stance not in ("demand", "commitment") or not inside or _is_inside(party, inside):
        return True
    facing = bool(parties_of((*event.actors, *event.recipients)) & inside)
    appeals = bool({clause.lemma, clause.lemma.split()[0]} & position_words("appealing"))
    return stance == "demand" and facing and not appeals


def _is_errand(event: Event, asking: Event, clause: Clause, what: str) -> bool:
    """Whether somebody who is no side is asked, or in a word or two for what everybody asks for: `advised foreigners to
    leave`, `urged restraint`."""
    asked = [a for a in (*asking.recipients, *(event.actors if event is not asking else ())) if a not in asking.actors]
    if asked and not parties_of(asked) and not any(OWN & {*a.sectors} for a in asked):
        return True
    insists = {clause.lemma, clause.lemma.split()[0]} & position_words("insisting")
    return len(what.split()) < FEW and not insists


def _is_inside(party: Actor, inside: Collection[str]) -> bool:
    """Whether a party is one of the page's negotiation, or faces its own government, which is one of it."""
    if party.principal in inside:
        return True
    return bool(OWN & {*party.sectors}) and f"state:{party.country}" in inside


def _position(event: Event, carrier: Event, party: Actor, stance: str, terms: Terms, clause: Clause) -> Position:
    withheld = event.act == "REJECT" or event.status == "negated" or (clause.negated and terms.awaits is not None)
    pressed = withheld or event.act in acts("against")
    position = _of_terms(event.article, f"{event.id}:{stance}", party, stance, terms, withheld, pressed)
    hangs_on = position.on_condition or (None if stance == "condition" else condition_of(event))
    return changed(
        position,
        to=event.recipients,
        on_condition=None if hangs_on == terms.exchange else hangs_on,
        date=event.announced or event.date,
        attribution=event.attribution,
        event=carrier.id,
    )


def _of_terms(
    article: str, key: str, party: Actor, stance: str, terms: Terms, withheld: bool, pressed: bool
) -> Position:
    turned = stance == "condition"
    what = (terms.condition or terms.awaits) if turned else terms.what
    assert what is not None
    denial = NOT.match(what.text) if stance == "refusal" else None
    start = what.start + (denial.end() if denial else 0)
    words = what.text[start - what.start :]
    undone = UNDONE.search(words) if turned and pressed and terms.joint in PLAIN else None
    if undone is not None:
        words = words[: undone.start()] + words[undone.end() :]
    return Position(
        id=hashlib.sha256(f"{key}:{party.principal}".encode()).hexdigest()[:16],
        article=article,
        party=party,
        stance=stance,  # type: ignore[arg-type]
        issue=terms.issue,
        what=tidy(words),
        in_exchange_for=_tidied(_price(terms, withheld, undone is not None) if turned else terms.exchange),
        on_condition=None if turned else _joined(terms),
        start=start,
        end=what.end,
    )


def _tidied(words: str | None) -> str | None:
    return None if words is None else tidy(words)


def _joined(terms: Terms) -> str | None:
    """What it hangs on, with its joining word where that is more than *if*: `once they leave`, `as long as they stay`."""
    if terms.condition is None:
        return None
    words = tidy(terms.condition.text)
    return words if terms.joint in (None, *PLAIN) else f"{terms.joint} {words}"


def _price(terms: Terms, withheld: bool, undone: bool) -> str | None:
    """What is done if the condition is met: what is refused till then, or that what is threatened is left undone."""
    if terms.what is None:
        return None
    words = terms.what.text
    if withheld or (terms.awaits is not None and NOT.match(words)):
        words = NOT.sub("", words, count=1)
        return None if NONE.search(words) else words
    if (terms.awaits is None and not undone) or not words.islower():
        return words
    return f"no longer {words}" if words.split()[0] in position_words("staying") else f"not {words}"


def _distinct(positions: list[Position]) -> Iterator[Position]:
    """Each once, and none that is only a part of another: `leave the valley` of `free them and leave the valley`."""
    seen: set[tuple[str, str, str]] = set()
    ends: dict[tuple[str, str], int] = {}
    for position in positions:
        own = position.party.principal, position.stance
        if not position.what or position.end <= ends.get(own, 0) or (*own, position.what.lower()) in seen:
            continue
        seen.add((*own, position.what.lower()))
        ends[own] = position.end
        yield position
