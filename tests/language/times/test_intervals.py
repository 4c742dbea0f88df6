"""In which days an act lies that a time governs."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.language.parse import Parser
from dragoman.language.reading import TimeExpression
from dragoman.language.times import Interval, find_times, interval_of

PUBLISHED = date(2018, 4, 18)


def only(parser: Parser, sentence: str) -> TimeExpression:
    times = find_times(next(parser.parse([("", sentence, PUBLISHED.isoformat())])))
    assert len(times) == 1, [t.text for t in times]
    return times[0]


@pytest.mark.parametrize(
    ("sentence", "tense", "first", "last", "precision"),
    [
        ("The envoys met last month.", "past", "2018-03-01", "2018-03-31", "month"),
        ("They will vote by the end of the year.", "future", "2018-04-18", "2018-12-31", "interval"),
        ("They had left by Friday.", "past", None, "2018-04-13", "interval"),
        ("They have quarrelled since 2016.", "present", "2016-01-01", "2018-04-18", "interval"),
        ("Troops will leave in two weeks.", "future", "2018-04-30", "2018-05-06", "week"),
        ("Troops will leave in two days.", "future", "2018-04-20", "2018-04-20", "day"),
        ("Troops will leave in two months.", "future", "2018-06-01", "2018-06-30", "month"),
        ("Troops will leave within ten days.", "future", "2018-04-18", "2018-04-28", "interval"),
        ("Troops will leave in the coming weeks.", "future", "2018-04-19", "2018-05-30", "interval"),
        ("The island has been divided for more than 60 years.", "present", "1958-01-01", "2018-04-18", "interval"),
        ("They met before May 2017.", "past", None, "2017-04-30", "interval"),
        ("They met before dawn on Friday.", "past", "2018-04-13", "2018-04-13", "day"),
        ("They will meet after June 3.", "future", "2018-06-03", None, "interval"),
    ],
)  # fmt: skip
def test_intervals(
    parser: Parser, sentence: str, tense: str, first: str | None, last: str | None, precision: str
) -> None:
    found = interval_of(only(parser, sentence), PUBLISHED, tense=tense)  # type: ignore[arg-type]
    days = tuple(day and day.isoformat() for day in (found.first, found.last))
    assert (*days, found.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("Three days after the summit, shelling resumed.", "past"),
        ("They fought for two years.", "past"),
        ("It was the second attack in two days.", "past"),
        ("They meet every Friday.", "present"),
        ("Years of talks came to nothing.", "past"),
    ],
)
def test_where_the_text_does_not_say_there_is_no_day(parser: Parser, sentence: str, tense: str) -> None:
    assert interval_of(only(parser, sentence), PUBLISHED, tense=tense) == Interval()  # type: ignore[arg-type]


def test_a_pair_is_one_interval(parser: Parser) -> None:
    reading = next(parser.parse([("", "From June 4 to June 9 the border will be closed.", PUBLISHED.isoformat())]))
    begin, end = find_times(reading)
    found = interval_of(begin, PUBLISHED, to=end)
    assert (found.first, found.last) == (date(2018, 6, 4), date(2018, 6, 9))


def test_the_relation_can_be_given(parser: Parser) -> None:
    time = only(parser, "They met on Friday.")
    assert interval_of(time, PUBLISHED, "since").last == PUBLISHED
