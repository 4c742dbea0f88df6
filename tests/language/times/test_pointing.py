"""Times that point from another one, and stretches with two ends. The page is of Wednesday, April 18, 2018."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.language.parse import Parser
from dragoman.language.reading import TimeExpression
from dragoman.language.times import find_times

Find = Callable[[str], list[TimeExpression]]


@pytest.fixture(scope="module")
def find(parser: Parser) -> Find:
    return lambda text: find_times(next(parser.parse([("", text, "2018-04-18")])))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # one night has two dates
        ("The mill was shelled on the night of 13-14 April.", ["2018-04-13TNI"]),
        ("The mill was shelled on the night of 13/14 April.", ["2018-04-13TNI"]),
        ("The mill was shelled on the night of Monday to Tuesday.", ["2018-04-16TNI"]),
        # a second unit
        ("The envoys will meet this month and next.", ["2018-04", "2018-05"]),
        ("The envoys will meet this month and next week.", ["2018-04", "2018-W17"]),
        ("The envoys will meet this month and next to nobody will hear.", ["2018-04", "2018-05"]),
        # beside something else
        ("The day after Sunday's vote the mayor fled.", ["2018-04-16"]),
        ("The day after he fled the mayor died.", ["P1D"]),
        ("The day after the vote the mayor fled.", []),
        ("The year before he fled, the mayor married.", ["P1Y"]),
        ("He died ten years to the day after the vote.", ["P10Y"]),
        ("The Friday before the vote the mayor fled.", ["XXXX-WXX-5"]),
        ("They met on April 10. The Friday before, the mayor had fled.", ["2018-04-10", "2018-04-06"]),
        ("The mayor fled on a rainy Friday night.", ["XXXX-WXX-5TNI"]),
        ("The mayor fled before a Friday deadline.", ["2018-04-20"]),
        ("This time last year the mine was open.", ["2017-04"]),
        ("On this day in 1948 the mine was opened.", ["1948-04-18"]),
        ("The mine was shut two Sundays ago.", ["2018-04-08"]),
        ("The ship sank on Dec. 12. In the week that followed the owner fled.", ["2017-12-12", "P1W"]),
        ("The ship sank on Dec. 12. Earlier in the day it was inspected.", ["2017-12-12", "2017-12-12"]),
        ("The ship sank on Dec. 12. Two days after that, the owner fled.", ["2017-12-12", "2017-12-14"]),
        ("It came in the same quarter last year.", ["2017-Q2"]),
        ("The mine was opened two or three years ago.", ["2015"]),
        ("The trial was to begin Monday.", ["2018-04-16"]),
        ("One day he will run.", []),
        ("A shot was fired moments ago.", ["PAST_REF"]),
        # days and hours
        ("The envoys will meet Thursday at 3 p.m. in Vienna.", ["2018-04-19T15:00"]),
        ("The envoys met on April 10. At nine the next morning they parted.", ["2018-04-10", "2018-04-11T09:00"]),
        ("Doors were open between 8 a.m. and 5 p.m. Tuesday.", ["2018-04-17T08:00", "2018-04-17T17:00"]),
        ("The convoy left yesterday at dusk.", ["2018-04-17TEV"]),
        ("By midafternoon Tuesday the street was empty.", ["2018-04-17TAF"]),
        ("Doors are open from 9 to 11 a.m. Friday.", ["2018-04-20T09:00", "2018-04-20T11:00"]),
        ("The truce began at 0001 on 15 April.", ["2018-04-15T00:01"]),
        ("The bridge was hit at 04.30 hrs on 12 April.", ["2018-04-12T04:30"]),
        ("141530Z APR 18: the bridge was hit.", ["2018-04-14T15:30"]),
        ("The patrol left at 1530Z.", ["2018-04-18T15:30"]),
        ("The siren went in the early hours of the morning.", ["2018-04-18TMO"]),
        ("Bakers work day and night.", ["P1D"]),
        # parts of months and years
        ("It is due in the second half of May.", ["2018-05"]),
        ("Trade fell in the last quarter of 2017.", ["2017-Q4"]),
        ("Trade fell in the first six months of 2017.", ["2017-H1"]),
        ("Trade fell in the first few days of January.", ["2018-01"]),
        ("The court will rule by end-June.", ["2018-06"]),
        ("Talks will be held early in the week of April 30.", ["2018-W18"]),
        ("Talks will be held Wednesday or Thursday of next week.", ["2018-04-25", "2018-04-26"]),
        ("The siege began in the winter of 1941-42.", ["1941-WI"]),
        ("A date is to be fixed in June.", ["2018-06"]),
        # lengths, and what only looks like them
        ("The trial is expected to last three months.", ["P3M"]),
        ("The siren went every few days.", ["PXD"]),
        ("It was a weeklong strike with a 24-hour-a-day watch.", ["P1W", "P1D"]),
        ("They fled in the early years of the war.", []),
        ("They marched by night.", []),
        # feasts
        ("The truce will hold over Eid.", ["2018-06-15/2018-06-17"]),
        ("Mohammed Eid was freed.", []),
        ("The truce began on the 27th of Ramadan.", ["2017-06-22"]),
        ("They marched on Quds Day.", ["2017-06-23"]),
        ("They marched on Holocaust Remembrance Day.", []),
        ("They fasted until the Ethiopian Christmas.", ["2018-01-07"]),
    ],
)
def test_what_a_time_points_to(find: Find, sentence: str, expected: list[str]) -> None:
    assert [t.value for t in find(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("The fair ran March 28-April 2.", ["2018-03-28", "2018-04-02"]),
        ("The fair ran from 28 March-2 April.", ["2018-03-28", "2018-04-02"]),
        ("The fair ran from 30 April – 4 May.", ["2017-04-30", "2017-05-04"]),
        ("The fair will run Thursday to Sunday.", ["2018-04-19", "2018-04-22"]),
        ("A truce was agreed for 1–3 May.", ["2018-05-01", "2018-05-03"]),
        ("The gate is open 10 a.m.–4 p.m. Saturday.", ["2018-04-21", "2018-04-21"]),
    ],
)
def test_the_two_ends_of_a_stretch(find: Find, sentence: str, days: list[str]) -> None:
    first, second = find(sentence)
    assert [first.first_day, second.last_day] == days
    assert (first.relation, second.relation) == ("from", "until")


def test_a_night_of_two_dates_lies_in_both(find: Find) -> None:
    (night,) = find("The mill was shelled on the night of 13-14 April.")
    assert (night.first_day, night.last_day) == ("2018-04-13", "2018-04-14")


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("Shelling went on through the night.", "during"),
        ("Schools are shut through the end of June.", "until"),
        ("The vote will be no earlier than Monday.", "after"),
        ("The day after he fled the mayor died.", "after"),
    ],
)
def test_the_word_that_governs_it(find: Find, sentence: str, relation: str) -> None:
    assert [t.relation for t in find(sentence)] == [relation]
