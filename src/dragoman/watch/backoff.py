"""How long to wait after a failure."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dragoman.intake.web import Answer

__all__ = ["FIRST_BACKOFF", "backoff", "retry_after"]

FIRST_BACKOFF, LONGEST_BACKOFF = 60.0, 6 * 3_600.0
LONGEST_RETRY_AFTER = 24 * 3_600.0


def backoff(failures: int, draw: random.Random) -> float:
    """Seconds to wait after so many failures one after another: twice as long each time, up to six hours, half as much
    more or less by chance, so that not all who failed come again together."""
    return float(min(FIRST_BACKOFF * 2.0 ** min(failures - 1, 20), LONGEST_BACKOFF) * draw.uniform(0.5, 1.5))


def retry_after(answer: Answer, now: datetime) -> float | None:
    """Seconds that a server asks us to wait."""
    given = (answer.header("retry-after") or "").strip()
    if given.isdecimal():
        return min(float(given[:9]), LONGEST_RETRY_AFTER)
    try:
        when = parsedate_to_datetime(given)
    except (ValueError, TypeError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return min(max((when - now).total_seconds(), 0.0), LONGEST_RETRY_AFTER)
