"""The river talks of Norland and Varen, told by invented pages: material for tests, of incidents grouped by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.linking.incidents import make_incident
from dragoman.linking.witness import Witness
from dragoman.model import Actor, Event, Position, Promise
from dragoman.negotiations.material import Material, Page
from dragoman.negotiations.promises import find_promises
from linking.happenings import event, who

COUNCIL = Actor(id="org:river-council", name="River Council", party="org:river-council")
Told = tuple[str, Event]
"""The day of a page, and an event that it tells of."""


def told(published: str, *arguments: Any, **fields: Any) -> Told:
    """An event in a page of that day."""
    return published, event(*arguments, **{"page": f"page-{published}", **fields})


def material(
    *incidents: Sequence[Told], positions: Sequence[Position] = (), read_until: str = "2019-12-31"
) -> Material:
    """Material of which each argument is an incident; promises are found as on a page."""
    pages: dict[str, Page] = {}
    witnesses: dict[str, Witness] = {}
    made = []
    promises: list[Promise] = []
    read: dict[str, int] = {read_until: 1}
    for group in incidents:
        own = []
        for published, one in group:
            publisher = f"{one.article}.example"
            pages[one.article] = Page(one.article, published, publisher, f"Page of {published}")
            witness = Witness(event=one, published=published, publisher=publisher, text=one.article)
            witnesses[one.id] = witness
            read[published] = read.get(published, 0) + 1
            own.append(witness)
            promises += find_promises(
                [one], {p.event: p.what for p in positions if p.event and p.stance != "condition"}
            )
        made.append(make_incident(own))
    return Material(
        id="river",
        name="River talks",
        parties=(who("NOR"), who("VRN")),
        mediators=(COUNCIL,),
        principals=("state:NOR", "state:VRN"),
        incidents=tuple(sorted(made, key=lambda i: (i.date.start or i.first_report or "", i.id))),
        witnesses=witnesses,
        positions=tuple(positions),
        promises=tuple(promises),
        pages=pages,
        read=read,
    )


def position(of: Event, stance: str, what: str, **fields: Any) -> Position:
    """A position that an event states."""
    return Position(
        id=f"{of.id}:{stance}", article=of.article, party=of.actors[0], to=of.recipients, stance=stance,  # type: ignore[arg-type]
        what=what, event=of.id, start=0, end=1, **fields,
    )  # fmt: skip
