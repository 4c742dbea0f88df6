"""A condition and what is done for it, joined by the text's own word: *unless*, *until*, *only if*."""

from __future__ import annotations

import re
from functools import cache

from dragoman.negotiations.binding import position_words

__all__ = ["condition_text"]

NOT = re.compile(r"(?:not|no longer)\s+", re.IGNORECASE)


def condition_text(what: str, price: str, sentence: str) -> str:
    """`go to Nairobi` if `they let observers visit`, as the sentence joins the two: *not go to Nairobi, unless they let
    observers visit*; of what was refused, *go to Nairobi: refused until they let observers visit*. Where that cannot be
    seen, *if* joins them, which is always true."""
    before = sentence.partition(what)[0] if what in sentence else ""
    if (turning := _ending("turning").search(before)) is not None:
        if (turned := _as_told(price, sentence)) is not None:
            return f"{turned}, {turning[1].lower()} {what}"
        refused = price in before and _refusing().search(before.partition(price)[0]) is not None
        return f"{price}: refused {turning[1].lower()} {what}" if refused else f"{price}, if {what}"
    joint = _ending("joining_conditions").search(before)
    return f"{price}, {joint[1].lower() if joint and price in sentence else 'if'} {what}"


def _as_told(price: str, sentence: str) -> str | None:
    """What is left undone or done as long as the condition is not met, in the text's words: `not go to Nairobi`."""
    if (denial := NOT.match(price)) is not None:
        bare = price[denial.end() :]
        return bare if bare in sentence and price not in sentence else None
    denied = re.search(rf"\b(?:not|never|no)\s+{re.escape(price)}", sentence, re.IGNORECASE)
    return denied[0] if denied else None


@cache
def _refusing() -> re.Pattern[str]:
    """A word by which somebody refuses, in any form, near the end of a text: `refused to`."""
    stems = sorted({word.removesuffix("e").removesuffix("y") for word in position_words("refusing")})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})\w*(?: \w+){{0,4}}\s*$", re.IGNORECASE)


@cache
def _ending(name: str) -> re.Pattern[str]:
    """One of the words of a list at the end of a text."""
    words = sorted(position_words(name), key=lambda word: (-len(word), word))
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})\s+$", re.IGNORECASE)
