"""How far the words of an act go: to the end of what is done and its terms, without what only adds to it."""

from __future__ import annotations

from dragoman.language.reading import Clause, Reading, Token

__all__ = ["INSIDE", "extent", "short", "with_terms"]

TERMS = frozenset({"as", "without", "within", "by", "before", "until", "from", "under"})
"""Prepositions behind what is offered or asked that still belong to its terms: `a ceasefire without conditions`."""
INSIDE = frozenset(
    {"dobj", "prep", "prt", "attr", "acomp", "xcomp", "ccomp", "dative", "advmod", "agent", "oprd", "advcl", "npadvmod"}
)
"""Dependents of a verb that belong to what is offered or asked."""
INFINITE = frozenset({"VB", "VBG"})
"""Tags of verbs that others may go on with in the same form."""
FINITE = frozenset({"VBD", "VBZ"})
"""Tags of verbs that begin another clause when they are joined to an infinitive."""
MARKS = (",", "-", "–", "—")
CLOSING = ('"', "”", "’", "'")
BESIDE = frozenset({"advcl", "prep", "npadvmod", "advmod"})
"""Dependents of a verb that, set off by a mark, only tell of its circumstances."""
ASIDE = frozenset({"relcl", "appos", "advcl"})
"""What, set off by a comma, only adds to a phrase."""


def extent(reading: Reading, predicate: int) -> tuple[int, int]:
    """From a verb, or the `not` or `never` before it, to the end of its arguments, without what only adds circumstances."""
    last = predicate
    for child in reading.children(predicate):
        if child.dep == "conj" and child.tag in FINITE:
            break  # what follows may belong to the clause that is joined: `lift it and threatened to …`
        if child.i < predicate or (child.dep not in INSIDE and not _goes_on(reading, predicate, child)):
            continue
        if child.dep in BESIDE and _is_apart(reading, child.left) and reading.tokens[child.left].lower != "not":
            continue
        last = max(last, short(reading, child.i, child.right))
    before = [c for c in reading.children(predicate) if c.i < predicate]
    denied = [c.left for c in before if c.dep == "neg" or c.lower == "longer"]
    return reading.tokens[min(denied, default=predicate)].start, reading.tokens[last].end


def _goes_on(reading: Reading, predicate: int, child: Token) -> bool:
    """Whether a verb goes on with what is offered or asked: `to free them and leave the valley`."""
    return (
        child.dep == "conj"
        and child.tag == reading.tokens[predicate].tag in INFINITE
        and not any(c.dep in ("nsubj", "nsubjpass") for c in reading.children(child.i))
    )


def short(reading: Reading, head: int, last: int) -> int:
    """The last token of a phrase without a clause or apposition set off by a comma."""
    for token in reading.tokens[head : last + 1]:
        if token.dep in ASIDE and token.left > head and _is_apart(reading, token.left):
            return token.left - 2
    return last


def with_terms(reading: Reading, clause: Clause, last: int) -> int:
    """The last token of what is asked, with `at once`, `without conditions`, `as a first step` right behind it."""
    for child in reading.children(clause.predicate):
        if child.left == last + 1 and child.dep == "prep" and child.text.lower() in TERMS:
            last = short(reading, child.i, child.right)
    return last


def _is_apart(reading: Reading, first: int) -> bool:
    """Whether a mark sets off what begins at a token; a quotation mark may stand between: `“fury,” driving them …`."""
    before, outer = reading.tokens[first - 1].text, reading.tokens[first - 2].text
    return before in MARKS or (before in CLOSING and outer in MARKS)
