"""Texts become `Reading`s with tokens, trees and names, in full batches.

Each paragraph is parsed alone, so that one page gives the same reading whatever stands beside it in the batch.
Sentence ends are set by rule before the parser runs (`sentences.py`): the small parser likes to break newspaper
sentences at quotation marks and abbreviations. Where a tree is plainly wrong for news it is mended (`repairs.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import HEAD, IDX, SENT_START

from dragoman.intake.dateline import find_dateline
from dragoman.language.pipeline import MODELS, Pipeline, Word
from dragoman.language.reading import Entity, Reading, Sentence, Source, Token
from dragoman.language.repairs import repair_trees

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["MODELS", "Parser"]

BATCH_CHARACTERS = 60_000
"""Characters parsed together: more brings no speed, and memory grows with it."""
SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\t"), " ")
"""Unusual spaces, which the parser takes for words; one character for one, so that offsets hold."""
LONG_PARAGRAPH = 6_000
"""A longer paragraph (a page without line ends) is parsed in pieces cut at sentence ends."""


class Parser:
    """Wraps a spaCy pipeline; in: (title, text, published), out: `Reading` with tokens, sentences and names."""

    def __init__(self) -> None:
        self._pipeline = Pipeline()
        self.nlp = self._pipeline.nlp
        self.name = f"{self.nlp.meta['lang']}_{self.nlp.meta['name']}-{self.nlp.meta['version']}"

    def parse(self, articles: Iterable[tuple[str, str, str | None]]) -> Iterator[Reading]:
        """Parse articles given as (title, text, ISO day of publication or None), in order and in batches."""
        source = iter(articles)
        while batch := list(_take(source)):
            pieces = [(k, piece) for k, (title, text, _) in enumerate(batch) for piece in _pieces(title, text)]
            with self._pipeline.zone():
                readings = [Reading(text=text, title=title, published=day) for title, text, day in batch]
                parsed = self._pipeline.parse(piece[0].translate(SPACES) for _, piece in pieces)
                for (k, (_, offset, paragraph, where)), (doc, words) in zip(pieces, parsed, strict=True):
                    _append(readings[k], doc, words, offset, paragraph, where)
            for reading in readings:
                repair_trees(reading)
            yield from readings


def _take(source: Iterator[tuple[str, str, str | None]]) -> Iterator[tuple[str, str, str | None]]:
    total = 0
    for article in islice(source, 64):
        yield article
        total += len(article[1])
        if total > BATCH_CHARACTERS:
            return


def _pieces(title: str, text: str) -> Iterator[tuple[str, int, int, Source]]:
    """(text, offset, paragraph, source) of what is parsed as one document."""
    if title.strip():
        yield title, 0, -1, "title"
    offset = 0
    dateline = _dateline_end(text)
    for paragraph, line in enumerate(text.split("\n")):
        for start, end in _cuts(line, dateline - offset):
            if line[start:end].strip():
                yield line[start:end], offset + start, paragraph, "text"
        offset += len(line) + 1


def _dateline_end(text: str) -> int:
    """Where the dateline of a body ends: it is parsed alone, or the parser takes the place for who acts."""
    first = text.lstrip()
    dateline = find_dateline(first.split("\n", 1)[0])
    return len(text) - len(first) + dateline.end if dateline else 0


def _cuts(line: str, dateline: int) -> Iterator[tuple[int, int]]:
    """The pieces of a paragraph: its dateline, if it ends in it, and what the parser can take at once."""
    start = dateline if 0 < dateline < len(line) else 0
    if start:
        yield 0, start
    while len(line) - start > LONG_PARAGRAPH:
        end = line.rfind(". ", start, start + LONG_PARAGRAPH) + 2
        if end < start + LONG_PARAGRAPH // 2:
            end = line.rfind(" ", start, start + LONG_PARAGRAPH) + 1 or start + LONG_PARAGRAPH
        if end <= start:
            end = start + LONG_PARAGRAPH
        yield start, end
        start = end
    yield start, len(line)


def _append(reading: Reading, doc: Doc, words: list[Word], offset: int, paragraph: int, where: Source) -> None:
    """Copy a parsed document into the reading."""
    base = len(reading.tokens)
    rows: Any = doc.to_array([HEAD, IDX, SENT_START]).astype(np.int64).tolist()
    tokens = reading.tokens
    sentence = len(reading.sentences) - 1
    for i, (word, (head, at, starts)) in enumerate(zip(words, rows, strict=True), base):
        if i == base or starts == 1:
            sentence += 1
        start = offset + at
        tokens.append(
            Token(
                i=i, text=word.text, lower=word.lower, lemma=word.lemma, pos=word.pos, tag=word.tag, dep=word.dep,
                head=i + head, start=start, end=start + len(word.text), sentence=sentence, left=i, right=i,
            )
        )  # fmt: skip
    _trees(tokens, base)
    first = base
    for k in range(base, len(tokens) + 1):
        if k == len(tokens) or tokens[k].sentence != tokens[first].sentence:
            if k > first:
                root = next((i for i in range(first, k) if tokens[i].head == i), first)
                reading.sentences.append(
                    Sentence(
                        index=len(reading.sentences), first=first, last=k, start=tokens[first].start,
                        end=tokens[k - 1].end, paragraph=paragraph, source=where, root=root,
                    )
                )  # fmt: skip
            first = k
    source = reading.title if where == "title" else reading.text
    for entity in doc.ents:
        a, b = base + entity.start, base + entity.end
        for i in range(a, b):
            tokens[i].entity = len(reading.entities)
        start, end = tokens[a].start, tokens[b - 1].end
        reading.entities.append(Entity(a, b, entity.label_, start, end, source[start:end]))


def _trees(tokens: list[Token], base: int) -> None:
    """Fill in children and the edges of subtrees."""
    for token in tokens[base:]:
        if token.head != token.i:
            tokens[token.head].children.append(token.i)
    for token in tokens[base:]:
        at, above = token.i, token
        while above.head != above.i:
            above = tokens[above.head]
            if above.left <= at <= above.right:
                break
            if at < above.left:
                above.left = at
            else:
                above.right = at
