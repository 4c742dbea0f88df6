"""How sure an incident is: who reports it, who of these by themselves, who confirms and denies it, what differs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dragoman.coding.acts import acts
from dragoman.linking.copies import independent_groups
from dragoman.linking.settings import settings
from dragoman.linking.witness import Witness
from dragoman.model import Event

__all__ = ["confirmers", "deniers", "differences", "independent_reports", "reports"]

MEDIA = "JRN"


def reports(witnesses: Iterable[Witness]) -> int:
    """How many pages tell of it, copies of one text counted once."""
    return len({witness.text for witness in witnesses})


def independent_reports(witnesses: Iterable[Witness]) -> int:
    """How many of them do not go back to the same text, the same agency, or the same outlet that they cite."""
    pairs = []
    for witness in witnesses:
        text = f"text:{witness.text}"
        pairs.append((text, text))
        pairs.extend((text, f"source:{source}") for source in _common_sources(witness))
    groups = independent_groups(pairs)
    return len({group for key, group in groups.items() if key.startswith("text:")})


def _common_sources(witness: Witness) -> set[str]:
    """Agencies and outlets that the page has its knowledge from, by one name each."""
    found = {witness.agency} if witness.agency else set()
    publisher = settings().agencies.get(_bare(witness.publisher or ""))
    if publisher:
        found.add(publisher)
    chain = witness.event.attribution
    if chain:
        found.update(speaker.name for speaker in chain[-1].speakers if MEDIA in speaker.sectors)
    return {_bare(name) for name in found}


def _bare(name: str) -> str:
    """A name in lower case without its article, `www.`, `News Agency` and punctuation."""
    return re.sub(r"^the\s+|^www\.|\s+news(?: agency)?$|[^\w\s.]", "", name.lower()).strip()


def confirmers(witnesses: Iterable[Witness]) -> tuple[str, ...]:
    """Names of those who are said to confirm it, in the order of the reports."""
    return _speakers(witnesses, "confirms")


def deniers(witnesses: Iterable[Witness]) -> tuple[str, ...]:
    """Names of those who are said to deny it, in the order of the reports."""
    return _speakers(witnesses, "denies")


def _speakers(witnesses: Iterable[Witness], stance: str) -> tuple[str, ...]:
    names = [
        speaker.name
        for witness in witnesses
        for link in witness.event.attribution
        if link.stance == stance
        for speaker in link.speakers
    ]
    return tuple(dict.fromkeys(names))


def differences(witnesses: Sequence[Witness]) -> tuple[dict[str, Any], ...]:
    """The fields of which reports say what cannot both be so: date, place, number, and who is to blame.

    A value that is only less exact than another (`in April`, `on 12 April`) does not differ from it.
    """
    events = [witness.event for witness in witnesses]
    found = [
        _difference("date", [(e, _days(e)) for e in events if e.date.start and e.date.end], _days_apart),
        _difference("place", [(e, _town(e)) for e in events if _town(e)], lambda one, other: one != other),
        *(
            _difference(f"counts.{what}", _numbers(events, what), _numbers_apart)
            for what in sorted({count.what for event in events for count in event.counts})
        ),
    ]
    if events and events[0].act in acts("against"):
        blamed = [(e, _blamed(e)) for e in events if _blamed(e)]
        found.append(_difference("actors", blamed, lambda one, other: not set(one) & set(other)))
    return tuple(difference for difference in found if difference)


def _difference(
    field: str, told: Sequence[tuple[Event, Any]], apart: Callable[[Any, Any], bool]
) -> dict[str, Any] | None:
    """Values with the events that give them, if at least two of them exclude each other."""
    values: dict[Any, list[str]] = {}
    for event, value in told:
        values.setdefault(value, []).append(event.id)
    exclusive = [one for one in values if any(apart(one, other) for other in values)]
    if not exclusive:
        return None
    return {"field": field, "values": [{"value": _shown(value), "events": values[value]} for value in exclusive]}


def _shown(value: Any) -> str:
    """A value as text: `2018-04-20`, `2018-04-20/2018-04-27`, `14`, `14-17`, or names."""
    if isinstance(value, str):
        return value
    if not any(isinstance(part, str) for part in value):
        low, high = (f"{part:g}" for part in value)
        return low if low == high else f"{low}-{high}"
    parts = list(value)
    if all(re.match(r"\d{4}-", part) for part in parts):
        return parts[0] if parts[0] == parts[-1] else "/".join(parts)
    return ", ".join(parts)


def _days(event: Event) -> tuple[str, str]:
    return event.date.start or "", event.date.end or ""


def _days_apart(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[1] < other[0] or other[1] < one[0]


def _town(event: Event) -> str:
    place = event.place
    return place.name if place is not None and place.precision == "city" and place.origin == "clause" else ""


def _numbers(events: Iterable[Event], what: str) -> list[tuple[Event, tuple[float, float]]]:
    return [(event, (count.low, count.high)) for event in events for count in event.counts if count.what == what]


def _numbers_apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[1] < other[0] or other[1] < one[0]


def _blamed(event: Event) -> tuple[str, ...]:
    return tuple(sorted({actor.principal for actor in event.actors if not actor.id.startswith("local:")}))
