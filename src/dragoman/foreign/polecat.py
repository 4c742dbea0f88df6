"""POLECAT events."""

from __future__ import annotations

from typing import get_args

from dragoman.coding.codebook import QUADS
from dragoman.foreign.terms import day, number
from dragoman.model import Act
from dragoman.store.foreign import ForeignRecord

__all__ = ["polecat_record"]


def polecat_record(row: dict[str, str]) -> ForeignRecord:
    """A row of a published file, or of `dragoman export --format polecat`."""
    quad = row["Quad Code"].lower().replace(" ", "-")
    intensity = row.get("Intensity", row.get("Event Intensity", ""))
    code = row["Event Type"] + (f" {row['Event Mode']}" if row["Event Mode"] else "")
    return ForeignRecord(
        source="polecat", id=row["Event ID"], day=day(row["Event Date"]),
        type=row["Event Type"] if row["Event Type"] in get_args(Act) else None, code=code,
        quad=quad if quad in QUADS else None, intensity=number(intensity), actor=row["Actor Name"] or None,
        actor_country=_codes(row["Actor Country"]), target=row["Recipient Name"] or None,
        target_country=_codes(row["Recipient Country"]), place=row["Placename"] or None, country=row["Country"] or None,
        latitude=number(row["Latitude"]), longitude=number(row["Longitude"]), publisher=row["Source"] or None,
        text=row.get("Headline") or row.get("Event Text") or None,
    )  # fmt: skip


def _codes(words: str) -> str | None:
    return ";".join(code.strip() for code in words.split(";") if code.strip() not in ("", "None")) or None
