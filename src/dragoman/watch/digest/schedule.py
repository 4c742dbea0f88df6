"""When a digest is due, by the clock of the user's time zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import get_args, get_type_hints
from zoneinfo import ZoneInfo

from dragoman.watch.settings import DigestPlan

__all__ = ["last_boundary"]

WEEKDAYS = get_args(get_type_hints(DigestPlan)["on"])


def last_boundary(plan: DigestPlan, now: datetime, zone: str) -> datetime:
    """The last moment, UTC, at which the digest was or is due: its stretch of time ends there."""
    local = now.astimezone(ZoneInfo(zone))
    hour, minute = map(int, plan.at.split(":"))
    if plan.every == "hour":
        due = local.replace(minute=minute, second=0, microsecond=0)
        step = timedelta(hours=1)
        if due.astimezone(UTC) > now:
            return due.astimezone(UTC) - step
        return due.astimezone(UTC)
    due = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    step = timedelta(days=1)
    while due.astimezone(UTC) > now or (plan.every == "week" and WEEKDAYS[due.weekday()] != plan.on):
        due -= step  # by the wall clock, so that a day of 23 or 25 hours is one
    return due.astimezone(UTC)
