"""Vectors stay themselves when packed."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.vectors import SIZE, pack, unpack


@given(st.integers(0, 2**32 - 1))
def test_a_packed_vector_points_where_the_vector_pointed(seed: int) -> None:
    vector = np.random.default_rng(seed).standard_normal(SIZE).astype(np.float32)
    packed = pack(vector)
    assert len(packed) == SIZE
    assert float(unpack(packed) @ vector) / float(np.linalg.norm(vector)) > 0.999


def test_a_vector_of_zeros_stays_one() -> None:
    assert not unpack(pack(np.zeros(SIZE, dtype=np.float32))).any()
