"""spaCy's networks computed in less time, to the same tags, trees and names.

Matrices are multiplied by numpy, whose library makes more of the processor than spaCy's own. What a network makes of
each word apart from its neighbours is worked out once for each word. And the layers that look at neighbours are written
out: nothing is kept for training, and each number passes through memory less often.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Model, NumpyOps, Ragged, chain

__all__ = ["quicken"]

WORDS = 20_000
"""Words that a network keeps before it forgets all."""
EMBEDDING = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")
"""The layers of an embedding that needs no list of vectors; the middle ones look at each word apart."""
WINDOW = ("expand_window", "maxout", "layernorm", "dropout")
"""The layers that look at a word and its neighbours; what they give is added to what they were given."""


def quicken(nlp: Language) -> None:
    """Change the networks of the pipeline's components in place. They cannot be trained any more."""
    ops = _Ops()
    models = (getattr(component, "model", None) for _, component in nlp.pipeline)
    for node in [node for model in models if isinstance(model, Model) for node in model.walk()]:
        node.ops = ops
        if tuple(layer.name.partition("(")[0] for layer in node.layers) == EMBEDDING:
            node.layers[2:4] = [_once_a_word(chain(*node.layers[2:4]))]
        node.layers[:] = [_with_neighbours(layer) if _is_window(layer) else layer for layer in node.layers]


def _is_window(layer: Model[Any, Any]) -> bool:
    return layer.name == f"residual({'>>'.join(WINDOW)})" and layer.layers[0].layers[0].attrs["window_size"] == 1


class _Ops(NumpyOps):  # type: ignore[misc]
    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def _once_a_word(layer: Model[Any, Any]) -> Model[Ragged, Ragged]:
    """What `layer` gives, which is asked for each row of features once."""
    known: dict[bytes, Any] = {}

    def forward(_: Model[Ragged, Ragged], words: Ragged, is_train: bool) -> tuple[Ragged, Any]:
        if len(known) > WORDS:
            known.clear()
        features: Any = words.dataXd
        rows = features.view(f"V{features[0].nbytes}").ravel().tolist()
        if new := [row for row in dict.fromkeys(rows) if row not in known]:
            found = layer.predict(np.frombuffer(b"".join(new), features.dtype).reshape(len(new), -1))
            known.update(zip(new, found, strict=True))
        vectors: Any = np.array([known[row] for row in rows])
        return Ragged(vectors, words.lengths), None

    return Model("once_a_word", forward)


def _with_neighbours(residual: Model[Any, Any]) -> Model[Any, Any]:
    """The same layer written out; the sums are taken in the same order, so that the numbers are the same."""
    maxout, norm = (next(n for n in residual.walk() if n.name == name) for name in ("maxout", "layernorm"))
    by_unit: Any = maxout.get_param("W")
    size, pieces, inputs = by_unit.shape
    weights = np.ascontiguousarray(by_unit.transpose(1, 0, 2)).reshape(pieces * size, inputs).T
    bias: Any = maxout.get_param("b").T.ravel()
    gain, shift = norm.get_param("G"), norm.get_param("b")

    def forward(_: Model[Any, Any], words: Any, is_train: bool) -> tuple[Any, Any]:
        around = np.zeros((len(words), 3, size), words.dtype)  # the word before, the word, the next
        around[1:, 0], around[:, 1], around[:-1, 2] = words[:-1], words, words[1:]
        made = around.reshape(len(words), inputs) @ weights
        made += bias
        best = made.reshape(len(words), pieces, size).max(axis=1)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.square(best).mean(axis=1, keepdims=True) + 1e-08
        best *= variance ** (-1.0 / 2.0)
        best *= gain
        best += shift
        best += words
        return best, None

    return Model("with_neighbours", forward)
