"""Which events a reviewer sees next: the most doubtful first, a random sample, or what others have decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.desk.columns import Columns

__all__ = ["ORDERS", "queue"]

ORDERS = {
    "uncertain": "the most doubtful first",
    "random": "a random sample",
    "second": "what others decided",
}
DOUBT = 0.5
"""An event of this confidence is as likely right as wrong: a decision about it tells most."""
_STEP, _SIZE = 2_654_435_761, 2**32


def queue(
    columns: Columns,
    mask: NDArray[np.bool_],
    order: str,
    seed: int,
    judged: Mapping[int, Mapping[str, str]],
    who: str | None,
) -> NDArray[Any]:
    """Numbers of the events of a mask that are still to be decided, in order.

    `judged` says by event's number who thought what of it. What the reviewer `who` decided does not come again.
    The random order depends on the seed alone, so that two reviewers of one seed see the same sample.
    """
    mine = {number for number, by in judged.items() if who in by}
    if order == "second":
        others = [number for number, by in judged.items() if number not in mine and by]
        return columns.numbers[mask & columns.with_numbers(others)]
    wanted = mask & columns.has("reviewed", ["no"]) if order == "uncertain" else mask
    rows = np.flatnonzero(wanted & ~columns.with_numbers(sorted(mine)))
    if order == "random":
        numbers = columns.numbers[rows].astype(np.uint64)
        mixed = ((numbers + np.uint64(seed)) * np.uint64(_STEP)) % np.uint64(_SIZE)
        mixed = (mixed ^ (mixed >> np.uint64(15))) * np.uint64(2_246_822_519) % np.uint64(_SIZE)
        return columns.numbers[rows[np.argsort(mixed, kind="stable")]]
    doubt = np.abs(columns.measures["confidence"][rows] - DOUBT)
    return columns.numbers[rows[np.argsort(doubt, kind="stable")]]
