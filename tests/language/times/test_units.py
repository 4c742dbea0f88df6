"""Arithmetic of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.times.units import COARSENESS, duration_value, month_day, period, shifted

CALENDAR_UNITS = [unit for unit in COARSENESS if unit not in ("second", "minute", "hour")]


@given(st.dates(), st.sampled_from(CALENDAR_UNITS))
def test_a_day_lies_in_its_period(day: date, unit: str) -> None:
    found = period(unit, day)
    assert found.first <= found.last
    if unit != "weekend":
        assert found.first <= day <= found.last


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.sampled_from(["week", "month", "quarter", "half", "year"]))
def test_periods_follow_each_other_without_a_gap(day: date, unit: str) -> None:
    here = period(unit, day)
    after = period(unit, here.last + timedelta(days=1))
    assert after.first == here.last + timedelta(days=1)
    assert after.value > here.value


@given(st.dates(), st.sampled_from(CALENDAR_UNITS), st.integers(-20_000, 20_000))
def test_a_shift_leaves_the_calendar_only_as_null(day: date, unit: str, amount: int) -> None:
    moved = shifted(unit, day, amount)
    assert moved is None or amount == 0 or (moved > day) == (amount > 0)


def test_the_last_of_a_month_stays_in_its_month() -> None:
    assert shifted("month", date(2019, 1, 31), 1) == date(2019, 2, 28)
    assert shifted("month", date(2020, 1, 31), 1) == date(2020, 2, 29)
    assert shifted("year", date(2020, 2, 29), -1) == date(2019, 2, 28)


@pytest.mark.parametrize(("year", "exists"), [(1900, False), (2000, True), (2019, False), (2020, True)])
def test_february_29(year: int, exists: bool) -> None:
    assert (month_day(year, 2, 29) is not None) == exists


@pytest.mark.parametrize(
    ("unit", "amount", "value"),
    [
        ("week", 2, "P2W"),
        ("hour", 72, "PT72H"),
        ("hour", 1.5, "PT1H30M"),
        ("hour", 0.5, "PT30M"),
        ("year", 2.5, "P2.5Y"),
        ("decade", 3, "P30Y"),
        ("month", None, "PXM"),
        ("century", None, "PXCE"),
    ],
)
def test_durations_as_timex3_writes_them(unit: str, amount: float | None, value: str) -> None:
    assert duration_value(unit, amount) == value


@pytest.mark.parametrize(
    ("unit", "day", "value"),
    [
        ("week", date(2021, 1, 3), "2020-W53"),
        ("weekend", date(2018, 4, 18), "2018-W16-WE"),
        ("season", date(2018, 1, 15), "2017-WI"),
        ("season", date(2018, 10, 1), "2018-FA"),
        ("half", date(2018, 7, 1), "2018-H2"),
        ("decade", date(1985, 6, 1), "198"),
        ("century", date(1905, 1, 1), "19"),
    ],
)
def test_periods_as_timex3_writes_them(unit: str, day: date, value: str) -> None:
    assert period(unit, day).value == value
