"""Named days and seasons, by the calendars they belong to."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.language.times import normalise
from dragoman.language.times.words import periods

ANCHOR = date(2018, 4, 18)


@pytest.mark.parametrize(
    ("expression", "first", "last"),
    [
        ("Christmas 2016", "2016-12-25", "2016-12-25"),
        ("Thanksgiving 2017", "2017-11-23", "2017-11-23"),
        ("Memorial Day 2019", "2019-05-27", "2019-05-27"),
        ("Election Day 2016", "2016-11-08", "2016-11-08"),
        ("Good Friday 2018", "2018-03-30", "2018-03-30"),
        ("Orthodox Easter 2018", "2018-04-08", "2018-04-08"),
        ("Ramadan 2018", "2018-05-16", "2018-06-14"),
        ("Eid al-Adha 2018", "2018-08-21", "2018-08-24"),
        ("Yom Kippur 2018", "2018-09-19", "2018-09-19"),
        ("Passover 2018", "2018-03-31", "2018-04-06"),
        ("Nowruz 2018", "2018-03-21", "2018-03-21"),
        ("Chinese New Year 2018", "2018-02-16", "2018-02-16"),
    ],
)
def test_a_named_period_of_a_year(expression: str, first: str, last: str) -> None:
    found = normalise(expression)
    assert found is not None
    assert (str(found.first), str(found.last)) == (first, last)


def test_the_tense_chooses_the_year() -> None:
    past, announced, future = (normalise("Ramadan", ANCHOR, tense) for tense in ("past", "announced", "future"))
    assert past and announced and future
    assert future.first == date(2018, 5, 16)
    assert past.first == date(2017, 5, 27)
    assert announced.first == future.first, "a month ahead, it is rather the coming one"
    assert normalise("last Ramadan", ANCHOR).first == date(2017, 5, 27)  # type: ignore[union-attr]


def test_a_week_or_weekend_about_a_holiday() -> None:
    week = normalise("Easter week", date(2000, 4, 17), "past")
    assert week is not None
    assert week.value == "2000-W16"


def test_a_calendar_that_does_not_reach_a_year_gives_no_day() -> None:
    found = normalise("Ramadan 1650")
    assert found is not None
    assert (found.value, found.first) == ("1650", None)


def test_a_day_that_is_called_by_its_date_needs_no_year_once_it_has_been() -> None:
    assert normalise("9/11", ANCHOR).value == "2001-09-11"  # type: ignore[union-attr]
    assert normalise("9/11", date(1999, 9, 12)) is None


@pytest.mark.parametrize("index", range(len(periods())))
def test_every_period_of_the_table_falls_in_2024_and_2025(index: int) -> None:
    name = periods()[index]["names"][-1].split("(?:")[0].replace("'?", "'").replace("[ah]+", "a")
    for year in (2024, 2025):
        found = normalise(f"{name.replace('now?', 'now').replace('Now?', 'Now').rstrip('?')} {year}")
        if found is not None:  # names with further expressions in them are tested above
            assert found.first is not None, name
