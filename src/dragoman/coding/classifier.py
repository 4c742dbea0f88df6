"""The act classifier: a small encoder fine-tuned on the project's own sentences, run as int8 ONNX.

One sentence a run, with all the acts that are asked about in it: dynamic quantisation makes the numbers depend on what
else is in the batch, and the same page must give the same record alone or among others. Training and export are in
`training/`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.coding.marking import ROLES, Marking, cut, lay_out
from dragoman.errors import DataError

__all__ = ["ActClassifier", "Prediction", "Roles"]

Vector = npt.NDArray[np.float32]

CONTEXT_THRESHOLD = 0.4


class Roles:
    """How likely each piece of a sentence means somebody who acts, or is acted on."""

    __slots__ = ("_at", "_known", "_likely", "_pieces")

    def __init__(self, pieces: Sequence[tuple[int, int]], likely: Vector) -> None:
        """`likely`: (roles, pieces), in the order of `ROLES`."""
        self._pieces = pieces
        self._likely: list[list[float]] = likely.tolist()
        self._at = {start: k for k, (start, end) in enumerate(pieces) if start < end}
        self._known: dict[tuple[int, int], dict[str, float]] = {}
        """What was asked before: a candidate's words are asked about at each turn."""

    def of(self, start: int, end: int) -> dict[str, float]:
        """By role, how likely the words between two offsets of the sentence (code points) mean one who has it.

        `start` is where a word begins; a word that the encoder did not read has no role.
        """
        found = self._known.get((start, end))
        if found is None:
            found = self._known[start, end] = self._mean(start, end)
        return found

    def _mean(self, start: int, end: int) -> dict[str, float]:
        first = last = self._at.get(start, -1)
        if first < 0:
            return dict.fromkeys(ROLES, 0.0)
        while last < len(self._pieces) and start < self._pieces[last][1] <= end:
            last += 1
        count = max(1, last - first)
        return {role: sum(row[first:last]) / count for role, row in zip(ROLES, self._likely, strict=True)}


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the encoder says of one marked act."""

    acts: dict[str, float]
    """Probability of each act and of NONE."""
    mode_scores: dict[str, float]
    """`ACT:mode` → probability."""
    contexts: tuple[str, ...]
    statuses: dict[str, float]
    vector: Vector
    """What the encoder made of sentence and act, 384 numbers; linking compares these."""
    roles: Roles | None = None
    """Who takes part, where the marking asks it."""


class ActClassifier:
    """Loads the model once; `predict` is one sentence, `predict_all` those of an article."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        card = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        model = (folder / "act.onnx").read_bytes()
        if hashlib.sha256(model).hexdigest() != card["sha256"]:
            raise DataError("the model is not the one that its card describes; install Dragoman again", path=folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # ONNX Runtime joins each addition with the normalisation behind it and is slower for it
        self.session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
        self.tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.card: dict[str, Any] = card
        self.version: str = card["sha256"][:12]

    @classmethod
    def load(cls) -> ActClassifier | None:
        """The model that comes with the package, or None. Raises `DataError` if it is not the one on its card."""
        folder = Path(str(files("dragoman").joinpath("data"))) / "model"
        return cls(folder) if (folder / "act.onnx").is_file() else None

    @cached_property
    def acts(self) -> tuple[str, ...]:
        """The act of each output, NONE last."""
        return tuple(self.card["acts"])

    def predict(self, text: str, markings: Sequence[Marking]) -> list[Prediction]:
        """Classify each of the acts that are marked in a sentence."""
        return self.predict_all([(text, markings)])[0] if markings else []

    def predict_all(self, sentences: Sequence[tuple[str, Sequence[Marking]]]) -> list[list[Prediction]]:
        """Classify each of the acts that are marked in each of some sentences.

        All are laid out, then all are run, then all are read: each of the three goes faster by itself, since the
        encoder leaves nothing else in the processor's caches.
        """
        laid_out = [self._lay_out(text, markings) for text, markings in sentences]
        outputs = [self.session.run(None, feed) for _, feed in laid_out]
        return [
            self._read(markings, pieces, [part[0] for part in output])
            for (_, markings), (pieces, _), output in zip(sentences, laid_out, outputs, strict=True)
        ]

    def _lay_out(self, text: str, markings: Sequence[Marking]) -> tuple[list[tuple[int, int]], dict[str, Any]]:
        """The offsets of a text's pieces, and what the encoder is fed with."""
        found = self.tokenizer.encode(text)
        ids, pieces = cut(found.ids, found.offsets)
        marks = lay_out(pieces, markings)
        return pieces, {
            "ids": np.array([ids], dtype=np.int64), "mask": np.ones((1, len(ids)), dtype=np.int64),
            "spans": marks.spans[None], "kinds": marks.kinds[None], "acts": marks.acts[None], "pool": marks.pool[None],
        }  # fmt: skip

    def _read(
        self, markings: Sequence[Marking], pieces: Sequence[tuple[int, int]], outputs: Sequence[Vector]
    ) -> list[Prediction]:
        """The encoder's outputs, act by act."""
        acts, modes, context, statuses, roles, mean, marked = outputs
        contexts = tuple(
            c for c, p in zip(self.card["contexts"], _sigmoid(context), strict=True) if p >= CONTEXT_THRESHOLD
        )
        answers = _sigmoid(roles)
        return [
            Prediction(
                acts=dict(zip(self.acts, act, strict=True)),
                mode_scores=dict(zip(self.card["modes"], mode, strict=True)),
                contexts=contexts,
                statuses=dict(zip(self.card["statuses"], status, strict=True)),
                vector=_meaning(mean, marked[k]),
                roles=Roles(pieces, answers[k]) if markings[k].question else None,
            )
            for k, (act, mode, status) in enumerate(
                zip(_softmax(acts).tolist(), _sigmoid(modes).tolist(), _softmax(statuses).tolist(), strict=True)
            )
        ]


def _meaning(mean: Vector, marked: Vector) -> Vector:
    """What an act's sentence says, and the act in it: the mean of the text's states and the trigger's."""
    return np.asarray(mean + marked[-len(mean) :], dtype=np.float32)


def _softmax(values: Vector) -> Vector:
    shifted = np.exp(values - values.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def _sigmoid(values: Vector) -> Vector:
    return np.asarray(1.0 / (1.0 + np.exp(-values)), dtype=np.float32)
