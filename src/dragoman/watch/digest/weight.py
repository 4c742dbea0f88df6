"""How much a happening weighs in a digest, so that what matters stands first: many independent reports, a deed rather
than a word about it, of parties that are known, now. What acts and statuses weigh is in `data/digest.toml`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from dragoman.coding.acts import acts
from dragoman.datafiles import read_table
from dragoman.model import Event, Incident

__all__ = ["ALONE", "is_news", "weight_of"]

STALE_DAYS = 10
"""An act that ended longer ago is told to explain, even where no page says so."""
ALONE, TOGETHER = 0.35, 0.2
"""Confidence that one report needs to be told as news, and of several independent ones, or a headline, the best."""
WITHIN_COUNTRY, ONE_PARTY = 0.5, 0.4
"""What counts of a happening within one country, and of one of which only one party is known; what is hostile is news
there too."""


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
    table = read_table("digest")
    act = table["act"].get(incident.act, table["act"]["default"])
    return float(table["status"][incident.status] * act * _reach(incident) * in_title * nested * echo * (0.2 + best))


def _reach(incident: Incident) -> float:
    """Between two countries or parties a happening weighs more than within one, and one of which the other side is
    not known weighs least."""
    everybody = (*incident.actors, *incident.recipients)
    parties = {actor.principal for actor in everybody if not actor.id.startswith("local:")}
    if incident.act in acts("hostile"):
        return 1.0 if len(parties) > 1 else 0.8
    if len(parties) < 2:
        return ONE_PARTY
    countries = {actor.country for actor in everybody if actor.country}
    return 1.0 if len(countries) > 1 else WITHIN_COUNTRY
