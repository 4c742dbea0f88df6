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
