"""The pipeline gives what spaCy's own does, though it takes another road."""

from __future__ import annotations

import importlib
import importlib.util

import pytest
from spacy.language import Language

from dragoman.language.parse import Parser
from dragoman.language.pipeline import MODELS, Pipeline

TEXTS = [
    "The foreign ministers of Chad and Sudan met in Geneva on Monday, officials said, and agreed on a truce.",
    "“Let's talk,” she said. There is no plan; there are two drafts. He ain't leaving, and they're gonna wait.",
    "Rebels got the town back. She gets it: y'all come on in.",
    "There's a plan, let's go: they got ta wait. There, there are drafts; let",
    "U.N.  envoys did not say who had been shelling the port.",
    "No.",
]


@pytest.fixture(scope="module")
def spacys() -> Language:
    """spaCy's own pipeline with our sentence ends."""
    name = next(name for name in MODELS if importlib.util.find_spec(name))
    nlp: Language = importlib.import_module(name).load()
    nlp.add_pipe("dragoman_sentences", before="parser")
    return nlp


def test_trees_names_tags_and_parts_of_speech_are_spacys(spacys: Language) -> None:
    for (doc, words), own in zip(Pipeline().parse(TEXTS), spacys.pipe(TEXTS), strict=True):
        assert [(t.head.i, t.is_sent_start) for t in doc] == [(t.head.i, t.is_sent_start) for t in own]
        assert [(e.text, e.label_) for e in doc.ents] == [(e.text, e.label_) for e in own.ents]
        assert [(w.text, w.pos, w.tag, w.dep) for w in words] == [(t.text, t.pos_, t.tag_, t.dep_) for t in own]


def test_a_lemma_may_hang_on_the_next_word(parser: Parser) -> None:
    (reading,) = parser.parse([("", "Let's go. They let ships pass. It's late.", None)])
    assert [t.lemma for t in reading.tokens if t.lower == "'s"] == ["us", "be"]


def test_words_are_the_same_whether_new_or_known(parser: Parser) -> None:
    first, again = parser.parse([("", TEXTS[1], None)] * 2)
    assert [(t.lemma, t.pos) for t in first.tokens] == [(t.lemma, t.pos) for t in again.tokens]


def test_trees_are_the_same_where_the_network_has_forgotten_its_words(
    monkeypatch: pytest.MonkeyPatch, spacys: Language
) -> None:
    monkeypatch.setattr("dragoman.language.network.WORDS", 10)
    pipeline = Pipeline()
    for text, own in zip(TEXTS, spacys.pipe(TEXTS), strict=True):
        ((doc, _),) = pipeline.parse([text])
        assert [t.head.i for t in doc] == [t.head.i for t in own]


def test_what_a_later_batch_brings_into_the_vocabulary_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.language.pipeline.LEARNT", 10)
    pipeline = Pipeline()
    for text in ("Envoys met in Geneva.", "The qzvolst delegation left.", "Envoys met."):
        with pipeline.zone():
            list(pipeline.parse([text]))
    known = pipeline.nlp.vocab.strings
    assert "Envoys" in known and "qzvolst" not in known
