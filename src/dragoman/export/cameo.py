"""What formats that code by CAMEO need of a code: its name, its Goldstein score, and a number for an id."""

from __future__ import annotations

import hashlib
import re
from functools import cache

import msgspec

from dragoman.coding.codebook import Codebook
from dragoman.export.tables import table
from dragoman.model import Event

__all__ = ["as_typed", "cameo_name", "goldstein", "id_number"]

DIGITS_OF_DOUBLE = 13
"""Hexadecimal digits that a double holds exactly (52 bits): R and Stata read such numbers as doubles."""


@cache
def _codebook() -> Codebook:
    return Codebook.load()


def as_typed(event: Event) -> Event:
    """An event that PLOVER gives no type, with its act as the type and the codes of that."""
    if event.type is not None:
        return event
    book = _codebook()
    return msgspec.structs.replace(
        event, type=event.act, cameo=book.cameo(event.act, event.modes), quad=book.quad(event.act),
        intensity=book.intensity(event.act, event.modes),
    )  # fmt: skip


def cameo_name(code: str | None) -> str | None:
    """The name of a CAMEO code, or of the nearest code above it."""
    while code:
        if found := _codebook().cameo_codes.get(code):
            return found.name
        code = code[:-1]
    return None


def goldstein(code: str | None) -> float | None:
    """Goldstein's score of a CAMEO code."""
    scores: dict[str, float] = table("goldstein")["scores"]
    while code:
        if code in scores:
            return scores[code]
        code = code[:-1]
    return None


def id_number(id: str) -> int:
    """A number for an id, for formats whose ids are numbers: its first 13 hexadecimal digits."""
    if not re.fullmatch(r"[0-9a-f]{13,}", id):
        id = hashlib.sha256(id.encode()).hexdigest()
    return int(id[:DIGITS_OF_DOUBLE], 16)
