"""A shard: as much of the sources as one worker reads at a stretch, and as is read anew where it fails."""

from __future__ import annotations

import hashlib

import msgspec

__all__ = ["FileShard", "GroupShard", "Shard", "Slice", "Source"]


class Source(msgspec.Struct, frozen=True):
    """A file of the sources."""

    path: str
    """Where every machine finds it: an absolute path or an address."""
    origin: str
    """What the user calls it."""
    size: int | None = None
    """Bytes; another size makes it another file."""


class FileShard(msgspec.Struct, frozen=True, tag="files"):
    """Whole files: one web archive, one zip file, or some pages."""

    files: tuple[Source, ...]

    @property
    def name(self) -> str:
        """What it is, in words."""
        first = self.files[0].origin
        return first if len(self.files) == 1 else f"{first} and {len(self.files) - 1} more"


class GroupShard(msgspec.Struct, frozen=True, tag="group"):
    """A row group of a Parquet file."""

    file: Source
    group: int
    """From 0."""

    @property
    def name(self) -> str:
        """What it is, in words."""
        return f"{self.file.origin}, row group {self.group + 1}"


class Slice(msgspec.Struct, frozen=True, tag="slice"):
    """Some rows of a table that is read line by line."""

    file: Source
    header: int
    """Bytes of the header, 0 where there is none."""
    header_lines: int
    start: int
    """Byte at which its first row begins, after decompression."""
    line: int
    """Line of its first row, from 1."""
    end: int | None
    """Line of the first row that is not in it; None for the last slice."""

    @property
    def name(self) -> str:
        """What it is, in words."""
        return f"{self.file.origin}, from line {self.line}" + (f" to {self.end - 1}" if self.end else "")


Part = FileShard | GroupShard | Slice


class Shard(msgspec.Struct, frozen=True):
    """A part of the sources with its place among the others."""

    part: Part
    order: int
    """From 0."""

    @property
    def id(self) -> str:
        """The same for the same part of the same files, whatever else there is."""
        return hashlib.sha256(msgspec.json.encode(self.part)).hexdigest()[:16]

    @property
    def name(self) -> str:
        """What it is, in words."""
        return self.part.name
