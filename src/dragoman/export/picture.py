"""Pictures of events over time and by type, as Vega-Lite, drawn without a browser: SVG, PNG, PDF or the drawing itself.

Every picture says what it shows, of how many events and pages, and where they come from.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from dragoman.coding.codebook import QUADS
from dragoman.errors import UsageError
from dragoman.export.dating import NO_DATE, day_of
from dragoman.export.job import Job
from dragoman.export.spans import following, span_of, spans_between
from dragoman.export.tables import table
from dragoman.model import Event

__all__ = ["SUFFIXES", "Shown", "by_type", "over_time", "save", "tally_events"]

SUFFIXES = (".svg", ".png", ".pdf", ".json")
LONGEST_BY_DAY = 93
"""Days that are drawn one by one; over a longer time months are."""
SHARPNESS = 2
"""Pixels of a PNG for each point."""
VEGA_LITE = "5.20"
STEPS = 6
"""Marks of the axis of counts, some."""
LEGEND = {"orient": "bottom", "columnPadding": 28}  # room for viewers whose letters are wider than those measured
STYLE = {
    "view": {"stroke": None},
    "axis": {"grid": True, "gridColor": "#eeeeee", "titleFontWeight": "normal", "titleColor": "#555555"},
    "axisTemporal": {"grid": False},
}


class Shown(msgspec.Struct):
    """What a picture is drawn of."""

    days: Counter[tuple[str, str]]
    """Events by day and quad class."""
    types: Counter[tuple[str, str]]
    """Events by type and quad class."""
    intensity: dict[str, list[float]]
    """By day: sum of intensities, and how many there are."""
    events: int
    pages: int
    publishers: int

    @property
    def first(self) -> str:
        """The first day."""
        return min(day for day, _ in self.days)

    @property
    def last(self) -> str:
        """The last day."""
        return max(day for day, _ in self.days)


def tally_events(job: Job) -> Shown:
    """Count the job's events. Raises UsageError where there is none to draw."""
    shown = Shown(days=Counter(), types=Counter(), intensity={}, events=0, pages=0, publishers=0)
    pages: set[str] = set()
    publishers: set[str] = set()
    for event, source in job.events(by_row_day=True):
        day = day_of(event, source)
        if day is None or event.quad is None:
            job.tally.take_back(NO_DATE)
            continue
        _count(shown, event, day[0])
        pages.add(event.article)
        publishers.add(source.publisher or "")
    job.tally.rows = job.tally.events
    shown.pages, shown.publishers = len(pages), len(publishers - {""})
    if not shown.events:
        raise UsageError(f"no event to draw meets these conditions ({job.tally.sentence()})")
    return shown


def _count(shown: Shown, event: Event, day: str) -> None:
    shown.events += 1
    shown.days[day, event.quad or ""] += 1
    shown.types[event.type or "", event.quad or ""] += 1
    if event.intensity is not None:
        total = shown.intensity.setdefault(day, [0.0, 0])
        total[0] += event.intensity
        total[1] += 1


def over_time(shown: Shown, title: str, source: str) -> dict[str, Any]:
    """Counts by quad class, cooperation upwards and conflict downwards, and below them the mean intensity."""
    by_day = len(spans_between(shown.first, shown.last, "day")) <= LONGEST_BY_DAY
    length = "day" if by_day else "month"
    time = {
        "field": "span", "type": "temporal", "title": None, "timeUnit": "utcyearmonthdate" if by_day else "utcyearmonth",
        "axis": {"format": "%e %b %Y" if by_day else "%b %Y", "labelOverlap": "greedy", "labelSeparation": 12},
    }  # fmt: skip
    spans = spans_between(shown.first, shown.last, length)
    bars = {
        "height": table("plot")["size"]["height"],
        "width": table("plot")["size"]["width"],
        "data": {"values": _bars(shown, length)},
        "mark": {"type": "bar", "width": {"band": 0.9}},
        "encoding": {
            "x": {**time, "scale": {"domain": [_utc(spans[0]), _utc(following(spans[-1]))], "padding": 12}},
            "y": {"field": "signed", "type": "quantitative", "title": "conflict ↓  events  ↑ cooperation",
                  "scale": {"nice": STEPS},
                  "axis": {"format": "d", "tickCount": STEPS, "tickMinStep": 1, "labelExpr": "abs(datum.value)"}},
            "color": _colour(),
            "order": {"field": "order"},
        },
    }  # fmt: skip
    line = {
        "height": table("plot")["size"]["height"] // 3,
        "width": table("plot")["size"]["width"],
        "data": {"values": _means(shown, length)},
        "mark": {"type": "point", "filled": True, "size": 50, "color": "#444444"},
        "encoding": {
            "x": {
                **time,
                "bandPosition": 0.5,
                "scale": {"domain": [_utc(spans[0]), _utc(following(spans[-1]))], "padding": 12},
            },
            "y": {"field": "mean", "type": "quantitative", "title": "mean intensity", "scale": {"domain": [-10, 10]}},
        },
    }
    return _whole({"vconcat": [bars, line]}, shown, title, source)


def by_type(shown: Shown, title: str, source: str) -> dict[str, Any]:
    """A bar for each type, by quad class."""
    says = table("plot")["quads"]
    values = [{"type": type_, "quad": says[quad]["says"], "events": n} for (type_, quad), n in shown.types.items()]
    return _whole(
        {
            "width": table("plot")["size"]["width"],
            "data": {"values": values},
            "mark": "bar",
            "encoding": {
                "y": {"field": "type", "type": "nominal", "sort": "-x", "title": None},
                "x": {"field": "events", "type": "quantitative", "axis": {"format": "d", "tickMinStep": 1}},
                "color": _colour(),
            },
        },
        shown, title, source,
    )  # fmt: skip


def _bars(shown: Shown, length: str) -> list[dict[str, Any]]:
    spans: Counter[tuple[str, str]] = Counter()
    for (day, quad), number in shown.days.items():
        spans[span_of(day, length), quad] += number
    says = table("plot")["quads"]
    return [
        {
            "span": _utc(span), "quad": says[quad]["says"], "events": number, "order": QUADS.index(quad),
            "signed": number if quad.endswith("cooperation") else -number,
        }
        for (span, quad), number in sorted(spans.items())
    ]  # fmt: skip


def _means(shown: Shown, length: str) -> list[dict[str, Any]]:
    totals: dict[str, list[float]] = {}
    for day, (total, number) in shown.intensity.items():
        span = totals.setdefault(span_of(day, length), [0.0, 0])
        span[0] += total
        span[1] += number
    return [{"span": _utc(span), "mean": round(total / number, 3)} for span, (total, number) in sorted(totals.items())]


def _utc(span: str) -> str:
    return f"{span}-01T00:00:00Z" if len(span) == len("2018-04") else f"{span}T00:00:00Z"


def _colour() -> dict[str, Any]:
    quads = [table("plot")["quads"][quad] for quad in QUADS]
    scale = {"domain": [quad["says"] for quad in quads], "range": [quad["colour"] for quad in quads]}
    return {"field": "quad", "type": "nominal", "title": None, "scale": scale, "legend": LEGEND}


def _whole(chart: dict[str, Any], shown: Shown, title: str, source: str) -> dict[str, Any]:
    """The chart with its title, the number of events and pages, and their source."""
    span = shown.first if shown.first == shown.last else f"{shown.first} to {shown.last}"
    publishers = f", {shown.publishers} publisher{'' if shown.publishers == 1 else 's'}" if shown.publishers else ""
    number = f"n = {shown.events} events on {shown.pages} page{'' if shown.pages == 1 else 's'}{publishers}; {span}"
    heading = {
        "text": title, "subtitle": [number, f"Source: {source}"], "anchor": "start", "fontSize": 16, "offset": 12,
        "subtitleColor": "#555555",
    }  # fmt: skip
    return {
        "$schema": f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE.split('.')[0]}.json",
        "title": heading,
        "background": "white",
        "padding": 16,
        "config": STYLE,
        **chart,
    }


def save(chart: dict[str, Any], path: Path) -> None:
    """Draw a chart into a file by its suffix; `.json` is the Vega-Lite itself.

    Raises UsageError for another suffix.
    """
    import vl_convert

    drawing = msgspec.json.encode(chart).decode()
    match path.suffix.lower():
        case ".svg":
            path.write_text(vl_convert.vegalite_to_svg(drawing, vl_version=VEGA_LITE), encoding="utf-8")
        case ".png":
            path.write_bytes(vl_convert.vegalite_to_png(drawing, vl_version=VEGA_LITE, scale=SHARPNESS))
        case ".pdf":
            path.write_bytes(vl_convert.vegalite_to_pdf(drawing, vl_version=VEGA_LITE))
        case ".json":
            path.write_text(msgspec.json.format(drawing, indent=2), encoding="utf-8")
        case _:
            raise UsageError(f"{path}: a picture ends in {', '.join(SUFFIXES)}")
