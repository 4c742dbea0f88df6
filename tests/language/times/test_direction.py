"""Back or ahead: which May, which Monday, which Ramadan a clause means. The page is of Wednesday, April 18, 2018."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.language.parse import Parser
from dragoman.language.times import find_times

Values = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def values(parser: Parser) -> Values:
    def read(text: str, published: str = "2018-04-18") -> list[str]:
        return [t.value for t in find_times(next(parser.parse([("", text, published)])))]

    return read


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The junta seized power in May.", "2017-05"),
        ("In June, the court ordered his release.", "2017-06"),
        ("Having fled in June, the king died abroad.", "2017-06"),
        ("Talks that began in June have stalled.", "2017-06"),
        ("The border has been shut since June.", "2017-06"),
        ("By June the rebels had taken the port.", "2017-06"),
        ("The June election was rigged.", "2017-06"),
        ("The left won the June election.", "2017-06"),
        ("He was convicted over the June riots.", "2017-06"),
        ("The army shot forty men on May 5.", "2017-05-05"),
        ("Ramadan ended in clashes.", "2017-05-27/2017-06-24"),
    ],
)
def test_what_was_done_in_a_month_lies_behind(values: Values, sentence: str, value: str) -> None:
    assert values(sentence) == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The president announced elections in June.", "2018-06"),
        ("The king was invited to a summit in June.", "2018-06"),
        ("The ministers discussed the June summit.", "2018-06"),
        ("The June summit was called off.", "2018-06"),
        ("The cabinet met ahead of the May 12 vote.", "2018-05-12"),
        ("The committee summoned the general to testify on May 10.", "2018-05-10"),
        ("The minister packed for his visit in May.", "2018-05"),
        ("The president announced elections in November.", "2017-11"),
    ],
)
def test_what_was_announced_for_a_month_may_lie_ahead(values: Values, sentence: str, value: str) -> None:
    assert values(sentence) == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The court adjourned until Monday.", "2018-04-23"),
        ("The council extended the mandate to December.", "2018-12"),
        ("The vote was put off until October.", "2018-10"),
        ("He was remanded in custody until Sunday.", "2018-04-22"),
        ("He stayed in the embassy until Monday.", "2018-04-16"),
        ("Rain fell until June.", "2017-06"),
    ],
)
def test_what_is_put_off_or_goes_on_until_a_day_ends_ahead(values: Values, sentence: str, value: str) -> None:
    assert values(sentence) == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The court set a hearing for Tuesday.", "2018-04-24"),
        ("The hearing, set for Sunday, was put off.", "2018-04-22"),
        ("The talks were scheduled for Monday.", "2018-04-16"),
        ("The general faces a Friday deadline.", "2018-04-20"),
        ("The envoy was due in Cairo on Thursday.", "2018-04-19"),
        ("The union announced a march on the 24th.", "2018-04-24"),
        ("The union marched on the 24th.", "2018-03-24"),
        ("He called for calm on Friday.", "2018-04-13"),
        ("The army will answer Friday's raid.", "2018-04-13"),
        ("The general would appeal Friday's ruling.", "2018-04-13"),
        ("The general will attend Friday's meeting.", "2018-04-20"),
    ],
)
def test_what_is_set_for_a_day_and_what_has_been(values: Values, sentence: str, value: str) -> None:
    assert values(sentence) == [value]


def test_the_week_of_a_feast_has_begun_before_it(values: Values) -> None:
    assert values("Easter week began with a march.", "2018-03-27") == ["2018-W13"]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The consul's visit to the port on Friday was put off.", "2018-04-20"),
        ("The consul postponed Friday's visit.", "2018-04-20"),
        ("Friday's visit was a success.", "2018-04-13"),
        ("The rebels agreed to a truce starting Friday.", "2018-04-20"),
        ("The rebels agreed to a truce from Friday.", "2018-04-20"),
        ("The rebels agreed to a truce on Friday.", "2018-04-13"),
        ("A curfew was announced for Friday.", "2018-04-20"),
        ("By Friday the rebels had fled.", "2018-04-13"),
        ("The rebels were told to leave by Friday.", "2018-04-20"),
    ],
)
def test_a_weekday_of_what_was_put_off_or_declared_may_lie_ahead(values: Values, sentence: str, value: str) -> None:
    assert values(sentence) == [value]
