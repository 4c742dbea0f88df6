"""One world for all tests of the room."""

from __future__ import annotations

import pytest

from dragoman.world import World


@pytest.fixture(scope="session")
def world() -> World:
    return World.load()
