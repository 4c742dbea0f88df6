"""Who was told of what: alerts, and the letters that carry them. Each method is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from dragoman.store import rows
from dragoman.store.database import Database

__all__ = ["KeptAlert", "Letter", "Telling"]


class KeptAlert(msgspec.Struct, frozen=True, kw_only=True):
    """An alert that was made; the columns of `watch_alerts`."""

    number: int
    rule: str
    subject: str
    made_at: str
    headline: str
    record: str


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be told to somebody; the columns of `watch_letters`."""

    number: int
    key: str
    target: str
    alert: int | None
    subject: str
    body: str
    made_at: str
    state: str
    tries: int
    next_at: str | None
    sent_at: str | None
    message: str | None


class Telling:
    """`Store.telling` is one."""

    def __init__(self, database: Database) -> None:
        self._db = database

    @property
    def _trouble(self) -> str:
        return f"{self._db.path}: an alert cannot be noted"

    # Rules

    def begins(self, rule: str) -> bool:
        """Whether a rule is not in force yet."""
        return self._db.one("SELECT 1 FROM watch_rules WHERE name = ?", rule) is None

    def begin_rule(self, rule: str, now: str) -> None:
        """Note that a rule is in force."""
        with self._db.transaction(self._trouble):
            self._db.insert_once("watch_rules", {"name": rule, "since": now})

    def told(self, rule: str, subjects: Iterable[str]) -> dict[str, str | None]:
        """Those of the subjects that were told under a rule, each with the value that it had."""
        sql = "SELECT subject, value FROM watch_told WHERE rule = ? AND subject IN (SELECT value FROM json_each(?))"
        return dict(self._db.rows(sql, rule, rows.encode(list(subjects))))

    def note(self, rule: str, subjects: dict[str, str | None]) -> None:
        """Take subjects for told, without an alert."""
        with self._db.transaction(self._trouble):
            self._note(rule, subjects)

    def _note(self, rule: str, subjects: dict[str, str | None]) -> None:
        for subject, value in subjects.items():
            self._db.upsert("watch_told", {"rule": rule, "subject": subject, "value": value}, key="rule, subject")

    def alert(
        self, rule: str, subject: str, subjects: dict[str, str | None], *, now: str, headline: str, record: str,
        letters: Iterable[tuple[str, str, str]],
    ) -> None:  # fmt: skip
        """Keep an alert, its subjects as told, and its letters (target, subject line, body), all or nothing."""
        with self._db.transaction(self._trouble):
            self._note(rule, subjects)
            row = {"rule": rule, "subject": subject, "made_at": now, "headline": headline, "record": record}
            self._db.insert_once("watch_alerts", row)
            sql = "SELECT number FROM watch_alerts WHERE rule = ? AND subject = ?"
            number = int(self._db.only(sql, rule, subject)[0])
            for target, line, body in letters:
                self._letter(f"alert:{number}:{target}", target, line, body, now, number)

    def alerts(self, *, rule: str | None = None, limit: int = 100, before: int | None = None) -> list[KeptAlert]:
        """The alerts, the latest first."""
        names = KeptAlert.__struct_fields__
        conditions, parameters = ["1"], list[Any]()
        if rule is not None:
            conditions.append("rule = ?")
            parameters.append(rule)
        if before is not None:
            conditions.append("number < ?")
            parameters.append(before)
        sql = (
            f"SELECT {', '.join(names)} FROM watch_alerts WHERE {' AND '.join(conditions)} ORDER BY number DESC LIMIT ?"
        )
        return [KeptAlert(**dict(zip(names, row, strict=True))) for row in self._db.rows(sql, *parameters, limit)]

    def rules(self) -> list[str]:
        """Names of the rules that made alerts, in order."""
        return [row[0] for row in self._db.rows("SELECT DISTINCT rule FROM watch_alerts ORDER BY rule")]

    # Letters

    def write(self, key: str, target: str, subject: str, body: str, now: str) -> None:
        """Keep a letter that is no alert's, once a key."""
        with self._db.transaction(self._trouble):
            self._letter(key, target, subject, body, now, None)

    def _letter(self, key: str, target: str, subject: str, body: str, now: str, alert: int | None) -> None:
        row = {
            "key": key, "target": target, "alert": alert, "subject": subject, "body": body, "made_at": now,
            "state": "waiting", "next_at": now,
        }  # fmt: skip
        self._db.insert_once("watch_letters", row)

    def due(self, now: str, limit: int) -> list[Letter]:
        """Letters that are to be sent, in order."""
        return list(self._letters("next_at <= ? AND state = 'waiting' ORDER BY number LIMIT ?", now, limit))

    def interrupted(self) -> list[Letter]:
        """Letters that were being sent when the program ended."""
        return list(self._letters("state = 'sending' ORDER BY number"))

    def set_letter(self, number: int, **changes: Any) -> None:
        """Note what became of a letter."""
        columns = ", ".join(f"{name} = ?" for name in changes)
        with self._db.transaction(self._trouble):
            self._db.execute(f"UPDATE watch_letters SET {columns} WHERE number = ?", *changes.values(), number)

    def troubled(self, limit: int) -> list[Letter]:
        """Letters that could not be delivered (yet), or of which that is not known; the latest first."""
        condition = "state IN ('failed', 'unsure') OR (state = 'waiting' AND tries > 0) ORDER BY number DESC LIMIT ?"
        return list(self._letters(condition, limit))

    def counts(self) -> dict[str, int]:
        """How many letters there are in each state."""
        return dict(self._db.rows("SELECT state, count(*) FROM watch_letters GROUP BY state"))

    def next_due(self) -> str | None:
        """When the next letter is to be sent."""
        found = self._db.only("SELECT min(next_at) FROM watch_letters WHERE state = 'waiting'")
        return None if found[0] is None else str(found[0])

    def _letters(self, rest: str, *parameters: Any) -> Iterator[Letter]:
        names = Letter.__struct_fields__
        for row in self._db.rows(f"SELECT {', '.join(names)} FROM watch_letters WHERE {rest}", *parameters):
            yield Letter(**dict(zip(names, row, strict=True)))
