"""From a shard to its pages, as reading its files from the beginning gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import PurePath
from typing import Any, cast
from urllib.parse import urlsplit

import msgspec

from dragoman.cluster.files import Watched, is_web_page, open_file
from dragoman.cluster.shards import FileShard, GroupShard, Part, Slice, Source
from dragoman.cluster.slicing import rows_of
from dragoman.errors import DragomanError, FetchError
from dragoman.intake import Page
from dragoman.intake.fetch import fetch
from dragoman.intake.formats import Formats
from dragoman.intake.parquet import parquet_rows
from dragoman.intake.rows import TableReader
from dragoman.model import Reject

__all__ = ["Opener", "SourceError"]


PASSING = frozenset({"unreachable", "time-out", "cut-short"})
"""Why an address may not answer now, and answer later."""


class SourceError(DragomanError):
    """A source that was there cannot be read now: its shard is tried again."""


class Opener(msgspec.Struct, frozen=True, kw_only=True):
    """Opens shards; picklable."""

    columns: dict[str, str] = {}
    """What the user says of tables."""
    allow_private: bool = False

    def pages(self, part: Part, notice: Callable[[str], None]) -> Iterator[Page | Reject]:
        """The pages of a shard, one at a time. Raises SourceError where the disk or the network fails."""
        if isinstance(part, FileShard):
            for source in part.files:
                if is_web_page(source.path):
                    yield self._fetched(source)
                else:
                    yield from self._read(source, self._whole(source, notice))
        elif isinstance(part, GroupShard):
            yield from self._read(part.file, self._group(part, notice))
        else:
            yield from self._read(part.file, self._slice(part, notice))

    def _fetched(self, source: Source) -> Page | Reject:
        try:
            return fetch(source.path, allow_private=self.allow_private)
        except FetchError as error:
            if error.reason in PASSING:
                raise SourceError(str(error)) from error
            return Reject(origin=source.origin, reason=error.reason, message=str(error))

    def _read(self, source: Source, read: Callable[[Watched], Iterator[Page | Reject]]) -> Iterator[Page | Reject]:
        try:
            file = Watched(open_file(source.path))
        except FileNotFoundError as error:
            raise SourceError(f"{source.path}: there is no such file on this machine") from error
        except OSError as error:
            raise SourceError(f"{source.path}: cannot be opened ({error})") from error
        with closing(file):
            yield from read(file)
            if file.trouble is not None:
                raise SourceError(f"{source.path}: cannot be read ({file.trouble})")

    def _whole(self, source: Source, notice: Callable[[str], None]) -> Callable[[Watched], Iterator[Page | Reject]]:
        formats = Formats(TableReader(self.columns, notice), notice)
        name = PurePath(urlsplit(source.path).path if "://" in source.path else source.path).name
        return lambda file: formats.pages(file, source.origin, name)

    def _group(self, part: GroupShard, notice: Callable[[str], None]) -> Callable[[Watched], Iterator[Page | Reject]]:
        tables, origin = TableReader(self.columns, notice), part.file.origin
        return lambda file: tables.pages(origin, parquet_rows(cast(Any, file), origin, tables, only=part.group))

    def _slice(self, part: Slice, notice: Callable[[str], None]) -> Callable[[Watched], Iterator[Page | Reject]]:
        tables = TableReader(self.columns, notice)
        return lambda file: tables.pages(part.file.origin, rows_of(part, file), loose=part.header == 0)
