"""Reviewed articles as gold: a folder that `dragoman evaluate articles` scores the program on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from dragoman.model import Actor, Article, Event
from dragoman.store import Store
from dragoman.store.corrections import Holding

__all__ = ["gold_zip", "reviewed_articles"]

ABOUT = """Articles that people reviewed on the desk, as gold for `dragoman evaluate articles FOLDER`.

NN.txt is the page as it was given, NN.json what holds of it by the decisions of people: its events without those that
were rejected, with corrections. Only articles of which every event was accepted, corrected or rejected are here. What
the program never found, nobody could review: recall on these is an upper bound. Quotations and positions are not
reviewed and therefore empty.
"""


def reviewed_articles(store: Store, held: dict[str, Holding]) -> Iterator[str]:
    """Ids of the articles of which every event that is no background was accepted, corrected or rejected."""
    decided = {event for event, holding in held.items() if holding.fields or holding.verdict in ("accept", "reject")}
    of_rejected = {event.article for event in store.reviews.rejected()}
    candidates = {store.reviews.article_of(event) for event in decided} | of_rejected
    for article in sorted(id for id in candidates if id):
        record = store.read_article(article)
        if all(event.id in decided for event in record.events if not event.background):
            yield article


def gold_zip(store: Store, articles: Iterable[str]) -> bytes:
    """The folder, packed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("README.txt", ABOUT)
        for number, id in enumerate(articles, start=1):
            record = store.read_article(id)
            coded = _coded(record.article, [event for event in record.events if not event.background])
            packed.writestr(f"{number:03d}.txt", store.page(id))
            packed.writestr(f"{number:03d}.json", msgspec.json.format(msgspec.json.encode(coded)))
    return stream.getvalue()


def _coded(article: Article, events: list[Event]) -> dict[str, Any]:
    lines = [line for line in article.text.split("\n") if line.strip()]
    return {
        "published": article.published,
        "title": article.title,
        "publisher": article.publisher,
        "byline": article.byline,
        "body_first": lines[0] if lines else "",
        "body_last": lines[-1] if lines else "",
        "boilerplate": [],
        "events": [_event(event) for event in events],
        "quotes": [],
        "positions": [],
        "parties": [],
        "mediators": [],
        "stage": None,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "actors": [_actor(actor) for actor in event.actors],
        "recipients": [_actor(actor) for actor in event.recipients],
        "type": event.act,
        "also": [],
        "mode": event.modes[0] if event.modes else None,
        "status": event.status,
        "date": [event.date.start, event.date.end],
        "place": event.place.name if event.place else None,
        "said_by": [link.speakers[0].name for link in event.attribution if link.speakers],
        "quote": event.evidence.text,
        "core": True,
    }


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "country": actor.country,
        "sector": actor.sectors[0] if actor.sectors else None,
        "person": actor.id.startswith("person:"),
    }
