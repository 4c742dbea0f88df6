"""The stretches of text behind an event: its trigger, its sentence, its paragraph."""

from __future__ import annotations

from dragoman.language.reading import Clause, Reading
from dragoman.model import Span

__all__ = ["evidence_of", "paragraph_of", "tokens_of", "trigger_of"]


def tokens_of(reading: Reading, clause: Clause) -> range:
    """The tokens of a clause's own words, for its place."""
    first, last = reading.phrase(clause.light if clause.light >= 0 else clause.predicate)
    return range(first, last + 1)


def trigger_of(reading: Reading, clause: Clause) -> Span:
    """The predicate's word, with a particle that stands next to it, or what denies it where the verb is left out."""
    token = reading.tokens[clause.predicate]
    end = token.end
    following = reading.tokens[token.i + 1] if token.i + 1 < len(reading.tokens) else None
    behind = ("prt",) if clause.stands_for < 0 else ("prt", "neg")
    if following is not None and following.dep in behind and following.head == token.i:
        end = following.end
    return _span(reading, token.start, end, reading.sentences[token.sentence].source)


def evidence_of(reading: Reading, clause: Clause) -> Span:
    sentence = reading.sentences[clause.sentence]
    return _span(reading, sentence.start, sentence.end, sentence.source)


def paragraph_of(reading: Reading, clause: Clause) -> str:
    sentence = reading.sentences[clause.sentence]
    same = [s for s in reading.sentences if s.paragraph == sentence.paragraph and s.source == sentence.source]
    text = reading.title if sentence.source == "title" else reading.text
    return text[same[0].start : same[-1].end]


def _span(reading: Reading, start: int, end: int, source: str) -> Span:
    text = reading.title if source == "title" else reading.text
    return Span(text=text[start:end], start=start, end=end, source=source)  # type: ignore[arg-type]
