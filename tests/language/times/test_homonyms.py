"""Months that are also people: *May* the prime minister, *June* the judge."""

from __future__ import annotations

import pytest

from dragoman.language.parse import Parser
from dragoman.language.times import find_times


def found(parser: Parser, text: str) -> list[str]:
    return [t.text for t in find_times(next(parser.parse([("", text, "2018-04-18")])))]


@pytest.mark.parametrize(
    "sentence",
    [
        "When May visited Berlin, she promised a deal.",
        "Ministers told May that the deal was dead.",
        "Critics of May were sacked.",
        "The deal between May and Brussels was rejected.",
        "The party turned on May.",
        "The Conservatives under May lost.",
        "In Theresa May's cabinet, few trusted May.",
        "May and Merkel met in Berlin.",
    ],
)
def test_a_person_called_like_a_month_is_no_time(parser: Parser, sentence: str) -> None:
    assert found(parser, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "month"),
    [
        ("May was quiet.", "May"),
        ("May saw the worst of it.", "May"),
        ("He spent May in jail.", "May"),
        ("The pass is open from May.", "May"),
        ("The vote is set for May.", "May"),
        ("As of May, the pass is shut.", "May"),
        ("Turnout was higher than in May.", "May"),
        ("August was the bloodiest month of the war.", "August"),
    ],
)
def test_a_month_called_like_a_person_is_one(parser: Parser, sentence: str, month: str) -> None:
    assert found(parser, sentence) == [month]


def test_a_name_in_full_tells_who_is_meant_elsewhere(parser: Parser) -> None:
    text = "Theresa May met Angela Merkel in May. A speech by May was booed. The rest was for May to settle."
    assert found(parser, text) == ["May"]
