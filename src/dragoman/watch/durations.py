"""Lengths of time as people write them in settings: `90s`, `15m`, `6h`, `30d`, `2w`."""

from __future__ import annotations

import re

from dragoman.errors import UsageError

__all__ = ["seconds_of", "words_for"]

UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_NAMES = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def seconds_of(written: str) -> float:
    """Seconds. Raises UsageError for what is no length of time."""
    found = re.fullmatch(r"\s*([0-9]{1,6}(?:\.[0-9]+)?)\s*([smhdw])\s*", written)
    if found is None:
        raise UsageError(f"{written!r} is no length of time: write a number and s, m, h, d or w, as in 15m")
    return float(found[1]) * UNITS[found[2]]


def words_for(seconds: float) -> str:
    """`6 hours`, `1 day`, `90 seconds`: in the largest unit that divides it, or nearly so for long ones."""
    for name, length in _NAMES:
        number = seconds / length
        if number >= 1 and (number == int(number) or number >= 2):
            whole = round(number)
            return f"{whole} {name}{'' if whole == 1 else 's'}"
    return f"{seconds:g} seconds"
