"""Log-linear choice: what speaks for each of some candidates, weighed (as in Denis and Baldridge 2008).

Weights are learnt from labelled articles by `training/reference/fit.py` and `training/reference/recipients.py`, and stand in `data`. A feature counts by
itself and once more for the sort of thing that is asked about.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from dragoman.datafiles import read_table

__all__ = ["for_sort", "shares", "weights_of"]


@cache
def weights_of(table: str, sort: str) -> dict[str, float]:
    """The weights of features in `data/<table>.toml` for one sort of question."""
    return for_sort(read_table(table)["weights"], sort)


def for_sort(weights: Mapping[str, float], sort: str) -> dict[str, float]:
    """The weights of all features, with what each counts for a sort ("it subject" for "subject") added."""
    own = {name.removeprefix(f"{sort} "): weight for name, weight in weights.items() if name.startswith(f"{sort} ")}
    return {name: weights.get(name, 0.0) + own.get(name, 0.0) for name in {*weights, *own}}


def shares(weights: Mapping[str, float], candidates: Sequence[Iterable[str]]) -> list[float]:
    """The probability of each candidate, of which there is at least one, by its features."""
    scores = [sum(weights.get(feature, 0.0) for feature in features) for features in candidates]
    most = max(scores)
    parts = [math.exp(score - most) for score in scores]
    whole = sum(parts)
    return [part / whole for part in parts]
