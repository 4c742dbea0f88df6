"""What is wrong with a line of feeds.toml, in words: in which table it stands, and what could be meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import msgspec

from dragoman.watch.settings import DigestPlan, FeedPlan, Fetching, Plan, Rule, Way

__all__ = ["in_words"]

TABLES: dict[str | None, type[msgspec.Struct]] = {
    None: Plan, "watch": Fetching, "feed": FeedPlan, "alert": Rule, "digest": DigestPlan,
}  # fmt: skip
PLACE = re.compile(r"\$\.(?P<table>\w+)(?:\[(?P<at>[\d.]+)\])?(?:\.(?P<line>\w+))?")
"""The path that msgspec gives, as in `$.alert[0].on`."""


def in_words(error: msgspec.ValidationError, raw: dict[str, Any]) -> str:
    """One sentence on an error; `raw` is what stands in the file."""
    message, _, path = str(error).partition(" - at ")
    found = PLACE.match(path.strip("`"))
    table, at, line = found.groups() if found else (None, None, None)
    near = _meant(message, table, line)
    where = "".join((_called(table, at, raw), f", {line}" if line else "", ": ")) if table else ""
    return f"{where}{message}{near} (docs/watch.md explains each line)"


def _called(table: str, at: str | None, raw: dict[str, Any]) -> str:
    """`alert 'Korea'`, or `the second alert` as a number where it has no name."""
    if at is None or not at.isdecimal():
        return table
    given = raw[table][int(at)]
    name = (given.get("name") or given.get("url")) if isinstance(given, dict) else None
    return f"{table} {name!r}" if name else f"{table} number {int(at) + 1}"


def _meant(message: str, table: str | None, line: str | None) -> str:
    """What could be meant by a name that is none."""
    wrong = re.search(r"unknown field `(.+)`|Invalid (?:enum )?value '(.+)'", message)
    if wrong is None:
        return ""
    if wrong[1]:
        structs = get_args(Way) if table == "deliver" else (TABLES[table],)
        known = [field.encode_name for struct in structs for field in msgspec.structs.fields(struct)]
    elif table == "deliver":
        known = [str(way.__struct_config__.tag) for way in get_args(Way)] if line == "kind" else []
    else:
        known = list(_literals(get_type_hints(TABLES[table]).get(line or "")))
    near = difflib.get_close_matches(wrong[1] or wrong[2], known, n=1)
    if near:
        return f": did you mean {near[0]!r}?"
    return f"; there are {', '.join(known)}" if known else ""


def _literals(hint: Any) -> Iterator[str]:
    """The words that a field may have."""
    for part in get_args(hint):
        if isinstance(part, str):
            yield part
        else:
            yield from _literals(part)
