"""Events in a notebook."""

from __future__ import annotations

import msgspec

from dragoman.export.table import Table
from samples import MET, RECORD


def test_it_is_a_sequence_of_events() -> None:
    table = Table(RECORD.events)
    assert table[0] is MET
    assert len(table) == 5
    assert list(table[1:3]) == list(RECORD.events[1:3])
    assert isinstance(table[1:3], Table)
    assert table == RECORD.events


def test_a_session_shows_rows() -> None:
    first = repr(Table(RECORD.events)).splitlines()[1]
    assert first.startswith("week of 4")
    assert repr(Table()) == "(no events)"


def test_a_notebook_shows_an_escaped_table() -> None:
    hostile = msgspec.structs.replace(MET.actors[0], name="<b>Tamm</b>")
    shown = Table((msgspec.structs.replace(MET, actors=(hostile,)),))._repr_html_()
    assert "&lt;b&gt;Tamm&lt;/b&gt;" in shown
    assert shown.count("<tr") == 2
