"""Events written by hand, for the tests of linking: who did what to whom on which day, in a sentence of our own."""

from __future__ import annotations

import re
from typing import Any

from dragoman.linking.link import link
from dragoman.linking.memory import MemoryShelf
from dragoman.linking.report import Report, make_report
from dragoman.model import Actor, Count, Event, Place, Span, TimeSpan

PEOPLE = {
    "Ilka Tamm": ("NOR", "GOV"), "Oro Besk": ("VRN", "GOV"), "Sela Dorn": ("NOR", "MIL"), "Mira Quill": ("QAL", "GOV"),
}  # fmt: skip
"""Invented, with their states."""
STATES = {"NOR": "Norland", "VRN": "Varen", "QAL": "Qalat", "IRQ": "Iraq", "SYR": "Syria", "TUR": "Turkey"}


def who(name: str) -> Actor:
    """`Ilka Tamm` is a person, `VRN` a state, `group:x` a group, `fighters of VRN` somebody unnamed."""
    if name in PEOPLE:
        country, sector = PEOPLE[name]
        slug = name.lower().replace(" ", "-")
        return Actor(id=f"person:{slug}", name=name, party=f"state:{country}", country=country, sectors=(sector,))
    if name.startswith("group:"):
        return Actor(id=name, name=name.removeprefix("group:").title(), party=name)
    if " of " in name:
        what, country = name.split(" of ")
        return Actor(id=f"local:{country.lower()}-{what}", name=what, country=country)
    return Actor(id=f"state:{name}", name=STATES[name], party=f"state:{name}", country=name)


def event(
    sentence: str,
    act: str = "CONSULT",
    *,
    by: str = "",
    to: str = "",
    day: str | None = None,
    until: str | None = None,
    said: str | None = None,
    place: str | None = None,
    killed: float | None = None,
    page: str = "page",
    **fields: Any,
) -> Event:
    """An event whose trigger stands between asterisks: `Norland *shelled* Sadova on Monday`.

    `by` and `to` are names with `; ` between them; `said` is the expression that gives the day, where there is one.
    """
    at = sentence.index("*")
    words = re.findall(r"\*(.+?)\*", sentence)[0]
    plain = sentence.replace("*", "")
    precision = "day" if until is None else "interval"
    return Event(
        id=fields.pop("id", f"{page}-{at}-{abs(hash(sentence)) % 10**8:08d}"),
        article=page,
        act=act,  # type: ignore[arg-type]
        type=act,  # type: ignore[arg-type]
        actors=tuple(who(name) for name in by.split("; ") if name),
        recipients=tuple(who(name) for name in to.split("; ") if name),
        date=TimeSpan(start=day, end=until or day, precision=precision if day else None, text=said),  # type: ignore[arg-type]
        place=Place(name=place, country="NOR", precision="city") if place else None,
        counts=(Count(what="killed", low=killed, high=killed, text=str(killed), start=0, end=1),) if killed else (),
        trigger=Span(text=words, start=at, end=at + len(words)),
        evidence=Span(text=plain, start=0, end=len(plain)),
        confidence=0.9,
        **fields,
    )


def report(*arguments: Any, published: str | None = None, **fields: Any) -> Report:
    """As `event`, as linking sees it, in a page of that day."""
    return make_report(event(*arguments, **fields), published)


def together(*reports: Report) -> list[set[int]]:
    """How linking groups reports: sets of their places in the list."""
    shelf = MemoryShelf()
    link(shelf, reports)
    places = {one.id: at for at, one in enumerate(reports)}
    return sorted(({places[id] for id in group} for group in shelf.groups), key=min)
