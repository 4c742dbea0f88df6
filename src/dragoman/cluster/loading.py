"""From a lake into a store: all of it, or the pages with events that meet conditions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

import msgspec
import pyarrow.parquet as pq

from dragoman.cluster import tables
from dragoman.cluster.lake import Entry, Lake
from dragoman.cluster.reader import LakeReader
from dragoman.model import Reject
from dragoman.store import EventQuery, Store

__all__ = ["Loaded", "load"]

AT_ONCE = 64
"""Articles that are looked up and unpacked together."""


class Loaded(NamedTuple):
    """What became of a row."""

    what: Literal["new", "again", "before", "passed", "rejected"]
    events: int = 0


def load(reader: LakeReader, store: Store, query: EventQuery | None = None) -> Iterator[Loaded]:
    """Put readings of a lake into a store, shard by shard, in the order of the sources. With `query`, whole pages in
    which it finds an event; without, all, and also the pages that were passed over and those that could not be read.

    It may be stopped at any moment and begun again. Raises StoreError.
    """
    wanted = None if query is None else reader.pages_with(query)
    left = query.limit if query is not None and query.limit else None
    for entry in reader.entries.values():
        for loaded in _articles(reader.lake, store, entry, wanted):
            yield loaded
            if left is not None and (left := left - 1) <= 0:
                return
        if wanted is None:
            yield from _rest(reader.lake, store, entry)


def _articles(lake: Lake, store: Store, entry: Entry, wanted: set[str] | None) -> Iterator[Loaded]:
    events = _by_part(entry.files.get("events", ()))
    for file in sorted(entry.files.get("articles", ())):
        of_article: Mapping[str, list[dict[str, Any]]] | None = None
        for batch in _batches(lake, file):
            chosen = [row for row in batch if wanted is None or row["id"] in wanted]
            done = _done(store, entry, chosen)
            fresh = [row for row in chosen if row["id"] not in done]
            yield from [Loaded("before")] * (len(chosen) - len(fresh))
            for row in fresh:
                if of_article is None:
                    of_article = _events(lake, events.get(_part(file), []), wanted)
                packed = tables.packed_record(row, of_article.get(row["id"], []))
                yield Loaded("new" if store.put(packed, entry.run) else "again", packed.events)


def _done(store: Store, entry: Entry, rows: list[dict[str, Any]]) -> set[str]:
    """Those articles that the store has with the same settings."""
    by_known: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_known[row["known"]].append(row["id"])
    return {
        id
        for known, ids in by_known.items()
        for id in store.corpus.read_already(ids, entry.run, msgspec.json.decode(known))
    }


def _rest(lake: Lake, store: Store, entry: Entry) -> Iterator[Loaded]:
    for file in entry.files.get("skipped", ()):
        for batch in _batches(lake, file):
            for row in batch:
                skip, page = tables.skip_of(row)
                if not store.corpus.skipped_already([skip.id], skip.triage):
                    store.corpus.skip(skip, page, entry.run)
                yield Loaded("passed")
    for file in entry.files.get("rejects", ()):
        for batch in _batches(lake, file):
            for row in batch:
                about = {name: row[name] for name in ("origin", "line", "reason", "message")}
                store.reject(Reject(**about), entry.run, row["page"])
                yield Loaded("rejected")


def _batches(lake: Lake, file: str) -> Iterator[list[dict[str, Any]]]:
    with lake.fs.open(lake.path(file), "rb") as stream:
        for batch in pq.ParquetFile(stream).iter_batches(AT_ONCE):
            yield batch.to_pylist()


def _events(lake: Lake, files: list[str], wanted: set[str] | None) -> Mapping[str, list[dict[str, Any]]]:
    """The rows of events by article: those of one part of a shard, which fit into memory."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for file in files:
        for batch in _batches(lake, file):
            for row in batch:
                if wanted is None or row["article"] in wanted:
                    found[row["article"]].append(row)
    return found


def _part(file: str) -> str:
    """What the files of articles and of their events have in common: the month and the shard's part."""
    return file.split("/", 1)[1]


def _by_part(files: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for file in files:
        found[_part(file)].append(file)
    return found
