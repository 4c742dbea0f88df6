"""Fixtures that more than one room's tests use."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import settings

from dragoman.language.parse import Parser
from dragoman.language.reading import Reading
from dragoman.language.understanding import understand as understood

# a busy machine is no fault of the code: no test is timed
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The parser, loaded once."""
    return Parser()


@pytest.fixture(scope="session")
def understand(parser: Parser) -> Callable[..., Reading]:
    """`understand(text, published=None, title="")` gives the reading with times, clauses and statements."""

    def read(text: str, published: str | None = "2019-06-12", title: str = "") -> Reading:
        return understood(next(parser.parse([(title, text, published)])))

    return read
