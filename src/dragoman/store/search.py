"""How people search for words, in a store, in a lake and on the desk: words that must all be there, `"a phrase"`,
`begin*`, `a OR b`, `-without`. Nothing that is typed can be a syntax error.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.errors import UsageError

__all__ = ["Search", "Term", "full_text", "parse"]

_TERM = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')


class Term(NamedTuple):
    """A word or a phrase."""

    text: str
    beginning: bool
    """Whether its last word may go on."""


class Search(NamedTuple):
    """Of each group of `wanted` one term must be there, and none of `unwanted`."""

    wanted: list[list[Term]]
    unwanted: list[Term]


def parse(words: str) -> Search:
    """What is searched for. Raises UsageError where there is no word that must be there."""
    found = Search([], [])
    joined = False
    for sign, phrase, single in _TERM.findall(words.replace("\x00", "")):
        if single == "OR" and not sign and found.wanted:
            joined = True
            continue
        text = phrase or single
        if not re.search(r"\w", text):
            continue
        term = Term(text.rstrip("*"), single.endswith("*"))
        if sign:
            found.unwanted.append(term)
        elif joined:
            found.wanted[-1].append(term)
        else:
            found.wanted.append([term])
        joined = False
    if not found.wanted:
        raise UsageError(f"no word to search for in {words!r}")
    return found


def full_text(words: str) -> str:
    """A search as FTS5 writes it. Raises UsageError as `parse`."""
    search = parse(words)
    query = " AND ".join(_any_of(group) for group in search.wanted)
    return f"({query}) NOT {_any_of(search.unwanted)}" if search.unwanted else query


def _any_of(terms: list[Term]) -> str:
    written = [f'"{term.text}"' + "*" * term.beginning for term in terms]
    return f"({' OR '.join(written)})"
