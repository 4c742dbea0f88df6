"""Panels: counts of events by directed pair and day or month, and by country and month.

Rows come sorted out of a file on disk, a pair at a time, so that memory does not grow with the events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO, get_args

from dragoman.coding.codebook import QUADS
from dragoman.export.dating import NO_DATE, day_of
from dragoman.export.job import Job
from dragoman.export.pairs import asked_pairs
from dragoman.export.sides import NO_PAIR, NO_STATE, ordered_pairs
from dragoman.export.sorting import Sorter
from dragoman.export.spans import edge, span_of, spans_between
from dragoman.export.tabular import write_rows
from dragoman.model import Act, Actor, Event
from dragoman.world.systems import cow_number, gw_number

__all__ = ["write_country_month", "write_pair_day", "write_pair_month"]

ACTS: tuple[str, ...] = get_args(Act)

NOBODY = {"country": "of no country", "party": "of no party"}
ANOTHER_PAIR = "of another pair"

Unit = tuple[str, ...]
"""A source and a target, or a country alone."""


def write_pair_day(job: Job, target: TextIO | Path) -> None:
    """A row for each source, target and day."""
    write_rows("pair-day", _panel(job, "day", _pairs_of, NO_PAIR), target, told=lambda: job.told("pair-day"))


def write_pair_month(job: Job, target: TextIO | Path) -> None:
    """A row for each source, target and month."""
    write_rows("pair-month", _panel(job, "month", _pairs_of, NO_PAIR), target, told=lambda: job.told("pair-month"))


def write_country_month(job: Job, target: TextIO | Path) -> None:
    """A row for each country and month."""
    write_rows(
        "country-month", _panel(job, "month", _countries_of, NOBODY), target, told=lambda: job.told("country-month")
    )


def _panel(job: Job, length: str, units_of: Any, without: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The rows of a panel, by unit and span. `--from` and `--until` are days of rows here, not of acts to come."""
    articles = _articles(job, length)
    asked = asked_pairs(job.panel.pairs, job.panel.by)
    seen: list[str] = []
    with Sorter() as sorter:
        for event, source in job.events(by_row_day=True):
            day = day_of(event, source)
            units = units_of(event, job.panel.by) if day else {}
            if day is None or not units:
                job.tally.take_back(NO_DATE if day is None else without[job.panel.by])
                continue
            if asked and asked.isdisjoint(units):
                job.tally.take_back(ANOTHER_PAIR)
                continue
            span = span_of(day[0], length)
            seen = [min(seen[0], span), max(seen[1], span)] if seen else [span, span]
            for unit, part in units.items():
                if asked and unit not in asked:
                    continue
                sorter.add((*unit, span), [event.type, event.quad, event.intensity, *part])
        spans = _all_spans(job, length, seen) if job.panel.fill or asked else None
        for row in _with_zeros(sorter.groups(), sorted(asked), spans):
            job.tally.rows += 1
            yield _row(*row, length=length, articles=articles)


def _pairs_of(event: Event, by: str) -> dict[Unit, list[str]]:
    """Each directed pair of an event."""
    found: dict[Unit, list[str]] = {}
    for one, other in ordered_pairs(event):
        source, target = _unit(one, by), _unit(other, by)
        if source and target and source != target:
            found[source, target] = []
    return found


def _countries_of(event: Event, by: str) -> dict[Unit, list[str]]:
    """Each country or party of an event, with the parts that it has in it."""
    acting = {_unit(actor, by) for actor in event.actors} - {None}
    receiving = {_unit(actor, by) for actor in event.recipients} - {None}
    if not event.recipients and len(acting) > 1:
        receiving = acting
    found: dict[Unit, list[str]] = {}
    for unit in acting | receiving:
        parts = [name for name, side in (("as_source", acting), ("as_target", receiving)) if unit in side]
        found[(unit,)] = [*parts, *(["domestic"] if acting | receiving == {unit} else [])]  # type: ignore[index]
    return found


def _unit(actor: Actor, by: str) -> str | None:
    if by == "party":
        return actor.party
    return actor.country if actor.country not in NO_STATE else None


def _with_zeros(
    groups: Iterable[tuple[tuple[str, ...], list[Any]]], asked: list[Unit], spans: list[str] | None
) -> Iterator[tuple[Unit, str, list[Any]]]:
    """Each unit and span with its events; with `spans`, all of them for every unit that occurs or is asked for."""
    if spans is None:
        for key, events in groups:
            yield key[:-1], key[-1], events
        return
    left = list(asked)
    unit: Unit | None = None
    waiting: list[str] = []
    for key, events in groups:
        if key[:-1] != unit:
            yield from ((unit, span, []) for span in waiting if unit)
            unit, waiting = key[:-1], list(spans)
            if unit in left:
                left.remove(unit)
        while waiting and waiting[0] < key[-1]:
            yield unit, waiting.pop(0), []
        if waiting and waiting[0] == key[-1]:
            waiting.pop(0)
        yield unit, key[-1], events
    yield from ((unit, span, []) for span in waiting if unit)
    yield from ((other, span, []) for other in left for span in spans)


def _all_spans(job: Job, length: str, seen: list[str]) -> list[str]:
    """From `--from` to `--until`; where these are not given, from the first event's span to the last one's."""
    first = edge(job.query.since, last=False) or (seen[0] if seen else None)
    last = edge(job.query.until, last=True) or (seen[1] if seen else None)
    return spans_between(first, last, length) if first and last else []


def _articles(job: Job, length: str) -> Counter[str]:
    """Pages published in each span, by which counts are normalised."""
    found: Counter[str] = Counter()
    for day, count in job.store.stories.per_day(publisher=job.query.publisher):
        found[span_of(day, length)] += count
    return found


def _row(unit: Unit, span: str, events: list[Any], *, length: str, articles: Counter[str]) -> dict[str, Any]:
    year = int(span[:4])
    row: dict[str, Any] = {"date": span} if length == "day" else {"month": span}
    row["year"] = year
    if len(unit) > 1:
        row |= dict(zip(("source", "target"), unit, strict=True))
        for side, one in zip(("source", "target"), unit, strict=True):
            row |= {f"cow_{side}": cow_number(_code(one), year), f"gw_{side}": gw_number(_code(one), year)}
    else:
        parts = Counter(part for event in events for part in event[3:])
        row |= {"country": unit[0], "cow": cow_number(_code(unit[0]), year), "gw": gw_number(_code(unit[0]), year)}
        row |= {part: parts[part] for part in ("as_source", "as_target", "domestic")}
    return row | _counts(events) | _normalised(len(events), articles[span])


def _code(unit: str) -> str:
    return unit.removeprefix("state:")


def _counts(events: list[Any]) -> dict[str, Any]:
    types = Counter(event[0] for event in events)
    quads = Counter(event[1] for event in events)
    intensities = [event[2] for event in events if event[2] is not None]
    return {
        "events": len(events),
        **{quad.replace("-", "_"): quads[quad] for quad in QUADS},
        **{act.lower(): types[act] for act in ACTS},
        "intensity_mean": round(sum(intensities) / len(intensities), 4) if intensities else None,
        "intensity_sum": round(sum(intensities), 4),
    }


def _normalised(events: int, articles: int) -> dict[str, Any]:
    return {"articles": articles, "events_per_article": round(events / articles, 6) if articles else None}
