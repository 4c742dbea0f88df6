"""`on = "incident"`: something new, or something known that is of another status now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.errors import UsageError
from dragoman.model import Incident
from dragoman.store import Store
from dragoman.store.query import IncidentQuery
from dragoman.watch.alert import Finding, alert_of
from dragoman.watch.digest.weight import is_news
from dragoman.watch.headlines import change_line
from dragoman.watch.settings import Rule

__all__ = ["find_incidents", "matching", "subjects_of"]

REAL = {"happened": "real", "ongoing": "real"}
"""Statuses that are one for this: what goes on today and has happened tomorrow is no news."""


def find_incidents(store: Store, rule: Rule, among: Iterable[str] | None, today: str) -> Iterator[Finding]:
    """The incidents that a rule asks for, of those given or of all. Unless it says how sure they must be, those that
    a digest would tell of: somebody who is alerted wants no guesses."""
    all_ = rule.min_confidence is not None or "hypothetical" in rule.status
    for incident in matching(store, rule, among):
        told = store.arrivals.told_by(incident.events)
        if all_ or is_news(incident, [event for event, _ in told], today):
            yield Finding(
                subject=f"{incident.id}:{_status(incident.status)}",
                subjects=subjects_of(incident),
                alert=alert_of(rule.name, rule.on, incident, told, _why(incident)),
            )


def matching(store: Store, rule: Rule, among: Iterable[str] | None) -> Iterator[Incident]:
    """The incidents that meet the conditions of a rule."""
    query = IncidentQuery(
        actor=rule.actor, country=rule.country, dyad=rule.pair, type=rule.type, act=rule.act, status=rule.status,
        search=rule.search, min_confidence=rule.min_confidence or 0.0, independent=rule.independent,
        ids=None if among is None else tuple(among),
    )  # fmt: skip
    within = None
    if rule.negotiation is not None:
        try:
            within = {incident.id for incident in store.fresh_negotiations().material(rule.negotiation).incidents}
        except UsageError:
            return  # it may come up yet
    for incident in store.incidents.find(query):
        if within is None or incident.id in within:
            yield incident


def subjects_of(incident: Incident) -> dict[str, str | None]:
    """Each of its events with its status: joined or parted later, nothing of it is told again."""
    return {f"{event}:{_status(incident.status)}": None for event in incident.events}


def _status(status: str) -> str:
    return REAL.get(status, status)


def _why(incident: Incident) -> str:
    if len(incident.history) > 1:
        before, now = incident.history[-2], incident.history[-1]
        if before["status"] != now["status"] or now.get("change"):
            day = (now.get("date") or {}).get("start")
            return change_line(str(before["status"]), str(incident.status), now.get("change"), day)
    return "new"
