"""Quotations: somebody's words, with who said them to whom and when."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from dragoman.actors import Cast
from dragoman.coding.dates import Dating
from dragoman.language.reading import Reading, Statement
from dragoman.model import Article, Quotation

__all__ = ["find_quotations"]

MARKS = "“”\"‘’'«»`"
MIN_WORDS = 4
"""A shorter direct quotation is a word in quotation marks, not a statement."""


def find_quotations(article: Article, reading: Reading, cast: Cast) -> Iterator[Quotation]:
    """The direct quotations of an article, in order of the text."""
    dating = Dating(reading)
    for statement in reading.statements:
        if not statement.direct or statement.source == "title":
            continue
        start, end = _inner(reading.text, statement)
        if len(reading.text[start:end].split()) < MIN_WORDS:
            continue
        speakers = tuple(a for head in statement.speakers if (a := cast.channel(head)) is not None)
        key = f"{article.id}:quotation:{start}"
        yield Quotation(
            id=hashlib.sha256(key.encode()).hexdigest()[:16],
            article=article.id,
            speakers=speakers,
            to=cast.channel(statement.to) if statement.to >= 0 else None,
            text=reading.text[start:end],
            direct=True,
            cue=statement.cue_text or None,
            date=dating.of_statement(statement),
            start=start,
            end=end,
        )


def _inner(text: str, statement: Statement) -> tuple[int, int]:
    """The offsets without the quotation marks."""
    start, end = statement.start, statement.end
    while start < end and (text[start] in MARKS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in MARKS or text[end - 1].isspace()):
        end -= 1
    return start, end
