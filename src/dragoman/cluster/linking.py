"""The incidents of a lake, made by blocks on the cluster: reports into blocks, ties, what hangs together, incidents."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.cluster import duck
from dragoman.cluster.blocks import BlockFile, Bucket, block_file, bucket_of, ties_of
from dragoman.cluster.copies import copy_groups
from dragoman.cluster.lake import Entry, Lake
from dragoman.cluster.tables import SCHEMAS
from dragoman.cluster.tasks import Tasks
from dragoman.linking.copies import independent_groups
from dragoman.linking.groups import group, mean_score
from dragoman.linking.incidents import make_incident
from dragoman.linking.report import make_report
from dragoman.linking.witness import Witness
from dragoman.model import Event, Incident
from dragoman.store.rows import incident_actor_rows, incident_row

__all__ = ["CURRENT", "INCIDENTS", "Current", "link_lake"]

CURRENT = "links/current.json"
BUCKETS = 4
"""Buckets for each task that may run side by side: some are fuller than others."""
LAST = "9999"

_text, _whole = pa.string(), pa.int64()
INCIDENTS = pa.schema(
    [
        ("id", _text), ("act", _text), ("status", _text), ("background", pa.bool_()), ("date_start", _text),
        ("date_end", _text), ("first_report", _text), ("last_report", _text), ("reports", _whole),
        ("independent", _whole), ("disputed", pa.bool_()), ("confidence", pa.float64()), ("types", pa.list_(_text)),
        ("publishers", pa.list_(_text)), ("sentences", pa.list_(_text)), ("events", pa.list_(_text)),
        ("actors", pa.list_(pa.struct([(name, _text) for name in ("side", "actor", "name", "party", "country")]))),
        ("record", _text),
    ]
)  # fmt: skip
"""Columns of a file of incidents."""
_GATHERED = pa.schema(
    [
        ("root", _text), ("record", _text), ("published", _text), ("publisher", _text), ("agency", _text),
        ("text", _text), ("vector", pa.binary()),
    ]
)  # fmt: skip

_event = msgspec.json.Decoder(Event)


class Current(msgspec.Struct, frozen=True, kw_only=True):
    """The incidents that hold, and of which shards they were made."""

    digest: str
    files: tuple[str, ...]
    articles: int
    events: int
    incidents: int


class _Gather(msgspec.Struct, frozen=True):
    """A task: the events of a file to the others of what they hang together with."""

    lake: str
    events: str
    work: str
    number: int
    buckets: int


class _Make(msgspec.Struct, frozen=True):
    """A task: the incidents of one bucket."""

    lake: str
    work: str
    number: int
    out: str


def link_lake(lake: Lake, entries: dict[str, Entry], tasks: Tasks) -> Current:
    """Make the incidents of all finished shards. Where it is stopped, it begins anew; what held before holds until the
    new ones are whole. Raises StoreError, DragomanError."""
    digest = lake.digest(entries.values())
    work, out = f"_work/{digest}", f"links/{digest}"
    lake.remove_folder(work)
    files = duck.files_of(entries.values(), "events")
    buckets = BUCKETS * tasks.width
    events = sum(
        tasks.map(block_file, [BlockFile(lake.address, file, work, at, buckets) for at, file in enumerate(files)])
    )
    blocks = [Bucket(lake.address, work, number) for number in _numbers(lake, f"{work}/blocks")]
    roots = independent_groups(tie for ties in tasks.map(ties_of, blocks) for tie in ties)
    with duck.connected_to(lake) as connection:
        texts = copy_groups(lake, connection, entries.values(), tasks)
    _keep_groups(lake, f"{work}/roots.parquet", roots)
    _keep_groups(lake, f"{work}/texts.parquet", texts)
    gathering = [_Gather(lake.address, file, work, at, buckets) for at, file in enumerate(files)]
    for _ in tasks.map(_gather, gathering):
        pass
    making = [_Make(lake.address, work, n, f"{out}/{n}.parquet") for n in _numbers(lake, f"{work}/gathered")]
    made = sum(tasks.map(_make, making))
    current = Current(
        digest=digest, files=tuple(sorted(task.out for task in making)), events=events, incidents=made,
        articles=sum(entry.rows.get("articles", 0) for entry in entries.values()),
    )  # fmt: skip
    before = lake.get(CURRENT)
    lake.put(CURRENT, msgspec.json.encode(current) + b"\n")
    if before is not None and (old := msgspec.json.decode(before, type=Current)).digest != digest:
        lake.remove(old.files)
    lake.remove_folder(work)
    return current


def _numbers(lake: Lake, folder: str) -> list[int]:
    """The buckets that hold anything."""
    try:
        found = lake.fs.ls(lake.path(folder), detail=False)
    except FileNotFoundError:
        return []
    return sorted(int(path.rstrip("/").rsplit("/", 1)[-1]) for path in found)


def _keep_groups(lake: Lake, name: str, groups: dict[str, str]) -> None:
    columns = pa.table({"id": pa.array(groups.keys(), _text), "of": pa.array(groups.values(), _text)})
    with lake.writing(name) as file:
        pq.write_table(columns, file, compression="zstd")


def _gather(task: _Gather) -> None:
    lake = Lake(task.lake)
    buckets: dict[int, list[dict[str, Any]]] = {}
    roots, texts = (duck.table(lake, [f"{task.work}/{name}.parquet"], _GATHERED) for name in ("roots", "texts"))
    sql = (
        "SELECT coalesce(r.of, e.id), e.record, e.published, e.publisher, e.agency, coalesce(t.of, e.article), "
        f"e.vector FROM {duck.table(lake, [task.events], SCHEMAS['events'])} e LEFT JOIN {roots} r ON r.id = e.id "
        f"LEFT JOIN {texts} t ON t.id = e.article"
    )
    with duck.connected_to(lake) as connection:
        for row in duck.rows(connection, sql):
            place = bucket_of(row[0], task.buckets)
            buckets.setdefault(place, []).append(dict(zip(_GATHERED.names, row, strict=True)))
    for number, rows in buckets.items():
        with lake.writing(f"{task.work}/gathered/{number}/{task.number}.parquet") as file:
            pq.write_table(pa.Table.from_pylist(rows, schema=_GATHERED), file, compression="zstd")


def _make(task: _Make) -> int:
    lake = Lake(task.lake)
    folder = f"{task.work}/gathered/{task.number}"
    files = [path.removeprefix(lake.path("")) for path in lake.fs.ls(lake.path(folder), detail=False)]
    rows: list[dict[str, Any]] = []
    with duck.connected_to(lake) as connection:
        sql = f"SELECT {', '.join(_GATHERED.names)} FROM {duck.table(lake, files, _GATHERED)} ORDER BY root"
        for _, component in groupby(duck.rows(connection, sql), key=lambda row: row[0]):
            rows.extend(_rows(component))
    rows.sort(key=lambda row: (row["date_start"] or LAST, row["id"]))
    with lake.writing(task.out) as file:
        pq.write_table(pa.Table.from_pylist(rows, schema=INCIDENTS), file, compression="zstd")
    return len(rows)


def _rows(component: Iterable[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """The incidents of reports that hang together, as rows."""
    witnesses, reports = {}, {}
    for _, record, published, publisher, agency, text, vector in component:
        event = _event.decode(record)
        witnesses[event.id] = Witness(event=event, published=published, publisher=publisher, agency=agency, text=text)
        reports[event.id] = make_report(event, published, vector)
    found = []
    for ids in group({id: reports[id] for id in sorted(reports)}):
        told = [witnesses[id] for id in ids]
        found.append(_row(make_incident(told, score=mean_score(reports[id] for id in ids)), told))
    return found


def _row(incident: Incident, told: list[Witness]) -> dict[str, Any]:
    events = [witness.event for witness in told]
    return {
        **incident_row(incident),
        "background": incident.background,
        "disputed": bool(incident.denied_by or incident.differs),
        "confidence": max(event.confidence for event in events),
        "types": sorted({event.type for event in events if event.type}),
        "publishers": sorted({witness.publisher for witness in told if witness.publisher}),
        "sentences": [event.evidence.text for event in events],
        "events": list(incident.events),
        "actors": [
            {name: row[name] for name in ("side", "actor", "name", "party", "country")}
            for row in incident_actor_rows(incident)
        ],
    }
