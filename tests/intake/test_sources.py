"""Files, folders, patterns, standard input: pages or reasons, in order."""

from __future__ import annotations

import io
import os
import pickle
from pathlib import Path

import pytest

from dragoman.intake import Page, expand
from dragoman.model import Reject


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    for name, text in {
        "z.txt": "last",
        "a.html": "first",
        "b/deep.txt": "deep",
        "image.png": "no",
        ".hidden.txt": "no",
    }.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def data(pages: list[Page | Reject]) -> list[bytes]:
    return [page.data for page in pages if isinstance(page, Page)]


def test_a_folder_is_read_with_its_subfolders_in_order(folder: Path) -> None:
    assert data(list(expand([str(folder)], stdin=None))) == [b"first", b"last", b"deep"]


def test_files_in_the_order_given(folder: Path) -> None:
    assert data(list(expand([str(folder / "z.txt"), str(folder / "a.html")], stdin=None))) == [b"last", b"first"]


def test_patterns(folder: Path) -> None:
    assert data(list(expand([str(folder / "*.txt")], stdin=None))) == [b"last"]
    assert data(list(expand([str(folder / "**" / "*.txt")], stdin=None))) == [b"deep", b"last"]


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "talks [1].txt").write_text("one")
    assert data(list(expand([str(tmp_path / "talks [1].txt")], stdin=None))) == [b"one"]


@pytest.mark.parametrize(
    "stream", [io.BytesIO(b"from a pipe"), io.StringIO("from a pipe"), io.TextIOWrapper(io.BytesIO(b"from a pipe"))]
)
def test_standard_input(stream: io.IOBase) -> None:
    (page,) = expand(["-"], stdin=stream)
    assert isinstance(page, Page) and (page.origin, page.data) == ("-", b"from a pipe")


def test_what_is_missing_is_a_reject_and_the_rest_is_read(folder: Path) -> None:
    found = list(expand(["nowhere.txt", str(folder / "*.pdf"), str(folder / "z.txt"), "-"], stdin=None))
    assert [type(page) for page in found] == [Reject, Reject, Page, Reject]
    assert [page.reason for page in found if isinstance(page, Reject)] == ["missing", "missing", "missing"]
    assert all("\n" not in page.message and page.origin in page.message for page in found if isinstance(page, Reject))


def test_a_folder_without_pages(tmp_path: Path) -> None:
    (reject,) = expand([str(tmp_path)], stdin=None)
    assert isinstance(reject, Reject) and reject.reason == "empty"


def test_a_huge_file_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    with path.open("wb") as stream:
        os.truncate(stream.fileno(), 50_000_000)
    (reject,) = expand([str(path)], stdin=None)
    assert isinstance(reject, Reject) and reject.reason == "too-large"


def test_an_inside_address_is_a_reject() -> None:
    (reject,) = expand(["http://127.0.0.1:1/"], stdin=None)
    assert isinstance(reject, Reject) and reject.reason == "private-address"


def test_pages_travel_to_workers() -> None:
    page = Page("a.txt", b"text", url="https://a.example/", content_type="text/plain")
    assert pickle.loads(pickle.dumps(page)) == page
    assert len(page.id) == 16
