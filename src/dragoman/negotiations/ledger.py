"""The ledger of promises: who promised, threatened or set what, by when, and what became of it.

A judgement is made only from events, and names them; silence is never breach.

    kept         what was promised was done
    carried-out  what was threatened was done
    broken       who promised did what goes against it, or called it off
    overdue      past its day, and a page of a later day says that it was not done
    superseded   a later promise of the same thing took its place, or it was taken back
    void         what it hung on did not come about
    no-report    past its day, and no page says anything
    open         none of these
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from dragoman.coding.acts import acts
from dragoman.linking.report import stems
from dragoman.model import DONE, INTENDED, UNDONE, Actor, Event, Incident, Promise, TimeSpan
from dragoman.negotiations.binding import speaks_for
from dragoman.negotiations.issues import issue_of
from dragoman.negotiations.likeness import (
    ALIKE,
    SAME_ISSUE,
    about_the_same,
    is_done,
    likeness,
    other_numbers,
    same_thing,
    telling_words,
)
from dragoman.negotiations.material import Material
from dragoman.negotiations.members import parties_of
from dragoman.negotiations.promises import condition_of, is_restraint
from dragoman.negotiations.settings import pattern, settings

__all__ = ["find_deadlines", "ledger"]

TAKEN_BACK = "cancelled"
ONE_NEWS = 1
"""Days within which pages tell the same news."""
IN_WORDS = frozenset({"AGREE", "REQUEST", "THREATEN", "ACCUSE", "CONSULT"})
"""Acts that do nothing of what was promised."""
MISSED = frozenset({"negated", TAKEN_BACK})
"""What a source only denies may have come about all the same."""


def ledger(material: Material) -> list[Promise]:
    """The promises of a negotiation, each once and judged, in the order in which they were made."""
    promises = [*_distinct(material), *find_deadlines(material)]
    judged = [_Judge(material, promise).judged() for promise in promises]
    return sorted(judged, key=lambda p: ((p.made.start if p.made else None) or "9999", p.id))


def find_deadlines(material: Material) -> Iterator[Promise]:
    """What a member asked of another by a day."""
    for incident in material.incidents:
        for id in incident.events:
            event = material.event(id)
            outer = material.witnesses.get(event.within or "")
            if not event.date.end or outer is None or event.date.text is None or not _is_asked(event, outer.event):
                continue
            setter = next(iter(outer.event.actors), None)
            if setter is None or setter.principal not in material.members:
                continue
            told = material.day_of(id)
            if told and event.date.end <= told:
                continue
            yield Promise(
                id=hashlib.sha256(f"{id}:deadline".encode()).hexdigest()[:16],
                by=setter,
                to=event.actors,
                what=_demanded(material, event, outer.event),
                sort="deadline",
                made=_made(material, id, outer.event.announced or outer.event.date),
                due=event.date,
                event=id,
            )
            break


def _demanded(material: Material, event: Event, outer: Event) -> str:
    """What is asked, as its position has it, else the rest of the sentence."""
    told = (p.what for p in material.positions if p.event in (event.id, outer.id) and p.stance == "demand")
    return next(told, event.evidence.text[event.trigger.start - event.evidence.start :].rstrip(" ."))


def _is_asked(event: Event, outer: Event) -> bool:
    """Whether an act is asked of somebody; what is asked for by a day to come is no fact yet, however it is told."""
    return event.status in ("demanded", "conditional") or (
        outer.act == "REQUEST" and outer.status in DONE and event.status in DONE
    )


def _distinct(material: Material) -> Iterator[Promise]:
    """Each promise once, however many pages tell of it: the one with the clearest day, told first."""
    found: dict[tuple[str, str], Promise] = {}
    for promise in material.promises:
        incident = material.incident_of.get(promise.event or "")
        if incident is None or promise.by is None or not _binds(material, promise.by):
            continue
        made = _made(material, promise.event or "", promise.made)
        promise = msgspec.structs.replace(promise, made=made, due=_after(promise.due, made))
        key = incident.id, promise.sort
        kept = found.get(key)
        if kept is None or _rank(promise) < _rank(kept):
            found[key] = promise
    yield from _told_once(material, found.values())


def _told_once(material: Material, promises: Iterable[Promise]) -> Iterator[Promise]:
    """Promises without those that repeat another of the same party in nearly the same words, and for no other day. One
    page may tell the condition of it and another not; how a threat will be carried out each page tells in its own way."""
    kept: list[tuple[Promise, str]] = []
    for promise in sorted(promises, key=_rank):
        words = _without_condition(material, promise)
        if not any(
            _repeats(promise, other)
            and (
                same_thing(words, told) or (_is_one_threat(material, promise, other) and not other_numbers(words, told))
            )
            for other, told in kept
        ):
            kept.append((promise, words))
            yield promise


def _is_one_threat(material: Material, promise: Promise, other: Promise) -> bool:
    """Whether two pages of these days tell of the same hostile act against the same party on one subject."""
    one, two = material.event(promise.event or ""), material.event(other.event or "")
    if one.act != two.act or one.act not in acts("hostile") or one.article == two.article:
        return False
    days = [promise.made.start if promise.made else None, other.made.start if other.made else None]
    subjects = {issue_of(promise.what), issue_of(other.what)}
    return (
        None not in days
        and _later(min(filter(None, days)), ONE_NEWS) >= max(filter(None, days))
        and len(subjects) == 1
        and None not in subjects
        and bool(parties_of(promise.to) & parties_of(other.to))
    )


def _without_condition(material: Material, promise: Promise) -> str:
    condition = condition_of(material.event(promise.event or ""))
    return re.sub(re.escape(condition), "", promise.what, flags=re.IGNORECASE) if condition else promise.what


def _repeats(promise: Promise, other: Promise) -> bool:
    same = "deadline" not in (promise.sort, other.sort) and parties_of(_by(promise)) == parties_of(_by(other))
    return same and (promise.due is None or promise.due == other.due)


def _by(promise: Promise) -> tuple[Actor, ...]:
    return (promise.by,) if promise.by else ()


def _binds(material: Material, actor: Actor) -> bool:
    return actor.principal in material.members and speaks_for(actor)


def _rank(promise: Promise) -> tuple[bool, str, bool, str]:
    made = (promise.made.start if promise.made else None) or "9999"
    return promise.due is None, made, promise.sort != "condition", promise.id


def _after(due: TimeSpan | None, made: TimeSpan | None) -> TimeSpan | None:
    """A day by which something is due lies after the one on which it is promised; else it is the day of the saying."""
    return due if due and due.end and (made is None or due.end > (made.start or "")) else None


def _made(material: Material, event: str, said: TimeSpan | None) -> TimeSpan | None:
    """When a promise was made: the day that the text gives, else that of the page."""
    if said is not None and said.start:
        return said
    day = material.day_of(event)
    return TimeSpan(start=day, end=day, precision="day") if day else None


class _Judge:
    """One promise against all that is known."""

    def __init__(self, material: Material, promise: Promise) -> None:
        self.material = material
        self.promise = promise
        self.event = material.event(promise.event or "")
        self.incident = material.incident_of[self.event.id]
        self.made = (promise.made.start if promise.made else None) or ""
        self.due = promise.due.end if promise.due else None
        self.doers = parties_of(self.event.actors)

    def judged(self) -> Promise:
        """The promise with its outcome and the events that this rests on."""
        done, late = self._done()
        against = [*self._taken_back(), *self._contrary()]
        if done and not any(self._day(event) > max(map(self._day, done)) for event in against):
            return self._with("carried-out" if self._is_threat else "kept", done, against)
        if against and self._is_threat:
            return self._with("superseded", done, against)
        if against:
            return self._with("broken", done, against)
        if void := self._void():
            return self._with("void", done, void)
        superseded, undone = self._superseded(), self._undone()
        in_time = [event for event in superseded if (self.material.day_of(event) or "") <= (self.due or "")]
        if superseded and (in_time or not (undone or late)):
            return self._with("superseded", done, superseded)
        if undone or late:
            return self._with("overdue", late, undone)
        past = self.due is not None and self.due < (self.material.last_day or "")
        return self._with("no-report" if past else "open", [], [])

    @property
    def _is_threat(self) -> bool:
        return self.promise.sort == "threat" or (self.promise.sort == "condition" and self.event.act in acts("hostile"))

    def _with(self, outcome: str, evidence: list[str], against: list[str]) -> Promise:
        return msgspec.structs.replace(
            self.promise,
            outcome=outcome,
            evidence_for=tuple(dict.fromkeys(evidence)),
            evidence_against=tuple(dict.fromkeys(against)),
        )

    def _done(self) -> tuple[list[str], list[str]]:
        """Events by which it was done after it was promised: in time, and too late."""
        if is_restraint(self.event):
            return [], []  # that nothing was done is never told for good
        limit = self.due or _later(self.made, settings().ledger["report_days"])
        found = [id for id in self._same_acts() if self.material.event(id).status in DONE and self._day(id) > self.made]
        return [id for id in found if self._day(id) <= limit], [
            id for id in found if self.due and self._day(id) > limit
        ]

    def _same_acts(self) -> Iterator[str]:
        """The other events of its incident, and those of the same act by the same party about the same thing. An
        agreement is no proof that another one, which was promised, came about."""
        yield from (id for id in self.incident.events if id != self.event.id)
        if self.event.act != "AGREE":
            for incident in self._others(frozenset({self.event.act})):
                yield from incident.events
        if not self._is_threat and not pattern("undertakes_not").match(self.promise.what):
            yield from (incident.event for incident in self._done_as_promised())

    def _taken_back(self) -> list[str]:
        """Events of its incident by which it was called off."""
        return [
            id for id in self.incident.events
            if self.material.event(id).status == TAKEN_BACK and (self.material.day_of(id) or "") > self.made
        ]  # fmt: skip

    def _contrary(self) -> list[str]:
        """What the maker did that goes against it."""
        wanted = frozenset(settings().contrary.get(self.event.act, ()))
        if is_restraint(self.event):
            wanted = frozenset({self.event.act})
        return [
            incident.event
            for incident in self._others(wanted)
            if incident.status in DONE
            and self._day(incident.event) > self.made
            and not self._is_failure(incident.event)
        ]

    def _is_failure(self, event: str) -> bool:
        """Whether an act is only that something was left undone: `failed to hand over`."""
        told = self.material.event(event)
        return told.act == "REJECT" and pattern("fails").match(told.trigger.text) is not None

    def _undone(self) -> list[str]:
        """Pages after its day that say it was not done."""
        if self.due is None:
            return []
        undone = [id for id in self._same_acts() if self.material.event(id).status in UNDONE]
        failed = [i.event for i in self._others(frozenset({"REJECT"})) if self._is_failure(i.event)]
        return [id for id in (*undone, *failed) if (self.material.day_of(id) or "") > self.due]

    def _superseded(self) -> list[str]:
        """Later promises of the same thing for a later day."""
        return [
            incident.event
            for incident in self._others(frozenset({self.event.act}))
            if incident.status in INTENDED
            and (self.material.day_of(incident.event) or "") > self.made
            and self.due is not None
            and (incident.date.end or "") > self.due
        ]

    def _void(self) -> list[str]:
        """Events by which its condition did not come about."""
        if not (condition := condition_of(self.event)):
            return []
        words = stems(condition)
        told = [
            incident
            for incident in self.material.incidents
            if incident.id != self.incident.id
            and not parties_of(incident.actors) & self.doers
            and self._day(incident.event) > self.made
            and likeness(words, telling_words(self.material.event(incident.event))) >= ALIKE
        ]
        if any(incident.status in DONE and incident.act != "REJECT" for incident in told):
            return []  # another page tells that it did come about
        missed = [incident.event for incident in told if incident.status in MISSED or incident.act == "REJECT"]
        return [*missed, *self._turned_down()]

    def _turned_down(self) -> list[str]:
        """Events by which another side refused the bargain."""
        words = _without_condition(self.material, self.promise)
        return [
            event
            for position in self.material.positions
            if position.stance == "refusal"
            and (event := position.event or "") in self.material.incident_of
            and not parties_of((position.party,)) & self.doers
            and (self.material.day_of(event) or "") >= self.made
            and same_thing(position.what, words)
        ]

    def _done_as_promised(self) -> Iterator[Incident]:
        """Acts of its maker, of whatever sort, in the words of the promise; to ask or to promise it is not to do it."""
        words = _without_condition(self.material, self.promise)
        if self.promise.due and self.promise.due.text:
            words = words.replace(self.promise.due.text, "")
        for incident in self.material.incidents:
            if incident.act in IN_WORDS or incident.id == self.incident.id or not self._is_of_its_maker(incident):
                continue
            if is_done(words, self.material.event(incident.event)):
                yield incident

    def _is_of_its_maker(self, incident: Incident) -> bool:
        """Whether those who promised act in it, towards the same or nobody named."""
        if not parties_of(incident.actors) & self.doers:
            return False
        towards, promised_to = parties_of(incident.recipients), parties_of(self.promise.to)
        return not towards or not promised_to or bool(towards & promised_to) or self.promise.sort == "deadline"

    def _others(self, wanted: frozenset[str]) -> Iterator[Incident]:
        """Other incidents of these acts in which those who promised act, towards the same or nobody named, about the
        same thing."""
        for incident in self.material.incidents:
            if incident.act not in wanted or incident.id == self.incident.id or not self._is_of_its_maker(incident):
                continue
            if about_the_same(self.event, self.material.event(incident.event)) and self._is_no_condition(incident):
                yield incident

    def _is_no_condition(self, incident: Incident) -> bool:
        """Whether an act is like what was promised rather than like what that hangs on."""
        if condition_of(self.event) is None:
            return True
        promised = stems(_without_condition(self.material, self.promise))
        return likeness(promised, telling_words(self.material.event(incident.event))) >= SAME_ISSUE

    def _day(self, event: str) -> str:
        """The day of an act, or of the page that tells of it."""
        date = self.material.event(event).date
        return date.start or self.material.day_of(event) or ""


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat() if day else "9999-12-31"
