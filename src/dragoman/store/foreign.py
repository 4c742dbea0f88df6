"""Events of other data sets, kept beside ours; `Store.foreign` is the part of a store that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from dragoman.store.database import Database

__all__ = ["Foreign", "ForeignRecord"]

BATCH = 5_000
"""Records written in one transaction."""


class ForeignRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One event of another data set, in our terms as far as they reach."""

    source: str
    """`gdelt`, `icews`, `polecat`, `ucdp-ged` or `acled`."""
    id: str
    """As the data set has it."""
    day: str | None = None
    """First ISO day."""
    last_day: str | None = None
    type: str | None = None
    """PLOVER's type that its code stands for."""
    code: str | None = None
    """Its own code or type."""
    quad: str | None = None
    intensity: float | None = None
    """On its own scale: Goldstein's for GDELT and ICEWS, PLOVER's for POLECAT."""
    actor: str | None = None
    actor_country: str | None = None
    """ISO alpha-3; several joined by `;`."""
    target: str | None = None
    target_country: str | None = None
    place: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    deaths: int | None = None
    publisher: str | None = None
    url: str | None = None
    text: str | None = None
    """What the data set says in words."""


COLUMNS = ForeignRecord.__struct_fields__


class Foreign:
    """The records of other data sets in a store."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, records: Iterable[ForeignRecord], file: str) -> int:
        """Keep records; one that is there already is replaced. Returns how many."""
        names = (*COLUMNS, "file")
        changes = ", ".join(f"{name} = excluded.{name}" for name in names if name not in ("source", "id"))
        sql = (
            f"INSERT INTO foreign_records ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) "
            f"ON CONFLICT (source, id) DO UPDATE SET {changes}"
        )
        source, total = iter(records), 0
        while batch := list(islice(source, BATCH)):
            with self._db.transaction(f"{file}: cannot be kept"):
                for record in batch:
                    self._db.execute(sql, *msgspec.structs.astuple(record), file)
            total += len(batch)
        return total

    def records(self, source: str | None = None) -> Iterator[ForeignRecord]:
        """The records of one data set or of all, by day."""
        sql = (
            f"SELECT {', '.join(COLUMNS)} FROM foreign_records WHERE ?1 IS NULL OR source = ?1 "
            "ORDER BY day IS NULL, day, number"
        )
        for row in self._db.rows(sql, source):
            yield ForeignRecord(**dict(zip(COLUMNS, row, strict=True)))

    def sources(self) -> dict[str, int]:
        """The data sets that there are, each with the number of its records."""
        return dict(self._db.rows("SELECT source, count(*) FROM foreign_records GROUP BY source ORDER BY source"))
