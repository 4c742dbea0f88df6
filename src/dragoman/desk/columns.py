"""Columns of a table in memory, so that exact counts over hundreds of thousands of rows take milliseconds.

A `Columns` is never changed: `extended` gives a new one, so that a reader keeps the one that it began with. Only the
lists of values grow, and what stands in them keeps its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Columns", "Row", "Values"]

Mask = NDArray[np.bool_]
Numbers = NDArray[Any]


class Values:
    """The values that a column has had, each with a code: its place in the list."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._codes: dict[str, int] = {}

    def code(self, value: str) -> int:
        """The code of a value, a new one for a new value."""
        code = self._codes.get(value)
        if code is None:
            code = self._codes[value] = len(self.names)
            self.names.append(value)
        return code

    def known(self, value: str) -> int:
        """The code of a value, or -1."""
        return self._codes.get(value, -1)


@dataclass(slots=True)
class Row:
    """What is kept of a row of the store."""

    number: int
    single: dict[str, str | None]
    several: dict[str, Sequence[str]]
    measures: dict[str, float]


@dataclass(frozen=True)
class Columns:
    """Rows in the order of their numbers."""

    values: dict[str, Values]
    """By column, for those of one value a row and those of several."""
    numbers: Numbers
    single: dict[str, Numbers]
    """Codes, -1 where a row has no value."""
    several: dict[str, tuple[Numbers, Numbers]]
    """Rows (as places in `numbers`) and codes in step; a row has each of its values once."""
    measures: dict[str, Numbers]

    @classmethod
    def empty(cls, single: Iterable[str], several: Iterable[str], measures: Iterable[str]) -> Columns:
        """No rows yet, of a table with these columns."""
        single, several = list(single), list(several)
        none = np.zeros(0, dtype=np.int32)
        return cls(
            values={name: Values() for name in (*single, *several)},
            numbers=np.zeros(0, dtype=np.int64),
            single=dict.fromkeys(single, none),
            several=dict.fromkeys(several, (none, none)),
            measures={name: np.zeros(0, dtype=np.float32) for name in measures},
        )

    def __len__(self) -> int:
        return len(self.numbers)

    def extended(self, rows: Iterable[Row], gone: Sequence[int] = ()) -> Columns:
        """Without the rows of the numbers `gone`, and with new rows, which come in the order of their numbers."""
        kept = self._without(gone) if gone else self
        new = _Batch(self, len(kept))
        for row in rows:
            new.add(row)
        return kept._joined(new) if new.numbers else kept

    def _without(self, gone: Sequence[int]) -> Columns:
        keep = ~np.isin(self.numbers, np.array(gone, dtype=np.int64))
        place = np.cumsum(keep, dtype=np.int32) - 1
        several = {}
        for name, (rows, codes) in self.several.items():
            inside = keep[rows]
            several[name] = (place[rows[inside]], codes[inside])
        return Columns(
            values=self.values,
            numbers=self.numbers[keep],
            single={name: codes[keep] for name, codes in self.single.items()},
            several=several,
            measures={name: column[keep] for name, column in self.measures.items()},
        )

    def _joined(self, new: _Batch) -> Columns:
        numbers = np.concatenate([self.numbers, np.array(new.numbers, dtype=np.int64)])
        joined = Columns(
            values=self.values,
            numbers=numbers,
            single={name: _append(codes, new.single[name]) for name, codes in self.single.items()},
            several={
                name: (_append(rows, new.several[name][0]), _append(codes, new.several[name][1]))
                for name, (rows, codes) in self.several.items()
            },
            measures={name: _append(column, new.measures[name]) for name, column in self.measures.items()},
        )
        return joined if bool(np.all(numbers[:-1] < numbers[1:])) else joined._sorted()

    def _sorted(self) -> Columns:
        order = np.argsort(self.numbers, kind="stable")
        place = np.empty(len(order), dtype=np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        return Columns(
            values=self.values,
            numbers=self.numbers[order],
            single={name: codes[order] for name, codes in self.single.items()},
            several={name: (place[rows], codes) for name, (rows, codes) in self.several.items()},
            measures={name: column[order] for name, column in self.measures.items()},
        )

    # Asking

    def has(self, column: str, wanted: Iterable[str]) -> Mask:
        """Which rows have one of these values."""
        codes = [code for value in wanted if (code := self.values[column].known(value)) >= 0]
        found = np.zeros(len(self), dtype=np.bool_)
        if not codes:
            return found
        if column in self.single:
            return np.isin(self.single[column], codes)
        rows, of = self.several[column]
        found[rows[np.isin(of, codes)]] = True
        return found

    def with_numbers(self, numbers: Sequence[int]) -> Mask:
        """Which rows have one of these numbers."""
        wanted = np.asarray(numbers, dtype=np.int64)
        found = np.zeros(len(self), dtype=np.bool_)
        places = np.searchsorted(self.numbers, wanted)
        inside = places < len(self)
        places, wanted = places[inside], wanted[inside]
        found[places[self.numbers[places] == wanted]] = True
        return found

    def counts(self, column: str, mask: Mask | None) -> list[tuple[str, int]]:
        """How many of the rows have each value, the commonest first, ties by name; None is all rows."""
        counted = self._counted(column, mask)
        return self._named(column, counted, np.flatnonzero(counted))

    def commonest(self, column: str, mask: Mask | None, most: int) -> tuple[list[tuple[str, int]], int]:
        """The first so many of `counts`, and how many there are in all; the others are never put in order."""
        counted = self._counted(column, mask)
        found = np.flatnonzero(counted)
        if len(found) <= most:
            return self._named(column, counted, found), len(found)
        least = np.partition(counted[found], -most)[-most]
        return self._named(column, counted, found[counted[found] >= least])[:most], len(found)

    def _counted(self, column: str, mask: Mask | None) -> Numbers:
        names = self.values[column].names
        if column in self.single:
            codes = self.single[column] if mask is None else self.single[column][mask]
            codes = codes[codes >= 0]
        else:
            rows, of = self.several[column]
            codes = of if mask is None else of[mask[rows]]
        return np.bincount(codes, minlength=len(names)) if len(codes) else np.zeros(len(names), dtype=np.int64)

    def _named(self, column: str, counted: Numbers, codes: Numbers) -> list[tuple[str, int]]:
        names = self.values[column].names
        return sorted(((names[code], int(counted[code])) for code in codes), key=lambda pair: (-pair[1], pair[0]))

    @cached_property
    def _orders(self) -> dict[str, Numbers]:
        return {}

    def order(self, measure: str) -> Numbers:
        """All rows by a measure, the least first, rows without one (not a number) last."""
        if measure not in self._orders:
            self._orders[measure] = np.argsort(self.measures[measure], kind="stable")
        return self._orders[measure]

    def sorted_rows(self, mask: Mask, measure: str, *, down: bool) -> Numbers:
        """The rows of a mask by a measure; those without one are last either way."""
        order = self.order(measure)
        chosen = order[mask[order]]
        if not down:
            return chosen
        missing = np.isnan(self.measures[measure][chosen])
        return np.concatenate([chosen[~missing][::-1], chosen[missing]])


class _Batch:
    """New rows as lists, to be joined to columns."""

    def __init__(self, columns: Columns, first: int) -> None:
        self._values = columns.values
        self._next = first
        self.numbers: list[int] = []
        self.single: dict[str, list[int]] = {name: [] for name in columns.single}
        self.several: dict[str, tuple[list[int], list[int]]] = {name: ([], []) for name in columns.several}
        self.measures: dict[str, list[float]] = {name: [] for name in columns.measures}

    def add(self, row: Row) -> None:
        self.numbers.append(row.number)
        for name, codes in self.single.items():
            value = row.single[name]
            codes.append(-1 if value is None else self._values[name].code(value))
        for name, (rows, many) in self.several.items():
            for value in dict.fromkeys(row.several[name]):
                rows.append(self._next)
                many.append(self._values[name].code(value))
        for name, column in self.measures.items():
            column.append(row.measures[name])
        self._next += 1


def _append(column: Numbers, new: Sequence[float]) -> Numbers:
    return np.concatenate([column, np.array(new, dtype=column.dtype)])
