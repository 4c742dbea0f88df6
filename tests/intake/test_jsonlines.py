"""JSON lines, and files that are one JSON object or list."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.jsonlines import json_rows, jsonl_rows
from dragoman.intake.rows import BadRow, Row


def test_each_line_is_a_row_and_a_bad_one_is_set_aside() -> None:
    rows = list(jsonl_rows(io.BytesIO(b'{"text": "one"}\n\n{"text": "tw\n[1]\n{"text": "four"}')))
    assert [row.line for row in rows] == [1, 3, 4, 5]
    assert [row.cells["text"] for row in rows if isinstance(row, Row)] == ["one", "four"]
    assert [row.message for row in rows if isinstance(row, BadRow)][1] == "this is no JSON object"


def test_a_line_longer_than_a_page_is_set_aside() -> None:
    rows = list(jsonl_rows(io.BytesIO(b'{"text": "' + b"x" * 10_000_001 + b'"}\n{"text": "two"}\n')))
    assert [type(row) for row in rows] == [BadRow, Row]
    assert rows[0].line == 1 and rows[1].line == 2


def test_a_json_file_holds_a_list_an_object_or_lines() -> None:
    as_list = list(json_rows(io.BytesIO(b' [\n{"text": "one"},\n{"text": "two"}, 3]')))
    assert [row.line for row in as_list] == [1, 2, 3]
    assert isinstance(as_list[2], BadRow)
    assert list(json_rows(io.BytesIO(b'{\n"text": "one"\n}'))) == [Row(1, {"text": "one"})]
    assert [row.line for row in json_rows(io.BytesIO(b'{"text": "one"}\n{"text": "two"}\n'))] == [1, 2]


@given(st.binary(max_size=300))
def test_no_bytes_stop_it(data: bytes) -> None:
    for reader in (jsonl_rows, json_rows):
        assert all(isinstance(row, Row | BadRow) for row in reader(io.BytesIO(data)))
