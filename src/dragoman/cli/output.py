"""Where a command writes: standard output, or the file of `--out`."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from dragoman.errors import UsageError

__all__ = ["text_stream"]


@contextmanager
def text_stream(out: Path | None) -> Iterator[TextIO]:
    """Standard output, in UTF-8 whatever the locale, or a file.

    Raises UsageError where the file cannot be written.
    """
    if out is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        yield sys.stdout
        return
    try:
        stream = out.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}") from error
    with stream:
        yield stream
