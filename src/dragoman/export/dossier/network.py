"""Who deals with whom, as points on a circle and lines between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.negotiations.dossier import Dossier
from dragoman.negotiations.relations import Relation

__all__ = ["Line", "Network", "Node", "network"]

SIZE, RADIUS = 380.0, 105.0
"""Pixels of the drawing, and of the circle on which the members stand."""
FEWEST = 3
"""Members from which on a drawing says more than a list."""
THICKEST = 9.0
LEANING = 0.2
"""Of -1 to 1: how far what two did must lean to one side, to be called by it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A member; its label stands outside the circle."""

    name: str
    role: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """What two members did with each other: thicker the more there was."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    mood: str
    """`cooperation`, `conflict` or `mixed`."""
    relation: Relation


@dataclass(frozen=True, slots=True)
class Network:
    """A drawing of so many pixels on each side; long names stand out of it."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    size: float = SIZE


def network(dossier: Dossier) -> Network | None:
    """The drawing, or None where fewer than three members make no net."""
    if len(dossier.members) < FEWEST:
        return None
    places = _circle(len(dossier.members))
    nodes = tuple(
        _node(member.actor.name, member.role, place) for member, place in zip(dossier.members, places, strict=True)
    )
    at = {member.actor.id: node for member, node in zip(dossier.members, nodes, strict=True)}
    most = max((relation.incidents for relation in dossier.relations), default=1)
    lines = tuple(_line(relation, at, most) for relation in reversed(dossier.relations))
    return Network(nodes, lines)


def _circle(count: int) -> Sequence[tuple[float, float]]:
    """Directions, the first one upward, clockwise."""
    angles = (2 * math.pi * number / count - math.pi / 2 for number in range(count))
    return [(math.cos(angle), math.sin(angle)) for angle in angles]


def _node(name: str, role: str, direction: tuple[float, float]) -> Node:
    x, y = direction
    middle = SIZE / 2
    anchor = "middle" if abs(x) < 0.3 else "start" if x > 0 else "end"
    return Node(
        name=name,
        role=role,
        x=middle + RADIUS * x,
        y=middle + RADIUS * y,
        label_x=middle + (RADIUS + 14) * x,
        label_y=middle + (RADIUS + 18) * y + 4,
        anchor=anchor,
    )


def _line(relation: Relation, at: dict[str, Node], most: int) -> Line:
    one, other = at[relation.one], at[relation.other]
    return Line(
        x1=one.x, y1=one.y, x2=other.x, y2=other.y,
        width=1 + (THICKEST - 1) * relation.incidents / most,
        mood=_mood(relation), relation=relation,
    )  # fmt: skip


def _mood(relation: Relation) -> str:
    total = relation.cooperation - relation.conflict
    leaning = (relation.cooperation + relation.conflict) / total if total else 0.0
    return "cooperation" if leaning > LEANING else "conflict" if leaning < -LEANING else "mixed"
