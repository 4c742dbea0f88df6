"""What a user gives becomes pages: files, folders, patterns, `-`, addresses."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from dragoman.errors import FetchError, PageError
from dragoman.intake.decode import MAX_BYTES
from dragoman.intake.fetch import fetch
from dragoman.intake.page import Page
from dragoman.model import Reject

__all__ = ["expand"]

SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt", ".text", ".md", ""})
"""Files of a folder that are taken for pages; a file that is named itself is always read."""


class Input(Protocol):
    """Standard input: a binary stream, or a text stream with one beneath it."""

    def read(self, size: int = -1, /) -> str | bytes: ...


def expand(
    args: Iterable[str], *, stdin: BinaryIO | Input | None = None, allow_private: bool = False
) -> Iterator[Page | Reject]:
    """The pages that `args` name, in order, one at a time; a page that cannot be had is a `Reject` and the rest go on.

    Args:
        args: Files, folders (read with their subfolders, sorted), patterns such as `news/*.html`, http(s) addresses,
            or `-` for standard input.
        stdin: Where `-` reads from; `sys.stdin` will do.
        allow_private: Fetch addresses that are not public (localhost, private networks) too.
    """
    for arg in args:
        if arg == "-":
            yield _standard_input(stdin)
        elif arg.lower().startswith(("http://", "https://")):
            yield _fetched(arg, allow_private)
        else:
            yield from _files(arg)


def _standard_input(stdin: BinaryIO | Input | None) -> Page | Reject:
    if stdin is None:
        return Reject(origin="-", reason="missing", message="-: there is no standard input to read")
    stream = getattr(stdin, "buffer", stdin)
    data = stream.read(MAX_BYTES + 1)
    return Page("-", data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data)


def _fetched(address: str, allow_private: bool) -> Page | Reject:
    try:
        return fetch(address, allow_private=allow_private)
    except FetchError as error:
        return Reject(origin=address, reason=error.reason, message=str(error))


def _files(arg: str) -> Iterator[Page | Reject]:
    path = Path(arg)
    try:
        exists, folder = path.exists(), path.is_dir()
    except (OSError, ValueError):
        exists = folder = False
    if folder:
        yield from _folder(path)
    elif exists:
        yield _file(path)
    elif glob.has_magic(arg):
        matches = sorted(glob.glob(arg, recursive=True))  # noqa: PTH207 - patterns may be absolute
        if not matches:
            yield Reject(origin=arg, reason="missing", message=f"{arg}: no file matches this pattern")
        for match in matches:
            if not Path(match).is_dir():
                yield _file(Path(match))
    else:
        yield Reject(origin=arg, reason="missing", message=f"{arg}: no such file or folder")


def _folder(folder: Path) -> Iterator[Page | Reject]:
    found = False
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                found = True
                yield _file(Path(parent) / name)
    if not found:
        yield Reject(
            origin=str(folder), reason="empty", message=f"{folder}: no pages (.html, .txt, .md) in this folder"
        )


def _file(path: Path) -> Page | Reject:
    origin = str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            size = path.stat().st_size / 1e6
            raise PageError(
                "too-large", f"{origin}: {size:.0f} MB is too large for a page (at most {MAX_BYTES // 1_000_000} MB)"
            )
        return Page(origin, path.read_bytes())
    except PageError as error:
        return Reject(origin=origin, reason=error.reason, message=str(error))
    except OSError as error:
        return Reject(
            origin=origin, reason="unreadable", message=f"{origin}: cannot be read ({error.strerror or error})"
        )
