"""ACLED events."""

from __future__ import annotations

import re

from dragoman.coding.codebook import Codebook
from dragoman.foreign.tables import table
from dragoman.foreign.terms import country_of_name, day, number, whole
from dragoman.store.foreign import ForeignRecord

__all__ = ["acled_record"]

_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_FORCES_OF = re.compile(r"(?:Forces|Police|Government) of (?:the )?([^(]+?)\s*(?:\(|$)")


def acled_record(row: dict[str, str]) -> ForeignRecord:
    """A row of a downloaded file."""
    types = table("acled")["types"]
    type_ = types.get(row["sub_event_type"]) or types.get(row["event_type"])
    where = country_of_name(row["country"])
    return ForeignRecord(
        source="acled", id=row["event_id_cnty"], day=day(row["event_date"]), type=type_,
        code=f"{row['event_type']}: {row['sub_event_type']}", quad=Codebook.load().quad(type_) if type_ else None,
        actor=row["actor1"] or None, actor_country=_country(row["actor1"], where), target=row["actor2"] or None,
        target_country=_country(row["actor2"], where), place=row["location"] or None, country=where,
        latitude=number(row["latitude"]), longitude=number(row["longitude"]), deaths=whole(row["fatalities"]),
        publisher=row.get("source") or None, text=row.get("notes") or None,
    )  # fmt: skip


def _country(actor: str, where: str | None) -> str | None:
    """The country that the name of an actor gives (“Military Forces of X (2011-)”, “Civilians (X)”), else that of
    the event; None where there is no actor."""
    if not actor:
        return None
    named = [*_FORCES_OF.findall(actor), *_IN_BRACKETS.findall(actor)]
    return next((code for name in named if (code := country_of_name(name.strip()))), where)
