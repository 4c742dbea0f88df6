"""Days and months in a row."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.store.query import day

__all__ = ["edge", "following", "span_of", "spans_between"]


def span_of(on: str, length: str) -> str:
    """The span of an ISO day: the `day` itself or its `month` (`YYYY-MM`)."""
    return on[:10] if length == "day" else on[:7]


def spans_between(first: str, last: str, length: str) -> list[str]:
    """All spans from one to another, both included; each may be a day or a month."""
    start, end = date.fromisoformat(f"{first}-01"[:10]), date.fromisoformat(f"{last}-01"[:10])
    if length == "day":
        return [(start + timedelta(days=n)).isoformat() for n in range((end - start).days + 1)]
    months = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]


def following(span: str) -> str:
    """The day or month after one."""
    if len(span) == len("2018-04-20"):
        return (date.fromisoformat(span) + timedelta(days=1)).isoformat()
    year, month = int(span[:4]), int(span[5:7])
    return f"{year + month // 12:04}-{month % 12 + 1:02}"


def edge(given: str | None, *, last: bool) -> str | None:
    """`2018` as a first day is 2018-01-01, as a last day 2018-12-31. Raises UsageError for what is no day."""
    if given is None or len(day(given)) == len("2018-01-01"):
        return given
    if not last:
        return f"{given}-01-01"[: len("2018-01-01")]
    month = given if len(given) == len("2018-12") else f"{given}-12"
    return (date.fromisoformat(f"{following(month)}-01") - timedelta(days=1)).isoformat()
