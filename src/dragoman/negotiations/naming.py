"""Negotiations as a user names them, in a small TOML file.

    [[negotiation]]
    name = "Korea"
    parties = ["North Korea", "state:KOR", "USA"]
    mediators = ["China"]
    keywords = ["nuclear", "summit", "denucl*"]
    from = "2018-01-01"
    until = "2018-12-31"

Only `name` and two `parties` are needed. A party is an id, a country code, or a name as news writes it.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec

from dragoman.errors import DataError

__all__ = ["Naming", "keyword_pattern", "load_names"]

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Naming(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A negotiation that a user named."""

    name: str
    parties: tuple[str, ...]
    mediators: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    """Words of which a page's title or a sentence must hold one; `denucl*` for a beginning."""
    since: str | None = msgspec.field(name="from", default=None)
    """First day: YYYY-MM-DD, YYYY-MM or YYYY."""
    until: str | None = None
    """Last day, itself included."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    negotiation: tuple[Naming, ...]


def load_names(path: Path) -> tuple[Naming, ...]:
    """The negotiations of a file. Raises `DataError` that says what is wrong with it."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"not a TOML file that can be read: {error}", path=path) from error
    if "name" in raw:
        raw = {"negotiation": [raw]}
    try:
        found = msgspec.convert(_days_as_text(raw), _File).negotiation
    except msgspec.ValidationError as error:
        raise DataError(f"{error}; give [[negotiation]] tables with name and parties", path=path) from error
    for naming in found:
        if len(naming.parties) < 2:
            raise DataError(f"{naming.name!r} needs two parties at least", path=path)
        for day in (naming.since, naming.until):
            if day is not None and not _DAY.fullmatch(day):
                raise DataError(f"{naming.name!r}: {day!r} is not a day: write YYYY-MM-DD, YYYY-MM or YYYY", path=path)
    return found


def keyword_pattern(keywords: tuple[str, ...]) -> re.Pattern[str] | None:
    """One expression for all keywords; None where there are none."""
    if not keywords:
        return None
    words = (re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else r"\b") for word in keywords)
    return re.compile(r"\b(?:" + "|".join(words) + ")", re.IGNORECASE)


def _days_as_text(raw: dict[str, object]) -> object:
    """TOML has days of its own; they become the text that they were written as."""
    return msgspec.to_builtins(raw)
