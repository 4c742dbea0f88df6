"""One expression by itself: what it means on a day of publication."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.times import normalise
from dragoman.language.times.checks import CHECKS
from dragoman.language.times.grammar import RULES, patterns
from dragoman.language.times.values import Tense

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEDNESDAY = date(2018, 4, 18)
DAYS = st.dates(date(1700, 1, 1), date(2300, 12, 31))


def meant(text: str, anchor: date | None = WEDNESDAY, tense: Tense = "past", narrative: date | None = None) -> str:
    found = normalise(text, anchor, tense, narrative)
    assert found is not None, text
    return found.value


@pytest.mark.parametrize(
    ("expression", "value"), [(e, v) for pattern in patterns() for e, v in pattern.examples.items()]
)
def test_every_example_of_the_patterns_means_what_the_file_says(expression: str, value: str) -> None:
    assert meant(expression, narrative=date(2018, 3, 5)) == value


def test_every_pattern_names_a_rule_and_a_check_that_exist() -> None:
    assert {p.rule for p in patterns()} <= set(RULES)
    assert {p.check for p in patterns()} - {""} == set(CHECKS)


@given(DAYS, st.integers(0, 6))
def test_a_weekday_with_a_past_verb_is_the_last_one_the_day_of_publication_included(anchor: date, n: int) -> None:
    found = normalise(WEEKDAYS[n], anchor, "past")
    assert found is not None
    assert found.first is not None
    assert found.first.weekday() == n
    assert timedelta(0) <= anchor - found.first < timedelta(days=7)


@given(DAYS, st.integers(0, 6))
def test_a_weekday_with_a_future_verb_is_the_next_one(anchor: date, n: int) -> None:
    found = normalise(WEEKDAYS[n], anchor, "future")
    assert found is not None
    assert found.first is not None
    assert found.first.weekday() == n
    assert timedelta(0) <= found.first - anchor < timedelta(days=7)


@given(DAYS, st.integers(0, 6), st.sampled_from(["past", "present", "future", "none"]))
def test_last_and_next_weekday_never_mean_the_day_itself(anchor: date, n: int, tense: Tense) -> None:
    last, following = normalise(f"last {WEEKDAYS[n]}", anchor, tense), normalise(f"next {WEEKDAYS[n]}", anchor, tense)
    assert last is not None
    assert following is not None
    assert last.first is not None
    assert following.first is not None
    assert last.first < anchor < following.first
    assert last.first.weekday() == following.first.weekday() == n


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "year", "decade", "century"]))
def test_the_units_before_and_after_this_one_touch_it(anchor: date, unit: str) -> None:
    last, this, following = (normalise(f"{word} {unit}", anchor) for word in ("last", "this", "next"))
    if unit == "day":
        return
    assert last and this and following
    assert this.first is not None
    assert this.last is not None
    assert this.first <= anchor <= this.last
    assert last.last == this.first - timedelta(days=1)
    assert following.first == this.last + timedelta(days=1)


@given(DAYS, st.sampled_from(["past", "present", "future", "none"]))
def test_a_date_without_a_year_is_a_real_one_within_a_year_and_a_half(anchor: date, tense: Tense) -> None:
    found = normalise("June 12", anchor, tense)
    assert found is not None
    assert found.first is not None
    assert (found.first.month, found.first.day) == (6, 12)
    assert abs((found.first - anchor).days) <= 366


@given(DAYS, st.integers(1, 400))
def test_days_ago_and_days_from_now_are_counted(anchor: date, n: int) -> None:
    back, ahead = normalise(f"{n} days ago", anchor), normalise(f"{n} days from now", anchor)
    assert back and ahead
    assert back.first == anchor - timedelta(days=n)
    assert ahead.first == anchor + timedelta(days=n)


@given(st.text(max_size=40), st.none() | st.dates(), st.sampled_from(["past", "present", "future", "none"]))
def test_any_text_is_an_expression_or_none(text: str, anchor: date | None, tense: Tense) -> None:
    found = normalise(text, anchor, tense)
    assert found is None or (found.value and (found.first is None) == (found.last is None))


WORDS = st.sampled_from(
    "the last next this early late mid - of two few several 1998 2020 31 30 May February Friday week weeks month year"
    " years decade century ago later earlier night morning quarter third first noon 9:30 p.m. Ramadan Easter summer"
    " every past coming following that day days weekend 9999 0001".split()
)


@given(st.lists(WORDS, min_size=1, max_size=5), st.none() | st.dates(), st.none() | st.dates())
def test_an_interval_never_ends_before_it_begins(words: list[str], anchor: date | None, narrative: date | None) -> None:
    found = normalise(" ".join(words), anchor, "past", narrative)
    if found is not None and found.first is not None:
        assert found.last is not None
        assert found.first <= found.last
        assert found.precision is not None


@pytest.mark.parametrize(
    ("published", "expression", "value"),
    [
        (date(2019, 3, 31), "last month", "2019-02"),
        (date(2019, 1, 31), "next month", "2019-02"),
        (date(2020, 12, 31), "tomorrow", "2021-01-01"),
        (date(2020, 3, 1), "yesterday", "2020-02-29"),
        (date(2019, 3, 1), "yesterday", "2019-02-28"),
        (date(2020, 2, 29), "a year ago today", "2019-02-28"),
        (date(2019, 6, 1), "February 29", "2016-02-29"),
        (date(2021, 1, 1), "this week", "2020-W53"),
        (date(2021, 1, 4), "last week", "2020-W53"),
        (date(2019, 8, 31), "two months ago", "2019-06"),
        (date(2000, 3, 1), "the 20th century", "19"),
    ],
)
def test_ends_of_months_and_years(published: date, expression: str, value: str) -> None:
    assert meant(expression, published) == value


def test_there_is_no_february_30() -> None:
    assert normalise("February 30, 2018", WEDNESDAY) is None


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("Tuesday", "XXXX-WXX-2"),
        ("today", "PRESENT_REF"),
        ("last week", "PAST_REF"),
        ("next year", "FUTURE_REF"),
        ("September 11", "XXXX-09-11"),
        ("May", "XXXX-05"),
        ("the third quarter", "XXXX-Q3"),
        ("that day", "XXXX-XX-XX"),
    ],
)
def test_without_a_day_of_publication_a_relative_time_has_a_value_but_no_days(expression: str, value: str) -> None:
    found = normalise(expression, None)
    assert found is not None
    assert (found.value, found.first, found.last) == (value, None, None)


def test_the_tense_chooses_the_year_of_a_month() -> None:
    assert meant("October", tense="past") == "2017-10"
    assert meant("October", tense="future") == "2018-10"
    assert meant("April", tense="future") == "2018-04"


def test_an_announced_date_just_ahead_is_not_taken_for_one_of_last_year() -> None:
    assert meant("May 2", tense="announced") == "2018-05-02"
    assert meant("May 2", tense="past") == "2017-05-02"


def test_modifiers_narrow_the_interval_and_leave_the_value() -> None:
    early, late = normalise("early June 2017"), normalise("late June 2017")
    assert early and late
    assert (early.value, early.modifier, early.last) == ("2017-06", "START", date(2017, 6, 10))
    assert (late.value, late.modifier, late.first) == ("2017-06", "END", date(2017, 6, 21))


def test_earlier_and_later_this_year_stop_and_start_at_the_publication() -> None:
    before, after = normalise("earlier this year", WEDNESDAY), normalise("later this year", WEDNESDAY)
    assert before and after
    assert (before.first, before.last) == (date(2018, 1, 1), WEDNESDAY)
    assert (after.first, after.last) == (WEDNESDAY, date(2018, 12, 31))


def test_a_numeric_date_that_can_be_read_in_two_ways_spans_both() -> None:
    found = normalise("3/4/2018")
    assert found is not None
    assert (found.first, found.last, found.precision) == (date(2018, 3, 4), date(2018, 4, 3), "interval")


def test_the_coming_weeks_are_some_six_weeks() -> None:
    found = normalise("the coming weeks", WEDNESDAY)
    assert found is not None
    assert (found.value, found.first, found.last) == ("PXW", date(2018, 4, 19), date(2018, 5, 30))
