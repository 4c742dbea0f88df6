"""What a user gives becomes pages: files, folders, patterns, `-`, addresses."""

from __future__ import annotations

import glob
import io
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from dragoman.errors import FetchError
from dragoman.intake.aside import is_aside, is_own_by_name, is_own_file, is_part_of_page
from dragoman.intake.decode import MAX_BYTES
from dragoman.intake.fetch import fetch
from dragoman.intake.formats import FOLDER_SUFFIXES, Formats, passed_over
from dragoman.intake.page import Page
from dragoman.intake.rows import TableReader
from dragoman.intake.streams import Meter
from dragoman.model import Reject

__all__ = ["articles_of", "expand", "local_files", "pages_in", "size_of", "why_nothing"]


class Input(Protocol):
    """Standard input: a binary stream, or a text stream with one beneath it."""

    def read(self, size: int = -1, /) -> str | bytes: ...


def expand(
    args: Iterable[str],
    *,
    stdin: BinaryIO | Input | None = None,
    allow_private: bool = False,
    columns: Mapping[str, str] | None = None,
    notice: Callable[[str], None] | None = None,
    meter: Meter | None = None,
) -> Iterator[Page | Reject]:
    """The pages that `args` name, in order, one at a time; a page that cannot be had is a `Reject` and the rest go on.

    Args:
        args: Files, folders (read with their subfolders, sorted), patterns such as `news/*.html`, http(s) addresses,
            or `-` for standard input. Tables, zip and gzip files and web archives give all the pages that they hold.
        stdin: Where `-` reads from; `sys.stdin` will do.
        allow_private: Fetch addresses that are not public (localhost, private networks) too.
        columns: Which column of a table holds `text`, `title`, `date` …, where the user says so.
        notice: Is told in a line which columns are read, and what is passed over.
        meter: Counts the bytes of files that were read.
    """
    told = notice or (lambda message: None)
    formats = Formats(TableReader(columns, told), told)
    files = _Files(formats, meter or Meter(), told)
    for arg in args:
        if arg == "-":
            yield from _standard_input(stdin, formats)
        elif _is_address(arg):
            yield from formats.articles(_fetched(arg, allow_private))
        else:
            yield from files.pages(arg)


def pages_in(data: bytes, name: str, *, notice: Callable[[str], None] | None = None) -> Iterator[Page | Reject]:
    """The pages of a file that was handed over, as `expand` gives those of one on the disk.

    Args:
        data: The file.
        name: What it is called, which tells its format and is the origin of its pages.
        notice: As in `expand`.
    """
    told = notice or (lambda message: None)
    yield from Formats(TableReader(notice=told), told).pages(io.BytesIO(data), name, name)


def articles_of(page: Page, *, notice: Callable[[str], None] | None = None) -> Iterator[Page | Reject]:
    """The articles of a page that is a news database's export, or the page itself; `notice` as in `expand`."""
    told = notice or (lambda message: None)
    yield from Formats(TableReader(notice=told), told).articles(page)


def size_of(args: Iterable[str]) -> int | None:
    """Bytes of all files that `args` name, None where some of them cannot be known beforehand."""
    total = 0
    for arg in args:
        if arg == "-" or _is_address(arg):
            return None
        for path in local_files(arg):
            try:
                total += path.stat().st_size
            except OSError:
                continue
    return total


class _Files:
    """Files, folders and patterns."""

    def __init__(self, formats: Formats, meter: Meter, notice: Callable[[str], None]) -> None:
        self._formats = formats
        self._meter = meter
        self._notice = notice

    def pages(self, arg: str) -> Iterator[Page | Reject]:
        """The pages of a file, a folder or a pattern."""
        found = False
        for path in local_files(arg, self._notice):
            found = True
            yield from self._file(path)
        if not found:
            reason, message = why_nothing(arg)
            yield Reject(origin=arg, reason=reason, message=f"{arg}: {message}")

    def _file(self, path: Path) -> Iterator[Page | Reject]:
        origin = str(path)
        try:
            with self._meter.open(path) as file:
                yield from self._formats.pages(file, origin, path.name)
        except OSError as error:
            yield Reject(
                origin=origin, reason="unreadable", message=f"{origin}: cannot be read ({error.strerror or error})"
            )


def local_files(arg: str, notice: Callable[[str], None] | None = None) -> Iterator[Path]:
    """The files that a path, folder or pattern names, in order; none where there is no such thing."""
    path = Path(arg)
    if _is(path, Path.is_dir):
        yield from _in_folder(path, notice)
    elif _is(path, Path.exists):
        yield path
    elif glob.has_magic(arg):
        matches = map(Path, sorted(glob.glob(arg, recursive=True)))  # noqa: PTH207 - patterns may be absolute
        yield from (match for match in matches if not match.is_dir())


def _in_folder(folder: Path, notice: Callable[[str], None] | None) -> Iterator[Path]:
    passed, aside, own = Counter[str](), list[str](), list[str]()
    for parent, folders, names in os.walk(folder):
        beside = frozenset(names)
        folders[:] = sorted(n for n in folders if not n.startswith(".") and not is_part_of_page(n, beside))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(parent) / name
            if is_aside(name):
                aside.append(str(path.relative_to(folder)))
            elif is_own_by_name(name, beside) or is_own_file(path):
                own.append(str(path.relative_to(folder)))
            elif path.suffix.lower() in FOLDER_SUFFIXES:
                yield path
            else:
                passed[path.suffix.lower()] += 1
    if notice:
        for line in passed_over(str(folder), passed, aside, own):
            notice(line)


def _is(path: Path, question: Callable[[Path], bool]) -> bool:
    try:
        return question(path)
    except (OSError, ValueError):
        return False


def why_nothing(arg: str) -> tuple[str, str]:
    """Reason and message for a path, folder or pattern that names no file."""
    if _is(Path(arg), Path.is_dir):
        return "empty", "nothing to read in this folder (pages, tables, zip, gz or WARC files)"
    if glob.has_magic(arg):
        return "missing", "no file matches this pattern"
    if arg.lower().startswith("www."):
        return "missing", f"no such file or folder; an address is written https://{arg}"
    return "missing", "no such file or folder"


def _is_address(arg: str) -> bool:
    return arg.lower().startswith(("http://", "https://"))


def _standard_input(stdin: BinaryIO | Input | None, formats: Formats) -> Iterator[Page | Reject]:
    if stdin is None:
        yield Reject(origin="-", reason="missing", message="-: there is no standard input to read")
        return
    stream: Any = getattr(stdin, "buffer", stdin)
    if isinstance(stream.read(0), str):
        stream = io.BytesIO(stream.read(MAX_BYTES + 1).encode("utf-8", "surrogateescape"))
    yield from formats.pages(stream, "-", "-")


def _fetched(address: str, allow_private: bool) -> Page | Reject:
    try:
        return fetch(address, allow_private=allow_private)
    except FetchError as error:
        return Reject(origin=address, reason=error.reason, message=str(error))
