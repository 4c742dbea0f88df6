"""What contradicts what: the same party for and against; denied by one and asserted by another; reports that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Literal

import msgspec

from dragoman.linking.report import stems
from dragoman.negotiations.likeness import likeness
from dragoman.negotiations.material import Material
from dragoman.negotiations.series import Stand
from dragoman.negotiations.settings import settings

__all__ = ["Contradiction", "contradictions_of"]

ALIKE = 0.45
"""Likeness of the words of an offer and a refusal from which they are of one thing."""


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """Two things that cannot both be so, or that one party can hardly mean at once."""

    sort: Literal["for-and-against", "denied", "differs"]
    subject: str
    """A party, or a sentence."""
    stands: tuple[str, ...] = ()
    """Ids of the two stands, of a party for and against."""
    incident: str | None = None
    """What is denied, or told differently."""
    field: str | None = None
    """What reports differ on."""


def contradictions_of(material: Material, stands: Iterable[Stand]) -> list[Contradiction]:
    """All contradictions, those of parties first."""
    return [*_for_and_against(list(stands)), *_disputed(material)]


def _for_and_against(stands: list[Stand]) -> Iterator[Contradiction]:
    for one, other in combinations(stands, 2):
        if one.party != other.party or not _opposed(one.stance, other.stance):
            continue
        if likeness(stems(one.what), stems(other.what)) >= ALIKE:
            yield Contradiction(sort="for-and-against", subject=one.party, stands=(one.id, other.id))


def _opposed(one: str, other: str) -> bool:
    opposed = settings().opposed
    return other in opposed.get(one, ()) or one in opposed.get(other, ())


def _disputed(material: Material) -> Iterator[Contradiction]:
    for incident in material.incidents:
        if incident.denied_by and any(material.event(id).status != "denied" for id in incident.events):
            yield Contradiction(sort="denied", subject=incident.sentence, incident=incident.id)
        for difference in incident.differs:
            yield Contradiction(
                sort="differs", subject=incident.sentence, incident=incident.id, field=difference["field"]
            )
