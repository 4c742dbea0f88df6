"""How real an act is by the words of its own clause, and how a word above it changes that.

`compose` is the whole of how embedding, negation, modality and condition combine; its truth table is its test.
"""

from __future__ import annotations

from typing import Literal

from dragoman.language.reading import Clause
from dragoman.model import DONE, UNDONE

__all__ = ["ANNULLED", "IMPOSED", "Operator", "Reality", "compose", "own_reality"]

Reality = Literal[
    "open",  # the clause does not say: an infinitive, a bare noun
    "happened", "ongoing", "future", "agreed", "scheduled", "pledged", "demanded", "required",
    "conditional", "hypothetical", "negated", "cancelled", "denied",
]  # fmt: skip
"""A status in the making: `open`, `future`, `agreed` and `required` (a condition that somebody sets) are settled when
the act and its actors are known.
"""

Operator = str
"""A section of `data/language/embedding.toml`, or `say`, `given`, `purpose`, `condition`, `whether`."""

ANNULLED = UNDONE | {"cancelled"}
IMPOSED = frozenset({"agreed", "scheduled", "pledged", "demanded", "hypothetical"})
KEPT = frozenset({"hypothetical", "conditional", "demanded", "scheduled", "pledged", "required"})
"""What a plan, promise or demand above leaves as it is."""


def compose(inner: Reality, operator: Operator, outer: Reality, unnegated: Reality = "happened") -> Reality:
    """The reality of an act under an operator whose own clause has the reality `outer`.

    `unnegated` is what that clause would be without its negation: `will not hesitate to act` is a future.
    """
    match operator:
        case "transparent" | "resumed" | "extended":
            if outer in ANNULLED and inner in ("open", *DONE):
                return outer
            return outer if inner == "open" or (inner in DONE and outer not in (*DONE, "open")) else inner
        case "given":
            return inner if inner != "open" else outer if outer in (*DONE, "future", "scheduled") else "happened"
        case "purpose" | "whether":
            return "hypothetical" if inner in ("open", "future", *DONE) else inner
        case "say":
            return "hypothetical" if outer == "negated" and inner not in ("cancelled", "denied") else inner
        case "belief":
            return inner if inner in (*DONE, *ANNULLED) else "hypothetical"
        case "factive":
            return "happened" if inner == "open" else inner
        case "condition":
            asked = inner in ("open", "future", "negated", "agreed", "pledged", *DONE) and outer in (
                "open",
                "future",
                "negated",
                "pledged",
                "scheduled",
            )
            return "required" if asked else "hypothetical"
        case "possible":
            return outer if outer in ANNULLED else "hypothetical"
        case "denied":
            return inner if outer == "negated" else "denied"
        case "negated":
            return _negated(inner, outer, unnegated)
        case "excluded":  # what is not ruled out may be
            return "hypothetical" if outer == "negated" else _negated(inner, outer, unnegated)
        case "rejected":
            return inner if inner in ("demanded", "pledged") else _negated(inner, outer, unnegated)
        case "cancelled" if inner == "demanded":
            return "hypothetical"  # "dropped the demand that they leave"
        case "cancelled":
            return "scheduled" if outer == "negated" else "cancelled" if outer in ("open", *DONE) else "hypothetical"
        case "postponed":
            return "scheduled" if outer in ("open", *DONE, "future", "scheduled") else "hypothetical"
        case "agreed" | "scheduled" | "pledged" | "demanded" | "hypothetical":
            return _imposed(inner, operator, outer)
        case _:
            return inner


def _negated(inner: Reality, outer: Reality, unnegated: Reality) -> Reality:
    """Refusing, failing, preventing; not failing to is doing."""
    if outer == "negated":
        return unnegated if inner in ("open", *DONE) else inner
    return "hypothetical" if outer in ("hypothetical", "conditional") else "negated"


def _imposed(inner: Reality, operator: Reality, outer: Reality) -> Reality:
    """Agreeing, planning, promising, demanding, wishing."""
    if inner in ANNULLED:
        return inner
    if outer in ANNULLED:
        return "hypothetical" if operator in ("demanded", "hypothetical") else "negated"
    if outer in ("hypothetical", "conditional"):
        return outer
    return inner if inner in KEPT and operator != "hypothetical" else operator


def own_reality(clause: Clause, *, negation: bool = True) -> Reality:
    """What the clause's own verb group says; `negation` false: what it would say without its negation."""
    if clause.modal == "should" and clause.perfect:
        return "happened" if clause.negated else "negated"  # "they should have left"
    if clause.negated and negation:
        return "negated"
    if clause.question or clause.modal in ("may", "might", "could", "can"):
        return "hypothetical"
    if clause.modal in ("should", "must"):
        return "demanded"
    if clause.modal == "be to":
        return "scheduled"
    if clause.tense == "future" or clause.modal == "would":
        return "future"
    if clause.progressive and clause.tense == "present":
        return "ongoing"
    return "happened" if clause.tense in ("past", "present") or clause.perfect else "open"
