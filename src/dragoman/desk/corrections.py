"""What a reviewer's form says of an event, as the fields that it changes."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
from starlette.datastructures import FormData

from dragoman.desk.memory import Snapshot
from dragoman.desk.names import Names, codebook
from dragoman.errors import UsageError
from dragoman.model import Act, Actor, Event, Link, Place, Stance, Status, TimeSpan

__all__ = ["CHANGES", "FOLLOWS", "NO_TYPE", "changes_of"]

SIDES = ("actors", "recipients")
ROLES = ("party", "mediator", "host", "guarantor", "observer")
CHANGES = ("postponed", "resumed", "extended")
FOLLOWS = "follows"
"""The type of the form that is not set by hand, but follows from act and status."""
NO_TYPE = "none"


def changes_of(event: Event, form: FormData, now: Snapshot, names: Names) -> dict[str, Any]:
    """The fields that the form sets otherwise than the event has them, with their new values.

    Raises UsageError for a value that a field cannot have.
    """
    wanted: dict[str, Any] = {
        "act": _one_of(form, "act", get_args(Act)),
        "status": _one_of(form, "status", get_args(Status)),
        "background": form.get("background") == "yes",
        "modes": [mode for mode in str(form.get("modes", "")).replace(",", " ").split() if mode],
        "date": _date(form, "", event.date),
        **{side: _actors(event, side, form, now, names) for side in SIDES},
        **_further(event, form, now, names),
    }
    before = {name: msgspec.to_builtins(getattr(event, name)) for name in wanted}
    before = {name: list(value) if isinstance(value, tuple) else value for name, value in before.items()}
    return {name: value for name, value in wanted.items() if value != before[name]}


def _one_of(form: FormData, name: str, values: tuple[str, ...]) -> str:
    given = str(form.get(name, ""))
    if given not in values:
        raise UsageError(f"{name} {given!r}: there are {', '.join(values)}")
    return given


def _further(event: Event, form: FormData, now: Snapshot, names: Names) -> dict[str, Any]:
    """The fields that a form may leave out."""
    found: dict[str, Any] = {}
    if "contexts" in form:
        found["contexts"] = _contexts(form)
    if "condition" in form:
        found["condition"] = str(form["condition"]).strip() or None
    if "change" in form:
        found["change"] = _one_of(form, "change", ("", *CHANGES)) or None
    if form.get("type", FOLLOWS) != FOLLOWS:
        found["type"] = None if form["type"] == NO_TYPE else _one_of(form, "type", get_args(Act))
    if "announced-start" in form:
        found["announced"] = _announced(event, form)
    if "place" in form:
        found["place"] = _place(event, form, names)
    if "counts" in form:
        found["counts"] = _counts(event, form)
    if "attribution" in form:
        found["attribution"] = _attribution(event, form, now, names)
    return found


def _contexts(form: FormData) -> list[str]:
    wanted = str(form["contexts"]).replace(",", " ").split()
    known = codebook().context_list
    if unknown := [name for name in wanted if name not in known]:
        raise UsageError(f"no context {unknown[0]!r}: there are {', '.join(known)}")
    return wanted


def _date(form: FormData, prefix: str, before: TimeSpan) -> Any:
    start, end = (str(form.get(prefix + name, "")).strip() or None for name in ("start", "end"))
    if (start, end) == (before.start, before.end):
        return msgspec.to_builtins(before)
    if start and end and end < start:
        raise UsageError(f"the last day {end} lies before the first day {start}")
    precision = "day" if start == end else "interval"
    return {
        **msgspec.to_builtins(before), "start": start, "end": end or start, "precision": precision if start else None
    }  # fmt: skip


def _announced(event: Event, form: FormData) -> Any:
    told = _date(form, "announced-", event.announced or TimeSpan())
    return told if told["start"] or told["end"] else None


def _place(event: Event, form: FormData, names: Names) -> Any:
    """The place of a name, with its coordinates where the gazetteer has it; the one that the event has, if it is that."""
    name, country = str(form["place"]).strip(), str(form.get("place-country", "")).strip().upper()
    held = event.place
    if held and (name, country) == (held.name, held.country or ""):
        return msgspec.to_builtins(held)
    if not name:
        return None
    world = names.world
    if country and world.country(country) is None:
        raise UsageError(f"no country {country!r}: write its ISO code of three letters")
    spot = world.places.inside(name, country) if country else world.places.best(name)
    if spot is None:
        return msgspec.to_builtins(Place(name=name, country=country or None))
    return msgspec.to_builtins(
        Place(
            name=spot.name, country=spot.country, latitude=spot.latitude, longitude=spot.longitude,
            geonames=spot.geonames, precision=spot.kind,
        )
    )  # fmt: skip


def _counts(event: Event, form: FormData) -> list[Any]:
    kept = []
    for at, count in enumerate(event.counts):
        if form.get(f"count-{at}-gone"):
            continue
        low, high = (_number(form, f"count-{at}-{bound}", getattr(count, bound)) for bound in ("low", "high"))
        if high < low:
            raise UsageError(f"{high:g} is less than {low:g}: the lower number stands first")
        kept.append({**msgspec.to_builtins(count), "low": low, "high": high})
    return kept


def _number(form: FormData, name: str, usual: float) -> float:
    try:
        value = float(str(form.get(name, usual)))
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e15:
        raise UsageError(f"{form.get(name)!r} is not a number")
    return value


def _attribution(event: Event, form: FormData, now: Snapshot, names: Names) -> list[Any]:
    """The chain without the links that are taken away, and with a new speaker at its outer end."""
    kept = []
    for at, link in enumerate(event.attribution):
        if not form.get(f"link-{at}-gone"):
            given = form.get(f"link-{at}-stance", link.stance)
            if given not in get_args(Stance):
                raise UsageError(f"no stance {given!r}: there are {', '.join(get_args(Stance))}")
            kept.append(msgspec.to_builtins(msgspec.structs.replace(link, stance=given)))
    if speaker := str(form.get("link-new", "")).strip():
        kept.append(msgspec.to_builtins(Link(speakers=(_actor(speaker, now, names),))))
    return kept


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
