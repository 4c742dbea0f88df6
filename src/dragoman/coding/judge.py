"""Frames and classifier joined: which act a clause tells of, and how sure that is.

The frames know words and who stands where; the classifier knows what sentences sound like. Each act's score is the
classifier's log-probability plus what the frames say for it; the weights were fitted on the project's own held-out
sentences (`training/fit_judge.py`) and stand in `data/judge.toml`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.coding.classifier import ActClassifier, Prediction, Roles, Vector
from dragoman.coding.frame_files import NONE
from dragoman.coding.frames import FrameMatch
from dragoman.coding.marking import Marking
from dragoman.datafiles import read_table
from dragoman.model import Actor, Span

__all__ = ["NONE", "Judge", "Verdict", "mark"]

FLOOR = 1e-4
"""Probability below which the classifier's doubt about an act counts no further."""
FRAMES_ALONE = 0.8
"""How often a frame of full strength is right about the act by itself."""

Asked = tuple[Marking, Sequence[FrameMatch]]
"""An act that is marked in a sentence, and the frames that fit it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An act, its modes, and the probability that it is the right one."""

    act: str
    modes: tuple[str, ...]
    probability: float
    contexts: tuple[str, ...]
    match: FrameMatch | None
    """The frame that goes with the act, if one does."""
    any_act: float = 0.0
    """The probability that there is an act at all, whichever it is."""
    vector: Vector | None = None
    """The encoder's vector of the marked act, where there is a classifier."""
    statuses: Mapping[str, float] = field(default_factory=dict)
    """The classifier's probability of each status."""
    roles: Roles | None = None
    """The classifier's answer to who takes part, where it was asked."""


class Judge:
    """Weighs frames against the classifier; without a classifier the frames decide alone."""

    def __init__(self, classifier: ActClassifier | None, acts: Iterable[str] | None = None) -> None:
        """`acts`: those of the codebook, where it is not PLOVER's; no other is ever found."""
        self.classifier = classifier
        self.acts = None if acts is None else frozenset(acts)
        self.weights: dict[str, float] = dict(read_table("judge")["judge"])

    def judge(self, sentence: str, asked: Sequence[Asked], *, none: bool = True) -> list[Verdict]:
        """Weigh the frames that fit each of the acts marked in a sentence.

        Without `none`, some act there must be.
        """
        return self.judge_all([(sentence, asked)], none=none)[0]

    def judge_all(self, sentences: Sequence[tuple[str, Sequence[Asked]]], *, none: bool = True) -> list[list[Verdict]]:
        """As `judge`, of some sentences at once."""
        if self.classifier is None:
            return [[by_frames(self._allowed(matches)) for _, matches in asked] for _, asked in sentences]
        heard = self.classifier.predict_all([(text, [marking for marking, _ in asked]) for text, asked in sentences])
        return [
            [self.weigh(p, matches, none=none) for p, (_, matches) in zip(predictions, asked, strict=True)]
            for predictions, (_, asked) in zip(heard, sentences, strict=True)
        ]

    def weigh(self, prediction: Prediction, matches: Iterable[FrameMatch], *, none: bool = True) -> Verdict:
        """The act with the highest joint score, NONE among them."""
        best: dict[str, FrameMatch] = {}
        for match in self._allowed(matches):
            if match.act not in best or match.strength > best[match.act].strength:
                best[match.act] = match
        heard = {a: p for a, p in prediction.acts.items() if self.acts is None or a in self.acts or a == NONE}
        for act in best:  # an act that the classifier never learnt: that there is one at all is all that it can say
            heard.setdefault(act, 1.0 - prediction.acts[NONE])
        scores = {act: self.weights["classifier"] * math.log(max(p, FLOOR)) for act, p in heard.items()}
        if certain := {act for act, match in best.items() if match.certain}:
            scores = {act: score for act, score in scores.items() if act in certain or act == NONE}
        for act, match in best.items():
            if act not in scores:
                continue
            scores[act] += self.weights["frame"] * match.strength
        if best:
            scores[NONE] -= self.weights["any_frame"]
        if not none:
            del scores[NONE]
        total = sum(math.exp(s) for s in scores.values())
        act = max(scores, key=lambda a: scores[a])
        chosen = best.get(act)
        modes = chosen.modes if chosen and chosen.modes else self._modes(prediction, act)
        return Verdict(
            act,
            modes,
            math.exp(scores[act]) / total,
            prediction.contexts,
            chosen,
            any_act=1.0 - math.exp(scores[NONE]) / total if NONE in scores else 1.0,
            vector=prediction.vector,
            statuses=prediction.statuses,
            roles=prediction.roles,
        )

    def _allowed(self, matches: Iterable[FrameMatch]) -> list[FrameMatch]:
        """The frames that tell an act of the codebook."""
        return [m for m in matches if m.act != NONE and (self.acts is None or m.act in self.acts)]

    def _modes(self, prediction: Prediction, act: str) -> tuple[str, ...]:
        """The classifier's mode of an act, if it is sure of one."""
        own = {m.split(":")[1]: p for m, p in prediction.mode_scores.items() if m.startswith(f"{act}:")}
        mode = max(own, key=lambda m: own[m], default=None)
        return (mode,) if mode and own[mode] >= self.weights["mode"] else ()


def by_frames(matches: Iterable[FrameMatch]) -> Verdict:
    """The verdict of the frames alone: the strongest one's act, or NONE."""
    best = max(matches, key=lambda m: m.strength, default=None)
    if best is None:
        return Verdict(NONE, (), 0.0, (), None)
    probability = FRAMES_ALONE * best.strength
    return Verdict(best.act, best.modes, probability, (), best, any_act=probability)


def mark(
    offset: int,
    length: int,
    actors: Iterable[Actor | Span],
    recipients: Iterable[Actor | Span],
    trigger: tuple[int, int] | None,
    *,
    ask: bool = False,
) -> Marking:
    """The marking of an act in the sentence of this length that begins at `offset`; all else counts as it does.

    With `ask`, the classifier is asked who takes part.
    """
    at = (trigger[0] - offset, trigger[1] - offset) if trigger else None
    return Marking(
        tuple(_inside(actors, offset, length)),
        tuple(_inside(recipients, offset, length)),
        at,
        at if ask else None,
    )


def _inside(spans: Iterable[Actor | Span], offset: int, length: int) -> Iterable[tuple[int, int]]:
    """Offsets within the sentence, without spans that overlap one before."""
    taken: list[tuple[int, int]] = []
    for span in spans:
        start, end = span.start - offset, span.end - offset
        if start >= 0 and end <= length and end > start and all(end <= a or start >= b for a, b in taken):
            taken.append((start, end))
    return taken
