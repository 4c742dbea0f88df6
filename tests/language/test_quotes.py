"""Quotation marks paired, whatever their shape and whatever is missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.language.quotes import find_quotes, pair_marks
from dragoman.language.reading import Reading

PAIRS = [
    ('"We will stay," he said.', ['"We will stay,"']),
    ("“We will stay,” he said.", ["“We will stay,”"]),
    ("''We will stay,'' he said.", ["''We will stay,''"]),
    ("``We will stay,'' he said.", ["``We will stay,''"]),
    ("«We will stay», he said.", ["«We will stay»"]),
    ("‘We will all stay here,’ he said.", ["‘We will all stay here,’"]),
    ('"We," he said, "will stay."', ['"We,"', '"will stay."']),
    ("“He told me ‘we will all stay here’ and left,” she said.", ["“He told me ‘we will all stay here’ and left,”"]),
    ('He said: "We will stay to the end.', ['"We will stay to the end.']),
    ("We will stay to the end,” he said.", ["We will stay to the end,”"]),
    ("The workers' union and the farmers' league met.", []),
    ("It's the king's word; don't ask.", []),
    ("", []),
]


@pytest.mark.parametrize(("line", "quotations"), PAIRS, ids=[line for line, _ in PAIRS])
def test_marks_are_paired(line: str, quotations: list[str]) -> None:
    assert [line[start:end] for start, end, _ in pair_marks(line)] == quotations


def test_a_quotation_that_goes_on_is_marked(understand: Callable[..., Reading]) -> None:
    text = "“We buried nine men that night.\n“Nobody came to help us,” Okoro said.\n“That is all.”"
    quotes = find_quotes(understand(text))
    assert [text[q.start : q.end] for q in quotes] == [
        "“We buried nine men that night.",
        "“Nobody came to help us,”",
        "“That is all.”",
    ]
    assert [q.goes_on for q in quotes] == [True, False, False]


def test_tokens_and_offsets_agree(understand: Callable[..., Reading]) -> None:
    reading = understand('The envoy said: "We will stay." She left.', title="‘We will never stay here’: envoy")
    for quote in find_quotes(reading):
        text = reading.title if quote.source == "title" else reading.text
        assert reading.words(quote.first, quote.last) == text[quote.start : quote.end]


@example("'\" » .’")
@given(st.text(alphabet="ab ,.\"“”'‘’«»`\t", max_size=80))
def test_quotations_of_a_line_lie_in_it_and_apart(line: str) -> None:
    last = 0
    for start, end, _ in pair_marks(line):
        assert last <= start < end <= len(line)
        last = end
