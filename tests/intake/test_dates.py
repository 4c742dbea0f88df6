from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.dates import date_in, iso_moment


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published 7 April 2021, 10:14 EET", "2021-04-07"),
        ("Thursday 24 November 2022", "2022-11-24"),
        ("PUBLISHED: 22:41, 23 September 2023", "2023-09-23"),
        ("Sept. 4, 2019 at 8:03 am ET", "2019-09-04"),
        ("the 2nd of March 2015", "2015-03-02"),
        ("Last modified 2018-04-18T10:00:00Z", "2018-04-18"),
        ("2018/04/18", "2018-04-18"),
        ("31/12/2020", "2020-12-31"),
        ("12/31/2020", "2020-12-31"),
        ("5/5/2020", "2020-05-05"),
        ("31 June 2020, posted 1 July 2020", "2020-07-01"),
    ],
)
def test_full_dates(text: str, day: str) -> None:
    assert date_in(text) == day


@pytest.mark.parametrize(
    "text", ["4 April", "April 2019", "3/4/2020", "2019", "10:14", "Route 12/2019", "", "99/99/2020"]
)
def test_what_is_no_full_date_or_could_be_two(text: str) -> None:
    assert date_in(text) is None


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_is_read_back(day: datetime.date) -> None:
    written = f"{day.day} {day:%B} {day.year}"
    assert (
        date_in(written) == date_in(f"{day:%B} {day.day}, {day.year}") == iso_moment(day.isoformat()) == day.isoformat()
    )


def test_moments_are_kept_whole() -> None:
    assert iso_moment(" 2023-11-22T08:15:00+00:00 ") == "2023-11-22T08:15:00+00:00"
    assert iso_moment("2023-11-22 08:15") == "2023-11-22T08:15"
    assert iso_moment("2023-13-22T08:15:00Z") is None
    assert iso_moment("22 November 2023") == "2023-11-22"
