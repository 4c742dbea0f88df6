"""Networks, read back by networkx."""

from __future__ import annotations

import json
from pathlib import Path

import networkx
import pytest
from lxml import etree

from dragoman.export.formats import EXPORTS
from dragoman.export.job import Job, Panel
from stores import CHAD, MALI, NIGER, event, keep, renamed

READERS = {"gexf": networkx.read_gexf, "graphml": networkx.read_graphml}


def graph(tmp_path: Path, name: str, *events: object, by: str = "party") -> networkx.Graph:
    path = tmp_path / f"network.{name}"
    with keep(tmp_path / "desk.db", events) as store:  # type: ignore[arg-type]
        EXPORTS[name].write(Job(store, panel=Panel(by=by)), path)
    return READERS[name](path)


@pytest.mark.parametrize("name", READERS)
def test_parties_are_nodes_and_events_edges_with_their_days(tmp_path: Path, name: str) -> None:
    found = graph(tmp_path, name, event("e1"), event("e2", actors=(CHAD,), recipients=(MALI,)))
    assert set(found.nodes) == {"state:TCD", "state:NER", "state:MLI"}
    assert found.nodes["state:TCD"]["label"] == "Chad"
    assert found.nodes["state:TCD"]["events"] == 2
    edges = {(a, b): values for a, b, values in found.edges(data=True)}
    assert set(edges) == {("state:TCD", "state:NER"), ("state:NER", "state:TCD"), ("state:TCD", "state:MLI")}
    met = edges["state:TCD", "state:NER"]
    assert (met["start"], met["end"], met["type"], met["intensity"]) == ("2018-04-20", "2018-04-20", "CONSULT", 2.5)


@pytest.mark.parametrize("name", READERS)
def test_several_events_of_a_pair_are_several_edges(tmp_path: Path, name: str) -> None:
    found = graph(tmp_path, name, event("e1"), event("e2", date="2018-04-21"))
    assert found.number_of_edges("state:TCD", "state:NER") == 2


@pytest.mark.parametrize("name", READERS)
def test_no_event_is_an_empty_graph(tmp_path: Path, name: str) -> None:
    assert len(graph(tmp_path, name)) == 0


def test_countries_may_be_the_nodes(tmp_path: Path) -> None:
    assert set(graph(tmp_path, "gexf", event("e1"), by="country").nodes) == {"TCD", "NER"}


def test_characters_that_xml_cannot_hold_are_left_out(tmp_path: Path) -> None:
    odd = event("e1", actors=(renamed(CHAD, "Ch\x00ad <&>"), NIGER), cameo="0\x1b40")
    assert {v["cameo"] for _, _, v in graph(tmp_path, "graphml", odd).edges(data=True)} == {"040"}


def test_the_file_says_what_was_left_out(tmp_path: Path) -> None:
    found = graph(tmp_path, "graphml", event("e1"), event("e2", background=True))
    assert json.loads(found.graph["made"])["left_out"] == {"background": 1}


def test_gexf_has_nothing_twice(tmp_path: Path) -> None:
    """Gephi has places of its own for the label of a node and the days and weight of an edge."""
    with keep(tmp_path / "desk.db", [event("e1")]) as store:
        EXPORTS["gexf"].write(Job(store, panel=Panel(by="party")), tmp_path / "network.gexf")
    root = etree.parse(tmp_path / "network.gexf").getroot()
    columns = {column.get("title") for column in root.iter("{*}attribute")}
    assert columns.isdisjoint({"label", "start", "end", "weight"})
    edge = next(root.iter("{*}edge"))
    assert (edge.get("start"), edge.get("end"), edge.get("weight")) == ("2018-04-20", "2018-04-20", "1.0")
