"""`on = "contact"`: two parties deal with each other for the first time after a silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from dragoman.coding.acts import acts
from dragoman.model import DONE, Incident
from dragoman.store import Store
from dragoman.watch.alert import Finding, alert_of
from dragoman.watch.durations import seconds_of, words_for
from dragoman.watch.rules.incidents import matching
from dragoman.watch.settings import Rule

__all__ = ["find_contacts"]


def find_contacts(store: Store, rule: Rule, among: Iterable[str]) -> Iterator[Finding]:
    """The contacts among the incidents given that come after a silence of both parties with each other.

    A silence is one only where the store was reading all the while: its first page must be older.
    """
    silence = timedelta(seconds=seconds_of(rule.silence))
    for incident in matching(store, rule, among):
        day = _day(incident)
        if incident.act not in acts("contacts") or incident.status not in DONE or day is None:
            continue
        since = (date.fromisoformat(day) - silence).isoformat()
        if not store.arrivals.reads_since(since):
            continue
        for one, other in _pairs(incident):
            if store.arrivals.dealt_between(
                one, other, sorted(acts("contacts")), sorted(DONE), since, day, but=incident.id
            ):
                continue
            why = f"the first contact after {words_for(silence.total_seconds())} without one"
            yield Finding(
                subject=f"{incident.id}:{one}:{other}",
                subjects={f"{event}:{one}:{other}": None for event in incident.events},
                alert=alert_of(rule.name, rule.on, incident, store.arrivals.told_by(incident.events), why),
            )
            break


def _day(incident: Incident) -> str | None:
    return incident.date.start or (incident.first_report or "")[:10] or None


def _pairs(incident: Incident) -> Iterator[tuple[str, str]]:
    """Parties of other sides; of a reciprocal act all of them."""
    acting = list(dict.fromkeys(actor.principal for actor in incident.actors if actor.role == "party"))
    receiving = list(dict.fromkeys(actor.principal for actor in incident.recipients if actor.role == "party"))
    pairs = ((a, b) for a in acting for b in receiving) if receiving else combinations(acting, 2)
    for one, other in pairs:
        if one != other and not one.startswith("local:") and not other.startswith("local:"):
            yield (one, other) if one < other else (other, one)
