"""Who acts on whom, in formats that know a source and a target and nothing of mutual acts.

Dragoman lists all who take part in a mutual act (a meeting, a treaty, a clash) as its actors. Formats of pairs get
such an act in both directions, as ICEWS and Phoenix themselves have it; a format with lists on either side gets the
first party on the one side and the others on the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Actor, Event

__all__ = ["NO_PAIR", "NO_STATE", "is_mutual", "ordered_pairs", "two_sides"]

NO_STATE = frozenset({"IGO", "NGO", "INT"})
"""Codes that stand where a country's would and are none."""

NO_PAIR = {"country": "no two countries that it is between", "party": "no two parties that it is between"}
"""Why an event is in no panel and no network, by what their units are."""

BESIDE = frozenset({"host", "observer", "guarantor"})
"""Roles of those who are there without acting: in no pair."""


def is_mutual(event: Event) -> bool:
    """Whether all take part alike."""
    return not event.recipients and len({actor.principal for actor in event.actors}) > 1


def two_sides(event: Event) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors and recipients; of a mutual act the first party, and all others."""
    if not is_mutual(event):
        return event.actors, event.recipients
    first = event.actors[0].principal
    return (
        tuple(actor for actor in event.actors if actor.principal == first),
        tuple(actor for actor in event.actors if actor.principal != first),
    )


def ordered_pairs(event: Event) -> Iterator[tuple[Actor, Actor]]:
    """Each (source, target), of a mutual act in both directions; one pair for two parties, however many speak for
    them. Hosts, observers and guarantors are in none, unless nobody else is there.
    """
    sources = _acting(event.actors)
    targets = sources if is_mutual(event) else _acting(event.recipients)
    seen = set()
    for source in sources:
        for target in targets:
            pair = source.principal, target.principal
            if source is target or pair in seen or (is_mutual(event) and pair[0] == pair[1]):
                continue
            seen.add(pair)
            yield source, target


def _acting(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    return tuple(actor for actor in actors if actor.role not in BESIDE) or actors
