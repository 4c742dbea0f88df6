"""GDELT 2 events."""

from __future__ import annotations

from dragoman.foreign.tables import table
from dragoman.foreign.terms import coded, day, number
from dragoman.store.foreign import ForeignRecord

__all__ = ["gdelt_record"]


def gdelt_record(row: dict[str, str]) -> ForeignRecord:
    """A row of an export file."""
    type_, quad = coded(row["EventCode"])
    return ForeignRecord(
        source="gdelt", id=row["GLOBALEVENTID"], day=day(row["SQLDATE"]), type=type_, code=row["EventCode"], quad=quad,
        intensity=number(row["GoldsteinScale"]), actor=row["Actor1Name"] or None,
        actor_country=_country(row["Actor1CountryCode"]), target=row["Actor2Name"] or None,
        target_country=_country(row["Actor2CountryCode"]), place=row["ActionGeo_Fullname"] or None,
        latitude=number(row["ActionGeo_Lat"]), longitude=number(row["ActionGeo_Long"]), url=row["SOURCEURL"] or None,
    )  # fmt: skip


def _country(code: str) -> str | None:
    """A CAMEO country code as ISO alpha-3; GDELT's codes of regions stay as they are."""
    return table("gdelt")["countries"].get(code, code) or None
