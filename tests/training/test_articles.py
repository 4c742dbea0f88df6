"""The coded articles are in their form: labels known, quotations exact, days real; and a coder's lines make such files."""

from __future__ import annotations

import json
import runpy
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluation.articles import Tally

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "training" / "articles"
LINES = runpy.run_path(str(FOLDER / "lines.py"))


@cache
def coded() -> list[tuple[str, dict[str, Any], str]]:
    """(name, codes, text) of every article, of both sets and of the second coding."""
    found = []
    for path in sorted(FOLDER.rglob("[0-9]*.json")):
        text = path.with_suffix(".txt")
        if not text.is_file():  # the second coding keeps no copy of the text
            text = next(
                FOLDER / part / text.name
                for part in ("development", "held-out")
                if (FOLDER / part / text.name).is_file()
            )
        found.append(
            (
                str(path.relative_to(FOLDER)),
                json.loads(path.read_text(encoding="utf-8")),
                text.read_text(encoding="utf-8"),
            )
        )
    return found


def test_there_are_sixty_half_of_them_held_out() -> None:
    numbers = {part: {p.stem for p in (FOLDER / part).glob("*.json")} for part in ("development", "held-out")}
    assert len(numbers["development"]) == len(numbers["held-out"]) == 30
    assert not numbers["development"] & numbers["held-out"]


def test_labels_are_known() -> None:
    types = tomllib.loads((ROOT / "src/dragoman/data/plover.toml").read_text(encoding="utf-8"))["types"]
    for name, page, _ in coded():
        for event in page["events"]:
            where = f"{name}: {event['quote']}"
            assert {event["type"], *event["also"]} <= set(types), where
            assert event["mode"] in {None, *types[event["type"]].get("modes", {})}, where
            assert event["status"] in LINES["STATUSES"], where
            for actor in (*event["actors"], *event["recipients"]):
                assert actor["name"] and len(actor["country"]) == 3 and actor["sector"] in LINES["SECTORS"], where
        assert {position["kind"] for position in page["positions"]} <= LINES["KINDS"], name


def test_every_quotation_stands_in_the_text_and_that_of_an_event_once() -> None:
    for name, page, text in coded():
        for event in page["events"]:
            assert text.count(event["quote"]) == 1, f"{name}: {event['quote']}"
        whole = [page["body_first"], page["body_last"], *page["boilerplate"]]
        for piece in (*whole, *(q["text"] for q in page["quotes"]), *(p["quote"] for p in page["positions"])):
            assert piece in text, f"{name}: {piece}"


def test_days_are_real_and_in_order() -> None:
    for name, page, _ in coded():
        date.fromisoformat(page["published"])
        for event in page["events"]:
            first, last = event["date"]
            assert (first is None) == (last is None), name
            assert first is None or date.fromisoformat(first) <= date.fromisoformat(last), f"{name}: {event['quote']}"


TEXT = "ASMARA, May 3 - Eritrea freed nine Ethiopian pilots, and Ethiopia said it would return two boats."
CODE = """\
published: 1999-05-03
title: -
publisher: -
first: ASMARA, May 3
last: return two boats.
parties: ERI; ETH
E core | RETREAT:release | happened | 1999-05-03 | Asmara | Eritrea=ERI.GOV | Ethiopian pilots=ETH.MIL | - | freed nine Ethiopian pilots
E | RETREAT/CONCEDE | pledged | - | - | Ethiopia=ETH.GOV | Eritrea=ERI.GOV | Ethiopia | would return two boats
P ETH | commitment | return two boats | - | would return two boats
"""


def test_a_coders_lines_become_an_article() -> None:
    page = LINES["article_of"](CODE, TEXT)
    freed, boats = page["events"]
    assert (freed["type"], freed["mode"], freed["date"]) == ("RETREAT", "release", ["1999-05-03", "1999-05-03"])
    assert freed["actors"] == [{"name": "Eritrea", "country": "ERI", "sector": "GOV"}]
    assert (boats["also"], boats["date"], boats["core"]) == (["CONCEDE"], [None, None], False)
    assert boats["said_by"] == ["Ethiopia"]
    assert page["parties"] == ["ERI", "ETH"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("freed nine Ethiopian pilots\n", "freed ten Ethiopian pilots\n"),
        ("RETREAT:release", "RELEASE"),
        ("Eritrea=ERI.GOV | Ethiopian", "Eritrea=ERI | Ethiopian"),
        ("| 1999-05-03 |", "| 1999-05-33 |"),
        ("parties:", "partys:"),
        (" | Asmara", ""),
    ],
)
def test_a_line_that_is_not_in_the_form_is_refused_with_the_line(right: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=": "):
        LINES["article_of"](CODE.replace(right, wrong), TEXT)


AGREEMENT = runpy.run_path(str(FOLDER / "agreement.py"))
OTHER = CODE.replace("E | RETREAT/CONCEDE | pledged", "E | AGREE | conditional").replace(
    "Ethiopian pilots=ETH.MIL", "nine men=ETH.CVL"
)


def agreement(*others: str) -> dict[str, Any]:
    """The figures of codings against `CODE`, summed as the script sums articles."""
    first = LINES["article_of"](CODE, TEXT)
    sum_of_all = Tally()
    for other in others:
        tally = Tally()
        tally.add("1", first, AGREEMENT["as_record"](first, LINES["article_of"](other, TEXT), TEXT), failed=False)
        sum_of_all += tally
    return sum_of_all.result()


def test_a_coder_agrees_wholly_with_himself() -> None:
    found = agreement(CODE)
    figures = [found[name] for name in AGREEMENT["FIGURES"] if name not in ("false happened", "quotes F1")]
    assert set(figures) == {1.0}
    assert found["false happened"] == 0.0
    assert found["quotes F1"] is None  # nobody is quoted


def test_two_coders_differ_in_the_act_the_status_and_the_recipient() -> None:
    found = agreement(OTHER)
    assert (found["recall"], found["precision"]) == (1.0, 1.0)  # paired by the words that both point to
    assert (found["act"], found["actor F1"]) == (0.5, 1.0)
    assert found["recipient F1"] == 0.5
    assert found["strict F1"] == 0.0


def test_counts_of_several_articles_are_added() -> None:
    found = agreement(CODE, OTHER)
    assert (found["articles"], found["gold events"], found["act"]) == (2, 4, 0.75)


def test_every_second_coding_has_a_first() -> None:
    numbers = {path.stem for path in (FOLDER / "second-coding").glob("*.json")}
    assert len(numbers) >= 16
    assert all(any((FOLDER / part / f"{number}.json").is_file() for part in AGREEMENT["FIRST"]) for number in numbers)
