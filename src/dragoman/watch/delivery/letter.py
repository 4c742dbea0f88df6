"""A letter on its way, and what can go wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

__all__ = ["Body", "DeliveryError", "Outgoing"]


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """What a letter says, in each form that a way of delivery may want."""

    text: str
    html: str | None = None
    data: dict[str, Any] = {}
    """For programs."""


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """A letter to be delivered."""

    id: str
    """The same at each try, so that who gets it can tell that it is the same."""
    subject: str
    body: Body
    made_at: str
    about_to_go: Callable[[], None]
    """Is called right before it goes for good: what happens after that leaves open whether it arrived."""


class DeliveryError(Exception):
    """A letter could not be delivered; the message is for people.

    `lasting`: trying again is of no use.
    """

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting
