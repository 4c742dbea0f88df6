"""The training set: rows read, checked for labels, and turned into word pieces with marks."""

from __future__ import annotations

import json
import random
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parent
Targets = tuple[int, np.ndarray, np.ndarray, int]


def _marking() -> ModuleType:
    """The program's own file of marks, without the program, which is not in the training's environment."""
    spec = spec_from_file_location("marking", ROOT.parent / "src/dragoman/coding/marking.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["marking"] = module
    spec.loader.exec_module(module)
    return module


_MARKING = _marking()
KINDS, ROLES, Marking, Marks, cut, lay_out = (
    _MARKING.KINDS, _MARKING.ROLES, _MARKING.Marking, _MARKING.Marks, _MARKING.cut, _MARKING.lay_out
)  # fmt: skip


@dataclass(frozen=True)
class Labels:
    """The label sets, in the order of the model's outputs."""

    acts: tuple[str, ...]
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    statuses: tuple[str, ...]

    @classmethod
    def load(cls) -> Labels:
        """From the program's own codebook, with NONE behind the acts."""
        book = tomllib.loads((ROOT.parent / "src/dragoman/data/plover.toml").read_text(encoding="utf-8"))
        types = book["types"]
        modes = [f"{act}:{mode}" for act, entry in types.items() for mode in entry.get("modes", {})]
        statuses = (
            "happened",
            "ongoing",
            "scheduled",
            "pledged",
            "demanded",
            "conditional",
            "hypothetical",
            "negated",
            "cancelled",
            "denied",
        )
        return cls((*types, "NONE"), tuple(modes), tuple(book["contexts"]), statuses)


def read_rows(folder: Path) -> list[dict[str, object]]:
    """All rows of the set, in a fixed order; the pilot's rows have no trigger."""
    rows = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            row["file"] = path.stem
            rows.append(row)
    return rows


def split(
    rows: list[dict[str, object]], held_out: float, seed: int
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """(train, held out): a row's sentence decides, so that rows that share one stay together and new ones move none."""
    train, held = [], []
    for row in rows:
        drawn = int.from_bytes(sha256(str(row["sentence"]).encode()).digest()[:4]) / 2**32
        (held if drawn < held_out else train).append(row)
    random.Random(seed).shuffle(train)
    return train, held


@dataclass(frozen=True)
class Encoded:
    """A row's word pieces, where each stands in the sentence, and the row's spans by kind."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    spans: dict[str, list[tuple[int, int]]]


def tokenised(tokenizer: Tokenizer, row: dict[str, object]) -> Encoded:
    """Word pieces with `[CLS]` and `[SEP]`."""
    found = tokenizer.encode(str(row["sentence"]))
    ids, offsets = cut(found.ids, found.offsets)
    spans = {kind: [tuple(s) for s in row[kind]] for kind in ("actors", "recipients")}  # type: ignore[attr-defined]
    spans["trigger"] = [tuple(row["trigger"])] if row.get("trigger") else []  # type: ignore[arg-type]
    return Encoded(ids, offsets, spans)


def lay(encoded: Encoded, keep: frozenset[str]) -> tuple[list[int], Any]:
    """Ids, and the marks of the row's act, of the kinds in `keep`."""
    kept = {kind: spans if kind in keep else [] for kind, spans in encoded.spans.items()}
    trigger, question = (found[0] if found else None for found in (kept["trigger"], encoded.spans["trigger"]))
    marking = Marking(kept["actors"], kept["recipients"], trigger, question)
    return encoded.ids, lay_out(encoded.offsets, [marking])


def parts(encoded: Encoded) -> np.ndarray:
    """(roles, pieces): 1 for each piece of one who takes part in the row's act."""
    found = np.zeros((len(ROLES), len(encoded.ids)), dtype=np.float32)
    for k, role in enumerate(ROLES):
        for start, end in encoded.spans[role]:
            found[k] = np.maximum(found[k], [float(a < end and b > start and b > a) for a, b in encoded.offsets])
    return found


def targets(row: dict[str, object], labels: Labels) -> Targets:
    """(act, modes, contexts, status) as indices and 0/1 vectors; status -1 where the row has none."""
    modes = np.zeros(len(labels.modes), dtype=np.float32)
    for mode in row.get("modes") or []:  # type: ignore[union-attr, attr-defined]
        key = f"{row['type']}:{mode}"
        if key in labels.modes:
            modes[labels.modes.index(key)] = 1.0
    contexts = np.zeros(len(labels.contexts), dtype=np.float32)
    for context in row.get("contexts") or []:  # type: ignore[union-attr, attr-defined]
        if context in labels.contexts:
            contexts[labels.contexts.index(context)] = 1.0
    told = row.get("status") and row["type"] != "NONE"  # how a clause without an act is told was never settled
    status = labels.statuses.index(str(row["status"])) if told else -1
    return labels.acts.index(str(row["type"])), modes, contexts, status


def batches(lengths: list[int], size: int, generator: random.Random) -> Iterator[list[int]]:
    """Shuffled batches of rows of like length, so that little is padded."""
    order = list(range(len(lengths)))
    generator.shuffle(order)
    pool = size * 32
    found = []
    for start in range(0, len(order), pool):
        near = sorted(order[start : start + pool], key=lambda i: lengths[i])
        found += [near[k : k + size] for k in range(0, len(near), size)]
    generator.shuffle(found)
    yield from found
