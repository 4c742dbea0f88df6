"""Lines of a text page: where each begins and ends, and paragraphs that were wrapped at a column made whole again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page, or several that a wrap had cut: pieces of the page joined by single spaces."""

    pieces: tuple[tuple[int, int], ...]
    """Start and end offsets in the page's text."""
    text: str

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]


def logical_lines(page: str) -> list[Line]:
    """The lines of `page` that hold something, stripped, wrapped paragraphs joined."""
    rows = rows_of(page)
    texts = [page[start:end] for start, end, _, _ in rows]
    width = _wrap_width(rows, texts)
    lines: list[Line] = []
    pieces: list[tuple[int, int]] = []
    for index, (start, end, _, _) in enumerate(rows):
        pieces.append((start, end))
        if width and index + 1 < len(rows) and _continues(rows, texts, index, width):
            continue
        lines.append(Line(tuple(pieces), " ".join(page[a:b] for a, b in pieces)))
        pieces.clear()
    return lines


def whole_lines(text: str, at: int = 0) -> list[Line]:
    """The paragraphs of a text that databases give: parted by blank lines where it is wrapped and has some.

    Args:
        text: Nothing but the article's text.
        at: Where it begins in the page.
    """
    rows = rows_of(text)
    if not any(row[3] for row in rows[1:]) or max(end - start for start, end, _, _ in rows) > MAX_WRAP:
        return [Line(tuple((a + at, b + at) for a, b in line.pieces), line.text) for line in logical_lines(text)]
    lines: list[Line] = []
    for start, end, indent, blank in rows:
        line = Line(((start + at, end + at),), text[start:end])
        if lines and not blank and indent <= MARGIN and not OPENS.match(text[start:end]):
            line = Line((*lines[-1].pieces, *line.pieces), f"{lines[-1].text} {line.text}")
            lines.pop()
        lines.append(line)
    return lines


Row = tuple[int, int, int, bool]
"""Start, end, indent in columns, and whether a blank line stands above."""


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
    long = len(texts[index]) > 0.6 * width and texts[index + 1][:1].islower()
    return long or _full(texts, index, width) or _cut(texts, index)


def assemble(lines: Sequence[Line]) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """Text of `lines` joined by newlines, and where it lies in the page: (start in text, start in page, length)."""
    offsets: list[tuple[int, int, int]] = []
    position = 0
    for line in lines:
        at = position
        for start, end in line.pieces:
            offsets.append((at, start, end - start))
            at += end - start + 1
        position += len(line.text) + 1
    return "\n".join(line.text for line in lines), tuple(offsets)
