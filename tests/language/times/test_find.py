"""Times in sentences: what is one, what it means there, and which word governs it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from dragoman.language.parse import Parser
from dragoman.language.reading import Reading, TimeExpression
from dragoman.language.times import find_times

Find = Callable[..., list[TimeExpression]]


@pytest.fixture(scope="module")
def find(parser: Parser) -> Find:
    """`find(text, published, title)` gives the times; published on Wednesday, April 18, 2018."""

    def read(text: str, published: str | None = "2018-04-18", title: str = "") -> list[TimeExpression]:
        return find_times(next(parser.parse([(title, text, published)])))

    return read


def values(times: list[TimeExpression]) -> list[tuple[str, str]]:
    return [(t.text, t.value) for t in times]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The minister said on Wednesday that talks would resume on Monday.", [("Wednesday", "2018-04-18"), ("Monday", "2018-04-23")]),
        ("Both sides have agreed since Friday to meet on Thursday.", [("Friday", "2018-04-13"), ("Thursday", "2018-04-19")]),
        ("The envoy refused to speak on Thursday.", [("Thursday", "2018-04-12")]),
        ("Talks scheduled for Friday were called off.", [("Friday", "2018-04-20")]),
        ("The hostage freed on Monday is well.", [("Monday", "2018-04-16")]),
        ("The governor could not be reached on Monday.", [("Monday", "2018-04-16")]),
        ("Saturday's planned rally worried the police.", [("Saturday", "2018-04-21")]),
        ("The deal expires Friday.", [("Friday", "2018-04-20")]),
        ("The committee has until Saturday to answer.", [("Saturday", "2018-04-21")]),
        ("Between Monday and Friday the roads will be closed.", [("Monday", "2018-04-23"), ("Friday", "2018-04-27")]),
        ("The ferry sank at 10:30 p.m. EST on Thursday.", [("10:30 p.m. EST on Thursday", "2018-04-12T22:30")]),
        ("The truce, signed on 7 February 1999, held.", [("7 February 1999", "1999-02-07")]),
        ("A conference is set for May 24-26.", [("May 24", "2018-05-24"), ("26", "2018-05-26")]),
        ("The summit in the fall of 2021 ended well.", [("the fall of 2021", "2021-FA")]),
        ("The envoy has been there for the last week.", [("the last week", "P1W")]),
        ("Exports fell in the quarter.", [("the quarter", "2018-Q2")]),
        ("The convoy left in the early hours of Tuesday.", [("the early hours of Tuesday", "2018-04-17")]),
        ("The mill lost money in the quarter ended Dec. 31.", [("the quarter", "2017-Q4"), ("Dec. 31", "2017-12-31")]),
        ("The general comes to town on Friday.", [("Friday", "2018-04-20")]),
        ("Orders fell in the latest week.", [("the latest week", "2018-W15")]),
        ("Three years ago this week the bridge fell.", [("Three years ago this week", "2015-W16")]),
        ("The consul is due back on Tuesday the 24th.", [("Tuesday the 24th", "2018-04-24")]),
        ("Between March and May 2013 he hid in a convent.", [("March", "2013-03"), ("May 2013", "2013-05")]),
        ("The guards have slept badly since shortly after the Oct. 9 raid.", [("Oct. 9", "2017-10-09")]),
        ("It was the ferry's second breakdown in as many days.", []),
        ("Over the years the well had silted up.", [("the years", "PXY")]),
        ("The bank reported a first-half loss.", [("first-half", "2018-H1")]),
        ("A year and a half ago the road was closed.", [("A year and a half ago", "2016-10")]),
        ("The recent raid may hinder future talks.", [("recent", "PAST_REF"), ("future", "FUTURE_REF")]),
        ("The gate was blown on the night of 3 March.", [("the night of 3 March", "2018-03-03TNI")]),
        ("The siren went at half past four in the morning.", [("half past four in the morning", "2018-04-18T04:30")]),
        ("At eleven in the morning the delegates met.", [("eleven in the morning", "2018-04-18T11:00")]),
        ("The king fled at eleven o'clock on the night of May 9, 1911.", [("eleven o'clock on the night of May 9, 1911", "1911-05-09T23:00")]),
        ("Shelling went on overnight Thursday.", [("overnight Thursday", "2018-04-12TNI")]),
        ("They march on Saturday nights.", [("Saturday nights", "XXXX-WXX-6TNI")]),
        ("The ferry will stop from Monday through Wednesday.", [("Monday", "2018-04-23"), ("Wednesday", "2018-04-25")]),
        ("The rains last from May through October.", [("May", "2018-05"), ("October", "2018-10")]),
        ("A court will sit from 3 to 5 May.", [("3", "2018-05-03"), ("5 May", "2018-05-05")]),
        ("The envoys met on the 3rd and 4th of March.", [("the 3rd", "2018-03-03"), ("4th of March", "2018-03-04")]),
        ("The vote is set for the week of May 7.", [("the week of May 7", "2018-W19")]),
        ("The mint lost money in fiscal 1989's fourth quarter.", [("fiscal 1989's fourth quarter", "1989-Q4")]),
        ("Exports fell in the July-September period.", [("the July-September period", "2017-Q3")]),
        ("Year-on-year growth slowed.", []),
        ("The gaol is watched 24 hours a day, seven days a week.", [("24 hours a day", "P1D"), ("seven days a week", "P1W")]),
        ("A decades-long feud ended.", [("A decades-long", "PXDE")]),
        ("The border was drawn half a century ago.", [("half a century ago", "1968")]),
        ("The pier fell ten years ago on Sunday.", [("ten years ago on Sunday", "2008-04-15")]),
        ("One day last week the mayor was gone.", [("last week", "2018-W15")]),
        ("The armies will leave by year's end.", [("year's end", "2018")]),
        ("The brig sailed on the 12th ult.", [("the 12th ult.", "2018-03-12")]),
        ("The Cabinet dines to-night and sits to-morrow.", [("to-night", "2018-04-18TNI"), ("to-morrow", "2018-04-19")]),
        ("The war of 1990-91 began with a raid.", [("1990-91", "1990/1991")]),
        ("The deadline is 09/01/2018.", [("09/01/2018", "2018-09-01")]),
        ("He warned last week of chaos.", [("last week", "2018-W15")]),
        ("He waited years for this.", [("years", "PXY")]),
        ("Pre-1967 lines are the basis.", [("1967", "1967")]),
        ("In 1975 Ford met the envoy.", [("1975", "1975")]),
    ],
)  # fmt: skip
def test_times_in_their_clauses(find: Find, sentence: str, expected: list[tuple[str, str]]) -> None:
    assert values(find(sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The general may march on the capital.",
        "The fall of the fortress came as a shock.",
        "Some 1500 soldiers stayed in the camp.",
        "He paid $2000 for the tent.",
        "The 63-year-old president smiled.",
        "April Okafor was his second choice.",
        "They won 1,998 votes.",
        "She read it in USA Today.",
        "At the time, nobody knew.",
        "The Good Friday Agreement held.",
        "The Sunday Herald said so.",
        "He lent her the boat.",
        "A white 1994 Toyota van was left at the gate.",
        "He hid in the 1990 Ford.",
        "Resolution 1970 was adopted.",
        "It means little in today's world.",
        "The 12-year-old girl ran.",
        "The two-year-old war has emptied the valley.",
    ],
)
def test_words_that_only_look_like_times(find: Find, sentence: str) -> None:
    assert values(find(sentence)) == []


def test_the_next_day_hangs_on_the_last_day_told_of(find: Find) -> None:
    times = find("On March 3 the president flew to Oslo. The following day he met the king. Two weeks later he left.")
    assert values(times) == [
        ("March 3", "2018-03-03"),
        ("The following day", "2018-03-04"),
        ("Two weeks later", "2018-W11"),
    ]


def test_a_coarser_time_told_of_last_leaves_the_day_unknown(find: Find) -> None:
    times = find("He spoke on Monday. In 1998 he fled. The next day he was caught. Ten years later he died.")
    assert [(t.value, t.first_day) for t in times[1:]] == [
        ("1998", "1998-01-01"),
        ("XXXX-XX-XX", None),
        ("2008", "2008-01-01"),
    ]


def test_a_comparison_with_the_year_before_moves_the_text_no_further(find: Find) -> None:
    text = (
        "In the fourth quarter the port earned $9 million, against $6 million in the year-earlier quarter. "
        "Fees rose by a tenth from the year-earlier quarter."
    )
    assert [t.value for t in find(text)] == ["2017-Q4", "2016-Q4", "2016-Q4"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On June 28, 1914, the heir was shot. On July 23 a note was sent.", ["1914-06-28", "1914-07-23"]),
        ("The mission closed on Dec. 31, 1998, and opened again on Jan. 2.", ["1998-12-31", "1999-01-02"]),
        ("The mission was opened in May 1998 and closed in August.", ["1998-05", "1998-08"]),
        ("The mission was opened on Dec. 6, 1993. On March 5 a court closed it.", ["1993-12-06", "2018-03-05"]),
        ("The mission was opened on Jan. 6, 1993. On March 5 a court closed it.", ["1993-01-06", "2018-03-05"]),
    ],
)
def test_the_year_of_a_date_holds_for_the_next_unless_that_is_news(find: Find, text: str, expected: list[str]) -> None:
    assert [t.value for t in find(text)] == expected


def test_that_day_after_a_month_is_a_day_of_the_month(find: Find) -> None:
    times = find("The mayor was arrested last October. That same day his deputy fled.")
    assert [(t.value, t.first_day, t.last_day) for t in times] == [
        ("2017-10", "2017-10-01", "2017-10-31"),
        ("2017-10-XX", "2017-10-01", "2017-10-31"),
    ]


def test_a_length_after_something_else_has_no_day(find: Find) -> None:
    (time,) = find("Three days after the summit, shelling resumed.")
    assert (time.text, time.kind, time.value, time.relation, time.first_day) == (
        "Three days", "DURATION", "P3D", "after", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("They have been at odds since 2016.", "since"),
        ("The vote will be held by the end of the year.", "by"),
        ("The truce lasted until early 2016.", "until"),
        ("Troops will withdraw within 90 days.", "within"),
        ("The island has been divided for more than 60 years.", "for"),
        ("It was the second attack in two days.", "over"),
        ("They met before Christmas.", "before"),
        ("He left after Monday.", "after"),
        ("Schools are closed until at least Monday.", "until"),
        ("The army will pull out in two months.", "in"),
        ("Trade rose during the summer.", "during"),
        ("He was freed by a May 12 deadline.", "by"),
        ("The president spoke Monday.", ""),
        ("Talks resumed this week after a long silence.", ""),
        ("The judge resigned two weeks after the ruling.", "after"),
    ],
)
def test_the_word_that_governs_a_time(find: Find, sentence: str, relation: str) -> None:
    assert [t.relation for t in find(sentence)] == [relation]


def test_from_and_to_make_a_pair(find: Find) -> None:
    assert [t.relation for t in find("He ruled from 1979 to 1990.")] == ["from", "until"]


def test_a_headline_infinitive_looks_ahead(find: Find) -> None:
    times = find("", title="Leaders to meet Friday over border dispute")
    assert [(t.source, t.value) for t in times] == [("title", "2018-04-20")]


def test_early_saturday_on_a_page_of_friday_is_that_of_a_place_further_east(find: Find) -> None:
    (time,) = find("State media reported early Saturday that the tests had ended.", "2018-04-20")
    assert time.value == "2018-04-21"


def test_offsets_count_in_title_and_text(find: Find, parser: Parser) -> None:
    title, text = "Envoys met Tuesday", "GENEVA – Envoys met on Tuesday.\nThey will meet again in two weeks, on May 2."
    times = find(text, title=title)
    assert [t.source for t in times] == ["title", "text", "text", "text"]
    for time in times:
        source = title if time.source == "title" else text
        assert source[time.start : time.end] == time.text


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def test_every_weekday_on_every_day_of_publication_looks_the_way_of_its_verb(parser: Parser) -> None:
    pages = [
        (date(2024, 2, 26) + timedelta(days=n), weekday, verb)
        for n in range(7)  # a week with a leap day and the end of a month
        for weekday in WEEKDAYS
        for verb in ("met", "have met", "will meet", "plan to meet", "are to meet")
    ]
    readings = parser.parse(("", f"The envoys {verb} on {day}.", str(published)) for published, day, verb in pages)
    for (published, weekday, verb), reading in zip(pages, readings, strict=True):
        (time,) = find_times(reading)
        found = date.fromisoformat(str(time.first_day))
        assert WEEKDAYS[found.weekday()] == weekday
        away = (found - published).days
        assert -7 < away <= 0 if verb in ("met", "have met") else 0 <= away < 7


def test_the_day_before_in_a_lead_is_that_before_the_page(find: Find) -> None:
    assert values(find("A day earlier, rebels had shelled the port.")) == [("A day earlier", "2018-04-17")]


def test_the_last_hours_reach_back_to_the_day_before(find: Find) -> None:
    (time,) = find("In the past 24 hours the shelling stopped.")
    assert (time.first_day, time.last_day) == ("2018-04-17", "2018-04-18")


def test_the_head_is_a_token_of_the_expression(parser: Parser) -> None:
    reading: Reading = next(
        parser.parse([("", "Talks began late last month and ended on Friday night.", "2018-04-18")])
    )
    for time in find_times(reading):
        assert time.start <= reading.tokens[time.head].start < time.end


def test_without_a_day_of_publication(find: Find) -> None:
    times = find("They met on Tuesday, and in 2014 in Oslo.", None)
    assert [(t.value, t.first_day) for t in times] == [("XXXX-WXX-2", None), ("2014", "2014-01-01")]


def test_the_same_page_gives_the_same_times_whatever_stands_beside_it(parser: Parser) -> None:
    page = ("", "The ministers met on Monday. The next day they parted.", "2018-04-18")
    other = ("", "In May 1998 the war began. Two days later it ended.", "1998-06-01")
    alone = values(find_times(next(parser.parse([page]))))
    assert [values(find_times(r)) for r in parser.parse([other, page, other])][1] == alone
