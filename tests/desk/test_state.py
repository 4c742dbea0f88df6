"""The state of a list is in its address, and comes out of it again."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.desk.lists import EVENTS
from dragoman.desk.state import State, read_state
from dragoman.errors import UsageError


def test_a_state_is_read_from_its_own_address() -> None:
    state = read_state(
        EVENTS, [("country", "COL"), ("country", "USA"), ("q", '"peace talks"'), ("from", "2018"), ("sort", "date")]
    )
    assert state.chosen == {"country": ("COL", "USA")}
    assert read_state(EVENTS, parse_qsl(state.query[1:])) == state


@given(st.lists(st.tuples(st.sampled_from([f.name for f in EVENTS.facets]), st.text(min_size=1, max_size=8))))
def test_any_choice_survives_its_address(given_pairs: list[tuple[str, str]]) -> None:
    state = read_state(EVENTS, given_pairs)
    assert read_state(EVENTS, parse_qsl(state.query[1:], keep_blank_values=True)) == state


def test_a_value_is_chosen_and_let_go() -> None:
    state = State(kind=EVENTS, chosen={})
    chosen = state.toggled("status", "happened").toggled("status", "denied")
    assert chosen.query == "?status=happened&status=denied"
    assert chosen.toggled("status", "happened").toggled("status", "denied").query == ""


def test_a_bar_of_the_histogram_is_a_month_or_the_days_of_a_year() -> None:
    state = State(kind=EVENTS, chosen={})
    assert state.within("2018-04").query == "?month=2018-04"
    assert state.within("2018-04").within("2018-04").query == ""
    assert state.within("2018").query == "?from=2018&until=2018"


def test_an_order_given_twice_is_turned_round() -> None:
    state = State(kind=EVENTS, chosen={})
    assert state.sorted_by("date").order == "-date"
    assert state.sorted_by("date").sorted_by("date").order == "date"


def test_what_a_list_does_not_know_is_left_aside() -> None:
    assert read_state(EVENTS, [("colour", "red"), ("page", "x"), ("country", " ")]) == State(kind=EVENTS, chosen={})


@pytest.mark.parametrize("wrong", [("from", "soon"), ("sort", "colour"), ("min_confidence", "2")])
def test_what_cannot_be_is_said(wrong: tuple[str, str]) -> None:
    with pytest.raises(UsageError):
        read_state(EVENTS, [wrong])
