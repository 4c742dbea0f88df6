"""The scorer of attributions, on annotations of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.evaluation.attributions import read_annotations, score_attributions

TEXT = "The talks have failed, the minister said. The army believes that rebels will leave. Rain fell."


def write(folder: Path, annotations: str, text: str = TEXT) -> Path:
    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    (folder / "text" / "one.txt").write_text(text, "utf-8")
    (folder / "attributions" / "one.ann").write_text(annotations, "utf-8")
    return folder


def span(key: str, kind: str, words: str) -> str:
    start = TEXT.index(words)
    return f"{key}\t{kind} {start} {start + len(words)}\t{words}\n"


RIGHT = (
    span("T1", "Content", "The talks have failed")
    + span("T2", "Source", "the minister")
    + span("T3", "Cue", "said")
    + "E1\tAttribution:T3 Content:T1 Source:T2 Cue:T3\n"
)
SECOND = (
    span("T4", "Content", "that rebels will leave")
    + span("T5", "Source", "The army")
    + "E2\tAttribution:T4 Content:T4 Source:T5\n"
)
THIRD = span("T6", "Content", "Rain fell") + "E3\tAttribution:T6 Content:T6\n"


def test_everything_found_is_one(tmp_path: Path) -> None:
    scores = score_attributions(write(tmp_path, RIGHT + SECOND))
    assert scores["content_precision"] == scores["content_recall"] == scores["content_f1"] == 1.0
    assert scores["source_overlap"] == 1.0
    assert scores["n"] == 2


def test_what_is_missed_and_added_counts(tmp_path: Path) -> None:
    scores = score_attributions(write(tmp_path, RIGHT + THIRD), errors=5)
    assert scores["content_recall"] == 0.5
    assert scores["content_precision"] == 0.5
    assert [m.split(":")[1].strip() for m in scores["misses"]] == ["missed", "added"]


def test_only_outermost_statements_count(tmp_path: Path) -> None:
    text = "The Courier reported that the minister said the talks had failed."
    words = "that the minister said the talks had failed"
    start = text.index(words)
    annotation = f"T1\tContent {start} {start + len(words)}\t{words}\nE1\tAttribution:T1 Content:T1\n"
    assert score_attributions(write(tmp_path, annotation, text))["content_precision"] == 1.0


def test_content_in_two_pieces(tmp_path: Path) -> None:
    write(tmp_path, "T1\tContent 0 9;22 40\tx\nE1\tAttribution:T1 Content:T1\n")
    (found,) = read_annotations(tmp_path / "attributions" / "one.ann")
    assert found.content == ((0, 9), (22, 40))


@pytest.mark.parametrize("line", ["T1\tContent x 9\tword", "T1\tContent", "E1\tAttribution:T1 Content:T9"])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    write(tmp_path, f"{RIGHT}{line}\n")
    with pytest.raises(DataError, match=r"one\.ann"):
        list(read_annotations(tmp_path / "attributions" / "one.ann"))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="text"):
        score_attributions(tmp_path)
