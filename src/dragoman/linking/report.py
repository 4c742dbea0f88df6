"""What is compared of an event: a small, flat thing that says who, what, when, where, how many and in which words."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import msgspec

from dragoman.datafiles import read_words
from dragoman.linking.settings import settings
from dragoman.model import Actor, Count, Event

__all__ = ["PLANNED", "SOME", "UNREAL", "Report", "make_report", "nation", "ordinal", "stems", "what_sort"]

PLANNED = frozenset({"scheduled", "pledged", "demanded"})
UNREAL = frozenset({"hypothetical", "conditional"})
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
LOCAL = "local:"
"""How the id of somebody begins whom the text does not name."""
SOME = "some:"
NEAR = 18
"""Words on either side of the trigger that are taken for the act's own: a sentence may tell of several acts."""
SHORTEST_WORD = 3
BESIDE = 12
"""Characters on either side of a date in which a word of the hour is looked for."""

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = re.compile(r"(?:ations?|ments?|ings?|ions?|ers?|ed|es|s|e)$")


class Report(msgspec.Struct, frozen=True):
    """An event as linking sees it. Days are proleptic Gregorian ordinals."""

    id: str
    article: str
    act: str
    modes: tuple[str, ...]
    status: str
    change: str | None
    background: bool
    actors: frozenset[str]
    """Parties that act; of a mutual act all that take part."""
    recipients: frozenset[str]
    people: dict[str, tuple[str, ...]]
    """Named persons by their party."""
    told: int | None
    """Day of the page."""
    first: int | None
    last: int | None
    """When it happens, as far as the text says."""
    firm: bool
    """The text itself names the day, and not one at midnight."""
    place: str | None
    place_country: str | None
    place_firm: bool
    """The place is a town that the clause itself names."""
    counts: dict[str, tuple[float, float]]
    weekdays: frozenset[str]
    """Days of the week that the sentence names: what is left of a date that was not understood."""
    words: frozenset[str]
    within: str | None = None
    vector: bytes | None = None

    @property
    def parties(self) -> frozenset[str]:
        """All who take part, on either side."""
        return self.actors | self.recipients


def make_report(event: Event, published: str | None, vector: bytes | None = None) -> Report:
    """An event with what its page adds: the day of publication (ISO) and the encoder's vector, where known."""
    actors, recipients = _sides(event)
    first = ordinal(event.date.start or event.date.end)
    last = ordinal(event.date.end or event.date.start)
    place = event.place
    in_clause = place is not None and place.origin == "clause"
    return Report(
        id=event.id,
        article=event.article,
        act=event.act,
        modes=event.modes,
        status=event.status,
        change=event.change,
        background=event.background,
        actors=actors,
        recipients=recipients,
        people=_people(event),
        told=ordinal(published),
        first=first,
        last=max(first, last) if first is not None and last is not None else last,
        firm=_firm(event),
        place=place.name if place is not None and place.precision != "country" else None,
        place_country=place.country if place is not None else None,
        place_firm=in_clause and place is not None and place.precision == "city",
        counts={count.what: _range(count, event.counts) for count in event.counts},
        weekdays=WEEKDAYS & frozenset(_plain(event.evidence.text)),
        words=_words(event),
        within=event.within,
        vector=vector,
    )


def nation(party: str) -> str:
    """A state and its unnamed people as one: `eleven officials of Myanmar` may be either in two reports of one act."""
    if party.startswith(SOME):
        what, _, country = party.partition("@")
        return f"nation:{country}" if country else what
    return f"nation:{party.removeprefix('state:')}" if party.startswith("state:") else party


def what_sort(party: str) -> str:
    """What somebody unnamed is (`some:fighter`), whatever the country; a named party is itself."""
    return party.partition("@")[0] if party.startswith(SOME) else party


def ordinal(day: str | None) -> int | None:
    """An ISO day or time as the number of its day, or None where it is none."""
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def _sides(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    """Who acts and on whom; in talks, and wherever nobody suffers it, all stand on one side."""
    actors = frozenset(map(_party, event.actors))
    recipients = frozenset(map(_party, event.recipients))
    if event.act == "CONSULT":
        return actors | recipients, frozenset()
    return actors, recipients - actors


def _party(actor: Actor) -> str:
    """The party, else the person; of somebody whom the text does not name, what they are and of which country."""
    key = actor.principal
    if not key.startswith(LOCAL):
        return key
    what = key.removeprefix(LOCAL)
    country = (actor.country or "").lower()
    return f"{SOME}{what.removeprefix(f'{country}-')}@{actor.country or ''}"


def _people(event: Event) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for actor in (*event.actors, *event.recipients):
        if actor.id.startswith("person:"):
            found.setdefault(actor.principal, []).append(actor.id)
    return {party: tuple(sorted(set(persons))) for party, persons in found.items()}


def _firm(event: Event) -> bool:
    """Whether the text itself names the day, and nothing beside it (`early Saturday`) leaves the next one open."""
    text, sentence = event.date.text, event.evidence.text
    if event.date.precision != "day" or text is None:
        return False
    at = sentence.find(text)
    around = sentence[max(0, at - BESIDE) : at + len(text) + BESIDE] if at >= 0 else text
    return not _edge_words() & set(_plain(around))


@cache
def _edge_words() -> frozenset[str]:
    return frozenset(settings().edges["words"])


def _range(count: Count, counts: tuple[Count, ...]) -> tuple[float, float]:
    same = [c for c in counts if c.what == count.what]
    return min(c.low for c in same), max(c.high for c in same)


def stems(text: str) -> frozenset[str]:
    """Stems of the telling words of a text."""
    return frozenset(_stem(word) for word in _plain(text) if _tells(word))


def _tells(word: str) -> bool:
    return (len(word) >= SHORTEST_WORD or word.isdigit()) and word not in _empty_words()


def _words(event: Event) -> frozenset[str]:
    """Stems of the telling words around the trigger, without the names of those who take part."""
    names = {word for actor in (*event.actors, *event.recipients) for word in _plain(f"{actor.text} {actor.name}")}
    at = event.trigger.start - event.evidence.start
    found = [(m.group().lower(), m.start()) for m in _WORD.finditer(event.evidence.text)]
    middle = sum(1 for _, start in found if start < at)
    near = found[max(0, middle - NEAR) : middle + NEAR]
    return frozenset(_stem(word) for word, _ in near if word not in names and _tells(word))


@cache
def _empty_words() -> frozenset[str]:
    return read_words("intake/function_words") | WEEKDAYS


def _plain(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _stem(word: str) -> str:
    """A word without its commonest endings, so that `shelled` meets `shelling`."""
    shorter = _ENDINGS.sub("", word)
    return shorter if len(shorter) >= SHORTEST_WORD else word
