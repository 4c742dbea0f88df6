"""How days, numbers and countries are written, by what the browser asks for or the reader has chosen."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from desk.sitting import token_of
from dragoman.desk.manner import CHOICES, manner_of
from dragoman.model import TimeSpan


@pytest.mark.parametrize(
    "accepted, day, number",
    [
        ("", "30 April 2018", "1,234"),
        ("en-US,en;q=0.9", "April 30, 2018", "1,234"),
        ("de-DE,de;q=0.9,en;q=0.8", "30. April 2018", "1.234"),
        ("en;q=0.2,de;q=0.9", "30. April 2018", "1.234"),
        ("xx,tlh,;q=,*", "30 April 2018", "1,234"),
    ],
)
def test_days_and_numbers_are_written_as_the_browser_asks(accepted: str, day: str, number: str) -> None:
    reader = manner_of(accepted)
    assert (reader.day("2018-04-30T09:15:00"), reader.number(1234)) == (day, number)


def test_what_a_reader_chose_goes_before_what_the_browser_asks() -> None:
    assert manner_of("de", "en-US").day("2018-04-30") == "April 30, 2018"
    assert manner_of("de", "iso").day("2018-04-30") == "2018-04-30"
    assert manner_of("de", "../../etc").day("2018-04-30") == "30. April 2018"


@pytest.mark.parametrize("tag", [tag for tag, _ in CHOICES if tag])
def test_every_choice_writes_every_precision(tag: str) -> None:
    reader = manner_of("", tag)
    for precision in ("day", "week", "month", "quarter", "half", "season", "year", "decade", "century", "interval"):
        span = TimeSpan(start="2015-04-01", end="2018-06-30", precision=precision)  # type: ignore[arg-type]
        assert "2015" in reader.time(span), precision
    assert "2018" in reader.time(TimeSpan(start=None, end="2018-04-05", precision=None))
    assert reader.time(None) == reader.time(TimeSpan(start=None, end=None, precision=None)) == ""
    assert len(reader.weekdays()) == 7


def test_a_span_is_no_more_exact_than_it_is_known() -> None:
    reader = manner_of("en-US")
    assert reader.time(TimeSpan(start="2018-04-01", end="2018-04-30", precision="month")) == "April 2018"
    assert "30" not in reader.time(TimeSpan(start="2018-01-01", end="2018-12-31", precision="year"))
    assert reader.time(TimeSpan(start="2018-04-02", end=None, precision=None)) == "since April 2, 2018"


def test_another_language_is_marked_as_such() -> None:
    german = manner_of("de")
    assert german.marked("30. April 2018") == '<bdi lang="de">30. April 2018</bdi>'
    assert german.marked("1914–1918") == "1914–1918"
    assert manner_of("en-US").marked("<b>") == "&lt;b&gt;"


def test_a_page_is_written_for_its_reader_and_data_are_not(shared: TestClient) -> None:
    german = {"accept-language": "de-DE"}
    listed = shared.get("/pairs", headers=german).text
    assert "Türkei" in listed and "Irak" in listed and "Turkey" not in listed
    assert '<bdi lang="de">Montag</bdi>' in shared.get("/calendar?month=2019-03", headers=german).text
    assert shared.get("/events.csv", headers=german).content == shared.get("/events.csv").content
    assert shared.get("/api/events.json", headers=german).content == shared.get("/api/events.json").content


def test_the_week_begins_where_the_reader_has_it(shared: TestClient) -> None:
    american = shared.get("/calendar?month=2019-03", headers={"accept-language": "en-US"}).text
    assert american.index('title="Sunday"') < american.index('title="Monday"')
    british = shared.get("/calendar?month=2019-03", headers={"accept-language": "en-GB"}).text
    assert british.index('title="Monday"') < british.index('title="Sunday"')


def test_a_choice_is_kept_and_can_be_given_up(client: TestClient) -> None:
    form = {"csrf": token_of(client), "manner": "iso", "back": "/articles"}
    assert client.post("/manner", data=form).url.path == "/articles"
    assert "2019-03-14" in client.get("/articles", headers={"accept-language": "de"}).text
    client.post("/manner", data={**form, "manner": "klingon"})
    assert "14. März 2019" in client.get("/articles", headers={"accept-language": "de"}).text
