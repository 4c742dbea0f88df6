"""Where what is said ends, and the writer's own words go on."""

from __future__ import annotations

from dragoman.language.reading import Reading, Token
from dragoman.language.speech.cues import channels, verb_cue
from dragoman.language.speech.drafts import Draft, Piece, trim

__all__ = ["without_asides"]

DASHES = frozenset({"–", "—", "―", "--", "-"})
ASIDES = frozenset({"relcl", "appos"})
CONCEDING = frozenset({"although", "though", "while", "whereas"})
LEAST_KEPT = 1
"""Tokens that must be left of content when an aside is cut off."""


def without_asides(reading: Reading, draft: Draft) -> None:
    """Cut off what the writer adds: to a thing that is asked for, praised or denied, a relative clause or apposition
    behind a comma; to what is said, a clause of concession in which the speaker is spoken of again.
    """
    if not draft.pieces:
        return
    if draft.pattern in ("clause", "bare"):
        draft.pieces = [piece for whole in draft.pieces for piece in _without_concession(reading, draft, whole)]
    elif draft.kind != "speech" or draft.pattern == "object":
        first, last = draft.pieces[-1]
        end = _aside(reading, first, last)
        if end is None and draft.pattern == "object":
            end = _circumstance(reading, first, last)
        if end is not None and (piece := trim(reading.tokens, first, end)) is not None:
            draft.pieces[-1] = piece


def _aside(reading: Reading, first: int, last: int) -> int | None:
    """The last token before an aside that runs to the end of a stretch."""
    tokens = reading.tokens
    for i in range(first + LEAST_KEPT + 1, last + 1):
        mark = tokens[i - 1]
        if mark.text in DASHES and _stands_free(tokens, i - 1):
            return i - 2
        if mark.text == "," and any(t.left == i and t.dep in ASIDES and t.right >= last - 1 for t in _tops(tokens, i)):
            return i - 2
    return None


def _circumstance(reading: Reading, first: int, last: int) -> int | None:
    """The last token before a phrase of time or of medium that ends a stretch: `denounced the raid in a speech`."""
    tokens = reading.tokens
    for i in range(first + LEAST_KEPT, last + 1):
        word = tokens[i]
        if word.dep != "prep" or tokens[word.head].left > i:
            continue
        if word.right >= last - 1 and _tells_when_or_where_said(reading, word):
            return i - 1
    return None


def _tells_when_or_where_said(reading: Reading, preposition: Token) -> bool:
    inside = next(reading.children(preposition.i, "pobj"), None)
    if inside is None or preposition.lower not in ("in", "on", "at"):
        return False
    label = reading.entities[inside.entity].label if inside.entity >= 0 else ""
    return label in ("DATE", "TIME") or inside.lemma in channels()


def _stands_free(tokens: list[Token], i: int) -> bool:
    """A dash between words, not within one."""
    return i > 0 and tokens[i - 1].end < tokens[i].start and i + 1 < len(tokens) and tokens[i].end < tokens[i + 1].start


def _tops(tokens: list[Token], i: int) -> list[Token]:
    """The token and those above it."""
    found = [tokens[i]]
    while found[-1].head != found[-1].i:
        found.append(tokens[found[-1].head])
    return found


def _without_concession(reading: Reading, draft: Draft, piece: Piece) -> list[Piece]:
    """`said it was smart, although he refused …`, `While he acknowledged …, he noted …`."""
    tokens = reading.tokens
    for verb in tokens[piece[0] : piece[1] + 1]:
        joins = tokens[verb.left]
        if verb.dep != "advcl" or joins.lower not in CONCEDING or verb.left < piece[0] or verb_cue(verb.lemma) is None:
            continue
        if verb.left == piece[0]:
            kept = trim(tokens, verb.right + 1, piece[1])
        elif verb.right >= piece[1] - 1 and tokens[verb.left - 1].text == ",":
            kept = trim(tokens, piece[0], verb.left - 1)
        else:
            continue
        return [kept] if kept else []
    return [piece]
