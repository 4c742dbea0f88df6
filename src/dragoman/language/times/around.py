"""A match in its place: the words before and after it, and its own tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.language.reading import Reading, Token
from dragoman.language.times.words import key_of, table

__all__ = ["Around"]

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
NAMES = frozenset({"ORG", "WORK_OF_ART", "LAW", "EVENT", "FAC", "PRODUCT"})
"""Labels of names that a word of time may be part of."""


@dataclass(frozen=True, slots=True)
class Around:
    """A match with what stands around it in its sentence."""

    reading: Reading
    first: int
    """First token of the match."""
    last: int
    """Last token of the match."""
    match: re.Match[str]

    @property
    def text(self) -> str:
        """The match in lower case."""
        return self.match.group().lower()

    @property
    def source(self) -> str:
        """The string that the match's offsets count in."""
        return self.match.string

    @property
    def token(self) -> Token:
        """The last token of the match."""
        return self.reading.tokens[self.last]

    def group(self, name: str) -> str:
        """A named group in lower case; empty if it did not match."""
        return (self.match.groupdict().get(name) or "").lower()

    def neighbour(self, i: int, step: int) -> Token | None:
        """The token next to another, within the sentence."""
        tokens, k = self.reading.tokens, i + step
        return tokens[k] if 0 <= k < len(tokens) and tokens[k].sentence == tokens[i].sentence else None

    @property
    def before(self) -> Token | None:
        """The token before the match."""
        return self.neighbour(self.first, -1)

    @property
    def after(self) -> Token | None:
        """The token after the match."""
        return self.neighbour(self.last, 1)

    def preceded_by(self, words: frozenset[str]) -> bool:
        """Whether one of the words (lower case) stands before the match."""
        return self.before is not None and self.before.lower in words

    def followed_by(self, *words: str) -> bool:
        """Whether one of the words (lower case) stands after the match."""
        return self.after is not None and self.after.lower in words

    def followed_by_noun(self) -> bool:
        """Whether the match qualifies a noun."""
        return self.after is not None and self.after.pos in NOMINAL

    def ends_phrase(self, *also: str) -> bool:
        """Whether nothing hangs on the match: the sentence ends, or punctuation or a conjunction follows (or another
        of the given parts of speech).
        """
        return self.after is None or self.after.pos in ("PUNCT", "CCONJ", *also)

    def word(self, text: str) -> Token | None:
        """The token of the match that holds a word."""
        wanted = text.lower().rstrip(".")
        tokens = self.reading.tokens[self.first : self.last + 1]
        return next((t for t in tokens if t.lower.startswith(wanted) or wanted in t.lower), None)

    def label(self, token: Token) -> str:
        """The name tagger's label of a token, or empty."""
        return self.reading.entities[token.entity].label if token.entity >= 0 else ""

    def in_name(self) -> bool:
        """Whether the match only begins a longer name (*the Sunday Times*, *the Good Friday Agreement*)."""
        after = self.after
        if after is None or not after.text[:1].isupper() or key_of("months", after.text):
            return False
        label = self.label(self.token)
        if label not in ("DATE", "TIME") and after.pos == "PROPN" and self._qualifies(after.i):
            return self.label(after) not in ("PERSON", "GPE", "NORP")
        return label in NAMES and self.reading.entities[self.token.entity].last > self.last + 1

    def in_epithet(self) -> bool:
        """Whether the match is the second word of a name (*Black September*, *the Prague Spring*)."""
        first, before = self.reading.tokens[self.first], self.before
        if before is None or not (first.text[:1].isupper() and before.text[:1].isupper()) or self.in_title():
            return False
        seasonal = key_of("seasons", first.lower) is not None and before.pos in ("PROPN", "ADJ")
        return seasonal or before.lower in table("words")["epithets"]["words"]

    def qualified(self) -> bool:
        """Whether a word with a capital before the match says which is meant (*Holocaust Remembrance Day*)."""
        before = self.before
        if before is None or not before.text[:1].isupper() or before.dep not in ("compound", "amod", "nmod"):
            return False
        return self.first <= before.head <= self.last and before.pos in NOMINAL and not key_of("weekdays", before.text)

    def _qualifies(self, i: int) -> bool:
        """Whether a word of the match is compounded with a later token."""
        tokens = self.reading.tokens[self.first : self.last + 1]
        return any(t.dep == "compound" and t.head >= i for t in tokens)

    def in_title(self) -> bool:
        """Whether the match stands in the headline, where words have capitals."""
        return self.reading.sentences[self.token.sentence].source == "title"
