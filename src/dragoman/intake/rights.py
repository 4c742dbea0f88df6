"""Rights lines, and the outlet they or a masthead name."""

from __future__ import annotations

import re

from dragoman.datafiles import read_words

__all__ = ["holder", "is_rights", "masthead", "outlet_words"]

RIGHTS = re.compile(
    r"^\s*(?:©|copyright\b|\(c\)\s)|all rights reserved|(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:19|20)\d\d|(?:19|20)\d\d\s*©",
    re.IGNORECASE,
)
MARK = re.compile(r"copyright|©|\(c\)", re.IGNORECASE)
YEARS = re.compile(r"\b(?:19|20)\d\d\b(?:\s*[-–,]\s*(?:(?:19|20)\d\d|\d\d|present)\b)?")
HOLDER_END = re.compile(
    r"\.?\s*(?:all rights|all content|reproduction|no part|use of this|terms|this (?:material|site)|unless|powered|registered)"
    r"|\.\s+(?=[A-Z])|\s[|•·–—]\s|;",
    re.IGNORECASE,
)
EDITION = re.compile(r"\s+(?:online|web|digital|international|print)?\s*edition$", re.IGNORECASE)
MAX_HOLDER_WORDS = 8
MAX_MASTHEAD_WORDS = 6


def outlet_words() -> frozenset[str]:
    """Words that outlets are called by, lower case."""
    return read_words("intake/outlet_words")


def is_rights(line: str) -> bool:
    """Whether the line claims rights in the page."""
    lowered = line.lower()
    return (
        len(line) < 600
        and any(mark in lowered for mark in ("©", "(c)", "copyright", "reserved"))
        and RIGHTS.search(line) is not None
    )


def holder(line: str) -> str | None:
    """Who holds the rights that the line claims: `Copyright 2024 Riverbank Media Ltd. All …` gives Riverbank Media Ltd."""
    mark = MARK.search(line)
    if not mark:
        return None
    after = MARK.sub(" ", line[mark.start() :])
    year = YEARS.search(after)
    candidate = after[year.end() :] if year and year.start() < 60 else after
    if year and not _name(candidate):
        candidate = after[: year.start()]
    name = _name(candidate)
    return name if name else _name(line[: mark.start()])


def _name(text: str) -> str | None:
    text = re.sub(r"^[\s,.:|\-–]*(?:by\s+|to\s+)?", "", text, flags=re.IGNORECASE)
    ends = HOLDER_END.search(text)
    if ends:
        keep_stop = text[ends.start() : ends.start() + 1] == "." and re.search(
            r"\b(?:Inc|Ltd|Co|Corp|S\.A)$", text[: ends.start()]
        )
        text = text[: ends.start() + (1 if keep_stop else 0)]
    text = YEARS.sub("", text).strip(" ,|-–:")
    if not re.search(r"\b(?:Inc|Ltd|Co|Corp|[A-Z])\.$", text):
        text = text.rstrip(".")
    words = text.split()
    if not 0 < len(words) <= MAX_HOLDER_WORDS or not any(word[:1].isupper() for word in words):
        return None
    return text


def masthead(line: str) -> str | None:
    """The outlet where a line above the title is its name, perhaps with a section: `DANUBE REVIEW | Europe`."""
    name = EDITION.sub("", re.split(r"\s*(?:[|>»›•·]|//)\s*|\s+[-–—]\s+|,\s", line.strip())[0])
    words = name.split()
    if not 2 <= len(words) <= MAX_MASTHEAD_WORDS or not all(
        word[0].isupper() or word in ("of", "the", "&", "and") for word in words
    ):
        return None
    if words[-1].lower() not in outlet_words() and words[0 if words[0] != "The" else 1].lower() not in outlet_words():
        return None
    return name.title() if name.isupper() else name
