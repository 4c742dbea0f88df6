"""The web archive: what was fetched can be found again, by this program and by others, whatever happened meanwhile."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.intake.warc import warc_pages
from dragoman.intake.web import Answer
from dragoman.model import Reject
from dragoman.watch.archive import Archive, archive_folder

BODY = "<html><body><p>Gespräche in Genf.</p></body></html>".encode()
WHEN = datetime(2019, 3, 14, 8, tzinfo=UTC)


def answer(path: str, body: bytes = BODY, *, packed: bool = False) -> Answer:
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Transfer-Encoding", "chunked")]
    headers += [("Content-Encoding", "gzip")] if packed else []
    sent = gzip.compress(body) if packed else body
    return Answer(f"https://news.example{path}", 200, "OK", tuple(headers), sent, body)


def test_the_archive_lies_beside_the_store() -> None:
    assert archive_folder(Path("news/desk.db")) == Path("news/desk.warc")


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_comes_back_as_it_was(tmp_path: Path, packed: bool) -> None:
    archive = Archive(tmp_path / "desk.warc")
    file, first, size = archive.keep(answer("/one", packed=packed), WHEN, {})
    _, second, _ = archive.keep(answer("/two", b"<p>Two</p>"), WHEN, {file: size})
    assert archive.page(file, first) == BODY
    assert archive.page(file, second) == b"<p>Two</p>"


def test_other_programs_can_read_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    file, _, _ = archive.keep(answer("/one", packed=True), WHEN, {})
    with (tmp_path / file).open("rb") as stream:
        (page,) = warc_pages(stream, file, lambda line: None)
    assert not isinstance(page, Reject)
    assert (page.data, page.url, page.content_type) == (BODY, "https://news.example/one", "text/html; charset=utf-8")


def test_what_was_being_written_is_cut_off_and_written_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    file, place, size = archive.keep(answer("/one"), WHEN, {})
    whole = (tmp_path / file).read_bytes()
    for torn in (whole[place : place + 40], whole[place:]):  # killed in the middle, and before the store was told
        (tmp_path / file).write_bytes(whole + torn)
        archive.cut({file: size})
        assert (tmp_path / file).read_bytes() == whole


def test_an_archive_that_knows_more_than_the_store_is_not_touched(tmp_path: Path) -> None:
    """A store put back from an older copy must not destroy what was fetched since."""
    archive = Archive(tmp_path)
    file, _, size = archive.keep(answer("/one"), WHEN, {})
    _, _, size_2 = archive.keep(answer("/two"), WHEN, {file: size})
    archive.keep(answer("/three"), WHEN, {file: size_2})
    before = (tmp_path / file).read_bytes()
    archive.cut({file: size})
    other, _, _ = archive.keep(answer("/two"), WHEN, {file: size})
    assert (tmp_path / file).read_bytes() == before and other != file


def test_an_archive_that_lost_something_is_told(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    file, place, size = archive.keep(answer("/one"), WHEN, {})
    (tmp_path / file).write_bytes(b"")
    with pytest.raises(StoreError, match="put it back"):
        archive.cut({file: size})
    with pytest.raises(StoreError):
        archive.page(file, place)
