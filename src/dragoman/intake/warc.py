"""Pages of web archives (WARC, and WET with its texts), record by record; a damaged record is stepped over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from dragoman.intake.decode import MAX_BYTES
from dragoman.intake.page import Page
from dragoman.model import Reject

__all__ = ["warc_pages"]

BEGINNING = re.compile(rb"\x1f\x8b\x08|WARC/[01]\.\d")
"""How a record begins, as a gzip member of its own or plain."""
PIECE = 1 << 20
KINDS = ("text/html", "application/xhtml+xml", "text/plain")
OK = 200


def warc_pages(file: BinaryIO, origin: str, notice: Callable[[str], None]) -> Iterator[Page | Reject]:
    """The pages of an archive that can be sought in, numbered from 1 by its records of responses and texts.

    Redirects, pictures and the like are passed over, and how many is told. Where a record cannot be read there is a
    `Reject`, and reading goes on at the next record.
    """
    number, passed, start = 0, 0, _next_beginning(file, 0)
    failed = counted = False
    if start is None:
        yield Reject(origin=origin, reason="corrupt", message=f"{origin}: there is no WARC record in this file")
    while start is not None:
        last = start
        try:
            for record, offset in _records(file, start):
                last, failed, counted = offset, False, True
                number += 1
                found = _page(record, origin, number)
                if found is not None:
                    yield found
                else:
                    passed += 1
                counted = False
            break
        except OSError as error:
            if not failed:  # one reject for a damaged stretch, however many beginnings are tried in it
                number += not counted
                message = f"{origin}:{number}: this record is damaged ({error})"
                yield Reject(origin=origin, line=number, reason="corrupt", message=message)
            failed, counted = True, False
            start = _next_beginning(file, last + 1)
    if passed:
        notice(f"{origin}: {passed} of {number} records are no pages (redirects, pictures and the like)")


def _records(file: BinaryIO, start: int) -> Iterator[tuple[Any, int]]:
    """The records from an offset on, each with its own offset. Raises OSError at a damaged one."""
    # Imported here: few corpora are web archives.
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    file.seek(start)
    wanted = WarcRecordType.response | WarcRecordType.conversion | WarcRecordType.resource
    for record in ArchiveIterator(file, record_types=wanted, parse_http=False, inplace=False):
        yield record, start + record.stream_pos


def _page(record: Any, origin: str, number: int) -> Page | Reject | None:
    """The page of a record, None where it holds something else."""
    length = record.content_length
    if length > 2 * MAX_BYTES:
        return _reject(origin, number, "too-large", f"the record of {length / 1e6:.0f} MB is too large for a page")
    record.freeze()
    if record.content_length < length:
        return _reject(origin, number, "corrupt", "the archive is cut short in this record")
    if record.is_http:
        record.parse_http(auto_decode="all")
        headers = record.http_headers
        if headers is not None and headers.status_code not in (OK, None):
            return None
        kind = record.http_content_type
    else:
        kind = record.headers.get("Content-Type", "")
    data = record.reader.read()
    if not (kind or "").split(";")[0].strip().lower().startswith(KINDS) or not data.strip():
        return None
    charset = f"; charset={record.http_charset}" if record.http_charset else ""
    return Page(
        origin=origin,
        data=data,
        url=record.headers.get("WARC-Target-URI"),
        content_type=f"{kind.split(';')[0]}{charset}",
        line=number,
    )


def _reject(origin: str, number: int, reason: str, message: str) -> Reject:
    return Reject(origin=origin, line=number, reason=reason, message=f"{origin}:{number}: {message}")


def _next_beginning(file: BinaryIO, at: int) -> int | None:
    """Offset of the next place from `at` on that looks like the beginning of a record."""
    file.seek(at)
    kept = b""
    while piece := file.read(PIECE):
        window = kept + piece
        if found := BEGINNING.search(window):
            return at - len(kept) + found.start()
        at += len(piece)
        kept = window[-8:]
    return None
