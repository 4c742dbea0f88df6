"""Time, as the watch sees it: tests own a clock of theirs."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

__all__ = ["Clock", "SystemClock", "iso", "later", "moment"]


class Clock(Protocol):
    """What the watch asks of time."""

    def now(self) -> datetime:
        """The present moment, UTC."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The machine's own."""

    def now(self) -> datetime:
        """The present moment, UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(max(seconds, 0.0))


def iso(when: datetime) -> str:
    """A moment as the store keeps it: ISO 8601, UTC, to the millisecond, so that text sorts as time does."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{when.microsecond // 1000:03d}Z"


def moment(text: str) -> datetime:
    """The moment that `iso` wrote."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def later(when: datetime, seconds: float) -> str:
    """So many seconds later, as the store keeps it."""
    return iso(when + timedelta(seconds=seconds))
