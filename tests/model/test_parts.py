"""What an actor says of itself beyond its fields."""

from __future__ import annotations

import msgspec

from dragoman.model import Actor

MINISTER = Actor(id="person:ana-ruiz", name="Ana Ruiz", party="state:COL")
BYSTANDER = Actor(id="local:farmer", name="a farmer")


def test_the_principal_is_the_party_and_else_the_actor_itself() -> None:
    assert MINISTER.principal == "state:COL"
    assert BYSTANDER.principal == "local:farmer"


def test_the_principal_is_no_part_of_the_record() -> None:
    assert b"principal" not in msgspec.json.encode(MINISTER)
