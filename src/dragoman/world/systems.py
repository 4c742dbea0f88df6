"""State numbers of the Correlates of War project and of Gleditsch and Ward, as they were in a year.

Sources: Correlates of War State System Membership, version 2016; Gleditsch and Ward's list of independent states with
its tentative list of microstates. The numbers stand in `data/world/countries.toml`, each with its years.
"""

from __future__ import annotations

from functools import cache

from dragoman.world.names import key
from dragoman.world.tables import Country
from dragoman.world.world import World

__all__ = ["country_name", "country_of_name", "cow_number", "gw_number"]


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
    for system in systems:
        number, _, years = system.partition(":")
        first, _, last = years.partition("-")
        if year is None:
            found = None if last else int(number)
        elif int(first) <= year <= int(last or 9999):
            found = int(number)
    return found
