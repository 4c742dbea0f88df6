"""Compiled tables kept in the user's cache folder, by the hash of what they were made from.

A table is written beside its place and renamed, so that nobody reads half of one: processes that start together
each make it, and the last one's stays. Where the cache folder cannot be written, a folder of the user's own among the
system's temporary files takes its place; where neither can, the table is made anew each time.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

__all__ = ["cache_folder", "cached"]

T = TypeVar("T")
VERSIONS_KEPT = 2
"""Compiled tables of one name that stay: two checkouts or versions used in turn do not make each other's anew."""


def cache_folder() -> Path:
    """Where compiled tables are kept; `DRAGOMAN_CACHE` sets another folder."""
    if chosen := os.environ.get("DRAGOMAN_CACHE"):
        return Path(chosen)
    with contextlib.suppress(RuntimeError):  # a user without a home
        if sys.platform == "win32":
            return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "dragoman"
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dragoman"
    return _temporary_folder()


def cached(
    name: str, version: str, kind: type[T], make: Callable[[], T], unchanged: Callable[[], bool] = lambda: True
) -> T:
    """The table `name` of this version, made anew where there is none; folders that cannot be written are no error.

    It is kept only if what it was made from is `unchanged` when it is done.
    """
    file = f"{name}-{version}.msgpack"
    for folder in _folders():
        with contextlib.suppress(OSError, msgspec.DecodeError, msgspec.ValidationError):
            data = (folder / file).read_bytes()
            with _paused_collection():
                return msgspec.msgpack.decode(data, type=kind)
    value = make()
    if not unchanged():
        return value
    data = msgspec.msgpack.encode(value)
    for folder in _folders():
        if _write(folder / file, data):
            _clear(folder, name)
            break
    return value


def _folders() -> Iterator[Path]:
    """The cache folder, then the one that stands in for it; a folder that is another user's is not trusted."""
    yield cache_folder()
    fallback = _temporary_folder()
    with contextlib.suppress(OSError):
        fallback.mkdir(mode=0o700, exist_ok=True)
        if sys.platform == "win32" or (fallback.stat().st_uid == os.getuid() and not fallback.is_symlink()):
            yield fallback


def _temporary_folder() -> Path:
    user = "" if sys.platform == "win32" else f"-{os.getuid()}"
    return Path(tempfile.gettempdir()) / f"dragoman{user}"


def _write(path: Path, data: bytes) -> bool:
    """Whether the file could be written, whole or not at all."""
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).replace(path)
    except OSError:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        return False
    return True


def _clear(folder: Path, name: str) -> None:
    """Remove tables of earlier versions, the oldest first."""
    with contextlib.suppress(OSError):
        written = sorted(folder.glob(f"{name}-*.msgpack"), key=lambda p: -p.stat().st_mtime)
        for older in written[VERSIONS_KEPT:]:
            older.unlink(missing_ok=True)


@contextlib.contextmanager
def _paused_collection() -> Iterator[None]:
    """No garbage is looked for while hundreds of thousands of objects that all stay are made."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
