"""Which countries a page speaks of, and to which of them "the police" or "lawmakers" belong."""

from __future__ import annotations

import re
from collections import Counter

from dragoman.actors.line import Line, Name
from dragoman.actors.wordlists import words
from dragoman.language.reading import Reading
from dragoman.world import World

__all__ = ["Focus", "count_countries", "publisher_country"]

COUNTED = frozenset({"state", "nationality", "citizen", "citizens", "capital"})
DOMAINS = {".uk": "GBR", ".au": "AUS", ".ca": "CAN", ".in": "IND", ".pk": "PAK", ".za": "ZAF", ".ie": "IRL", ".nz": "NZL",
           ".fr": "FRA", ".de": "DEU", ".il": "ISR", ".ru": "RUS", ".cn": "CHN", ".jp": "JPN", ".kr": "KOR",
           ".ke": "KEN", ".ng": "NGA", ".ph": "PHL", ".tr": "TUR", ".ir": "IRN", ".eg": "EGY", ".gov": "USA"}  # fmt: skip


def codes_of(name: Name, world: World) -> list[str]:
    """The lexicon codes that a name may count for."""
    kinds = COUNTED
    if any(s.kind == "metonym" and not world.metonym(s.ref).party.startswith("state:") for s in name.senses):
        kinds = COUNTED - {"capital"}  # Brussels is the Union's more often than Belgium's
    codes = [s.ref for s in name.senses if s.kind in kinds]
    for sense in name.senses:
        if sense.kind in ("region", "regional", "regional-many"):
            countries = [c for c in world.region(sense.ref).country if c != "INT"]
            codes += countries if len(countries) == 1 else []
    return list(dict.fromkeys(codes))


def count_countries(line: Line, world: World, belonging: bool = False) -> Counter[str]:
    """How often each country is named; names of several do not count.

    With `belonging` those are left out that only back or oppose somebody ("Russian-backed", "pro-Russian").
    """
    counts: Counter[str] = Counter()
    for name in line.names:
        if belonging and (name.joint in words("lending") or name.lead in words("leaning")):
            continue
        codes = codes_of(name, world)
        if len(codes) == 1:
            counts[codes[0]] += 1
    return counts


def publisher_country(publisher: str | None, world: World) -> str | None:
    """The country of the publisher, by the lexicon or the address."""
    if not publisher:
        return None
    for sense in world.senses(publisher):
        if sense.kind == "organisation" and (body := world.organisation(sense.ref)) and body.country:
            return body.country[0]
    for ending, country in DOMAINS.items():
        if publisher.endswith(ending):
            return country
    stem = re.sub(r"^www\.|\.[a-z.]{2,6}$", "", publisher.lower())
    return world.media_countries.get(stem) or world.media_countries.get(stem.removeprefix("the"))


DOMINANT = 3
"""How many times more often than the next a country must be named to own a page's "police" and "lawmakers"."""


class Focus:
    """The country of a generic noun, by its sentence, the sentence before, the dateline, and the page."""

    def __init__(self, reading: Reading, line: Line, world: World, counts: Counter[str]) -> None:
        self.world = world
        self.reading = reading
        self.counts = counts
        self.by_sentence: dict[int, Counter[str]] = {}
        self.places: dict[int, list[str]] = {}
        for name in line.names:
            codes = codes_of(name, world)
            if len(codes) != 1:
                continue
            sentence = reading.tokens[name.first].sentence
            self.by_sentence.setdefault(sentence, Counter())[codes[0]] += 1
            if name.first and line.lowers[name.first - 1] in words("locative"):
                self.places.setdefault(sentence, []).append(codes[0])

    def add(self, token: int, code: str) -> None:
        """Count a named person for the country acted for."""
        self.counts[code] += 1
        sentence = self.reading.tokens[token].sentence
        self.by_sentence.setdefault(sentence, Counter())[code] += 1

    def country(self, token: int) -> str | None:
        """The one country that a noun without one belongs to, or None where it is not clear."""
        sentence = self.reading.tokens[token].sentence
        places = set(self.places.get(sentence, ()))
        if len(places) == 1:
            return places.pop()
        here = self.by_sentence.get(sentence)
        if here and len(here) == 1:
            return next(iter(here))
        before = self.by_sentence.get(sentence - 1)
        if not here and before and len(before) == 1:
            return next(iter(before))
        top = self.counts.most_common(2)
        if top and (len(top) == 1 or top[0][1] >= DOMINANT * top[1][1]):
            return top[0][0]
        return None
