"""A statement in the making: what is said, as stretches of tokens, before it is written down by offsets."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.language.reading import Reading, Statement, Token
from dragoman.language.speech.cues import Kind

__all__ = ["Draft", "Piece", "trim", "without"]

Piece = tuple[int, int]
"""First and last token, the latter included."""

COMMAS = frozenset({",", ";", ":", "–", "—", "--", "-"})
STOPS = frozenset({".", "!", "?", "…", ",", ";", ":", "—", "–", "--"})


@dataclass(slots=True)
class Draft:
    """A statement whose content is still open."""

    pieces: list[Piece]
    cue: int = -1
    kind: Kind = "speech"
    stance: str = "asserts"
    pattern: str = ""
    """Which complement of the cue is its content: `clause`, `object`, `infinitive`, a preposition …"""
    speakers: list[int] = field(default_factory=list)
    to: int = -1
    hedge: str | None = None
    clause: int = -1
    direct: bool = False
    carried: bool = False
    group: Piece | None = None
    """The cue with its subject, where no content was found yet: a quotation beside it may be it."""

    outer: Draft | None = None
    """The statement that this one is part of, where the content of both is the same."""

    @property
    def first(self) -> int:
        """First token of the content."""
        return self.pieces[0][0]

    @property
    def last(self) -> int:
        """Last token of the content, itself included."""
        return self.pieces[-1][1]

    def holds(self, i: int) -> bool:
        """Whether a token is part of what is said."""
        return any(first <= i <= last for first, last in self.pieces)

    def statement(self, reading: Reading) -> Statement:
        """The finished statement, by offsets."""
        tokens = reading.tokens
        parts = [(tokens[first].start, tokens[last].end) for first, last in self.pieces]
        return Statement(
            start=parts[0][0], end=parts[-1][1], source=reading.sentences[tokens[self.first].sentence].source,
            direct=self.direct, speakers=self.speakers, cue=self.cue,
            cue_text=tokens[self.cue].text if self.cue >= 0 else "", stance=self.stance, hedge=self.hedge, to=self.to,
            clause=self.clause, carried=self.carried, parts=parts if len(parts) > 1 else [], kind=self.kind,
        )  # fmt: skip


def trim(tokens: list[Token], first: int, last: int) -> Piece | None:
    """A stretch without commas, dashes and blanks at its edges; None if nothing is left."""
    while first <= last and (tokens[first].text in STOPS or tokens[first].pos == "SPACE"):
        first += 1
    while first <= last and (tokens[last].text in COMMAS or tokens[last].pos == "SPACE"):
        last -= 1
    return (first, last) if first <= last else None


def without(tokens: list[Token], whole: Piece, hole: Piece) -> list[Piece]:
    """What is left of a stretch when another is cut out of it."""
    if hole[1] < whole[0] or hole[0] > whole[1]:
        piece = trim(tokens, *whole)
        return [piece] if piece else []
    left, right = trim(tokens, whole[0], hole[0] - 1), trim(tokens, hole[1] + 1, whole[1])
    return [piece for piece in (left, right) if piece]
