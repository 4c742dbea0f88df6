"""Which column of a table holds the text, the title, the date: guessed from its name, or said by the user."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec

from dragoman.datafiles import read_table
from dragoman.errors import UsageError

__all__ = ["ROLES", "Columns", "choose_columns", "parse_columns"]

ROLES = ("text", "html", "title", "date", "url", "publisher")
"""What a column can hold for a page."""


class Columns(msgspec.Struct, frozen=True):
    """The name of the column that holds each, or None."""

    text: str | None = None
    html: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    publisher: str | None = None

    @property
    def names(self) -> list[str]:
        """The columns that are read."""
        return [name for role in ROLES if (name := getattr(self, role)) is not None]

    def said(self, table: Iterable[str]) -> str:
        """The choice in a line, with the columns of the table that are left aside."""
        chosen = ", ".join(f"{role}={getattr(self, role)}" for role in ROLES if getattr(self, role))
        read = {name.split(".")[0] for name in self.names}
        others = [name for name in table if "." not in name and name not in read]
        return f"{chosen}; not read: {', '.join(others)}" if others else chosen


def parse_columns(text: str) -> dict[str, str]:
    """`text=body,date=pubdate` as a mapping from what is held to the column's name.

    Raises:
        UsageError: A part is not of that form, or names something that no column can hold.
    """
    chosen: dict[str, str] = {}
    for part in text.split(","):
        role, equals, name = (piece.strip() for piece in part.partition("="))
        if not equals or not name:
            raise UsageError(f"{part.strip()!r} is no choice of a column: write text=NAME,date=NAME")
        if role not in ROLES:
            raise UsageError(f"{role!r} is nothing that a column can hold: choose among {', '.join(ROLES)}")
        chosen[role] = name
    return chosen


def choose_columns(table: Sequence[str], said: Mapping[str, str], *, loose: bool = False) -> Columns:
    """The columns to read of a table with these column names; what the user said goes before any guess.

    `loose`: a column that the user named may be missing, as fields are in a JSON object.

    Raises:
        UsageError: The table lacks a column that the user named, or none of its columns seems to hold a text.
    """
    missing = [name for name in said.values() if name not in table]
    if missing and not loose:
        raise UsageError(f"there is no column {missing[0]!r} (there are: {_listed(table)})")
    taken = set(said.values())
    plain = {_plain(name): name for name in reversed(table) if name not in taken}
    guessed = {
        role: plain[name]
        for role in ROLES
        if role not in said and (name := next((n for n in _usual_names()[role] if n in plain), None))
    }
    if ("text" in said or "html" in said) and guessed.keys() & {"text", "html"}:
        guessed = {role: name for role, name in guessed.items() if role not in ("text", "html")}
    columns = Columns(**{**guessed, **said})
    if columns.text is None and columns.html is None:
        raise UsageError(f"no column seems to hold the text (there are: {_listed(table)}); say --columns text=NAME")
    return columns


def _listed(names: Sequence[str], most: int = 12) -> str:
    shown = ", ".join(names[:most])
    return f"{shown}, and {len(names) - most} more" if len(names) > most else shown or "none"


def _plain(name: str) -> str:
    return re.sub(r"[^\w.]|_", "", name).casefold()


@cache
def _usual_names() -> dict[str, tuple[str, ...]]:
    return {role: tuple(_plain(name) for name in names) for role, names in read_table("intake/columns").items()}
