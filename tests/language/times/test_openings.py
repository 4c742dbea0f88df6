"""Patterns are tried only where the text begins as they can begin: nothing that they match is missed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.times.grammar import matches, patterns
from dragoman.language.times.openings import opening_at, openings


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("(?:the )?(?:last|next) week", {"last", "next", "the last", "the next"}),
        (r"\d{1,2} May", {"0"}),
        (r"(?:the\s+)?[1-9]th", {"0", "the 0"}),
        ("the", {"the"}),
        ("mid-?(?:week|month)", {"mid", "midweek", "midmonth"}),
        ("years?", {"year", "years"}),
        ("(?<!x)(?=y)['’]89", {"*"}),
        ("(?:very ){0,2}soon", {"very", "soon"}),
        (r"\w+", None),
        ("(?:now)?", None),
        ("[^a]b", None),
        ("ha+", None),
    ],
)
def test_openings_of_an_expression(expression: str, expected: set[str] | None) -> None:
    assert openings(expression) == expected


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Monday", "monday"), ("the  Last week", "the last"), ("the 5th", "the 0"), ("the ’60s", "the *"),
        ("the-", "the"), ("then", "then"), ("9:30", "0"), ("$9", "*"), ("", "*"), ("ſunday", None),
    ],
)  # fmt: skip
def test_the_opening_of_a_text(text: str, opening: str | None) -> None:
    assert opening_at(text, 0, len(text)) == opening


def test_a_class_is_read_in_its_place() -> None:
    assert openings("(?:the )?Xs?", {"X": "day|week"}) == {"day", "days", "week", "weeks", "the day", "the days",
                                                          "the week", "the weeks"}  # fmt: skip


def test_no_pattern_is_tried_everywhere() -> None:
    assert [p.rule for p in patterns() if p.openings is None] == []


FIRST = sorted({word for p in patterns() for opening in p.openings or () for word in opening.split()})
MORE = sorted({word for p in patterns() for example in p.examples for word in example.split()})
PIECES = st.sampled_from([*FIRST, *MORE, "the", "The", "THE", "9", "1998", "'", "’", "–", "$", "_", "ſ", "K", "x"])


def tried_everywhere(text: str, start: int, end: int) -> list[tuple[str, int]]:
    found = [(p, m) for p in patterns() if (m := p.expression.match(text, start, end)) and m.end() > start]
    return [(p.rule, m.end()) for p, m in sorted(found, key=lambda item: -item[1].end())]


@given(
    st.lists(st.tuples(PIECES, st.sampled_from([" ", "  ", "\n", "-", "–", "", ", ", "'s "])), max_size=6), st.data()
)
def test_nothing_is_missed(pieces: list[tuple[str, str]], data: st.DataObject) -> None:
    text = "".join(word + gap for word, gap in pieces)
    end = data.draw(st.integers(0, len(text)))
    for start in [m.start() for m in re.finditer(r"\S+", text[:end])]:
        assert [(p.rule, m.end()) for p, m in matches(text, start, end)] == tried_everywhere(text, start, end)


@pytest.mark.parametrize("around", ["{}", "{} and", "THE {}", "the {},", "{}’s"])
def test_nothing_is_missed_of_the_examples(around: str) -> None:
    for text in (around.format(example) for p in patterns() for example in p.examples):
        assert [(p.rule, m.end()) for p, m in matches(text, 0, len(text))] == tried_everywhere(text, 0, len(text)), text
