"""Bodies that a page names by a common noun, by a letter or two, or only through their people."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "word", "day", "ids"),
    [
        ("Slobodan Milosevic stood before the court in The Hague.", "court", "2001-07-03", ["org:international-court"]),
        ("The court in The Hague heard Iceland's case.", "court", "1973-07-03", ["org:international-court-of-justice"]),
        ("The tribunal in The Hague sentenced two Bosnians.", "tribunal", "2000-03-03",
         ["org:international-criminal-tribunal-for-the-former-yugoslavia"]),
        ("The Dutch court in The Hague fined a firm.", "court", "2000-03-03", ["org:nld-court"]),
        ("ECOWAS threatened to use force in Niger.", "ECOWAS", "2023-08-04", ["org:ecowas"]),
        ("The NATO ambassadors met. The alliance gave them ten days.", "alliance", "1994-02-11", ["org:nato"]),
        ("Iran and the P5+1 agreed on a deal.", "1", "2013-11-24", ["org:p5-1"]),
    ],
)  # fmt: skip
def test_which_body_is_meant(meant: Callable, text: str, word: str, day: str, ids: list[str]) -> None:
    assert [a.id for a in meant(text, word, day=day)] == ids


@pytest.mark.parametrize(
    ("text", "word", "day", "countries"),
    [
        ("The foreign ministers of the five Andean Pact countries met in Caracas.", "ministers", "1989-05-19", ["INT"]),
        ("The presidents of the OPEC countries met in Algiers.", "presidents", "1975-03-03", ["INT"]),
        ("Sudan wept. Antonov bombers struck a camp.", "bombers", "2001-02-16", ["SDN"]),
        ("Sudan wept. Foreign journalists saw the craters.", "journalists", "2001-02-16", [None]),
    ],
)
def test_of_which_country_they_are(meant: Callable, text: str, word: str, day: str, countries: list[str]) -> None:
    assert [a.country for a in meant(text, word, day=day)] == countries


def test_the_leader_of_a_parliamentary_state_heads_its_government(meant: Callable) -> None:
    assert [a.id for a in meant("The German leader flew to Minsk.", "leader", day="2015-02-11")] == [
        "person:angela-merkel"
    ]


def test_a_militia_of_the_state_is_one_of_rebels_once_it_fights_the_army(meant: Callable) -> None:
    text = "The RSF stormed a market in Khartoum."
    assert meant(text, "RSF", day="2019-06-04")[0].sectors == ("PRM",)
    assert meant(text, "RSF", day="2023-06-04")[0].sectors[0] == "REB"


def test_in_a_civil_war_the_army_is_a_side(meant: Callable) -> None:
    text = "In Sudan the army bombed the RSF. The RSF shelled the army. Both sides agreed to a truce."
    assert {a.sectors[0] for a in meant(text, "sides", day="2023-05-20")} == {"MIL", "REB"}
