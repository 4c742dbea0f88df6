"""The words that attribute, from `data/language/saying.toml`: their stance, their kind and what may be content."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from dragoman.language.reading import Reading, Token
from dragoman.language.tables import table

__all__ = [
    "Cue",
    "Kind",
    "adjective_cue",
    "carrying_verbs",
    "channels",
    "documents",
    "doubts",
    "hedge_of",
    "noun_cue",
    "people",
    "raising_cues",
    "strong_cues",
    "telling_verbs",
    "trailing_cues",
    "verb_cue",
    "voices",
]

Kind = Literal["speech", "attitude", "act"]
STANCES = ("denies", "confirms", "predicts", "claims", "asserts")
"""Where a word stands in two sections, the first of these counts."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word of saying, thinking or asking implies, and which of its complements are content."""

    kind: Kind
    stance: str
    clause: bool
    """A finite clause or a quotation."""
    infinitive: bool = False
    object: Kind | None = None
    """The kind of statement that its object makes (`denied the charge`), or None where it makes none."""
    prepositions: frozenset[str] = field(default=frozenset())
    """Prepositions whose phrase is content: `called for …`."""


@cache
def _cues(part: str) -> dict[str, Cue]:
    """Lemma → cue, for `verbs`, `nouns` or `adjectives`."""
    data: dict[str, Any] = table("saying")
    stances: dict[str, str] = {}
    for stance in STANCES:
        for word in data[stance].get(part, ()):
            stances.setdefault(word, stance)
    attitudes = frozenset(data["attitudes"].get(part, ()))
    acts = data["acts"].get(part, {})
    prepositions = acts.get("prepositions", {})
    reports, objects = frozenset(acts.get("reported", ())), frozenset(acts.get("objects", ()))
    infinitives, clauses = frozenset(acts.get("infinitives", ())), frozenset(acts.get("clauses", ()))
    found: dict[str, Cue] = {}
    for word in {*stances, *attitudes, *reports, *objects, *infinitives, *clauses, *prepositions}:
        kind: Kind = "attitude" if word in attitudes else "speech" if word in stances else "act"
        content: Kind | None = "speech" if word in reports else "act" if word in objects else None
        found[word] = Cue(
            kind=kind, stance=stances.get(word, "asserts"), clause=kind != "act" or word in clauses,
            infinitive=word in infinitives, object="attitude" if content and kind == "attitude" else content,
            prepositions=frozenset(prepositions.get(word, ())),
        )  # fmt: skip
    return found


def verb_cue(lemma: str) -> Cue | None:
    """What a verb (with its particle) attributes, or None."""
    return _cues("verbs").get(lemma)


def noun_cue(lemma: str) -> Cue | None:
    """What a noun attributes, or None."""
    return _cues("nouns").get(lemma)


def adjective_cue(lemma: str) -> Cue | None:
    """What a predicate adjective attributes, or None."""
    return _cues("adjectives").get(lemma)


@cache
def strong_cues() -> frozenset[str]:
    """Verbs of saying that stand at a quotation, or at the end of a sentence, by themselves."""
    return frozenset(table("saying")["strong"]["verbs"])


@cache
def telling_verbs() -> frozenset[str]:
    """Verbs of saying whose object is the one told."""
    return frozenset(table("saying")["strong"]["telling"])


@cache
def trailing_cues() -> frozenset[str]:
    """Verbs of saying that go on with what somebody said: `…, adding that …`."""
    return strong_cues() | frozenset(table("saying")["strong"]["trailing"])


@cache
def documents() -> frozenset[str]:
    """Nouns that speak for another: `a statement by the ministry said`."""
    return frozenset(table("saying")["sources"]["documents"])


@cache
def voices() -> frozenset[str]:
    """Nouns of a phrase that says in whose words or eyes something is so: `in the words of`."""
    return frozenset(table("saying")["sources"]["voices"])


@cache
def channels() -> frozenset[str]:
    """Nouns of a phrase that says where something was said, and is not said itself: `in a statement`."""
    return frozenset(table("saying")["sources"]["channels"])


@cache
def carrying_verbs() -> frozenset[str]:
    """Verbs that carry a noun of saying: `express`, `make`, `issue`."""
    return frozenset(table("saying")["strong"]["carrying"])


@cache
def raising_cues() -> frozenset[str]:
    """Verbs whose passive reports what nobody is named for: `is said to`, `it is believed that`."""
    return frozenset(table("saying")["strong"]["raising"])


@cache
def people() -> frozenset[str]:
    """Common nouns of those who speak: officials, sources, ministries."""
    return frozenset(table("saying")["sources"]["people"])


@cache
def doubts() -> dict[str, str]:
    """Adverbs that attribute by themselves (`reportedly`) → their stance."""
    stances: dict[str, str] = table("saying")["hedges"]["reported"]
    return stances


@cache
def _hedges() -> frozenset[str]:
    return frozenset(table("saying")["hedges"]["adverbs"])


def hedge_of(reading: Reading, cue: Token) -> str | None:
    """The adverb at a cue that says the writer does not vouch for it: `reportedly said`."""
    for child in reading.children(cue.i, "advmod"):
        if child.lower in _hedges():
            return child.lower
    return None
