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

from dragoman.coding.marking import Marking, cut, lay_out
from dragoman.errors import DataError

__all__ = ["ActClassifier", "Prediction"]

Vector = npt.NDArray[np.float32]

CONTEXT_THRESHOLD = 0.4


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


class ActClassifier:
    """Loads the model once; `predict` is one sentence."""

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
        if not markings:
            return []
        found = self.tokenizer.encode(text)
        ids, pieces = cut(found.ids, found.offsets)
        marks = lay_out(pieces, markings)
        feed = {
            "ids": np.array([ids], dtype=np.int64), "mask": np.ones((1, len(ids)), dtype=np.int64),
            "spans": marks.spans[None], "kinds": marks.kinds[None], "acts": marks.acts[None], "pool": marks.pool[None],
        }  # fmt: skip
        acts, modes, context, statuses, states, marked = (out[0] for out in self.session.run(None, feed))
        contexts = dict(zip(self.card["contexts"], _sigmoid(context).tolist(), strict=True))
        return [
            self._prediction(acts[k], modes[k], contexts, statuses[k], _meaning(states, marked[k]))
            for k in range(len(markings))
        ]

    def _prediction(
        self, act: Vector, mode: Vector, contexts: dict[str, float], status: Vector, vector: Vector
    ) -> Prediction:
        return Prediction(
            acts=dict(zip(self.acts, _softmax(act).tolist(), strict=True)),
            mode_scores=dict(zip(self.card["modes"], _sigmoid(mode).tolist(), strict=True)),
            contexts=tuple(c for c, p in contexts.items() if p >= CONTEXT_THRESHOLD),
            statuses=dict(zip(self.card["statuses"], _softmax(status).tolist(), strict=True)),
            vector=vector,
        )


def _meaning(states: Vector, marked: Vector) -> Vector:
    """What an act's sentence says, and the act in it: the mean of the text's states and the trigger's."""
    return np.asarray(states.mean(axis=0) + marked[-states.shape[1] :], dtype=np.float32)


def _softmax(values: Vector) -> Vector:
    shifted = np.exp(values - values.max())
    return np.asarray(shifted / shifted.sum(), dtype=np.float32)


def _sigmoid(values: Vector) -> Vector:
    return np.asarray(1.0 / (1.0 + np.exp(-values)), dtype=np.float32)
