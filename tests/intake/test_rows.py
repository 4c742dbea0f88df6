"""A table's row as a page."""

from __future__ import annotations

import datetime

import pytest

from dragoman.intake.page import Page
from dragoman.intake.reader import read_page
from dragoman.intake.rows import BadRow, Row, TableReader
from dragoman.model import Reject

TEXT = "The two governments agreed on Monday to reopen the bridge, officials in the capital said after the talks."


def pages(*cells: dict[str, object], said: dict[str, str] | None = None, loose: bool = False) -> list[Page | Reject]:
    rows = (Row(line, row) for line, row in enumerate(cells, 2))
    return list(TableReader(said).pages("news.csv", rows, loose=loose))


def page(**cells: object) -> Page:
    (found,) = pages({"text": TEXT, **cells})
    assert isinstance(found, Page)
    return found


def test_what_the_row_says_reaches_the_article() -> None:
    row = page(headline="Bridge to reopen", pubdate="14 March 2019", link="https://a.example/1", outlet="The Courier")
    assert (row.origin, row.line, row.data) == ("news.csv", 2, TEXT.encode())
    article = read_page(row)
    assert article.id == row.id
    assert (article.title, article.publisher, article.published) == ("Bridge to reopen", "The Courier", "2019-03-14")
    assert (article.url, article.published_from, article.text) == ("https://a.example/1", "metadata", TEXT)
    assert {source.source for source in article.sources} == {"table", "option"}


def test_what_the_user_says_goes_before_the_row() -> None:
    article = read_page(page(date="2019-03-14", outlet="The Courier"), published="2020-01-01", publisher="Wire")
    assert (article.published, article.published_from, article.publisher) == ("2020-01-01", "option", "Wire")


def test_a_row_is_known_by_text_address_and_date() -> None:
    first = page(url="https://a.example/1", date="2019-03-14", title="One")
    assert first.id == page(url="https://a.example/1", date="2019-03-14", title="Another title").id
    others = {
        page(url="https://a.example/2", date="2019-03-14").id,
        page(url="https://a.example/1", date="2019-03-15").id,
    }
    assert first.id not in others and len(others) == 2


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2019-03-14T16:30:00Z", "2019-03-14T16:30:00Z"),
        ("20190314", "2019-03-14"),
        ("20190314163000", "2019-03-14T16:30:00"),
        (datetime.date(2019, 3, 14), "2019-03-14"),
        (datetime.datetime(2019, 3, 14, 16, 30), "2019-03-14T16:30:00"),
        (1552581000, "2019-03-14T16:30:00+00:00"),
        ("1552581000000", "2019-03-14T16:30:00+00:00"),
        ("Thu, 14 Mar 2019 16:30:00 GMT", "2019-03-14"),
        ("3/4/2019", None),
        ("20191399", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_as_tables_write_them(written: object, read: str | None) -> None:
    assert page(date=written).published == read


def test_html_is_read_where_there_is_no_text() -> None:
    markup = f"<html><body><p>{TEXT}</p></body></html>"
    (found,) = pages({"text": " ", "html": markup})
    assert isinstance(found, Page) and found.content_type == "text/html; charset=utf-8"
    assert read_page(found).text == TEXT


def test_paragraphs_and_bytes() -> None:
    assert page(text=["One.", "Two."]).data == b"One.\nTwo."
    assert page(text="Café".encode()).data == "Café".encode()


def test_an_empty_row_is_a_reject_with_its_line() -> None:
    first, second = pages({"text": TEXT}, {"text": None})
    assert isinstance(first, Page)
    assert second == Reject(origin="news.csv", line=3, reason="empty", message="news.csv:3: no text in 'text'")


def test_a_table_without_text_is_one_reject() -> None:
    (reject,) = pages({"id": 1}, {"id": 2})
    assert isinstance(reject, Reject)
    assert reject.reason == "no-text-column"
    assert "say --columns text=NAME" in reject.message
    assert reject.line is None, "all of its rows lack one"


@pytest.mark.parametrize("loose", [False, True])
def test_a_table_without_rows_is_told_of(loose: bool) -> None:
    told: list[str] = []
    assert list(TableReader(notice=told.append).pages("news.csv", iter(()), loose=loose)) == []
    assert told == ["news.csv: no rows in this table"]


def test_in_json_only_the_row_without_text_is_refused() -> None:
    found = pages({"id": 1}, {"text": TEXT}, {"text": TEXT, "date": "2019-03-14"}, loose=True)
    assert [type(row) for row in found] == [Reject, Page, Page]


def test_the_choice_is_told_once() -> None:
    told: list[str] = []
    reader = TableReader(notice=told.append)
    for origin in ("a.csv", "b.csv"):
        list(reader.pages(origin, iter([Row(2, {"text": TEXT, "id": 1}), BadRow(3, "bad-row", "broken")])))
    assert told == ["a.csv: text=text; not read: id"]
