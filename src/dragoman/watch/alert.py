"""What somebody is told: one line, why, and the sentences that it rests on."""

from __future__ import annotations

import msgspec

from dragoman.model import Event, Incident
from dragoman.store.query import Source
from dragoman.watch.headlines import headline

__all__ = ["Alert", "Finding", "Quote", "alert_of", "quote_of"]


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence and the page that it stands in."""

    sentence: str
    article: str
    publisher: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """An alert as it is kept and sent."""

    rule: str
    on: str
    headline: str
    why: str
    """What is new about it."""
    quotes: tuple[Quote, ...] = ()
    incident: str | None = None
    negotiation: str | None = None
    act: str | None = None
    status: str | None = None
    parties: tuple[str, ...] = ()
    day: str | None = None
    """ISO day of the happening, where it is known."""
    made_at: str = ""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a rule found, told or not."""

    subject: str
    subjects: dict[str, str | None]
    """What is told with it: an event with its status, say; the value is what must differ for it to be told again."""
    alert: Alert


def quote_of(event: Event, source: Source) -> Quote:
    """The sentence of an event."""
    return Quote(
        sentence=" ".join(event.evidence.text.split()), article=event.article, publisher=source.publisher, published=source.published,
        title=source.title, url=source.url,
    )  # fmt: skip


def alert_of(rule: str, on: str, incident: Incident, told: list[tuple[Event, Source]], why: str) -> Alert:
    """An alert of an incident; `told` are its events, each with its page."""
    main = next((event for event, _ in told if event.id == incident.event), told[0][0] if told else None)
    best = sorted(told, key=lambda pair: pair[0].id != incident.event)[:3]
    seen: dict[str, Quote] = {}
    for event, source in best:
        seen.setdefault(event.evidence.text, quote_of(event, source))
    return Alert(
        rule=rule, on=on, headline=headline(incident, main.modes if main else ()), why=why, quotes=tuple(seen.values()),
        incident=incident.id, act=incident.act, status=incident.status,
        parties=tuple(dict.fromkeys(a.principal for a in (*incident.actors, *incident.recipients))),
        day=incident.date.start,
    )  # fmt: skip
