"""Stores made by hand for the tests of `dragoman export`. All people and places are invented."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from dragoman.intake.page import Page
from dragoman.model import Actor, Article, Event, Record, Span, TimeSpan
from dragoman.store import Store, new_run

SENTENCE = "Chad and Niger met in Zinder on Monday."


def person(name: str, country: str, *sectors: str, **more: Any) -> Actor:
    """Somebody who acts for a state."""
    id = "person:" + name.lower().replace(" ", "-")
    return Actor(id=id, name=name, party=f"state:{country}", country=country, sectors=sectors or ("GOV",), **more)


def state(code: str, name: str, **more: Any) -> Actor:
    """A state itself."""
    return Actor(id=f"state:{code}", name=name, party=f"state:{code}", country=code, sectors=("GOV",), **more)


CHAD, NIGER, MALI = state("TCD", "Chad"), state("NER", "Niger"), state("MLI", "Mali")


def event(id: str, *, date: str | None = "2018-04-20", article: str = "page", **fields: Any) -> Event:
    """An event of the sentence above: a meeting of Chad and Niger unless said otherwise."""
    usual: dict[str, Any] = {
        "act": "CONSULT", "type": "CONSULT", "cameo": "040", "quad": "verbal-cooperation", "intensity": 2.5,
        "actors": (CHAD, NIGER), "confidence": 0.9,
        "trigger": Span(text="met", start=15, end=18), "evidence": Span(text=SENTENCE, start=0, end=len(SENTENCE)),
    }  # fmt: skip
    when = TimeSpan(start=date, end=date, precision="day") if date else TimeSpan()
    return Event(id=id, article=article, **{**usual, "date": when, **fields})


def keep(path: Path, events: Iterable[Event], **more: Any) -> Store:
    """A store with these events, an article for each `article` that they name; the text is the sentence."""
    store = Store.open(path, create=True)
    by_article: dict[str, list[Event]] = {}
    for one in events:
        by_article.setdefault(one.article, []).append(one)
    for id, own in by_article.items():
        fields = {"published": "2018-04-23", "publisher": "example.org", "url": f"https://example.org/{id}", **more}
        article = Article(id=id, text=SENTENCE, published_from="option", **fields)
        store.keep(Record(article=article, events=tuple(own)), Page(origin=id, data=id.encode()), new_run())
    return store


def renamed(actor: Actor, name: str) -> Actor:
    """The same actor under another name."""
    return msgspec.structs.replace(actor, name=name)
