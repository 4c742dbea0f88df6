"""The tense that a time is understood by."""

from __future__ import annotations

import pytest

from dragoman.language.parse import Parser
from dragoman.language.times.tense import tense_of


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("The ministers met on Monday.", "past"),
        ("The ministers have met on Monday.", "past"),
        ("The ministers will meet on Monday.", "future"),
        ("The ministers are to meet on Monday.", "future"),
        ("The ministers are meeting on Monday.", "future"),
        ("The ministers agreed to meet on Monday.", "future"),
        ("The ministers failed to meet on Monday.", "past"),
        ("The ministers are expected to meet on Monday.", "future"),
        ("The ministers were expected to meet on Monday.", "nearest"),
        ("The meeting is scheduled for Monday.", "future"),
        ("The meeting was scheduled for Monday.", "nearest"),
        ("The meeting planned for Monday was called off.", "nearest"),
        ("The meeting planned for Monday will be in Oslo.", "future"),
        ("The ministers might have met on Monday.", "past"),
        ("Ministers to meet Monday", "future"),
        ("She plans to appeal the ruling of Monday.", "future"),
    ],
)
def test_tense(parser: Parser, sentence: str, tense: str) -> None:
    reading = next(parser.parse([("", sentence, None)]))
    monday = next(t.i for t in reading.tokens if t.text == "Monday")
    assert tense_of(reading, monday) == tense


def test_a_time_that_qualifies_a_noun_follows_no_infinitive(parser: Parser) -> None:
    reading = next(parser.parse([("", "She plans to study Monday's report.", None)]))
    monday = next(t.i for t in reading.tokens if t.text == "Monday")
    assert tense_of(reading, monday) == "none"
