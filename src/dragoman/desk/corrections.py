"""What a reviewer's form says of an event, as the fields that it changes."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
from starlette.datastructures import FormData

from dragoman.desk.memory import Snapshot
from dragoman.desk.names import Names
from dragoman.errors import UsageError
from dragoman.model import Act, Actor, Event, Status

__all__ = ["changes_of"]

SIDES = ("actors", "recipients")
ROLES = ("party", "mediator", "host", "guarantor", "observer")


def changes_of(event: Event, form: FormData, now: Snapshot, names: Names) -> dict[str, Any]:
    """The fields that the form sets otherwise than the event has them, with their new values.

    Raises UsageError for a value that a field cannot have.
    """
    wanted: dict[str, Any] = {
        "act": _one_of(form, "act", get_args(Act)),
        "status": _one_of(form, "status", get_args(Status)),
        "background": form.get("background") == "yes",
        "modes": [mode for mode in str(form.get("modes", "")).replace(",", " ").split() if mode],
        "date": _date(event, form),
        **{side: _actors(event, side, form, now, names) for side in SIDES},
    }
    before = {name: msgspec.to_builtins(getattr(event, name)) for name in wanted}
    for name in ("modes", *SIDES):
        before[name] = list(before[name])
    return {name: value for name, value in wanted.items() if value != before[name]}


def _one_of(form: FormData, name: str, values: tuple[str, ...]) -> str:
    given = str(form.get(name, ""))
    if given not in values:
        raise UsageError(f"{name} {given!r}: there are {', '.join(values)}")
    return given


def _date(event: Event, form: FormData) -> Any:
    start, end = str(form.get("start", "")).strip() or None, str(form.get("end", "")).strip() or None
    before = msgspec.to_builtins(event.date)
    if (start, end) == (event.date.start, event.date.end):
        return before
    if start and end and end < start:
        raise UsageError(f"the last day {end} lies before the first day {start}")
    precision = "day" if start == end else "interval"
    return {**before, "start": start, "end": end or start, "precision": precision if start else None}


def _actors(event: Event, side: str, form: FormData, now: Snapshot, names: Names) -> Any:
    held: tuple[Actor, ...] = getattr(event, side)
    gone = set(form.getlist(f"{side}-gone"))
    kept = [msgspec.to_builtins(actor) for actor in held if actor.id not in gone]
    added = [str(id).strip() for id in form.getlist(f"{side}-new") if str(id).strip()]
    return [*kept, *(msgspec.to_builtins(_actor(id, now, names)) for id in added)]


def _actor(id: str, now: Snapshot, names: Names) -> Actor:
    """An actor of an id that the store or the lexicon knows."""
    id = id.partition(" ")[0]
    if note := now.notes.actors.get(id):
        return Actor(id=id, name=note.name, party=note.party, country=note.country, sectors=note.sectors)
    world = names.world
    if id.startswith("state:") and (country := world.country(id)):
        return Actor(id=id, name=country.name, party=id, country=world.country_of(id), sectors=())
    if body := world.organisation(id):
        return Actor(id=id, name=body.name, party=id, country=world.country_of(id), sectors=tuple(body.sectors))
    if (person := world.person(id)) and person.offices:
        office = person.offices[-1]
        country_code = world.country_of(office.party)
        return Actor(id=id, name=person.name, party=office.party, country=country_code, sectors=tuple(office.sectors))
    raise UsageError(f"nobody has the id {id!r}: choose one from the list")
