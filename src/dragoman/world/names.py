"""How names are compared: words without case, accents and hyphens, but with a memory of their capitals."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from dragoman.datafiles import read_table

__all__ = [
    "PARTICLES",
    "TWO_FAMILY_NAMES",
    "Word",
    "ascii_fold",
    "kebab",
    "key",
    "plural",
    "split_words",
    "surnames",
    "word_pairs",
]

_DATA = read_table("world/names")
PARTICLES = frozenset(_DATA["particles"])
FAMILY_NAME_FIRST = frozenset(_DATA["family_name_first"])
TWO_FAMILY_NAMES = frozenset(_DATA["two_family_names"])
SUFFIXES = frozenset(_DATA["suffixes"])
SPELLINGS: dict[str, str] = _DATA["spellings"]
PLURALS: dict[str, str] = _DATA["plurals"]

WORD = re.compile(r"[^\W_]+")
DOTTED = re.compile(r"^(?:[^\W\d_]\.){2,}(?:[^\W\d_]\.?)?$")
LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae",
                         "Æ": "Ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a", "Ə": "A", "ʼ": "'", "’": "'"})  # fmt: skip


class Word(NamedTuple):
    """A word of a name or a text: folded for look-up, raw for its capitals, and the token it came from."""

    folded: str
    raw: str
    token: int


@lru_cache(maxsize=65536)
def ascii_fold(text: str) -> str:
    """The text without accents and with plain Latin letters; case is kept."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _split(text: str) -> tuple[tuple[str, str], ...]:
    plain = "-".join(p.replace(".", "") if DOTTED.match(p) else p for p in ascii_fold(text).split("-"))
    return tuple((SPELLINGS.get(low := _lower(w), low), w) for w in WORD.findall(plain))


def _lower(word: str) -> str:
    """Lower case, folded again: small letters may have an accent that their capitals hide."""
    return word.lower() if word.isascii() else ascii_fold(ascii_fold(word.lower()).lower())


@lru_cache(maxsize=65536)
def word_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """(folded, raw) of the words of a text; "Jong-un" gives two, "U.S." gives one ("us", "US")."""
    if "&" in text:
        text = text.replace("&", " and ")
    pieces = text.split()
    if len(pieces) == 1:
        return _split(pieces[0])
    return tuple(pair for piece in pieces for pair in _split(piece))


def split_words(text: str) -> list[Word]:
    """The words of a text that is no line of tokens."""
    return [Word(folded, raw, 0) for folded, raw in word_pairs(text)]


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The look-up key of a name: "Kim Jong-un" and "KIM JONG UN" give "kim jong un"."""
    return " ".join([folded for folded, _ in word_pairs(text)])


def kebab(text: str) -> str:
    """A name as it stands in an id: "Recep Tayyip Erdoğan" gives "recep-tayyip-erdogan"."""
    return key(text.replace("'", "").replace("’", "")).replace(" ", "-")


def surnames(name: str, country: str | None) -> list[str]:
    """The short forms under which news names a person again, the likeliest first; empty for one-word names.

    >>> surnames("Abdel Fattah al-Sisi", "EGY")
    ['al-Sisi', 'Sisi']
    >>> surnames("Moon Jae-in", "KOR")
    ['Moon']
    """
    parts = name.split()
    while len(parts) > 1 and key(parts[-1]) in SUFFIXES:
        parts.pop()
    if len(parts) < 2:
        return []
    if country in FAMILY_NAME_FIRST and len(parts) <= 3 and len(parts[0]) > 1 and "." not in parts[0]:
        return [parts[0]]
    found = [parts[-1]]
    start = len(parts) - 1
    while start > 1 and key(parts[start - 1]) in PARTICLES:
        start -= 1
    if start < len(parts) - 1:
        found.insert(0, " ".join(parts[start:]))
    if country in TWO_FAMILY_NAMES and len(parts) > 2 and start == len(parts) - 1 and key(parts[-2]) not in PARTICLES:
        found.append(" ".join(parts[-2:]))  # "López Obrador", "Ríos Montt"
    head, _, tail = parts[-1].partition("-")
    if tail and head.lower() in PARTICLES:
        found.append(tail)
    return found


@lru_cache(maxsize=8192)
def plural(noun: str) -> str:
    """The plural of an English noun phrase; only the head is changed ("heads of state", "gunmen")."""
    head, joint, rest = noun.partition(" of ")
    if not joint:
        head, joint, rest = noun.partition("-in-")
    first, space, last = head.rpartition(" ")
    if last in PLURALS:
        made = PLURALS[last]
    elif last.endswith(("man", "woman")) and last not in {"human", "german", "roman", "ottoman", "shaman"}:
        made = last[:-2] + "en"
    elif last.endswith(("wife", "thief")):
        made = last.removesuffix("fe").removesuffix("f") + "ves"
    elif last.endswith(("s", "x", "z", "ch", "sh")) and not last.endswith("arch"):
        made = last + "es"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        made = last[:-1] + "ies"
    else:
        made = last + "s"
    return first + space + made + joint + rest
