"""Saying what somebody else must do is asking for it: an act of its own, and done.

"The mediator said the army must leave the town" is REQUEST, happened, by the mediator towards the army, with RETREAT,
demanded, within it. Journalists and unnamed sources ask for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.candidates import Candidate
from dragoman.coding.codebook import Codebook
from dragoman.coding.dates import Dating
from dragoman.coding.status import StatusReading
from dragoman.model import Actor

__all__ = ["MUST", "add_demands"]

MUST = frozenset({"must", "should"})
"""Modals by which a speaker lays an act on somebody."""
ASKABLE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "SANCTION", "ACCUSE"})
"""Acts that speakers ask of others; of a hostile one, what *must* or *should* be is mostly a guess."""
IDLE_SECTORS = frozenset({"JRN", "EDU"})


def add_demands(codebook: Codebook, dating: Dating, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with a demand before each act that its speaker says others must do; the act is within it."""
    found: list[Candidate] = []
    for candidate in candidates:
        speakers = _askers(candidate)
        if speakers:
            found.append(_demand(codebook, dating, candidate, speakers))
        found.append(candidate)
    return found


def _askers(candidate: Candidate) -> list[Actor]:
    """Who says that somebody else must do the act, or nobody."""
    status, clause = candidate.status, candidate.clause
    laid_on = clause.modal in MUST or clause.link == "complement"  # "insisted that they leave"
    if candidate.within is not None or candidate.act not in ASKABLE or not laid_on:
        return []
    if status is None or status.reality != "demanded" or not candidate.chain or candidate.chain[0].stance == "denies":
        return []
    own = {a.principal for a in candidate.actors}
    speakers = [s for s in candidate.chain[0].speakers if (s.party or s.sectors) and not IDLE_SECTORS & set(s.sectors)]
    return [] if own & {s.principal for s in speakers} else speakers


def _demand(codebook: Codebook, dating: Dating, inner: Candidate, speakers: list[Actor]) -> Candidate:
    """The REQUEST whose content `inner` is; its date is that of the saying."""
    mode = codebook.inner_mode("REQUEST", inner.act)
    demand = inner.turned(inner.clause, "REQUEST", (mode,) if mode else ())
    demand.actors, demand.recipients = speakers, list(inner.actors)
    demand.status = StatusReading("happened")
    demand.date, demand.chain = dating.of_saying(inner.announced or inner.chain[0].date), inner.chain[1:]
    inner.within = demand
    return demand
