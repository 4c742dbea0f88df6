"""When an act happened and when it was announced, on pages of Wednesday, June 12, 2019."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.coding.dates import Dating
from dragoman.coding.status import read_status
from dragoman.language.reading import Reading

Understand = Callable[..., Reading]

# text, word of the act, date (start, end), announced
CASES: list[tuple[str, str, tuple[str | None, str | None], str | None]] = [
    # the time that governs the clause
    ("Rebels shelled the port on Monday.", "shelled", ("2019-06-10", "2019-06-10"), None),
    ("The envoy said on Tuesday that talks would open on Friday.", "open", ("2019-06-14", "2019-06-14"), "2019-06-11"),
    ("The ministers have recognised the enclave in the past two weeks.", "recognised", ("2019-05-29", "2019-06-12"), None),
    ("The court ordered the station off the air until Monday.", "ordered", ("2019-06-12", "2019-06-12"), None),
    # an undated act of the day's news
    ("Two ministers resigned.", "resigned", ("2019-06-12", "2019-06-12"), None),
    ("On Monday the envoy arrived. He inspected the port.", "inspected", ("2019-06-10", "2019-06-10"), None),
    ("The army said its men seized the bridge.", "seized", ("2019-06-12", "2019-06-12"), None),
    ("Hundreds marched on Tuesday; eleven were arrested.", "arrested", ("2019-06-11", "2019-06-11"), None),
    ("On Monday the envoy arrived. On Tuesday he left. The army freed him.", "freed", ("2019-06-11", "2019-06-11"), None),
    # the day stands before
    ("Anger has grown since Monday, when jets bombed the port.", "bombed", ("2019-06-10", "2019-06-10"), None),
    ("He decried the raid of May 15, in which troops fired on a farm.", "fired", ("2019-05-15", "2019-05-15"), None),
    ("He condemned the raid of May 15.", "condemned", ("2019-06-12", "2019-06-12"), None),
    # what is done in the same breath
    ("Talks broke down on Monday when the rebels demanded a ministry.", "demanded", ("2019-06-10", "2019-06-10"), None),
    ("The bridge was blocked on Monday by traders demanding compensation.", "demanding", ("2019-06-10", "2019-06-10"), None),
    ("He is expected in Oslo on Friday, where he will meet the king.", "meet", ("2019-06-14", "2019-06-14"), None),
    ("The general last week shut the border and recalled his envoy.", "recalled", ("2019-06-03", "2019-06-09"), None),
    ("The king accepted an invitation, his office said on Tuesday.", "accepted", ("2019-06-11", "2019-06-11"), None),
    ("The envoy telephoned both kings on Monday and urged them to meet, his office said.", "urged", ("2019-06-10", "2019-06-10"), None),
    (
        "The king will visit Oslo in July, his office said on Tuesday, where he will meet the envoy.", "meet",
        ("2019-07-01", "2019-07-31"), "2019-06-11",
    ),
    ("The king invoked a 1962 law to ban the party.", "invoked", ("2019-06-12", "2019-06-12"), None),
    ("The trip will be the king's first visit to Oslo since 2016.", "visit", (None, None), None),
    # the day of what it is told with
    ("As part of a tour of Asia in 1961, the king travelled to Tokyo.", "travelled", ("1961-01-01", "1961-12-31"), None),
    ("When the envoys met last month, the sides agreed to open the road.", "agreed", ("2019-05-01", "2019-05-31"), None),
    ("The king fired forty rockets during tests in May 2018.", "fired", ("2018-05-01", "2018-05-31"), None),
    ("The king announced a blockade of the port in early March.", "announced", ("2019-03-01", "2019-03-10"), None),
    # one of two
    ("The two will meet in August or early September.", "meet", ("2019-08-01", "2019-09-10"), "2019-06-12"),
    # an answer: on the day that the paragraph told of, or later
    ("Rebels shelled the port on Monday. The king condemned them.", "condemned", ("2019-06-10", "2019-06-12"), None),
    # a paper that looks back on the eve
    ("The king accepted the plan, his office said yesterday. He asked for time.", "asked", ("2019-06-11", "2019-06-11"), None),
    # what was done lies behind, whatever the clock says
    ("Warplanes bombed the port on Saturday night.", "bombed", ("2019-06-08", "2019-06-08"), None),
    # what is so, and not done on a day
    ("Jordan complains about the dams.", "complains", (None, None), None),
    # counted from what the clause above tells of
    ("The envoy resigned on Tuesday, a day after rebels shelled the town.", "shelled", ("2019-06-10", "2019-06-10"), None),
    # a day that stands below the noun
    ("A visit by the emir, expected this week, was put off.", "visit", ("2019-06-10", "2019-06-16"), "2019-06-12"),
    # what nobody dates
    ("The minister urged the rebels to disarm.", "disarm", (None, None), None),
    ("The rebels, who have freed forty men, want talks.", "freed", (None, None), None),
    ("The deal would end the war.", "war", (None, None), None),
    # a stretch
    ("The two will meet in Rome from July 2 to 5.", "meet", ("2019-07-02", "2019-07-05"), "2019-06-12"),
    ("The two may meet before the end of the month.", "meet", ("2019-06-12", "2019-06-30"), "2019-06-12"),
    # a week of doubt
    ("The withdrawal will begin within days.", "withdrawal", ("2019-06-12", "2019-06-22"), "2019-06-12"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "date", "announced"), CASES)
def test_dates(
    understand: Understand, text: str, word: str, date: tuple[str | None, str | None], announced: str | None
) -> None:
    reading = understand(text)
    dating = Dating(reading)
    for clause in reading.clauses:
        reality, answers = str(read_status(reading, clause).reality), clause.lemma in ("condemn", "reject")
        found, said = dating.of_act(clause, reality, verbal=answers)
        if reading.tokens[clause.predicate].text == word:
            assert ((found.start, found.end), said.start if said else None) == (date, announced)
            return
    pytest.fail(f"no clause for {word}")


def test_today_in_a_report_from_abroad_is_the_day_of_its_dateline(understand: Understand) -> None:
    reading = understand("KAMPALA, June 11 – The two sides met today.\nNobody was hurt.")
    clause = next(c for c in reading.clauses if c.lemma == "meet")
    found, _ = Dating(reading).of_act(clause, "happened")
    assert found.start == "2019-06-11"


def test_without_a_day_of_publication_nothing_is_guessed(understand: Understand) -> None:
    reading = understand("Two ministers resigned.", published=None)
    found, announced = Dating(reading).of_act(reading.clauses[0], "happened")
    assert (found.start, announced) == (None, None)
