"""`dragoman.read` and `dragoman.read_all` on sources that hold one article, several, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman
from dragoman.errors import DragomanError, PageError
from dragoman.model import Reject

EXPORT = Path(__file__).parent / "intake" / "exports" / "nexis.txt"
TALKS = "Talks in Muscat\n\nOman's foreign minister met the rebels in Muscat on Monday, officials said.\n"


def test_an_export_is_refused_where_one_page_is_asked_for() -> None:
    with pytest.raises(DragomanError, match=r"nexis\.txt holds more than one article: dragoman\.read_all") as told:
        dragoman.read(EXPORT)
    assert isinstance(told.value, PageError) and told.value.reason == "several-articles"
    with pytest.raises(PageError, match="these bytes hold"):
        dragoman.read(EXPORT.read_bytes())


def test_so_is_a_folder_of_several(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(TALKS)
    with pytest.raises(PageError, match=r"read_all"):
        dragoman.read(tmp_path)


def test_all_articles_of_an_export_are_read() -> None:
    rejects: list[Reject] = []
    records = list(dragoman.read_all(EXPORT, unread=rejects.append))
    assert [record.article.published for record in records] == ["2018-04-24", "1994-06-03", "2018-04-26"]
    assert records[0].events
    assert "<table" in records[0].events._repr_html_()
    assert rejects == []


def test_bytes_and_files_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(TALKS)
    found = dragoman.read_all(tmp_path / "talks.txt", EXPORT.read_bytes(), published="2019-06-12")
    assert [record.article.origin for record in found] == [str(tmp_path / "talks.txt"), *["bytes"] * 3]


def test_a_page_that_cannot_be_read_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "talks.txt").write_text(TALKS)
    with pytest.warns(UserWarning, match=r"empty\.txt"):
        assert len(list(dragoman.read_all(tmp_path))) == 1


def test_a_source_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="no such file"):
        dragoman.read_all(tmp_path / "nowhere.txt")
    with pytest.raises(PageError, match="nothing to read"):
        dragoman.read_all(tmp_path)
    with pytest.raises(PageError, match="no such file"):
        dragoman.read(tmp_path / "nowhere.txt")
