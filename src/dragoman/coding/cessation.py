"""Ending a hostile act is an act of its own: `agreed to suspend nuclear tests`, `would stop fining motorists`.

Where no frame names the ending itself, the hostile act below a verb of ceasing becomes the step back that it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.coding.candidates import Candidate
from dragoman.coding.frames import FrameMatch
from dragoman.language.reading import Clause, Reading

__all__ = ["CEASING", "ending", "turn_cessations"]

CEASING = frozenset(
    {"stop", "cease", "halt", "end", "suspend", "freeze", "discontinue", "quit", "pause", "abandon", "give up",
     "renounce", "call off", "wind down", "scale back", "desist", "refrain", "lift", "ease", "drop", "curtail"}
)  # fmt: skip
TURNED = {
    "ASSAULT": ("RETREAT", ("ceasefire",)),
    "MOBILIZE": ("RETREAT", ()),
    "PROTEST": ("CONCEDE", ()),
    "COERCE": ("CONCEDE", ()),
    "SANCTION": ("CONCEDE", ()),
    "THREATEN": ("CONCEDE", ()),
    "REJECT": ("CONCEDE", ()),
}
"""What the end of each hostile act is, and its mode."""
STEPS_BACK = frozenset(act for act, _ in TURNED.values())
NO_LONGER = frozenset({"more", "longer", "again", "anymore"})
"""Words that make of a denial the end of what was done before."""
SURE = 0.5
"""Strength from which a frame's word for the end is taken."""


def ending(clause: Clause, act: str, matches: Iterable[FrameMatch]) -> FrameMatch | None:
    """The frame by which a verb of ceasing is the step back that it is, where the classifier hears the act that ends:
    `lifted a boycott` is no protest."""
    turned = TURNED.get(act)
    if turned is None or clause.lemma not in CEASING:
        return None
    return next((m for m in matches if m.act == turned[0] and m.strength >= SURE), None)


def turn_cessations(reading: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Put the ending in the place of the hostile act that ends."""
    named = {c.clause.index: c.act for c in candidates}
    turned: list[Candidate] = []
    for candidate in candidates:
        clause = candidate.clause
        if candidate.act in TURNED and clause.negated and _is_no_longer(reading, clause):
            turned.append(candidate.turned(replace(clause, negated=False), *TURNED[candidate.act]))
            continue
        above = _ceasing(reading, candidate)
        if above is None:
            turned.append(candidate)
            continue
        if above.index in named:
            if not (clause.is_bare_noun and named[above.index] in STEPS_BACK):
                turned.append(candidate)
            continue  # "suspended its attacks" is told already
        named[above.index] = candidate.act
        ended = candidate.turned(above, *TURNED[candidate.act])
        ended.match.nests = candidate.act == "THREATEN"  # what was threatened is no threat any longer
        turned.append(ended)
    return turned


def _is_no_longer(reading: Reading, clause: Clause) -> bool:
    """`would fire no more rockets`, `no longer shells the town`, `will not attack again`: what was done till then."""
    verb = reading.tokens[clause.light if clause.light >= 0 else clause.predicate]
    heads = [verb.i, clause.predicate, *(a.head for a in clause.get("object"))]
    words = {c.lower for head in heads for c in reading.children(head, "advmod", "amod", "det", "neg")}
    return not words.isdisjoint(NO_LONGER)


def _ceasing(reading: Reading, candidate: Candidate) -> Clause | None:
    """The verb of ceasing that ends a hostile act, or None."""
    clause = candidate.clause
    if clause.parent < 0 or candidate.act not in TURNED:
        return None
    above = reading.clauses[clause.parent]
    ended = clause.link == "complement" or (clause.link == "nominal" and _is_object(reading, candidate))
    return above if above.lemma in CEASING and ended else None


def _is_object(reading: Reading, candidate: Candidate) -> bool:
    above = reading.clauses[candidate.clause.parent]
    return any(a.head == candidate.clause.predicate for a in above.get("object"))
