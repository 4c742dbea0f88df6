"""Every format, read back by the tool that it is for: names as they may come, and stores without an event."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import networkx
import pandas
import pyreadstat
import pytest
from frictionless import validate

from dragoman.export.choice import Choice
from dragoman.export.formats import EXPORTS
from dragoman.export.job import Job
from dragoman.export.tables import column_names
from dragoman.model import Event, Span
from dragoman.store import Store
from stores import NIGER, event, keep, renamed, state

NAMES = [
    "Ann, Bea and Co.", "tab\there", "two\nlines", "a\rreturn", 'the "Doves"', "semi; colon", "=SUM(A1)", "None", "😀 مصر 北京",
    "<b>&amp;</b>", "a\u2028separator", "\\backslash\\n", "#hash", "l'Élysée’s", " blanks ", "bell\x07",
]  # fmt: skip
CLEAN = {"polecat", "icews"}
"""Formats of the field, which have no way to write a tab, a line end or a quotation mark."""


def tab(path: Path, **options: Any) -> pandas.DataFrame:
    return pandas.read_csv(path, sep="\t", dtype=str, quoting=csv.QUOTE_NONE, keep_default_na=False, **options)


def stata(path: Path) -> pandas.DataFrame:
    return pyreadstat.read_dta(str(path))[0]


def labels(graph: Any) -> list[str]:
    return [values["label"] for _, values in graph.nodes(data=True)]


def names_of_package(folder: Path) -> list[str]:
    report = validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    return list(pandas.read_csv(folder / "participants.csv", keep_default_na=False)["name"])


def summaries(path: Path) -> list[str]:
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    return [str(entry["SUMMARY"]) for entry in calendar.walk("VEVENT")]


def annotated(path: Path) -> list[str]:
    items = json.loads(path.read_text(encoding="utf-8"))["first"]["items"]
    return [item["target"]["selector"][0]["exact"] for item in items if item["body"][0]["value"] == "actor"]


def labelled(path: Path) -> list[str]:
    results = [part for task in json.loads(path.read_text("utf-8")) for part in task["predictions"][0]["result"]]
    return [part["value"]["text"] for part in results if part["type"] == "labels" and "-actor-" in part["id"]]


READ: dict[str, Callable[[Path], list[str]]] = {
    "polecat": lambda path: list(tab(path)["Actor Name"]) + list(tab(path)["Recipient Name"]),
    "icews": lambda path: list(tab(path)["Source Name"]),
    "phoenix": lambda path: list(tab(path, names=column_names("phoenix"))["EventID"]),
    "csv": lambda path: list(pandas.read_csv(path, keep_default_na=False)["actor_names"]),
    "parquet": lambda path: [name for names in pandas.read_parquet(path)["actor_names"] for name in names],
    "stata": lambda path: list(stata(path)["actor_names"]),
    "jsonl": lambda path: [a["name"] for line in path.read_bytes().splitlines() for a in json.loads(line)["actors"]],
    "pair-day": lambda path: list(pandas.read_csv(path)["source"]),
    "pair-month": lambda path: list(pandas.read_csv(path)["source"]),
    "country-month": lambda path: list(pandas.read_csv(path)["country"]),
    "gexf": lambda path: labels(networkx.read_gexf(path)),
    "graphml": lambda path: labels(networkx.read_graphml(path)),
    "icalendar": summaries,
    "web-annotation": annotated,
    "label-studio": labelled,
    "datapackage": names_of_package,
}


def export(store: Store, name: str, folder: Path) -> Path:
    """The file of a format, written as `dragoman export` does."""
    format_ = EXPORTS[name]
    path = folder / f"out{format_.suffix}"
    job = Job(store, choice=Choice(typed=format_.typed))
    if format_.target == "text":
        with path.open("w", encoding="utf-8", newline="") as stream:
            format_.write(job, stream)
    else:
        format_.write(job, path)
    return path


def odd_meetings() -> list[Event]:
    """A planned meeting of each oddly named one with Niger, on a page that is named after it."""
    return [
        event(
            f"{number:016x}", article=f"page {number}", date=f"{2020 + number}-06-12", status="scheduled", type="AGREE",
            actors=(renamed(state("TCD", "Chad", text="Chad", start=0, end=4), name), NIGER),
            evidence=Span(text=f"{name} met", start=0, end=len(name) + 4),
        )
        for number, name in enumerate(NAMES)
    ]  # fmt: skip


def test_every_format_is_tried() -> None:
    assert set(READ) == set(EXPORTS)


@pytest.mark.parametrize("name", EXPORTS)
def test_an_empty_store_can_be_read_back(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path / "empty.db", create=True) as store:
        assert READ[name](export(store, name, tmp_path)) == []


def cleaned(words: str) -> str:
    return " ".join(words.split()).replace('"', "'").replace(";", ",")


@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet", "stata", "datapackage", "polecat", "icews", "icalendar"])
def test_whatever_somebody_is_called_no_row_is_broken(tmp_path: Path, name: str) -> None:
    with keep(tmp_path / "desk.db", odd_meetings()) as store:
        found = READ[name](export(store, name, tmp_path))
    for odd in NAMES:
        if name in CLEAN:
            assert cleaned(odd) in {cleaned(words) for words in found}
        elif name == "icalendar":
            assert any(cleaned(odd.strip()) in cleaned(words) for words in found), odd
        elif name in ("csv", "stata"):
            assert f"{odd.replace(';', ',')}; Niger".replace("\r", "\n" if name == "csv" else "\r") in found
        else:
            assert (odd.replace("\r", "\n") if name == "datapackage" else odd) in found
    rows = {"icews": 2, "parquet": 2, "jsonl": 2, "datapackage": 2, "polecat": 2}
    assert len(found) == len(NAMES) * rows.get(name, 1)


@pytest.mark.parametrize("name", ["gexf", "graphml", "pair-month", "phoenix", "web-annotation", "label-studio"])
def test_formats_of_ids_and_codes_have_every_event_of_them_too(tmp_path: Path, name: str) -> None:
    with keep(tmp_path / "desk.db", odd_meetings()) as store:
        found = READ[name](export(store, name, tmp_path))
    expected = {
        "gexf": ["Chad", "Niger"], "graphml": ["Chad", "Niger"], "pair-month": ["NER", "TCD"],
        "phoenix": 2, "web-annotation": ["Chad"] * len(NAMES), "label-studio": ["Chad"] * len(NAMES),
    }[name]  # fmt: skip
    assert (len(found) if isinstance(expected, int) else sorted(found)) == expected
