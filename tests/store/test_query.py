"""Which events a query finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.intake.page import Page
from dragoman.store import EventQuery, Store, new_run
from dragoman.store.search import full_text
from samples import RECORD
from stores import CHAD, NIGER, event, keep, renamed


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("store") / "desk.db"
    with Store.open(path, create=True) as opened:
        opened.keep(RECORD, Page(origin="river.txt", data=b"page"), new_run())
        yield opened


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (EventQuery(), ["e-met", "e-agreed", "e-second", "e-open"]),
        (EventQuery(background=True), ["e-shelled", "e-met", "e-agreed", "e-second", "e-open"]),
        (EventQuery(actor=("besk",)), ["e-met"]),
        (EventQuery(actor=("person:oro-besk", "state:VRN")), ["e-met", "e-agreed", "e-second"]),
        (EventQuery(country=("nor",)), ["e-met", "e-second", "e-open"]),
        (EventQuery(dyad=("NOR", "vrn")), ["e-met", "e-second"]),
        (EventQuery(dyad=("VRN", "VRN")), []),
        (EventQuery(dyad=("Ilka Tamm", "state:VRN")), ["e-met", "e-second"]),
        (EventQuery(type=("CONSULT",)), ["e-met"]),
        (EventQuery(act=("CONSULT",)), ["e-met", "e-second"]),
        (EventQuery(act=("CONSULT", "AGREE"), status=("happened",)), ["e-met", "e-agreed"]),
        (EventQuery(since="2019-03-10", until="2019-03-31"), ["e-met", "e-agreed"]),
        (EventQuery(since="2019-03-11", until="2019-03"), ["e-agreed"]),
        (EventQuery(until="1994", background=True), ["e-shelled"]),
        (EventQuery(publisher=("EXAMPLE",)), ["e-met", "e-agreed", "e-second", "e-open"]),
        (EventQuery(publisher=("100%",)), []),
        (EventQuery(search="withdrawing troops"), ["e-agreed", "e-second"]),
        (EventQuery(search='"second round"'), ["e-agreed", "e-second"]),
        (EventQuery(search='"round second"'), []),
        (EventQuery(search="sado*"), ["e-met"]),
        (EventQuery(search="sadova OR withdrawing -round"), ["e-met"]),
        (EventQuery(min_confidence=0.8), ["e-met", "e-agreed"]),
        (EventQuery(limit=2), ["e-met", "e-agreed"]),
        (EventQuery(article="other"), []),
    ],
    ids=str,
)
def test_conditions(store: Store, query: EventQuery, found: list[str]) -> None:
    assert [event.id for event in store.events(query)] == found
    if query.limit is None:
        assert store.count(query) == len(found)


def test_each_event_comes_with_what_is_known_of_its_page(store: Store) -> None:
    event, source = next(store.sourced_events())
    assert event == RECORD.events[0]
    assert (source.publisher, source.published) == ("example.org", "2019-03-14")


@pytest.mark.parametrize("day", ["yesterday", "2019-3-1", "19-03-01", "2019-13", "2019-02-30", "0000"])
def test_a_day_has_to_be_one(store: Store, day: str) -> None:
    with pytest.raises(UsageError, match="is not a day"):
        list(store.events(EventQuery(since=day)))


@pytest.mark.parametrize(
    ("words", "name", "found"),
    [
        ("US", "US Navy", True),
        ("us", "US-led coalition", True),
        ("US", "Russia", False),
        ("Erdogan", "Recep Tayyip Erdoğan", True),
        ("Erdoğan", "R.T. Erdogan", True),
        ("jean pierre", "Jean-Pierre Oru", True),
        ("Jean-Pierre", "Jean Pierre Oru", True),
        ("Besk", "Oro Beskov", True),
        ("100%", "1000", False),
    ],
)
def test_words_of_a_name_are_found_as_they_begin_and_without_accents(
    tmp_path: Path, words: str, name: str, found: bool
) -> None:
    there = event("e", actors=(renamed(CHAD, name), NIGER))
    with keep(tmp_path / "desk.db", [there]) as store:
        assert store.count(EventQuery(actor=(words,))) == found
        assert store.count(EventQuery(dyad=(words, "NER"))) == found


@pytest.mark.parametrize("words", ["", "  ", '"'])
def test_a_search_for_nothing_is_no_search_for_everything(store: Store, words: str) -> None:
    with pytest.raises(UsageError, match="no word to search for"):
        list(store.events(EventQuery(search=words)))


@given(st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_nothing_that_is_typed_is_a_syntax_error(store: Store, words: str) -> None:
    try:
        full_text(words)
    except UsageError:
        return
    list(store.events(EventQuery(search=words)))
