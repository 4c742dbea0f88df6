"""The day on which a report was written, from its dateline: its *today* goes by it, not by the day of printing."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.language.parse import Parser
from dragoman.language.reading import Reading
from dragoman.language.times import find_times
from dragoman.language.times.dateline import dateline_day


def read(parser: Parser, text: str, published: str = "1968-05-24") -> Reading:
    return next(parser.parse([("", text, published)]))


@pytest.mark.parametrize(
    "head",
    [
        "LODWAR, May 23 (Turkana Wire) - ",
        "Lodwar, May 23 -- ",
        "Lodwar, May 23\n",
        "Lodwar, May 23rd, 1968\n",
        "LODWAR, 23 May 1968\n",
        "23 May 1968 — ",
    ],
)
def test_today_is_the_day_of_the_dateline(parser: Parser, head: str) -> None:
    reading = read(parser, f"{head}The engineers met this afternoon and parted in anger.")
    assert dateline_day(reading, date(1968, 5, 24)) == date(1968, 5, 23)
    assert find_times(reading)[-1].value == "1968-05-23TAF"


@pytest.mark.parametrize(
    "text",
    [
        "Lodwar, May 3\nThe engineers met this afternoon.",  # three weeks before: no report lies so long
        "The engineers met on May 23 in Lodwar - and again this afternoon.",
        "On May 23 the engineers met in Lodwar. They met again this afternoon.",
    ],
)
def test_other_days_at_the_head_are_none(parser: Parser, text: str) -> None:
    reading = read(parser, text)
    assert dateline_day(reading, date(1968, 5, 24)) is None
    assert find_times(reading)[-1].value == "1968-05-24TAF"


def test_later_in_the_day_is_the_day_of_the_news(parser: Parser) -> None:
    text = "Parliament passed the bill on Thursday. In 1961 it had not. The envoy, who came later in the day, left at once."
    assert [t.value for t in find_times(read(parser, text))] == ["1968-05-23", "1961", "1968-05-23"]
