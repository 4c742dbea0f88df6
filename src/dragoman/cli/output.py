"""Where a command writes: standard output, or the file of `--out`."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click
import msgspec

from dragoman.errors import UsageError

__all__ = ["LISTS", "check_suffix", "format_of", "json_lines", "parquet_file", "text_stream", "unwritable"]

LISTS = {".jsonl": "jsonl", ".csv": "csv", ".parquet": "parquet", ".txt": "table"}
"""What the suffix of `--out` says, of commands that list."""

SUFFIXES = frozenset(
    ".csv .dta .doc .docx .gexf .graphml .htm .html .ics .json .jsonl .md .ods .odt .parquet .pdf .png .rtf .sav .svg .tab"
    " .tsv .xls .xlsx .xml .zip".split()
)
"""Suffixes by which other programs open a file, so that it had better be what they say."""
EXCEL = frozenset({".xls", ".xlsx", ".ods"})


def format_of(given: str | None, out: Path | None, known: Mapping[str, str], usual: str) -> str:
    """The format that a user named, else the one that the suffix of `out` says, else the usual one.

    `known` gives formats by suffixes. Raises UsageError for a suffix that says something else than is written.
    """
    by_suffix = known.get(out.suffix.lower()) if out else None
    chosen = given or by_suffix or usual
    own = [suffix for suffix, name in known.items() if name == chosen]
    check_suffix(given or "this", out, own if given else list(known))
    return chosen


def check_suffix(name: str, out: Path | None, own: Sequence[str]) -> None:
    """Raises UsageError where a file of a format is to have a suffix by which something else would open it."""
    if out is None or (suffix := out.suffix.lower()) not in SUFFIXES or suffix in own or not own:
        return
    hint = "; Excel opens .csv" if suffix in EXCEL and ".csv" in own else ""
    raise UsageError(f"{out}: {name} is written to a file that ends in {', '.join(own)}{hint}")


def parquet_file(what: str, columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]], out: Path | None) -> int:
    """Write rows to the file of `--out` and say so; returns how many. Raises UsageError where none is named."""
    from dragoman.export.tabular import write_parquet

    if out is None:
        raise UsageError("Parquet needs a file: say where with --out FILE")
    total = write_parquet(columns, rows, out)
    click.echo(f"{total} {what} in {out}", err=True)
    return total


def json_lines(rows: Iterable[Any], stream: TextIO) -> int:
    """Write each row as a line of JSON; returns how many."""
    total = 0
    for row in rows:
        stream.write(msgspec.json.encode(row).decode() + "\n")
        total += 1
    return total


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
