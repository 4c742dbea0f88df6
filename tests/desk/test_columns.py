"""Counts from columns are those of the rows, also after rows came and went."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.desk.columns import Columns, Row


def row(number: int, colour: str | None, tags: list[str], weight: float = 0.0) -> Row:
    return Row(number, {"colour": colour}, {"tag": tags}, {"weight": weight})


EMPTY = Columns.empty(["colour"], ["tag"], ["weight"])


def test_values_of_one_and_of_several_are_counted() -> None:
    columns = EMPTY.extended([row(1, "red", ["a", "b", "a"]), row(2, "red", []), row(5, None, ["b"])])
    assert columns.counts("colour", None) == [("red", 2)]
    assert columns.counts("tag", None) == [("b", 2), ("a", 1)]
    assert columns.counts("tag", columns.has("colour", ["red"])) == [("a", 1), ("b", 1)]
    assert not columns.has("tag", ["unheard of"]).any()


def test_what_went_is_counted_no_more() -> None:
    columns = EMPTY.extended([row(1, "red", ["a"]), row(2, "blue", ["a"]), row(3, "blue", ["b"])])
    later = columns.extended([row(4, "red", ["b"])], gone=[2])
    assert later.numbers.tolist() == [1, 3, 4]
    assert later.counts("tag", None) == [("b", 2), ("a", 1)]
    assert later.counts("colour", later.has("tag", ["b"])) == [("blue", 1), ("red", 1)]
    assert columns.counts("colour", None) == [("blue", 2), ("red", 1)]  # the old moment is as it was


def test_a_changed_row_takes_its_place_again() -> None:
    columns = EMPTY.extended([row(1, "red", ["a"]), row(2, "blue", ["a"])]).extended([row(1, "green", ["c"])], gone=[1])
    assert columns.numbers.tolist() == [1, 2]
    assert columns.counts("tag", columns.has("colour", ["green"])) == [("c", 1)]


def test_rows_without_a_measure_are_last_in_either_order() -> None:
    columns = EMPTY.extended([row(1, None, [], 5.0), row(2, None, [], float("nan")), row(3, None, [], 1.0)])
    all_rows = np.ones(3, dtype=np.bool_)
    assert columns.sorted_rows(all_rows, "weight", down=False).tolist() == [2, 0, 1]
    assert columns.sorted_rows(all_rows, "weight", down=True).tolist() == [0, 2, 1]


@given(
    st.lists(st.tuples(st.sampled_from(["x", "y", None]), st.lists(st.sampled_from("abc"), max_size=4)), max_size=12),
    st.sets(st.integers(1, 12)),
)
def test_counts_are_those_of_the_rows(told: list[tuple[str | None, list[str]]], gone: set[int]) -> None:
    rows = [row(number, colour, tags) for number, (colour, tags) in enumerate(told, start=1)]
    columns = EMPTY.extended(rows).extended((), sorted(gone))
    left = [r for r in rows if r.number not in gone]
    assert dict(columns.counts("colour", None)) == Counter(r.single["colour"] for r in left if r.single["colour"])
    for most in (1, 2, 3):
        counts = columns.counts("tag", None)
        assert columns.commonest("tag", None, most) == (counts[:most], len(counts))
    assert dict(columns.counts("tag", None)) == Counter(tag for r in left for tag in set(r.several["tag"]))
