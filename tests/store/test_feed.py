"""What came and what went since a program last looked."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.intake.page import Page
from dragoman.store import Store, new_run
from samples import MET, RECORD

PAGE = Page(origin="river.txt", data=b"the bytes of the page")


def test_what_came_and_what_went(tmp_path: Path) -> None:
    with Store.open(tmp_path / "desk.db", create=True) as store:
        store.keep(RECORD, PAGE, new_run())
        known = [row[0] for row in store.feed.rows("events", 0)]
        assert len(known) == len(RECORD.events)
        seen = store.feed.sequence()
        fewer = msgspec.structs.replace(RECORD, events=(MET,))
        store.keep(fewer, PAGE, new_run())
        assert sorted(store.feed.gone("events", seen)) == known
        assert store.feed.gone("articles", seen) == [1]
        (row,) = store.feed.rows("events", 0)
        assert row[1] == "e-met"
        assert [event for event, _ in store.feed.events([row[0], 99])] == [MET]


def test_numbers_of_what_a_search_finds(tmp_path: Path) -> None:
    with Store.open(tmp_path / "desk.db", create=True) as store:
        store.keep(RECORD, PAGE, new_run())
        store.incidents.link()
        (number,) = store.feed.find("events", "Sadova -bridge")
        assert [event.id for event, _ in store.feed.events([number])] == ["e-met"]
        assert [i.id for i in store.feed.incidents(store.feed.find("incidents", "Sadova"))] == ["e-met"]
        assert store.feed.find("articles", "river OR bridge") == [1]
