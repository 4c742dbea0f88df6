"""Stata files, Data Packages, Web Annotations, Label Studio tasks and the record without words, read back."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pyreadstat
import pytest
from frictionless import validate

from dragoman.errors import UsageError
from dragoman.export.choice import Choice
from dragoman.export.formats import EXPORTS
from dragoman.export.job import Job
from dragoman.export.labelstudio import labelling_config, utf16_offset
from dragoman.export.rows import digest
from dragoman.export.tables import column_names
from dragoman.intake.page import Page
from dragoman.model import Span
from dragoman.store import Store, new_run
from samples import ARTICLE, RECORD, TEXT
from stores import event, keep

EVERYTHING = Choice(typed=False, background=True)


@pytest.fixture
def river(tmp_path: Path) -> Store:
    """A store with the sample record: five events, one of them background."""
    with Store.open(tmp_path / "river.db", create=True) as store:
        store.keep(RECORD, Page("river.txt", TEXT.encode()), new_run())
        yield store


def text_of(name: str, job: Job) -> str:
    stream = io.StringIO()
    EXPORTS[name].write(job, stream)
    return stream.getvalue()


def test_codes_are_numbers_with_labels_in_stata(river: Store, tmp_path: Path) -> None:
    path = tmp_path / "events.dta"
    EXPORTS["stata"].write(Job(river, choice=EVERYTHING), path)
    frame, meta = pyreadstat.read_dta(str(path), apply_value_formats=True)
    assert list(frame.columns) == list(column_names("tidy"))
    assert set(frame["act"]) == {"CONSULT", "CONCEDE", "AGREE", "ASSAULT"}
    assert set(frame["status"]) == {"happened", "conditional", "scheduled"}
    assert list(frame.loc[frame["id"] == "e-met", "actor_countries"]) == ["NOR; VRN"]
    assert meta.column_names_to_labels["confidence"] == "probability that act, actors and status are all right"


def test_whole_numbers_take_no_more_room_in_stata_than_they_need(river: Store, tmp_path: Path) -> None:
    path = tmp_path / "panel.dta"
    EXPORTS["pair-day"].write(Job(river, choice=EVERYTHING), path)
    meta = pyreadstat.read_dta(str(path))[1]
    assert {meta.readstat_variable_types[name] for name in ("year", "cow_source", "events", "agree")} == {"int32"}


def test_a_long_sentence_goes_into_stata_too(tmp_path: Path) -> None:
    path = tmp_path / "events.dta"
    words = "ü" * 5_000
    with keep(tmp_path / "desk.db", [event("e1", evidence=Span(text=words, start=0, end=5_000))]) as store:
        EXPORTS["stata"].write(Job(store, choice=EVERYTHING), path)
    assert pyreadstat.read_dta(str(path))[0].loc[0, "evidence"] == words


def test_a_data_package_is_valid_and_says_what_made_it(river: Store, tmp_path: Path) -> None:
    folder = tmp_path / "package"
    job = Job(river, choice=EVERYTHING, licence="CC-BY-4.0", command=("dragoman", "export"))
    EXPORTS["datapackage"].write(job, folder)
    report = validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert described["licenses"] == [{"name": "CC-BY-4.0"}]
    assert described["dragoman"]["command"] == ["dragoman", "export"]
    assert described["dragoman"]["readings"][0]["codebook"]
    assert (folder / "participants.csv").read_text(encoding="utf-8").count("\n") == 1 + 7
    assert TEXT[:40] not in (folder / "articles.csv").read_text(encoding="utf-8")


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "empty.db", create=True)
    with store, pytest.raises(UsageError, match="holds something else"):
        EXPORTS["datapackage"].write(Job(store), tmp_path)


def test_every_annotation_quotes_the_text_at_its_position(river: Store) -> None:
    collection = json.loads(text_of("web-annotation", Job(river, choice=EVERYTHING)))
    assert collection["type"] == "AnnotationCollection"
    items = collection["first"]["items"]
    assert collection["total"] == len(items) > 15
    assert (collection["dragoman:about"]["events"], collection["dragoman:about"]["left_out"]) == (5, {})
    for item in items:
        quote, position = item["target"]["selector"]
        assert item["target"]["source"] == ARTICLE.url
        assert TEXT[position["start"] : position["end"]] == quote["exact"]
        assert TEXT[: position["start"]].endswith(quote["prefix"])
    assert {item["body"][0]["value"] for item in items} >= {"trigger", "evidence", "actor", "speaker", "count"}


def test_without_words_annotations_keep_hashes_and_offsets(river: Store) -> None:
    written = text_of("web-annotation", Job(river, choice=EVERYTHING, texts=False))
    first = json.loads(written)["first"]["items"][0]["target"]
    assert [selector["type"] for selector in first["selector"]] == ["TextPositionSelector"]
    assert first["dragoman:sha256"] == digest("shelled")
    assert "guns fall silent" not in written


def test_a_label_studio_task_has_a_region_for_each_event_and_those_who_take_part(river: Store) -> None:
    (task,) = json.loads(text_of("label-studio", Job(river, choice=EVERYTHING)))
    text = task["data"]["text"]
    parts: list[dict[str, Any]] = task["predictions"][0]["result"]
    labels = [part for part in parts if part["type"] == "labels"]
    assert all(text[p["value"]["start"] : p["value"]["end"]] == p["value"]["text"] for p in labels)
    assert [p["value"]["labels"] for p in labels if p["id"] == "e-met"] == [["CONSULT"]]
    assert {
        "type": "relation",
        "from_id": "e-met",
        "to_id": "e-met-actor-0",
        "direction": "right",
        "labels": ["actor"],
    } in parts
    config = labelling_config()
    assert all(f'value="{p["value"]["labels"][0]}"' in config for p in labels)


def test_label_studio_counts_as_javascript_does() -> None:
    assert utf16_offset("a😀b", 2) == 3


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_the_record_without_words(river: Store, name: str) -> None:
    written = text_of(name, Job(river, choice=EVERYTHING, texts=False))
    for words in ("guns fall silent", "met the Varen leader", "last week", "withdraw its troops"):
        assert words not in written
    assert "Ilka Tamm" in written
    assert digest(RECORD.events[0].evidence.text) in written
