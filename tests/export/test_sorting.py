"""Rows sorted on disk: in the order of their keys, in little memory."""

from __future__ import annotations

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from dragoman.export.sorting import Sorter
from dragoman.export.spans import edge, following, spans_between

KEYS = st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "y z", ""]))


@given(st.lists(st.tuples(KEYS, st.integers(0, 9))))
def test_groups_come_in_order_with_their_rows_as_they_came(rows: list[tuple[tuple[str, str], int]]) -> None:
    with Sorter() as sorter:
        for key, row in rows:
            sorter.add(key, row)
        found = list(sorter.groups())
    assert [key for key, _ in found] == sorted({key for key, _ in rows})
    for key, values in found:
        assert values == [row for other, row in rows if other == key]


def test_memory_does_not_grow_with_the_rows() -> None:
    peaks = []
    for number in (4_000, 16_000):
        tracemalloc.start()
        with Sorter() as sorter:
            for row in range(number):
                sorter.add((f"{row % 997:04}", f"{row:08}"), "x" * 100)
            assert sum(1 for _ in sorter.groups()) == number
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]


def test_spans_and_their_edges() -> None:
    assert spans_between("2018-12-30", "2019-01-01", "day") == ["2018-12-30", "2018-12-31", "2019-01-01"]
    assert spans_between("2018-11", "2019-02", "month") == ["2018-11", "2018-12", "2019-01", "2019-02"]
    assert (following("2018-12"), following("2019-02-28")) == ("2019-01", "2019-03-01")
    assert [edge(given, last=True) for given in ("2018", "2018-02", "2018-02-03", None)] == [
        "2018-12-31", "2018-02-28", "2018-02-03", None,
    ]  # fmt: skip
    assert [edge(given, last=False) for given in ("2018", "2018-02")] == ["2018-01-01", "2018-02-01"]
