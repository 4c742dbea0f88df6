"""A reader for the whole road from a text to its events."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model import Actor, Article, Event
from dragoman.pipeline import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def events(reader: Reader) -> Callable[..., list[Event]]:
    """`events(text, title=None)` gives the events of a page of 2015-05-05."""

    def read(text: str, title: str | None = None) -> list[Event]:
        article = Article(id="page", text=text, title=title, published="2015-05-05")
        return list(next(reader.read_articles([article])).events)

    return read


def names(actors: tuple[Actor, ...]) -> list[str]:
    """The country or, without one, the name of each actor."""
    return [a.country or a.name for a in actors]
