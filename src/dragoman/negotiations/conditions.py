"""Conditions that a word names: `made their release a condition for talks`, `tied the aid to elections`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.language.reading import Reading, Token
from dragoman.model import Span
from dragoman.negotiations.binding import position_words
from dragoman.negotiations.issues import issue_of
from dragoman.negotiations.terms import Terms

__all__ = ["NamedCondition", "named_conditions"]

SUBJECTS = ("nsubj", "agent")
OBJECTS = ("dobj", "nsubjpass")
JOINTS = ("for", "of", "to")
"""What joins to a condition that for which it is set."""
TIES = ("to", "on", "with")
"""What joins to an act that on which it is made to hang."""


class NamedCondition(NamedTuple):
    """Who sets it, where the text says so, and what for."""

    setter: int | None
    """The token of who sets the condition; None where only the speaker can be meant (`is a condition`)."""
    predicate: int
    """The verb by which it is set."""
    terms: Terms


def named_conditions(reading: Reading) -> Iterator[NamedCondition]:
    """The conditions of a text that are called so, and what is tied to something else."""
    for token in reading.tokens:
        if token.lemma in position_words("named_conditions") and token.pos == "NOUN":
            yield from _called(reading, token)
        elif token.lemma in position_words("tying") and token.pos == "VERB":
            yield from _tied(reading, token)


def _called(reading: Reading, token: Token) -> Iterator[NamedCondition]:
    """`made X a condition`, `set X as a condition`, `X is a condition`."""
    head = reading.tokens[token.head]
    verb = reading.tokens[head.head] if token.dep == "pobj" and head.lower == "as" else head
    held = [c.i for c in reading.children(verb.i) if c.dep in (*OBJECTS, "ccomp") and c.i != token.i]
    held = held or [c.i for c in reading.children(token.i, "nsubj")]  # `made it a condition`, parsed as a clause
    if verb.lemma == "be" and token.dep == "attr" and not _is_denied(reading, token):
        subjects = [c.i for c in reading.children(verb.i) if c.dep == "nsubj"]
        if subjects:
            yield NamedCondition(None, verb.i, _terms(reading, subjects[0], _price(reading, token)))
    elif verb.lemma in position_words("setting") and held and not _is_denied(reading, verb):
        setter = next((c.i for c in reading.children(verb.i) if c.dep in SUBJECTS), None)
        yield NamedCondition(setter, verb.i, _terms(reading, held[0], _price(reading, token)))


def _tied(reading: Reading, verb: Token) -> Iterator[NamedCondition]:
    """`tied the aid to elections`."""
    held = next((c.i for c in reading.children(verb.i) if c.dep in OBJECTS), None)
    joint = next((c for c in reading.children(verb.i, "prep") if c.lower in TIES), None)
    setter = next((c.i for c in reading.children(verb.i) if c.dep in SUBJECTS), None)
    wanted = next((c.i for c in reading.children(joint.i, "pobj")), None) if joint else None
    if held is not None and wanted is not None and not _is_denied(reading, verb):
        yield NamedCondition(setter, verb.i, _terms(reading, wanted, held))


def _price(reading: Reading, token: Token) -> int | None:
    """What a condition is set for."""
    joint = next((c for c in reading.children(token.i, "prep") if c.lower in JOINTS), None)
    return next((c.i for c in reading.children(joint.i) if c.dep in ("pobj", "pcomp")), None) if joint else None


def _is_denied(reading: Reading, token: Token) -> bool:
    return any(c.dep == "neg" or c.lower == "no" for i in (token.i, token.head) for c in reading.children(i))


def _terms(reading: Reading, wanted: int, price: int | None) -> Terms:
    condition = _span(reading, wanted)
    return Terms(
        what=_span(reading, price) if price is not None else None,
        exchange=None,
        condition=condition,
        joint=None,
        awaits=None,
        issue=issue_of(condition.text),
    )


def _span(reading: Reading, head: int) -> Span:
    first, last = reading.phrase(head)
    text = reading.words(first, last).rstrip(" ,;.")
    start = reading.tokens[first].start
    return Span(text=text, start=start, end=start + len(text))
