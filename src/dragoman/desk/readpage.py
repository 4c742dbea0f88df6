"""A page that was read at the desk and is not in the store yet."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.intake.page import Page
from dragoman.model import Record

__all__ = ["ReadPage"]


@dataclass(frozen=True)
class ReadPage:
    """A page, its reading, and what the reader said of it."""

    page: Page
    record: Record
    known: Mapping[str, str]
    seconds: float
    key: str = field(default_factory=lambda: secrets.token_urlsafe(9))
