"""Where a clause happens: its phrases of place, looked up in the lexicon and the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.actors.context import Context
from dragoman.actors.line import Line, line_of_text
from dragoman.actors.meanings import Meanings
from dragoman.actors.wordlists import words
from dragoman.language.reading import Reading
from dragoman.model import Place

__all__ = ["Places"]

ORDER = {"city": 0, "region": 1, "country": 2, None: 3}
MONTHS = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?\b.*$|\d.*$|\((?:Reuters|AP|AFP|UPI|Xinhua|TASS)\).*$"
)
NO_PLACE = frozenset(
    {"DATE", "TIME", "PERSON", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "NORP", "LANGUAGE"}
)


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
            if token.lower not in words("locative") or token.dep not in ("prep", "case", "mark", "pcomp"):
                continue
            for below in self.reading.children(i, "pobj"):
                for head in self.reading.conjuncts(below.i)[:1]:
                    if place := self.at(head):
                        found.append((ORDER[place.precision], i, place))
        return min(found, key=lambda f: f[:2])[2] if found else None

    def at(self, head: int) -> Place | None:
        """The place that a noun phrase names; "the Vienna suburb" and "a village near Aleppo" lead to their town."""
        tokens = self.reading.tokens
        name = self.line.name(head)
        first, last = (name.first, name.last) if name else self._proper(head)
        if first == last:
            if tokens[head].lower in words("place_nouns"):
                for below in [
                    b for p in self.reading.children(head, "prep") for b in self.reading.children(p.i, "pobj")
                ]:
                    if place := self.at(below.i):
                        return place
                for apposed in self.reading.children(head, "appos"):
                    if place := self.at(apposed.i):
                        return place
            for child in self.reading.children(head, "compound", "poss", "nmod", "amod"):
                if self.line.capital(child.i) and (place := self.at(child.i)):
                    return place
            return None
        entity = tokens[head].entity
        label = self.reading.entities[entity].label if entity >= 0 else ""
        if label in NO_PLACE and not self._lexicon_place(head):
            return None
        return self.look_up(first, last)

    def _lexicon_place(self, head: int) -> bool:
        name = self.line.name(head)
        return name is not None and any(s.kind in ("state", "capital", "region") for s in name.senses)

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

    def look_up(self, first: int, last: int) -> Place | None:
        """The place that tokens `first` to `last` (not included) name."""
        text = self.line.words(first, last)
        start, end = self.line.spans[first][0], self.line.spans[last - 1][1]
        name = self.line.name(last - 1)
        found = self._known(self.line, first, last, text) if name is None or name.last == last else None
        if found is None:
            return None
        return Place(
            name=found.name, country=found.country, latitude=found.latitude, longitude=found.longitude,
            geonames=found.geonames, precision=found.precision, origin="clause", text=text, start=start, end=end,
        )  # fmt: skip

    def _known(self, line: Line, first: int, last: int, text: str) -> Place | None:
        name = line.name(last - 1)
        hints = tuple(c for c, _ in self.context.countries.most_common(3))
        gazetteer = self.meanings.world.places
        if name is not None and name.first == first and name.last == last:
            if codes := self.meanings.of_kind(name, "capital"):
                country = self.meanings.country(codes, self.context)
                spot = gazetteer.best(text, (country.coded,)) if country else None
                if country is not None:
                    return Place(
                        name=text, country=country.coded, latitude=spot.latitude if spot else None,
                        longitude=spot.longitude if spot else None, geonames=spot.geonames if spot else None,
                        precision="city",
                    )  # fmt: skip
            if codes := self.meanings.of_kind(name, "state"):
                country = self.meanings.country(codes, self.context)
                return Place(name=country.name, country=country.coded, precision="country") if country else None
            for number in self.meanings.of_kind(name, "region"):
                region = self.meanings.world.region(number)
                code = self.meanings.region_country(list(region.country), self.context)
                spot = gazetteer.best(region.name, (code,)) if code else None
                return Place(
                    name=region.name, country=code, latitude=spot.latitude if spot else None,
                    longitude=spot.longitude if spot else None, geonames=spot.geonames if spot else None,
                    precision="region",
                )  # fmt: skip
            for number in self.meanings.of_kind(name, "metonym"):
                metonym = self.meanings.world.metonym(number)
                if metonym.place:
                    return Place(name=metonym.name, country=metonym.country or None, precision="city")
            if {s.kind for s in name.senses} & {"organisation", "person", "role", "roles"}:
                return None
        spot = gazetteer.best(text, hints)
        if spot is None:
            return None
        return Place(
            name=spot.name, country=spot.country, latitude=spot.latitude, longitude=spot.longitude,
            geonames=spot.geonames, precision="city" if spot.kind == "city" else "region",
        )  # fmt: skip

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
        for part in (plain, *plain.split(",")):
            part = part.strip()
            part = part.title() if part.isupper() else part
            line = line_of_text(part, self.meanings.world)
            if len(line) and (found := self._known(line, 0, len(line), part)):
                return Place(
                    name=found.name, country=found.country, latitude=found.latitude, longitude=found.longitude,
                    geonames=found.geonames, precision=found.precision, origin="dateline", text=text,
                )  # fmt: skip
        return None
