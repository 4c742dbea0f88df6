"""Lines of a text page: where each begins and ends, and paragraphs that were wrapped at a column made whole again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.intake.printed import Hyphens, running_rows

__all__ = ["Line", "Row", "assemble", "logical_lines", "rows_of", "whole_lines"]

OPENS = re.compile(r"[*•]\s|\(?\d{1,2}[.)]\s|[A-Z][A-Z .'’-]{2,40}:\s")
"""The beginning of a point of a list, or of a turn in a transcript."""
MAX_WRAP = 120
"""Text wrapped at more columns than this is not wrapped for a terminal or for mail."""
MIN_WRAP = 40
MIN_ROWS = 3
MARGIN = 8
"""Columns by which wrapped lines differ in length; what is longer by more ran over the margin."""
ENDS = '.!?:;…"”’)'
CUT_SHARE = 0.5
"""Share of long lines that a wrap has cut in the middle of a sentence, for the page to count as wrapped."""
FULL_SHARE = 0.7
"""Share of lines inside a paragraph that must be as full as they could be, for the page to count as wrapped."""


Row = tuple[int, int, int, bool]
"""Start, end, indent in columns, and whether a blank line stands above."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page, or several that a wrap had cut: pieces of the page joined by single spaces."""

    pieces: tuple[tuple[int, int], ...]
    """Start and end offsets in the page's text."""
    text: str
    tight: frozenset[int] = frozenset()
    """Numbers of pieces that follow the one before without a space: a wrap had parted a word."""
    running: bool = False
    """A running head or a page number."""

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]


def logical_lines(page: str) -> list[Line]:
    """The lines of `page` that hold something, stripped, wrapped paragraphs joined. Running heads and page numbers of a
    printed page are no part of paragraphs, and are marked `running`."""
    every = rows_of(page)
    running = running_rows([page[row[0] : row[1]] for row in every], _breaks(page, every))
    rows = _without(every, running, page) if running else every
    texts = [page[start:end] for start, end, _, _ in rows]
    width = _wrap_width(rows, texts)
    hyphens = Hyphens(page)
    lines = [
        Line(((every[row][0], every[row][1]),), page[every[row][0] : every[row][1]], running=True) for row in running
    ]
    first = 0
    for index in range(len(rows)):
        if index + 1 < len(rows) and (width or running) and _continues(rows, texts, index, width):
            continue
        lines.append(_joined(page, rows[first : index + 1], hyphens))
        first = index + 1
    return sorted(lines, key=lambda line: line.start) if running else lines


def _joined(page: str, rows: Sequence[Row], hyphens: Hyphens, at: int = 0) -> Line:
    """Rows as one line: a space between two, or nothing where a hyphen parted a word."""
    pieces: list[tuple[int, int]] = []
    tight: set[int] = set()
    text = ""
    for start, end, _, _ in rows:
        row = page[start:end]
        if pieces and hyphens.parted(text, row):
            pieces[-1] = (pieces[-1][0], pieces[-1][1] - 1)
            tight.add(len(pieces))
            text = text[:-1] + row
        else:
            text = f"{text} {row}" if pieces else row
        pieces.append((start + at, end + at))
    return Line(tuple(pieces), text, frozenset(tight))


def _breaks(page: str, rows: Sequence[Row]) -> list[bool]:
    """For each row, whether a form feed stands between it and the one above."""
    if "\f" not in page:
        return [False] * len(rows)
    ends = [0, *(row[1] for row in rows)]
    return ["\f" in page[end : row[0]] for end, row in zip(ends, rows, strict=False)]


def _without(rows: Sequence[Row], running: set[int], page: str) -> list[Row]:
    """The rows without running ones; a paragraph that went on over the page's end has no blank line in it."""
    left: list[Row] = []
    for number, (start, end, indent, blank) in enumerate(rows):
        if number in running:
            continue
        if number - 1 in running and left:
            above = page[left[-1][0] : left[-1][1]]
            blank = above[-1] in ENDS or not page[start : start + 1].islower()
            indent = indent if blank else 0
        left.append((start, end, indent, blank))
    return left


def whole_lines(text: str, at: int = 0) -> list[Line]:
    """The paragraphs of a text that databases give: parted by blank lines where it is wrapped and has some.

    Args:
        text: Nothing but the article's text.
        at: Where it begins in the page.
    """
    rows = rows_of(text)
    if not any(row[3] for row in rows[1:]) or max(end - start for start, end, _, _ in rows) > MAX_WRAP:
        return [
            Line(tuple((a + at, b + at) for a, b in line.pieces), line.text, line.tight) for line in logical_lines(text)
        ]
    hyphens = Hyphens(text)
    firsts = [
        number
        for number, (start, end, indent, blank) in enumerate(rows)
        if not number or blank or indent > MARGIN or OPENS.match(text[start:end])
    ]
    return [
        _joined(text, rows[first:end], hyphens, at) for first, end in zip(firsts, [*firsts[1:], len(rows)], strict=True)
    ]


def rows_of(page: str) -> list[Row]:
    """The rows of `page` that hold something, without the white space about them."""
    rows: list[Row] = []
    position, blank = 0, False
    for raw in page.split("\n"):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            start = position + indent
            rows.append((start, start + len(stripped), indent, blank))
            blank = False
        else:
            blank = True
        position += len(raw) + 1
    return rows


def _inner(rows: Sequence[Row], index: int) -> bool:
    """No blank line and no fresh indent between this row and the next."""
    following = rows[index + 1]
    return not following[3] and following[2] <= rows[index][2]


def _wrap_width(rows: Sequence[Row], texts: Sequence[str]) -> int:
    """The column at which the page's paragraphs are wrapped; 0 where they are not."""
    width = _usual_length(texts)
    if not MIN_WRAP <= width <= MAX_WRAP:
        return 0
    inner = [index for index in range(len(rows) - 1) if _inner(rows, index)]
    candidates = [index for index in inner if len(texts[index]) > 0.6 * width]
    if not candidates:
        return 0
    cut = [index for index in candidates if _cut(texts, index)]
    if len(cut) > 1 and len(cut) >= CUT_SHARE * len(candidates):
        return width
    if max(map(len, texts)) > MAX_WRAP:
        return 0
    full = [index for index in candidates if _full(texts, index, width)]
    ragged = [index for index in full if texts[index][-1].isalnum() or texts[index][-1] in ",-"]
    if len(candidates) < 3 or len(full) < FULL_SHARE * len(candidates) or len(ragged) < 0.5 * len(full):
        return 0
    return width


def _usual_length(texts: Sequence[str]) -> int:
    """The length of the longest lines that are no exception: an address or a headline may run over the margin."""
    lengths = sorted(map(len, texts), reverse=True)
    if len(lengths) < MIN_ROWS:
        return 0
    usual = lengths[max(1, len(lengths) // 50)]
    return usual if lengths[0] > usual + MARGIN else lengths[0]


def _cut(texts: Sequence[str], index: int) -> bool:
    """The row stops in the middle of a sentence, and the next goes on in a small letter."""
    return texts[index + 1][:1].islower() and texts[index][-1] not in ENDS


def _full(texts: Sequence[str], index: int, width: int) -> bool:
    """The first word of the next row would not have fitted on this one."""
    return len(texts[index]) + 1 + len(texts[index + 1].split(maxsplit=1)[0]) > width - 2


def _continues(rows: Sequence[Row], texts: Sequence[str], index: int, width: int) -> bool:
    if not _inner(rows, index):
        return False
    if not width:
        return _cut(texts, index)
    long = len(texts[index]) > 0.6 * width and texts[index + 1][:1].islower()
    return long or _full(texts, index, width) or _cut(texts, index)


def assemble(lines: Sequence[Line]) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """Text of `lines` joined by newlines, and where it lies in the page: (start in text, start in page, length)."""
    offsets: list[tuple[int, int, int]] = []
    position = 0
    for line in lines:
        at = position
        for number, (start, end) in enumerate(line.pieces):
            at += number > 0 and number not in line.tight
            offsets.append((at, start, end - start))
            at += end - start
        position += len(line.text) + 1
    return "\n".join(line.text for line in lines), tuple(offsets)
