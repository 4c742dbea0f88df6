"""Scoring against TimeML."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.evaluation.times import read_timeml, score_times

PAGE = """<?xml version="1.0" ?>
<TimeML>
<DCT><TIMEX3 tid="t0" type="DATE" value="2018-04-18" functionInDocument="CREATION_TIME">2018-04-18</TIMEX3></DCT>
<TEXT>

GENEVA, <TIMEX3 tid="t0b" type="DATE" value="2018-04-18" functionInDocument="CREATION_TIME">April 18</TIMEX3> -- Envoys
<EVENT eid="e1" class="OCCURRENCE">met</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2018-04-16">Monday</TIMEX3>.

They met in <TIMEX3 tid="t2" type="DATE" value="{year}">1998</TIMEX3> too{more}.

</TEXT>
</TimeML>
"""


def write(folder: Path, year: str = "1998", more: str = "") -> Path:
    (folder / "a.tml").write_text(PAGE.format(year=year, more=more), encoding="utf-8")
    return folder


def test_reading_keeps_offsets_and_joins_wrapped_lines(tmp_path: Path) -> None:
    document = read_timeml(write(tmp_path) / "a.tml")
    assert document.created == "2018-04-18"
    assert [t.text for t in document.times] == ["Monday", "1998"]
    assert [document.text[t.start : t.end] for t in document.times] == ["Monday", "1998"]
    assert "Envoys met on" in document.text


def test_all_right(tmp_path: Path) -> None:
    scores = score_times(write(tmp_path))
    assert (scores["relaxed_f1"], scores["value_accuracy"], scores["value_f1"], scores["n"]) == (1.0, 1.0, 1.0, 2)


def test_a_wrong_value_counts_half_here(tmp_path: Path) -> None:
    scores = score_times(write(tmp_path, year="1999"), errors=5)
    assert (scores["relaxed_f1"], scores["value_accuracy"], scores["value_f1"]) == (1.0, 0.5, 0.5)
    assert len(scores["errors"]) == 1
    assert "'1998' = 1998, not 1999" in scores["errors"][0]


def test_a_time_that_the_gold_does_not_have_costs_precision(tmp_path: Path) -> None:
    scores = score_times(write(tmp_path, more=", not in 2005"), errors=5)
    assert scores["relaxed_precision"] == pytest.approx(2 / 3, abs=1e-4)
    assert "spurious '2005'" in scores["errors"][0]


def test_what_cannot_be_scored_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no TimeML file"):
        score_times(tmp_path)
    (tmp_path / "b.tml").write_text("<TimeML><TEXT>", encoding="utf-8")
    with pytest.raises(DataError, match="not well-formed"):
        score_times(tmp_path)
    (tmp_path / "b.tml").write_text("<TimeML/>", encoding="utf-8")
    with pytest.raises(DataError, match="no TEXT"):
        score_times(tmp_path / "b.tml")
