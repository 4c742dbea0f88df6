"""Networks: parties (or countries) as nodes, each event of a pair as an edge with its days. GEXF and GraphML.

Nodes and edges are sorted on disk and written one by one, so that memory stays flat; networkx, Gephi and igraph read
the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from lxml import etree

from dragoman.export.dating import NO_DATE, day_of, told_on
from dragoman.export.job import Job
from dragoman.export.sides import NO_PAIR, ordered_pairs
from dragoman.export.sorting import Sorter
from dragoman.export.tables import table
from dragoman.model import Actor, Event
from dragoman.store import Source
from dragoman.world import World
from dragoman.world.systems import country_name

__all__ = ["write_gexf", "write_graphml"]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
GEXF = "http://www.gexf.net/1.2draft"
GRAPHML = "http://graphml.graphdrawing.org/xmlns"
OWN = {"node": ("label",), "edge": ("start", "end", "weight")}
"""What GEXF has attributes of its own for; as columns beside these Gephi would have them twice."""


class Node(NamedTuple):
    """A party or country, and how many events of the network it is in."""

    id: str
    label: str
    kind: str
    country: str | None
    events: int


class Edge(NamedTuple):
    """One event of one pair."""

    id: str
    source: str
    target: str
    values: dict[str, Any]


def write_gexf(job: Job, path: Path) -> None:
    """A dynamic graph for Gephi: every edge has its first and last day."""
    with _collected(job) as (nodes, edges), etree.xmlfile(str(path), encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("gexf", nsmap={None: GEXF}, version="1.2"):
            with xml.element("meta"), xml.element("description"):
                xml.write(_made(job, "gexf"))
            graph = {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date"}
            with xml.element("graph", **graph):
                for kind in ("node", "edge"):
                    with xml.element("attributes", {"class": kind, "mode": "static"}):
                        for name, sort in _columns(kind):
                            xml.write(etree.Element("attribute", id=name, title=name, type=sort))
                with xml.element("nodes"):
                    for node in _nodes(nodes):
                        with xml.element("node", id=_plain(node.id), label=_plain(node.label)):
                            _gexf_values(xml, node._asdict(), "node")
                with xml.element("edges"):
                    for edge in _edges(edges):
                        own = {name: _plain(edge.values[name]) for name in OWN["edge"]}
                        with xml.element("edge", id=edge.id, **_ends(edge), **own):
                            _gexf_values(xml, edge.values, "edge")


def write_graphml(job: Job, path: Path) -> None:
    """A directed multigraph whose edges have their first and last day as values."""
    with _collected(job) as (nodes, edges), etree.xmlfile(str(path), encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", nsmap={None: GRAPHML}):
            for kind in ("node", "edge"):
                for name, sort in _attributes(kind):
                    key = {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": sort}
                    xml.write(etree.Element("key", key))
            made = {"id": "made", "for": "graph", "attr.name": "made", "attr.type": "string"}
            xml.write(etree.Element("key", made))
            with xml.element("graph", id="dragoman", edgedefault="directed"):
                _data(xml, "made", _made(job, "graphml"))
                for node in _nodes(nodes):
                    with xml.element("node", id=_plain(node.id)):
                        _graphml_values(xml, node._asdict(), "node")
                for edge in _edges(edges):
                    with xml.element("edge", id=edge.id, **_ends(edge)):
                        _graphml_values(xml, edge.values, "edge")


@contextmanager
def _collected(job: Job) -> Iterator[tuple[Sorter, Sorter]]:
    """Nodes and edges of all events, before the file is begun: what stops here leaves none that is half written."""
    with Sorter() as nodes, Sorter() as edges:
        _collect(job, nodes, edges)
        yield nodes, edges


def _collect(job: Job, nodes: Sorter, edges: Sorter) -> None:
    """Put every pair of every event among the nodes and the edges."""
    for event, source in job.events(by_row_day=True):
        day = day_of(event, source)
        pairs = [pair for pair in _known_pairs(event, job.panel.by) if pair[0] != pair[1]]
        if day is None or not pairs:
            job.tally.take_back(NO_PAIR[job.panel.by] if day else NO_DATE)
            continue
        for actor in (*event.actors, *event.recipients):
            id = _id(actor, job.panel.by)
            if id and any(id in pair for pair in pairs):
                nodes.add((id,), [actor.country, event.id])
        for ordinal, (one, other) in enumerate(dict.fromkeys(pairs)):
            job.tally.rows += 1
            edges.add((day[0], event.id, f"{ordinal:04}"), [one, other, _values(event, source, day[0])])


def _id(actor: Actor, by: str) -> str | None:
    return actor.party if by == "party" else actor.country


def _known_pairs(event: Event, by: str) -> Iterator[tuple[str, str]]:
    for one, other in ordered_pairs(event):
        source, target = _id(one, by), _id(other, by)
        if source and target:
            yield source, target


def _values(event: Event, source: Source, day: str) -> dict[str, Any]:
    told = told_on(event)
    return {
        "event": event.id,
        "start": told.start or told.end or day,
        "end": told.end or told.start or day,
        "type": event.type,
        "status": event.status,
        "quad": event.quad,
        "cameo": event.cameo,
        "intensity": event.intensity,
        "weight": 1.0,
        "confidence": event.confidence,
        "publisher": source.publisher,
    }


def _nodes(sorter: Sorter) -> Iterator[Node]:
    world = World.load()
    for (id,), rows in sorter.groups():
        kind, colon, _ = id.partition(":")
        label = world.name_of(id) if colon else country_name(id) or id
        country = next((country for country, _ in rows if country), None)
        yield Node(id, label, kind if colon else "country", country, len({event for _, event in rows}))


def _edges(sorter: Sorter) -> Iterator[Edge]:
    for (_, event, ordinal), rows in sorter.groups():
        for one, other, values in rows:
            yield Edge(f"{event}.{int(ordinal)}", one, other, values)


def _attributes(kind: str) -> list[tuple[str, str]]:
    return [(column["name"], column["type"]) for column in table("network")[kind]]


def _columns(kind: str) -> list[tuple[str, str]]:
    """The attributes that GEXF has no place of its own for."""
    return [(name, sort) for name, sort in _attributes(kind) if name not in OWN[kind]]


def _ends(edge: Edge) -> dict[str, str]:
    return {"source": _plain(edge.source), "target": _plain(edge.target)}


def _made(job: Job, name: str) -> str:
    return msgspec.json.encode(job.about(name)).decode()


def _gexf_values(xml: Any, values: dict[str, Any], kind: str) -> None:
    with xml.element("attvalues"):
        for name, _ in _columns(kind):
            if values[name] is not None:
                xml.write(etree.Element("attvalue", {"for": name, "value": _plain(values[name])}))


def _graphml_values(xml: Any, values: dict[str, Any], kind: str) -> None:
    for name, _ in _attributes(kind):
        if values[name] is not None:
            _data(xml, f"{kind}-{name}", _plain(values[name]))


def _data(xml: Any, key: str, words: str) -> None:
    with xml.element("data", key=key):
        xml.write(words)


def _plain(value: Any) -> str:
    """A value as text without characters that XML cannot hold."""
    return _NOT_XML.sub("", str(value))
