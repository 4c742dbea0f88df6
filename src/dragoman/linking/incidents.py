"""Reports of one happening become an `Incident`: what most of them say, and how sure that is."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.linking import certainty
from dragoman.linking.history import history_of
from dragoman.linking.witness import Witness, in_order
from dragoman.model import DONE, Actor, Event, Incident, Place, TimeSpan

__all__ = ["make_incident"]

FAITHFUL = 0.3
"""Share of the pages that must name somebody, where there are at least `MANY`: coreference errs now and then."""
MANY = 3
PRECISION = ("day", "interval", "week", "month", "season", "quarter", "half", "year", "decade", "century", None)


def make_incident(witnesses: Iterable[Witness], *, score: float = 0.0, aliases: Iterable[str] = ()) -> Incident:
    """The incident that these reports tell of. `score` is the mean score of their pairs (`groups.mean_score`)."""
    told = in_order(list(witnesses))
    events = [witness.event for witness in told]
    fullest = max(events, key=_fullness)
    history = history_of(told)
    days = [witness.day for witness in told if witness.day]
    own = events[0].id
    actors, recipients = _sides(events)
    return Incident(
        id=own,
        aliases=tuple(sorted({*aliases} - {own})),
        act=_act(events),
        status=history[-1]["status"],
        background=all(event.background for event in events),
        actors=actors,
        recipients=recipients,
        date=_date(told),
        place=_place(events),
        counts=_counts(events),
        history=history,
        reports=certainty.reports(told),
        independent=certainty.independent_reports(told),
        publishers=tuple(dict.fromkeys(witness.publisher for witness in told if witness.publisher)),
        first_report=min(days, default=None),
        last_report=max(days, default=None),
        confirmed_by=certainty.confirmers(told),
        denied_by=certainty.deniers(told),
        differs=certainty.differences(told),
        score=round(1 / (1 + math.exp(-score)), 3) if len(events) > 1 else 1.0,
        sentence=fullest.evidence.text,
        event=fullest.id,
        events=tuple(event.id for event in events),
    )


def _fullness(event: Event) -> tuple[float, str]:
    named = sum(not actor.id.startswith("local:") for actor in (*event.actors, *event.recipients))
    told = min(named, 3) + bool(event.date.start) + 0.5 * bool(event.place) + event.confidence
    body = event.evidence.source == "text"
    return told + body - 2 * event.background, event.id


def _act(events: Sequence[Event]) -> str:
    """The act that most events give, weighed by how sure they are; the earliest of several."""
    weight: Counter[str] = Counter()
    for event in events:
        weight[event.act] += event.confidence + 0.01  # type: ignore[assignment]
    best = max(weight.values())
    return next(event.act for event in events if weight[event.act] == best)


def _sides(events: Sequence[Event]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who acts and on whom: each on the side where most pages put them, a state only where nobody acts for it."""
    pages: dict[str, set[str]] = defaultdict(set)
    acting: Counter[str] = Counter()
    fullest: dict[str, Actor] = {}
    for event in events:
        for sign, actors in ((1, event.actors), (-1, event.recipients)):
            for actor in actors:
                pages[actor.id].add(event.article)
                acting[actor.id] += sign
                if actor.id not in fullest or len(actor.name) > len(fullest[actor.id].name):
                    fullest[actor.id] = actor
    articles = len({event.article for event in events})
    least = FAITHFUL * articles if articles >= MANY else 1
    kept = [id for id in fullest if len(pages[id]) >= least] or list(fullest)
    represented = {fullest[id].party for id in kept if fullest[id].party != id}
    kept = [id for id in kept if id not in represented]
    mutual = sum(not event.recipients for event in events) * 2 >= len(events) and len(kept) > 1
    actors = tuple(fullest[id] for id in kept if acting[id] >= 0 or (mutual and events[0].act == "CONSULT"))
    recipients = tuple(fullest[id] for id in kept if fullest[id] not in actors)
    return actors, recipients


def _date(told: Sequence[Witness]) -> TimeSpan:
    """The day that most reports of its last status give, the most exact one first."""
    done = [w.event for w in told if w.event.status in DONE and w.event.date.start]
    moved = [w.event for w in told if w.event.change == "postponed" and w.event.date.start]
    dated = done or moved or [w.event for w in told if w.event.date.start or w.event.date.end]
    if not dated:
        return TimeSpan()
    times = Counter((event.date.start, event.date.end) for event in dated)

    def rank(event: Event) -> tuple[int, int, bool]:
        span = (event.date.start, event.date.end)
        return PRECISION.index(event.date.precision), -times[span], event.date.text is None

    return min(dated, key=rank).date


def _place(events: Sequence[Event]) -> Place | None:
    """The place that most reports name, a clause's own before a dateline's."""
    places = [event.place for event in events if event.place is not None]
    if not places:
        return None
    times = Counter((place.name, place.origin == "clause") for place in places)
    return max(places, key=lambda p: (p.origin == "clause", times[p.name, p.origin == "clause"], p.precision == "city"))


def _counts(events: Sequence[Event]) -> tuple[dict[str, Any], ...]:
    ranges: dict[str, tuple[float, float]] = {}
    for event in events:
        for count in event.counts:
            low, high = ranges.get(count.what, (count.low, count.high))
            ranges[count.what] = (min(low, count.low), max(high, count.high))
    return tuple({"what": what, "low": low, "high": high} for what, (low, high) in sorted(ranges.items()))
