"""How people search for words."""

from __future__ import annotations

import pytest

from dragoman.errors import UsageError
from dragoman.store.search import full_text


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("ceasefire talks", '("ceasefire") AND ("talks")'),
        ('"peace treaty" sign*', '("peace treaty") AND ("sign"*)'),
        ("truce OR ceasefire river", '("truce" OR "ceasefire") AND ("river")'),
        ("talks -nuclear", '(("talks")) NOT ("nuclear")'),
        ("NEAR( AND *", '("NEAR(") AND ("AND")'),
    ],
)
def test_what_a_person_writes_becomes_a_search(words: str, query: str) -> None:
    assert full_text(words) == query


def test_a_search_needs_a_word() -> None:
    with pytest.raises(UsageError, match="no word"):
        full_text("- * ()")
