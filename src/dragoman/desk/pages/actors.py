"""Actors: the list, and one with offices, words, company and course."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk import counting
from dragoman.desk.counting import ActorCount
from dragoman.desk.desk import Desk
from dragoman.desk.lists import EVENTS
from dragoman.desk.pages.charts import chosen_unit
from dragoman.desk.pages.lists import list_rows, select
from dragoman.desk.paging import as_data, sheet
from dragoman.desk.render import page
from dragoman.desk.series import series
from dragoman.desk.state import State

__all__ = ["data", "index", "show"]

RECENT, COMPANY, WORDS = 12, 16, 6
KINDS = {"person": "person", "state": "state", "org": "organisation", "group": "armed group", "local": "unnamed"}


def index(desk: Desk, request: Request) -> Response:
    """All actors, the busiest first."""
    found = _found(desk, request)
    return page(
        desk, request, "actors.html", sheet=sheet(found, request), q=request.query_params.get("q", ""),
        country=request.query_params.get("country", ""), kind=request.query_params.get("kind", ""), kinds=KINDS,
    )  # fmt: skip


def data(desk: Desk, request: Request) -> Response:
    """The same as data."""
    rows = [asdict(row) for row in _found(desk, request)]
    return as_data(rows, request, "actors", [field.name for field in fields(ActorCount)])


def show(desk: Desk, request: Request) -> Response:
    """The page of an actor."""
    id = request.path_params["id"]
    note = desk.now.notes.actors.get(id)
    world = desk.names.world
    person, body = world.person(id), world.organisation(id)
    country = world.country(id) if id.startswith("state:") else None
    if note is None and person is None and body is None and country is None:
        raise HTTPException(404, "There is no actor of that id in this store.")
    state = State(kind=EVENTS, chosen={"actor": (id,)})
    found = select(desk, state)
    as_party = State(kind=EVENTS, chosen={"party": (id,)})
    columns = desk.now.events
    unit = chosen_unit(request)
    return page(
        desk, request, "actor.html", id=id, note=note, name=_name(desk, id), person=person, body=body,
        kind=KINDS.get(id.partition(":")[0], ""), count=found.count, state=state, as_party=as_party,
        party_count=select(desk, as_party).count, recent=list_rows(desk, "events", found.numbers[:RECENT]),
        company=counting.companions(columns, id, desk.names, COMPANY), acts=columns.counts("act", found.mask),
        said=list(desk.store.lookups.said_by(id, WORDS)), unit=unit, periods=series(columns, found.mask, unit),
    )  # fmt: skip


def _name(desk: Desk, id: str) -> str:
    """As the store's texts call it; of somebody whom they do not name, as the lexicon does."""
    if id in desk.now.notes.actors or (person := desk.names.world.person(id)) is None:
        return desk.names.party(id)
    return person.name


def _found(desk: Desk, request: Request) -> list[ActorCount]:
    """The actors that the address asks for, by words of their name, country and kind."""
    wanted: dict[str, Any] = {name: request.query_params.get(name, "").strip() for name in ("q", "country", "kind")}
    words = wanted["q"].casefold().split()
    return [
        actor
        for actor in counting.actors(desk.now)
        if (not words or all(word in f"{actor.name} {actor.id}".casefold() for word in words))
        and (not wanted["country"] or actor.country == wanted["country"].upper())
        and (not wanted["kind"] or actor.id.startswith(f"{wanted['kind']}:"))
    ]
