"""The files that a user names: on a disk, in an object store, on the web; found by the driver, opened by workers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from dragoman.cluster.extras import needed, said
from dragoman.cluster.shards import Source
from dragoman.errors import FetchError, UsageError
from dragoman.intake.formats import FOLDER_SUFFIXES, PAGE_SUFFIXES
from dragoman.intake.sources import local_files, why_nothing
from dragoman.intake.web import check_public
from dragoman.model import Reject

__all__ = ["Finder", "Found", "Watched", "is_web_page", "open_file"]

WEB = ("http://", "https://")
BLOCK = 8 << 20
"""Bytes that are fetched together from afar."""


class Found(NamedTuple):
    """A file of the sources."""

    source: Source
    name: str
    """Its last name, which tells the format."""
    is_page: bool = False
    """An address of a page, fetched as `dragoman read` does."""

    def open(self) -> Any:
        """The file. Raises OSError."""
        return open_file(self.source.path)


class Finder:
    """Finds files."""

    def __init__(self, allow_private: bool, notice: Callable[[str], None]) -> None:
        self._allow_private = allow_private
        self._notice = notice

    def files(self, sources: Iterable[str]) -> Iterator[Found | Reject]:
        """The files that the sources name, in order; a source that is not there is a `Reject`.

        Raises UsageError for an address that no installed package can reach, and for standard input.
        """
        for given in sources:
            if given == "-":
                raise UsageError("standard input cannot be cut into shards: write it to a file first")
            if given.lower().startswith(WEB):
                yield self._on_the_web(given)
            elif "://" in given:
                yield from self._afar(given)
            else:
                yield from self._here(given)

    def _here(self, given: str) -> Iterator[Found | Reject]:
        found = False
        for path in local_files(given, self._notice):
            found = True
            yield Found(Source(str(path.absolute()), str(path), _size(path)), path.name)
        if not found:
            reason, message = why_nothing(given)
            yield Reject(origin=given, reason=reason, message=f"{given}: {message}")

    def _on_the_web(self, given: str) -> Found | Reject:
        name = urlsplit(given).path.rsplit("/", 1)[-1]
        if is_web_page(given):
            return Found(Source(given, given), name, is_page=True)
        try:
            check_public(given, allow_private=self._allow_private)
        except FetchError as error:
            return Reject(origin=given, reason=error.reason, message=str(error))
        try:
            return Found(Source(given, given, _filesystem(given)[0].size(given)), name)
        except FileNotFoundError:
            return Reject(origin=given, reason="missing", message=f"{given}: there is no such file")
        except Exception as error:
            return _unreachable(given, error)

    def _afar(self, given: str) -> Iterator[Found | Reject]:
        filesystem, path = _filesystem(given)
        try:
            if filesystem.isfile(path):
                paths = {path: filesystem.info(path)}
            elif any(letter in path for letter in "*?["):
                paths = filesystem.glob(path, detail=True)
            else:
                paths = filesystem.find(path, detail=True)
                paths = {name: info for name, info in paths.items() if Path(name.lower()).suffix in FOLDER_SUFFIXES}
        except FileNotFoundError:
            paths = {}
        except Exception as error:
            yield _unreachable(given, error)
            return
        files = {name: info for name, info in sorted(paths.items()) if info.get("type") == "file"}
        for name, info in files.items():
            address = filesystem.unstrip_protocol(name)
            yield Found(Source(address, address, info.get("size")), name.rsplit("/", 1)[-1])
        if not files:
            yield Reject(origin=given, reason="missing", message=f"{given}: there is no such file or folder")


def is_web_page(path: str) -> bool:
    """Whether it is an address of a page, which is fetched as `dragoman read` does: of no table and no archive."""
    if not path.lower().startswith(WEB):
        return False
    suffix = Path(urlsplit(path).path.lower()).suffix
    return suffix in PAGE_SUFFIXES or suffix not in FOLDER_SUFFIXES


def open_file(path: str) -> Any:
    """A file to be read, anywhere. Raises OSError, UsageError."""
    filesystem, inner = _filesystem(path)
    return filesystem.open(inner, "rb", block_size=BLOCK)


class Watched:
    """A file that remembers that it failed: what the reading of a page takes for the file's end may be the network's."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.trouble: OSError | None = None

    def read(self, size: int = -1, /) -> bytes:
        """As the file does."""
        try:
            data: bytes = self._file.read(size)
        except OSError as error:
            self.trouble = error
            raise
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """As the file does."""
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        """As the file does."""
        return int(self._file.tell())

    def seekable(self) -> bool:
        """As the file does."""
        return True

    def readable(self) -> bool:
        """As the file does."""
        return True

    def writable(self) -> bool:
        """It is only read."""
        return False

    @property
    def closed(self) -> bool:
        """As the file does."""
        return bool(self._file.closed)

    def flush(self) -> None:
        """There is nothing to write."""

    def close(self) -> None:
        """As the file does."""
        self._file.close()


def _filesystem(address: str) -> tuple[Any, str]:
    fsspec = needed("fsspec")
    try:
        filesystem, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{address}: cannot be reached ({error}); pip install 'dragoman[cluster,s3,gcs]'") from error
    return filesystem, str(path)


def _unreachable(given: str, error: Exception) -> Reject:
    """Object stores and the web have errors of their own, which are not OSErrors."""
    return Reject(origin=given, reason="unreachable", message=f"{given}: cannot be reached ({said(error)})")


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
