"""How readings are put in words."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from dragoman.export import wording
from dragoman.model import Act, Actor, Count, Event, Link, Status, TimeSpan
from samples import BESK, COURIER, MET, OFFER, QUOTATION, SHELLED, TAMM, VAREN


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        ("2018-04-18", "2018-04-18", "day", "18 April 2018"),
        ("2018-04-16", "2018-04-22", "week", "week of 16 April 2018"),
        ("2018-03-01", "2018-03-31", "month", "March 2018"),
        ("2018-01-01", "2018-12-31", "year", "2018"),
        ("1950-01-01", "1959-12-31", "decade", "1950s"),
        ("2018-04-01", "2018-06-30", "quarter", "quarter 2 of 2018"),
        ("2018-07-01", "2018-12-31", "half", "second half of 2018"),
        ("2018-06-01", "2018-08-31", "season", "summer 2018"),
        ("2018-04-02", "2018-04-05", "interval", "2–5 April 2018"),
        ("2018-04-18", "2018-05-23", "interval", "18 April – 23 May 2018"),
        ("2017-12-30", "2018-01-02", "interval", "30 Dec 2017 – 2 Jan 2018"),
        ("1970-01-01", "2019-03-14", "interval", "1970 – March 2019"),
        ("2018-04-18", None, None, "since 18 April 2018"),
        (None, "2018-04-18", None, "until 18 April 2018"),
        (None, None, None, ""),
    ],
)
def test_a_time_is_said_no_more_exactly_than_it_is_known(
    start: str | None, end: str | None, precision: str | None, said: str
) -> None:
    assert wording.time_label(TimeSpan(start=start, end=end, precision=precision)) == said  # type: ignore[arg-type]


def test_actors_show_country_and_main_sector() -> None:
    assert wording.actor_label(TAMM) == "Ilka Tamm (NOR, GOV)"
    assert wording.actor_label(Actor(id="local:x", name="gunmen")) == "gunmen"
    assert wording.actors_label((TAMM, BESK, VAREN), codes=False) == "Ilka Tamm, Oro Besk and Varen"


def test_a_mediator_is_called_one() -> None:
    host = Actor(id="state:CHE", name="Switzerland", country="CHE", role="mediator")
    assert wording.actor_label(host) == "Switzerland (CHE)"
    assert wording.actors_label((host,)) == "Switzerland (CHE), mediator"


def test_who_shows_direction_only_where_there_is_one() -> None:
    assert wording.who(MET, codes=False) == "Ilka Tamm and Oro Besk"
    struck = Event(
        id="e", article="a", act="ASSAULT", actors=(VAREN,), recipients=(TAMM,),
        trigger=MET.trigger, evidence=MET.evidence,
    )  # fmt: skip
    assert wording.who(struck, codes=False) == "Varen → Ilka Tamm"
    nobody = Event(id="e", article="a", act="ASSAULT", trigger=MET.trigger, evidence=MET.evidence)
    assert wording.who(nobody) == "somebody unnamed"


def test_a_recipient_whom_only_the_page_names_is_called_implied() -> None:
    named = msgspec.structs.replace(VAREN, text="Varen", start=MET.evidence.start, end=MET.evidence.start + 5)
    elsewhere = msgspec.structs.replace(named, start=MET.evidence.end + 10, end=MET.evidence.end + 15)
    for actor, told in ((named, "Varen"), (elsewhere, "Varen, implied"), (VAREN, "Varen")):
        event = Event(
            id="e", article="a", act="ACCUSE", actors=(TAMM,), recipients=(actor,), trigger=MET.trigger,
            evidence=MET.evidence,
        )  # fmt: skip
        assert wording.who(event, codes=False) == f"Ilka Tamm → {told}"


def test_a_chain_runs_from_the_nearest_speaker_outward() -> None:
    links = (
        Link(speakers=(TAMM,), stance="denies", hedge="reportedly"),
        Link(speakers=(COURIER,), date=TimeSpan(start="2019-03-14", end="2019-03-14", precision="day")),
        Link(speakers=()),
    )
    assert wording.chain(links) == (
        "Ilka Tamm denies (“reportedly”) ← The Norland Courier, 14 March 2019 ← an unnamed source"
    )


def test_positions_say_both_halves_of_a_bargain() -> None:
    assert wording.position_label(OFFER) == "Varen (VRN, GOV)"
    assert wording.position_content(OFFER) == "withdraw its troops from the valley, in exchange for river tolls"


def test_counts_say_their_bounds() -> None:
    assert wording.count_label(SHELLED.counts[0]) == "12 killed"
    between = Count(what="displaced", low=1200, high=3000, text="1,200 to 3,000", start=0, end=14)
    assert wording.count_label(between) == "1,200–3,000 displaced"
    money = Count(what="money", low=5e6, high=5e6, text="$5 million", start=0, end=10)
    assert wording.count_label(money) == "$5 million"


def test_a_quotation_drops_the_comma_before_its_speaker() -> None:
    assert wording.quotation_text(QUOTATION) == "“We will open the bridge if the guns fall silent”"


def test_every_code_has_its_word() -> None:
    assert all(wording.status_word(status).word for status in get_args(Status))
    assert all(wording.act_word(act) != act for act in get_args(Act))
