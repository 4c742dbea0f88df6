"""How far an act is real: a walk from its clause to the top of the sentence.

A clause has a reality of its own, from tense, modality and negation (`own_reality`). Each clause above that governs
it works on that reality by an operator, looked up by its predicate in `data/language/embedding.toml`, and by the
reality of that clause itself. `compose` is the whole of how these combine; its truth table is its test.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.language.reading import Clause, Reading
from dragoman.language.tables import table

__all__ = ["Reality", "StatusReading", "compose", "operator_of", "own_reality", "read_status"]

Reality = Literal[
    "open",  # the clause does not say: an infinitive, a bare noun
    "happened", "ongoing", "future", "agreed", "scheduled", "pledged", "demanded",
    "conditional", "hypothetical", "negated", "cancelled", "denied",
]  # fmt: skip
"""A status in the making: `open`, `future` and `agreed` are settled when the act and its actors are known."""

Operator = str

REAL = frozenset({"happened", "ongoing"})
IMPOSED = frozenset({"agreed", "scheduled", "pledged", "demanded", "hypothetical"})
CHANGES = {"postponed": "postponed", "resumed": "resumed", "extended": "extended"}

EMBEDDING_LINKS = frozenset({"complement", "quoted", "nominal", "modifier", "purpose", "condition"})
ASSERTED_LINKS = frozenset({"relative", "apposition", "time", "cause", "concession"})
"""What stands in such a clause is asserted by itself: what governs the clause above does not reach it."""


@dataclass(slots=True)
class StatusReading:
    """What the walk found."""

    reality: Reality
    change: Literal["postponed", "resumed", "extended"] | None = None
    condition: int = -1
    """Index of the clause that the act hangs on, or -1."""
    past_habit: bool = False


def compose(inner: Reality, operator: Operator, outer: Reality) -> Reality:
    """The reality of an act under an operator whose own clause has the reality `outer`."""
    if operator in ("transparent", "resumed", "extended"):
        if outer in ("negated", "denied", "cancelled") and inner in ("open", *REAL):
            return outer
        if inner == "open" or (inner in REAL and outer not in REAL and outer != "open"):
            return outer
        return inner
    if operator == "given":
        return inner if inner != "open" else outer if outer in (*REAL, "future", "scheduled") else "happened"
    if operator == "purpose":
        return "hypothetical" if inner in ("open", *REAL) else inner
    if operator == "say":
        if outer == "negated" and inner in REAL:
            return "hypothetical"
        return inner
    if operator == "factive":
        return "happened" if inner == "open" else inner
    if operator == "denied":
        return inner if outer == "negated" else "denied"
    if operator == "negated":
        if outer == "negated":
            return "happened" if inner in ("open", *REAL) else inner
        return "hypothetical" if outer in ("hypothetical", "conditional") else "negated"
    if operator == "cancelled":
        return "scheduled" if outer == "negated" else "cancelled" if outer in ("open", *REAL) else "hypothetical"
    if operator == "postponed":
        return "scheduled" if outer in ("open", *REAL, "future", "scheduled") else "hypothetical"
    if operator in IMPOSED:
        return _imposed(inner, operator, outer)  # type: ignore[arg-type]
    return inner


def _imposed(inner: Reality, operator: Reality, outer: Reality) -> Reality:
    """Agreeing, planning, promising, demanding, wishing."""
    if inner in ("negated", "cancelled", "denied"):
        return inner
    if outer in ("negated", "denied", "cancelled"):
        return "hypothetical" if operator in ("demanded", "hypothetical") else "negated"
    if outer in ("hypothetical", "conditional"):
        return outer
    if inner in ("hypothetical", "conditional", "demanded", "scheduled", "pledged") and operator != "hypothetical":
        return inner
    return operator


def own_reality(clause: Clause) -> Reality:
    """What the clause's own verb group says."""
    if clause.negated:
        return "negated"
    if clause.question:
        return "hypothetical"
    modal = clause.modal
    if modal in ("may", "might", "could", "can"):
        return "hypothetical"
    if modal == "would":
        return "future"
    if modal in ("should", "must"):
        return "demanded"
    if modal == "be to":
        return "scheduled"
    if clause.tense == "future":
        return "future"
    if clause.progressive and clause.tense == "present":
        return "ongoing"
    if clause.tense in ("past", "present") or clause.perfect:
        return "happened"
    return "open"


@cache
def _operators() -> dict[tuple[str, str], Operator]:
    """(part of speech, lemma) → operator."""
    found: dict[tuple[str, str], Operator] = {}
    for name, section in table("embedding").items():
        for kind, key in (("verb", "verbs"), ("noun", "nouns"), ("adjective", "adjectives")):
            for word in section[key]:
                found.setdefault((kind, word), name)
    return found


@cache
def _saying() -> frozenset[tuple[str, str]]:
    data = table("saying")
    words = {("verb", verb) for name in ("asserts", "confirms", "claims", "predicts") for verb in data[name]["verbs"]}
    return frozenset(words | {("noun", n) for name in ("asserts", "confirms", "claims") for n in data[name]["nouns"]})


def operator_of(reading: Reading, clause: Clause, below: Clause) -> Operator:
    """What a clause does to the reality of the one that it governs."""
    if below.link == "condition":
        return "hypothetical"
    if below.link == "purpose":
        return "purpose"
    if below.kind == "noun" and below.marker in SETTINGS:
        return "given"
    operators = _operators()
    keys = [clause.lemma, reading.tokens[clause.predicate].lemma]
    if below.marker:
        keys.insert(0, f"{keys[-1]} {below.marker}")
    finite = below.tense != "none" or below.modal is not None
    for key in keys:
        operator = operators.get((clause.kind, key))
        saying = (clause.kind, key) in _saying()
        if operator and not (
            saying and finite and below.link in ("complement", "quoted") and operator not in KEEP_FINITE
        ):
            return _by_preposition(operator, below)
        if saying and (finite or operator is None):
            return "say"
    if below.link in ("complement", "quoted"):
        return "say" if finite else "hypothetical" if below.marker == "to" else "transparent"
    return _by_preposition("transparent", below)


KEEP_FINITE = frozenset({"denied", "hypothetical"})
"""Operators that hold over a finite clause too: `hopes that talks will resume`."""
PURPOSE_PREPOSITIONS = frozenset({"for", "toward", "towards", "into"})


def _by_preposition(operator: Operator, below: Clause) -> Operator:
    if operator == "transparent" and below.kind == "noun" and below.marker in PURPOSE_PREPOSITIONS:
        return "scheduled"
    if operator == "transparent" and below.kind == "noun" and below.marker in SETTING_PREPOSITIONS:
        return "given"
    return operator


SETTINGS = frozenset({"at", "during", "amid", "despite"})
"""Prepositions that never lead to what is planned, asked or refused."""
SETTING_PREPOSITIONS = frozenset(
    {"at", "during", "in", "on", "over", "about", "from", "under", "with", "despite", "amid"}
)
"""`no deal was reached at the talks`: the talks are given, whatever becomes of the deal."""
PLANNED_MODIFIERS = {
    "planned": "scheduled", "upcoming": "scheduled", "forthcoming": "scheduled", "scheduled": "scheduled",
    "proposed": "hypothetical", "possible": "hypothetical", "potential": "hypothetical", "imminent": "scheduled",
    "future": "scheduled", "threatened": "pledged", "promised": "pledged", "feared": "hypothetical",
    "expected": "scheduled", "looming": "scheduled", "intended": "scheduled", "pending": "scheduled",
    "preemptive": "hypothetical", "pre": "hypothetical", "hypothetical": "hypothetical", "impending": "scheduled",
    "prospective": "hypothetical", "foiled": "negated", "failed": "negated", "aborted": "negated",
    "cancelled": "cancelled", "canceled": "cancelled", "postponed": "scheduled", "delayed": "scheduled", "abortive": "negated",
    "ongoing": "ongoing", "continuing": "ongoing", "continued": "ongoing", "current": "ongoing",
}  # fmt: skip


def _modified(reading: Reading, clause: Clause) -> Reality | None:
    """`a planned visit`, `possible talks`."""
    for child in reading.children(clause.predicate, "amod", "compound"):
        status = PLANNED_MODIFIERS.get(child.lower)
        if status:
            return status  # type: ignore[return-value]
    return None


def read_status(reading: Reading, clause: Clause) -> StatusReading:
    """Walk from the clause to the top of its sentence."""
    reality = own_reality(clause)
    modified = _modified(reading, clause) if clause.kind == "noun" else None
    if modified and reality in ("open", "happened"):
        reality = modified
    found = StatusReading(reality, past_habit=clause.modal == "used to")
    below = clause
    conditional = _condition_of(reading, clause)
    while below.parent >= 0:
        above = reading.clauses[below.parent]
        if below.link in EMBEDDING_LINKS:
            operator = operator_of(reading, above, below)
            outer = own_reality(above)
            found.reality = compose(found.reality, operator, outer)
            if operator in CHANGES and found.change is None and outer != "negated":
                found.change = CHANGES[operator]  # type: ignore[assignment]
        else:
            found.reality = _beside(found.reality, below, above)
            if below.link in ASSERTED_LINKS:
                break
        if conditional < 0 and below.link in EMBEDDING_LINKS and below.link != "condition":
            conditional = _condition_of(reading, above)
        below = above
    if found.reality == "future" and _is_would(clause) and not _reported(reading, clause) and conditional < 0:
        found.reality = "hypothetical"
    if conditional >= 0 and found.reality in ("future", "scheduled", "pledged", "agreed", "hypothetical", "demanded"):
        if found.reality != "hypothetical" or _is_would(clause) or clause.modal in ("could", "may", "might"):
            found.reality = "conditional"
        found.condition = conditional
    if found.reality == "open":
        found.reality = "happened"
    return found


def _beside(reality: Reality, below: Clause, above: Clause) -> Reality:
    """Relative, temporal, causal … clauses: asserted by themselves, unless they leave it open."""
    outer = own_reality(above)
    unreal = outer in ("future", "scheduled", "hypothetical", "demanded")
    if below.link == "relative":
        return (
            "scheduled" if reality == "open" and below.marker == "to" else "happened" if reality == "open" else reality
        )
    if below.link == "time":
        first = (below.marker or "").split(" ")[0]
        if first in ("until", "till", "pending") and reality in ("open", "happened"):
            return "hypothetical" if below.tense != "past" else reality
        if first in ("before", "ahead") and reality == "open":
            return "scheduled"
        if reality == "open":
            return "scheduled" if unreal else "happened"
        if reality == "happened" and below.tense == "present" and unreal:
            return "hypothetical"
        return reality
    if reality == "open":
        return "happened" if outer in ("open", "negated", "denied") else outer
    return reality


def _condition_of(reading: Reading, clause: Clause) -> int:
    """The index of a clause that states a condition of this one."""
    for other in reading.clauses[clause.index + 1 :]:
        if other.sentence != clause.sentence:
            break
        if other.parent == clause.index and other.link == "condition":
            return other.index
    return -1


def _is_would(clause: Clause) -> bool:
    return clause.modal == "would"


def _reported(reading: Reading, clause: Clause) -> bool:
    """Whether a clause of saying or planning stands above: `said that it would` is a future, seen from the past."""
    below = clause
    while below.parent >= 0:
        above = reading.clauses[below.parent]
        if below.link in ("complement", "quoted") and operator_of(reading, above, below) in ("say", "denied", *IMPOSED):
            return True
        below = above
    return False
