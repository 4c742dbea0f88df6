"""Times in quotations, told from the day on which it was said. The page is of Wednesday, April 18, 2018."""

from __future__ import annotations

import pytest

from dragoman.language.parse import Parser
from dragoman.language.times import find_times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('In a letter of 12 March 1998 he wrote: "I will visit next month."', ["1998-03-12", "1998-04"]),
        ('"We sail next month," he wrote in March 1998.', ["1998-04", "1998-03"]),
        (
            'In a cable dated July 23, 1914, the envoy said: "The note was handed over this evening."',
            ["1914-07-23", "1914-07-23TEV"],
        ),
        (
            'The minister said on Monday: "We leave tomorrow. We will be back next week."',
            ["2018-04-16", "2018-04-17", "2018-W17"],
        ),
        ('"We leave tomorrow," the minister said.', ["2018-04-19"]),
        ("The minister said on Monday that he would leave tomorrow.", ["2018-04-16", "2018-04-19"]),
        (
            'Rebels shelled the port on Monday, and the mayor said: "We will leave tomorrow."',
            ["2018-04-16", "2018-04-19"],
        ),
    ],
)
def test_a_quotation_counts_from_its_saying(parser: Parser, text: str, expected: list[str]) -> None:
    reading = next(parser.parse([("", text, "2018-04-18")]))
    assert [t.value for t in find_times(reading)] == expected
