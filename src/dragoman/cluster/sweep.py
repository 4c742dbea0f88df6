"""When all shards are read: pages that stand in several of them stay in the first one only.

Shards are read side by side, so that none can know what another has; what stays is decided afterwards, by the order of
the sources, and is the same however often the run was stopped. A file is written anew under its own name; a run that is
stopped in the midst of it does the rest the next time.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dragoman.cluster import duck
from dragoman.cluster.copies import copy_groups
from dragoman.cluster.lake import Entry, Lake
from dragoman.cluster.tables import SCHEMAS
from dragoman.cluster.tasks import Here, Tasks
from dragoman.cluster.writing import GROUP

__all__ = ["Swept", "is_swept", "sweep"]

MARK = "swept.json"
FEW = 8
"""Shards whose files are written anew here: giving so few out would take longer."""


class Swept(msgspec.Struct, frozen=True):
    """What was removed."""

    copies: int = 0
    """Pages that another shard has too."""
    texts: int = 0
    """Pages whose text stands in another one."""


class _Sweeping(msgspec.Struct):
    """What is to be removed of one shard."""

    lake: str
    entry: Entry
    articles: set[str] = msgspec.field(default_factory=set)
    skipped: set[str] = msgspec.field(default_factory=set)


def is_swept(lake: Lake, entries: dict[str, Entry]) -> bool:
    """Whether all copies among the finished shards are removed."""
    return lake.get(MARK) == lake.digest(entries.values()).encode()


def sweep(lake: Lake, tasks: Tasks, *, drop_copies: bool = False) -> Swept:
    """Remove the copies across shards; with `drop_copies`, also pages whose text is for the most part that of an
    earlier page. Costs nothing where nothing has come since the last time."""
    entries = lake.entries()
    if is_swept(lake, entries):
        return Swept()
    with duck.connected_to(lake) as connection:
        work: dict[str, _Sweeping] = {}

        def of(shard: str) -> _Sweeping:
            return work.setdefault(shard, _Sweeping(lake.address, entries[shard]))

        _order(connection, entries)
        copies = 0
        for id, shard in _twice(connection, lake, entries, "articles"):
            of(shard).articles.add(id)
            copies += 1
        for id, shard in _twice(connection, lake, entries, "skipped"):
            of(shard).skipped.add(id)
            copies += 1
        dropped = _later_texts(connection, lake, entries, tasks, work) if drop_copies else []
        for id, shard in dropped:
            of(shard).articles.add(id)
    for _ in (Here() if len(work) <= FEW else tasks).map(_rewrite, list(work.values())):
        pass
    lake.put(MARK, lake.digest(entries.values()).encode())
    return Swept(copies, len(dropped))


def _order(connection: Any, entries: dict[str, Entry]) -> None:
    connection.execute("CREATE OR REPLACE TABLE orders (shard VARCHAR, number BIGINT)")
    if entries:
        connection.executemany(
            "INSERT INTO orders VALUES (?, ?)", [(entry.shard, number) for number, entry in enumerate(entries.values())]
        )


def _twice(connection: Any, lake: Lake, entries: dict[str, Entry], name: str) -> list[tuple[str, str]]:
    """Id and shard of the pages that an earlier shard has too; of pages passed over also those that any has read."""
    own = duck.table(lake, duck.files_of(entries.values(), name), SCHEMAS[name])
    sql = (
        "SELECT id, shard FROM (SELECT t.id, t.shard, row_number() OVER "
        f"(PARTITION BY t.id ORDER BY o.number, t.place) AS rank FROM {own} t JOIN orders o ON o.shard = t.shard) "
        "WHERE rank > 1"
    )
    if name == "skipped":
        articles = duck.table(lake, duck.files_of(entries.values(), "articles"), SCHEMAS["articles"])
        sql += f" UNION SELECT id, shard FROM {own} WHERE id IN (SELECT id FROM {articles})"
    return list(duck.rows(connection, sql))


def _later_texts(
    connection: Any, lake: Lake, entries: dict[str, Entry], tasks: Tasks, work: dict[str, _Sweeping]
) -> list[tuple[str, str]]:
    """Id and shard of the pages whose text stands in an earlier one."""
    groups = copy_groups(lake, connection, entries.values(), tasks)
    if not groups:
        return []
    articles = duck.table(lake, duck.files_of(entries.values(), "articles"), SCHEMAS["articles"])
    sql = f"SELECT t.id, t.shard FROM {articles} t JOIN orders o ON o.shard = t.shard ORDER BY o.number, t.place"
    members: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id, shard in duck.rows(connection, sql):
        gone = shard in work and id in work[shard].articles
        if id in groups and not gone:
            members[groups[id]].append((id, shard))
    return [later for found in members.values() for later in found[1:]]


def _rewrite(sweeping: _Sweeping) -> None:
    """Write the files of a shard anew without some pages. The manifest's line goes first: it tells what will be there,
    also where this is stopped in between and done again."""
    lake, entry = Lake(sweeping.lake), sweeping.entry
    work = [
        (name, file, column, gone)
        for name, column, gone in (
            ("articles", "id", sweeping.articles),
            ("events", "article", sweeping.articles),
            ("skipped", "id", sweeping.skipped),
        )
        for file in (entry.files.get(name, ()) if gone else ())
    ]
    rows = {**entry.rows, **{name: 0 for name, *_ in work}}
    for name, file, column, gone in work:
        rows[name] += len(_without(_read(lake, file, [column]), column, gone))
    removed = entry.rows["articles"] - rows["articles"] + entry.rows["skipped"] - rows["skipped"]
    lake.commit(msgspec.structs.replace(entry, rows=rows, copies=entry.copies + removed))
    for _, file, column, gone in work:
        found = _read(lake, file, None)
        kept = _without(found, column, gone)
        if len(kept) < len(found):
            with lake.writing(file) as stream:
                pq.write_table(kept, stream, compression="zstd", row_group_size=GROUP)


def _read(lake: Lake, file: str, columns: list[str] | None) -> Any:
    with lake.fs.open(lake.path(file), "rb") as stream:
        return pq.read_table(stream, columns=columns)


def _without(found: Any, column: str, gone: set[str]) -> Any:
    """A table without the rows of some ids."""
    return found.filter(pc.invert(pc.is_in(found.column(column), value_set=pa.array(sorted(gone), pa.string()))))
