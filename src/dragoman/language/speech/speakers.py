"""Who speaks, and to whom, at a cue."""

from __future__ import annotations

from dragoman.language.reading import Clause, Reading, Token
from dragoman.language.speech.cues import documents, people

__all__ = ["is_source", "owners_of", "speakers_of", "told_of"]

EXPLETIVES = frozenset({"it", "there"})


def speakers_of(reading: Reading, verb: Token, passive: bool = False) -> list[int]:
    """Heads of those who say it: the clause's subject, or the owner of a document that is its subject."""
    index = reading.clause_of.get(verb.i, -1)
    heads: list[int] = []
    if index >= 0:
        heads = [a.head for a in reading.clauses[index].get("subject") if a.head != verb.i]
    if not heads and not passive:
        heads = [h for c in reading.children(verb.i, "nsubj") for h in reading.conjuncts(c.i)]
    heads = [h for h in heads if not (reading.tokens[h].dep == "expl" or _is_empty(reading, h))]
    return [owner for head in heads for owner in owners_of(reading, head)]


def _is_empty(reading: Reading, head: int) -> bool:
    """`it is understood that`."""
    token = reading.tokens[head]
    return token.lower in EXPLETIVES and token.dep in ("nsubjpass", "expl")


def owners_of(reading: Reading, head: int) -> list[int]:
    """Those who speak through a document, or the one given if it is none or nobody owns it."""
    token = reading.tokens[head]
    if token.lemma not in documents():
        return [head]
    found = [h for c in reading.children(head, "poss") for h in reading.conjuncts(c.i)]
    for child in reading.children(head, "prep", "agent"):
        if not found and child.lower in ("by", "from"):
            found = [h for c in reading.children(child.i, "pobj") for h in reading.conjuncts(c.i)]
    for child in reading.children(head, "acl"):
        if not found and child.tag == "VBN":  # "figures released by the ministry"
            agents = [
                a
                for by in reading.children(child.i, "agent", "prep")
                if by.lower == "by"
                for a in reading.children(by.i, "pobj")
            ]
            found = [h for a in agents for h in reading.conjuncts(a.i)]
    return found or [head]


def is_source(reading: Reading, head: int) -> bool:
    """Whether a noun can speak: a name, a person, a body or a document."""
    token = reading.tokens[head]
    if token.lemma in people() or token.lemma in documents():
        return True
    return token.entity >= 0 and reading.entities[token.entity].label in ("PERSON", "ORG", "GPE", "NORP")


def told_of(reading: Reading, verb: Token) -> int:
    """The head of the one told, or -1."""
    index = reading.clause_of.get(verb.i, -1)
    if index < 0:
        return -1
    clause: Clause = reading.clauses[index]
    return next((a.head for a in clause.get("indirect")), -1)
