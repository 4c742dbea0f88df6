"""The meetings of a page: held, going on, planned, put off, called off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.model import DONE, Event, Meeting, TimeSpan
from dragoman.negotiations.moments import break_of

__all__ = ["is_meeting", "meetings_of"]

MEETING = DONE | {"scheduled", "pledged", "cancelled"}
PLANNED = frozenset({"scheduled", "pledged"})


def meetings_of(events: Iterable[Event]) -> list[Meeting]:
    """The meetings in the order of the text. What is only asked for, possible or denied is none, and neither is what
    the same people met for: `met to hold talks`. A plan that another meeting serves has not that one's day."""
    talks = [event for event in events if is_meeting(event)]
    found = []
    for event in talks:
        served = _served_by(event, talks)
        if len(_people(event)) < 2 or (served is not None and _people(event) <= _people(served)):
            continue
        found.append(
            Meeting(
                event=event.id,
                status=event.status,
                change=event.change,
                parties=tuple(actor.name for actor in (*event.actors, *event.recipients)),
                date=TimeSpan() if served is not None else event.date,
                place=event.place.name if event.place and event.place.origin == "clause" else None,
            )
        )
    return found


def is_meeting(event: Event) -> bool:
    """Whether an event tells of a meeting, and not that talks were put on hold."""
    return (
        event.act == "CONSULT"
        and event.status in MEETING
        and not (event.status in DONE and break_of(event) == "suspended")
    )


def _people(event: Event) -> set[str]:
    return {actor.id for actor in (*event.actors, *event.recipients)}


def _served_by(plan: Event, talks: Sequence[Event]) -> Event | None:
    """The meeting, held and told earlier in the sentence of a plan, that the plan has no day of its own beside."""
    if plan.status not in PLANNED or plan.change is not None:
        return None
    earlier = (
        held
        for held in talks
        if held.evidence == plan.evidence and held.status in DONE and held.trigger.start < plan.trigger.start
    )
    return next((held for held in earlier if plan.date.start is None or plan.date == held.date), None)
