"""How much a happening weighs in a digest, so that what matters stands first. No more than an editor's rules of thumb,
written down: many independent reports, a deed rather than a word about it, of parties that are known, now."""

from __future__ import annotations

import math
from datetime import date

from dragoman.export.wording import UNSURE
from dragoman.model import Event, Incident

__all__ = ["is_news", "weight_of"]

STATUS = {
    "happened": 1.0, "ongoing": 0.9, "cancelled": 1.0, "scheduled": 0.9, "pledged": 0.7, "denied": 0.6,
    "negated": 0.5, "demanded": 0.4, "conditional": 0.4, "hypothetical": 0.1,
}  # fmt: skip
ACT = {
    "ASSAULT": 1.0, "AGREE": 1.0, "RETREAT": 1.0, "CONCEDE": 0.9, "SANCTION": 0.9, "MOBILIZE": 0.8, "COERCE": 0.8,
    "CONSULT": 0.8, "REJECT": 0.7, "THREATEN": 0.7, "AID": 0.7, "COOPERATE": 0.6, "PROTEST": 0.6, "ACCUSE": 0.5,
    "SUPPORT": 0.5, "REQUEST": 0.4,
}  # fmt: skip
STALE_DAYS = 10
"""An act that ended longer ago is told to explain, even where no page says so."""


def is_news(incident: Incident, told: list[Event], today: str) -> bool:
    """Whether an incident belongs into a digest at all: somebody known does it, the reading is not unsure, and it is
    no mere possibility and not long past."""
    best = max((event.confidence for event in told), default=0.0)
    known = [a for a in (*incident.actors, *incident.recipients) if not a.id.startswith("local:")]
    acting = [a for a in incident.actors if not a.id.startswith("local:") or a.party]
    if incident.background or not known or not acting or best < UNSURE or incident.status == "hypothetical":
        return False
    end = incident.date.end or incident.date.start
    return end is None or (date.fromisoformat(today) - date.fromisoformat(end)).days <= STALE_DAYS


def weight_of(incident: Incident, told: list[Event]) -> float:
    """A number above 0, the larger the weightier."""
    best = max((event.confidence for event in told), default=0.0)
    parties = {a.party or a.id for a in (*incident.actors, *incident.recipients) if not a.id.startswith("local:")}
    several = 1.0 if len(parties) > 1 else 0.5
    in_title = 1.3 if any(event.trigger.source == "title" for event in told) else 1.0
    nested = 0.8 if all(event.within for event in told) else 1.0
    echo = 1.0 + math.log2(max(incident.independent, 1)) / 2
    return STATUS[incident.status] * ACT[incident.act] * several * in_title * nested * echo * (0.5 + best)
