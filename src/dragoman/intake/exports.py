"""The exports of news databases: one file with many articles becomes a page for each.

A file is taken for an export where its beginning holds an article in one of the known forms (`forms`). It is then cut at
the lines that stand between articles, as a stream. `record` reads the articles.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator

from dragoman.errors import PageError
from dragoman.intake.decode import MAX_BYTES, decode, is_html
from dragoman.intake.forms import Form, boundaries, form_of
from dragoman.intake.lines import NumberedLine, numbered_lines, text_of
from dragoman.intake.page import Page
from dragoman.intake.rendering import parse_html, render
from dragoman.intake.streams import Stream, Transcoded
from dragoman.model import Reject

__all__ = ["SAMPLE", "export_form", "export_pages", "exported_text", "several_articles"]

SAMPLE = 262_144
"""Bytes at the beginning of a file in which its first article must show itself, behind a cover and a list of contents."""
HINTS = (b"LOAD-DATE", b"Load-Date", b"Document ", b">HD<", b"LENGTH: ", b"Length: ", b"ProQuest document ID")
"""What every export has somewhere: others need not be parsed to know."""
MARGIN = "\ufeff \t\r\n\f\v"


def export_form(sample: bytes) -> Form | None:
    """The form of the export that a file is by its first bytes (UTF-8 or Windows-1252); None where it is none."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        sample = sample.decode("utf-16", "replace").encode()
    return form_of([text_of(line).strip(MARGIN) for line in sample.split(b"\n")])


def exported_text(page: Page) -> str | None:
    """The text of an export that was saved as HTML or as a document; None for other pages.

    Of HTML each paragraph is a line, with a blank line between.
    """
    if not any(hint in page.data for hint in HINTS):
        return None
    try:
        text = decode(page) if len(page.data) <= MAX_BYTES else page.data.decode("utf-8", "replace")
    except PageError:
        return None
    if is_html(page, text):
        tree = parse_html(text)
        text = "" if tree is None else "\n\n".join(render(tree).lines)
    return text if form_of([line.strip(MARGIN) for line in text.split("\n")]) else None


def several_articles(text: str) -> bool:
    """Whether a text holds more than one article of an export."""
    pieces = _pieces(NumberedLine(row, line.encode()) for row, line in enumerate(text.split("\n"), 1))
    return sum(form_of([text_of(line.data).strip() for line in piece]) is not None for piece in pieces) > 1


def export_pages(stream: Stream, origin: str, notice: Callable[[str], None]) -> Iterator[Page | Reject]:
    """The articles of an export, in order; a `Reject` for each piece that is none. Raises what the stream raises.

    Args:
        stream: The file from its beginning.
        origin: What the user knows it by; becomes the origin of each page, with the line that the article begins at.
        notice: Is told what was found.
    """
    articles, passed, name = 0, 0, ""
    stray: list[NumberedLine] | None = None
    for piece in _pieces(numbered_lines(Transcoded(stream))):
        form = form_of([text_of(line.data).strip() for line in piece])
        if form is None:
            if stray is not None and articles:
                yield _stray(origin, stray)
            passed += stray is not None and not articles
            stray = piece
            continue
        if stray is not None and articles:
            yield _stray(origin, stray)
        passed += stray is not None and not articles
        stray = None
        articles += 1
        name = form.name
        yield _page(piece, origin)
    passed += stray is not None
    left = f"; {passed} other part{'' if passed == 1 else 's'} passed over (cover, contents, search)" if passed else ""
    notice(f"{origin}: {articles} article{'' if articles == 1 else 's'} of a {name} export{left}")


def _stray(origin: str, piece: list[NumberedLine]) -> Reject:
    message = "stands between two articles of this export and has no article's marks (length, outlet, date)"
    return _reject(origin, piece[0].number, "bad-record", message)


def _pieces(lines: Iterator[NumberedLine]) -> Iterator[list[NumberedLine]]:
    """The file cut at its boundaries; pieces of nothing but white space are left out."""
    marks = boundaries()
    piece: list[NumberedLine] = []
    for line in lines:
        text = text_of(line.data[:200]).strip(MARGIN)
        if marks.before.fullmatch(text) or marks.after.fullmatch(text):
            yield from _whole(piece)
            piece = []
            continue
        piece.append(line)
        if marks.closing.fullmatch(text):
            yield from _whole(piece)
            piece = []
    yield from _whole(piece)


def _whole(piece: list[NumberedLine]) -> Iterator[list[NumberedLine]]:
    filled = [row for row, line in enumerate(piece) if line.data.strip()]
    if filled:
        yield piece[filled[0] : filled[-1] + 1]


def _page(piece: list[NumberedLine], origin: str) -> Page | Reject:
    data = b"".join(line.data for line in piece)
    if len(data) > MAX_BYTES or any(line.too_long for line in piece):
        message = f"more than {MAX_BYTES // 1_000_000} MB are too much for an article"
        return _reject(origin, piece[0].number, "too-large", message)
    return Page(origin, data, line=piece[0].number, content_type="text/plain")


def _reject(origin: str, line: int, reason: str, message: str) -> Reject:
    return Reject(origin=origin, line=line, reason=reason, message=f"{origin}:{line}: {message}")
