"""Days and months in a row."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["span_of", "spans_between"]


def span_of(day: str, length: str) -> str:
    """The span of an ISO day: the `day` itself or its `month` (`YYYY-MM`)."""
    return day[:10] if length == "day" else day[:7]


def spans_between(first: str, last: str, length: str) -> list[str]:
    """All spans from one to another, both included; each may be a day or a month."""
    start, end = date.fromisoformat(f"{first}-01"[:10]), date.fromisoformat(f"{last}-01"[:10])
    if length == "day":
        return [(start + timedelta(days=n)).isoformat() for n in range((end - start).days + 1)]
    months = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
