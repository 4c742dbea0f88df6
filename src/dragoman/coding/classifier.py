"""The act classifier: a small encoder fine-tuned on the project's own sentences, run as int8 ONNX.

One candidate a run: dynamic quantisation makes its numbers depend on what else is in the batch, and the same page
must give the same record alone or among others. Training and export are in `training/`.
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

from dragoman.errors import DataError

__all__ = ["ActClassifier", "Prediction"]

Vector = npt.NDArray[np.float32]
SpanOffsets = tuple[int, int]

MAX_PIECES = 112
MODE_THRESHOLD = 0.5
CONTEXT_THRESHOLD = 0.4


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the encoder says of one marked act."""

    acts: dict[str, float]
    """Probability of each act and of NONE."""
    modes: tuple[str, ...]
    """Modes of the most probable act, above the threshold."""
    mode_scores: dict[str, float]
    """`ACT:mode` → probability."""
    contexts: tuple[str, ...]
    statuses: dict[str, float]
    vector: Vector
    """Mean of the piece states, 384 numbers; linking compares these."""


class ActClassifier:
    """Loads the model once; `predict` is one candidate."""

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
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.card: dict[str, Any] = card
        self.version: str = card["sha256"][:12]
        self._markers: dict[str, tuple[int, int]] = {
            kind: (self._piece(pair[0]), self._piece(pair[1])) for kind, pair in card["markers"].items()
        }
        self._cls, self._sep = self._piece("[CLS]"), self._piece("[SEP]")

    @classmethod
    def load(cls) -> ActClassifier | None:
        """The model that comes with the package, or None. Raises `DataError` if it is not the one on its card."""
        folder = Path(str(files("dragoman").joinpath("data"))) / "model"
        return cls(folder) if (folder / "act.onnx").is_file() else None

    @cached_property
    def acts(self) -> tuple[str, ...]:
        """The act of each output, NONE last."""
        return tuple(self.card["acts"])

    def predict(
        self,
        text: str,
        *,
        actors: Sequence[SpanOffsets] = (),
        recipients: Sequence[SpanOffsets] = (),
        trigger: SpanOffsets | None = None,
    ) -> Prediction:
        """Classify the act marked in a sentence; offsets count code points of `text`."""
        ids = self._encode(text, actors, recipients, trigger)
        feed = {"ids": np.array([ids], dtype=np.int64), "mask": np.ones((1, len(ids)), dtype=np.int64)}
        act, mode, context, status, vector = (out[0] for out in self.session.run(None, feed))
        acts = dict(zip(self.acts, _softmax(act).tolist(), strict=True))
        best = max(acts, key=lambda a: acts[a])
        modes = dict(zip(self.card["modes"], _sigmoid(mode).tolist(), strict=True))
        contexts = zip(self.card["contexts"], _sigmoid(context).tolist(), strict=True)
        return Prediction(
            acts=acts,
            modes=tuple(m.split(":")[1] for m, p in modes.items() if p >= MODE_THRESHOLD and m.startswith(f"{best}:")),
            mode_scores=modes,
            contexts=tuple(c for c, p in contexts if p >= CONTEXT_THRESHOLD),
            statuses=dict(zip(self.card["statuses"], _softmax(status).tolist(), strict=True)),
            vector=np.asarray(vector, dtype=np.float32),
        )

    def _encode(
        self, text: str, actors: Sequence[SpanOffsets], recipients: Sequence[SpanOffsets], trigger: SpanOffsets | None
    ) -> list[int]:
        """Word-piece ids with markers around the spans, as in training."""
        cuts: list[tuple[int, int, int]] = []
        for kind, spans in (("actors", actors), ("recipients", recipients), ("trigger", [trigger] if trigger else [])):
            opening, closing = self._markers[kind]
            for start, end in spans:
                cuts.append((start, 1, opening))
                cuts.append((end, 0, closing))
        ids: list[int] = [self._cls]
        at = 0
        for place, _, marker in sorted(cuts):
            ids.extend(self._pieces(text[at:place]))
            ids.append(marker)
            at = place
        ids.extend(self._pieces(text[at:]))
        return [*ids[: MAX_PIECES - 1], self._sep]

    def _piece(self, piece: str) -> int:
        found: int | None = self.tokenizer.token_to_id(piece)
        if found is None:
            raise DataError(f"the tokenizer has no {piece}; install Dragoman again")
        return found

    def _pieces(self, text: str) -> list[int]:
        if not text.strip():
            return []
        ids: list[int] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return ids


def _softmax(values: Vector) -> Vector:
    shifted = np.exp(values - values.max())
    return np.asarray(shifted / shifted.sum(), dtype=np.float32)


def _sigmoid(values: Vector) -> Vector:
    return np.asarray(1.0 / (1.0 + np.exp(-values)), dtype=np.float32)
