"""The training set: rows read, checked for labels, and turned into marked token sequences."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parent
MARKERS = {
    "actors": ("[unused1]", "[unused2]"),
    "recipients": ("[unused3]", "[unused4]"),
    "trigger": ("[unused5]", "[unused6]"),
}
"""Word pieces of the base vocabulary that stand for nothing else."""
MAX_PIECES = 112


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
    """(train, held out), by a fixed shuffle within each type."""
    generator = random.Random(seed)
    by_type: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        by_type.setdefault(str(row["type"]), []).append(row)
    train, held = [], []
    for group in by_type.values():
        generator.shuffle(group)
        cut = int(len(group) * held_out)
        held += group[:cut]
        train += group[cut:]
    generator.shuffle(train)
    return train, held


def marked(row: dict[str, object], keep: frozenset[str]) -> list[tuple[str, bool]]:
    """The sentence as pieces of (text, is marker), with the kinds of span in `keep` marked."""
    sentence = str(row["sentence"])
    cuts: list[tuple[int, int, str]] = []
    for kind, (opening, closing) in MARKERS.items():
        spans = row.get(kind) or []
        if kind == "trigger" and spans:
            spans = [spans]  # type: ignore[list-item]
        if kind not in keep:
            continue
        for start, end in spans:  # type: ignore[union-attr, misc]
            cuts.append((start, 1, opening))
            cuts.append((end, 0, closing))
    pieces: list[tuple[str, bool]] = []
    at = 0
    for place, _, marker in sorted(cuts):
        pieces.append((sentence[at:place], False))
        pieces.append((marker, True))
        at = place
    pieces.append((sentence[at:], False))
    return pieces


def encode(tokenizer: Tokenizer, row: dict[str, object], keep: frozenset[str]) -> list[int]:
    """Word-piece ids with `[CLS]`, `[SEP]` and the markers."""
    ids = [tokenizer.token_to_id("[CLS]")]
    for text, is_marker in marked(row, keep):
        if is_marker:
            ids.append(tokenizer.token_to_id(text))
        elif text.strip():
            ids.extend(tokenizer.encode(text, add_special_tokens=False).ids)
    return [*ids[: MAX_PIECES - 1], tokenizer.token_to_id("[SEP]")]


def targets(row: dict[str, object], labels: Labels) -> tuple[int, np.ndarray, np.ndarray, int]:
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
