"""Sums of money as one word: spaCy takes the *m* of `£200m` for metres and cuts it off, and the sum is lost to the
parser, which knows `£2bn`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from dragoman.language.tables import table

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["join_sums"]

SOME = re.compile(r"\d[mM]\b")
AMOUNT = re.compile(r"(?:[A-Z]{3}|Rs)?\d[\d.,]*")


def join_sums(doc: Doc) -> Doc:
    """The document with `200` and `m` as one token where a currency stands before or after; else as it is."""
    if not SOME.search(doc.text):
        return doc
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    for i in range(len(words) - 1, 0, -1):
        if words[i] not in ("m", "M", "m.", "M.") or spaces[i - 1] or not AMOUNT.fullmatch(words[i - 1]):
            continue
        if _is_money(words, i):
            stop = words[i][1:]
            words[i - 1 : i + 1] = [words[i - 1] + words[i][:1], *([stop] if stop else [])]
            spaces[i - 1 : i + 1] = [False, spaces[i]] if stop else [spaces[i]]
    if len(words) == len(doc) and words == [t.text for t in doc]:
        return doc
    return type(doc)(doc.vocab, words=words, spaces=spaces)


def _is_money(words: list[str], unit: int) -> bool:
    """Whether a currency is named around a number and its unit: `£200m`, `£2-3m`, `NOK200m`, `200m euros`."""
    if unit + 1 < len(words) and words[unit + 1].lower() in _currencies():
        return True
    if not words[unit - 1][0].isdigit():
        return True
    before = words[max(0, unit - 4) : unit - 1]
    while before and (before[-1] in ("-", "–", "to") or AMOUNT.fullmatch(before[-1])):
        before.pop()
    return bool(before) and (unicodedata.category(before[-1][-1]) == "Sc" or before[-1] in ("Rs", "Rs."))


@cache
def _currencies() -> frozenset[str]:
    return frozenset(table("money")["currencies"])
