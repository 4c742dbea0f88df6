"""Whom a bare surname means, and who is nobody: the page and the day decide."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.world.names import surnames


@pytest.mark.parametrize(
    ("text", "word", "day", "ids"),
    [
        ("Mr. Evans told reporters in Dublin that the strike would go on.", "Evans", "1994-11-03", ["person:evans"]),
        ("Canberra sent aid. Mr. Evans told reporters so.", "Evans", "1994-11-03", ["person:gareth-evans"]),
        ("Adams of Barbados sent troops.", "Adams", "1983-10-27", ["person:adams"]),
        ("Zia said the arms would flow to Kabul's foes.", "Zia", "1988-04-14", ["person:muhammad-zia-ul-haq"]),
        ("Santos signed the accord with the FARC.", "Santos", "2016-11-24", ["person:juan-manuel-santos"]),
        ("Tudjman initialled the accord.", "Tudjman", "1995-11-21", ["person:franjo-tudman"]),
        ("Rowhani told the Europeans of it.", "Rowhani", "2003-10-21", ["person:hassan-rouhani"]),
        ("Sir Julius Chan gave way. Sir Julius left.", "Julius", "1997-03-27", ["person:julius-chan"]),
        ("Gunners Leave Hills Above Tuzla. They left the hills at dawn.", "Hills", "1995-09-19", []),
    ],
)
def test_a_bare_surname_is_his_who_fits_page_and_day(
    meant: Callable, text: str, word: str, day: str, ids: list[str]
) -> None:
    assert [a.id for a in meant(text, word, day=day)] == ids


def test_of_a_list_of_titled_people_each_is_himself(meant: Callable) -> None:
    text = "Florida Sen. Marco Rubio, former Florida Gov. Jeb Bush and Ohio Gov. John Kasich would have stayed in the deal."
    assert [a.id for a in meant(text, "Bush", day="2018-04-24")] == ["person:jeb-bush"]


def test_a_country_behind_a_surname_is_its_bearers(meant: Callable) -> None:
    assert [a.country for a in meant("Adams of Barbados sent troops.", "Adams", day="1983-10-27")] == ["BRB"]


def test_the_number_of_a_king_is_no_surname() -> None:
    assert surnames("Frederik X", "DNK") == []


def test_houses_are_nobody(meant: Callable) -> None:
    assert not meant("They signed the accord at Chapultepec Castle.", "Castle", role="subject", day="1992-01-16")
