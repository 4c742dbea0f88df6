"""The positions of each party on each issue as a dated series, each stand once however many pages tell of it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.linking.report import stems
from dragoman.model import Actor, Position
from dragoman.negotiations.issues import issue_of
from dragoman.negotiations.likeness import same_thing
from dragoman.negotiations.material import Material

__all__ = ["Stand", "stands_of"]

TELLING = 2
"""Telling words of a position that names no subject."""


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """What a party offered, asked, refused … on a day, and what for."""

    id: str
    party: str
    speaker: Actor
    to: tuple[Actor, ...]
    issue: str | None
    stance: str
    what: str
    in_exchange_for: str | None = None
    on_condition: str | None = None
    day: str | None = None
    pages: int = 1
    event: str
    """The event that its fullest telling rests on."""
    positions: tuple[str, ...] = ()
    """Ids of all positions that tell of it."""


def stands_of(material: Material) -> list[Stand]:
    """The stands of all members in order of day."""
    groups: list[list[Position]] = []
    told = [p for p in material.positions if p.party.principal in material.members and _says_something(material, p)]
    for position in sorted(told, key=lambda p: _order(material, p)):
        same = next((group for group in groups if _is_same(material, group[0], position)), None)
        if same is None:
            groups.append([position])
        else:
            same.append(position)
    return [_stand(material, group) for group in groups]


def _order(material: Material, position: Position) -> tuple[str, str, int, int, str]:
    """By day, and on a page in the order of its text: an answer comes after what it answers."""
    said = material.event(position.event or "").trigger.start
    return _day(material, position) or "9999", position.article, said, position.start, position.id


def _says_something(material: Material, position: Position) -> bool:
    """Whether the words of a position tell what it is about: `the remarks`, `it` do not."""
    told = position.issue is not None or len(stems(f"{position.what} {position.in_exchange_for or ''}")) >= TELLING
    return told and position.event in material.incident_of


def _is_same(material: Material, one: Position, other: Position) -> bool:
    if one.party.principal != other.party.principal or one.stance != other.stance:
        return False
    left, right = material.incident_of[one.event or ""], material.incident_of[other.event or ""]
    return left.id == right.id or same_thing(one.what, other.what)


def _day(material: Material, position: Position) -> str | None:
    """The day that the text gives for a position, if it is not after the page's, else the page's."""
    page = material.day_of(position.event or "")
    said = position.date.start if position.date else None
    return said if said and (page is None or said <= page) else page


def _stand(material: Material, group: Iterable[Position]) -> Stand:
    group = list(group)
    fullest = max(group, key=lambda p: (bool(p.in_exchange_for) + bool(p.on_condition), min(len(p.what), 120)))
    return Stand(
        id=group[0].id,
        party=fullest.party.principal,
        speaker=fullest.party,
        to=fullest.to,
        issue=next((p.issue for p in (fullest, *group) if p.issue), None) or _issue_of_bargain(material, fullest),
        stance=fullest.stance,
        what=fullest.what,
        in_exchange_for=next((p.in_exchange_for for p in (fullest, *group) if p.in_exchange_for), None),
        on_condition=next((p.on_condition for p in (fullest, *group) if p.on_condition), None),
        day=_day(material, group[0]),
        pages=len({p.article for p in group}),
        event=fullest.event or "",
        positions=tuple(p.id for p in group),
    )


def _issue_of_bargain(material: Material, position: Position) -> str | None:
    """The subject by what is given or hangs on it, else by the sentence."""
    terms = " ".join(filter(None, (position.in_exchange_for, position.on_condition)))
    return issue_of(terms) or issue_of(material.event(position.event or "").evidence.text)
