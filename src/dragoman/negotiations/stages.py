"""The state of a process as a dated series, and its agreements with PA-X's stage."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.model import Agreement, Event, StateStep

__all__ = ["find_agreements", "find_states"]

ENDED = re.compile(
    r"\b(?:collaps\w+|broke (?:down|off)|broken (?:down|off)|walk(?:ed)? out|fail(?:ed)?|deadlock\w*)\b", re.IGNORECASE
)
SUSPENDED = re.compile(r"\b(?:suspend\w*|freez\w*|froze\w*|halt\w*|paus\w+|stall\w*|postpon\w+)\b", re.IGNORECASE)
AGREEMENT_WORDS = re.compile(r"\b(agreement|deal|treaty|accord|pact|truce|ceasefire|cease-fire|armistice|memorandum|roadmap|road map|declaration)\b", re.IGNORECASE)  # fmt: skip
STAGES = (
    ("ceasefire", re.compile(r"\b(?:truce|cease-?fire|armistice|cessation of hostilities)\b", re.IGNORECASE)),
    ("framework-comprehensive", re.compile(r"\b(?:peace (?:treaty|agreement|deal|accord)|comprehensive)\b", re.IGNORECASE)),
    ("implementation", re.compile(r"\b(?:implement\w*|timetable|modalit\w+|annex)\b", re.IGNORECASE)),
    ("renewal", re.compile(r"\b(?:renew\w*|extend\w*|extension|recommit\w*)\b", re.IGNORECASE)),
    ("pre-negotiation", re.compile(r"\b(?:talks about talks|to (?:hold|resume|start|open) (?:\w+ )?(?:talks|negotiations))\b", re.IGNORECASE)),
)  # fmt: skip


def find_states(talks: Iterable[Event]) -> list[StateStep]:
    """The steps that a page's events show, oldest first; undated ones stand where the text tells them."""
    steps: list[StateStep] = []
    for event in sorted(talks, key=lambda e: e.date.start or e.date.end or "9999"):
        state = _state(event)
        if state is None or (steps and steps[-1].state == state):
            continue
        steps.append(
            StateStep(
                state=state,  # type: ignore[arg-type]
                since=event.date.start
                if event.status in ("happened", "ongoing")
                else (event.announced or event.date).start,
                event=event.id,
                reason=event.evidence.text,
            )
        )
    return steps


def _state(event: Event) -> str | None:
    sentence = event.evidence.text
    if event.act == "CONSULT":
        if event.status == "ongoing":
            return "under-way"
        if event.status in ("scheduled", "pledged"):
            return "talks-scheduled"
        if event.status in ("happened", "cancelled"):
            near = sentence[max(0, event.trigger.start - event.evidence.start - 60) :][:140]
            if ENDED.search(near):
                return "broken-off"
            if event.status == "cancelled" or SUSPENDED.search(near):
                return "suspended"
            return "contacts"
    if (
        event.act in ("AGREE", "SUPPORT")
        and event.status == "happened"
        and len(event.actors) > 1
        and AGREEMENT_WORDS.search(sentence)
    ):
        return "agreed"
    return None


def find_agreements(talks: Iterable[Event]) -> list[Agreement]:
    """Agreements that were reached or signed, with PA-X's stage from the words around."""
    found: list[Agreement] = []
    for event in talks:
        if event.act not in ("AGREE", "SUPPORT", "CONCEDE") or event.status not in ("happened", "scheduled"):
            continue
        if len(event.actors) + len(event.recipients) < 2:
            continue
        sentence = event.evidence.text
        word = AGREEMENT_WORDS.search(sentence)
        if word is None:
            continue
        stage = next((name for name, pattern in STAGES if pattern.search(sentence)), "other")
        signed = event.date.start if event.status == "happened" and re.search(r"\bsign", sentence) else None
        found.append(
            Agreement(
                stage=stage,  # type: ignore[arg-type]
                name=word.group(0),
                signatories=tuple(a.name for a in (*event.actors, *event.recipients)),
                signed=signed,
                event=event.id,
            )
        )
    return found
