"""What a user gives is cut into shards: web archives and zip files whole, Parquet by row groups, tables by lines, and
small pages some together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import NamedTuple

import msgspec

from dragoman.cluster.files import Finder, Found
from dragoman.cluster.lake import Lake
from dragoman.cluster.shards import FileShard, GroupShard, Part, Shard, Slice, Source
from dragoman.cluster.slicing import slices_of
from dragoman.model import Reject

__all__ = ["Plan", "plan"]

ROWS = 1_000
"""Rows of a slice: some minutes of one core, which is what is lost when its worker dies."""
PAGES, BYTES = 64, 8_000_000
"""Small pages that make a shard together."""
ALONE = (".zip", ".warc", ".wet", ".gz", ".json")
"""Files that are a shard each; so are addresses of pages, of which one may not answer."""


class Plan(NamedTuple):
    """What there is to read."""

    shards: list[Shard]
    rejects: list[Reject]
    """Sources that are not there."""


def plan(
    sources: Iterable[str],
    lake: Lake,
    *,
    rows: int = ROWS,
    allow_private: bool = False,
    notice: Callable[[str], None] = lambda message: None,
) -> Plan:
    """The shards of the sources, in their order. Where a table is cut is kept in the lake, so that it is looked through
    once only.

    Raises UsageError for an address that no installed package can reach.
    """
    parts: list[Part] = []
    rejects: list[Reject] = []
    pages: list[Source] = []

    def gather() -> None:
        if pages:
            parts.append(FileShard(tuple(pages)))
            pages.clear()

    for found in Finder(allow_private, notice).files(sources):
        if isinstance(found, Reject):
            rejects.append(found)
            continue
        suffix = PurePath(found.name.lower()).suffix
        cut = None if found.is_page else _cut(found, lake, rows)
        if cut is None and suffix not in ALONE and not found.is_page:
            pages.append(found.source)
            if len(pages) >= PAGES or sum(page.size or 0 for page in pages) >= BYTES:
                gather()
            continue
        gather()  # so that shards stay in the order of the sources
        parts.extend(cut or [FileShard((found.source,))])
    gather()
    once = dict.fromkeys(parts)  # a source may be named twice
    return Plan([Shard(part, order) for order, part in enumerate(once)], rejects)


def _cut(found: Found, lake: Lake, rows: int) -> list[Part] | None:
    """The parts of a file that can be cut, None for one that is read whole."""
    name = found.name.lower()
    if name.endswith((".parquet", ".pq")):
        return [GroupShard(found.source, group) for group in range(_groups(found))] or None
    bare = name.removesuffix(".gz")
    if not bare.endswith((".csv", ".tsv", ".tab", ".jsonl", ".ndjson")):
        return None
    key = hashlib.sha256(msgspec.json.encode([found.source, rows])).hexdigest()[:16]
    kept = lake.get(f"plans/{key}.json")
    if kept is not None:
        return list(msgspec.json.decode(kept, type=list[Slice])) or None
    slices = slices_of(found, rows)
    lake.put(f"plans/{key}.json", msgspec.json.encode(slices))
    return list(slices) or None


def _groups(found: Found) -> int:
    """Row groups of a Parquet file; 0 where it cannot be read, which whoever reads it will tell."""
    import pyarrow
    import pyarrow.parquet

    try:
        with found.open() as file:
            return int(pyarrow.parquet.ParquetFile(file).num_row_groups)
    except (pyarrow.ArrowException, OSError):
        return 0
