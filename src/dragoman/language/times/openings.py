"""The words with which a pattern can begin, read off the pattern itself, so that few are tried at each place.

An opening is the first word of a match in lower case, after *the* with the second word as well (`the last`), since
most patterns may begin with *the*. A figure is written `0`, any other character `*`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

__all__ = ["opening_at", "openings"]

ARTICLE = "the"
FIGURE, OTHER = "0", "*"
ROUNDS = 8
"""Times that a repeated piece may add to a first word, before the pattern is taken to begin with anything."""
WIDEST = 16
"""Characters of a range that are told apart (`[1-9]`, not `[a-z]`)."""
_FIRST = re.compile(r"(?:the(\s+))?(?:([^\W\d_]+)|(\d))?", re.IGNORECASE)


class _AnyWordError(Exception):
    """A pattern that may begin with any word."""


def opening_at(text: str, start: int, end: int) -> str | None:
    """The opening at an offset of a text that ends at `end`; null where the word has letters beyond ASCII, some of
    which are a case of an ASCII letter.

    >>> opening_at("Over the last week", 5, 18)
    'the last'
    """
    match = _FIRST.match(text, start, end)
    assert match is not None  # everything in it may be left out
    blank, word, figure = match.groups()
    second = word.lower() if word else FIGURE if figure else OTHER
    if not second.isascii():
        return None
    return f"{ARTICLE} {second}" if blank else second


def openings(expression: str, classes: Mapping[str, str] | None = None) -> frozenset[str] | None:
    """The openings of a regular expression, which is taken to ignore case; null if it may begin with anything.

    `classes` gives the expressions that single characters stand for, so that each is read once. An opening `the`
    alone leaves the second word open.

    >>> sorted(openings("(?:the )?(?:last|next) week"))
    ['last', 'next', 'the last', 'the next']
    """
    try:
        return _reader(tuple((classes or {}).items())).read(expression)
    except (_AnyWordError, ImportError):  # the parser of regular expressions is no public part of Python
        return None


@cache
def _reader(classes: tuple[tuple[str, str], ...]) -> _Reader:
    return _Reader(dict(classes))


class _Reader:
    """Walks the tree of an expression with the words that may have been read so far."""

    def __init__(self, classes: Mapping[str, str]) -> None:
        self.parse: Callable[..., Iterable[Any]] = import_module("re._parser").parse
        self.classes = classes
        self.known: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
        """What a class makes of a word begun: the words still incomplete, and the openings that are complete."""
        self.found: set[str] = set()
        """Openings that are complete."""

    def read(self, expression: str) -> frozenset[str]:
        self.found = set()
        begun = self._after(self.parse(expression, re.IGNORECASE), {""})
        if "" in begun:
            raise _AnyWordError
        return frozenset(self.found | {words.rstrip() for words in begun})

    def _after(self, tree: Iterable[Any], begun: set[str]) -> set[str]:
        """The words that are still incomplete behind a sequence, if these were before it."""
        for kind, value in tree:
            if not begun:
                break
            begun = self._after_one(str(kind), value, begun)
        return begun

    def _after_one(self, kind: str, value: Any, begun: set[str]) -> set[str]:
        if kind in ("ASSERT", "ASSERT_NOT", "AT"):
            return begun
        if kind == "LITERAL":
            return self._after_character(chr(value), begun)
        if kind == "IN":
            return set().union(*(self._after_member(str(k), v, begun) for k, v in value))
        if kind == "BRANCH":
            return set().union(*(self._after(tree, begun) for tree in value[1]))
        if kind == "SUBPATTERN":
            return self._after(value[-1], begun)
        if kind.endswith("_REPEAT"):
            return self._after_repeat(value[0], value[1], value[2], begun)
        raise _AnyWordError

    def _after_repeat(self, least: int, most: int, tree: Iterable[Any], begun: set[str]) -> set[str]:
        done = set() if least else set(begun)
        for times in range(1, int(most) + 1):
            begun = self._after(tree, begun)
            if not begun or (times > least and begun <= done):
                break
            if times > ROUNDS:
                raise _AnyWordError
            if times >= least:
                done |= begun
        return done

    def _after_member(self, kind: str, value: Any, begun: set[str]) -> set[str]:
        """One member of a set of characters."""
        if kind == "LITERAL":
            return self._after_character(chr(value), begun)
        if kind == "RANGE" and value[1] - value[0] < WIDEST:
            return set().union(*(self._after_character(chr(c), begun) for c in range(value[0], value[1] + 1)))
        blanks = {"CATEGORY_DIGIT": FIGURE, "CATEGORY_SPACE": " "}
        if kind == "CATEGORY" and str(value) in blanks:
            return self._after_character(blanks[str(value)], begun)
        raise _AnyWordError

    def _after_character(self, character: str, begun: set[str]) -> set[str]:
        if character in self.classes:
            return set().union(*(self._after_class(character, word) for word in begun))
        if character.isalpha():
            if not character.isascii():
                raise _AnyWordError
            return {words + character.lower() for words in begun}
        if character.isspace():
            self.found |= begun - {"", ARTICLE, f"{ARTICLE} "}
            if "" in begun:
                self.found.add(OTHER)
            return {f"{ARTICLE} "} if begun & {ARTICLE, f"{ARTICLE} "} else set()
        mark = FIGURE if character.isdecimal() else OTHER
        self.found |= {words + mark if words in ("", f"{ARTICLE} ") else words for words in begun}
        return set()

    def _after_class(self, character: str, word: str) -> set[str]:
        if (character, word) not in self.known:
            before, self.found = self.found, set()
            after = self._after(self.parse(self.classes[character], re.IGNORECASE), {word})
            self.known[character, word] = after, self.found
            self.found = before
        after, found = self.known[character, word]
        self.found |= found
        return after
