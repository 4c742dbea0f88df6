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
    """The direct quotations of an article, each piece of an interrupted one by itself.

    A piece that several statements hold is told once, by the one that says most of it.
    """
    dating = Dating(reading)
    told: dict[int, tuple[int, Statement]] = {}
    for statement in reading.statements:
        if not statement.direct or statement.source == "title":
            continue
        for piece in statement.stretches:
            start, end = _inner(reading.text, *piece)
            known = told.get(start)
            if len(reading.text[start:end].split()) >= MIN_WORDS and (
                known is None or _tells(statement) > _tells(known[1])
            ):
                told[start] = end, statement
    for start, (end, statement) in sorted(told.items()):
        key = f"{article.id}:quotation:{start}"
        yield Quotation(
            id=hashlib.sha256(key.encode()).hexdigest()[:16],
            article=article.id,
            speakers=tuple(actor for head in statement.speakers for actor in cast.channel(head)),
            to=next(iter(cast.channel(statement.to)), None) if statement.to >= 0 else None,
            text=reading.text[start:end],
            direct=True,
            cue=statement.cue_text or None,
            date=dating.of_statement(statement),
            start=start,
            end=end,
        )


def _tells(statement: Statement) -> int:
    """How much a statement says of a quotation: its speaker, and whom it was said to."""
    return 2 * bool(statement.speakers) + (statement.to >= 0)


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets without the quotation marks."""
    while start < end and (text[start] in MARKS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in MARKS or text[end - 1].isspace()):
        end -= 1
    return start, end
