"""Where a clause happens: its phrases of place, looked up in the lexicon and the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypedDict

from msgspec import structs

from dragoman.actors.context import Context
from dragoman.actors.line import Line, Name, line_of_text
from dragoman.actors.meanings import Meanings
from dragoman.actors.wordlists import words
from dragoman.language.reading import Reading
from dragoman.model import Place
from dragoman.world.places import Spot

__all__ = ["Places"]

ORDER = {"city": 0, "region": 1, "country": 2, None: 3}
MONTHS = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?\b.*$|\d.*$|\((?:Reuters|AP|AFP|UPI|Xinhua|TASS)\).*$"
)
NO_PLACE = frozenset(
    {"DATE", "TIME", "PERSON", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "NORP", "LANGUAGE"}
)

NAMESAKE = 6
"""How many times smaller than a capital a town of its name may be to be meant on a page about its own country."""


class Within(NamedTuple):
    """The country or land that the text puts a town in."""

    country: str
    region: str = ""
    """GeoNames code of the land."""


class Position(TypedDict):
    """Where a spot lies."""

    latitude: float | None
    longitude: float | None
    geonames: int | None


@dataclass(slots=True)
class Places:
    """The places of one page."""

    reading: Reading
    line: Line
    meanings: Meanings
    context: Context
    dateline_text: str | None
    _dateline: Place | None = None
    _dateline_done: bool = False

    def of_clause(self, tokens: Iterable[int]) -> Place | None:
        """The most exact place named behind a preposition of place among these tokens."""
        found: list[tuple[int, int, Place]] = []
        for i in sorted(set(tokens)):
            token = self.reading.tokens[i]
            if token.dep not in ("prep", "case", "mark", "pcomp") or token.lower not in words("locative") | {"on"}:
                continue
            for below in self.reading.children(i, "pobj"):
                for head in self.reading.conjuncts(below.i)[:1]:
                    if (token.lower != "on" or self._stood_on(head)) and (place := self.at(head)):
                        found.append((ORDER[place.precision], i, place))
        return min(found, key=lambda f: f[:2])[2] if found else None

    def _stood_on(self, head: int) -> bool:
        """Whether "on" before a phrase says where: on the outskirts, on Jeju Island, but not on Iraq."""
        return self.reading.tokens[head].lower in words("stood_on")

    def at(self, head: int) -> Place | None:
        """The place that a noun phrase names; "the Vienna suburb" and "a village near Aleppo" lead to their town."""
        tokens = self.reading.tokens
        first, last = self._name_at(head)
        if last - first > 1 and (place := self._looked_up(head, first, last)):
            return place
        if tokens[head].lower in words("place_nouns"):
            for below in [b for p in self.reading.children(head, "prep") for b in self.reading.children(p.i, "pobj")]:
                if place := self.at(below.i):
                    return place
            for apposed in self.reading.children(head, "appos"):
                if place := self.at(apposed.i):
                    return place
        elif self.line.capital(head):
            return self._looked_up(head, first, last) if last - first == 1 else None
        for child in self.reading.children(head, "compound", "poss", "nmod", "amod"):
            if self.line.capital(child.i) and (place := self.at(child.i)):
                return place
        return None

    def _name_at(self, head: int) -> tuple[int, int]:
        """The name that ends with the head: the lexicon's, or the longer run of proper nouns (Palais Wilson)."""
        name = self.line.name(head)
        if name is None:
            return self._proper(head)
        if {s.kind for s in name.senses} <= {"surname", "person"}:
            first, last = self._proper(head)
            return min(first, name.first), max(last, name.last)
        return name.first, name.last

    def _proper(self, head: int) -> tuple[int, int]:
        """The run of proper nouns that ends with the head."""
        tokens = self.reading.tokens
        if tokens[head].pos != "PROPN" or not self.line.capital(head):
            return head, head
        first = head
        while (
            first > 0
            and tokens[first - 1].sentence == tokens[head].sentence
            and (
                tokens[first - 1].pos == "PROPN"
                or (tokens[first - 1].text == "-" and tokens[first - 1].end == tokens[first].start)
            )
        ):
            first -= 1
        return first, head + 1

    def _looked_up(self, head: int, first: int, last: int) -> Place | None:
        """The place of a name, unless the tagger takes it for something else and nothing speaks against that."""
        entity = self.reading.tokens[head].entity
        label = self.reading.entities[entity].label if entity >= 0 else ""
        place = self.look_up(first, last)
        if place is None or label not in NO_PLACE or self._lexicon_place(head):
            return place
        if label != "PERSON" or self.context.ledger.named(self.line.words(first, last)):
            return None
        return place if place.country in self._hints() or self._within(last) else None

    def _lexicon_place(self, head: int) -> bool:
        name = self.line.name(head)
        return name is not None and any(s.kind in ("state", "capital", "region") for s in name.senses)

    def look_up(self, first: int, last: int) -> Place | None:
        """The place that tokens `first` to `last` (not included) name."""
        text = self.line.words(first, last)
        start, end = self.line.spans[first][0], self.line.spans[last - 1][1]
        name = self.line.name(last - 1)
        if name is not None and name.last != last:
            return None
        found = self._known(self.line, first, last, text, self._within(last))
        return None if found is None else structs.replace(found, text=text, start=start, end=end)

    def _hints(self) -> tuple[str, ...]:
        return tuple(c for c, _ in self.context.countries.most_common(3))

    def _within(self, last: int) -> Within | None:
        """The country or land that the words behind a town put it in: "Tripoli, northern Lebanon", "Gao in Mali"."""
        tokens = self.reading.tokens
        if not (last < len(tokens) and self.line.lowers[last] in (",", "(", "in")):
            return None
        i, end = last + 1, min(last + 5, len(tokens))
        while i < end and self.line.lowers[i] in words("directions"):
            i += 1
        name = self.line.name(i) if i < len(tokens) and tokens[i].sentence == tokens[last - 1].sentence else None
        if (
            name is None
            or name.first != i
            or (name.last < len(tokens) and self.line.lowers[name.last] in ("and", "or"))
        ):
            return None
        return self._land(name)

    def _land(self, name: Name) -> Within | None:
        gazetteer = self.meanings.world.places
        for number in self.meanings.of_kind(name, "region"):
            region = self.meanings.world.region(number)
            if code := self.meanings.region_country(list(region.country), self.context):
                spots = (s for s in gazetteer.named(region.name) if s.kind == "region" and s.country == code)
                return Within(code, next((s.region for s in spots), ""))
        country = self.meanings.country(self.meanings.of_kind(name, "state"), self.context)
        return Within(country.coded) if country and country.coded else None

    def _known(self, line: Line, first: int, last: int, text: str, within: Within | None = None) -> Place | None:
        """What a name means among the lexicon's places and the gazetteer's."""
        gazetteer = self.meanings.world.places
        spot = gazetteer.inside(text, within.country, within.region) if within else None
        name = line.name(last - 1)
        if name is not None and name.first == first and name.last == last:
            if codes := self.meanings.of_kind(name, "capital"):
                if (country := self.meanings.country(codes, self.context)) is None:
                    return _of_spot(spot) if spot else None
                if spot is None or spot.country == country.coded:
                    spot = self._namesake(name, text, country.coded) or gazetteer.best(text, (country.coded,))
                coded = spot.country if spot else country.coded
                return Place(name=text, country=coded, precision="city", **_position(spot))
            if spot is not None and spot.kind == "city":
                return _of_spot(spot)
            if codes := self.meanings.of_kind(name, "state"):
                country = self.meanings.country(codes, self.context)
                return Place(name=country.name, country=country.coded, precision="country") if country else None
            for number in self.meanings.of_kind(name, "region"):
                region = self.meanings.world.region(number)
                one = len(region.country) == 1 or region.town  # else it is not told which part is meant
                code = self.meanings.region_country(list(region.country), self.context) if one else None
                if region.town:
                    spot = gazetteer.best(text, self._hints())
                    code = spot.country if spot and spot.country in self._hints() else code or region.country[0]
                if code:
                    spot = gazetteer.inside(text, code) or gazetteer.inside(region.name, code)
                return Place(
                    name=region.name,
                    country=code,
                    precision="city" if region.town else "region",
                    **_position(spot),
                )
            for number in self.meanings.of_kind(name, "metonym"):
                metonym = self.meanings.world.metonym(number)
                if metonym.place:
                    return Place(name=metonym.name, country=metonym.country or None, precision="city")
            if {s.kind for s in name.senses} & {"organisation", "person", "surname", "role", "roles"} and spot is None:
                return None
        spot = spot or gazetteer.best(text, self._hints())
        return _of_spot(spot) if spot else None

    def _namesake(self, name: Name, text: str, capital_of: str | None) -> Spot | None:
        """The town called like a capital, on a page that speaks of its country and of the capital's by no other name.

        American towns are named like capitals by the dozen: there the page has to name the state as well.
        """
        countries = [c for c in self._hints() if c != capital_of]
        if not countries or self.context.spoken_of(name):
            return None
        named = self.meanings.world.places.named(text)
        capital = next((s for s in named if s.country == capital_of), None)
        for spot in named:
            if spot.country in countries and capital is not None and spot.kind == "city":
                share = 1 if spot.country == "USA" else NAMESAKE
                return spot if spot.population * share >= capital.population else None
        return None

    def dateline(self) -> Place | None:
        """The dateline's place, marked `dateline`."""
        if not self._dateline_done:
            self._dateline_done = True
            self._dateline = self._read_dateline()
        return self._dateline

    def _read_dateline(self) -> Place | None:
        text = (self.dateline_text or "").strip()
        if not text:
            return None
        plain = MONTHS.sub("", text).strip(" ,.-–—")
        parts = [p.strip() for p in plain.split(",")]
        for part, behind in ((plain, ""), *zip(parts, [*parts[1:], ""], strict=True)):
            if found := self._read_part(part, behind):
                return structs.replace(found, origin="dateline", text=text)
        return None

    def _read_part(self, part: str, behind: str = "") -> Place | None:
        """What a piece of a dateline names, put in a country or land by the piece behind it."""
        line, land = (line_of_text(p.title() if p.isupper() else p, self.meanings.world) for p in (part, behind))
        name = land.names[0] if land.names else None
        within = self._land(name) if name is not None and name.first == 0 else None
        return self._known(line, 0, len(line), line.words(0, len(line)), within) if len(line) else None


def _position(spot: Spot | None) -> Position:
    if spot is None:
        return {"latitude": None, "longitude": None, "geonames": None}
    return {"latitude": spot.latitude, "longitude": spot.longitude, "geonames": spot.geonames}


def _of_spot(spot: Spot) -> Place:
    precision: Literal["city", "region"] = "city" if spot.kind == "city" else "region"
    return Place(name=spot.name, country=spot.country, precision=precision, **_position(spot))
