"""Agreements that were reached or signed, with PA-X's stage, who signed and guarantees, and whether they hold."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.coding.acts import acts
from dragoman.model import Actor, Agreement, Event
from dragoman.negotiations.moments import lead_of
from dragoman.negotiations.settings import pattern, stage_of

__all__ = ["agreement_of", "find_agreements"]

REACHED = frozenset({"happened", "scheduled"})


def find_agreements(events: Iterable[Event]) -> list[Agreement]:
    """The agreements that a page's events tell of, in the order of the text."""
    return [found for event in events if (found := agreement_of(event)) is not None]


def agreement_of(event: Event) -> Agreement | None:
    """The agreement that an event tells of, if two or more made it, its sentence calls it one, and the words at the act
    say that it was concluded: who hopes for a deal or stays in one concludes none."""
    takers = (*event.actors, *event.recipients)
    if event.act not in acts("accords") or event.status not in REACHED or len(takers) < 2:
        return None
    if not pattern("concludes").search(lead_of(event)):
        return None
    sentence = event.evidence.text
    word = _nearest_word(event)
    if word is None:
        return None
    day = event.date.start if event.status == "happened" else None
    return Agreement(
        stage=stage_of(sentence),  # type: ignore[arg-type]
        name=word,
        signatories=tuple(actor.name for actor in takers if actor.role in ("party", "mediator")),
        guarantors=_guarantors(takers, sentence),
        signed=day if pattern("signed").search(sentence) else None,
        ratified=day if pattern("ratified").search(sentence) else None,
        in_force=day if pattern("in_force").search(sentence) else None,
        event=event.id,
    )


def _nearest_word(event: Event) -> str | None:
    """The word for an agreement that stands nearest to the act."""
    at = event.trigger.start - event.evidence.start
    found = list(pattern("agreement").finditer(event.evidence.text))
    if not found:
        return None
    nearest = min(found, key=lambda match: abs(match.start() - at))
    end = nearest.end()
    sentence = event.evidence.text
    while end < len(sentence) and sentence[end].isalpha():
        end += 1
    return sentence[nearest.start() : end]


def _guarantors(takers: Iterable[Actor], sentence: str) -> tuple[str, ...]:
    marked = tuple(actor.name for actor in takers if actor.role == "guarantor")
    return marked if marked or not pattern("guarantor").search(sentence) else ()
