"""State numbers of the Correlates of War project and of Gleditsch and Ward, by year."""

from __future__ import annotations

import pytest

from dragoman.world import World
from dragoman.world.systems import country_name, cow_number, gw_number


@pytest.mark.parametrize(
    ("code", "year", "cow", "gw"),
    [
        ("USA", 2018, 2, 2),
        ("DEU", 1970, 260, 260),
        ("DEU", 1990, 255, 260),
        ("YEM", 1980, 678, 678),
        ("YEM", 2018, 679, 678),
        ("SRB", 2018, 345, 340),
        ("TON", 2018, 955, 972),
        ("AND", 2018, 232, 232),
        ("POL", 1942, None, None),
        ("SSD", 2010, None, None),
        ("PSE", 2018, None, None),
    ],
)
def test_a_state_has_the_numbers_of_the_year(code: str, year: int, cow: int | None, gw: int | None) -> None:
    assert (cow_number(code, year), gw_number(code, year)) == (cow, gw)


def test_without_a_year_the_number_that_holds_today() -> None:
    assert (cow_number("DEU", None), cow_number("DDR", None)) == (255, None)


def test_what_is_no_country_has_neither_number_nor_name() -> None:
    assert (cow_number("IGO", 2018), gw_number(None, 2018), country_name("NGO")) == (None, None, None)
    assert country_name("PRK") == "North Korea"


def test_no_two_countries_of_today_share_a_number() -> None:
    countries = [c for c in World.load().lexicon.countries.values() if not c.period.end and not c.of]
    for number in (cow_number, gw_number):
        found = [n for country in countries if (n := number(country.code, 2020)) is not None]
        assert len(found) == len(set(found))
