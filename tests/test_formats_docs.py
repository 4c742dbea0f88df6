"""docs/formats.md lists every format, every column of each, and for every field of an event what becomes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.export.formats import EXPORTS
from dragoman.export.tables import columns, table
from dragoman.model import Event

DOCS = Path(__file__).parents[1] / "docs" / "formats.md"
TEXT = DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_is_in_the_list(name: str) -> None:
    assert re.search(rf"^\| [^|]*`{name}`", TEXT, re.MULTILINE)


@pytest.mark.parametrize(
    "name", ["polecat", "icews", "phoenix", "tidy", "pair-day", "country-month", "participants", "articles"]
)
def test_every_column_is_told(name: str) -> None:
    for column in columns(name):
        assert f"| {column['name']} | {column['holds']}" in TEXT


def test_nodes_and_edges_are_told() -> None:
    for kind in ("node", "edge"):
        for column in table("network")[kind]:
            assert f"| {column['name']} | {column['holds']} |" in TEXT


def test_for_every_field_it_is_told_what_becomes_of_it() -> None:
    section = TEXT.partition("## What a format cannot hold")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)`", section, re.MULTILINE) == list(Event.__struct_fields__)
