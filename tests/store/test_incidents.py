"""A store links what is new: copies, incidents, and what people decided about them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from dragoman.coding.vectors import pack
from dragoman.errors import UsageError
from dragoman.intake.page import Page
from dragoman.model import Article, Event, Record
from dragoman.store import Store, new_run
from dragoman.store.query import IncidentQuery
from linking.happenings import event

RUN = new_run()
FILLER = "The ferry office said that the tolls of the upper river would be read out in the market on every fair day."


def keep(store: Store, page: str, *events: Event, published: str = "2019-03-05", text: str = "") -> None:
    """Keep a page with these events, which take its id."""
    text = text or f"A page of its own, called {page}, that says nothing which another page says."
    article = Article(id=page, text=text, published=published, publisher=f"{page}.example")
    owned = tuple(msgspec.structs.replace(one, article=page) for one in events)
    store.keep(Record(article=article, events=owned), Page(origin=page, data=page.encode()), RUN)


def meeting(id: str, day: str = "2019-03-04", **fields: Any) -> Event:
    return event("Ilka Tamm *met* Oro Besk in Sadova to talk about the bridge.", by="Ilka Tamm; Oro Besk", day=day,
                 said="that day", place="Sadova", id=id, **fields)  # fmt: skip


def ids(store: Store, **query: Any) -> list[tuple[str, ...]]:
    return [incident.events for incident in store.incidents.find(IncidentQuery(**query))]


def test_new_pages_join_old_incidents(store: Store) -> None:
    keep(store, "courier", meeting("b"))
    assert store.incidents.stale
    assert store.incidents.link().incidents == 1
    assert not store.incidents.stale
    keep(store, "herald", meeting("c"), published="2019-03-06")
    keep(store, "post", meeting("d", day="2019-04-02"), published="2019-04-03")
    assert (store.incidents.link().articles, ids(store)) == (2, [("b", "c"), ("d",)])
    assert store.incidents.link().events == 0


def test_an_incident_has_the_id_of_its_earliest_event_and_answers_to_those_it_had(store: Store) -> None:
    keep(store, "herald", meeting("late"), published="2019-03-06")
    store.incidents.link()
    keep(store, "courier", meeting("early"), published="2019-03-05")
    store.incidents.link()
    incident = store.incidents.get("late")
    assert (incident.id, incident.aliases) == ("early", ("late",))
    with pytest.raises(UsageError, match="no incident 'nobody'"):
        store.incidents.get("nobody")


def test_a_new_reading_is_linked_anew(store: Store) -> None:
    keep(store, "courier", meeting("b"))
    keep(store, "herald", meeting("c"), published="2019-03-06")
    store.incidents.link()
    keep(store, "courier", event("Varen *shelled* Sadova.", "ASSAULT", by="VRN", day="2019-03-01", id="e"))
    assert store.incidents.stale
    store.incidents.link()
    assert ids(store) == [("e",), ("c",)]
    assert store.incidents.get("b").id == "c"  # what was called by an event that is gone


def test_what_people_decided_outlives_new_pages_and_new_readings(store: Store) -> None:
    keep(store, "courier", meeting("b"))
    keep(store, "herald", meeting("c"), published="2019-03-06")
    keep(store, "post", meeting("d", day="2019-04-02"), published="2019-04-03")
    store.incidents.link()
    assert store.incidents.part(["c"], who="editor") == ("c", "b")
    assert store.incidents.join("b", "d", who="editor") == "b"
    assert ids(store) == [("b", "d"), ("c",)]
    keep(store, "herald", meeting("c"), published="2019-03-06")
    keep(store, "weekly", meeting("a"), published="2019-03-07")
    store.incidents.link()
    assert ("b", "d") in [tuple(event for event in events if event in "bd") for events in ids(store)]
    assert store.incidents.get("c").id != store.incidents.get("b").id
    assert {decision.field for decision in store.decisions()} == {"incident"}


def test_the_later_decision_holds(store: Store) -> None:
    keep(store, "courier", meeting("b"))
    keep(store, "herald", meeting("c"), published="2019-03-06")
    store.incidents.link()
    store.incidents.part(["c"], who="editor")
    assert store.incidents.join("b", "c", who="second editor") == "b"
    assert ids(store) == [("b", "c")]


def test_what_was_joined_or_parted_is_taken_back_whole(store: Store) -> None:
    for name, publisher in (("b", "courier"), ("c", "herald"), ("d", "post")):
        keep(store, publisher, meeting(name))
    store.incidents.link()
    as_linked = ids(store)
    assert as_linked == [("b", "c", "d")]
    store.incidents.part(["c", "d"], who="editor")
    assert ids(store) == [("b",), ("c", "d")]
    last = store.reviews.latest(1)[0]
    store.incidents.take_back(last.number, who="chief")
    assert ids(store) == as_linked
    store.incidents.part(["d"], who="editor")
    store.incidents.join("b", "d", who="deputy")
    store.incidents.take_back(store.reviews.latest(1)[0].number, who="chief")
    assert ids(store) == [("b", "c"), ("d",)]
    with pytest.raises(UsageError, match="no decision 999"):
        store.incidents.take_back(999, who="chief")


def test_parting_needs_some_of_the_events_but_not_all(store: Store) -> None:
    keep(store, "courier", meeting("b"))
    store.incidents.link()
    with pytest.raises(UsageError, match="b is the only one of the events of one incident"):
        store.incidents.part(["b"], who="editor")


def test_parting_says_what_is_wrong_with_an_id(store: Store) -> None:
    keep(store, "courier", meeting("b"))
    keep(store, "herald", meeting("c"), published="2019-03-06")
    keep(store, "post", meeting("z", day="2019-08-05"), published="2019-08-06")
    store.incidents.link()
    assert ids(store) == [("b", "c"), ("z",)]
    for events, said in [
        (["b", "c"], "these are all of the events of one incident"),
        (["b", "z"], "are of several incidents: part those of one at a time"),
        (["nonsense"], "no event 'nonsense' in"),
        ([], "say which events"),
    ]:
        with pytest.raises(UsageError, match=said):
            store.incidents.part(events, who="editor")
    store.reviews.decide("c", "verdict", "reject", who="editor")
    store.incidents.link()
    with pytest.raises(UsageError, match="event c was rejected by a reviewer"):
        store.incidents.part(["c"], who="editor")
    with pytest.raises(UsageError, match="last day lies before the first"):
        list(store.incidents.find(IncidentQuery(since="2020", until="2019")))


def test_copies_count_as_one_report_and_keep_their_publishers(store: Store) -> None:
    wire = " ".join(f"{FILLER} Entry {number}." for number in range(12))
    keep(store, "wire", meeting("b"), text=wire)
    keep(store, "copyist", meeting("c"), text="A headline of our own. " + wire[: len(wire) // 2])
    store.incidents.link()
    (incident,) = store.incidents.find()
    assert (incident.reports, incident.independent) == (1, 1)
    assert set(incident.publishers) == {"wire.example", "copyist.example"}
    assert store.incidents.copies("wire") == ["copyist"]


def test_a_copy_that_comes_later_changes_how_sure_an_old_incident_is(store: Store) -> None:
    first, second = (" ".join(f"{FILLER} {word} {n}." for n in range(12)) for word in ("Entry", "Article"))
    keep(store, "front", meeting("b"), text=first)
    keep(store, "back", meeting("c"), text=second)
    store.incidents.link()
    assert next(store.incidents.find()).reports == 2
    keep(store, "whole", text=f"{first} {second}")
    store.incidents.link()
    assert next(store.incidents.find()).reports == 1


def test_vectors_are_kept_and_come_back(store: Store) -> None:
    vector = pack(np.ones(384, dtype=np.float32))
    record = Record(article=Article(id="a", text="x"), events=(meeting("b", page="a"),), vectors={"b": vector})
    store.keep(record, Page(origin="a", data=b"a"), RUN)
    assert store.read_article("a") == record


def test_incidents_are_found_by_what_they_say(store: Store) -> None:
    keep(store, "courier", meeting("b"))
    keep(store, "herald", meeting("c"), published="2019-03-06")
    keep(store, "post", event("Varen *shelled* a school.", "ASSAULT", by="VRN", to="NOR", day="2019-05-01", id="d"))
    store.incidents.link()
    met, shelled = [("b", "c")], [("d",)]
    assert ids(store, dyad=("NOR", "oro besk"), act=("CONSULT",)) == met
    assert ids(store, country=("nor",), since="2019-05") == shelled
    assert ids(store, actor=("tamm",), until="2019-03", status=("happened",), type=("CONSULT",)) == met
    assert ids(store, search="school", publisher=("post",)) == shelled
    assert ids(store, independent=2) == met
    assert ids(store, disputed=True, min_confidence=0.5) == []
    assert store.incidents.count(IncidentQuery(limit=1)) == 2
    assert [w.event.id for w in store.incidents.witnesses(store.incidents.get("c"))] == ["b", "c"]


def test_a_page_at_a_time_or_all_at_once(tmp_path: Path) -> None:
    """The incidents of a store do not depend on the order in which its pages came, nor on when they were linked."""
    days = ("2019-03-04", "2019-03-05", "2019-04-02")
    pages = [(f"{outlet}-{day}", meeting(f"{outlet}-{day}", day=day), day) for day in days for outlet in "abc"]
    plan = {"status": "scheduled", "day": "2019-04-01"}
    pages.append(("plan", meeting("plan", **plan), "2019-03-20"))
    pages.append(("moved", meeting("moved", **plan, change="postponed"), "2019-03-28"))
    found = []
    for number, order in enumerate((pages, pages[::-1], pages[5:] + pages[:5])):
        with Store.open(tmp_path / f"{number}.db", create=True) as store:
            for page, told, published in order:
                keep(store, page, told, published=published)
                if number:
                    store.incidents.link()
            store.incidents.link()
            found.append({(incident.id, incident.status, incident.events) for incident in store.incidents.find()})
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 3
