"""A tidy row an event."""

from __future__ import annotations

import csv
import io

from dragoman.export.csv import CsvWriter
from dragoman.export.rows import COLUMNS
from dragoman.export.select import View
from samples import RECORD


def rows(view: View = View()) -> list[dict[str, str]]:  # noqa: B008
    stream = io.StringIO()
    CsvWriter(stream, view).write(RECORD)
    return list(csv.DictReader(io.StringIO(stream.getvalue())))


def test_a_row_holds_who_what_when_and_the_sentence() -> None:
    met = rows()[0]
    assert list(met) == list(COLUMNS)
    assert met["actor_names"] == "Ilka Tamm; Oro Besk"
    assert met["actor_parties"] == "state:NOR; state:VRN"
    assert (met["cameo"], met["date_start"], met["place"]) == ("040", "2019-03-04", "Sadova")
    assert met["attribution"] == "The Norland Courier"
    assert met["evidence"].startswith("Foreign Minister Ilka Tamm")
    assert met["publisher"] == "example.org"


def test_background_is_left_out_unless_asked_for() -> None:
    assert [row["id"] for row in rows()] == ["e-met", "e-open", "e-agreed", "e-second"]
    assert rows(View(background=True))[-1]["counts"] == "12 killed"
