"""UCDP's Georeferenced Event Dataset."""

from __future__ import annotations

from dragoman.foreign.terms import country_of_gw, country_of_name, day, number, whole, year_of
from dragoman.store.foreign import ForeignRecord

__all__ = ["ucdp_record"]


def ucdp_record(row: dict[str, str]) -> ForeignRecord:
    """A row of the GED; every one of them is lethal violence, PLOVER's ASSAULT."""
    first, last = day(row["date_start"]), day(row["date_end"])
    year = year_of(first)
    where = country_of_name(row["country"])
    return ForeignRecord(
        source="ucdp-ged", id=row["id"], day=first, last_day=last, type="ASSAULT",
        code=f"type of violence {row['type_of_violence']}", quad="material-conflict", actor=row["side_a"] or None,
        actor_country=country_of_gw(row.get("gwnoa", ""), year) or where, target=row["side_b"] or None,
        target_country=country_of_gw(row.get("gwnob", ""), year) or where, place=row.get("where_coordinates") or None,
        country=where, latitude=number(row["latitude"]), longitude=number(row["longitude"]),
        deaths=whole(row.get("best", "")), publisher=row.get("source_office") or None,
        text=row.get("source_headline") or row.get("dyad_name") or None,
    )  # fmt: skip
