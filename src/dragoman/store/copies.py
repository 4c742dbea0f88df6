"""Copies among the texts of a store: each new text is compared with the few that share sampled shingles with it."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Sequence

from dragoman.linking.copies import FEWEST, Fingerprint, find_copies, fingerprint, independent_groups
from dragoman.store.database import Database

__all__ = ["CopyFinder"]

POSTINGS = 64
"""Texts looked at for one mark: any member of a group of copies leads to the whole group, so that the hundredth
reprint costs no more than the tenth."""


class CopyFinder:
    """Keeps fingerprints and copies of the articles of a store. It opens no transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, articles: Iterable[str]) -> set[str]:
        """Fingerprint articles and find their copies; returns the articles whose group of copies has changed."""
        texts: dict[str, tuple[str, Fingerprint]] = {}
        touched: set[str] = set()
        marks: list[tuple[int, int]] = []
        for article in articles:
            number, text = self._db.only("SELECT number, text FROM articles WHERE id = ?", article)
            own = fingerprint(text)
            touched |= self._forget(article, number)
            self._db.execute("INSERT INTO fingerprints VALUES (?, ?, ?, ?)", number, own.shingles, own.rate, _pack(own))
            marks.extend((mark, number) for mark in own.marks)
            texts[article] = text, own
        # in order, so that neighbours in the index are written together: marks lie all over it
        self._db.insert("fingerprint_marks", ({"mark": mark, "article": number} for mark, number in sorted(marks)))
        for article, (text, own) in texts.items():
            for copy in find_copies(article, text, own, self):
                pair = sorted((copy.one, copy.other))
                self._db.execute("INSERT OR REPLACE INTO copies VALUES (?, ?, ?)", *pair, copy.contained)
                touched |= {copy.one, copy.other}
        return self._regroup(touched)

    def sharing(self, marks: Sequence[int]) -> Iterator[tuple[str, int, int, int]]:
        """`linking.copies.Library`: texts that have some of these marks."""
        # the marks are counted before any article is looked at: rows of articles are long
        sql = (
            "SELECT a.id, f.shingles, f.rate, met.common FROM (SELECT m.article AS place, count(*) AS common "
            "FROM json_each(?1) j CROSS JOIN fingerprint_marks m WHERE m.mark = j.value AND m.article IN "
            "(SELECT article FROM fingerprint_marks WHERE mark = j.value ORDER BY article LIMIT ?2) "
            "GROUP BY m.article HAVING count(*) >= ?3) met "
            "CROSS JOIN fingerprints f ON f.article = met.place CROSS JOIN articles a ON a.number = met.place"
        )
        yield from self._db.rows(sql, json.dumps(marks), POSTINGS, FEWEST)

    def text(self, id: str) -> str:
        """`linking.copies.Library`: the text of an article."""
        return str(self._db.only("SELECT text FROM articles WHERE id = ?", id)[0])

    def _forget(self, article: str, number: int) -> set[str]:
        """Take an article's fingerprint and copies away; returns what it was a copy of."""
        row = self._db.one("SELECT marks FROM fingerprints WHERE article = ?", number)
        if row is None:
            return set()
        for (mark,) in struct.iter_unpack("<q", row[0]):
            self._db.execute("DELETE FROM fingerprint_marks WHERE mark = ? AND article = ?", mark, number)
        self._db.execute("DELETE FROM fingerprints WHERE article = ?", number)
        before = set(self._copies_of(article))
        self._db.execute("DELETE FROM copies WHERE one = ?1 OR other = ?1", article)
        return before

    def _copies_of(self, article: str) -> Iterator[str]:
        sql = "SELECT other FROM copies WHERE one = ?1 UNION SELECT one FROM copies WHERE other = ?1"
        for (other,) in self._db.rows(sql, article):
            yield other

    def _regroup(self, touched: Iterable[str]) -> set[str]:
        """Make the groups of these articles anew from the copies that are known; returns who came into another one."""
        pairs: list[tuple[str, str]] = []
        seen: set[str] = set()
        open_ = sorted(touched)
        while open_:
            article = open_.pop()
            if article in seen:
                continue
            seen.add(article)
            others = list(self._copies_of(article))
            pairs.extend((article, other) for other in others)
            open_.extend(others)
        groups = independent_groups(pairs)
        changed = set()
        for article in seen:
            row = self._db.one("SELECT text FROM copy_groups WHERE article = ?", article)
            if (row[0] if row else None) == groups.get(article):
                continue
            changed.add(article)
            self._db.execute("DELETE FROM copy_groups WHERE article = ?", article)
            if article in groups:
                self._db.execute("INSERT INTO copy_groups VALUES (?, ?)", article, groups[article])
        return changed


def _pack(own: Fingerprint) -> bytes:
    return struct.pack(f"<{len(own.marks)}q", *own.marks)
