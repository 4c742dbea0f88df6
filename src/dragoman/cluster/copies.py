"""Copies among the texts of a lake, found as a store finds them (`linking.copies`), but all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from dragoman.cluster import duck
from dragoman.cluster.lake import Entry, Lake
from dragoman.cluster.tables import SCHEMAS
from dragoman.cluster.tasks import Tasks
from dragoman.linking.copies import COPIED, FEWEST, PROMISING, SHORTEST, containment, independent_groups

__all__ = ["copy_groups"]

POSTINGS = 64
"""Texts that each text is compared with for one mark, as in a store."""
PAIRS = 500
"""Pairs that are compared in one task."""

Pair = tuple[str, str, str, str]


def copy_groups(lake: Lake, connection: Any, entries: Iterable[Entry], tasks: Tasks) -> dict[str, str]:
    """For every article that is a copy of another one the id that its whole group shares."""
    articles = duck.table(lake, duck.files_of(entries, "articles"), SCHEMAS["articles"])
    candidates = _candidates(connection, articles)
    found = tasks.map(_copies, _batches(candidates))
    return independent_groups(pair for pairs in found for pair in pairs)


def _candidates(connection: Any, articles: str) -> Iterator[Pair]:
    """Pairs of ids that share marks enough, each with its two texts."""
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE candidates AS
        WITH marked AS (SELECT id, shingles, rate, unnest(marks) AS mark FROM {articles} WHERE shingles >= {SHORTEST}),
        ranked AS (SELECT *, row_number() OVER (PARTITION BY mark ORDER BY id) AS rank FROM marked)
        SELECT a.id AS one, b.id AS other FROM ranked a JOIN ranked b
        ON a.mark = b.mark AND a.rank < b.rank AND a.rank <= {POSTINGS}
        GROUP BY a.id, b.id
        HAVING count(*) >= {FEWEST} AND
        count(*) * any_value(greatest(a.rate, b.rate)) / any_value(least(a.shingles, b.shingles)) >= {PROMISING}
        """
    )
    yield from duck.rows(
        connection,
        f"SELECT c.one, a.text, c.other, b.text FROM candidates c JOIN {articles} a ON a.id = c.one "
        f"JOIN {articles} b ON b.id = c.other",
    )


def _batches(pairs: Iterator[Pair]) -> Iterator[list[Pair]]:
    while batch := list(islice(pairs, PAIRS)):
        yield batch


def _copies(pairs: list[Pair]) -> list[tuple[str, str]]:
    return [(one, other) for one, text, other, its in pairs if containment(text, its) >= COPIED]
