"""How much a happening weighs in a digest, so that what matters stands first. No more than an editor's rules of thumb,
written down: many independent reports, a deed rather than a word about it, of parties that are known, now."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from dragoman.model import Event, Incident

__all__ = ["ALONE", "is_news", "weight_of"]

STATUS = {
    "happened": 1.0, "ongoing": 0.9, "cancelled": 1.0, "scheduled": 0.9, "pledged": 0.7, "denied": 0.6,
    "negated": 0.5, "demanded": 0.4, "conditional": 0.4, "hypothetical": 0.1,
}  # fmt: skip
ACT = {
    "ASSAULT": 1.0, "RETREAT": 1.0, "AGREE": 0.8, "CONCEDE": 0.9, "SANCTION": 0.9, "MOBILIZE": 0.8, "COERCE": 0.8,
    "CONSULT": 0.8, "REJECT": 0.7, "THREATEN": 0.7, "AID": 0.7, "COOPERATE": 0.6, "PROTEST": 0.6, "ACCUSE": 0.5,
    "SUPPORT": 0.5, "REQUEST": 0.4,
}  # fmt: skip
STALE_DAYS = 10
"""An act that ended longer ago is told to explain, even where no page says so."""
ALONE, TOGETHER = 0.35, 0.2
"""Confidence that one report needs to be told as news, and of several independent ones, or a headline, the best."""
MATERIAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION"})
"""Acts that are news also within one country."""
WITHIN_COUNTRY, ONE_PARTY = 0.5, 0.4


def is_news(incident: Incident, told: Sequence[Event], today: str) -> bool:
    """Whether an incident belongs into a digest at all: somebody known does it, the reading is not unsure, and it is
    no mere possibility and not long past."""
    best = max((event.confidence for event in told), default=0.0)
    known = [actor for actor in incident.actors if not actor.id.startswith("local:") or actor.party]
    together = incident.independent > 1 or any(event.trigger.source == "title" for event in told)
    if incident.background or not known or best < (TOGETHER if together else ALONE):
        return False
    end = incident.date.end or incident.date.start
    if incident.status == "hypothetical" or end is None:
        return incident.status != "hypothetical"
    return (date.fromisoformat(today) - date.fromisoformat(end)).days <= STALE_DAYS


def weight_of(incident: Incident, told: Sequence[Event]) -> float:
    """A number above 0, the larger the weightier."""
    best = max((event.confidence for event in told), default=0.0)
    in_title = 1.3 if any(event.trigger.source == "title" for event in told) else 1.0
    nested = 0.8 if all(event.within for event in told) else 1.0
    echo = 1.0 + math.log2(max(incident.independent, 1)) / 2
    return STATUS[incident.status] * ACT[incident.act] * _reach(incident) * in_title * nested * echo * (0.2 + best)


def _reach(incident: Incident) -> float:
    """Between two countries or parties a happening weighs more than within one, and one of which the other side is
    not known weighs least."""
    everybody = (*incident.actors, *incident.recipients)
    parties = {actor.principal for actor in everybody if not actor.id.startswith("local:")}
    if incident.act in MATERIAL:
        return 1.0 if len(parties) > 1 else 0.8
    if len(parties) < 2:
        return ONE_PARTY
    countries = {actor.country for actor in everybody if actor.country}
    return 1.0 if len(countries) > 1 else WITHIN_COUNTRY
