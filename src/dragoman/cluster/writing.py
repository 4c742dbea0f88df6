"""The rows of one shard, gathered by month and written sorted by day."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.cluster import tables
from dragoman.cluster.lake import TABLES, Lake
from dragoman.corpora.reading import Outcome, PassedOver, Refused

__all__ = ["ShardWriter"]

HELD = 128_000_000
"""Bytes of rows held in memory; more become a further file of the same month."""
LAST = "9999"
GROUP = 4_096
"""Rows of a row group: DuckDB passes over those whose days are not asked for."""


class ShardWriter:
    """Takes outcomes in the order of the shard. What it writes is seen only when `close` has come to its end, and has
    the same names and rows whenever the shard is read."""

    def __init__(self, lake: Lake, shard: str, *, pages: bool = True, held: int = HELD) -> None:
        self._lake = lake
        self._shard = shard
        self._pages = pages
        self._limit = held
        self._part = 0
        self._bytes = 0
        self._rows: dict[tuple[str, str | None], list[dict[str, Any]]] = defaultdict(list)
        self.files: dict[str, list[str]] = {table: [] for table in TABLES}
        self.rows: dict[str, int] = dict.fromkeys(TABLES, 0)

    def add(self, place: int, outcome: Outcome) -> None:
        """Take what became of a page; `place` is its number in the shard."""
        if isinstance(outcome, Refused):
            self._take("rejects", None, place, tables.reject_row(outcome))
        elif isinstance(outcome, PassedOver):
            self._take("skipped", None, place, tables.skipped_row(outcome, pages=self._pages))
            self._bytes += len(outcome.page.columns["data"])
        else:
            month = tables.month_of(outcome.article["published"])
            self._take("articles", month, place, tables.article_row(outcome, pages=self._pages))
            for row in tables.event_rows(outcome):
                self._take("events", month, place, row)
                self._bytes += len(row["record"])
            self._bytes += 2 * len(outcome.article["text"]) + len(outcome.page.columns["data"])
        if self._bytes >= self._limit:
            self._write()

    def close(self) -> None:
        """Write what is left."""
        self._write()

    def _take(self, table: str, month: str | None, place: int, row: dict[str, Any]) -> None:
        self._rows[table, month].append({**row, "shard": self._shard, "place": place})
        self.rows[table] += 1

    def _write(self) -> None:
        for (table, month), found in sorted(self._rows.items(), key=lambda item: (item[0][0], item[0][1] or "")):
            found.sort(key=_by_day)
            folder = table if month is None else f"{table}/month={month}"
            name = f"{folder}/{self._shard}-{self._part}.parquet"
            with self._lake.writing(name) as file:
                rows = pa.Table.from_pylist(found, schema=tables.SCHEMAS[table])
                pq.write_table(rows, file, compression="zstd", row_group_size=GROUP)
            self.files[table].append(name)
        self._rows.clear()
        self._part += 1
        self._bytes = 0


def _by_day(row: dict[str, Any]) -> tuple[Any, ...]:
    """Events by their own day, articles and pages by that of their publication."""
    return (
        row.get("date_start", row.get("published")) or LAST, row["place"], row.get("position", 0),
    )  # fmt: skip
