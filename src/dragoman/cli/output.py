"""Where a command writes: standard output, or the file of `--out`."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from dragoman.errors import UsageError

__all__ = ["text_stream", "unwritable"]


@contextmanager
def text_stream(out: Path | None) -> Iterator[TextIO]:
    """Standard output, in UTF-8 whatever the locale, or a file.

    The file takes its name at the end, also when the work is stopped half-way. If it fails before a word was
    written, a file of that name stays as it was. Raises UsageError where the file cannot be written.
    """
    if out is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        yield sys.stdout
        return
    special = out.exists() and not out.is_file()  # such as /dev/stdout or a named pipe
    path = out if special else out.with_name(f".{out.name}.partial")
    try:
        stream = path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise unwritable(out, error) from error
    try:
        with stream:
            yield stream
    except BaseException:
        if not special and not path.stat().st_size:
            path.unlink()
            raise
        _rename(path, out)
        raise
    _rename(path, out)


def unwritable(out: Path, error: OSError) -> UsageError:
    """The error that says why a file cannot be written."""
    why = error.strerror or error if out.parent.is_dir() else f"there is no folder {out.parent}"
    return UsageError(f"{out} cannot be written: {why}")


def _rename(path: Path, out: Path) -> None:
    if path != out:
        path.replace(out)
