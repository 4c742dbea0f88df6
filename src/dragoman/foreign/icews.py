"""ICEWS events."""

from __future__ import annotations

from dragoman.export.tables import table as export_table
from dragoman.foreign.terms import coded, country_of_name, day, number
from dragoman.store.foreign import ForeignRecord

__all__ = ["icews_record"]


def icews_record(row: dict[str, str]) -> ForeignRecord:
    """A row of a yearly or weekly file, or of `dragoman export --format icews`."""
    code = _with_nought(row["CAMEO Code"])
    type_, quad = coded(code)
    place = row["City"] or row["Province"] or None
    return ForeignRecord(
        source="icews", id=_id(row), day=day(row["Event Date"]), type=type_, code=code,
        quad=quad, intensity=number(row["Intensity"]), actor=row["Source Name"] or None,
        actor_country=_country(row["Source Country"]), target=row["Target Name"] or None,
        target_country=_country(row["Target Country"]), place=place, country=_country(row["Country"]),
        latitude=number(row["Latitude"]), longitude=number(row["Longitude"]), publisher=row["Publisher"] or None,
        text=row["Event Text"] or None,
    )  # fmt: skip


def _with_nought(code: str) -> str:
    """A CAMEO code whose leading nought a spreadsheet took away: ICEWS's codes have three digits or four, and none of
    them begins with more than 20."""
    return f"0{code}" if code and (len(code) == 2 or code[:2] > "20") else code


def _id(row: dict[str, str]) -> str:
    """ICEWS numbers rows; in our own files the rows of one event's pairs share a number."""
    return f"{row['Event ID']}:{row['Source Name']}:{row['Target Name']}"


def _country(name: str) -> str | None:
    own = {name: code for code, name in export_table("icews")["countries"].items()}
    return own.get(name) or country_of_name(name)
