"""The articles' scorer gives the figures of the coded articles' own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.evaluation.articles import score_articles
from dragoman.evaluation.matching import date_right, pair, same_name

SHARED = Path(__file__).resolve().parents[3] / "shared/gold/articles"
READ = "{python} -m dragoman.cli.main read {{page}} --published {{published}} --format jsonl"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the coded articles are not beside the checkout")
def test_equals_the_articles_own_scorer() -> None:
    command = READ.format(python=sys.executable)
    done = subprocess.run(
        [sys.executable, SHARED / "score.py", SHARED, "--json", "--command", command],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert score_articles(SHARED) == json.loads(done.stdout)


def test_names_fit_by_their_telling_words() -> None:
    assert same_name("President Ana Ruiz", "Ruiz")
    assert same_name("foreign ministry of Peru", "Peruvian officials", "Peru's foreign ministry")
    assert not same_name("Ana Ruiz", "Pedro Ruiz Calle")


def test_dates_need_half_of_their_union() -> None:
    gold = {"date": ["2011-05-01", "2011-05-31"]}
    assert date_right(gold, {"date": {"start": "2011-05-10", "end": "2011-05-31"}})
    assert not date_right(gold, {"date": {"start": "2011-05-10", "end": "2011-05-10"}})
    assert date_right({"date": [None, None]}, {"date": {"start": None}})


def test_pairs_the_better_fit_first() -> None:
    gold = [
        {"type": "CONSULT", "status": "happened", "quote": "met in Oslo", "actors": [], "recipients": []},
        {"type": "REJECT", "status": "happened", "quote": "refused to sign", "actors": [], "recipients": []},
    ]
    sentence = {"text": "They met in Oslo but refused to sign."}
    got = [
        {"act": "REJECT", "status": "happened", "trigger": {"text": "refused"}, "evidence": sentence},
        {"act": "CONSULT", "status": "happened", "trigger": {"text": "met"}, "evidence": sentence},
    ]
    assert pair(gold, got) == {0: 1, 1: 0}
