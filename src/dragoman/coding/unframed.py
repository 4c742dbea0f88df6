"""Clauses that no frame knows: grammar alone says who stands where, and the classifier whether there is an act.

"Gunmen emptied their rifles at the bus" tells of an assault though no dictionary lists its verb. Such a clause is
worth the encoder's time only if somebody who can act stands in it.
"""

from __future__ import annotations

from functools import cache

from dragoman.actors import Cast
from dragoman.coding.frames import FrameMatch
from dragoman.coding.judge import NONE
from dragoman.coding.operators import operator_of
from dragoman.coding.reality import IMPOSED
from dragoman.language.reading import Clause, Reading
from dragoman.language.tables import table, words

__all__ = ["unframed_match"]

TARGETS = ("object", "indirect", "against", "at", "to", "on", "upon", "with", "from", "for", "into")
"""Where the one acted on may stand; the first that holds somebody counts."""


def unframed_match(reading: Reading, cast: Cast, clause: Clause) -> FrameMatch | None:
    """A match without an act, its roles cast by grammar, or None where nobody acts or the verb tells of no act."""
    if clause.kind != "verb" or clause.light >= 0 or clause.lemma in words("no_act_verbs"):
        return None
    if clause.lemma in _saying() or not (_is_told(clause) or _is_taken_on(reading, clause)):
        return None
    actors = [a.head for a in clause.get("subject", "agent", "by") if cast.actors_at(a.head, "subject")]
    recipients: list[int] = []
    for role in TARGETS:
        recipients = [a.head for a in clause.get(role) if a.head not in actors and cast.actors_at(a.head, role)]
        if recipients:
            break
    if not actors and not (clause.passive and recipients):
        return None
    return FrameMatch(
        act=NONE, modes=(), cameo="", actor_heads=actors, recipient_heads=recipients, reciprocal=False,
        strength=0.0, frame="",
    )  # fmt: skip


def _is_told(clause: Clause) -> bool:
    """Whether the verb is finite: told of, not only named in passing."""
    return clause.tense != "none" or clause.perfect or clause.modal is not None


def _is_taken_on(reading: Reading, clause: Clause) -> bool:
    """`pledged to put off the filling`: an infinitive that somebody promises, plans, agrees to or demands."""
    if clause.parent < 0 or clause.link != "complement":
        return False
    return operator_of(reading, reading.clauses[clause.parent], clause) in IMPOSED


@cache
def _saying() -> frozenset[str]:
    data = table("saying")
    return frozenset(v for name in ("asserts", "confirms", "claims", "predicts") for v in data[name]["verbs"])
