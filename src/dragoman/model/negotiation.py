"""What parties want of each other, what they promised, and where their talks stand."""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.model.event import Status
from dragoman.model.parts import Actor, Link, TimeSpan

__all__ = [
    "Agreement",
    "Meeting",
    "Negotiation",
    "Position",
    "PositionStance",
    "Promise",
    "PromiseOutcome",
    "StateStep",
]

PositionStance = Literal["offer", "demand", "condition", "concession", "refusal", "proposal", "commitment"]


class Position(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="position"):
    """What a party offers, demands, refuses, and for what."""

    id: str
    article: str
    party: Actor
    to: tuple[Actor, ...] = ()
    stance: PositionStance
    issue: str | None = None
    """The subject, such as `denuclearisation`."""
    what: str
    """The text's words for it."""
    in_exchange_for: str | None = None
    on_condition: str | None = None
    date: TimeSpan | None = None
    attribution: tuple[Link, ...] = ()
    event: str | None = None
    """The event that carries it."""
    start: int
    end: int


PromiseOutcome = Literal["open", "kept", "broken", "carried-out", "overdue", "superseded", "void", "no-report"]


class Promise(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="promise"):
    """A pledge, threat, deadline or condition, and what became of it."""

    id: str
    by: Actor | None
    to: tuple[Actor, ...] = ()
    what: str
    sort: Literal["pledge", "threat", "deadline", "condition"]
    made: TimeSpan | None = None
    due: TimeSpan | None = None
    outcome: PromiseOutcome = "open"
    evidence_for: tuple[str, ...] = ()
    evidence_against: tuple[str, ...] = ()
    event: str | None = None


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting of a negotiation, held or to be held."""

    event: str
    status: Status
    change: str | None = None
    parties: tuple[str, ...]
    """Names of those who take part."""
    date: TimeSpan
    place: str | None = None


class StateStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step of a process and why."""

    state: Literal[
        "contacts", "talks-scheduled", "under-way", "suspended", "broken-off", "agreed", "implementing", "lapsed"
    ]
    since: str | None
    """ISO day, or null where the text gives none."""
    event: str
    """The event that the step rests on."""
    reason: str


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement, with PA-X's stage."""

    stage: Literal[
        "pre-negotiation", "ceasefire", "framework-partial", "framework-comprehensive",
        "implementation", "renewal", "other",
    ]  # fmt: skip
    name: str
    signatories: tuple[str, ...] = ()
    guarantors: tuple[str, ...] = ()
    signed: str | None = None
    ratified: str | None = None
    in_force: str | None = None
    event: str


class Negotiation(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="negotiation"):
    """Parties that consult, agree, ask and refuse over a subject."""

    id: str
    name: str
    article: str | None = None
    parties: tuple[Actor, ...] = ()
    mediators: tuple[Actor, ...] = ()
    issues: tuple[str, ...] = ()
    state: str | None = None
    states: tuple[StateStep, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    positions: tuple[str, ...] = ()
    """Ids of its positions."""
    promises: tuple[str, ...] = ()
    """Ids of its promises."""
    events: tuple[str, ...] = ()
    """Ids of its events."""
