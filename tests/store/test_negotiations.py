"""The negotiations of a store: found, named, corrected, told in full."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.errors import UsageError
from dragoman.model import Event
from dragoman.negotiations.naming import Naming
from dragoman.store import Store
from linking.happenings import event
from store.test_incidents import keep


def river_talks(day: str, id: str, **fields: Any) -> Event:
    return event("Turkey and Iraq held *talks* on the water of the river.", by="TUR; IRQ", day=day, said="that day",
                 id=id, **fields)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "desk.db", create=True) as opened:
        keep(opened, "courier", river_talks("2019-03-04", "a"), published="2019-03-05")
        keep(opened, "herald", river_talks("2019-04-02", "b"), published="2019-04-03")
        keep(
            opened, "post",
            event("Iraq *demanded* more water from Turkey.", "REQUEST", by="IRQ", to="TUR", day="2019-04-10", id="c"),
            event("Turkey pledged to *open* the gates of the dam by May 1.", "CONCEDE", by="TUR", status="pledged",
                  day="2019-05-01", said="May 1", id="d"),
            published="2019-04-11",
        )  # fmt: skip
        keep(
            opened, "gazette",
            event("Syria and Iraq held *talks* on the border.", by="SYR; IRQ", day="2019-03-20", said="x", id="e"),
            event("Syria and Iraq *met* again over the border.", by="SYR; IRQ", day="2019-03-27", said="y", id="f"),
            published="2019-03-28",
        )  # fmt: skip
        opened.incidents.link()
        yield opened


RIVER = Naming(name="The river", parties=("Iraq", "state:TUR"), keywords=("water", "dam"), since="2019-04")


def test_negotiations_are_found_with_their_state(store: Store) -> None:
    found = store.negotiations.find()
    assert [(listed.name, listed.state, listed.since) for listed in found] == [
        ("Iraq – Turkey", "under-way", "2019-03-04"),
        ("Iraq – Syria", "under-way", "2019-03-20"),
    ]
    assert not found[0].named


def test_a_dossier_by_a_part_of_the_name(store: Store) -> None:
    dossier = store.negotiations.dossier("turkey")
    assert dossier.name == "Iraq – Turkey"
    assert [meeting.date.start for meeting in dossier.meetings] == ["2019-03-04", "2019-04-02"]
    assert dossier.read_until == "2019-04-11"
    with pytest.raises(
        UsageError, match=r"no negotiation 'Atlantis' in .*; there are Iraq – Turkey; Iraq – Syria \(a TOML file with"
    ):
        store.negotiations.dossier("Atlantis")


def test_whose_main_parties_are_asked_for_goes_before_where_they_only_sit_at_the_table(tmp_path: Path) -> None:
    def talks(who: str, day: str, id: str) -> Event:
        return event("They held *talks* on the water of the river.", by=who, day=day, said="that day", id=id)

    with Store.open(tmp_path / "desk.db", create=True) as opened:
        for number, day in enumerate(("03-02", "03-05", "03-09", "03-12", "03-15", "03-19")):
            keep(opened, f"river{number}", talks("TUR; IRQ", f"2019-{day}", f"r{number}"), published=f"2019-{day}")
        for number, day in enumerate(("03-16", "03-17")):
            keep(opened, f"table{number}", talks("TUR; IRQ; SYR", f"2019-{day}", f"t{number}"), published=f"2019-{day}")
        opened.incidents.link()
        heavy, light = (listed.name for listed in opened.negotiations.find())
        assert (heavy, light) == ("Iraq – Turkey – Syria", "Iraq – Syria – Turkey")
        assert opened.negotiations.dossier("Syria").name == light
        assert opened.negotiations.dossier("Iraq").name == heavy
        assert opened.negotiations.dossier("Syria Iraq").name == light
        assert [other.partition(" (")[0] for other in opened.negotiations.others("Syria")] == [heavy]
        assert opened.negotiations.others(heavy) == []


def test_what_only_pages_about_others_tell_is_in_neither_list_nor_dossier(tmp_path: Path) -> None:
    """The page on the border tells of the river in passing: the list shows the river's state as its dossier does."""
    with Store.open(tmp_path / "desk.db", create=True) as opened:
        for number, day in enumerate(("2019-03-04", "2019-03-09")):
            planned = event("Turkey and Iraq will *meet* over the river.", by="TUR; IRQ", day="2019-05-01",
                            said="x", status="scheduled", id=f"p{number}")  # fmt: skip
            visit = event("A minister of Turkey *visited* Iraq.", by="TUR", to="IRQ", day=day, said="x",
                          id=f"v{number}")  # fmt: skip
            keep(opened, f"river{number}", planned, visit, published=day)
        border = [
            event("Syria and Iraq held *talks* on the border.", by="SYR; IRQ", day=f"2019-03-{day}", said="x",
                  id=f"b{day}")
            for day in (10, 14, 17)
        ]  # fmt: skip
        keep(opened, "border", *border, river_talks("2019-03-20", "late"), published="2019-03-21")
        opened.incidents.link()
        for listed in opened.negotiations.find():
            dossier = opened.negotiations.dossier(listed.id)
            assert (listed.name, listed.state) == (dossier.name, dossier.state)
            assert ("late" in dossier.sources) == (listed.state == "under-way" and "Turkey" in listed.name)


def at(offset: int, told: Event) -> Event:
    """The event in a sentence that begins at an offset of its page."""
    moved = {
        name: msgspec.structs.replace(span, start=span.start + offset, end=span.end + offset)
        for name, span in (("trigger", told.trigger), ("evidence", told.evidence))
    }
    return msgspec.structs.replace(told, **moved)


def test_what_a_party_does_alone_belongs_to_those_it_is_told_near(tmp_path: Path) -> None:
    """A page tells of two negotiations of Iraq: its pledge to move guns stands by the talks with Syria."""
    with Store.open(tmp_path / "near.db", create=True) as opened:
        for page, first in (("north", "2019-03-04"), ("south", "2019-03-06")):
            keep(opened, page, river_talks(first, f"{page}-a"), published="2019-03-07")
            border = event(
                "Syria and Iraq held *talks* on the border.", by="SYR; IRQ", day=first, said="x", id=f"{page}-b"
            )
            keep(opened, f"{page}-border", border, published="2019-03-07")
        page = [
            river_talks("2019-03-10", "c"),
            at(
                100,
                event("Iraq pledged to *open* the gates of the dam.", "CONCEDE", by="IRQ", status="pledged", id="d"),
            ),
            at(
                5000,
                event("Syria and Iraq held *talks* on the border.", by="SYR; IRQ", day="2019-03-11", said="z", id="e"),
            ),
            at(5100, event("Iraq pledged to *move* its guns.", "RETREAT", by="IRQ", status="pledged", id="f")),
        ]
        keep(opened, "both", *page, published="2019-03-12")
        opened.incidents.link()
        told = {name: set(opened.negotiations.dossier(name).sources) for name in ("turkey", "syria")}
    assert {"c", "d"} <= told["turkey"] and "f" not in told["turkey"]
    assert {"e", "f"} <= told["syria"] and "d" not in told["syria"]


def test_a_users_naming_wins(store: Store) -> None:
    store.negotiations.keep_name(RIVER)
    names = [(listed.name, listed.named) for listed in store.negotiations.find()]
    assert names == [("The river", True), ("Iraq – Syria", False)]
    told = {incident.id for incident in store.negotiations.material("the river").incidents}
    assert told == {"b", "c", "d"}  # the talks of March were before its first day
    store.negotiations.forget_name("The river")
    assert store.negotiations.names() == []
    with pytest.raises(UsageError, match="no negotiation is named"):
        store.negotiations.forget_name("The river")


def test_a_decision_is_about_one_negotiation_and_no_other(store: Store) -> None:
    found = {listed.name: listed.id for listed in store.negotiations.find()}
    assert sorted(found) == ["Iraq – Syria", "Iraq – Turkey"]
    with pytest.raises(UsageError, match=r"'Iraq' may be any of these: .*Give more of the name, or the id"):
        store.negotiations.join("Iraq", "Syria", who="editor")
    with pytest.raises(UsageError, match="no negotiation 'T' in"):
        store.negotiations.join("T", "S", who="editor")
    store.negotiations.join(found["Iraq – Syria"], "turkey", who="editor")
    assert len(store.negotiations.find()) == 1
    store.negotiations.undo(who="editor")
    assert {listed.name: listed.id for listed in store.negotiations.find()} == found
    with pytest.raises(UsageError, match="no negotiations were joined or parted"):
        store.negotiations.undo(who="editor")


def test_a_later_naming_takes_the_place_of_the_earlier_one(store: Store) -> None:
    store.negotiations.keep_name(RIVER)
    store.negotiations.keep_name(Naming(name="The river", parties=("IRQ", "TUR")))
    (naming,) = store.negotiations.names()
    assert naming.keywords == ()


def test_a_party_that_nobody_knows_is_an_error(store: Store) -> None:
    with pytest.raises(UsageError, match="no party 'Xqzt'"):
        store.negotiations.keep_name(Naming(name="x", parties=("Xqzt", "IRQ")))


def test_what_people_join_and_part_is_kept_as_decisions(store: Store) -> None:
    store.negotiations.join("Turkey", "Syria", who="editor")
    (joined,) = store.negotiations.find()
    assert {actor.country for actor in joined.parties} == {"IRQ", "TUR", "SYR"}
    with pytest.raises(UsageError, match="one negotiation already"):
        store.negotiations.join("Turkey", "Syria", who="editor")
    store.negotiations.part(joined.name, ("Syria", "Iraq"), who="editor")
    assert len(store.negotiations.find()) == 2
    assert [(decision.field, decision.who) for decision in store.decisions()] == [("negotiation", "editor")] * 2
    with pytest.raises(UsageError, match="cannot be parted"):
        store.negotiations.part("Syria", ("Syria", "Iraq"), who="editor")


def test_a_store_without_negotiations_says_so(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty.db", create=True) as empty:
        assert empty.negotiations.find() == []
        with pytest.raises(UsageError, match="no negotiation is told of"):
            empty.negotiations.dossier("any")
