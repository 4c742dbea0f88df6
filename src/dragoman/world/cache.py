"""Compiled tables kept in the user's cache folder, by the hash of what they were made from."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

__all__ = ["cache_folder", "cached"]

T = TypeVar("T")


def cache_folder() -> Path:
    """Where compiled tables are kept; `DRAGOMAN_CACHE` sets another folder."""
    if chosen := os.environ.get("DRAGOMAN_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "dragoman"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dragoman"


def cached(name: str, version: str, kind: type[T], make: Callable[[], T]) -> T:
    """The table `name` of this version, made anew where there is none; a folder that cannot be written is no error."""
    path = cache_folder() / f"{name}-{version}.msgpack"
    with contextlib.suppress(OSError, msgspec.DecodeError, msgspec.ValidationError):
        return msgspec.msgpack.decode(path.read_bytes(), type=kind)
    value = make()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        # written beside and renamed, so that two workers never read half a file
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(msgspec.msgpack.encode(value))
        Path(temporary).replace(path)
        for older in path.parent.glob(f"{name}-*.msgpack"):
            if older != path:
                older.unlink(missing_ok=True)
    return value
