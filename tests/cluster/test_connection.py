"""Which clusters can be joined, and what is said where one cannot."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

pytest.importorskip("ray", reason="needs the extra `cluster`")

from dragoman.cluster.connection import connected
from dragoman.errors import UsageError


@pytest.mark.skipif(find_spec("grpc") is not None, reason="Ray's client is installed")
def test_what_a_cluster_joined_from_outside_needs() -> None:
    with (
        pytest.raises(UsageError, match=r"ray://127\.0\.0\.1:1 \(.*ray\[client\]"),
        connected("ray://127.0.0.1:1", None),
    ):
        pass
