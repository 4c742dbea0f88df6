"""The contract: one object a line, each with a kind, every field written."""

from __future__ import annotations

import io
import json

import pytest

from dragoman.export import FORMATS, View, open_writer
from samples import RECORD


def written(format_: str, view: View = View()) -> str:  # noqa: B008
    stream = io.StringIO()
    writer = open_writer(format_, stream, view)
    writer.write(RECORD)
    writer.close()
    return stream.getvalue()


def test_kinds_come_in_the_order_of_the_contract() -> None:
    kinds = [json.loads(line)["kind"] for line in written("jsonl").splitlines()]
    assert kinds == ["article", *["event"] * 5, "quotation", "position", "promise", "negotiation"]


def test_fields_without_a_value_are_written_as_null() -> None:
    event = json.loads(written("jsonl").splitlines()[1])
    assert event["within"] is None
    assert event["change"] is None
    assert event["recipients"] == []
    assert event["date"] == {"start": "2019-03-04", "end": "2019-03-10", "precision": "week", "text": "last week"}


def test_offsets_lead_to_the_words() -> None:
    article, *rows = [json.loads(line) for line in written("jsonl").splitlines()]
    events = [row for row in rows if row["kind"] == "event"]
    assert any(event["actors"] for event in events) and any(event["counts"] for event in events)
    for event in events:
        for span in (event["trigger"], event["evidence"], *event["actors"], *event["counts"]):
            assert article["text"][span["start"] : span["end"]] == span["text"]


def test_the_leftovers_of_the_page_stay_inside() -> None:
    assert "Subscribe now" not in written("jsonl")
    assert "Subscribe now" not in written("json")


def test_json_is_one_object_a_page() -> None:
    page = json.loads(written("json"))
    assert list(page) == ["article", "events", "quotations", "positions", "promises", "negotiations"]
    assert [event["id"] for event in page["events"]] == [event.id for event in RECORD.events]


@pytest.mark.parametrize("format_", ["jsonl", "json"])
def test_background_and_unsure_events_go_when_asked(format_: str) -> None:
    assert "e-shelled" in written(format_)
    assert "e-shelled" not in written(format_, View(background=False))
    sure = written(format_, View(min_confidence=0.9))
    assert '"e-met"' in sure
    assert '"id":"e-agreed"' not in sure.replace(" ", "")


def test_every_format_has_a_writer() -> None:
    assert all("Norland" in written(name) for name in FORMATS)
