"""Sums of money are one word, with the sign before them apart."""

from __future__ import annotations

import pytest

from dragoman.language.parse import Parser
from dragoman.language.pipeline import Pipeline
from dragoman.language.sums import join_sums


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("£200m,", ["£", "200m", ","]),
        ("A$50m", ["A$", "50m"]),
        ("€1.5m's", ["€", "1.5m", "'s"]),
        ("$2-3m", ["$", "2", "-", "3m"]),
        ("NOK200m", ["NOK200m"]),
        ("200m euros", ["200m", "euros"]),
        ("It cost €20m. The", ["It", "cost", "€", "20m", ".", "The"]),
        ("200m away", ["200", "m", "away"]),
        ("It cost £5 and lay 200m off", ["It", "cost", "£", "5", "and", "lay", "200", "m", "off"]),
    ],
)
def test_a_sum_is_kept_together_and_metres_are_not(pipeline: Pipeline, text: str, words: list[str]) -> None:
    doc = join_sums(pipeline.nlp.make_doc(text))
    assert [t.text for t in doc] == words
    assert doc.text == text


def test_a_sum_is_the_object_of_its_verb(parser: Parser) -> None:
    (reading,) = parser.parse([("", "Britain pledged £200m to the fund on Friday.", None)])
    (sum_,) = (t for t in reading.tokens if t.text == "200m")
    assert (sum_.dep, reading.tokens[sum_.head].text) == ("dobj", "pledged")
