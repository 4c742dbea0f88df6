"""One name, several meanings: the day, the page's other words and its names in full decide."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "word", "day", "ids"),
    [
        ("Atlanta lawmakers met. Georgia kept the tax.", "Georgia", "2018-05-02", ["local:usa-georgia"]),
        ("The monitors reached Gori. Georgia thanked them.", "Georgia", "2008-08-22", ["state:GEO"]),
        ("Georgia kept the tax.", "Georgia", "2018-05-02", ["state:GEO"]),
        ("Michael Jordan opened a clinic. Jordan gave two million.", "Jordan", "2019-05-02", ["person:michael-jordan"]),
        ("Trucks left Amman. Jordan gave two million.", "Jordan", "2019-05-02", ["state:JOR"]),
        ("Congo asked for help, officials in Brazzaville said.", "Congo", "2018-07-02", ["state:COG"]),
        ("Congo asked for help, officials in Kinshasa said.", "Congo", "2018-07-02", ["state:COD"]),
        ("Korea lifted the tariff, Seoul said.", "Korea", "2018-07-02", ["state:KOR"]),
        ("Belgian unions struck. Brussels gave way.", "Brussels", "2018-07-02", ["state:BEL"]),
        ("Brussels fined the firm.", "Brussels", "2018-07-02", ["org:european-union"]),
        ("Assad spoke on television.", "Assad", "1983-02-02", ["person:hafez-al-assad"]),
        ("Assad spoke on television.", "Assad", "2013-02-02", ["person:bashar-al-assad"]),
        ("Kennedy spoke to the nation.", "Kennedy", "1962-10-22", ["person:john-f-kennedy"]),
        ("Mrs May will stay.", "May", "2019-01-15", ["person:theresa-may"]),
        ("The vote is in May.", "May", "2019-01-15", []),
    ],
)
def test_which_one_is_meant(meant: Callable, text: str, word: str, day: str, ids: list[str]) -> None:
    assert [a.id for a in meant(text, word, day=day)] == ids


@pytest.mark.parametrize(
    ("text", "word", "day", "ids"),
    [
        (
            "Serbia went to the polls. The Radical Party won in Belgrade.",
            "Party",
            "2004-01-12",
            ["group:radical-party"],
        ),
        ("Argentina voted. The Radical Party lost.", "Party", "1995-05-16", ["org:radical-civic-union"]),
        (
            "Soldiers left Managua. The National Guard stayed in Nicaragua.",
            "Guard",
            "2018-07-02",
            ["org:nic-national-guard"],
        ),
        ("The Syrian army left Lebanon.", "army", "2005-05-05", ["org:syrian-arab-army"]),
        ("Congress voted for sanctions on Iran.", "Congress", "2012-03-06", ["org:us-congress"]),
        ("Police guarded Congress in Lima. Peru wept.", "Congress", "2001-03-06", ["org:per-congress"]),
        ("The State Department accused Libya.", "Department", "1986-03-06", ["org:us-state-department"]),
        ("Croatia agreed. The Contact Group met in London.", "Group", "1995-07-02", ["org:contact-group-on-bosnia"]),
        ("Venezuela agreed. The Contact Group met in Quito.", "Group", "2019-03-28", ["org:contact-group"]),
    ],
)
def test_a_common_name_is_that_of_a_body_of_the_countries_on_the_page(
    meant: Callable, text: str, word: str, day: str, ids: list[str]
) -> None:
    assert [a.id for a in meant(text, word, day=day)] == ids
