"""`dragoman parse`."""

from __future__ import annotations

import io
from typing import Any

import pytest

from dragoman.language.parse import Parser


@pytest.fixture(autouse=True)
def one_parser(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser of the session, in place of a new one a call."""
    monkeypatch.setattr("dragoman.language.parse.Parser", lambda: parser)


def test_a_sentence_is_drawn_as_a_tree(dragoman: Any) -> None:
    called = dragoman(
        "parse", "The envoy said on Monday that rebels would leave if the army withdrew.", "--published", "2019-06-12"
    )
    assert called.code == 0
    lines = called.out.splitlines()
    place = {
        word: next(i for i, line in enumerate(lines) if word in line)
        for word in ("said ", "“that” leave", "“if” withdrew")
    }
    assert place["said "] < place["“that” leave"] < place["“if” withdrew"]
    assert "subject The envoy" in called.out
    assert "Monday  2019-06-10" in called.out
    assert "required" in lines[place["“if” withdrew"]]


def test_statements_stand_below_with_their_chain(dragoman: Any) -> None:
    out = dragoman("parse", "The Courier reported that the minister said the king would abdicate.").out
    statements = out[out.index("statements") :]
    assert statements.index("The Courier") < statements.index("the minister  said, speech, asserts")


def test_a_headline_is_read_as_one(dragoman: Any) -> None:
    assert "meet, future" in dragoman("parse", "--headline", "President to meet rebel chief").out


def test_words_without_quotation_marks_are_one_sentence(dragoman: Any) -> None:
    assert dragoman("parse", "Rebels", "left.").out.startswith("Rebels left.\n")


def test_a_page_from_standard_input(dragoman: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Rebels left. The army came.\n"))
    out = dragoman("parse", "-").out
    assert "Rebels left.\n" in out
    assert "The army came.\n" in out


def test_a_sentence_without_a_clause(dragoman: Any) -> None:
    assert "no clause" in dragoman("parse", "Oh.").out


def test_nothing_to_parse(dragoman: Any) -> None:
    called = dragoman("parse", " ")
    assert called.code == 2
    assert called.err == "dragoman: there is nothing to parse: give a sentence\n"
