"""What people decide holds in every view, is never lost, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from dragoman.errors import UsageError
from dragoman.intake.page import Page
from dragoman.store import EventQuery, Store, new_run
from dragoman.store.corrections import holding
from samples import ARTICLE, MET, RECORD

PAGE = Page(origin="river.txt", data=b"the bytes of the page")
ALL = EventQuery(background=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "desk.db", create=True) as opened:
        opened.keep(RECORD, PAGE, new_run())
        yield opened


def test_a_corrected_act_brings_its_codes_with_it(store: Store) -> None:
    store.decide("e-met", "act", "ASSAULT", who="editor")
    told = store.reviews.current("e-met")
    assert (told.act, told.type, told.quad) == ("ASSAULT", "ASSAULT", "material-conflict")
    assert told in store.read_article(ARTICLE.id).events
    assert store.count(EventQuery(act=("ASSAULT",), search="Sadova")) == 1
    assert store.reviews.as_read("e-met") == MET


def test_what_is_rejected_is_in_no_view(store: Store) -> None:
    before = store.count(ALL)
    store.decide("e-met", "verdict", "reject", who="editor")
    assert store.count(ALL) == before - 1
    assert "e-met" not in {event.id for event in store.read_article(ARTICLE.id).events}
    assert list(store.reviews.rejected()) == [MET]


def test_a_decision_taken_back_lets_the_one_before_hold(store: Store) -> None:
    store.decide("e-met", "status", "denied", who="first")
    second = store.decide("e-met", "status", "scheduled", who="second")
    store.reviews.undo(second.number, who="second")
    assert store.reviews.current("e-met").status == "denied"
    for decision in list(store.decisions("e-met"))[:1]:
        store.reviews.undo(decision.number, who="first")
    assert store.reviews.current("e-met") == MET
    assert store.reviews.as_read("e-met") is None
    assert len(list(store.decisions())) == 4


def test_a_decision_holds_after_a_new_reading(store: Store) -> None:
    store.decide("e-met", "verdict", "reject", who="editor")
    store.keep(RECORD, PAGE, new_run())
    assert list(store.reviews.rejected()) == [MET]
    better = msgspec.structs.replace(RECORD, events=(msgspec.structs.replace(MET, confidence=0.99),))
    store.keep(better, PAGE, new_run())
    assert [event.confidence for event in store.reviews.rejected()] == [0.99]


def test_a_rejected_event_leaves_its_incident_and_comes_back(store: Store) -> None:
    store.incidents.link()
    decision = store.decide("e-met", "verdict", "reject", who="editor")
    store.incidents.link()
    with pytest.raises(UsageError, match="no incident"):
        store.incidents.get("e-met")
    store.reviews.undo(decision.number, who="editor")
    store.incidents.link()
    assert store.incidents.get("e-met").events == ("e-met",)


def test_only_what_a_field_can_hold_is_written_down(store: Store) -> None:
    with pytest.raises(UsageError, match="no event 'e-none'"):
        store.decide("e-none", "status", "denied", who="editor")
    with pytest.raises(UsageError, match="no field 'colour'"):
        store.decide("e-met", "colour", "red", who="editor")
    with pytest.raises(UsageError, match="e-met"):
        store.decide("e-met", "status", "perhaps", who="editor")
    with pytest.raises(UsageError, match="no verdict"):
        store.decide("e-met", "verdict", "maybe", who="editor")
    with pytest.raises(UsageError, match="can be corrected"):
        store.decide("e-met", "evidence", {}, who="editor")
    with pytest.raises(UsageError, match="no decision 77"):
        store.reviews.undo(77, who="editor")
    assert not list(store.decisions())


def test_the_later_decision_holds() -> None:
    held = holding([(1, "act", "AID"), (2, "verdict", "accept"), (3, "act", "AGREE"), (4, "undo", 2)])
    assert held.fields == {"act": "AGREE"}
    assert held.verdict is None
