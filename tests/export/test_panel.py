"""Panels of pairs and countries."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pandas
import pyreadstat
import pytest

from dragoman.errors import UsageError
from dragoman.export.choice import Choice
from dragoman.export.formats import EXPORTS
from dragoman.export.job import Job, Panel
from dragoman.export.pairs import asked_pairs
from dragoman.export.tables import column_names
from dragoman.model import Event, TimeSpan
from dragoman.store import EventQuery
from stores import CHAD, MALI, NIGER, event, keep, state

Rows = Callable[..., list[dict[str, str]]]

THREAT = {"act": "THREATEN", "type": "THREATEN", "quad": "verbal-conflict", "intensity": -3.5}


@pytest.fixture
def rows(tmp_path: Path) -> Rows:
    """`rows(format, *events, panel=…, query=…)` gives the rows of the CSV."""

    def export(
        name: str, *events: Event, panel: Panel | None = None, query: EventQuery | None = None
    ) -> list[dict[str, str]]:
        with keep(tmp_path / "desk.db", events) as store:
            job = Job(store, query, Choice(known_to=EXPORTS[name].known_to), panel=panel)
            stream = io.StringIO()
            EXPORTS[name].write(job, stream)
            export.tally = job.tally  # type: ignore[attr-defined]
        return list(csv.DictReader(io.StringIO(stream.getvalue())))

    return export


def test_a_mutual_act_counts_in_both_directions_an_act_with_a_recipient_in_one(rows: Rows) -> None:
    threat = event("e2", actors=(CHAD,), recipients=(NIGER,), **THREAT)
    found = rows("pair-day", event("e1"), threat)
    assert [(row["source"], row["target"], row["events"]) for row in found] == [
        ("NER", "TCD", "1"),
        ("TCD", "NER", "2"),
    ]
    both = found[1]
    assert (both["verbal_cooperation"], both["verbal_conflict"], both["consult"], both["threaten"]) == (
        "1",
        "1",
        "1",
        "1",
    )
    assert (both["intensity_sum"], both["intensity_mean"]) == ("-1.0", "-0.5")
    assert (both["cow_source"], both["gw_target"]) == ("483", "436")


def test_counts_are_normalised_by_the_pages_of_the_span(rows: Rows) -> None:
    found = rows("pair-month", event("e1"), event("e2", article="other"))
    assert {(row["articles"], row["events_per_article"]) for row in found} == {("2", "1.0")}


def test_zeros_fill_the_pairs_and_the_span_that_are_asked_for(rows: Rows) -> None:
    panel = Panel(pairs=(("TCD", "NER"), ("MLI", "NER")))
    span = EventQuery(since="2018-04-19", until="2018-04-21")
    found = rows("pair-day", event("e1"), panel=panel, query=span)
    assert len(found) == 4 * 3
    days = [(row["date"], row["events"]) for row in found if (row["source"], row["target"]) == ("TCD", "NER")]
    assert days == [("2018-04-19", "0"), ("2018-04-20", "1"), ("2018-04-21", "0")]
    assert {row["events"] for row in found if "MLI" in row.values()} == {"0"}
    assert {row["intensity_mean"] for row in found if row["events"] == "0"} == {""}


def test_fill_reaches_from_the_first_to_the_last_span(rows: Rows) -> None:
    found = rows("pair-month", event("e1", date="2017-11-30"), event("e2", date="2018-02-01"), panel=Panel(fill=True))
    assert [row["month"] for row in found if row["source"] == "TCD"] == ["2017-11", "2017-12", "2018-01", "2018-02"]


def test_what_is_not_known_to_the_day_is_in_no_panel_of_days_but_may_be_in_one_of_months(rows: Rows) -> None:
    april = TimeSpan(start="2018-04-01", end="2018-04-30", precision="month")
    vague = {f: getattr(event("e1"), f) for f in Event.__struct_fields__} | {"date": april}
    assert rows("pair-day", Event(**vague)) == []
    assert rows.tally.left_out == {"date not known to the day": 1}  # type: ignore[attr-defined]


def test_a_meeting_to_come_counts_when_it_is_announced(rows: Rows) -> None:
    announced = TimeSpan(start="2018-04-21", end="2018-04-21", precision="day")
    planned = event("e1", date="2018-06-12", status="scheduled", type="AGREE", announced=announced)
    assert {row["date"] for row in rows("pair-day", planned, query=EventQuery(since="2018-04", until="2018-04"))} == {
        "2018-04-21"
    }


def test_both_sides_of_a_civil_war_are_a_pair_of_parties(rows: Rows) -> None:
    rebels = state("TCD", "the Front", role="party").__class__(
        id="group:front", name="the Front", party="group:front", country="TCD", sectors=("REB",)
    )
    fight = event("e1", actors=(CHAD, rebels), act="ASSAULT", type="ASSAULT", quad="material-conflict", intensity=-9.0)
    assert rows("pair-month", fight) == []
    found = rows("pair-month", fight, panel=Panel(by="party"))
    assert [(row["source"], row["target"]) for row in found] == [
        ("group:front", "state:TCD"),
        ("state:TCD", "group:front"),
    ]
    assert (found[0]["cow_source"], found[0]["cow_target"]) == ("", "483")


def test_a_country_month_counts_each_event_once(rows: Rows) -> None:
    threat = event("e2", actors=(CHAD,), recipients=(NIGER,), **THREAT)
    found = {row["country"]: row for row in rows("country-month", event("e1"), threat, event("e3", actors=(MALI,)))}
    chad = found["TCD"]
    assert (chad["events"], chad["as_source"], chad["as_target"], chad["domestic"]) == ("2", "2", "1", "0")
    assert (found["MLI"]["events"], found["MLI"]["domestic"], found["MLI"]["cow"]) == ("1", "1", "432")


def test_germany_is_two_states_in_1970_and_one_today(rows: Rows) -> None:
    germany, poland = state("DEU", "Germany"), state("POL", "Poland")
    found = rows(
        "pair-month", event("e1", date="1970-12-07", actors=(germany, poland)), event("e2", actors=(germany, poland))
    )
    assert [row["cow_source"] for row in found if row["source"] == "DEU"] == ["260", "255"]


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".dta"])
def test_the_suffix_says_what_the_file_is(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"panel{suffix}"
    with keep(tmp_path / "desk.db", [event("e1")]) as store:
        EXPORTS["pair-day"].write(Job(store), path)
    frame = {
        ".csv": pandas.read_csv,
        ".parquet": pandas.read_parquet,
        ".dta": lambda p: pyreadstat.read_dta(str(p))[0],
    }[suffix](path)
    assert list(frame.columns) == list(column_names("pair-day"))
    assert list(frame["source"]) == ["NER", "TCD"]
    assert str(frame["date"].iloc[0])[:10] == "2018-04-20"


@pytest.mark.parametrize(
    ("by", "pair", "units"),
    [
        ("country", ("tcd", "state:NER"), {"TCD", "NER"}),
        ("country", ("Chad", "Ivory Coast"), {"TCD", "CIV"}),
        ("party", ("TCD", "group:front"), {"state:TCD", "group:front"}),
    ],
)
def test_a_pair_is_asked_for_as_people_write_it(by: str, pair: tuple[str, str], units: set[str]) -> None:
    assert asked_pairs([pair], by) == {tuple(sorted(units)), tuple(sorted(units, reverse=True))}


def test_a_pair_that_can_have_no_row_is_refused() -> None:
    with pytest.raises(UsageError, match="'Atlantis' is no country"):
        asked_pairs([("Atlantis", "TCD")], "country")
    with pytest.raises(UsageError, match="parties need --by party"):
        asked_pairs([("group:front", "TCD")], "country")
    with pytest.raises(UsageError, match="a pair is of two"):
        asked_pairs([("TCD", "Chad")], "country")
