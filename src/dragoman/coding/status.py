"""How far an act is real: a walk from its clause to the top of the sentence.

A clause has a reality of its own, from tense, modality and negation. Each clause above that governs it works on that
reality by an operator (`operators.py`), and by the reality of that clause itself (`reality.py`). What does not hang
on the clause above by its meaning (a relative clause, a cause, a time) is asserted by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Literal

from dragoman.coding.operators import EMBEDDING_LINKS, is_utterance, operator_of, sets_terms
from dragoman.coding.reality import ANNULLED, IMPOSED, Reality, compose, own_reality
from dragoman.language.links import markers
from dragoman.language.predicates import in_return
from dragoman.language.reading import Clause, Reading
from dragoman.language.tables import table, words
from dragoman.model import DONE

__all__ = ["StatusReading", "is_set_for", "read_status"]

CHANGES = {"postponed": "postponed", "resumed": "resumed", "extended": "extended"}
ASSERTED_LINKS = frozenset({"relative", "apposition", "time", "cause", "concession"})
"""What stands in such a clause is asserted by itself: what governs the clause above does not reach it."""
CONDITIONABLE = frozenset({"future", "scheduled", "pledged", "agreed", "hypothetical", "demanded"})
"""What may hang on a condition."""
POSSIBLE_MODALS = frozenset({"would", "could", "may", "might"})
WISHES = frozenset({"want", "wish", "desire", "care", "like"})
"""Verbs whose denial says that their own subject will not."""
AGREEING = frozenset({"agree", "consent"})
ANYBODY = frozenset({"any", "all"})
"""Determiners that mean whoever it may be."""
UNREAL = frozenset({"future", "scheduled", "hypothetical", "demanded"})
ONLY_THEN = frozenset({"after", "when", "once", "if"})
"""What joins a condition where `only` stands before it: `will leave only after an amnesty`."""


@dataclass(slots=True)
class StatusReading:
    """What the walk found."""

    reality: Reality
    change: Literal["postponed", "resumed", "extended"] | None = None
    condition: int = -1
    """Token on which the words hang that state the act's condition, or -1."""
    past_habit: bool = False


def read_status(reading: Reading, clause: Clause, *, uttered: bool = False, in_words: bool = False) -> StatusReading:
    """Walk from the clause to the top of its sentence.

    With `uttered`, giving one's word is the act itself, whatever it hangs on: `promised a crushing response if`. With
    `in_words`, the act is done by saying so, and whoever goes to do it does: `marched to demand`, `flew in to ask`.
    """
    found = StatusReading(_reality(reading, clause), past_habit=clause.modal == "used to")
    condition = _condition_of(reading, clause)
    below, given, excluded = clause, False, False
    while below.parent >= 0:
        above = reading.clauses[below.parent]
        if below.link in EMBEDDING_LINKS:
            operator = operator_of(reading, above, below)
            if below is clause and operator in ("rejected", "denied") and is_utterance(clause):
                operator = "given"  # "rejected the demand": it was made
            if operator == "purpose" and below is clause and in_words and above.kind == "verb":
                operator = "transparent"
            given |= operator == "given"
            if operator == "hypothetical" and _will_not(reading, above, below):
                operator = "scheduled"  # a plan that there is not
            if below.kind == "noun" and found.reality in ("open", *DONE) and is_set_for(reading, above):
                found.reality = "scheduled"
            _apply(reading, found, operator, above, given=given)
            if excluded and operator in ("negated", "rejected") and found.reality in ANNULLED:
                found.reality = "hypothetical"  # "refused to rule out"
            excluded = operator == "excluded"
            if operator == "factive" and found.reality == "happened":
                break
            if condition < 0 and below.link != "condition":
                condition = _condition_of(reading, above)
        elif below.link == "relative" and (terms := _as_terms(reading, below, above)):
            found.reality = terms
            break
        else:
            found.reality = _beside(reading, found.reality, below, above)
            if below.link in ASSERTED_LINKS:
                break
        below = above
    if found.reality in ("open", *DONE) and _gives_word(clause) and not uttered:
        hangs_on = _condition_of_word(reading, clause)
        if hangs_on >= 0:
            condition, found.reality = hangs_on, "pledged"
    _settle(reading, clause, found, condition)
    return found


def _reality(reading: Reading, clause: Clause) -> Reality:
    """What a clause says of itself: by its verb group, or by what modifies its noun (`a planned visit`)."""
    own = own_reality(clause)
    if own in ("open", *DONE) and is_set_for(reading, clause):
        return "scheduled"
    if clause.kind == "noun" and own in ("open", "happened"):
        for child in reading.children(clause.predicate, "amod", "compound"):
            if status := _modifiers().get(child.lower):
                return status
    return own


def is_set_for(reading: Reading, clause: Clause) -> bool:
    """`called a strike for Saturday`: a day that is still to come, for which something is set."""
    published = (reading.published or "")[:10]
    return any(
        time.relation == "for" and time.kind in ("DATE", "TIME") and (time.first_day or "") >= published > ""
        for time in (reading.times[index] for index in clause.times)
    )


@cache
def _modifiers() -> dict[str, Reality]:
    return {word: name for name, words in table("status")["modifiers"].items() for word in words}


def _apply(reading: Reading, found: StatusReading, operator: str, above: Clause, *, given: bool) -> None:
    """Let one clause above work on the reality found so far; a setting that is given is not undone by it."""
    outer = _reality(reading, above)
    if operator == "condition" and sets_terms(above):
        outer = "pledged"
    composed = compose(found.reality, operator, outer, own_reality(above, negation=False))
    if not (given and composed in ANNULLED and found.reality in DONE):
        found.reality = composed
    if operator in CHANGES and found.change is None and outer != "negated":
        found.change = CHANGES[operator]  # type: ignore[assignment]


def _settle(reading: Reading, clause: Clause, found: StatusReading, condition: int) -> None:
    """What a condition, or its absence, makes of the reality; an act that nothing calls in doubt happened."""
    would = clause.modal == "would"
    if found.reality == "future" and would and condition < 0 and not _reported(reading, clause):
        found.reality = "hypothetical"
    if condition >= 0 and found.reality == "negated" and clause.negated and _hangs_on_unless(reading, condition):
        found.reality = "conditional"  # "will not sign unless the army leaves": will sign, if it does
        found.condition = condition
    if condition >= 0 and found.reality in CONDITIONABLE:
        if found.reality != "hypothetical" or clause.modal in POSSIBLE_MODALS:
            found.reality = "conditional"
        found.condition = condition
    if found.reality == "open":
        found.reality = "happened"


def _hangs_on_unless(reading: Reading, condition: int) -> bool:
    index = reading.clause_of.get(condition, -1)
    return index >= 0 and reading.clauses[index].marker == "unless"


def _will_not(reading: Reading, above: Clause, below: Clause) -> bool:
    """`does not wish to mediate` is as good as `will not`; `does not want them to leave` leaves it to them."""
    own = {a.head for a in above.get("subject")} & {a.head for a in below.get("subject")}
    return above.negated and above.lemma in WISHES and below.marker == "to" and bool(own)


def _beside(reading: Reading, reality: Reality, below: Clause, above: Clause) -> Reality:
    """Relative, temporal, causal … clauses: asserted by themselves, unless they leave it open."""
    outer = _reality(reading, above)
    if below.marker in markers("unreal"):
        return "hypothetical"
    if below.link == "time":
        return _at_a_time(reading, reality, below, above)
    if below.link == "relative" and reality in ("open", "happened") and _is_anybody(reading, below):
        shifted = below.tense == "past" and not below.perfect and above.tense != "future"  # by a past verb above
        return "hypothetical" if (shifted or below.tense == "present") and _is_ahead(reading, above) else "happened"
    if reality != "open":
        return reality
    if below.link == "relative" and outer in UNREAL and _names_topic(reading, below):
        return outer
    if below.link == "relative":
        return "scheduled" if below.marker == "to" else "happened"
    return "happened" if outer in ("open", *ANNULLED) else outer


def _names_topic(reading: Reading, below: Clause) -> bool:
    """`will be among the topics discussed`: what is spoken of then."""
    return reading.tokens[reading.tokens[below.predicate].head].lemma in table("status")["topics"]["nouns"]


def _is_anybody(reading: Reading, below: Clause) -> bool:
    """Whether a relative clause says of whom something holds, and not what somebody did: `soldiers who lay down arms`."""
    verb = reading.tokens[below.predicate]
    noun = reading.tokens[verb.head]
    first = reading.tokens[verb.left]
    if noun.tag != "NNS" or first.lower not in ("who", "that", "which") or reading.tokens[first.i - 1].text == ",":
        return False
    return all(c.lower in ANYBODY for c in reading.children(noun.i, "det", "poss", "nummod"))


def _as_terms(reading: Reading, below: Clause, above: Clause) -> Reality | None:
    """What a clause tells that is the terms of a deal or a plan, and no fact: `a deal under which Iran ships it out`."""
    first = reading.tokens[below.predicate]
    while first.dep == "conj" and first.head != first.i:  # "under which one leaves and the other stops"
        first = reading.tokens[first.head]
    noun = reading.tokens[first.head]
    joins = reading.tokens[first.left].lower in (
        "under",
        "in",
        "by",
        "whereby",
        "through",
        "wherein",
    )
    told = below.tense == "past" and not below.modal
    kind = next((kind for kind, nouns in table("status")["terms"].items() if noun.lemma in nouns), None)
    if kind is None or told or not joins or below.negated:
        return None
    outer = read_status(reading, above).reality
    if outer in ANNULLED:
        return "hypothetical"
    if outer in DONE:
        return "hypothetical" if kind == "hypothetical" else "agreed"
    return outer


def _at_a_time(reading: Reading, reality: Reality, below: Clause, above: Clause) -> Reality:
    """What stands before, after or until: still to come where what it is told with is."""
    joining = (below.marker or "").split(" ")[0]
    outer = _reality(reading, above)
    unreal = outer in UNREAL
    waiting = joining in ("until", "till", "pending") or (joining == "before" and above.negated)
    if waiting and reality in ("open", "happened"):
        return reality if below.tense == "past" and not _is_ahead(reading, above) else "required"
    if joining == "before" and below.tense == "present" and not below.perfect and reality == "happened" and not unreal:
        return "hypothetical"  # "before we start celebrating, let us pause"
    if joining in ("when", "once") and above.modal == "would" and below.tense == "past" and reality == "happened":
        return "required"  # "said it would leave when the rebels had disarmed"
    if reality == "open":
        if joining in ("before", "ahead"):
            return "happened" if below.kind == "verb" and outer == "happened" else "scheduled"  # "met before leaving"
        return outer if unreal and not _is_past(reading, below) else "happened"
    if reality == "happened" and below.tense == "present" and unreal:
        return "future"
    return reality


def _is_ahead(reading: Reading, clause: Clause) -> bool:
    """Whether a clause tells of what may come, or hangs on one that promises, agrees or refuses."""
    while True:
        if clause.modal in POSSIBLE_MODALS or clause.tense == "future" or sets_terms(clause):
            return True
        if clause.parent < 0 or clause.link not in EMBEDDING_LINKS:
            return False
        clause = reading.clauses[clause.parent]


def _is_past(reading: Reading, clause: Clause) -> bool:
    """`after Monday's attack`: its own day lies behind the page."""
    if not reading.published:
        return False
    published = date.fromisoformat(reading.published[:10])
    days = [reading.times[index].last_day for index in clause.times]
    return any(day is not None and date.fromisoformat(day) < published for day in days)


def _condition_of(reading: Reading, clause: Clause) -> int:
    """The token on which a condition of this clause hangs, or -1: `if the army leaves`, `in return for amnesty`."""
    for other in reading.clauses[clause.index + 1 :]:
        if other.sentence != clause.sentence:
            break
        if other.parent == clause.index and (other.link == "condition" or _is_only_then(reading, other)):
            return other.light if other.light >= 0 else other.predicate
    for argument in clause.get("in"):
        noun = reading.tokens[argument.head]
        if in_return(reading, noun):
            terms = (c for prep in reading.children(noun.i, "prep") for c in reading.children(prep.i, "pobj"))
            return next((c.i for c in terms), noun.i)
    return -1


def _is_only_then(reading: Reading, clause: Clause) -> bool:
    """`once the army has left`, `as soon as it leaves`, `only after an amnesty`: a time that is waited for."""
    if clause.link != "time" or clause.marker is None:
        return False
    if clause.marker.split(" ")[0] == "once":
        return True
    first = reading.tokens[clause.light if clause.light >= 0 else clause.predicate].left
    near = [t.lower for t in reading.tokens[max(0, first - 3) : clause.predicate]]
    pairs = set(pairwise(near))
    return ("soon", "as") in pairs or any(("only", word) in pairs for word in ONLY_THEN)


def _gives_word(clause: Clause) -> bool:
    """Whether a clause says that somebody will, or is willing."""
    kept = table("status")["willing"]
    return clause.lemma in (words("promising") | AGREEING if clause.kind == "verb" else kept)


def _condition_of_word(reading: Reading, clause: Clause) -> int:
    """The condition on which somebody is ready or promises, or of what he does: `ready to come if the army leaves`.

    What he wants in exchange is the price of an offer that stands, and no condition of its being made.
    """
    content = [c.index for c in reading.clauses if c.parent == clause.index and c.link == "complement"]
    for other in reading.clauses:
        joins = other.link == "condition" or _is_only_then(reading, other)
        if joins and other.kind == "verb" and other.parent in (clause.index, *content):
            return other.predicate
    return -1


def _reported(reading: Reading, clause: Clause) -> bool:
    """Whether a clause of saying or planning stands above: `said that it would` is a future, seen from the past."""
    below = clause
    while below.parent >= 0:
        above = reading.clauses[below.parent]
        if below.link in ("complement", "quoted") and operator_of(reading, above, below) in ("say", "denied", *IMPOSED):
            return True
        below = above
    return False
