"""The word lists of the actors room, loaded once from `data/actors`."""

from __future__ import annotations

from functools import cache
from typing import Any

from dragoman.datafiles import read_table
from dragoman.world.names import key

__all__ = [
    "abbreviated",
    "bodies",
    "body_sector",
    "coreference",
    "courts_in_the_hague",
    "gender_of_name",
    "keepers",
    "known_abroad",
    "navies",
    "pair_words",
    "partisans",
    "words",
]


@cache
def words(section: str) -> frozenset[str]:
    """A list of `words.toml` as a set of look-up keys."""
    return frozenset(key(word) for word in read_table("actors/words")[section])


@cache
def abbreviated() -> dict[str, str]:
    """Short forms of titles ("gen") with the long ones."""
    table: dict[str, str] = read_table("actors/words")["abbreviated"]
    return table


@cache
def partisans() -> dict[str, list[str]]:
    """Adjectives of parties that news uses without their country, with codes, the usual first: "Republican" senators."""
    table: dict[str, list[str]] = read_table("actors/words")["partisans"]
    return table


@cache
def body_sector(name: str) -> str:
    """The sector that the last words of an unknown body's name speak for, or an empty string."""
    folded = key(name).split()
    heads = _body_heads()
    for length in (3, 2, 1):
        if length <= len(folded) and (sector := heads.get(" ".join(folded[-length:]))):
            return sector
    return next((sector for word in folded if (sector := heads.get(word))), "")


@cache
def _body_heads() -> dict[str, str]:
    return {key(head): sector for sector, heads in read_table("actors/words")["body_heads"].items() for head in heads}


@cache
def navies() -> dict[str, str]:
    """The countries by what stands before the names of their warships: HMS, USS."""
    return {prefix: country for country, prefixes in read_table("actors/words")["ships"].items() for prefix in prefixes}


@cache
def keepers() -> tuple[str, ...]:
    """The bodies that send peacekeepers."""
    return tuple(read_table("actors/words")["keepers"])


@cache
def courts_in_the_hague() -> dict[str, list[str]]:
    """The courts of nations in The Hague, with the countries that one of them tries people of and the others do not."""
    table: dict[str, list[str]] = read_table("actors/words")["courts_in_the_hague"]
    return table


@cache
def known_abroad() -> dict[str, frozenset[str]]:
    """Names of bodies that need no country beside them, with the countries that have another body of that name."""
    return {key(name): frozenset(codes) for name, codes in read_table("actors/words")["known_abroad"].items()}


@cache
def coreference(section: str) -> dict[str, Any]:
    """A table of `coreference.toml`."""
    table: dict[str, Any] = read_table("actors/coreference")[section]
    return table


@cache
def pair_words(section: str) -> frozenset[str]:
    """A list under `[pairs]` of `coreference.toml` as look-up keys."""
    return frozenset(key(word) for word in coreference("pairs")[section])


@cache
def bodies() -> dict[str, frozenset[str]]:
    """Common nouns for bodies and the kinds of organisation that they fit."""
    return {key(noun): frozenset(kinds) for noun, kinds in coreference("bodies").items()}


@cache
def _given_names() -> dict[str, str]:
    names = read_table("actors/first_names")
    return {key(n): "f" for n in names["female"]} | {key(n): "m" for n in names["male"]}


def gender_of_name(name: str) -> str:
    """`m` or `f` by the given name, or an empty string."""
    folded = key(name).split()
    names = _given_names()
    return next((g for n in (3, 2, 1) if (g := names.get(" ".join(folded[:n])))), "")
