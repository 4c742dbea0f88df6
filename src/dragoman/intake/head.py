"""A head of labelled lines that somebody wrote over an article: `Headline: …`, `Source: …`, `Date: …`, or YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dragoman.datafiles import read_table
from dragoman.intake.dates import iso_moment
from dragoman.intake.metadata import Metadata

__all__ = ["HEAD_LABELS", "read_head"]

SOURCE = "head"
"""Where a field's value was found, as the article's `sources` say it."""
HEAD_LABELS = {"title": "title", "byline": "byline", "published": "date", "tags": "tags"}
"""The label of a line by what it gives; all others are `navigation`."""
FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z _-]{1,24}?)\s*[:=]\s*(?P<value>.*)")
ITEM = re.compile(r"-\s+(?P<value>.+)")
FENCE = re.compile(r"-{3,}|\.{3}|\+{3}")
TELLING = frozenset({"title", "publisher", "published", "url", "byline"})
MIN_FIELDS = 2
"""Fields of `TELLING` that make a head: one alone may be text."""
MAX_ROWS = 40


def read_head(lines: Sequence[str]) -> tuple[dict[int, str], Metadata]:
    """The rows at the head of a page that give fields, by what they give, and the fields; none where there is no head."""
    rows, values = dict[int, str](), list[tuple[str, str]]()
    fenced = bool(lines) and FENCE.fullmatch(lines[0]) is not None
    heading = 0 if fenced or not lines or FIELD.fullmatch(lines[0]) else 1
    last = ""
    for row in range(heading, min(len(lines), MAX_ROWS)):
        line = lines[row]
        field, item = FIELD.fullmatch(line), ITEM.fullmatch(line)
        what = _labels().get(re.sub(r"[_-]", " ", field["name"].lower())) if field else None
        if field and (what or fenced):
            last = what or "other"
            rows[row] = last
            values.append((last, _bare(field["value"])))
        elif item and fenced:
            rows[row] = last or "other"
            values.append((last, _bare(item["value"])))
        elif fenced and FENCE.fullmatch(line):
            rows[row] = "other"
            if row:
                break
        else:
            break
    given = {what for what, value in values if value and what in TELLING}
    if len(given) < MIN_FIELDS or (heading and lines[0] and not given & {"published", "url"}):
        return {}, Metadata()
    return rows, _metadata(values)


def _metadata(values: Sequence[tuple[str, str]]) -> Metadata:
    known = Metadata()
    for what, value in values:
        if what == "published":
            known.add(what, iso_moment(value), SOURCE)
        elif what == "tags":
            for tag in re.split(r"\s*[,;]\s*", value.strip("[]")):
                known.add(what, _bare(tag), SOURCE)
        elif value.startswith(("http://", "https://")):
            known.add("url", value, SOURCE)
        elif what in ("title", "byline", "publisher", "section"):
            known.add(what, value, SOURCE)
    return known


def _bare(value: str) -> str:
    """A value without its quotation marks, and a notebook's link without its brackets."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return value.removeprefix("[[").removesuffix("]]").strip()


@cache
def _labels() -> dict[str, str]:
    return {name: what for what, names in read_table("intake/labels").items() for name in names}
