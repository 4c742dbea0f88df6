"""Whether a page may tell of a political event: judged from its words alone, before the parse, in a few milliseconds.

A linear model over hashed words, over the words that name acts, and over the names and roles that the lexicon finds
gives each sentence a chance of an event; the page's chance is that any of its few likeliest sentences holds one, so that
a long recipe is little more political than a short one. The model is trained on what the whole program finds in sentences of this project's
own (`training/triage/`): it answers the question that matters, would reading this page find anything?
"""

from __future__ import annotations

import hashlib
import math
import re
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import heappushpop, nlargest
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

import numpy as np

from dragoman.errors import DataError
from dragoman.model import Article
from dragoman.world import World
from dragoman.world.names import Word, word_pairs

__all__ = [
    "BUCKETS",
    "EVIDENCE",
    "LIKELIEST",
    "SHORT",
    "Evidence",
    "Model",
    "Triage",
    "bucket",
    "evidence",
    "sentences_of",
    "triage_version",
]

BUCKETS = 1 << 15
"""Places that words are hashed to."""
EVIDENCE = (
    "act", "acts", "named", "role", "act and named", "act and role", "second person", "quoted", "long",
)  # fmt: skip
"""What is known of a sentence beside its words."""

NAMED = frozenset({"state", "nationality", "citizen", "citizens", "capital", "metonym", "person", "organisation", "region"})  # fmt: skip
ROLES = frozenset({"role", "roles", "surname", "regional", "ethnic", "ethnic-one", "ethnic-many"})
SECOND_PERSON = frozenset({"you", "your", "yours", "yourself", "i", "my", "me"})
SURE_ACT = 0.5
"""A word that names an act at least so often counts for the number of acts."""
LIKELIEST = 3
"""Sentences of a page that its chance rests on: the likeliest ones."""
SHORT = 5
"""Sentences of a page up to which its chance counts the more, the fewer they are."""
LONG = 40
"""Words of a long sentence."""
END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n+")


class Evidence(NamedTuple):
    """What a sentence holds."""

    values: tuple[float, ...]
    """In the order of `EVIDENCE`."""
    words: frozenset[int]
    """Hashed words."""


class Model(NamedTuple):
    """The trained model."""

    bias: float
    values: tuple[float, ...]
    """A weight for each of `EVIDENCE`."""
    words: list[float]
    """A weight for each hashed word."""
    acts: dict[str, float]
    """Words that name acts, in all their forms, with how sure they do."""
    threshold: float
    """Chance below which a page is passed over."""


class Triage:
    """Gives pages their chance of a political event."""

    def __init__(self, model: Model, world: World, version: str) -> None:
        self.model = model
        self.world = world
        self.version = version

    @classmethod
    def load(cls, world: World) -> Triage:
        """The triage that comes with the package."""
        return cls(_package_model(), world, triage_version())

    @property
    def threshold(self) -> float:
        """Chance below which a page is passed over."""
        return self.model.threshold

    def score(self, article: Article) -> float:
        """The chance that reading the article finds an event that is no history, 0 to 1."""
        return _any_of(nlargest(LIKELIEST, self._chances(article)))

    def low_score(self, article: Article) -> float | None:
        """The chance of a page that is to be passed over; None, as soon as it is likely enough, for one to be read.

        Of a page of few sentences the chance may be lower, for it costs little to read: a headline, a row of a table of
        events.
        """
        likeliest = [0.0] * LIKELIEST
        score, count = 0.0, 0
        for chance in self._chances(article):
            count += 1
            if chance > heappushpop(likeliest, chance):
                score = _any_of(likeliest)
                if score >= self.threshold:
                    return None
        return None if 0 < count < SHORT and score >= self.threshold * count / SHORT else score

    def _chances(self, article: Article) -> Iterator[float]:
        for sentence in sentences_of(article.title, article.text):
            yield self._chance(evidence(sentence, self.world, self.model.acts))

    def _chance(self, found: Evidence) -> float:
        model = self.model
        odds = model.bias + sum(map(float.__mul__, model.values, found.values))
        for word in found.words:
            odds += model.words[word]
        return 1.0 / (1.0 + math.exp(-odds))


def _any_of(chances: Iterable[float]) -> float:
    """The chance that one of several sentences holds an event."""
    return 1.0 - math.prod(1.0 - chance for chance in sorted(chances))


def sentences_of(title: str | None, text: str) -> Iterator[str]:
    """The title and the sentences of a text, roughly cut."""
    if title:
        yield title
    for sentence in END.split(text):
        if sentence.strip():
            yield sentence


def evidence(sentence: str, world: World, acts: dict[str, float]) -> Evidence:
    """What a sentence holds: its words, the words of them that name acts, and whom the lexicon knows."""
    words = [Word(folded, raw, 0) for piece in sentence.split() for folded, raw in word_pairs(piece)]
    folded = {word.folded for word in words}
    kinds = {sense.kind for hit in world.match(words) for sense in hit.senses}
    sure = sorted((acts[word] for word in folded if word in acts), reverse=True)
    act = sure[0] if sure else 0.0
    named = float(not NAMED.isdisjoint(kinds))
    role = float(not ROLES.isdisjoint(kinds))
    values = (
        act,
        min(sum(chance >= SURE_ACT for chance in sure), 3) / 3,
        named,
        role,
        act * named,
        act * role,
        float(not SECOND_PERSON.isdisjoint(folded)),
        float("“" in sentence or '"' in sentence),
        min(len(words), LONG) / LONG,
    )
    return Evidence(values, frozenset(map(bucket, folded)))


@lru_cache(maxsize=65536)
def bucket(word: str) -> int:
    """The place that a word is hashed to: the same on every machine."""
    return zlib.crc32(word.encode()) % BUCKETS


@lru_cache(maxsize=1)
def triage_version() -> str:
    """A short digest of the model that comes with the package, and of how it is used."""
    return hashlib.sha256(_package_file() + f"short {SHORT} likeliest {LIKELIEST}".encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def _package_model() -> Model:
    try:
        with np.load(BytesIO(_package_file())) as stored:
            acts = zip(stored["act_words"].tolist(), stored["act_sure"].tolist(), strict=True)
            model = Model(
                bias=float(stored["bias"]),
                values=tuple(stored["values"].tolist()),
                words=stored["words"].astype(np.float64).tolist(),
                acts=dict(acts),
                threshold=float(stored["threshold"]),
            )
    except (KeyError, ValueError) as error:
        raise DataError("the triage model is damaged; install Dragoman again", path="data/intake/triage.npz") from error
    if len(model.values) != len(EVIDENCE) or len(model.words) != BUCKETS:
        raise DataError("the triage model does not fit this program: run training/triage/train.py")
    return model


def _package_file() -> bytes:
    return files("dragoman.data").joinpath("intake/triage.npz").read_bytes()
