"""Rows of tables become pages; the columns are chosen once for each table and told to the user."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from dragoman.errors import PageError, UsageError
from dragoman.intake.columns import Columns, choose_columns
from dragoman.intake.dates import iso_moment
from dragoman.intake.decode import MAX_BYTES
from dragoman.intake.page import Page, digest
from dragoman.model import Reject

__all__ = ["BadRow", "Row", "TableReader", "field_names"]

FIRST_DAY = datetime.date(1800, 1, 1)
SECONDS_END = 10_000_000_000
"""A number beyond this counts milliseconds since 1970, one below it seconds."""


class Row(NamedTuple):
    """A row of a table."""

    line: int
    """Line of the file, or number of the row, from 1."""
    cells: Mapping[str, object]
    """What it holds, by column; fields may hold fields."""


class BadRow(NamedTuple):
    """A row that cannot be read, and why."""

    line: int
    reason: str
    message: str


class TableReader:
    """Turns the rows of tables into pages. One is enough for all tables of a run."""

    def __init__(self, said: Mapping[str, str] | None = None, notice: Callable[[str], None] | None = None) -> None:
        self._said = said or {}
        self._notice = notice or (lambda message: None)
        self._told: set[Columns] = set()

    def choose(self, origin: str, table: tuple[str, ...], *, loose: bool = False) -> Columns:
        """The columns that are read of a table; `loose` where a row may lack a field that other rows have.

        Raises PageError where no column holds a text.
        """
        try:
            return choose_columns(table, self._said, loose=loose)
        except UsageError as error:
            raise PageError("no-text-column", f"{origin}: {error}") from error

    def tell(self, origin: str, columns: Columns, table: tuple[str, ...]) -> None:
        """Let the user know a choice that was not told before."""
        if columns not in self._told:
            self._told.add(columns)
            self._notice(f"{origin}: {columns.said(table)}")

    def pages(self, origin: str, rows: Iterator[Row | BadRow], *, loose: bool = False) -> Iterator[Page | Reject]:
        """A page for each row that holds a text, a reject for each that does not; stops where the file fails.

        `loose`: rows may differ in their fields, as in JSON.
        """
        line, table, columns = 0, None, None
        try:
            for row in rows:
                line = row.line
                if isinstance(row, BadRow):
                    yield _reject(origin, row)
                    continue
                names = field_names(row.cells)
                if names != table or columns is None:
                    try:
                        columns = self.choose(origin, names, loose=loose)
                    except PageError as error:
                        yield Reject(
                            origin=origin, line=line if loose else None, reason=error.reason, message=str(error)
                        )
                        if loose:
                            continue
                        return
                    if table is None:
                        self.tell(origin, columns, names)
                    table = names
                yield _page(origin, row, columns)
            if not line:
                self._notice(f"{origin}: no rows in this table")
        except PageError as error:
            yield Reject(origin=origin, line=line + 1 if line else None, reason=error.reason, message=str(error))


def _page(origin: str, row: Row, columns: Columns) -> Page | Reject:
    text, kind = _text(_cell(row.cells, columns.text)), "text/plain; charset=utf-8"
    if not text.strip():
        text, kind = _text(_cell(row.cells, columns.html)), "text/html; charset=utf-8"
    if not text.strip():
        return _reject(origin, BadRow(row.line, "empty", f"no text in {columns.text or columns.html!r}"))
    data = text.encode("utf-8", "replace")
    if len(data) > MAX_BYTES:
        return _reject(origin, BadRow(row.line, "too-large", "the text is too large for a page"))
    url = _text(_cell(row.cells, columns.url)).strip() or None
    given = _moment(_cell(row.cells, columns.date))
    return Page(
        origin=origin,
        data=data,
        url=url,
        content_type=kind,
        line=row.line,
        title=_text(_cell(row.cells, columns.title)).strip() or None,
        published=iso_moment(given) if given else None,
        publisher=_text(_cell(row.cells, columns.publisher)).strip() or None,
        row_id=digest(msgspec.json.encode([text, url, given])),
    )


def _reject(origin: str, row: BadRow) -> Reject:
    where = f"{origin}:{row.line}"
    message = row.message if row.message.startswith(origin) else f"{where}: {row.message}"
    return Reject(origin=origin, line=row.line, reason=row.reason, message=message)


def field_names(cells: Mapping[str, object]) -> tuple[str, ...]:
    """The names of a row's fields, those of fields within a field as `field.inner`."""
    names = list(cells)
    for name, value in cells.items():
        if isinstance(value, Mapping):
            names += [f"{name}.{inner}" for inner in value]
    return tuple(names)


def _cell(cells: Mapping[str, object], name: str | None) -> object:
    if name is None:
        return None
    if name in cells:
        return cells[name]
    outer, _, inner = name.partition(".")
    field = cells.get(outer)
    return field.get(inner) if isinstance(field, Mapping) else None


def _text(value: object) -> str:
    """A cell as text; a list is taken for paragraphs."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list):
        return "\n".join(_text(part) for part in value)
    return str(value)


def _moment(value: object) -> str | None:
    """A cell of a date as ISO day or time where it is one plainly, else as it was written."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    written = _text(value).strip()
    if written.isdigit() and len(written) in (8, 14):
        return _compact(written) or written
    if isinstance(value, int | float) or (written.isdigit() and len(written) in (10, 13)):
        return _since_1970(float(written)) or written
    return written or None


def _compact(digits: str) -> str | None:
    """`20190314` and `20190314163000`."""
    try:
        moment = datetime.datetime.strptime(digits, "%Y%m%d%H%M%S" if len(digits) == 14 else "%Y%m%d")
    except ValueError:
        return None
    if moment.date() < FIRST_DAY:
        return None
    return moment.isoformat() if len(digits) == 14 else moment.date().isoformat()


def _since_1970(number: float) -> str | None:
    seconds = number / 1000 if number >= SECONDS_END else number
    try:
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return None
