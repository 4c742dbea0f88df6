"""Which column holds the text: by its name, or as the user says."""

from __future__ import annotations

import pytest

from dragoman.errors import UsageError
from dragoman.intake.columns import Columns, choose_columns, parse_columns


def test_usual_names_are_known_however_they_are_spelt() -> None:
    table = ("ID", "Headline", "Body_Text", "Pub-Date", "LINK", "Outlet", "lang")
    columns = choose_columns(table, {})
    assert columns == Columns(text="Body_Text", title="Headline", date="Pub-Date", url="LINK", publisher="Outlet")
    assert (
        columns.said(table)
        == "text=Body_Text, title=Headline, date=Pub-Date, url=LINK, publisher=Outlet; not read: ID, lang"
    )


def test_the_likelier_name_goes_first() -> None:
    assert choose_columns(("content", "text", "date", "published"), {}) == Columns(text="text", date="published")


def test_a_field_within_a_field() -> None:
    columns = choose_columns(("content", "source", "source.id", "source.name"), {})
    assert columns.publisher == "source.name"
    assert columns.said(("content", "source", "source.id", "source.name")) == "text=content, publisher=source.name"


def test_what_the_user_says_goes_before_any_guess() -> None:
    table = ("text", "lead", "date", "seen")
    assert choose_columns(table, {"text": "lead", "date": "seen"}) == Columns(text="lead", date="seen")
    assert choose_columns((*table, "html"), {"html": "text"}).text is None


def test_a_table_without_a_text() -> None:
    with pytest.raises(
        UsageError, match=r"no column seems to hold the text \(there are: id, age\); say --columns text=NAME"
    ):
        choose_columns(("id", "age"), {})
    with pytest.raises(UsageError, match=r"no column 'story' \(there are: text\)"):
        choose_columns(("text",), {"text": "story"})
    many = tuple(f"c{n}" for n in range(30))
    with pytest.raises(UsageError, match="c11, and 18 more"):
        choose_columns(many, {})


def test_in_json_a_row_may_lack_a_field() -> None:
    assert choose_columns(("text",), {"date": "seen"}, loose=True) == Columns(text="text", date="seen")


def test_the_option_is_read() -> None:
    assert parse_columns("text=body, date=pub date") == {"text": "body", "date": "pub date"}


@pytest.mark.parametrize(
    ("option", "message"),
    [("body", "no choice of a column"), ("text=", "no choice"), ("colour=c", "nothing that a column")],
)
def test_a_wrong_option_says_what_to_write(option: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse_columns(option)
