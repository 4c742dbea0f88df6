"""One resolver for all tests of the room, and a short way to ask it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors import Cast, Resolver
from dragoman.language.reading import Reading
from dragoman.model import Actor, Article
from dragoman.world import World


@pytest.fixture(scope="session")
def resolver() -> Resolver:
    return Resolver(World.load())


@pytest.fixture
def cast(resolver: Resolver, understand: Callable[..., Reading]) -> Callable[..., tuple[Cast, Reading]]:
    """`cast(text, day=…, title=…, dateline=…, publisher=…)` gives the cast and the reading."""

    def read(text: str, day: str = "2018-05-02", **more: str) -> tuple[Cast, Reading]:
        reading = understand(text, day, more.get("title", ""))
        return resolver.resolve(Article(id="a", text=text, published=day, **more), reading), reading  # type: ignore[arg-type]

    return read


@pytest.fixture
def meant(cast: Callable[..., tuple[Cast, Reading]]) -> Callable[..., list[Actor]]:
    """`meant(text, word)` gives the actors at the last token of that form."""

    def ask(text: str, word: str, role: str = "", day: str = "2018-05-02", **more: str) -> list[Actor]:
        found, reading = cast(text, day, **more)
        head = max(t.i for t in reading.tokens if t.text == word)
        return list(found.actors_at(head, role))

    return ask
