"""By its name a file is a page, a table, a web archive, or holds other files."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO, cast

from dragoman.errors import PageError
from dragoman.intake.aside import is_aside, is_own_by_name, is_part_of_page
from dragoman.intake.decode import MAX_BYTES
from dragoman.intake.delimited import delimited_rows
from dragoman.intake.documents import DOCUMENT_SUFFIXES, MAX_DOCUMENT, document_page
from dragoman.intake.exports import SAMPLE, export_form, export_pages, exported_text
from dragoman.intake.jsonlines import json_rows, jsonl_rows
from dragoman.intake.page import Page
from dragoman.intake.parquet import parquet_rows
from dragoman.intake.rows import TableReader
from dragoman.intake.rtf import RTF_MAGIC
from dragoman.intake.streams import Guarded, Gunzip, Rewound, Stream, Transcoded, spooled
from dragoman.intake.warc import warc_pages
from dragoman.model import Reject

__all__ = ["FOLDER_SUFFIXES", "Formats", "passed_over"]

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown", ""})
TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".parquet", ".pq"})
ARCHIVE_SUFFIXES = frozenset({".zip", ".gz", ".warc", ".wet"})
FOLDER_SUFFIXES = PAGE_SUFFIXES | DOCUMENT_SUFFIXES | TABLE_SUFFIXES | ARCHIVE_SUFFIXES
"""Files of a folder or an archive that are read; a file that is named itself is always read."""
SHOWN = 5
"""Files that are named when they are set aside, and kinds of those that are passed over."""
DEPTH = 4
"""Archives within archives: deeper ones are made to harm."""


class Formats:
    """Reads files of every known format as pages."""

    def __init__(self, tables: TableReader, notice: Callable[[str], None]) -> None:
        self._tables = tables
        self._notice = notice

    def pages(self, stream: Stream, origin: str, name: str, depth: int = 0) -> Iterator[Page | Reject]:
        """The pages of a stream. `origin` is what the user is told; `name` tells the format, and loses its `.gz` when
        that is undone. What cannot be read is a `Reject`, and whatever else is there is read."""
        if depth > DEPTH:
            yield _reject(origin, "too-deep", "archives within archives, more than can be meant well")
            return
        try:
            yield from self._read(stream, origin, name, depth)
        except PageError as error:
            yield Reject(origin=origin, reason=error.reason, message=str(error))

    def _read(self, stream: Stream, origin: str, name: str, depth: int) -> Iterator[Page | Reject]:
        suffix = PurePath(name.lower()).suffix
        guarded = Guarded(stream, origin)
        if suffix == ".gz" and not name.lower().endswith((".warc.gz", ".wet.gz")):
            yield from self.pages(Gunzip(guarded, origin), origin, name[:-3], depth + 1)
        elif suffix in (".csv", ".tsv", ".tab"):
            delimiter = None if suffix == ".csv" else "\t"
            yield from self._tables.pages(origin, delimited_rows(Transcoded(guarded), delimiter))
        elif suffix in (".jsonl", ".ndjson"):
            yield from self._tables.pages(origin, jsonl_rows(Transcoded(guarded)), loose=True)
        elif suffix == ".json":
            yield from self._tables.pages(origin, json_rows(Transcoded(guarded)), loose=True)
        elif suffix in (".parquet", ".pq"):
            with spooled(stream, guarded) as file:
                yield from self._tables.pages(origin, parquet_rows(file, origin, self._tables))
        elif suffix in (".warc", ".wet") or name.lower().endswith((".warc.gz", ".wet.gz")):
            with spooled(stream, guarded) as file:
                yield from warc_pages(file, origin, self._notice)
        elif suffix == ".zip":
            with spooled(stream, guarded) as file:
                yield from self._members(file, origin, depth)
        else:
            yield from self._document(guarded, origin, suffix)

    def _document(self, stream: Stream, origin: str, suffix: str) -> Iterator[Page | Reject]:
        """A page, or the articles of a news database's export."""
        head = _up_to(stream, SAMPLE)
        whole = Rewound(head, stream)
        if suffix in DOCUMENT_SUFFIXES or head.startswith(RTF_MAGIC):
            page: Page | Reject = document_page(_up_to(whole, MAX_DOCUMENT + 1), origin, suffix)
        elif export_form(head):
            yield from export_pages(whole, origin, self._notice)
            return
        else:
            page = _page(whole, origin)
        yield from self.articles(page)

    def articles(self, page: Page | Reject) -> Iterator[Page | Reject]:
        """The articles of a page that is a database's export; other pages as they are."""
        text = exported_text(page) if isinstance(page, Page) else None
        if text is None:
            yield page
        else:
            yield from export_pages(io.BytesIO(text.encode()), page.origin, self._notice)

    def _members(self, file: BinaryIO, origin: str, depth: int) -> Iterator[Page | Reject]:
        """The pages of a zip archive's members, in their order in the archive."""
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise PageError("corrupt", f"{origin}: cannot be read as a zip archive ({error})") from error
        passed, aside, own = Counter[str](), list[str](), list[str]()
        with archive:
            names = frozenset(archive.namelist())
            for member in archive.infolist():
                if member.is_dir() or _is_hidden(member.filename) or _is_part(member.filename, names):
                    continue
                if is_aside(member.filename):
                    aside.append(member.filename)
                    continue
                if is_own_by_name(member.filename, names):
                    own.append(member.filename)
                    continue
                if (suffix := PurePath(member.filename.lower()).suffix) not in FOLDER_SUFFIXES | {".json"}:
                    passed[suffix] += 1
                    continue
                where = f"{origin}/{member.filename}"
                opened = _Member(archive, member)
                yield from self.pages(opened, where, member.filename, depth + 1)
        for line in passed_over(origin, passed, aside, own):
            self._notice(line)


class _Member:
    """A member of a zip archive, opened at the first reading so that its troubles come where they are caught."""

    def __init__(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        self._archive = archive
        self._member = member
        self._file: Stream | None = None

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes."""
        if self._file is None:
            self._file = cast(Stream, self._archive.open(self._member))
        return self._file.read(size)


def _up_to(stream: Stream, size: int) -> bytes:
    pieces, length = list[bytes](), 0
    while length < size and (piece := stream.read(size - length)):
        pieces.append(piece)
        length += len(piece)
    return b"".join(pieces)


def _page(stream: Stream, origin: str) -> Page | Reject:
    """A whole stream as one page."""
    pieces, size = list[bytes](), 0
    while size <= MAX_BYTES and (piece := stream.read(MAX_BYTES + 1 - size)):
        pieces.append(piece)
        size += len(piece)
    if size > MAX_BYTES:
        return _reject(origin, "too-large", f"more than {MAX_BYTES // 1_000_000} MB are too much for a page")
    return Page(origin, b"".join(pieces))


def _reject(origin: str, reason: str, message: str) -> Reject:
    return Reject(origin=origin, reason=reason, message=f"{origin}: {message}")


def passed_over(where: str, others: Counter[str], aside: Sequence[str], own: Sequence[str] = ()) -> Iterator[str]:
    """What is told of the files of a folder or an archive that are not read; `others` counts their suffixes."""
    if others:
        kinds = ", ".join(f"{count:,} {suffix}" for suffix, count in others.most_common(SHOWN))
        kinds += " …" if len(others) > SHOWN else ""
        advice = "; save PDF files as text (pdftotext FILE.pdf)" if ".pdf" in others else ""
        yield f"{where}: {others.total():,} file{'' if others.total() == 1 else 's'} of other kinds passed over ({kinds}){advice}"
    for names, why in ((aside, "which by their names are no articles"), (own, "which this program wrote")):
        if names:
            named = ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
            yield f"{where}: {named} set aside, {why} (give them by themselves to read them)"


def _is_part(name: str, names: frozenset[str]) -> bool:
    """Whether a member is a part of a page that was saved with all its parts."""
    *folders, _ = name.split("/")
    return any(is_part_of_page("/".join(folders[: depth + 1]), names) for depth in range(len(folders)))


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePath(name).parts)
