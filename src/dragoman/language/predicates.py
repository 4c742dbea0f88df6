"""Which words name an act, and what their verb group says of tense, modality, voice and negation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.language.reading import Reading, Token
from dragoman.language.tables import table, words

__all__ = ["VerbGroup", "content_nouns", "in_return", "lemma_of", "predicate_kind", "verb_group"]

Tense = Literal["past", "present", "future", "none"]

MODALS = {"can": "can", "could": "could", "may": "may", "might": "might", "must": "must", "should": "should",
          "would": "would", "’d": "would", "'d": "would", "ought": "should", "need": "must", "ca": "can"}  # fmt: skip
FUTURE = frozenset({"will", "shall", "’ll", "'ll", "wo", "gon"})
NEGATIVE_DETERMINERS = frozenset({"no", "neither", "nor", "nobody", "none", "nothing"})
NEGATIVE_ADVERBS = frozenset({"never", "hardly", "scarcely", "barely", "nowhere"})


INVERTING = frozenset({"nor", "neither", "never", "no", "not", "nowhere"})
INVERTING_ONLY = frozenset({"only", "just", "sooner", "doubt", "if", "when", "who", "that", "which"})
"""Words beside which these deny nothing, or something else: `not only did they leave`, `no sooner had they left`."""


@cache
def content_nouns() -> frozenset[str]:
    """Nouns that are predicates: those that name an act, and those that plan, promise, ask or fear one."""
    nouns = set(words("event_nouns"))
    for section in table("embedding").values():
        nouns.update(n for n in section["nouns"] if " " not in n)
    return frozenset(nouns - set(table("embedding")["transparent"]["nouns"]))


@cache
def predicate_adjectives() -> frozenset[str]:
    found: set[str] = set()
    for section in table("embedding").values():
        found.update(section["adjectives"])
    return frozenset(found)


AUXILIARY_DEPS = frozenset({"aux", "auxpass"})
MODIFIER_DEPS = frozenset({"amod", "compound", "nmod", "det", "case"})


def predicate_kind(reading: Reading, token: Token) -> Literal["verb", "noun", "adjective"] | None:
    """What sort of predicate a word is, or None."""
    if token.pos in ("VERB", "AUX"):
        if token.dep in AUXILIARY_DEPS or token.dep in MODIFIER_DEPS:
            return None
        return "verb"
    if token.pos == "NOUN" or (token.pos == "PROPN" and token.lower in EVENT_NAMES):
        if token.dep in ("compound", "nmod", "npadvmod") and token.head != token.i:
            return None
        if in_return(reading, token):
            return None
        named = token.lemma in content_nouns() or token.lower in content_nouns()
        return "noun" if named or _has_content(reading, token) else None
    if token.pos == "ADJ" and token.lemma in predicate_adjectives() and token.dep not in MODIFIER_DEPS:
        return "adjective"
    return None


def in_return(reading: Reading, noun: Token) -> bool:
    """`in return for amnesty`, `in exchange`: words that join a condition, and name no act."""
    before = reading.tokens[noun.i - 1] if noun.i else None
    return noun.lower in ("return", "exchange") and before is not None and before.lower == "in"


def _has_content(reading: Reading, noun: Token) -> bool:
    """`a report that …`: a noun of saying with a clause that says what."""
    if noun.lemma not in saying_nouns():
        return False
    for child in reading.children(noun.i, "acl", "ccomp", "relcl"):
        if any(c.lower == "that" and c.dep == "mark" for c in reading.children(child.i)):
            return True
    return False


@cache
def saying_nouns() -> frozenset[str]:
    """Nouns that attribute: `claim`, `report`, `denial`."""
    return frozenset(n for section in table("saying").values() for n in section.get("nouns", []))


EVENT_NAMES = frozenset(
    {
        "summit",
        "agreement",
        "treaty",
        "accord",
        "accords",
        "talks",
        "meeting",
        "conference",
        "war",
        "pact",
        "truce",
    }
)


def lemma_of(reading: Reading, token: Token) -> str:
    """The lemma with its particle: `call off`, `step up`."""
    particle = next((c.lower for c in reading.children(token.i, "prt")), None)
    lemma = token.lemma
    if lemma in ("be", "have") and token.pos == "AUX":
        return lemma
    return f"{lemma} {particle}" if particle else lemma


@dataclass(slots=True)
class VerbGroup:
    """What the words around a verb say of it."""

    tense: Tense
    perfect: bool
    progressive: bool
    passive: bool
    modal: str | None
    negated: bool
    infinitive: bool
    """Governed by `to`."""
    bare: bool
    """No auxiliary and no finite form of its own: it shares what stands before it."""


def verb_group(reading: Reading, verb: Token) -> VerbGroup:
    """Read the auxiliaries, the form and the negation of a verb."""
    tense: Tense = "none"
    perfect = progressive = passive = negated = infinitive = False
    modal: str | None = None
    auxiliaries = list(reading.children(verb.i, "aux", "auxpass"))
    for aux in auxiliaries:
        word = aux.lower
        if word in ("to", "na"):
            infinitive = True
        elif word in FUTURE:
            tense = "future"
        elif word in MODALS and aux.tag == "MD":
            modal = MODALS[word]
        elif aux.lemma == "have":
            perfect = True
        elif aux.lemma == "be" and verb.tag == "VBG":
            progressive = True
        if aux.dep == "auxpass" or (
            aux.lemma in ("be", "get") and verb.tag in ("VBN", "VBD") and aux.dep == "aux" and aux.i < verb.i
        ):
            passive = True
        if tense == "none" and modal is None and aux.tag in ("VBD",):
            tense = "past"
        elif tense == "none" and modal is None and aux.tag in ("VBZ", "VBP"):
            tense = "present"
    if tense == "none" and modal is None and not infinitive:
        if verb.tag == "VBD" or (
            verb.tag == "VBN" and not auxiliaries and verb.dep in ("ROOT", "conj") and _has_subject(reading, verb)
        ):
            tense = "past"
        elif verb.tag in ("VBZ", "VBP"):
            tense = "present"
    for child in reading.children(verb.i, "neg", "advmod", "preconj", "cc"):
        if child.lower == "longer" and any(c.lower == "no" for c in reading.children(child.i)):
            negated = True
        if (child.dep == "neg" or child.lower in NEGATIVE_ADVERBS) and child.lower not in ("only", "just"):
            following = reading.tokens[child.i + 1].lower if child.i + 1 < len(reading.tokens) else ""
            before = tuple(t.lower for t in reading.tokens[max(0, child.i - 2) : child.i])
            negated = following not in ("only", "just", "least") and before != ("whether", "or")
    negated = negated or _negated_by_inversion(reading, verb, auxiliaries)
    if verb.tag == "VBN" and not auxiliaries and verb.dep in ("acl", "advcl", "ROOT", "conj"):
        passive = passive or (verb.dep != "conj" and not _has_subject(reading, verb))
    bare = (not auxiliaries and verb.tag in ("VB", "VBN", "VBG")) or (
        verb.tag == "VBP" and not auxiliaries and verb.dep == "conj"
    )
    return VerbGroup(tense, perfect, progressive, passive, modal, negated, infinitive, bare)


def _negated_by_inversion(reading: Reading, verb: Token, auxiliaries: list[Token]) -> bool:
    """`Nor have they left`, `At no time did they attack`: what denies stands before auxiliary and subject."""
    subject = next(reading.children(verb.i, "nsubj", "nsubjpass", "expl"), None)
    first = next((a for a in auxiliaries if a.tag in ("VBD", "VBZ", "VBP", "MD")), None)
    if subject is None or first is None or not first.i < subject.i < verb.i:
        return False
    last = reading.tokens[reading.sentences[verb.sentence].last - 1]
    before = [t.lower for t in reading.tokens[verb.left : first.i]]
    return last.text != "?" and not INVERTING.isdisjoint(before) and INVERTING_ONLY.isdisjoint(before)


def _has_subject(reading: Reading, verb: Token) -> bool:
    return any(True for _ in reading.children(verb.i, "nsubj", "nsubjpass", "expl"))


def has_negative_determiner(reading: Reading, noun: Token) -> bool:
    """`no talks`, `neither side`, `nobody`, `no more rockets`."""
    if noun.lower in NEGATIVE_DETERMINERS:
        return True
    before = list(reading.children(noun.i, "det", "neg", "preconj", "amod"))
    more = (c for word in before if word.lower == "more" for c in reading.children(word.i, "det", "neg", "advmod"))
    return any(c.lower in NEGATIVE_DETERMINERS for c in (*before, *more))
