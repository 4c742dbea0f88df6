"""`World`: the lexicon with its look-ups. Nothing here reads a page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import msgspec

from dragoman.world.cache import cached
from dragoman.world.index import Hit, Index, Sense
from dragoman.world.names import Word, key
from dragoman.world.places import Gazetteer
from dragoman.world.sources import lexicon_hash, read_lexicon
from dragoman.world.tables import Country, Lexicon, Metonym, Modifier, Office, Organisation, People, Region, Role

__all__ = ["Person", "World"]

COMMON = 5
"""Countries in whose bodies' names a word stands, from which it is nobody's own."""
FORMAT = "2"
"""Raised when the compiled table changes its make-up."""


@dataclass(slots=True)
class Person:
    """Somebody the lexicon knows, with the offices held."""

    id: str
    name: str
    offices: list[Office] = field(default_factory=list)

    def on(self, day: str | None) -> list[Office]:
        """The offices held on that day, in the lexicon's order."""
        return [o for o in self.offices if o.period.holds(day)] if day else list(self.offices)


GOVERNING = frozenset({"prime minister", "chancellor", "taoiseach"})
"""Offices of heads of government."""


class Compiled(msgspec.Struct, array_like=True):
    """The lexicon and its index as they are kept in the cache."""

    lexicon: Lexicon
    senses: dict[str, tuple[Sense, ...]]
    longest: dict[str, int]


def _compile() -> Compiled:
    lexicon = read_lexicon()
    index = Index.of(lexicon)
    return Compiled(lexicon, index.senses, index.longest)


class World:
    """Countries, offices, organisations, roles and places as they were on a day."""

    def __init__(self, lexicon: Lexicon, index: Index | None = None) -> None:
        self.lexicon = lexicon
        self.index = index or Index.of(lexicon)
        self.persons: dict[str, Person] = {}
        self.by_office: dict[tuple[str, str], list[Office]] = {}
        for office in lexicon.offices:
            self.persons.setdefault(office.person, Person(office.person, office.name)).offices.append(office)
            self.by_office.setdefault((office.party, key(office.office)), []).append(office)
        self.organisations: dict[str, Organisation] = {}
        for organisation in lexicon.organisations:
            self.organisations.setdefault(organisation.id, organisation)

    @classmethod
    def load(cls, extra: Iterable[Path] = ()) -> World:
        """The package's lexicon and a user's own files. Raises `DataError` with file and line.

        The package's own is compiled once into the user's cache folder, by the hash of its files.
        """
        extra = tuple(extra)
        if extra:
            return cls(read_lexicon(extra))
        version = lexicon_hash()
        table = cached("lexicon", f"{FORMAT}-{version}", Compiled, _compile, lambda: lexicon_hash() == version)
        return cls(table.lexicon, Index(table.senses, table.longest))

    @cached_property
    def places(self) -> Gazetteer:
        """Cities and regions, loaded when first asked for."""
        return Gazetteer.load({c.code for c in self.lexicon.countries.values() if len(c.code) == 3})

    @cached_property
    def version(self) -> str:
        """A short hash of the lexicon's content, for the record of a run."""
        digest = hashlib.sha256()
        for office in self.lexicon.offices:
            digest.update(repr((office.person, office.party, office.office, office.period)).encode())
        for organisation in self.lexicon.organisations:
            digest.update(repr((organisation.id, organisation.aliases, organisation.sectors)).encode())
        for noun, role in self.lexicon.roles.items():
            digest.update(f"{noun}{role.sectors}".encode())
        return digest.hexdigest()[:12]

    @cached_property
    def common_words(self) -> frozenset[str]:
        """The words that bodies of many countries have in their names: party, radical, national, guard."""
        countries: dict[str, set[str]] = {}
        for body in self.organisations.values():
            for name in (body.name, *body.aliases):
                for word in key(name).replace("'s", "").split():
                    countries.setdefault(word, set()).update(body.country)
        return frozenset(word for word, codes in countries.items() if len(codes) >= COMMON)

    @cached_property
    def with_office(self) -> dict[str, tuple[str, ...]]:
        """The international bodies that have an office, by its name: a secretary general, a director general."""
        found: dict[str, list[str]] = {}
        for party, office in self.by_office:
            if self.country_of(party) == "IGO":
                found.setdefault(office, []).append(party)
        return {office: tuple(parties) for office, parties in found.items()}

    @cached_property
    def media_countries(self) -> dict[str, str]:
        """Countries of the press by name without spaces, as in a domain: "usatoday"."""
        found: dict[str, str] = {}
        for body in self.lexicon.organisations:
            if body.kind in ("media", "agency") and body.country:
                for name in (body.name, *body.aliases):
                    found.setdefault(key(name).replace(" ", "").removeprefix("the"), body.country[0])
        return found

    def match(self, words: Sequence[Word]) -> list[Hit]:
        """Names and role nouns in a text's words, longest first."""
        return self.index.match(words)

    def senses(self, text: str) -> tuple[Sense, ...]:
        """What a form may mean, in any case."""
        return self.index.look_up(text)

    def country(self, code: str) -> Country | None:
        """The country of a code, or of `state:CODE`."""
        return self.lexicon.countries.get(code.removeprefix("state:"))

    def person(self, identity: str) -> Person | None:
        """The person of an id."""
        return self.persons.get(identity)

    def organisation(self, identity: str) -> Organisation | None:
        """The organisation of an id."""
        return self.organisations.get(identity)

    def metonym(self, number: str) -> Metonym:
        """The seat of power that a sense refers to."""
        return self.lexicon.metonyms[int(number)]

    def region(self, number: str) -> Region:
        """The region that a sense refers to."""
        return self.lexicon.regions[int(number)]

    def people(self, number: str) -> People:
        """The people that a sense refers to."""
        return self.lexicon.peoples[int(number)]

    def role(self, noun: str) -> Role | None:
        """The role of a noun (singular)."""
        return self.lexicon.roles.get(key(noun))

    def modifier(self, word: str) -> Modifier | None:
        """What a word before a noun does to its sectors."""
        return self.lexicon.modifiers.get(key(word))

    def holder(self, title: str, party: str, day: str | None) -> Office | None:
        """Who held an office of a party on a day, by the title as news writes it; None if nobody or several did.

        Offices are tried in the order that `titles.toml` gives for the title; rows of low confidence are left out.
        """
        if not day:
            return None
        name = key(title)
        offices = self.lexicon.titles.get(name, (title,))
        if name == "leader" and party in self.lexicon.governed:
            offices = tuple(o for o in offices if o in GOVERNING) + offices  # "Germany's leader" is the chancellor
        for office in offices:
            rows = self.by_office.get((party, key(office)), ())
            found = [r for r in rows if r.confidence != "low" and r.period.holds(day)]
            if found:
                people = {r.person for r in found}
                return found[0] if len(people) == 1 else _newest(found, day)
        return None

    def country_of(self, party: str | None) -> str | None:
        """The alpha-3 code (or IGO, NGO, INT) that a party's acts are coded to."""
        if not party:
            return None
        if party.startswith("state:"):
            country = self.country(party)
            return country.coded if country else party.removeprefix("state:")
        organisation = self.organisation(party)
        return organisation.country[0] if organisation and organisation.country else None

    def name_of(self, party: str) -> str:
        """The usual name of a state, an organisation, or a side within a state ("local:ven-opposition")."""
        if party.startswith("state:"):
            country = self.country(party)
            return country.name if country else party
        if organisation := self.organisation(party):
            return organisation.name
        code, _, rest = party.partition(":")[2].partition("-")
        home = self.country(code.upper()) if rest else None
        words = rest if home is not None else f"{code}-{rest}" if rest else code
        nationality = (home.adjectives or (home.name,))[0] + " " if home is not None else ""
        return nationality + words.replace("-", " ")


def _newest(rows: list[Office], day: str) -> Office | None:
    """Of several holders on a day, the one who surely held it; dates known to the year overlap at a change."""
    sure = [r for r in rows if len(r.period.start) == 10 and r.period.start <= day]
    if not sure:
        return None
    latest = max(sure, key=lambda r: r.period.start)
    others = [r for r in rows if r.person != latest.person]
    return latest if all(not r.period.end or r.period.end[:4] <= day[:4] for r in others) else None
