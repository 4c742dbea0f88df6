"""Whole coded articles: events, actors, statuses, dates, chains, quotations, positions and parties.

A folder holds `NN.txt` (a page) and `NN.json` (what a careful coder records). Keys are those of the coded articles'
own scorer.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import DataError
from dragoman.evaluation.matching import (
    EMPTY_WORDS,
    Row,
    act_right,
    date_right,
    excused,
    overlap,
    pair,
    plain,
    same_actor,
    same_name,
    sides,
    status_of,
    words,
)
from dragoman.intake import Page
from dragoman.model import Record, Reject
from dragoman.pipeline import Reader

__all__ = ["Tally", "score_articles"]

LEFTOVER = 12
"""Characters from which a leftover line is looked for in the text."""


def score_articles(path: Path, errors: int = 0) -> dict[str, Any]:
    """Score on a folder; `errors` misses are added under `misses`. Raises `DataError` if a file cannot be read."""
    names = sorted(p for p in path.glob("[0-9]*.json"))
    if not names:
        raise DataError("no coded articles (NN.txt and NN.json) here", path=path)
    tally = Tally()
    reader = Reader()
    for name in names:
        try:
            gold = json.loads(name.read_text(encoding="utf-8"))
            data = name.with_suffix(".txt").read_bytes()
        except (OSError, json.JSONDecodeError) as error:
            raise DataError(str(error), path=name) from error
        page = Page(origin=name.with_suffix(".txt").name, data=data, url=None, content_type=None)
        for record in reader.read_many([page], published=gold["published"]):
            tally.add(name.stem, gold, {} if isinstance(record, Reject) else _rows(record), isinstance(record, Reject))
    result = tally.result()
    if errors:
        misses = tally.misses
        result["misses"] = misses[:: max(1, len(misses) // errors)][:errors]
    return result


def _rows(record: Record) -> Row:
    rows: Row = msgspec.to_builtins(record)
    return rows


class Tally:
    """Counts over articles; those of several are added by `+`."""

    def __init__(self) -> None:
        self.n: Counter[str] = Counter()
        self.statuses: Counter[tuple[str, str]] = Counter()
        self.misses: list[str] = []

    def __add__(self, other: Tally) -> Tally:
        both = Tally()
        both.n, both.statuses = self.n + other.n, self.statuses + other.statuses
        both.misses = self.misses + other.misses
        return both

    def add(self, name: str, gold: Row, rows: Row, failed: bool) -> None:
        """Count one article: how it is coded, and what a record's rows (or another coder's in their form) have."""
        n, article = self.n, rows.get("article") or {}
        n["articles"] += 1
        n["failed"] += failed
        n["clean"] += _is_clean(gold, article.get("text"))
        got = [e for e in rows.get("events", ()) if not e["background"] or _told(gold, e)]
        matched = pair(gold["events"], got)
        spare = excused(got, set(matched.values()))
        n["got"] += len(got) - len(spare)
        n["spans"] += len(spans := list(_spans(got)))
        n["spans right"] += sum((article["text"])[s["start"] : s["end"]] == s["text"] for s in spans)
        for i, event in enumerate(gold["events"]):
            n["gold"] += 1
            n["core"] += bool(event.get("core"))
            if i in matched:
                self._compare(event, got[matched[i]])
            else:
                self.misses.append(f"{name}: missed: {event['type']} {event['status']} {event['quote']!r}")
        for k, event in enumerate(got):
            if k not in matched.values() and k not in spare:
                where = event["evidence"]["text"]
                self.misses.append(
                    f"{name}: added: {event['act']} {event['status']} {event['trigger']['text']!r} in {where!r}"
                )
        self._count("q", overlap(gold["quotes"], rows.get("quotations", ()), _same_quote))
        self._count("p", overlap(gold.get("positions", []), rows.get("positions", ()), _same_position))
        if gold.get("parties"):
            parties = [p for negotiation in rows.get("negotiations", ())[:1] for p in negotiation["parties"]]
            self._count("n", overlap(gold["parties"], parties, _same_party))

    def _count(self, key: str, found: tuple[int, int, int]) -> None:
        for letter, value in zip("rgp", found, strict=True):
            self.n[f"{key} {letter}"] += value

    def _compare(self, gold: Row, got: Row) -> None:
        """Count one pair."""
        n = self.n
        n["found"] += 1
        n["core found"] += bool(gold.get("core"))
        n["act"] += act_right(gold, got)
        (wanted, wanted_recipients), (found, found_recipients) = sides(gold, got)
        actors = overlap(wanted, found, same_actor)
        recipients = overlap(wanted_recipients, found_recipients, same_actor)
        self._count("a", actors)
        self._count("r", recipients)
        strict = act_right(gold, got) and len(set(actors)) == 1 and len(set(recipients)) == 1
        n["strict"] += strict
        status = status_of(gold), status_of(got)
        self.statuses[status] += 1
        n["unreal"] += status[0] != "happened"
        n["unreal happened"] += status[0] != "happened" and status[1] == "happened"
        n["date"] += date_right(gold, got)
        chain = overlap(gold["said_by"], got["attribution"], lambda speaker, link: same_name(speaker, *_speakers(link)))
        self._count("c", chain)
        n["full"] += strict and status[0] == status[1] and date_right(gold, got) and len(set(chain)) == 1

    def result(self) -> dict[str, Any]:
        """The figures, rounded to three places; None where there is nothing to count."""
        n = self.n
        return {
            "articles": n["articles"],
            "failed": n["failed"],
            "clean body": self._share("clean", "articles"),
            "gold events": n["gold"],
            "program's events": n["got"],
            "core recall": self._share("core found", "core"),
            "recall": self._share("found", "gold"),
            "precision": self._share("found", "got"),
            "strict F1": _f1(n["strict"], n["gold"], n["got"]),
            "full F1": _f1(n["full"], n["gold"], n["got"]),
            "act": self._share("act", "found"),
            "actor F1": self._f1_of("a"),
            "recipient F1": self._f1_of("r"),
            "status F1": self._status_f1(),
            "false happened": self._share("unreal happened", "unreal"),
            "date": self._share("date", "found"),
            "chain F1": self._f1_of("c"),
            "quotes F1": self._f1_of("q"),
            "positions F1": self._f1_of("p"),
            "parties F1": self._f1_of("n"),
            "offsets": self._share("spans right", "spans"),
        }

    def _share(self, part: str, whole: str) -> float | None:
        return round(self.n[part] / self.n[whole], 3) if self.n[whole] else None

    def _f1_of(self, key: str) -> float | None:
        return _f1(self.n[f"{key} r"], self.n[f"{key} g"], self.n[f"{key} p"])

    def _status_f1(self) -> float | None:
        """Macro-F1 over the statuses that the coders used."""
        marks = []
        for status in sorted({wanted for wanted, _ in self.statuses}):
            right = self.statuses[status, status]
            wanted = sum(count for (w, _), count in self.statuses.items() if w == status)
            found = sum(count for (_, f), count in self.statuses.items() if f == status)
            marks.append(_f1(right, wanted, found) or 0.0)
        return round(sum(marks) / len(marks), 3) if marks else None


def _f1(right: int, gold: int, got: int) -> float | None:
    return round(2 * right / (gold + got), 3) if gold + got else None


def _is_clean(gold: Row, text: str | None) -> bool:
    """The body is whole and holds no leftover."""
    body = plain(text)
    leftovers = (plain(line) for line in gold.get("boilerplate", []) if len(line) > LEFTOVER)
    whole = plain(gold["body_first"]) in body and plain(gold["body_last"]) in body
    return whole and not any(line in body for line in leftovers)


def _told(gold: Row, event: Row) -> bool:
    return any(plain(g["quote"]) in plain(event["evidence"]["text"]) for g in gold["events"])


def _spans(events: list[Row]) -> Iterator[Row]:
    for event in events:
        for span in (event["trigger"], event["evidence"], *event["actors"], *event["recipients"]):
            if span.get("text") and span.get("in", "text") == "text":
                yield span


def _speakers(link: Row) -> list[str | None]:
    return [speaker.get(key) for speaker in link.get("speakers") or () for key in ("name", "text")]


def _same_party(gold: str, got: Row) -> bool:
    return gold == got.get("country") or same_name(gold, got.get("name"), got.get("text"))


def _same_position(gold: Row, got: Row) -> bool:
    wanted, found = set(words(gold["what"])) - EMPTY_WORDS, set(words(got["what"])) - EMPTY_WORDS
    near = 2 * len(wanted & found) >= len(wanted) and len(found) <= 3 * len(wanted) + 6
    return _same_party(gold["party"], got["party"]) and gold["kind"] == got["stance"] and near


def _same_quote(gold: Row, got: Row) -> bool:
    a, b = plain(gold["text"]).strip("\"'"), plain(got["text"]).strip("\"'")
    near = bool(b) and (a in b or b in a) and 2 * min(len(a), len(b)) >= max(len(a), len(b))
    return near and same_name(gold["speaker"], *_speakers(got))
