"""What is new in a dossier since a day: the dossier of the pages before that day, beside the one of all pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from dragoman.model import Incident, StateStep

if TYPE_CHECKING:
    from dragoman.negotiations.dossier import Dossier

__all__ = ["Changes", "changes_between"]


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """Ids and steps that were not there before."""

    since: str
    state_before: str | None
    states: tuple[StateStep, ...]
    """New steps of the process."""
    incidents: tuple[str, ...]
    """New incidents."""
    steps: tuple[str, ...]
    """Incidents told before, whose status has changed: a plan put off, a meeting held."""
    stands: tuple[str, ...]
    agreements: tuple[str, ...]
    """Events of new agreements."""
    promises: tuple[str, ...]
    """New promises."""
    outcomes: tuple[str, ...]
    """Promises made before, of which something has become."""


def changes_between(old: Dossier, new: Dossier, since: str) -> Changes:
    """What the new dossier holds and the old one does not."""
    known = {event: incident for incident in old.incidents for event in incident.events}
    events = set(known)
    stands = {position for stand in old.stands for position in stand.positions}
    outcomes = {promise.id: promise.outcome for promise in old.promises}
    promised = {promise.event for promise in old.promises}
    return Changes(
        since=since,
        state_before=old.state,
        states=tuple(step for step in new.states if not _has(old.states, step)),
        incidents=tuple(i.id for i in new.incidents if not events & set(i.events)),
        steps=tuple(i.id for i in new.incidents if events & set(i.events) and _moved_on(known, i)),
        stands=tuple(stand.id for stand in new.stands if not stands & set(stand.positions)),
        agreements=tuple(a.event for a in new.agreements if a.event not in events),
        promises=tuple(p.id for p in new.promises if p.event not in promised and p.event not in events),
        outcomes=tuple(p.id for p in new.promises if p.id in outcomes and outcomes[p.id] != p.outcome),
    )


def _has(steps: Iterable[StateStep], step: StateStep) -> bool:
    return any(old.state == step.state and old.since == step.since for old in steps)


def _moved_on(known: dict[str, Incident], incident: Incident) -> bool:
    """Whether an incident has come further than any of those that its events were of."""
    before = {known[event].status for event in incident.events if event in known}
    return incident.status not in before
