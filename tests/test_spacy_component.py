"""The spaCy component, in a blank pipeline."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import dragoman.spacy_component
from dragoman.errors import UsageError

MET = "Oman's foreign minister met the rebels in Muscat last month."
RECALLED = "“We are sorry,” Peru's president said. Peru recalled its ambassador from Chile."


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("dragoman_events", config={"published": "2019-06-12"})
    return made


@pytest.fixture(autouse=True)
def extensions() -> Iterator[None]:
    yield
    for name in ("mine", "theirs"):
        if Doc.has_extension(name):
            Doc.remove_extension(name)


def test_events_and_statements_stand_at_the_doc_with_offsets_of_its_text(nlp: Language) -> None:
    met, recalled = nlp.pipe([MET, RECALLED])
    (event,) = met._.events
    assert event.act == "CONSULT"
    assert met.char_span(event.trigger.start, event.trigger.end).text == "met"
    assert event.date.start == "2019-05-01"
    assert [statement.text.rstrip(",") for statement in recalled._.statements] == ["We are sorry"]


def test_they_survive_bytes(nlp: Language) -> None:
    doc = nlp(MET)
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.events == doc._.events
    kept = DocBin(docs=[doc], store_user_data=True).to_bytes()
    assert [found._.events for found in DocBin().from_bytes(kept).get_docs(nlp.vocab)] == [doc._.events]


def test_the_pipeline_is_saved_with_its_config(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path)(MET)._.events == nlp(MET)._.events


def test_a_text_may_have_a_day_of_its_own(nlp: Language) -> None:
    doc = nlp.make_doc(MET)
    doc.user_data["published"] = "2021-03-02"
    assert nlp(doc)._.events[0].date.start == "2021-02-01"


def test_the_names_are_settable_and_taken_names_are_told() -> None:
    made = spacy.blank("en")
    made.add_pipe("dragoman_events", config={"events": "mine", "statements": "theirs"})
    assert made("")._.mine == ()
    Doc.set_extension("taken", default=None, force=True)
    with pytest.raises(UsageError, match=r"doc\._\.taken is taken"):
        dragoman.spacy_component.DragomanEvents("taken", "theirs", None, 32)
    Doc.remove_extension("taken")


def test_the_entry_point_is_the_factory() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["entry-points"]["spacy_factories"]["dragoman_events"].partition(":")
    assert getattr(import_module(module), name) is dragoman.spacy_component.make_component
