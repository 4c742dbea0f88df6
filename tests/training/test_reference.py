"""Labels of words that point: each stands where it says, and means a place on its page or one of the signs."""

from __future__ import annotations

import csv
import re
import runpy
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"
SIGNS = {"IGO", "NGO", "INT", "-"}


@cache
def page(name: str) -> str:
    (path,) = TRAINING.glob(f"articles/*/{name}.txt")
    return path.read_text(encoding="utf-8")


def rows(table: str) -> Iterator[dict[str, str]]:
    with (TRAINING / "reference" / table).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


def _begins_a_word(text: str, at: int) -> bool:
    return text[at].isalnum() and not text[max(0, at - 1) : at].isalnum()


@pytest.mark.parametrize(("table", "word"), [("pronouns.tsv", "pronoun"), ("nouns.tsv", "noun")])
def test_each_word_stands_where_it_says(table: str, word: str) -> None:
    wrong = [r for r in rows(table) if not page(r["article"])[int(r["at"]) :].startswith(r[word])]
    assert not wrong


@pytest.mark.parametrize("table", ["pronouns.tsv", "nouns.tsv"])
def test_no_word_is_labelled_twice_and_what_is_meant_begins_a_word(table: str) -> None:
    found = list(rows(table))
    assert len({(r["article"], r["at"]) for r in found}) == len(found)
    heads = [(r["article"], int(part)) for r in found for part in r["means"].split() if part not in "-?"]
    assert not [(name, at) for name, at in heads if not _begins_a_word(page(name), at)]


def test_countries_are_codes() -> None:
    assert not [
        r for r in rows("nouns.tsv") if r["country"] not in SIGNS and not re.fullmatch("[A-Z]{3}", r["country"])
    ]


@pytest.mark.parametrize("table", ["pronouns.tsv", "nouns.tsv"])
def test_nothing_is_learnt_from_articles_that_are_held_out(table: str) -> None:
    folders = {next(TRAINING.glob(f"articles/*/{r['article']}.txt")).parent.name for r in rows(table)}
    assert folders <= {"development", "later", "fresh"}


def test_a_sheet_gives_back_its_answers() -> None:
    sheet = runpy.run_path(str(TRAINING / "reference" / "sheet.py"))
    text = "[1]Chad said {p1}it met [2]Niger. {p2}They talked.\n\n#ANSWERS\np2 1 2\np1 1\n\n#INDEX\n"
    index = "#1 0 Chad\n#p1 10 it\n#2 17 Niger\n#p2 24 They\n"
    assert sheet["labels_of"](text + index) == [(10, "it", "0"), (24, "They", "0 17")]


def test_weights_are_learnt_that_tell_right_from_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TRAINING / "reference"))
    fit = runpy.run_path(str(TRAINING / "reference" / "fit.py"))
    features = [("subject",), ("oblique",), ("nobody",)]
    cases = [fit["Case"]("1", "it", features, ["a", "b", ""], [True, False, False]) for _ in range(8)]
    weights = fit["learn"](cases)
    assert weights["subject"] > 0 > weights["oblique"]
    assert fit["outcome"](cases[0], weights, 0.4) == "right"
