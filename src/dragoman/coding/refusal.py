"""Saying that one will not do what was asked is a refusal: an act of its own, and done.

"Ankara said it would not withdraw its troops" is REJECT, happened, by Ankara; and no RETREAT.
"""

from __future__ import annotations

from dragoman.language.reading import Clause

__all__ = ["REFUSED_MODE", "is_refusal"]

REFUSED_MODE = {
    "CONSULT": "meet",
    "AGREE": "change",
    "SUPPORT": "change",
    "COOPERATE": "assist",
    "AID": "assist",
    "CONCEDE": "yield",
    "RETREAT": "yield",
}
"""The acts whose refusal is REJECT, with REJECT's mode."""


def is_refusal(act: str, clause: Clause, reality: str, *, own: bool) -> bool:
    """Whether a negated clause is its own actor's refusal: `will not`, `would never`, said by the one who acts."""
    ahead = clause.tense == "future" or clause.modal in ("would", "can", "could")
    return act in REFUSED_MODE and reality == "negated" and clause.negated and ahead and own
