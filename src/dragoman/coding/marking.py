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
NOWHERE: Sequence[SpanOffsets] = ((0, 0),)
"""The span of what is not marked: it covers no piece."""


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
    spans: list[SpanOffsets] = []
    kinds: list[int] = []
    acts: list[int] = []
    for act, marking in enumerate(markings):
        for kind, name in enumerate(KINDS):
            if name == "question" and not marking.question:
                continue
            found = marking.spans(name) or NOWHERE
            spans += found
            kinds += [kind] * len(found)
            acts += [act] * len(found)
    of_kind, of_act = np.array(kinds), np.array(acts)
    pool = _shares(np.arange(len(markings) * len(KINDS))[:, None] == of_act * len(KINDS) + of_kind)
    owners = of_act + len(markings) * (of_kind == KINDS.index("question"))
    return Marks(_cover(pieces, spans), of_kind, owners, pool)


def _cover(pieces: Sequence[SpanOffsets], spans: Sequence[SpanOffsets]) -> npt.NDArray[np.float32]:
    """(spans, pieces): each span's share of each piece."""
    starts, ends = np.array(pieces).T
    first, last = np.array(spans).T[:, :, None]
    return _shares((starts < last) & (ends > first) & (ends > starts))


def _shares(held: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    """Equal shares of what each row holds, 1 in all; zeros for a row that holds nothing."""
    shares = held.astype(np.float32)
    shares /= np.maximum(1.0, shares.sum(axis=1, keepdims=True))
    return shares
