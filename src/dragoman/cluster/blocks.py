"""Which reports of a lake belong together: compared by blocks of one pair of parties and one week, side by side.

The blocks are those of a store (`linking.blocks`), cut by weeks, so that a pair that fills a newspaper every day is the
work of many. Two reports that share days meet in each of the weeks that both touch, and are compared in the one in which
the later of them begins. What comes out is the same as in a store.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.cluster import duck
from dragoman.cluster.lake import Lake
from dragoman.cluster.tables import SCHEMAS
from dragoman.linking.blocks import Entry, entries, pairs_of
from dragoman.linking.report import Report, make_report
from dragoman.linking.score import score
from dragoman.model import Event

__all__ = ["BlockFile", "Bucket", "block_file", "bucket_of", "ties_of"]

WEEK = 7
WHOLE = -1
"""The week of reports that may lie anywhere in many weeks: such only meet each other, and all in one block."""

SCHEMA = pa.schema(
    [
        ("key", pa.string()), ("week", pa.int32()), ("first", pa.int32()), ("last", pa.int32()),
        ("several", pa.bool_()), ("event", pa.string()), ("report", pa.binary()),
    ]
)  # fmt: skip

_event = msgspec.json.Decoder(Event)
_report = msgspec.msgpack.Decoder(Report)


class BlockFile(msgspec.Struct, frozen=True):
    """A task: the reports of one file of events into their blocks."""

    lake: str
    events: str
    work: str
    """Folder of the lake for what lies between two steps."""
    number: int
    buckets: int


class Bucket(msgspec.Struct, frozen=True):
    """A task: all blocks of one bucket."""

    lake: str
    work: str
    number: int


def bucket_of(key: str, buckets: int) -> int:
    """The same on every machine."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) % buckets


def block_file(task: BlockFile) -> int:
    """Write the reports of a file under the blocks in which they stand; returns how many reports there are."""
    lake = Lake(task.lake)
    buckets: dict[int, list[dict[str, Any]]] = defaultdict(list)
    total = 0
    with duck.connected_to(lake) as connection:
        sql = f"SELECT record, published, vector FROM {duck.table(lake, [task.events], SCHEMAS['events'])}"
        for record, published, vector in duck.rows(connection, sql):
            total += 1
            report = make_report(_event.decode(record), published, vector)
            packed = msgspec.msgpack.encode(report)
            for entry in entries(report):
                for week in _weeks(entry):
                    place = bucket_of(f"{entry.key} {week}", task.buckets)
                    about = (entry.key, week, entry.first, entry.last, entry.several, entry.report, packed)
                    buckets[place].append(dict(zip(SCHEMA.names, about, strict=True)))
    for number, rows in buckets.items():
        with lake.writing(f"{task.work}/blocks/{number}/{task.number}.parquet") as file:
            pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), file, compression="zstd")
    return total


def ties_of(task: Bucket) -> list[tuple[str, str]]:
    """The pairs of reports of a bucket that hang together."""
    lake = Lake(task.lake)
    folder = lake.path(f"{task.work}/blocks/{task.number}")
    files = [path.removeprefix(lake.path("")) for path in lake.fs.ls(folder, detail=False)]
    found: set[tuple[str, str]] = set()
    with duck.connected_to(lake) as connection:
        columns = "key, week, first, last, several, event, report"
        sql = f"SELECT {columns} FROM {duck.table(lake, files, SCHEMA)} ORDER BY key, week, first, event"
        rows = duck.rows(connection, sql)
        for (_, week), block in groupby(rows, key=lambda row: (row[0], row[1])):
            found.update(_ties(week, block))
    return sorted(found)


def _ties(week: int, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[str, str]]:
    first_day: dict[str, int] = {}

    def block() -> Iterator[tuple[Entry, Report]]:
        for key, _, first, last, several, event, report in rows:
            first_day[event] = first
            yield Entry(key, first, last, event, several), _report.decode(report)

    for one, other in pairs_of(block()):
        begins = max(first_day[one.id], first_day[other.id]) // WEEK
        if week in (WHOLE, begins) and score(one, other) > 0:
            yield (one.id, other.id) if one.id < other.id else (other.id, one.id)


def _weeks(entry: Entry) -> range | tuple[int]:
    if entry.key.startswith("long:"):
        return (WHOLE,)
    return range(entry.first // WEEK, entry.last // WEEK + 1)
