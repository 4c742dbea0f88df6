"""State numbers of the Correlates of War project and of Gleditsch and Ward, as they were in a year.

Sources: Correlates of War State System Membership, version 2016; Gleditsch and Ward's list of independent states with
its tentative list of microstates. The numbers stand in `data/world/countries.toml`, each with its years.
"""

from __future__ import annotations

from functools import cache

from dragoman.world.names import key
from dragoman.world.tables import Country
from dragoman.world.world import World

__all__ = ["country_name", "country_of_gw", "country_of_name", "cow_number", "gw_number"]

OPEN = 9999
"""The last year of what still holds."""


def cow_number(code: str | None, year: int | None) -> int | None:
    """The Correlates of War number of a country (ISO alpha-3) in a year; None for no member of the system."""
    country = _countries().get(code or "")
    return _in_year(country.cow, year) if country else None


def gw_number(code: str | None, year: int | None) -> int | None:
    """The Gleditsch-Ward number of a country (ISO alpha-3) in a year; None for no independent state."""
    country = _countries().get(code or "")
    return _in_year(country.gw, year) if country else None


def country_name(code: str | None) -> str | None:
    """The usual English name of a country (ISO alpha-3), or of IGO, NGO and INT None."""
    country = _countries().get(code or "")
    return country.name if country else None


@cache
def country_of_gw(number: str, year: int) -> str | None:
    """The country (ISO alpha-3) that had a Gleditsch-Ward number in a year."""
    spans = ((country.code, *_span(system)) for country in _countries().values() for system in country.gw)
    return next((code for code, known, first, last in spans if str(known) == number and first <= year <= last), None)


@cache
def country_of_name(name: str) -> str | None:
    """The code (ISO alpha-3) of a country by its name; None for a name that is none."""
    return _by_name().get(key(name)) if name else None


@cache
def _by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for country in _countries().values():
        if "-" not in country.code:
            for name in (country.name, *country.aliases):
                names.setdefault(key(name), country.code)
    return names


@cache
def _countries() -> dict[str, Country]:
    return World.load().lexicon.countries


@cache
def _in_year(systems: tuple[str, ...], year: int | None) -> int | None:
    """The number that holds in a year, of `("255:1816-1945", "255:1990-")`; in a year of change the newer one.

    A year that is not known gets the newest number, if it still holds.
    """
    found = None
    for number, first, last in map(_span, systems):
        if first <= (OPEN if year is None else year) <= last:
            found = number
    return found


def _span(system: str) -> tuple[int, int, int]:
    """Number, first and last year of `255:1816-1945`."""
    number, _, years = system.partition(":")
    first, _, last = years.partition("-")
    return int(number), int(first), int(last or OPEN)
