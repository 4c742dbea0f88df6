"""The rows that a state of a list asks for, and the counts of its facets, from the columns in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.desk.columns import Columns
from dragoman.desk.rows import day_number
from dragoman.desk.state import PAGE_SIZE, State
from dragoman.export.spans import edge

__all__ = ["Counted", "Selection"]

Mask = NDArray[np.bool_]

FACET_VALUES = 7
"""Values of a facet that stand beside the list; all of them have a page of their own."""


@dataclass(frozen=True)
class Counted:
    """A value of a facet: how many rows have it and meet all other conditions."""

    value: str
    count: int
    chosen: bool


class Selection:
    """What a state finds in columns. `found` are the numbers of the rows that a full-text search found."""

    def __init__(self, columns: Columns, state: State, found: Sequence[int] | None = None) -> None:
        self._columns = columns
        self.state = state
        self._found = found

    @cached_property
    def _common(self) -> Mask:
        """The conditions that are no facets."""
        state, measures = self.state, self._columns.measures
        mask = self._at_any_time.copy()
        if state.since:
            mask &= measures["end" if "end" in measures else "published"] >= day_number(edge(state.since, last=False))
        if state.until:
            mask &= measures["date" if "date" in measures else "published"] <= day_number(edge(state.until, last=True))
        return mask

    @cached_property
    def _at_any_time(self) -> Mask:
        """The conditions that are neither facets nor days."""
        state, measures = self.state, self._columns.measures
        mask = np.ones(len(self._columns), dtype=np.bool_)
        if self._found is not None:
            mask &= self._columns.with_numbers(self._found)
        if state.min_confidence and "confidence" in measures:
            mask &= measures["confidence"] >= state.min_confidence
        if not state.background and "background" in measures:
            mask &= measures["background"] == 0
        return mask

    @cached_property
    def _facets(self) -> dict[str, Mask]:
        return {name: self._columns.has(name, values) for name, values in self.state.chosen.items()}

    @cached_property
    def mask(self) -> Mask:
        """Which rows meet all conditions."""
        mask = self._common.copy()
        for chosen in self._facets.values():
            mask &= chosen
        return mask

    @cached_property
    def undated(self) -> int:
        """How many rows would be found, had they a date: nothing where no days are asked for."""
        if not (self.state.since or self.state.until):
            return 0
        measures = self._columns.measures
        mask = self._at_any_time & np.isnan(measures["date" if "date" in measures else "published"])
        for chosen in self._facets.values():
            mask &= chosen
        return int(mask.sum())

    @cached_property
    def count(self) -> int:
        """How many rows meet all conditions."""
        return int(self.mask.sum())

    def facet(self, name: str) -> list[Counted]:
        """All values of a facet, with the rows that meet all other conditions, the commonest first."""
        return self._with_chosen(name, self._columns.counts(name, self._others(name)))

    def brief(self, name: str) -> tuple[list[Counted], int]:
        """The commonest values of a facet and those that are chosen, and how many it has in all."""
        if name in self._facets:
            values = self.facet(name)
            return [entry for at, entry in enumerate(values) if at < FACET_VALUES or entry.chosen], len(values)
        found, total = self._columns.commonest(name, self._others(name), FACET_VALUES)
        return self._with_chosen(name, found), total

    def _others(self, name: str) -> Mask:
        """Which rows meet all conditions but those of one facet."""
        if name not in self._facets:
            return self.mask
        mask = self._common.copy()
        for other, chosen in self._facets.items():
            if other != name:
                mask &= chosen
        return mask

    def _with_chosen(self, name: str, counts: list[tuple[str, int]]) -> list[Counted]:
        wanted = self.state.chosen.get(name, ())
        counted = [Counted(value, count, value in wanted) for value, count in counts]
        there = {entry.value for entry in counted}
        return counted + [Counted(value, 0, True) for value in wanted if value not in there]

    @cached_property
    def ordered(self) -> NDArray[Any]:
        """Numbers of all rows that are found, in order."""
        order = self.state.order
        sort = self.state.kind.sort(order.removeprefix("-"))
        measure = sort.measure if sort else self.state.kind.sorts[0].measure
        rows = self._columns.sorted_rows(self.mask, measure, down=order.startswith("-"))
        return self._columns.numbers[rows]

    @property
    def pages(self) -> int:
        """How many pages the list has, at least one."""
        return max(1, -(-self.count // PAGE_SIZE))

    @property
    def numbers(self) -> NDArray[Any]:
        """Numbers of the rows of the page that the state asks for."""
        first = (self.state.page - 1) * PAGE_SIZE
        return self.ordered[first : first + PAGE_SIZE]

    def by_month(self) -> list[tuple[str, int]]:
        """Rows by month, in order of time."""
        return sorted(self._columns.counts("month", self.mask))
