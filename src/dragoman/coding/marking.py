"""Marks of actors, recipients and trigger behind a sentence, so that one run of the encoder serves all acts in it.

Each marked span is a piece of its own behind the text: it begins as the mean of the pieces that it covers, looks at the
whole text and at the other marks of its act, and the text looks at no mark. So the text is read once, however many acts
are asked about (after the marker approximation of Zhong and Chen 2021, PURE). Beside these each act has a question: its
trigger once more, which sees no other mark and is asked who takes part. Training and program share this file, which
needs nothing but NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["KINDS", "MAX_PIECES", "ROLES", "Marking", "Marks", "cut", "lay_out"]

KINDS = ("actors", "recipients", "trigger", "question")
"""What is marked, in the order of the model's pooled states."""
ROLES = KINDS[:2]
"""What the question asks of each piece of the text."""
MAX_PIECES = 128
"""Pieces of a text that the encoder reads, its two end pieces counted."""

SpanOffsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marking:
    """One act to ask about; offsets count code points of the sentence."""

    actors: Sequence[SpanOffsets] = ()
    recipients: Sequence[SpanOffsets] = ()
    trigger: SpanOffsets | None = None
    question: SpanOffsets | None = None
    """The trigger again, where it is asked who takes part."""

    def spans(self, kind: str) -> Sequence[SpanOffsets]:
        """The spans of a kind."""
        found = getattr(self, kind)
        if kind in ROLES:
            return found  # type: ignore[no-any-return]
        return [found] if found else []


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a sentence's acts, as the encoder takes them."""

    spans: npt.NDArray[np.float32]
    """(marks, pieces): each mark's share of each piece; zeros where nothing of the kind is marked."""
    kinds: npt.NDArray[np.int64]
    """(marks,): index into `KINDS`."""
    acts: npt.NDArray[np.int64]
    """(marks,): whom a mark belongs to, and sees marks of: its act, or for a question itself alone."""
    pool: npt.NDArray[np.float32]
    """(acts × kinds, marks): the mean of an act's marks of a kind."""


def cut(ids: list[int], pieces: list[SpanOffsets]) -> tuple[list[int], list[SpanOffsets]]:
    """A text's pieces and their offsets, no more than the encoder reads; the last stays its end piece."""
    if len(ids) <= MAX_PIECES:
        return ids, pieces
    return [*ids[: MAX_PIECES - 1], ids[-1]], [*pieces[: MAX_PIECES - 1], pieces[-1]]


def lay_out(pieces: Sequence[SpanOffsets], markings: Sequence[Marking]) -> Marks:
    """The marks of some acts over a text whose pieces have these offsets (empty ones for its end pieces)."""
    starts = np.array([start for start, _ in pieces])
    ends = np.array([end for _, end in pieces])
    rows: list[npt.NDArray[np.float32]] = []
    kinds: list[int] = []
    acts: list[int] = []
    for act, marking in enumerate(markings):
        for kind, name in enumerate(KINDS):
            if name == "question" and not marking.question:
                continue
            for start, end in marking.spans(name) or [(0, 0)]:
                covered = ((starts < end) & (ends > start) & (ends > starts)).astype(np.float32)
                rows.append(covered / max(1.0, float(covered.sum())))
                kinds.append(kind)
                acts.append(act)
    slots = np.array(acts) * len(KINDS) + np.array(kinds)
    owners = np.array(acts) + len(markings) * (np.array(kinds) == KINDS.index("question"))
    pool = (np.arange(len(markings) * len(KINDS))[:, None] == slots[None, :]).astype(np.float32)
    pool /= np.maximum(1.0, pool.sum(axis=1, keepdims=True))
    return Marks(np.stack(rows), np.array(kinds), owners, pool)
