"""A digest tells what is new and what changed, weightiest first, as it was known by then. All events are invented."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.model import Event
from dragoman.store import Store
from dragoman.store.query import IncidentQuery
from dragoman.watch.digest.gather import gather
from dragoman.watch.digest.item import Digest
from dragoman.watch.digest.weight import weight_of
from dragoman.watch.digest.write import digest_html, digest_markdown, digest_text, summary
from dragoman.watch.headlines import headline, names
from dragoman.watch.settings import Command, DigestPlan, Plan
from dragoman.watch.telling import Telling
from stores import CHAD, MALI, NIGER, event, person
from watch.site import Clock
from watch.test_alerts import ATTACK, Desk, on, saying


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def desk(store: Store, clock: Clock, tmp_path: Path) -> Desk:
    return Desk(store, clock, tmp_path)


def of(desk: Desk, first: str, **more: Any) -> Digest:
    return gather(desk.store, day(first), day(first) + timedelta(days=1), **more)


def lines(digest: Digest) -> list[str]:
    return [item.headline for section in digest.sections for item in section.items]


def test_what_is_new_by_the_parties_that_it_is_between(desk: Desk) -> None:
    desk.comes("2018-04-20", on("2018-04-20"), on("2018-04-20", **ATTACK))
    desk.comes("2018-04-20", on("2018-04-20", **ATTACK))
    digest = of(desk, "2018-04-20")
    assert [section.title for section in digest.sections] == ["Mali and Niger", "Niger and Chad"]
    assert lines(digest) == ["Mali attacked Niger", "Chad and Niger held talks"]
    assert summary(digest) == "2 articles of 2 publishers tell of 2 new happenings."
    assert of(desk, "2018-04-21").empty


def test_what_was_known_and_changed(desk: Desk) -> None:
    desk.comes("2018-04-20", on("2018-04-25", status="scheduled"))
    desk.comes("2018-04-25", on("2018-04-25"))
    (changed,) = of(desk, "2018-04-25").changed
    assert (changed.headline, changed.why) == ("Chad and Niger held talks", "was planned, has happened")
    assert of(desk, "2018-04-25").sections == ()


def test_a_digest_of_then_knows_nothing_that_came_later(desk: Desk) -> None:
    desk.comes("2018-04-20", on("2018-04-25", status="scheduled"))
    before = of(desk, "2018-04-20")
    desk.comes("2018-04-25", on("2018-04-25"))
    after = of(desk, "2018-04-20")
    assert lines(before) == lines(after) == ["Chad and Niger set to hold talks"]
    assert [item.headline for item in after.ahead] == ["Chad and Niger set to hold talks"]


def test_each_article_is_in_one_digest_alone(desk: Desk) -> None:
    for number in range(3):
        desk.comes(f"2018-04-2{number}", on(f"2018-04-2{number}", evidence=saying(f"They met, day {number}.")))
    found = [of(desk, f"2018-04-2{number}").articles for number in range(3)]
    whole = gather(desk.store, day("2018-04-20"), day("2018-04-23"))
    assert found == [1, 1, 1] and whole.articles == 3 and whole.title == "20–22 April 2018"


@pytest.mark.parametrize(
    "left_out",
    [
        {"confidence": 0.2}, {"background": True}, {"status": "hypothetical", "type": None}, {"actors": ()},
        {"date": "2018-01-05"},
    ],
)  # fmt: skip
def test_what_is_no_news_is_left_out(desk: Desk, left_out: dict[str, Any]) -> None:
    desk.comes("2018-04-20", on(left_out.pop("date", "2018-04-20"), **left_out))
    assert of(desk, "2018-04-20").empty


def test_one_sentence_is_told_once_and_things_of_one_sort_together(desk: Desk) -> None:
    twice = on("2018-04-20", act="AGREE", type="AGREE")
    desk.comes("2018-04-20", on("2018-04-20"), twice)
    assert len(lines(of(desk, "2018-04-20"))) == 1


def test_narrowed_to_a_pair(desk: Desk) -> None:
    desk.comes("2018-04-20", on("2018-04-20"), on("2018-04-20", **ATTACK))
    assert lines(of(desk, "2018-04-20", query=IncidentQuery(country=("TCD",)))) == ["Chad and Niger held talks"]


def test_nothing_at_all(desk: Desk) -> None:
    digest = of(desk, "2018-04-20")
    assert digest_text(digest).splitlines() == ["20 April 2018", "=============", "No article came in."]
    assert "No article came in" in digest_html(digest) and "No article" in digest_markdown(digest)


HARM = saying("Chad & Niger <met> in *Zinder* [on] \x1b[31mMonday\x1b[0m.")


def test_text_of_pages_cannot_do_anything_in_a_digest(desk: Desk) -> None:
    desk.comes("2018-04-20", on("2018-04-20", evidence=HARM))
    digest = of(desk, "2018-04-20")
    assert 'name="viewport"' in digest_html(digest) and "prefers-color-scheme:dark" in digest_html(digest)
    assert "&lt;met&gt;" in digest_html(digest) and "<met>" not in digest_html(digest)
    assert "\\*Zinder\\* \\[on\\]" in digest_markdown(digest)
    assert "\x1b" not in digest_text(digest)


def test_it_comes_back_from_json(desk: Desk) -> None:
    desk.comes("2018-04-20", on("2018-04-20"))
    digest = of(desk, "2018-04-20")
    assert msgspec.json.decode(msgspec.json.encode(digest), type=Digest) == digest


# Sent


def test_a_digest_is_sent_when_its_hour_comes_and_once(desk: Desk, tmp_path: Path) -> None:
    plan = Plan(
        deliver={"desk": Command(command=("sh", "-c", "cat > got.json"))},
        digest=(DigestPlan(name="Morning", to=("desk",), at="07:00"),),
    )
    desk.clock.at = day("2018-04-20") + timedelta(hours=12)

    def passes(**length: float) -> None:
        desk.clock.on(**length)
        telling = Telling(desk.store, plan, desk.clock, random.Random(1), tmp_path, lambda line: None)
        telling.begin()
        telling.send_due()
        telling.send_due()

    passes()
    desk.comes("2018-04-20T12:00:00Z", on("2018-04-20"))
    desk.clock.at = day("2018-04-20") + timedelta(hours=12)
    passes(hours=10)
    assert desk.store.telling.counts() == {}, "its hour has not come"
    passes(hours=10)
    assert desk.store.telling.counts() == {"sent": 1}
    sent = json.loads((tmp_path / "got.json").read_text())
    assert sent["subject"].startswith("Morning, 21 April 2018") and "Chad and Niger held talks" in sent["text"]
    passes(days=3)
    assert desk.store.telling.counts() == {"sent": 1}, "of days without news there is none"


# Lines


def incident_of(desk: Desk, one: Event) -> Any:
    desk.comes("2018-04-20", one)
    (found,) = desk.store.incidents.find(IncidentQuery(background=True))
    return found


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"status": "scheduled"}, "Chad and Niger set to hold talks"),
        ({"status": "cancelled"}, "Chad and Niger called off talks"),
        ({"status": "ongoing"}, "Chad and Niger in talks"),
        ({"act": "SUPPORT"}, "Chad and Niger backed each other"),
        ({"act": "SANCTION", "status": "pledged", "actors": (CHAD,), "recipients": (MALI,)}, "Chad threatened to impose sanctions on Mali"),
        ({"act": "SANCTION", "status": "conditional", "actors": (CHAD,), "recipients": (MALI,)}, "Chad would impose sanctions, on a condition, on Mali"),
        ({"act": "ASSAULT", "actors": (CHAD,)}, "Chad carried out an attack"),
        ({"act": "ASSAULT", "status": "denied", "actors": (CHAD,), "recipients": (MALI,)}, "Chad said to have attacked, which is denied, Mali"),
        ({"modes": ("visit",), "actors": (CHAD,), "recipients": (MALI,)}, "Chad visited Mali"),
        ({"modes": ("visit",)}, "Chad and Niger held talks"),
        ({"modes": ("phone",)}, "Chad and Niger spoke"),
        ({"act": "PATROL", "actors": (CHAD,), "recipients": (MALI,)}, "Chad acted (patrol) towards Mali"),
    ],
)  # fmt: skip
def test_a_happening_in_a_line(desk: Desk, fields: dict[str, Any], line: str) -> None:
    one = on("2018-04-20", **fields)
    incident = incident_of(desk, one)
    assert headline(incident, one.modes) == line
    assert weight_of(incident, [one]) > 0


def test_of_those_who_act_for_one_party_one_is_named() -> None:
    several = (CHAD, person("Asha Doro", "TCD"), NIGER, person("Bo Keita", "MLI"), MALI)
    assert names(several) == "Asha Doro, Niger and Bo Keita"
    many = [event("", actors=(person(f"P{n}", f"X{n}"),)).actors[0] for n in range(6)]
    assert names(many) == "P0, P1, P2 and 3 others"
