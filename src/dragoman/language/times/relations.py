"""The word that governs a time expression: *since*, *until*, *by*, *for*, *within* …"""

from __future__ import annotations

import re
from functools import cache

from dragoman.language.reading import Reading
from dragoman.language.times.words import table

__all__ = ["relation_before"]

BETWEEN = r"at\s+least|at\s+the\s+latest|about|around|roughly|sometime|a\s+matter\s+of|as\s+little\s+as|as\s+few\s+as|only|just"
"""Words that may stand between a preposition and its time."""
FOLLOWED = re.compile(r"\s+(after|before|following|ahead of|prior to|from|into)\b(?!\s*[.,;:]|$)", re.IGNORECASE)
"""*Three days after the summit*: the length hangs on what comes next."""
HOLD_OVER_ARTICLE = frozenset({"since", "until", "by", "before", "after"})
"""Relations that hold for the day where the time qualifies a noun (*by a May 12 deadline*)."""
COUNTED = re.compile(
    r"\b(?:time|times|once|twice|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|only)"
    r"(?:\s+\w+){0,2}\s+$",
    re.IGNORECASE,
)
"""*The second time in two days* counts within a stretch that ends now, and looks ahead in no tense."""
NOT_A_LINK = frozenset({"to", "through", "–", "—", "following", "about", "around", "over", "post", "pre", "effective"})
"""Words that stand for a relation only where they are a preposition, or the second half of *from … to*."""


@cache
def _expression() -> re.Pattern[str]:
    words = [w for variants in table("words")["relations"].values() for w in variants]
    joined = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({joined})(?:\s+(?:{BETWEEN}))?(\s+(?:the|a|an))?[\s-]*$", re.IGNORECASE)


@cache
def _names() -> dict[str, str]:
    return {w: name for name, variants in table("words")["relations"].items() for w in variants}


def relation_before(
    reading: Reading, first: int, last: int, source: str, start: int, end: int, *, length: bool = False
) -> str:
    """The relation that the words before a time (and for a length, after it) put it in; empty if there is none."""
    sentence = reading.sentences[reading.tokens[first].sentence]
    if length and (match := FOLLOWED.match(source, end, sentence.end)):
        return "before" if match[1].lower() in ("before", "ahead of", "prior to") else "after"
    window = source[max(sentence.start, start - 40) : start]
    found = _expression().search(window)
    if found is None:
        return _second_half(reading, first, sentence.first)
    word = re.sub(r"\s+", " ", found[1].lower())
    name = _names()[word]
    if found[2] and name not in HOLD_OVER_ARTICLE:
        return ""
    if word == "in" and COUNTED.search(window[: found.start()]):
        return "over"
    if word == "through" and _goes_through(reading, first, source[start:end], sentence.first):
        return "during"
    if word in NOT_A_LINK and not _is_preposition(reading, first, word, sentence.first):
        return ""
    return name


def _goes_through(reading: Reading, first: int, text: str, begin: int) -> bool:
    """*Through the night*, *through the winter*, but not *from … through the summer* nor *through the end of June*."""
    if not text.lower().startswith("the ") or text.lower().startswith("the end"):
        return False
    return not any(t.lower == "from" for t in reading.tokens[max(begin, first - 8) : first])


def _is_preposition(reading: Reading, first: int, word: str, begin: int) -> bool:
    """Whether the word before the expression is a preposition there."""
    for i in range(first - 1, max(begin, first - 3) - 1, -1):
        token = reading.tokens[i]
        if token.lower == word.split()[-1]:
            if word == "to":
                return any(t.lower == "from" for t in reading.tokens[max(begin, first - 8) : i])
            return token.pos in ("ADP", "SCONJ", "PUNCT") or token.dep == "prep"
    return False


def _second_half(reading: Reading, first: int, begin: int) -> str:
    """*Between Monday and Friday*: the second day stands in the same relation as the first."""
    if (
        first - 1 >= begin
        and reading.tokens[first - 1].lower == "and"
        and any(t.lower == "between" for t in reading.tokens[max(begin, first - 8) : first])
    ):
        return "between"
    return ""
