"""Who deals with whom in a negotiation, as a drawing: places by force, thickness by how often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.negotiations.relations import Relation

__all__ = ["Edge", "Network", "Node", "network"]

WIDTH, HEIGHT = 640.0, 420.0
MARGIN_X, MARGIN_Y = 90.0, 46.0
SEED = 3
LABEL_ABOVE, LABEL_BELOW = -15.0, 26.0
"""From the middle of a node to the foot of its name, which stands on the side where fewer lines are."""
FEWEST = 3
"""Members from which on a drawing says more than a list."""
THINNEST, THICKEST = 1.5, 9.0


@dataclass(frozen=True)
class Node:
    """A member."""

    id: str
    x: float
    y: float
    mediator: bool

    @property
    def label_y(self) -> float:
        """Where the foot of its name stands."""
        return self.y + (LABEL_ABOVE if self.y <= HEIGHT / 2 else LABEL_BELOW)


@dataclass(frozen=True)
class Edge:
    """Two members that deal with each other."""

    one: Node
    other: Node
    width: float
    mood: str
    """`cooperation`, `conflict` or `mixed`."""
    incidents: int


@dataclass(frozen=True)
class Network:
    """A drawing of `width` by `height`."""

    nodes: list[Node]
    edges: list[Edge]
    width: float = WIDTH
    height: float = HEIGHT


def network(relations: Iterable[Relation], mediators: Iterable[str]) -> Network | None:
    """The drawing of some relations; None where there are fewer than three members."""
    import networkx

    relations, between = list(relations), set(mediators)
    if len({member for relation in relations for member in (relation.one, relation.other)}) < FEWEST:
        return None
    graph = networkx.Graph()
    for relation in relations:
        graph.add_edge(relation.one, relation.other, weight=relation.incidents**0.5)
    places = networkx.spring_layout(graph, seed=SEED, k=1.6, iterations=120)
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    nodes = {
        id: Node(
            id=id,
            x=_scaled(x, min(xs), max(xs), MARGIN_X, WIDTH - MARGIN_X),
            y=_scaled(y, min(ys), max(ys), MARGIN_Y, HEIGHT - MARGIN_Y),
            mediator=id in between,
        )
        for id, (x, y) in places.items()
    }
    most = max(relation.incidents for relation in relations)
    edges = [_edge(relation, nodes, most) for relation in reversed(relations)]
    return Network(list(nodes.values()), edges)


def _scaled(value: float, low: float, high: float, start: float, end: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.5
    return round(start + share * (end - start), 1)


def _edge(relation: Relation, nodes: dict[str, Node], most: int) -> Edge:
    good, bad = relation.cooperation, -relation.conflict
    mood = "cooperation" if good > 2 * bad else "conflict" if bad > 2 * good else "mixed"
    width = THINNEST + (THICKEST - THINNEST) * (relation.incidents / most) ** 0.5
    return Edge(nodes[relation.one], nodes[relation.other], round(width, 1), mood, relation.incidents)
