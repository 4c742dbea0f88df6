"""Calendars, read back by icalendar."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import icalendar

from dragoman.export.choice import Choice
from dragoman.export.formats import EXPORTS
from dragoman.export.job import Job
from dragoman.intake.page import Page
from dragoman.model import Event, Place, Promise, Record, Span, TimeSpan
from dragoman.store import Store, new_run
from stores import NIGER, event, keep


def entries(store: Store, **options: object) -> list[icalendar.Event]:
    stream = io.StringIO()
    EXPORTS["icalendar"].write(Job(store, choice=Choice(typed=False), **options), stream)  # type: ignore[arg-type]
    assert "\r\n" in stream.getvalue()
    return icalendar.Calendar.from_ical(stream.getvalue()).walk("VEVENT")  # type: ignore[no-any-return]


def planned(id: str = "e1", **fields: object) -> Event:
    usual: dict[str, object] = {"date": "2018-06-12", "status": "scheduled", "type": "AGREE"}
    return event(id, **{**usual, **fields})  # type: ignore[arg-type]


def test_an_announced_meeting_is_an_entry_of_whole_days(tmp_path: Path) -> None:
    place = Place(name="Zinder; old town", country="NER", latitude=13.8, longitude=8.98, precision="city")
    with keep(tmp_path / "desk.db", [planned(place=place)]) as store:
        (entry,) = entries(store)
    assert entry["SUMMARY"] == "Talks: Chad and Niger"
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (date(2018, 6, 12), date(2018, 6, 13))
    assert (entry["STATUS"], entry["LOCATION"]) == ("CONFIRMED", "Zinder; old town")
    assert "Zinder on Monday" in entry["DESCRIPTION"]


def test_a_meeting_that_only_happened_is_none(tmp_path: Path) -> None:
    with keep(tmp_path / "desk.db", [event("e1")]) as store:
        assert entries(store) == []


def test_the_uid_stays_when_the_meeting_is_called_off(tmp_path: Path) -> None:
    with keep(tmp_path / "desk.db", [planned()]) as store:
        (before,) = entries(store)
    with keep(tmp_path / "desk.db", [planned(status="cancelled", type="REJECT")]) as store:
        (after,) = entries(store)
    assert before["UID"] == after["UID"]
    assert after["STATUS"] == "CANCELLED"


def test_two_pages_that_announce_one_meeting_make_one_entry(tmp_path: Path) -> None:
    with keep(tmp_path / "desk.db", [planned(), planned("e2", article="other")]) as store:
        store.incidents.link()
        (entry,) = entries(store)
    assert entry["UID"].endswith("@meetings.dragoman")


def test_the_uid_stays_when_a_page_comes_that_told_of_it_earlier(tmp_path: Path) -> None:
    late, early = planned("late"), planned("early", article="other")
    with keep(tmp_path / "desk.db", [late], published="2018-06-01") as store:
        (before,) = entries(store)
    with keep(tmp_path / "desk.db", [early], published="2018-05-01") as store:
        (after,) = entries(store)
        assert store.incidents.get("late").id == "early"  # the incident is named after its earliest report
    assert after["UID"] == before["UID"] == "late@meetings.dragoman"


def test_an_entry_quotes_the_fullest_report_with_its_own_page_and_no_dateline(tmp_path: Path) -> None:
    capital = Place(name="Niamey", country="NER", origin="dateline", precision="city")
    short = planned("short", place=capital, evidence=Span(text="They meet.", start=0, end=10), confidence=0.2)
    with keep(tmp_path / "desk.db", [short], published="2018-05-01", publisher="short.example"):
        pass
    with keep(tmp_path / "desk.db", [planned("full", article="other")], published="2018-06-01") as store:
        (entry,) = entries(store)
    assert entry["DESCRIPTION"] == "Chad and Niger met in Zinder on Monday. (example.org)"
    assert entry["URL"] == "https://example.org/other"
    assert entry.decoded("DTSTAMP").date() == date(2018, 6, 1)
    assert "LOCATION" not in entry


def test_a_meeting_some_time_that_year_is_no_entry(tmp_path: Path) -> None:
    some_time = TimeSpan(start="2018-01-01", end="2018-12-31", precision="year")
    fields = {name: getattr(planned(), name) for name in Event.__struct_fields__} | {"date": some_time}
    with keep(tmp_path / "desk.db", [Event(**fields)]) as store:
        assert entries(store) == []


def test_a_deadline_stands_on_its_last_day(tmp_path: Path) -> None:
    pledged = event("e1", act="RETREAT", type="CONCEDE", status="pledged", actors=(NIGER,))
    due = TimeSpan(start="2018-05-01", end="2018-05-31", precision="month")
    promise = Promise(id="p1", by=NIGER, what="withdraw", sort="deadline", due=due, event="e1")
    with keep(tmp_path / "desk.db", [pledged]) as store:
        record = store.read_article("page")
        store.keep(
            Record(article=record.article, events=record.events, promises=(promise,)), Page("page", b"page"), new_run()
        )
        (entry,) = entries(store)
        (bare,) = entries(store, texts=False)
    assert (entry["UID"], entry.decoded("DTSTART")) == ("p1@deadlines.dragoman", date(2018, 5, 31))
    assert entry["SUMMARY"].endswith("withdraw")
    assert "withdraw" not in bare["SUMMARY"]
    assert "DESCRIPTION" not in bare
