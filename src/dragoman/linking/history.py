"""The statuses that an incident went through: announced, put off, held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from dragoman.linking.witness import Witness
from dragoman.model import DONE, Event

__all__ = ["history_of"]

PLANNED = frozenset({"scheduled", "pledged", "demanded", "conditional", "hypothetical"})
ORDER = ("hypothetical", "demanded", "conditional", "pledged", "scheduled", "cancelled", "negated", "denied", "ongoing",
         "happened")  # fmt: skip
"""How far each status is on the way to being real; of two told on one day the further one is the later."""


def history_of(witnesses: Sequence[Witness]) -> tuple[dict[str, Any], ...]:
    """The steps in order, each where a report first tells of it: `status`, `since`, `event`, `date`, `change`.

    `since` is the day of the act for what has happened, else the day on which it was said. Once it has happened a
    report that still speaks of the plan adds nothing, and neither does one that gives its day less exactly; a denial is
    a dispute and no step, unless nobody asserts it.
    """
    exact = [w.event.date.start for w in witnesses if w.event.status in DONE and _is_exact(w.event)]
    steps: list[Witness] = []
    disputed = any(w.event.status != "denied" for w in witnesses)
    for witness in sorted(witnesses, key=_order):
        event = witness.event
        if (disputed and event.status == "denied") or _is_vaguer(event, exact):
            continue
        if not steps or _is_step(steps, event):
            steps.append(witness)
    return tuple(_step(witness) for witness in steps)


def _is_exact(event: Event) -> bool:
    return event.date.precision == "day" and event.date.text is not None


def _is_vaguer(event: Event, exact: Sequence[str | None]) -> bool:
    """Whether an act is told to have happened at some time around the day that another report gives: `this month`."""
    start, end = event.date.start, event.date.end
    if event.status not in DONE or event.date.precision == "day" or start is None or end is None:
        return False
    return any(day is not None and start <= day <= end for day in exact)


def _order(witness: Witness) -> tuple[str, int, str]:
    return since(witness) or "9999", ORDER.index(witness.event.status), witness.event.id


def _is_step(steps: list[Witness], event: Event) -> bool:
    """Whether an event says more than the steps before it."""
    last = steps[-1].event
    happened = any(step.event.status in DONE for step in steps)
    if event.change == "postponed" and not happened:
        new_day = event.date.start is not None and last.date.start is not None and event.date.start > last.date.start
        return last.change != "postponed" or new_day
    if event.status == last.status or (event.status in DONE and last.status in DONE):
        return False
    if happened:
        return event.status == "cancelled"
    if event.status in PLANNED and last.status in PLANNED:
        return ORDER.index(event.status) > ORDER.index(last.status)
    return True


def since(witness: Witness) -> str | None:
    """ISO day from which an event's status holds."""
    event = witness.event
    if event.status in DONE:
        return event.date.start or event.date.end or witness.day
    announced = event.announced.start if event.announced else None
    return announced or witness.day or event.date.start


def _step(witness: Witness) -> dict[str, Any]:
    event = witness.event
    return {
        "status": event.status,
        "since": since(witness),
        "event": event.id,
        "date": msgspec.to_builtins(event.date),
        "change": event.change,
    }
