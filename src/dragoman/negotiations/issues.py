"""What a text is about, of the subjects of negotiations in `data/language/positions.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman.language.tables import table

__all__ = ["issue_of", "issues_of"]


def issue_of(text: str) -> str | None:
    """The first subject, in the order of the table, whose words are in a text."""
    return next(issues_of(text), None)


def issues_of(text: str) -> Iterator[str]:
    """All subjects whose words are in a text, in the order of the table."""
    return (name for name, pattern in _issues().items() if pattern.search(text))


@cache
def _issues() -> dict[str, re.Pattern[str]]:
    issues: dict[str, list[str]] = table("positions")["issues"]
    return {name: re.compile(r"\b(?:" + "|".join(words) + r")", re.IGNORECASE) for name, words in issues.items()}
