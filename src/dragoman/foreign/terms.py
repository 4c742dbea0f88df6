"""Their terms into ours: CAMEO codes, names and numbers of countries, days."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache

from dragoman.coding.codebook import Codebook
from dragoman.world.systems import country_of_gw, country_of_name

__all__ = ["coded", "country_of_gw", "country_of_name", "day", "number", "whole"]

DAY_FORMATS = ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%d-%b-%Y", "%d/%m/%Y", "%m/%d/%y")


@cache
def _codebook() -> Codebook:
    return Codebook.load()


@cache
def coded(cameo: str) -> tuple[str | None, str | None]:
    """PLOVER's type of a CAMEO code, and its quad class; (None, None) for a code without one."""
    found = _codebook().plover_of(cameo)
    return (found[0], _codebook().quad(found[0])) if found else (None, None)


def day(words: str) -> str | None:
    """An ISO day of a date as these files write it; None for anything else."""
    words = words.strip()
    if re.match(r"\d{4}-\d{2}-\d{2}[ T]", words):
        words = words[:10]
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(words, form).date().isoformat()
        except ValueError:
            continue
    return None


def number(words: str) -> float | None:
    """A number, or None."""
    try:
        return float(words)
    except ValueError:
        return None


def whole(words: str) -> int | None:
    """A whole number, or None."""
    found = number(words)
    return None if found is None else int(found)


def year_of(iso_day: str | None) -> int:
    """The year of a day; the present one for an unknown day."""
    return int(iso_day[:4]) if iso_day else date.today().year
