"""What changed between two versions of a page's text, marked word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

__all__ = ["Mark", "Marked", "marked_changes"]

Mark = Literal["=", "-", "+"]
Marked = list[tuple[Mark, str]]
"""Stretches of text in order: `=` stood and stands, `-` stood, `+` stands now."""

MOST_WORDS = 4_000
"""Words of a stretch that are compared one by one; a longer one is marked as a whole."""


def marked_changes(old: str, new: str) -> Marked:
    """The new text with what was taken out of the old one, and what was put in, marked. Joining `=` and `+` gives the
    new text, joining `=` and `-` the old one."""
    found: Marked = []
    before, now = _paragraphs(old), _paragraphs(new)
    for kind, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("=", "".join(before[a:b])))
        else:
            found.extend(_by_word("".join(before[a:b]), "".join(now[c:d])))
    return _joined(found)


def _by_word(old: str, new: str) -> Iterator[tuple[Mark, str]]:
    before, now = _words(old), _words(new)
    if not before or not now or max(len(before), len(now)) > MOST_WORDS:
        yield from _replaced(before, now)
        return
    for kind, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "=", "".join(before[a:b])
        else:
            yield from _replaced(before[a:b], now[c:d])


def _replaced(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[Mark, str]]:
    if before:
        yield "-", "".join(before)
    if now:
        yield "+", "".join(now)


def _paragraphs(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _words(text: str) -> list[str]:
    """Words, and the space between them."""
    return re.findall(r"\s+|\S+", text)


def _joined(marked: Marked) -> Marked:
    joined: Marked = []
    for mark, text in marked:
        if joined and joined[-1][0] == mark:
            joined[-1] = (mark, joined[-1][1] + text)
        else:
            joined.append((mark, text))
    return joined
