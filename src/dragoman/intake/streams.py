"""Bytes that come in pieces: files that tell how far they are read, gzip, and what may go wrong on the way.

A stream gives up to `size` bytes a call and nothing at its end; all that goes wrong is a `PageError`, after
everything before the damage has been given.
"""

from __future__ import annotations

import codecs
import lzma
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from dragoman.errors import PageError

__all__ = ["Guarded", "Gunzip", "Meter", "Rewound", "Stream", "Transcoded", "spooled"]

PIECE = 1 << 16
GZIP = 31
"""zlib's window bits for a gzip member."""


class Stream(Protocol):
    """Anything that is read in pieces."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""


class Meter:
    """How many bytes of the files on disk have been read so far, for progress."""

    def __init__(self) -> None:
        self._finished = 0
        self._file: BinaryIO | None = None

    @property
    def done(self) -> int:
        """Bytes of the files read so far; those of a compressed file count compressed."""
        return self._finished + (self._file.tell() if self._file and not self._file.closed else 0)

    @contextmanager
    def open(self, path: Path) -> Iterator[BinaryIO]:
        """A file that is read while this meter counts."""
        with path.open("rb") as file:
            self._file = file
            try:
                yield file
            finally:
                self._file = None
                self._finished += os.fstat(file.fileno()).st_size


class Guarded:
    """A stream whose troubles are `PageError`s that name the file."""

    def __init__(self, stream: Stream, origin: str) -> None:
        self._stream = stream
        self._origin = origin

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes. Raises PageError where they cannot be read."""
        try:
            return self._stream.read(size)
        except (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile) as error:
            raise PageError("corrupt", f"{self._origin}: damaged from here on ({error})") from error
        except (RuntimeError, NotImplementedError) as error:  # zipfile's words for a password and for rare methods
            raise PageError("unreadable", f"{self._origin}: cannot be unpacked ({error})") from error
        except OSError as error:
            reason = error.strerror or error
            raise PageError("unreadable", f"{self._origin}: cannot be read ({reason})") from error


class Gunzip:
    """Undoes gzip, member after member. The standard library's reader drops what it had unpacked of a piece when the
    rest of the piece is damaged; here everything before the damage comes through."""

    def __init__(self, stream: Stream, origin: str) -> None:
        self._stream = stream
        self._origin = origin
        self._unpack = zlib.decompressobj(GZIP)
        self._packed = b""
        self._member_open = False
        self._trouble: PageError | None = None

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes. Raises PageError where the file is damaged or cut short."""
        while self._trouble is None:
            if not self._packed:
                self._packed = self._stream.read(PIECE)
            if not self._packed:
                if self._member_open:
                    self._trouble = PageError("corrupt", f"{self._origin}: the gzip file is cut short here")
                    break
                return b""
            unpacked = self._unpack_some(size)
            if unpacked:
                return unpacked
        raise self._trouble

    def _unpack_some(self, size: int) -> bytes:
        self._member_open = True
        try:
            unpacked = self._unpack.decompress(self._packed, size)
        except zlib.error:
            self._trouble = PageError("corrupt", f"{self._origin}: the gzip file is damaged from here on")
            return b""
        if self._unpack.eof:
            self._packed = self._unpack.unused_data.lstrip(b"\0")  # tapes are padded with zeros
            self._unpack = zlib.decompressobj(GZIP)
            self._member_open = False
        else:
            self._packed = self._unpack.unconsumed_tail
        return unpacked


class Transcoded:
    """UTF-16 with a byte order mark (Excel's “Unicode text”) as UTF-8; all else as it is, without its mark."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._first: bytes | None = stream.read(PIECE)
        self._decoder = None
        if self._first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._decoder = codecs.getincrementaldecoder("utf-16")("replace")
        self._first = self._first.removeprefix(codecs.BOM_UTF8)

    def read(self, size: int, /) -> bytes:
        """Some bytes, seldom more than `size`."""
        if self._first:
            piece, self._first = self._first, None
        else:
            piece = self._stream.read(size)
        if self._decoder is None:
            return piece
        text = self._decoder.decode(piece, final=not piece)
        return text.encode("utf-8", "replace") or (b"" if not piece else self.read(size))


class Rewound:
    """A stream of which some was read to see what it is, from its beginning."""

    def __init__(self, head: bytes, rest: Stream) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes."""
        if self._head:
            piece, self._head = self._head[:size], self._head[size:]
            return piece
        return self._rest.read(size)


@contextmanager
def spooled(stream: Stream, guarded: Stream) -> Iterator[BinaryIO]:
    """A file in which one can go to and fro: the stream itself where it is one, else a copy of `guarded` on disk."""
    if hasattr(stream, "seek"):
        yield cast(BinaryIO, stream)
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(cast(BinaryIO, guarded), copy, PIECE)
        copy.seek(0)
        yield cast(BinaryIO, copy)
