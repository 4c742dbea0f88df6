"""CSV and TSV: whole rows come through, broken ones are set aside, and nothing else is lost."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.delimited import delimited_rows
from dragoman.intake.rows import BadRow, Row


def read(text: str | bytes, delimiter: str | None = None) -> list[Row | BadRow]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(delimited_rows(io.BytesIO(data), delimiter))


def bodies(rows: list[Row | BadRow]) -> list[object]:
    return [row.cells["body"] for row in rows if isinstance(row, Row)]


def refused(rows: list[Row | BadRow]) -> list[int]:
    return [row.line for row in rows if isinstance(row, BadRow)]


def test_a_row_is_known_by_the_line_that_it_begins_at() -> None:
    rows = read('id,body\n1,"Talks began.\nThey went on."\n\n2,Talks ended.\n')
    assert rows == [
        Row(2, {"id": "1", "body": "Talks began.\nThey went on."}),
        Row(5, {"id": "2", "body": "Talks ended."}),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    assert bodies(read(f"id{delimiter}body\n1{delimiter}Talks began\n")) == ["Talks began"]


def test_old_spreadsheets_write_windows_1252() -> None:
    assert bodies(read("id,body\n1,“Café”\n".encode("cp1252"))) == ["“Café”"]


def test_a_row_with_a_cell_too_many_is_set_aside() -> None:
    rows = read("id,body\n1,one\n2,two,and more\n3,three\n4\n5,five\n")
    assert bodies(rows) == ["one", "three", "five"]
    assert refused(rows) == [3, 5]
    assert rows[1] == BadRow(3, "bad-row", "the row has 3 cells, the header 2")


def test_a_missing_quotation_mark_costs_one_row() -> None:
    rows = read('id,body,day\n1,"one",a\n2,"two is not closed,b\n3,"three\nin two lines",c\n4,"four",d\n')
    assert bodies(rows) == ["one", "three\nin two lines", "four"]
    assert refused(rows) == [3]


def test_a_missing_quotation_mark_in_the_last_quoted_row() -> None:
    rows = read('id,body\n1,one\n2,"two is not closed\n3,three\n4,four\n')
    assert bodies(rows) == ["one", "three", "four"]
    assert refused(rows) == [3]
    (bad,) = (row for row in rows if isinstance(row, BadRow))
    assert bad.message == "a quotation mark is opened and never closed"


def test_a_row_that_was_cut_off_at_the_end() -> None:
    assert refused(read('id,body,day\n1,one,a\n2,"tw')) == [3]


def test_tsv_without_quoting() -> None:
    rows = read('id\tbody\n1\t"No," he said.\n2\t"Yes\n3\tthree\n', "\t")
    assert bodies(rows)[1:] == ['"Yes', "three"]
    assert refused(rows) == []


def test_a_row_larger_than_a_page_is_set_aside() -> None:
    rows = read("id,body\n1," + "long " * 2_100_000 + "\n2,two\n")
    assert bodies(rows) == ["two"]
    assert refused(rows) == [2]


def test_nothing_in_the_file() -> None:
    assert read("") == []
    assert read("id,body\n") == []


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters='\n",;'), max_size=20)


@given(st.lists(st.tuples(CELL, CELL.filter(str.strip)), min_size=1, max_size=8))
def test_whatever_python_writes_is_read_back(table: list[tuple[str, str]]) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([("title", "body"), *table])
    assert [tuple(row.cells.values()) for row in read(stream.getvalue()) if isinstance(row, Row)] == table


@given(st.binary(max_size=400))
def test_no_bytes_stop_it(data: bytes) -> None:
    for row in read(b"id,body\n" + data):
        assert isinstance(row, Row | BadRow)
