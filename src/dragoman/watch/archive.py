"""The web archive beside a store: each page as it was fetched, in WARC files of a month each.

A record is a gzip member of its own, written and flushed to the disk before the store is told of it. One record beyond
the size that the store knows was being written when the program ended, and is cut off; where there are more, the store
is an older copy, and the file is left as it is and another begun.
"""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from itertools import count
from pathlib import Path
from urllib.parse import quote

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dragoman.errors import StoreError
from dragoman.intake.web import Answer

__all__ = ["Archive", "archive_folder"]

LARGEST = 1_000_000_000
"""Bytes from which a month goes on in another file."""
DROPPED = frozenset({"transfer-encoding", "connection", "keep-alive", "content-length"})
"""Headers of the way that a body was sent, which no longer hold once its parts are joined."""


def archive_folder(store: Path) -> Path:
    """Where the archive of a store is: `desk.db` has `desk.warc/` beside it."""
    return store.with_name(f"{store.stem}.warc")


class Archive:
    """Writes pages and finds them again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def cut(self, sizes: Mapping[str, int]) -> None:
        """Cut off what was being written when the program ended; `sizes` are those that the store knows.

        Raises StoreError where a file has lost something.
        """
        for path in self._folder.glob("*.warc.gz"):
            known = sizes.get(path.name, 0)
            if path.stat().st_size > known and _pages_beyond(path, known) < 2:
                os.truncate(path, known)
        for name, size in sizes.items():
            path = self._folder / name
            there = path.stat().st_size if path.exists() else 0
            if there < size:
                raise StoreError(f"{path} has {there} bytes, and the store knows of {size}: put it back as it was")

    def keep(self, answer: Answer, when: datetime, sizes: Mapping[str, int]) -> tuple[str, int, int]:
        """Write what a server answered; gives the file's name, the place of the record in it, and the file's new size.

        Raises StoreError where it cannot be written.
        """
        name = self._file(when, sizes)
        path, size = self._folder / name, sizes.get(name, 0)
        before = b"" if size else _info(name, when)
        record = before + _response(answer, when)
        try:
            self._folder.mkdir(exist_ok=True)
            with path.open("ab") as stream:
                stream.write(record)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise StoreError(f"{path} cannot be written: {error.strerror}") from error
        return name, size + len(before), size + len(record)

    def _file(self, when: datetime, sizes: Mapping[str, int]) -> str:
        month = f"{when:%Y-%m}"
        for number in count(1):
            name = f"{month}-{number:03d}.warc.gz"
            path, known = self._folder / name, sizes.get(name, 0)
            if known < LARGEST and known == (path.stat().st_size if path.exists() else 0):
                return name
        raise AssertionError

    def page(self, file: str, place: int) -> bytes:
        """The bytes of a page, unpacked, from its record.

        Raises StoreError where the archive does not have it.
        """
        path = self._folder / file
        try:
            with path.open("rb") as stream:
                stream.seek(place)
                for record in ArchiveIterator(stream, parse_http=False):
                    record.parse_http(auto_decode="all")
                    return bytes(record.reader.read())
        except OSError as error:
            raise StoreError(f"{path} cannot be read at {place}: {error}") from error
        raise StoreError(f"{path} holds no record at {place}: put the archive back as it was")


def _pages_beyond(path: Path, size: int) -> int:
    """How many whole pages lie beyond a size; no more than two are counted."""
    found = 0
    with path.open("rb") as stream:
        stream.seek(size)
        try:
            for record in ArchiveIterator(stream, parse_http=False, record_types=WarcRecordType.response):
                whole = record.content_length
                record.freeze()
                found += record.content_length == whole
                if found > 1:
                    break
        except OSError:
            pass  # what is torn is no page
    return found


def _response(answer: Answer, when: datetime) -> bytes:
    """The record of an answer: its headers and its body as they were sent."""
    head = [f"HTTP/1.1 {answer.status} {answer.reason}"]
    head += [f"{name}: {value}" for name, value in answer.headers if name.lower() not in DROPPED]
    head.append(f"Content-Length: {len(answer.packed)}")
    block = "\r\n".join(head).encode("latin-1", errors="replace") + b"\r\n\r\n" + answer.packed
    headers = {"WARC-Target-URI": _plain(answer.address), "Content-Type": "application/http; msgtype=response"}
    return _record(WarcRecordType.response, headers, block, when)


def _info(name: str, when: datetime) -> bytes:
    """The record that begins a file and says who wrote it."""
    about = f"software: Dragoman/{version('dragoman')}\r\nformat: WARC File Format 1.1\r\n"
    headers = {"WARC-Filename": name, "Content-Type": "application/warc-fields"}
    return _record(WarcRecordType.warcinfo, headers, about.encode(), when)


def _record(kind: WarcRecordType, headers: Mapping[str, str], block: bytes, when: datetime) -> bytes:
    record = WarcRecord()
    record.init_headers(record_type=kind)
    record.headers["WARC-Date"] = f"{when:%Y-%m-%dT%H:%M:%SZ}"
    for name, value in headers.items():
        record.headers[name] = value
    record.set_bytes_content(block)
    written = io.BytesIO()
    record.write(written, checksum_data=True)
    return gzip.compress(written.getvalue(), mtime=0)


def _plain(address: str) -> str:
    return quote(address, safe="/%:=&?~#+!$,;'@()*[]")
