"""Quotation marks paired: curly, straight and doubled, over several paragraphs, and left open at a paragraph's end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.language.reading import Reading, Source

__all__ = ["Quote", "find_quotes"]

MARK = re.compile(r"[“”\"«»]|``|''|(?<![\w’'])[‘'](?=\w)|(?<=[.,!?…])[’'](?!\w)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation; offsets take in its marks."""

    start: int
    end: int
    source: Source
    words: int
    sentence_first: int
    """Index of the sentence in which it begins."""
    sentence_last: int


def find_quotes(reading: Reading) -> list[Quote]:
    """The quotations of an article, in order. One that a paragraph leaves open ends with the paragraph."""
    found: list[Quote] = []
    for source, text in (("title", reading.title), ("text", reading.text)):
        offset = 0
        for line in text.split("\n"):
            for start, end in _pairs(line):
                found.append(_quote(reading, offset + start, offset + end, source, text))  # type: ignore[arg-type]
            offset += len(line) + 1
    return found


def _pairs(line: str) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    single: int | None = None
    for match in MARK.finditer(line):
        mark, at = match.group(), match.start()
        if mark in "‘’'":
            if opened is not None:
                continue
            if single is None:
                single = at if mark != "’" else None
            else:
                if match.end() - single > 12:
                    pairs.append((single, match.end()))
                single = None
            continue
        closes = mark in "”»" or mark == "''" or (mark == '"' and opened is not None)
        if mark == '"' and opened is None:
            closes = False
        if not closes and opened is None:
            opened = at
        elif closes and opened is not None:
            pairs.append((opened, match.end()))
            opened = None
    if opened is not None and len(line) - opened > 20:
        pairs.append((opened, len(line.rstrip())))
    return pairs


def _quote(reading: Reading, start: int, end: int, source: Source, text: str) -> Quote:
    inside = [s.index for s in reading.sentences if s.source == source and s.start < end and s.end > start]
    return Quote(
        start=start, end=end, source=source, words=len(text[start:end].split()),
        sentence_first=inside[0] if inside else -1, sentence_last=inside[-1] if inside else -1,
    )  # fmt: skip
