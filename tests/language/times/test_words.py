"""The words of `words.toml`."""

from __future__ import annotations

import pytest

from dragoman.language.times.words import key_of, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("1,700", 1700),
        ("two", 2),
        ("a couple of", 2),
        ("twenty-one", 21),
        ("sixty three", 63),
        ("a dozen", 12),
        ("two-and-a-half", 2.5),
        ("three and a half", 3.5),
        ("half an", 0.5),
        ("a hundred", 100),
        ("two hundred and five", 205),
        ("ten thousand", 10_000),
        ("several", None),
        ("nonsense", None),
    ],
)
def test_numbers(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("months", "Sept.", "9"),
        ("months", "may", "5"),
        ("weekdays", "Wednesday", "3"),
        ("units", "centuries", "century"),
        ("modifiers", "the end of", "END"),
        ("deixis", "this past", "-1"),
        ("months", "Fructidor", None),
    ],
)
def test_what_a_word_stands_for(name: str, text: str, key: str | None) -> None:
    assert key_of(name, text) == key
