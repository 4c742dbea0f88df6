"""Quotation marks paired: curly, straight and doubled, over several paragraphs, and missing at one end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.language.reading import Reading, Sentence, Source

__all__ = ["Quote", "find_quotes", "pair_marks"]

DOUBLE = re.compile(r"[“”„‟\"«»]|``|''|’’|‘‘")
SINGLE = re.compile(r"(?<![\w’'.,])[‘'](?=[\w“\"])|(?<=[\w.,!?…])[’'](?!\w)")
OPENING = frozenset({"“", "„", "«", "``", "‘‘"})
CLOSING = frozenset({"”", "»", "’’"})
LEAST_SINGLE = 3
"""Words between single marks: fewer are a name of a thing or an apostrophe."""
LEAST_UNCLOSED = 4
"""Words after an opening mark that its paragraph does not close; fewer are a stray mark."""


@dataclass(slots=True)
class Quote:
    """A quotation within a paragraph; offsets take in its marks."""

    start: int
    end: int
    source: Source
    words: int
    first: int
    """Token index of its first word or mark."""
    last: int
    """Token index of its last word or mark, itself included."""
    goes_on: bool = False
    """Left open at the end of its paragraph, and opened again by the next: one speaker speaks on."""


def find_quotes(reading: Reading) -> list[Quote]:
    """The quotations of an article that nothing else encloses, in order."""
    found: list[Quote] = []
    title = [s for s in reading.sentences if s.source == "title"]
    body = [s for s in reading.sentences if s.source == "text"]
    for source, text, sentences in (("title", reading.title, title), ("text", reading.text, body)):
        if sentences:
            found.extend(_of_text(reading, source, text, sentences))  # type: ignore[arg-type]
    return found


def _of_text(reading: Reading, source: Source, text: str, sentences: list[Sentence]) -> Iterator[Quote]:
    begin, end = sentences[0].first, sentences[-1].last
    tokens = reading.tokens[begin:end]
    starts, ends = [t.start for t in tokens], [t.end for t in tokens]
    offset = 0
    before: Quote | None = None
    for line in text.split("\n"):
        for start, stop, closed in pair_marks(line):
            first = bisect_right(ends, offset + start)
            last = bisect_left(starts, offset + stop) - 1
            if first > last:
                continue
            if before is not None and not line[:start].strip():
                before.goes_on = True
            quote = Quote(
                start=offset + start, end=offset + stop, source=source, words=len(line[start:stop].split()),
                first=begin + first, last=begin + last,
            )  # fmt: skip
            yield quote
            before = None if closed else quote
        if line.strip() and before is not None and before.end < offset:
            before = None
        offset += len(line) + 1


def pair_marks(line: str) -> list[tuple[int, int, bool]]:
    """(start, end, closed) of the outermost quotations of a paragraph, by its own offsets, marks taken in.

    A straight mark opens if a space stands before it and none after it. A closing mark without an opening one closes
    what began with the paragraph; an opening one that nothing closes runs to the end of the paragraph.
    """
    pairs: list[tuple[int, int, bool]] = []
    opened: int | None = None
    for match in DOUBLE.finditer(line):
        opens = _opens(line, match.start(), match.end(), opened is not None)
        if opens and opened is None:
            opened = match.start()
        elif opens and opened is not None and match.group() not in OPENING and match.start() - opened > 1:
            pairs.append((opened, match.start(), True))  # a second straight mark opens: the first was never closed
            opened = match.start()
        elif not opens and opened is not None:
            pairs.append((opened, match.end(), True))
            opened = None
        elif not opens and not pairs and match.group() in CLOSING and len(line[: match.start()].split()) > 3:
            pairs.append((len(line) - len(line.lstrip()), match.end(), True))
    if opened is not None and len(line[opened:].split()) >= LEAST_UNCLOSED:
        pairs.append((opened, len(line.rstrip()), False))
    return sorted(pairs + list(_single(line, pairs)))


def _opens(line: str, start: int, end: int, inside: bool) -> bool:
    mark = line[start:end]
    if mark in OPENING:
        return True
    if mark in CLOSING:
        return False
    before = line[start - 1] if start else " "
    after = line[end] if end < len(line) else " "
    if before.isspace() and after.isspace():
        return not inside
    if before.isspace() or before in "([{-–—/‘'":
        return not (inside and after in ".,;:!?)")
    if after.isspace() or after in ".,;:!?)]}-–—’'":
        return False
    return not inside


def _single(line: str, taken: list[tuple[int, int, bool]]) -> Iterator[tuple[int, int, bool]]:
    """Quotations between single marks, outside the double ones."""
    opened: int | None = None
    for match in SINGLE.finditer(line):
        at = match.start()
        if any(a <= at < b for a, b, _ in taken):
            continue
        opening = match.group() == "‘" or (match.group() == "'" and (at == 0 or line[at - 1] in " (-–—"))
        if opening:
            opened = at
        elif opened is not None and _closes(line, at, match.end()) and len(line[opened:at].split()) >= LEAST_SINGLE:
            if not any(a < match.end() and opened < b for a, b, _ in taken):
                yield opened, match.end(), True
            opened = None


def _closes(line: str, at: int, end: int) -> bool:
    ends = line[at - 1] in ".,!?…" or end == len(line) or line[end] in " .,;:!?)"
    return ends and not _plural(line, at)


def _plural(line: str, at: int) -> bool:
    """`the workers' pay`: an apostrophe that belongs to its word, unless nothing else closes the quotation."""
    if line[at - 1] != "s" or line[at + 1 : at + 2] != " ":
        return False
    return any(m.start() > at and not line[m.start() - 1].isspace() for m in SINGLE.finditer(line, at + 1))
