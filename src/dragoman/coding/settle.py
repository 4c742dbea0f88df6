"""The status that leaves the house: what the walk left open is settled by the act, its actors and its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.coding.candidates import Candidate
from dragoman.language.tables import table
from dragoman.model import DONE

__all__ = ["Settled", "is_heard_from", "is_own", "settle", "settle_reality"]

MUTUAL = frozenset({"CONSULT", "COOPERATE", "PROTEST", "MOBILIZE"})
"""Acts that are planned or arranged rather than promised."""
YIELDING = frozenset({"AGREE", "SUPPORT", "CONCEDE", "AID", "RETREAT", "COOPERATE"})
"""Acts that, where another sets them as a condition, are asked for; a hostile one is only imagined."""
PROMISED = frozenset({"AGREE", "SUPPORT", "CONCEDE", "AID", "RETREAT"})
"""Acts that, told of in advance, are promises whoever tells of them."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A status of the record, and whether the act was announced by its own actor."""

    status: str
    own: bool


def settle(candidate: Candidate, published: date | None) -> Settled:
    """Settle `future` and `agreed`, move what lies after the page into the future, heed denials in the chain."""
    own = is_own(candidate)
    reality = settle_reality(candidate.act, candidate.status.reality if candidate.status else "happened", own=own)
    if reality in DONE and candidate.act != "REQUEST" and _lies_ahead(candidate, published):
        reality = "scheduled"
    if candidate.chain and candidate.chain[0].stance == "denies" and reality in DONE:
        reality = "denied"
    return Settled(str(reality), own)


def settle_reality(act: str, reality: str, *, own: bool) -> str:
    """What `future`, `agreed` and `required` come to: mutual acts are scheduled, one's own are pledged, and a step
    that is made a condition is demanded (`if the government frees them`).
    """
    if reality == "required":
        return "demanded" if act in YIELDING else "hypothetical"
    if reality == "agreed":
        return "scheduled" if act in MUTUAL else "pledged"
    if reality == "future":
        return "pledged" if act in PROMISED or (own and act not in MUTUAL) else "scheduled"
    return reality


def is_own(candidate: Candidate) -> bool:
    """Whether who acts is who says so (or the page says so in its own voice of their plan)."""
    if not candidate.actors:
        return False
    if not candidate.chain:
        return True
    parties = {a.principal for a in candidate.actors}
    return any(s.principal in parties for s in candidate.chain[0].speakers)


def is_heard_from(candidate: Candidate) -> bool:
    """Whether somebody who may speak for those who act says what they will do, and no onlooker: their own countryman,
    or a diplomat of no named state; where nobody stands in the clause, whoever says so.
    """
    speakers = candidate.chain[0].speakers if candidate.chain else ()
    onlookers = frozenset(table("status")["sourcing"]["onlookers"])
    if not speakers or any(not onlookers.isdisjoint(s.text.lower().split()) for s in speakers):
        return False
    countries = {a.country for a in candidate.actors}
    return not countries or any(s.party is None or s.country in countries for s in speakers)


def _lies_ahead(candidate: Candidate, published: date | None) -> bool:
    if published is None or not candidate.date.start:
        return False
    start = date.fromisoformat(candidate.date.start[:10])
    clause = candidate.clause
    told_ahead = clause.tense == "present" and bool(clause.times) and not (clause.perfect or clause.progressive)
    return start > published or (start == published and told_ahead)  # "the two meet in Oslo today"
