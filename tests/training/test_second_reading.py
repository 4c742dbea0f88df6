"""How far two readers agree on who takes part is measured by phrases, and both tables of readings tell of the same rows."""

from __future__ import annotations

import csv
import importlib
from pathlib import Path
from types import ModuleType

import pytest

TRAINING = Path(__file__).resolve().parents[2] / "training"


@pytest.fixture
def describe(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TRAINING))
    return importlib.import_module("describe")


def test_phrases_agree_if_they_share_a_word_that_names_something(describe: ModuleType) -> None:
    assert describe.matched(["the foreign ministry in Rome"], ["Rome"]) == 1
    assert describe.matched(["the president of the council"], ["the bench of bishops"]) == 0
    assert describe.matched(["his"], ["his"]) == 1


def test_a_row_agrees_only_if_neither_reader_has_a_party_that_the_other_lacks(describe: ModuleType) -> None:
    same = (("Quito", "Lima"), ("Peru's Lima", "Quito"))
    more = (("Quito", "Lima"), ("Quito",))
    none: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    assert describe.same_parties([same, none]) == 1.0
    assert describe.same_parties([same, more]) == 0.5
    assert describe.phrase_f1([more]) == pytest.approx(2 / 3)


def test_the_rows_whose_parties_were_read_twice_are_those_of_the_later_sample(describe: ModuleType) -> None:
    def keys(name: str) -> list[tuple[str, str, str]]:
        with (TRAINING / "sentences" / name).open(encoding="utf-8") as file:
            table = csv.DictReader(file, delimiter="\t")
            return [(row["file"], row["line"], row["sentence_sha256"]) for row in table]

    later = [key for key in keys("second-reading.tsv") if key[0] in describe.LATER]
    assert later == keys("second-reading-phrases.tsv")
    assert len(set(later)) == 300
