"""What belongs to a negotiation that was found: its talks, and how its agreement is kept and broken afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from dragoman.model import Actor, Event
from dragoman.store import Store
from linking.happenings import event
from store.test_incidents import keep


def talks(day: str, id: str, **fields: Any) -> Event:
    return event("Turkey and Iraq held *talks* on the water of the river.", by="TUR; IRQ", day=day, said="that day",
                 id=id, **fields)  # fmt: skip


def river(path: Path, *later: Event, published: str = "2019-04-20") -> Store:
    """Two rounds of talks, and a page of later."""
    store = Store.open(path / "desk.db", create=True)
    keep(store, "courier", talks("2019-03-04", "a"), published="2019-03-05")
    keep(store, "herald", talks("2019-04-02", "b"), published="2019-04-03")
    keep(store, "post", *later, published=published)
    store.incidents.link()
    return store


CLOSED = event("Turkey *closed* the gates of the dam.", "COERCE", by="TUR", to="IRQ", day="2019-04-18", id="closed")
ANGER = event("Iraq *accused* Turkey.", "ACCUSE", by="IRQ", to="TUR", day="2019-04-19", id="anger")
LEFT = event("Iraq *withdrew* its guns.", "RETREAT", by="IRQ", day="2019-04-19", id="left")


def test_a_page_that_tells_how_it_is_kept_belongs_to_it(tmp_path: Path) -> None:
    with river(tmp_path, CLOSED, ANGER, LEFT) as store:
        assert {"closed", "anger", "left"} <= set(store.negotiations.dossier("turkey").sources)


def test_a_page_about_others_too_or_of_another_season_does_not(tmp_path: Path) -> None:
    others = [
        event(f"Syria *shelled* Qalat for the {n}th day.", "ASSAULT", by="SYR", to="QAL", id=f"other-{n}")
        for n in range(4, 8)
    ]
    with river(tmp_path, CLOSED, ANGER, *others) as store:
        assert "closed" not in store.negotiations.dossier("turkey").sources
    (tmp_path / "late").mkdir()
    with river(tmp_path / "late", CLOSED, ANGER, LEFT, published="2019-09-01") as store:
        assert "closed" not in store.negotiations.dossier("turkey").sources


def test_an_appeal_to_a_body_above_states_is_one_sides_own_act(tmp_path: Path) -> None:
    council = Actor(id="org:council", name="Council", party="org:council", country="IGO")
    told = event("Turkey *took* the dispute to the council.", "ACCUSE", by="TUR", id="x")
    told = msgspec.structs.replace(told, recipients=(council,))
    with river(tmp_path, talks("2019-04-15", "c"), told) as store:
        assert "x" in store.negotiations.dossier("turkey").sources


def test_who_visits_two_that_a_report_joins_with_them_stands_between(tmp_path: Path) -> None:
    visit = event("Qalat's president *visited* Turkey and Iraq before the talks.", by="QAL", to="TUR; IRQ",
                  day="2019-04-15", said="that day", id="visit")  # fmt: skip
    with river(tmp_path, talks("2019-04-15", "c"), visit) as store:
        (found,) = store.negotiations.find()
    assert {actor.country for actor in found.parties} == {"TUR", "IRQ"}
    assert [actor.id for actor in found.mediators] == ["state:QAL"]


def test_no_negotiation_that_an_article_tells_of_is_passed_over(tmp_path: Path) -> None:
    """Asked by articles, the list holds each one of which a dossier rests on them, and not all."""
    border = event("Syria and Iraq held *talks* on the border.", by="SYR; IRQ", day="2019-03-20", said="x", id="s")
    again = event("Syria and Iraq *met* again over the border.", by="SYR; IRQ", day="2019-03-27", said="y", id="t")
    same = event("Turkey and Iraq held *talks* on the water of the river.", by="TUR; IRQ", day="2019-04-02",
                 said="that day", id="same")  # fmt: skip
    with river(tmp_path, CLOSED, ANGER, LEFT) as store:
        for page, told in (("gazette", border), ("mirror", again), ("echo", same)):
            keep(store, page, told, published="2019-04-21")
        store.incidents.link()
        negotiations = store.negotiations
        told_on = {
            listed.name: {w.event.article for w in negotiations.material(listed.id).witnesses.values()}
            for listed in negotiations.find()
        }
        assert len(told_on) == 2
        for article in ("courier", "herald", "post", "gazette", "mirror", "echo"):
            listed_for = {listed.name for listed in negotiations.find(told_by=[article])}
            assert {name for name, pages in told_on.items() if article in pages} <= listed_for
        assert [listed.name for listed in negotiations.find(told_by=["gazette"])] == ["Iraq – Syria"]
        assert negotiations.find(told_by=[]) == []
