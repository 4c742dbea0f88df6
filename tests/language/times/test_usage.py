"""How papers of other decades and countries write times. The page is of Wednesday, April 18, 2018, unless said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.language.parse import Parser
from dragoman.language.times import find_times

Values = Callable[..., list[str]]


@pytest.fixture(scope="module")
def values(parser: Parser) -> Values:
    def read(text: str, published: str = "2018-04-18") -> list[str]:
        return [t.value for t in find_times(next(parser.parse([("", text, published)])))]

    return read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # British weeks
        ("The ministers will meet on Sunday week.", ["2018-04-29"]),
        ("The vote is on Tuesday fortnight.", ["2018-05-08"]),
        ("The truce will begin a week on Monday.", ["2018-04-30"]),
        ("The truce broke down a week last Monday.", ["2018-04-09"]),
        ("The guards were held for a week on Monday.", ["P1W", "2018-04-16"]),
        ("On Monday last, the king died.", ["2018-04-16"]),
        ("The houses will sit on Tuesday next.", ["2018-04-24"]),
        ("The envoy sat on Monday next to the king.", ["2018-04-16"]),
        # the second back or ahead
        ("The week before last a mine exploded.", ["2018-W14"]),
        ("They vote the Tuesday after next.", ["2018-05-01"]),
        ("A year ago Tuesday he fled.", ["2017-04-17"]),
        ("The other day a mine exploded.", ["PAST_REF"]),
        # edges of the day
        ("The envoy left at dawn.", ["2018-04-18TMO"]),
        ("The attack began before dawn on Sunday.", ["2018-04-15TMO"]),
        ("A dawn raid failed.", []),
        ("The convoy left in the small hours.", ["2018-04-18TMO"]),
        ("By midweek the truce had failed.", ["2018-W16"]),
        ("The fire began at one minute past midnight.", ["2018-04-18T00:01"]),
        ("The truce takes effect at 6 p.m. Baghdad time on Friday.", ["2018-04-20T18:00"]),
        # stretches
        ("The talks run from 23-27 April.", ["2018-04-23", "2018-04-27"]),
        ("The March 8-9 summit failed.", ["2018-03-08", "2018-03-09"]),
        ("They met from 30 March to 2 April 1996.", ["1996-03-30", "1996-04-02"]),
        ("They met on the 3rd, 4th and 5th of March.", ["2018-03-03", "2018-03-04", "2018-03-05"]),
        ("They met in March/April 2017.", ["2017-03", "2017-04"]),
        ("The strike ran from 13 April to 2 May.", ["2018-04-13", "2018-05-02"]),
        ("The New Year truce held.", []),
        # books and budgets
        ("Aid fell in 2Q 2016.", ["2016-Q2"]),
        ("Aid rose in fiscal 2016-17.", ["2016/2017"]),
        ("The budget for the fiscal year that ends June 30 was cut.", ["2018", "2018-06-30"]),
        # long ago
        ("In the early 1800s the border moved.", ["18"]),
        ("He ruled for 20-odd years.", ["P20Y"]),
        ("The wall stood for three-quarters of a century.", ["P75Y"]),
        # feasts
        ("On the eve of Ramadan they met.", ["2017-05-26"]),
        ("On the last Friday of Ramadan they will march.", ["2018-06-08"]),
        ("At Hanukkah they marched.", ["2017-12-13/2017-12-20"]),
        ("On the Prophet's birthday they marched.", ["2017-11-30"]),
        ("On Whit Monday they marched.", ["2017-06-05"]),
        ("On Remembrance Sunday they marched.", ["2017-11-12"]),
        # named after days, and no days
        ("The March 14 coalition won.", []),
        ("Black September attacked the games.", []),
        ("Bloody Sunday was an outrage.", []),
        ("The Prague Spring was crushed.", []),
        # told twice, or in part
        ("Friday night, April 6, the bridge fell.", ["2018-04-06TNI"]),
        ("The bridge fell the weekend of April 6.", ["2018-W14-WE"]),
        ("By evening the bridge had fallen.", ["2018-04-18TEV"]),
        ("They moved in the early morning hours.", ["2018-04-18TMO"]),
        ("As recently as last week he was free.", ["2018-W15"]),
        ("He ran in the 1992 and 1996 elections.", ["1992", "1996"]),
        ("Some day he will run.", []),
        ("In the next century the league will grow.", ["21"]),
        # since looks back, whatever the tense
        ("It is the first visit since the coup in June.", ["2017-06"]),
    ],
)
def test_usage(values: Values, sentence: str, expected: list[str]) -> None:
    assert values(sentence) == expected


@pytest.mark.parametrize(
    ("published", "sentence", "expected"),
    [
        ("1914-07-29", "The Archduke was shot on the 28th ult.", ["1914-06-28"]),
        ("1914-07-29", "The Tsar signed the order last evening.", ["1914-07-28TEV"]),
        ("1914-07-29", "He arrived on the morning of the 26th.", ["1914-07-26TMO"]),
        ("1914-07-29", "He leaves on Friday, the 31st instant.", ["1914-07-31"]),
        ("1962-10-23", "The blockade begins at 2 p.m. Greenwich time on Wednesday.", ["1962-10-24T14:00"]),
        ("2021-11-02", "They will marry early in the new year.", ["2022"]),
    ],
)
def test_usage_of_other_years(values: Values, published: str, sentence: str, expected: list[str]) -> None:
    assert values(sentence, published) == expected
