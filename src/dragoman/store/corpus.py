"""What a store knows of a corpus beside its articles: which pages were read already, which were passed over, how to
read all of them anew, and what that changed."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec

from dragoman.model import Event, Run
from dragoman.store import rows
from dragoman.store.changes import Change
from dragoman.store.corrections import all_holding
from dragoman.store.database import Database
from dragoman.store.packing import PackedPage

__all__ = ["CRASH", "FAULT", "Corpus", "PageToRead", "Skip"]

CRASH = "crash"
"""Reason of a page that ended the process that read it."""
FAULT = "fault"
"""Reason of a page that the program fails on. The next run tries such pages again: it may have been chance, or mended."""

PAGES_AT_ONCE = 64
"""Pages fetched together to be read anew."""

_SAME_SETTINGS = "r.program = ? AND r.model = ? AND r.lexicon = ? AND r.codebook = ?"

_PAGE_COLUMNS = "origin, line, url, content_type, said, known, data"


class Skip(msgspec.Struct, frozen=True, kw_only=True):
    """A page that triage passed over."""

    id: str
    """The id that the article would have."""
    score: float
    """Its chance of a political event, 0 to 1."""
    triage: str
    """Version of the triage."""
    title: str | None = None
    published: str | None = None
    origin: str
    line: int | None = None
    url: str | None = None


class PageToRead(NamedTuple):
    """A kept page as it was given, to be read anew."""

    number: int
    """Place in the order in which pages are read anew."""
    id: str
    origin: str
    line: int | None
    url: str | None
    content_type: str | None
    said: dict[str, str | None] | None
    """What the table's row says of it; None for a page that is no row."""
    known: dict[str, str]
    """What the user said of it."""
    data: bytes


class Corpus:
    """The corpus side of a store; `Store.corpus` is one."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # Going on where a run was stopped

    def read_already(self, ids: Iterable[str], run: Run, known: dict[str, str]) -> set[str]:
        """Those articles that were read with the same settings and the same facts given."""
        found = self._db.rows(
            "SELECT a.id FROM articles a JOIN runs r ON r.id = a.run JOIN pages p ON p.article = a.id "
            f"WHERE a.id IN (SELECT value FROM json_each(?)) AND {_SAME_SETTINGS} AND p.known = ?",
            rows.encode(list(ids)), *_settings(run), rows.encode_sorted(known),
        )  # fmt: skip
        return {id for (id,) in found}

    def kept_by(self, ids: Iterable[str], run: Run) -> set[str]:
        """Those pages that this very run has kept or passed over."""
        sql = "SELECT id FROM {} WHERE id IN (SELECT value FROM json_each(?1)) AND run = ?2"
        both = f"{sql.format('articles')} UNION {sql.format('skipped')}"
        return {id for (id,) in self._db.rows(both, rows.encode(list(ids)), run.id)}

    def skipped_already(self, ids: Iterable[str], triage: str) -> set[str]:
        """Those pages that the same triage passed over."""
        sql = "SELECT id FROM skipped WHERE id IN (SELECT value FROM json_each(?)) AND triage = ?"
        return {id for (id,) in self._db.rows(sql, rows.encode(list(ids)), triage)}

    def rejected_already(self, ids: Iterable[str], run: Run) -> set[tuple[str, int | None, str]]:
        """(origin, line, id) of those pages that could not be read with the same settings."""
        found = self._db.rows(
            "SELECT j.origin, j.line, j.page FROM rejects j JOIN runs r ON r.id = j.run "
            f"WHERE j.page IN (SELECT value FROM json_each(?)) AND j.reason NOT IN (?, ?) AND {_SAME_SETTINGS}",
            rows.encode(list(ids)), CRASH, FAULT, *_settings(run),
        )  # fmt: skip
        return set(found)

    # Pages that triage passed over

    def skip(self, skip: Skip, page: PackedPage, run: Run) -> bool:
        """Keep a page that was passed over, with its score; false where it is an article of the store already."""
        with self._db.transaction(f"{skip.origin}: cannot be kept"):
            if self._db.one("SELECT 1 FROM articles WHERE id = ?", skip.id):
                return False
            self._db.insert_once("runs", rows.run_row(run))
            about = {name: getattr(skip, name) for name in ("id", "triage", "score", "title", "published")}
            self._db.upsert("skipped", {**page.columns, **about, "run": run.id}, key="id")
        return True

    def skipped(self) -> Iterator[Skip]:
        """The pages that were passed over, the likeliest to hold an event first."""
        names = ("id", "score", "triage", "title", "published", "origin", "line", "url")
        for row in self._db.rows(f"SELECT {', '.join(names)} FROM skipped ORDER BY score DESC, number"):
            yield Skip(**dict(zip(names, row, strict=True)))

    # Reading anew

    def pages(self, *, not_by: str | None = None) -> Iterator[PageToRead]:
        """The kept pages in the order in which they came, without those last read by the run `not_by`."""
        sql = (
            f"SELECT a.number, a.id, {', '.join('p.' + name for name in _PAGE_COLUMNS.split(', '))} FROM articles a "
            "JOIN pages p ON p.article = a.id WHERE a.number > ? AND a.run IS NOT ? ORDER BY a.number LIMIT ?"
        )
        return self._pages(sql, not_by)

    def skipped_pages(self, *, not_by: str | None = None) -> Iterator[PageToRead]:
        """The pages that were passed over, in the order in which they came, without those that the triage `not_by`
        passed over."""
        sql = f"SELECT number, id, {_PAGE_COLUMNS} FROM skipped WHERE number > ? AND triage IS NOT ? ORDER BY number"
        return self._pages(f"{sql} LIMIT ?", not_by)

    def _pages(self, sql: str, not_by: str | None) -> Iterator[PageToRead]:
        """Some at a time: a query that stays open would see what is written meanwhile, or not."""
        after = 0
        while found := list(self._db.rows(sql, after, not_by, PAGES_AT_ONCE)):
            for number, id, origin, line, url, content_type, said, known, data in found:
                yield PageToRead(
                    number, id, origin, line, url, content_type, said and msgspec.json.decode(said),
                    msgspec.json.decode(known), zlib.decompress(data),
                )  # fmt: skip
            after = found[-1][0]

    def count_pages(self, *, not_by: str | None = None) -> int:
        """How many pages `pages` gives."""
        return int(self._db.only("SELECT count(*) FROM articles WHERE run IS NOT ?", not_by)[0])

    def count_skipped(self, *, not_by: str | None = None) -> int:
        """How many pages `skipped_pages` gives."""
        return int(self._db.only("SELECT count(*) FROM skipped WHERE triage IS NOT ?", not_by)[0])

    def begin(self, run: Run) -> Run:
        """The run to read under: one of the same settings and options that was stopped, else the one given."""
        options = rows.encode(run.options)
        sql = f"SELECT r.id, r.started FROM runs r WHERE {_SAME_SETTINGS} AND r.options = ? AND r.finished IS NULL"
        stopped = self._db.one(f"{sql} ORDER BY r.started DESC", *_settings(run), options)
        if stopped is not None:
            return msgspec.structs.replace(run, id=stopped[0], started=stopped[1])
        with self._db.transaction(f"{self._db.path}: the run cannot be kept"):
            self._db.insert_once("runs", rows.run_row(run))
        return run

    def finish(self, run: Run) -> None:
        """Note that a run came to its end."""
        with self._db.transaction(f"{self._db.path}: the run cannot be kept"):
            now = datetime.now(UTC).isoformat(timespec="seconds")
            self._db.execute("UPDATE runs SET finished = ? WHERE id = ?", now, run.id)

    def changes(self, run: str) -> Iterator[Change]:
        """What a run changed, article by article, each with its event."""
        found = self._db.rows(
            "SELECT c.article, c.event, c.change, c.fields, coalesce(c.record, r.record, e.record) FROM changes c "
            "LEFT JOIN events e ON e.id = c.event LEFT JOIN readings r ON r.event = c.event "
            "WHERE c.run = ? ORDER BY c.number",
            run,
        )
        for article, event, change, fields, record in found:
            yield Change(
                article=article, event=event, change=change, fields=msgspec.json.decode(fields),
                record=record and msgspec.json.decode(record, type=Event),
            )  # fmt: skip

    def verdicts(self) -> Counter[str]:
        """How the program's reading stands to what people set: fields in which it `agrees`, fields in which it
        `differs`, and decisions whose event is `gone`."""
        sql = "SELECT record FROM readings WHERE event = ?1 UNION ALL SELECT record FROM events WHERE id = ?1 LIMIT 1"
        found: Counter[str] = Counter()
        for event, held in all_holding(self._db).items():
            read = self._db.one(sql, event)
            if read is None:
                found["gone"] += len(held.fields) + (held.verdict is not None)
                continue
            told = msgspec.json.decode(read[0])
            for field, value in held.fields.items():
                found["agrees" if told.get(field) == value else "differs"] += 1
        return found


def _settings(run: Run) -> tuple[Any, ...]:
    return run.program, run.model, run.lexicon, run.codebook
