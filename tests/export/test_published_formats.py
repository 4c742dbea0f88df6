"""POLECAT, ICEWS and Phoenix files, read back as their users read them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import msgspec
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.export.choice import Choice
from dragoman.export.formats import EXPORTS
from dragoman.export.job import Job
from dragoman.export.tabbed import write_row
from dragoman.export.tables import column_names
from dragoman.model import Event, Place, TimeSpan
from dragoman.store import EventQuery
from stores import CHAD, MALI, NIGER, event, keep, person, renamed

POLECAT = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, "
    "Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, "
    "Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, "
    "Recipient Name Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, "
    "GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, Story Organizations, "
    "Story Locations, Language, Version"
).split(", ")
ICEWS = (
    "Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, Intensity, Target Name, "
    "Target Sectors, Target Country, Story ID, Sentence Number, Publisher, City, District, Province, Country, "
    "Latitude, Longitude"
).split(", ")
PHOENIX = (
    "EventID, Date, Year, Month, Day, SourceActorFull, SourceActorEntity, SourceActorRole, SourceActorAttribute, "
    "TargetActorFull, TargetActorEntity, TargetActorRole, TargetActorAttribute, EventCode, EventRootCode, PentaClass, "
    "GoldsteinScore, Issues, Lat, Lon, LocationName, StateName, CountryCode, SentenceID, URLs, NewsSources"
).split(", ")

Write = Callable[..., tuple[pandas.DataFrame, Job]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """`write(format, *events, choice=…)` gives the frame that pandas reads, and the job with its tally."""

    def export(
        name: str, *events: Event, choice: Choice | None = None, query: EventQuery | None = None, **options: object
    ) -> tuple[pandas.DataFrame, Job]:
        with keep(tmp_path / "desk.db", events) as store:
            job = Job(store, query or EventQuery(), choice or Choice(), **options)  # type: ignore[arg-type]
            stream = io.StringIO()
            EXPORTS[name].write(job, stream)
        stream.seek(0)
        names = PHOENIX if name == "phoenix" else None
        frame = pandas.read_csv(stream, sep="\t", dtype=str, names=names, header=None if names else 0)
        return frame, job

    return export


@pytest.mark.parametrize(("name", "columns"), [("polecat", POLECAT), ("icews", ICEWS), ("phoenix", PHOENIX)])
def test_the_columns_are_those_of_the_published_files(name: str, columns: list[str]) -> None:
    assert list(column_names(name)) == columns


def test_a_meeting_in_polecat(write: Write) -> None:
    place = Place(name="Zinder", country="NER", latitude=13.8, longitude=8.98, precision="city", text="Zinder")
    frame, job = write("polecat", event("e1", place=place, modes=("phone",), contexts=("diplomatic", "economic")))
    row = frame.iloc[0]
    assert row["Event Type"] == "CONSULT"
    assert row["Event Mode"] == "phone"
    assert row["Quad Code"] == "VERBAL COOPERATION"
    assert row["Contexts"] == "diplomatic; economic"
    assert (row["Actor Country"], row["Actor COW"]) == ("TCD", "483")
    assert (row["Recipient Country"], row["Recipient COW"]) == ("NER", "436")
    assert (row["City"], row["Country"], row["Latitude"], row["Feature Type"]) == ("Zinder", "NER", "13.8", "PPL")
    assert pandas.isna(row["Wikipedia Actor ID"])  # None, as in POLECAT's own files
    assert (row["Source"], row["Publication Date"]) == ("example.org", "2018-04-23")
    assert job.tally.sentence() == "1 event; none left out"


def test_several_on_one_side_stand_in_one_cell(write: Write) -> None:
    sides = {"actors": (CHAD, MALI), "recipients": (NIGER,)}
    frame, _ = write("polecat", event("e1", act="ACCUSE", type="ACCUSE", **sides))
    assert frame.loc[0, "Actor Name"] == "Chad; Mali"
    assert frame.loc[0, "Actor COW"] == "483; 432"
    assert frame.loc[0, "Recipient Name"] == "Niger"


def test_who_else_the_page_names_is_the_story(write: Write) -> None:
    frame, _ = write("polecat", event("e1"), event("e2", actors=(person("Ibra Wafi", "MLI"), NIGER)))
    assert set(frame["Story People"]) == {"Ibra Wafi"}


def test_a_planned_meeting_goes_as_the_agreement_to_hold_it_on_the_day_it_was_announced(write: Write) -> None:
    announced = TimeSpan(start="2018-04-21", end="2018-04-21", precision="day")
    planned = event("e1", date="2018-06-12", status="scheduled", type="AGREE", cameo="030", announced=announced)
    frame, _ = write("polecat", planned)
    assert list(frame.loc[0, ["Event Type", "Event Date"]]) == ["AGREE", "2018-04-21"]
    assert pandas.isna(frame.loc[0, "Event Mode"])


def test_without_a_date_the_day_of_the_page_counts_and_a_long_interval_is_remarked(write: Write) -> None:
    spring = TimeSpan(start="2018-03-01", end="2018-05-31", precision="season")
    long = msgspec.structs.replace(event("e2"), date=spring)
    frame, job = write("polecat", event("e1", date=None), long)
    assert set(frame["Event Date"]) == {"2018-04-23", "2018-03-01"}
    assert job.tally.remarks == {"dated by the first day of a longer interval": 1}


UNREAL = (
    event("real"),
    event("past", background=True),
    event("inner", within="real", type=None),
    event("feared", status="hypothetical", type=None, cameo=None, quad=None, intensity=None),
    event("denied", status="denied", type=None, cameo=None, quad=None, intensity=None),
)


def test_what_has_no_type_and_what_is_background_stays_out_and_is_told(write: Write) -> None:
    frame, job = write("polecat", *UNREAL)
    assert list(frame["Event ID"]) == ["real"]
    assert job.tally.left_out == {
        "background": 1,
        "within another event": 1,
        "no type, status hypothetical": 1,
        "no type, status denied": 1,
    }
    assert "4 left out" in job.tally.sentence()


def test_statuses_may_be_let_in_and_shut_out(write: Write) -> None:
    frame, _ = write("polecat", *UNREAL, choice=Choice(include=("hypothetical",), exclude=("happened",)))
    assert list(frame["Event ID"]) == ["feared"]
    assert list(frame.loc[0, ["Event Type", "Quad Code", "Intensity"]]) == ["CONSULT", "VERBAL COOPERATION", "2.5"]


def test_icews_has_a_mutual_act_in_both_directions_and_codes_as_text(write: Write) -> None:
    frame, job = write("icews", event("0123456789abcdef"))
    assert list(zip(frame["Source Name"], frame["Target Name"], strict=True)) == [("Chad", "Niger"), ("Niger", "Chad")]
    assert set(frame["CAMEO Code"]) == {"040"}
    assert set(frame["Intensity"]) == {"1"}  # Goldstein's score of a consultation
    assert set(frame["Source Sectors"]) == {"Government"}
    assert (job.tally.events, job.tally.rows) == (1, 2)


def test_the_number_of_an_icews_event_leads_back_to_its_id(write: Write) -> None:
    frame, _ = write("icews", event("0123456789abcdef"))
    assert f"{int(frame.loc[0, 'Event ID']):013x}" == "0123456789abc"
    assert float(frame.loc[0, "Event ID"]) == int(frame.loc[0, "Event ID"])  # exact as a double, for R and Stata


def test_icews_counts_sentences_from_one(write: Write) -> None:
    assert write("icews", event("e1"))[0].loc[0, "Sentence Number"] == "1"


def test_hosts_are_in_no_pair_and_an_act_without_two_parties_is_left_out(write: Write) -> None:
    host = renamed(MALI, "Mali")
    talks = event("e1", actors=(CHAD, NIGER, person("Ada Host", "MLI", role="host")))
    alone = event("e2", actors=(host,))
    frame, job = write("icews", talks, alone)
    assert "Ada Host" not in set(frame["Source Name"])
    assert job.tally.left_out == {"no two parties": 1}


def test_phoenix_has_one_row_for_a_pair_a_code_and_a_day(write: Write) -> None:
    twice = [event("e1"), event("e2", article="other", contexts=("diplomatic",)), event("e3", date="2018-04-21")]
    frame, job = write("phoenix", *twice)
    assert list(frame["Date"]) == ["20180420", "20180420", "20180421", "20180421"]
    first = frame.iloc[0]
    assert list(first[["SourceActorFull", "SourceActorEntity", "SourceActorRole"]]) == ["NERGOV", "NER", "GOV"]
    assert list(first[["EventCode", "EventRootCode", "PentaClass", "GoldsteinScore"]]) == ["040", "04", "1", "1"]
    assert first["URLs"] == "https://example.org/other;https://example.org/page"
    assert first["Issues"] == "DIPLOMATIC,1"
    assert (job.tally.events, job.tally.rows) == (3, 4)


def test_without_texts_no_words_of_the_page_are_in_it(write: Write) -> None:
    actor = person("Ilka Tamm", "TCD", text="the envoy", start=0, end=9)
    frame, _ = write("polecat", event("e1", actors=(actor, NIGER)), texts=False)
    assert "the envoy" not in frame.to_csv()
    assert frame.loc[0, "Actor Name"] == "Ilka Tamm"


@given(st.text())
def test_whatever_a_cell_holds_it_stays_one_cell_of_one_line(words: str) -> None:
    stream = io.StringIO()
    write_row(stream, ("a", "b"), {"a": words, "b": [words, "x"]})
    assert stream.getvalue().count("\t") == 1
    assert stream.getvalue().splitlines() == [stream.getvalue()[:-1]]


@pytest.mark.parametrize(("name", "column"), [("polecat", "Event Date"), ("icews", "Event Date"), ("phoenix", "Date")])
def test_days_that_are_asked_for_are_those_of_the_rows(write: Write, name: str, column: str) -> None:
    """What has no date stands in these files on the day of its page, and is found there."""
    undated, long_ago = event("e1", date=None), event("e2", date="2017-01-05")
    frame, job = write(name, undated, long_ago, query=EventQuery(since="2018-04", until="2018-04"))
    assert [day.replace("-", "") for day in frame[column].unique()] == ["20180423"]
    assert job.tally.events == 1
