"""Charts as Vega-Lite: the specification, and the picture of it as SVG or PNG."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from dragoman.coding.codebook import QUADS
from dragoman.desk.series import Period

__all__ = ["COLOURS", "intensity_chart", "picture", "quad_chart"]

COLOURS = {
    "verbal-cooperation": "#8ab6d6", "material-cooperation": "#2b6f9f",
    "verbal-conflict": "#e8a88a", "material-conflict": "#b5442e",
}  # fmt: skip
"""Cooperation is blue, conflict is red-brown, deeds are darker than words: told apart also without colour vision."""
PRINTED = {
    "background": "#ffffff",
    "font": "Helvetica, Arial, sans-serif",
    "axis": {"gridColor": "#e4e2dc", "domainColor": "#b9b5ac", "tickColor": "#b9b5ac", "labelColor": "#55524c"},
    "legend": {"labelColor": "#55524c"},
    "view": {"stroke": None},
}
PNG_SCALE = 2.0
T = TypeVar("T")

MOST_TICKS = 8
MOST_STEPS = 5
MOST_SIZES = 4
"""Points in the key to the numbers of articles."""

DAY, MONTH = "%-d %b %Y", "%b %Y"
_AXIS = {"grid": False, "labelOverlap": "greedy", "labelSeparation": 12, "labelFlush": False}


def quad_chart(periods: list[Period], names: dict[str, str], unit: str) -> dict[str, Any]:
    """Events by quad class over time: cooperation upward, conflict downward, with the articles behind each bar."""
    values = [bar for period in periods for bar in _stacked(period, names)]
    colour = {
        "field": "class", "type": "nominal", "title": None,
        "scale": {"domain": [names[quad] for quad in QUADS], "range": [COLOURS[quad] for quad in QUADS]},
        "legend": {"orient": "top", "direction": "horizontal", "columns": 2, "labelLimit": 200},
    }  # fmt: skip
    bars = {
        "mark": {"type": "bar", "xOffset": 1, "x2Offset": -1},
        "encoding": {
            "x": _time(periods, unit),
            "x2": {"field": "end"},
            "y": {
                "field": "low",
                "type": "quantitative",
                "title": "events",
                "scale": {"nice": MOST_STEPS},
                "axis": {"format": "d", "tickCount": MOST_STEPS, "tickMinStep": 1, "labelExpr": "abs(datum.value)"},
            },
            "y2": {"field": "high"},
            "color": colour,
            "tooltip": [
                {"field": "start", "type": "temporal", "title": f"{unit} of", "format": MONTH if unit == "month" else DAY},
                {"field": "class", "title": "class"},
                {"field": "events", "title": "events"},
                {"field": "articles", "title": "articles that tell of them"},
            ],
        },
    }  # fmt: skip
    return {**_frame(values, 220), **bars}


def intensity_chart(periods: list[Period], unit: str) -> dict[str, Any]:
    """Mean intensity over time, the size of a point saying how many articles are behind it."""
    told = [period for period in periods if period.intensity is not None]
    values, time = [msgspec.to_builtins(period) for period in told], _time(periods, unit)
    sizes = _spread(sorted({period.articles for period in told}), MOST_SIZES)
    intensity = {"field": "intensity", "type": "quantitative", "title": "intensity", "scale": {"domain": [-10, 10]}}
    return {
        **_frame(values, 160),
        "layer": [
            {"mark": {"type": "rule", "opacity": 0.5, "aria": False}, "encoding": {"y": {"datum": 0}}},
            {
                "mark": {"type": "line", "opacity": 0.6, "color": "#7a766d", "aria": False},
                "encoding": {"x": time, "y": intensity},
            },
            {
                "mark": {"type": "point", "filled": True, "opacity": 0.95, "color": "#2b6f9f"},
                "encoding": {
                    "x": time,
                    "y": intensity,
                    "size": {
                        "field": "articles", "type": "quantitative", "title": "articles",
                        "scale": {"zero": False, "range": [30, 260]}, "legend": {"orient": "top", "values": sizes, "format": "d"},
                    },
                    "tooltip": [
                        {"field": "start", "type": "temporal", "title": f"{unit} of", "format": MONTH if unit == "month" else DAY},
                        {"field": "intensity", "title": "mean intensity"},
                        {"field": "events", "title": "events"},
                        {"field": "articles", "title": "articles"},
                    ],
                },
            },
        ],
    }  # fmt: skip


def _stacked(period: Period, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The bars of a period, each upon the one before: words next to the line, deeds beyond them."""
    ends = {1: 0, -1: 0}
    for quad in QUADS:
        count = period.quads[quad]
        side = 1 if "cooperation" in quad else -1
        if count:
            low, high = sorted((ends[side], ends[side] + side * count))
            ends[side] += side * count
            yield {
                "start": period.start, "end": period.end, "class": names[quad], "events": count, "low": low,
                "high": high, "articles": period.articles,
            }  # fmt: skip


def _time(periods: list[Period], unit: str) -> dict[str, Any]:
    """The axis of time, its marks where periods begin: marks at even distances name a month twice."""
    starts = [datetime.date.fromisoformat(start) for start in _spread([p.start for p in periods], MOST_TICKS)]
    values = [{"year": day.year, "month": day.month, "date": day.day, "utc": True} for day in starts]
    axis = {**_AXIS, "format": MONTH if unit == "month" else DAY, "values": values}
    return {"field": "start", "type": "temporal", "title": None, "axis": axis, "scale": {"type": "utc", "nice": False}}


def _spread(values: list[T], most: int) -> list[T]:
    """At most `most` of some values, evenly spread from the first on."""
    return values[:: -(-len(values) // most) or 1]


def _frame(values: list[Any], height: int) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": values},
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
    }


def picture(specification: dict[str, Any], suffix: str) -> bytes:
    """A chart as `svg` or `png`, on paper."""
    printed = {**specification, "width": 720, "config": PRINTED}
    return _picture(msgspec.json.encode(printed, order="deterministic"), suffix)


@lru_cache(maxsize=64)
def _picture(specification: bytes, suffix: str) -> bytes:
    import vl_convert

    printed = msgspec.json.decode(specification)
    if suffix == "svg":
        return str(vl_convert.vegalite_to_svg(printed, vl_version="6.4")).encode()
    return bytes(vl_convert.vegalite_to_png(printed, vl_version="6.4", scale=PNG_SCALE))
