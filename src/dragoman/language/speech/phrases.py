"""Statements from phrases that name a source without a verb of saying: `according to`, a colon in a headline."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.reading import Reading, Sentence
from dragoman.language.speech.drafts import Draft, trim
from dragoman.language.speech.speakers import owners_of

__all__ = ["phrase_drafts"]


def phrase_drafts(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    """The statements that phrases of a sentence make."""
    tokens = reading.tokens
    for i in range(sentence.first, sentence.last - 1):
        if tokens[i].lower == "according" and tokens[i + 1].lower == "to":
            draft = _according(reading, sentence, i)
            if draft is not None:
                yield draft


def _according(reading: Reading, sentence: Sentence, i: int) -> Draft | None:
    """The rest of the sentence is said by the one named."""
    tokens = reading.tokens
    speaker = next((c.i for c in (*reading.children(i + 1, "pobj"), *reading.children(i, "pobj"))), None)
    if speaker is None:
        return None
    end = tokens[speaker].right
    if i - sentence.first > sentence.last - end:
        piece = trim(tokens, sentence.first, i - 1)
    else:
        piece = trim(tokens, end + 1, sentence.last - 1)
    if piece is None:
        return None
    speakers = [o for h in reading.conjuncts(speaker) for o in owners_of(reading, h)]
    return Draft(pieces=[piece], cue=i, pattern="according", speakers=speakers)
