"""Log-linear choice: what speaks for each of some candidates, weighed (as in Denis and Baldridge 2008).

Weights are learnt from labelled articles by `training/reference/fit.py` and stand in `data/actors`. A feature counts by
itself and once more for the sort of thing that is asked about.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from dragoman.datafiles import read_table

__all__ = ["shares", "weights_of"]


@cache
def weights_of(table: str) -> dict[str, float]:
    """The weights in `data/actors/<table>.toml`, by feature."""
    weights: dict[str, float] = read_table(f"actors/{table}")["weights"]
    return weights


def shares(weights: Mapping[str, float], sort: str, candidates: Sequence[Iterable[str]]) -> list[float]:
    """The probability of each candidate, of which there is at least one, by its features."""
    scores = [sum(weights.get(f, 0.0) + weights.get(f"{sort} {f}", 0.0) for f in features) for features in candidates]
    most = max(scores)
    parts = [math.exp(score - most) for score in scores]
    whole = sum(parts)
    return [part / whole for part in parts]
