"""The lake: a folder of Parquet files, on a disk or in an object store, and the manifest that says what is whole.

    lake.json                          that this is a lake, and of which layout
    manifest/<shard>.json              a line for each finished shard: what it is, what was read, its files
    aside/<shard>.json                 a line for each shard that failed three times, with the reasons
    articles/month=2018-04/<shard>-0.parquet   pages that were read, by the month in which they were published
    events/month=2018-04/<shard>-0.parquet     their events, sorted by day
    skipped/<shard>-0.parquet, rejects/<shard>-0.parquet
    _temporary/                        what is being written

An object store can add nothing to a file, so that the manifest is a folder with a line a file. Whatever is written gets
a temporary name and is renamed when it is whole; the manifest's line comes last. The names of a shard's files depend on
the shard alone: whoever writes them again puts the same rows in the same place.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from dragoman.cluster.extras import needed, protocols, said
from dragoman.errors import DragomanError, StoreError
from dragoman.model import Run

__all__ = ["TABLES", "Aside", "Entry", "Lake", "absolute", "is_lake"]

LAYOUT = 1
TABLES = ("articles", "events", "skipped", "rejects")
MARK = "lake.json"
TEMPORARY = "_temporary"

Line = TypeVar("Line", bound=msgspec.Struct)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """The manifest's line of a finished shard."""

    shard: str
    """Its id."""
    source: str
    """What it is, in words: `news.csv, lines 2 to 1001`."""
    order: int
    """Its place among the shards of its command, from 0: of two copies the earlier one stays."""
    settings: str
    """Digest of everything that decides what its rows are."""
    run: Run
    files: dict[str, tuple[str, ...]]
    """By table, relative to the lake."""
    rows: dict[str, int]
    """By table."""
    token: str = ""
    """Another one each time that the shard is read."""
    copies: int = 0
    """Pages left out because the shard has them already."""
    pages: int = 0
    """Pages and rejects in the source."""
    seconds: float = 0.0
    computed: float = 0.0
    """Seconds of a processor."""
    megabytes: int = 0
    """The most memory that its worker has held by then."""


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """A shard that failed too often."""

    shard: str
    source: str
    reasons: tuple[str, ...]
    """Why it failed, each time."""


class Lake:
    """A lake at a path or address that fsspec knows."""

    def __init__(self, address: str) -> None:
        """Raises UsageError where fsspec, or what it needs for such an address, is missing."""
        self.address = absolute(address)
        fsspec = needed("fsspec")
        try:
            # What others write is to be seen at once: a listing that was kept would hide shards that workers finish.
            self.fs, self.root = fsspec.core.url_to_fs(self.address, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            raise StoreError(f"{address}: lakes cannot be there ({error})") from error
        self.root = self.root.rstrip("/")
        self.token = uuid.uuid4().hex[:8]
        """Of what this process is writing."""

    @classmethod
    def open(cls, address: str, *, create: bool = False) -> Lake:
        """A lake that is there; with `create`, made where there is nothing.

        Raises StoreError where there is none, where something else is, or where it cannot be made.
        """
        lake = cls(address)
        try:
            lake._check(create)
        except DragomanError:
            raise
        except Exception as error:  # each object store has errors of its own
            raise StoreError(f"{address}: the lake cannot be reached ({said(error)})") from error
        return lake

    def _check(self, create: bool) -> None:
        if self.fs.exists(self.path(MARK)):
            mark = msgspec.json.decode(self.fs.cat_file(self.path(MARK)))
            if mark.get("layout") != LAYOUT:
                raise StoreError(f"{self.address}: a newer program made this lake; update Dragoman")
        elif not create:
            raise StoreError(
                f"no lake at {self.address}: make one with `dragoman code SOURCE --engine ray --into {self.address}`"
            )
        elif self.fs.isfile(self.root) or (self.fs.isdir(self.root) and self.fs.ls(self.root)):
            raise StoreError(f"{self.address} is no lake, and not empty: name a new folder")
        else:
            self.put(MARK, msgspec.json.encode({"layout": LAYOUT}))

    def __reduce__(self) -> tuple[Any, ...]:
        return Lake, (self.address,)

    @property
    def name(self) -> str:
        """Its last name."""
        return str(self.root).rsplit("/", 1)[-1]

    def path(self, name: str) -> str:
        """The path of a file of the lake for `fs`."""
        return str(f"{self.root}/{name}")

    # Writing

    @contextmanager
    def writing(self, name: str) -> Iterator[Any]:
        """A new file under a temporary name; it gets its own when it is whole, in the place of what has it."""
        temporary = self.path(f"{TEMPORARY}/{self.token}-{uuid.uuid4().hex[:12]}")
        self._make_folder(temporary)
        try:
            with self.fs.open(temporary, "wb") as file:
                yield file
                if self.is_local:
                    file.flush()
                    os.fsync(file.fileno())
            final = self.path(name)
            self._make_folder(final)
            if self.is_local:
                Path(temporary).replace(final)
            else:
                self.fs.mv(temporary, final)
        except BaseException:
            with suppress(OSError):
                self.fs.rm_file(temporary)
            raise

    def put(self, name: str, data: bytes) -> None:
        """A small file, whole or not at all."""
        with self.writing(name) as file:
            file.write(data)

    def get(self, name: str) -> bytes | None:
        """A small file, None where there is none."""
        try:
            data: bytes = self.fs.cat_file(self.path(name))
        except FileNotFoundError:
            return None
        return data

    def remove(self, names: Iterable[str]) -> None:
        """Take files away; those that are gone already are no trouble."""
        for name in names:
            with suppress(FileNotFoundError):
                self.fs.rm_file(self.path(name))

    def remove_folder(self, name: str) -> None:
        """Take a folder away with everything in it."""
        with suppress(FileNotFoundError):
            self.fs.rm(self.path(name), recursive=True)

    def clean(self) -> None:
        """Take away what runs that were stopped have left half written."""
        self.remove_folder(TEMPORARY)

    def _make_folder(self, path: str) -> None:
        if self.is_local:
            Path(path).parent.mkdir(parents=True, exist_ok=True)

    @property
    def is_local(self) -> bool:
        """Whether it is on a disk of this machine, or on one that looks like it."""
        return "file" in protocols(self.fs)

    # The manifest

    def entries(self) -> dict[str, Entry]:
        """The finished shards by id, in their order."""
        found = sorted(self._lines("manifest", Entry), key=lambda entry: (entry.order, entry.shard))
        return {entry.shard: entry for entry in found}

    def commit(self, entry: Entry) -> None:
        """A shard is finished: its line goes into the manifest, and files that it no longer has go."""
        before = self.get(f"manifest/{entry.shard}.json")
        self.put(f"manifest/{entry.shard}.json", msgspec.json.encode(entry) + b"\n")
        self.remove([f"aside/{entry.shard}.json"])
        if before is not None:
            old = msgspec.json.decode(before, type=Entry)
            own = {file for files in entry.files.values() for file in files}
            self.remove(file for files in old.files.values() for file in files if file not in own)

    def asides(self) -> list[Aside]:
        """The shards that were set aside and not read since, by their source."""
        return sorted(self._lines("aside", Aside), key=lambda aside: aside.source)

    def set_aside(self, aside: Aside) -> None:
        """Keep why a shard cannot be read."""
        self.put(f"aside/{aside.shard}.json", msgspec.json.encode(aside) + b"\n")

    def _lines(self, folder: str, kind: type[Line]) -> Iterator[Line]:
        try:
            paths = [path for path in self.fs.ls(self.path(folder), detail=False) if path.endswith(".json")]
        except FileNotFoundError:
            return
        found = self.fs.cat(paths) if paths else {}
        for path in sorted(paths):
            try:
                yield msgspec.json.decode(found[path], type=kind)
            except (msgspec.DecodeError, KeyError) as error:
                raise StoreError(f"{path} is damaged ({error}): take it away, and its shard is read anew") from error

    def digest(self, entries: Iterable[Entry]) -> str:
        """What the finished shards are, to tell whether something was made of these."""
        told = sorted((entry.shard, entry.settings, entry.token) for entry in entries)
        return hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:16]


def absolute(address: str) -> str:
    """An address or path that means the same in every process and folder."""
    return address if "://" in address else str(Path(address).expanduser().absolute())


def is_lake(address: str) -> bool:
    """Whether an address is meant for a lake: an address with `://`, or a folder that has the mark of one."""
    return "://" in address or (Path(address) / MARK).is_file()
