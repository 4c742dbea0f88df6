"""Event nouns and the light verbs that carry them: `held talks`, `talks took place`, `came under attack`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.language.links import semi_modal
from dragoman.language.predicates import lemma_of
from dragoman.language.reading import Reading, Token
from dragoman.language.tables import table, words

__all__ = ["Carried", "carried_nouns"]


@dataclass(frozen=True, slots=True)
class Carried:
    """How a light verb carries a noun."""

    verb: int
    """Token index of the verb."""
    subject: bool = False
    """The noun is the verb's subject: `talks took place`."""
    reversed: bool = False
    """The verb's subject suffers the act."""
    preposition: str | None = None
    """The noun hangs on the verb by this preposition: `came under attack`."""
    below: bool = False
    """The verb modifies the noun: `the talks held in Geneva`."""


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str], dict[str, frozenset[str]]]:
    data: dict[str, Any] = table("light_verbs")
    limits = {verb: frozenset(nouns) for verb, nouns in data["with"].items()}
    return frozenset(data["object"]), frozenset(data["subject"]), frozenset(data["reversed"]), limits


BE_PREPOSITIONS = {"in": False, "at": False, "on": False, "under": True}
"""`are in talks`, `is on strike`, `is under attack`: whether the subject suffers the act."""


def carried_nouns(reading: Reading, kinds: Mapping[int, str]) -> dict[int, Carried]:
    """The event nouns that a light verb carries, by token index."""
    found: dict[int, Carried] = {}
    nouns = words("event_nouns")
    used: set[int] = set()
    for i, kind in kinds.items():
        noun = reading.tokens[i]
        if kind != "noun" or (noun.lemma not in nouns and noun.lower not in nouns):
            continue
        carried = _above(reading, noun, kinds) or _below(reading, noun, kinds)
        if carried is not None and carried.verb not in used:
            found[i] = carried
            used.add(carried.verb)
    return found


def _above(reading: Reading, noun: Token, kinds: Mapping[int, str]) -> Carried | None:
    """The light verb that governs the noun, or what it is counted by: `held a round of talks`."""
    top = _counted(reading, noun)
    if top.head == top.i:
        return None
    objects, subjects, reverse, limits = _lists()
    head = reading.tokens[top.head]
    if head.i in kinds and kinds[head.i] == "verb":
        lemma = lemma_of(reading, head)
        if top.dep in ("dobj", "obj", "nsubjpass") and not _is_said_of(reading, head):
            if lemma in reverse and _allowed(limits, lemma, noun) and top.dep != "nsubjpass":
                return Carried(head.i, reversed=True)
            if lemma in objects and _allowed(limits, lemma, noun):
                return Carried(head.i)
        if top.dep == "nsubj" and (lemma in subjects or _phrase(reading, head) in subjects):
            return Carried(head.i, subject=True)
        if top.dep == "attr" and head.lemma == "be" and any(True for _ in reading.children(head.i, "expl")):
            return Carried(head.i, subject=True)
    if top.dep == "pobj" and head.dep == "prep" and head.head in kinds and kinds[head.head] == "verb":
        verb = reading.tokens[head.head]
        part = [c.lower for c in reading.children(verb.i, "dobj") if c.lower == "part"]
        lemma = " ".join([verb.lemma, *part, head.lower])
        if lemma in reverse:
            return Carried(verb.i, reversed=True, preposition=head.lower)
        if lemma in objects and _allowed(limits, lemma, noun):
            return Carried(verb.i, preposition=head.lower)
        if verb.lemma in ("be", "remain") and head.lower in BE_PREPOSITIONS and not _has_complement(reading, verb):
            return Carried(verb.i, reversed=BE_PREPOSITIONS[head.lower], preposition=head.lower)
    return None


def _is_said_of(reading: Reading, verb: Token) -> bool:
    """`called the meeting a good start`, `declared the truce dead`: the verb says something of its object."""
    return any(True for _ in reading.children(verb.i, "oprd"))


def _counted(reading: Reading, noun: Token) -> Token:
    """The word by which a noun is counted: `round` of `a second round of talks`; else the noun itself."""
    of = reading.tokens[noun.head]
    above = reading.tokens[of.head]
    counted = noun.dep == "pobj" and of.lower == "of" and above.lemma in words("measures")
    return above if counted and above.head != above.i else noun


def _below(reading: Reading, noun: Token, kinds: Mapping[int, str]) -> Carried | None:
    """A light verb that modifies the noun: `talks held in Geneva`, `the attack that they launched`."""
    objects, subjects, _, limits = _lists()
    for child in reading.children(noun.i, "acl", "relcl"):
        if child.i not in kinds:
            continue
        inner = semi_modal(reading, child)  # "talks that were to be held"
        relative = child.dep == "relcl"
        child = reading.tokens[inner[0]] if inner else child
        lemma = lemma_of(reading, child)
        bare = not any(True for _ in reading.children(child.i, "dobj")) and (relative or child.tag == "VBN")
        if bare and lemma in objects and _allowed(limits, lemma, noun):
            return Carried(child.i, below=True)
        if lemma in subjects:
            return Carried(child.i, subject=True, below=True)
    return None


def _allowed(limits: dict[str, frozenset[str]], lemma: str, noun: Token) -> bool:
    return lemma not in limits or noun.lemma in limits[lemma] or noun.lower in limits[lemma]


def _phrase(reading: Reading, verb: Token) -> str:
    """`take place`: the verb with a bare object noun."""
    place = next((c.lower for c in reading.children(verb.i, "dobj") if c.lower in ("place", "effect")), "")
    return f"{verb.lemma} {place}" if place else verb.lemma


def _has_complement(reading: Reading, verb: Token) -> bool:
    return any(True for _ in reading.children(verb.i, "attr", "acomp"))
