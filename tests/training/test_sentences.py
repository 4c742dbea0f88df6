"""The training set is what its datasheet says: exact spans, known labels, no copies, nothing from the gold."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT.parent / "shared" / "gold"
RUN = 10
"""Words in a row that two independent texts do not share by chance."""
LEAST_PER_TYPE = 300
STATUSES = frozenset(
    {"happened", "ongoing", "scheduled", "pledged", "demanded", "conditional", "hypothetical", "negated", "cancelled", "denied"}
)  # fmt: skip


@cache
def rows() -> list[tuple[str, dict[str, Any]]]:
    """(where it stands, row) of the whole set."""
    return [
        (f"{path.name}:{number}", json.loads(line))
        for path in sorted((ROOT / "training/sentences").glob("*.jsonl"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def runs(text: str, length: int = RUN) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def test_spans_lie_within_their_sentence_and_begin_and_end_with_a_word() -> None:
    for where, row in rows():
        sentence = row["sentence"]
        for start, end in (row["trigger"], *row["actors"], *row["recipients"]):
            assert 0 <= start < end <= len(sentence), where
            assert not sentence[start].isspace() and not sentence[end - 1].isspace(), where


def test_labels_are_those_of_the_codebook() -> None:
    book = tomllib.loads((ROOT / "src/dragoman/data/plover.toml").read_text(encoding="utf-8"))
    for where, row in rows():
        assert row["type"] == "NONE" or row["type"] in book["types"], where
        assert row["status"] in STATUSES, where
        modes = book["types"][row["type"]].get("modes", {}) if row["type"] != "NONE" else {}
        assert set(row["modes"]) <= set(modes), where
        assert set(row["contexts"]) <= set(book["contexts"]), where


def test_every_type_has_its_share() -> None:
    counts = Counter(row["type"] for _, row in rows())
    assert min(counts.values()) >= LEAST_PER_TYPE, counts
    assert sum(counts.values()) - counts["NONE"] >= 6000
    assert counts["NONE"] >= 1500


def test_no_sentence_is_a_near_copy_of_another() -> None:
    seen: dict[tuple[str, ...], str] = {}
    copies = []
    for where, row in rows():
        for run in runs(row["sentence"], 12):
            # One sentence may stand in several rows, each with another act marked.
            if seen.setdefault(run, row["sentence"]) != row["sentence"]:
                copies.append((seen[run], where))
    assert not copies


def test_a_sentence_that_stands_twice_stands_in_one_file_with_another_trigger_each_time() -> None:
    files: dict[str, str] = {}
    marked = Counter((row["sentence"], *row["trigger"]) for _, row in rows())
    assert [key for key, count in marked.items() if count > 1] == []
    for where, row in rows():
        name = where.split(":")[0]
        assert files.setdefault(row["sentence"], name) == name, where


@pytest.mark.shared
def test_nothing_stands_in_the_gold() -> None:
    if not GOLD.is_dir():
        pytest.skip("the measuring data are not beside the checkout")
    texts = [GOLD / "plover-sentences.tsv", *(GOLD / "polnear/text").glob("*"), *(GOLD / "timeml").glob("*.tml")]
    texts += [*(GOLD / "articles").glob("*.txt"), *(GOLD.parent / "corpus").glob("*.jsonl")]
    gold = {run for path in texts if path.is_file() for run in runs(path.read_text(encoding="utf-8", errors="ignore"))}
    assert [where for where, row in rows() if runs(row["sentence"]) & gold] == []
