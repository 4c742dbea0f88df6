"""Lines of a text page: where each begins and ends, and paragraphs that were wrapped at a column made whole again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Line", "assemble", "logical_lines"]

MAX_WRAP = 120
"""Text wrapped at more columns than this is not wrapped for a terminal or for mail."""
MIN_WRAP = 40
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
    rows = _rows(page)
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


Row = tuple[int, int, int, bool]
"""Start, end, indent in columns, and whether a blank line stands above."""


def _rows(page: str) -> list[Row]:
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
    long = sorted(len(text) for text in texts)
    if len(long) < 4 or not MIN_WRAP <= long[-1] <= MAX_WRAP:
        return 0
    inner = [index for index in range(len(rows) - 1) if _inner(rows, index)]
    width = long[min(len(long) - 1, int(len(long) * 0.98))]
    candidates = [index for index in inner if len(texts[index]) > 0.6 * width]
    full = [index for index in candidates if _full(texts, index, width)]
    ragged = [index for index in full if texts[index][-1].isalnum() or texts[index][-1] in ",-"]
    if len(candidates) < 3 or len(full) < FULL_SHARE * len(candidates) or len(ragged) < 0.5 * len(full):
        return 0
    return width


def _full(texts: Sequence[str], index: int, width: int) -> bool:
    """The first word of the next row would not have fitted on this one."""
    return len(texts[index]) + 1 + len(texts[index + 1].split(maxsplit=1)[0]) > width - 2


def _continues(rows: Sequence[Row], texts: Sequence[str], index: int, width: int) -> bool:
    if not _inner(rows, index):
        return False
    return _full(texts, index, width) or (len(texts[index]) > 0.6 * width and texts[index + 1][:1].islower())


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
