"""Quotations: somebody's words, with who said them to whom and when."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from dragoman.actors import Cast
from dragoman.coding.dates import Dating
from dragoman.language.quotes import Quote, find_quotes
from dragoman.language.reading import Reading, Statement
from dragoman.model import Actor, Article, Quotation

__all__ = ["find_quotations"]

MARKS = "“”\"‘’'«»`"
MIN_WORDS = 2
"""Less than this between quotation marks is a word held at arm's length, not a quotation."""


def find_quotations(article: Article, reading: Reading, cast: Cast) -> Iterator[Quotation]:
    """The direct quotations of an article, each piece of an interrupted one by itself.

    A piece that several statements hold is told once, by the one that says most of it. A few quoted words within a
    sentence (`dismissed it as "null and void"`) are those of whoever
    speaks there, else of whoever acts in the clause around them.
    """
    dating = Dating(reading)
    told: dict[int, tuple[int, Statement | None]] = {}
    for statement in reading.statements:
        if not statement.direct or statement.source == "title":
            continue
        for piece in statement.stretches:
            start, end = _inner(reading.text, *piece)
            known = told.get(start)
            if known is None or known[1] is None or _tells(statement) > _tells(known[1]):
                told[start] = end, statement
    quotes = [(*_inner(reading.text, q.start, q.end), q) for q in find_quotes(reading) if q.source == "text"]
    around: dict[int, Quote] = {}
    for start, end, quote in quotes:
        if not any(start < b and a < end for a, (b, _) in told.items()):
            told[start], around[start] = (end, None), quote
    for start, (end, told_by) in sorted(told.items()):
        if len(reading.text[start:end].split()) < MIN_WORDS:
            continue
        if told_by is not None:
            speakers = tuple(actor for head in told_by.speakers for actor in cast.channel(head))
        else:
            speakers = _reporting(reading, cast, start, end) or _acting_around(reading, cast, around[start])
            if not speakers:
                continue
        key = f"{article.id}:quotation:{start}"
        yield Quotation(
            id=hashlib.sha256(key.encode()).hexdigest()[:16],
            article=article.id,
            speakers=speakers,
            to=next(iter(cast.channel(told_by.to)), None) if told_by and told_by.to >= 0 else None,
            text=reading.text[start:end],
            direct=True,
            cue=(told_by.cue_text or None) if told_by else None,
            date=dating.of_statement(told_by) if told_by else None,
            start=start,
            end=end,
        )


def _tells(statement: Statement) -> int:
    """How much a statement says of a quotation: its speaker, and whom it was said to."""
    return 2 * bool(statement.speakers) + (statement.to >= 0)


def _reporting(reading: Reading, cast: Cast, start: int, end: int) -> tuple[Actor, ...]:
    """Who speaks in the innermost statement that the quoted words are part of."""
    holding = [
        s for s in reading.statements
        if s.speakers and s.source == "text" and any(a <= start and end <= b for a, b in s.stretches)
    ]  # fmt: skip
    innermost = min(holding, key=lambda s: s.end - s.start, default=None)
    return tuple(a for head in innermost.speakers for a in cast.channel(head)) if innermost else ()


def _acting_around(reading: Reading, cast: Cast, quote: Quote) -> tuple[Actor, ...]:
    """Who acts in the nearest clause around a quotation that has somebody acting."""
    inside = range(quote.first, quote.last + 1)
    top = next((i for i in inside if reading.tokens[i].head not in inside), quote.first)
    for token in reading.ancestors(top):
        if token.i in inside or token.i not in reading.clause_of:
            continue
        for clause in reading.path(reading.clauses[reading.clause_of[token.i]]):
            for argument in clause.get("agent" if clause.passive else "subject"):
                if argument.head not in inside and (found := cast.actors_at(argument.head, "subject")):
                    return found
        return ()
    return ()


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets without the quotation marks, nor the comma before the closing one."""
    while start < end and (text[start] in MARKS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in MARKS or text[end - 1].isspace()):
        end -= 1
    if end > start and text[end - 1] == ",":
        end -= 1
    return start, end
