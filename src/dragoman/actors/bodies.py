"""Bodies and states named in a phrase, known to the lexicon or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.actors.affiliation import Affiliation
from dragoman.actors.context import Context
from dragoman.actors.line import Line, Name
from dragoman.actors.phrase import Phrase
from dragoman.actors.sectors import combine, sector_words, sort_of
from dragoman.actors.sketch import Sketch
from dragoman.actors.wordlists import bodies, body_sector, navies, words
from dragoman.world.names import kebab

if TYPE_CHECKING:
    from dragoman.actors.compose import Composer

__all__ = ["Bodies"]

NATIONAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
"""Sectors of bodies that act for their state."""


class Bodies:
    """The part of the composer that reads names of bodies and states."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer

    def twin(self, line: Line, first: int, name: Name, context: Context) -> list[Sketch]:
        """The other state of "North and South Korea"."""
        if name.first - first != 2 or line.lowers[name.first - 1] != "and":
            return []
        form = " ".join([line.texts[first], *line.texts[name.first + 1 : name.last]])
        codes = [s.ref for s in self.composer.world.senses(form) if s.kind == "state"]
        country = self.composer.meanings.country(codes, context) if codes else None
        return [self.composer.meanings.state(country)] if country else []

    def named(self, line: Line, first: int, name: Name, possessor: list[Sketch], context: Context) -> Sketch | None:
        """The organisation of a name; "Ukraine's Security Service" is not Britain's, whatever the lexicon knows."""
        ids = self.composer.meanings.of_kind(name, "organisation")
        owner = next((p.country for p in possessor if p.kind == "state"), None)
        before = [
            t for t in self.composer.affiliations.before(line, first, name.first, context, 3) if t.principal is None
        ]
        country = before[-1].country if before else owner
        if country is not None:
            known = [o for i in ids if (o := self.composer.world.organisation(i))]
            fitting = [
                o.id for o in known if country in o.country or set(o.country) & {"IGO", "NGO", "INT"} or not o.country
            ]
            firm = next((o for o in known if o.kind == "company"), None)
            if not fitting and firm is not None:
                # "South African mining company Lonmin": a firm is of several countries, and the page says of which
                return replace(self.composer.meanings.body(firm, context), country=country)
            ids = fitting
        elif self._longer_name(line, first, name):
            ids = [i for i in ids if not i.startswith("org:") or not self._is_party(i)]
        elif self._generic(line, name):
            # "the Ministry of Defence" is Britain's only where the page is about Britain
            home = {context.publisher, *(c for c, n in context.countries.items() if n)}
            ids = [i for i in ids if (o := self.composer.world.organisation(i)) and home & set(o.country)]
        chosen = self.composer.meanings.choose_body(ids, context)
        if chosen is None:
            return None
        body = self.composer.meanings.body(chosen, context)
        if body.sectors[:1] == ("PTY",) and "LEG" in sector_words(line, first, name.first, self.composer.world)[0]:
            return replace(body, sectors=("LEG", "PTY"))  # "House Democrats"
        return body

    def _is_party(self, identity: str) -> bool:
        body = self.composer.world.organisation(identity)
        return body is not None and body.kind == "party"

    @staticmethod
    def _longer_name(line: Line, first: int, name: Name) -> bool:
        """Whether the word before a party's name makes another party's: "National Democratic Party"."""
        before = name.first - 1
        return before >= first and line.capital(before) and line.lowers[before] in words("of_parties")

    def _generic(self, line: Line, name: Name) -> bool:
        """Whether a body's name is one that many states have."""
        form = self.composer.meanings.key_of(line, name.first, name.last).removeprefix("the ")
        return (
            form.startswith(("ministry of ", "department of ", "office of "))
            or form in self.composer.world.lexicon.roles
        )

    def ship(self, line: Line, first: int, last: int) -> Sketch | None:
        """A warship by name: "HMS Conqueror", but no "INS Commissioner" and no "USS Cole bombing"."""
        code = navies().get(line.lowers[first])
        country = self.composer.world.country(code) if code else None
        if country is None or last - first < 2 or not line.texts[first].isupper() or not line.capital(last - 1):
            return None
        known = [hit for i in range(first + 1, last) if (hit := line.name(i)) is not None]
        if any(self.composer.meanings.of_kind(hit, "role") for hit in known):
            return None
        name = line.words(first, last)
        return Sketch(
            "body", f"org:{kebab(name)}", name, party=country.id, country=country.coded, sectors=("MIL",), gender="n",
            definite=True, score=0.9, rule="named",
        )  # fmt: skip

    def branch(self, line: Line, first: int, name: Name, context: Context) -> list[Sketch] | None:
        """ "Amnesty International UK" and "Majestic Steel USA" are no states; None where the name stands alone."""
        if not any(s.kind == "state" for s in name.senses) or name.first == first or not line.capital(name.first - 1):
            return None
        before = line.name(name.first - 1)
        if before is not None and before.last == name.first and self.composer.meanings.of_kind(before, "organisation"):
            body = self.named(line, first, before, [], context)
            return [body] if body is not None else None
        unlisted = [i for i in range(first, name.first) if line.capital(i) and line.name(i) is None]
        modified = any(self.composer.world.modifier(line.texts[i]) for i in unlisted)
        return [] if len(unlisted) > 1 and len(unlisted) == name.first - first and not modified else None

    def state(self, line: Line, name: Name, context: Context) -> Sketch | None:
        """The state, government or region that a name stands for."""
        meanings = self.composer.meanings
        if codes := meanings.of_kind(name, "state"):
            # a land that was a state once is a region now: Zanzibar, Tibet
            country = meanings.country(codes, context, strict=bool(meanings.of_kind(name, "region")))
            if country is not None:
                return meanings.state(country)
        for number in meanings.of_kind(name, "metonym"):
            metonym = self.composer.world.metonym(number)
            if (
                metonym.actor
                and metonym.period.holds(context.day)
                and not self._of_capital(name, metonym.party, context)
            ):
                return Sketch(
                    "body" if metonym.id != metonym.party else "state", metonym.id,
                    self.composer.world.name_of(metonym.id) if metonym.id != metonym.party and self.composer.world.organisation(metonym.id)
                    else metonym.name if metonym.id != metonym.party else self.composer.world.name_of(metonym.party),
                    party=metonym.party, country=self._coded(metonym.country), sectors=metonym.sectors, gender="n",
                    definite=True, rule="metonym",
                )  # fmt: skip
        if codes := meanings.of_kind(name, "capital"):
            country = meanings.country(codes, context, strict=True)
            return meanings.state(country, "capital") if country else None
        for number in meanings.of_kind(name, "region"):
            _, actor = meanings.region(self.composer.world.region(number), context)
            return actor
        return None

    def _of_capital(self, name: Name, party: str, context: Context) -> bool:
        """Brussels means Belgium where the page speaks of Belgium and not of the Union."""
        codes = self.composer.meanings.of_kind(name, "capital")
        if not codes or party.startswith("state:"):
            return False
        return context.countries.get(codes[0], 0) >= (2 if context.names_body(party) else 1)

    def _coded(self, code: str) -> str:
        country = self.composer.world.country(code)
        return country.coded if country else code

    def unknown(
        self, line: Line, phrase: Phrase, first: int, possessor: list[Sketch], context: Context
    ) -> list[Sketch]:
        """A body that no lexicon knows: a name in capitals whose last word says what it is."""
        entity = context.entity(phrase.head)
        label = entity[2] if entity else ""
        if possessor and line.lowers[phrase.head] in words("state_nouns") and possessor[0].party:
            country = (
                self.composer.world.country(possessor[0].party) if possessor[0].party.startswith("state:") else None
            )
            return [self.composer.meanings.state(country, "government")] if country else []
        if possessor and phrase.last - first == 1:
            return []
        if (named := self._named_body(line, phrase, first, possessor, context)) is not None:
            return [named]
        behind = self.composer.affiliations.behind(line, phrase, None, context, 1)
        if behind.of and all(line.lowers[i] in words("quantities") for i in range(first, phrase.last)):
            return [replace(s, plural=True, rule="quantity") for s in behind.of]
        span = (max(first, entity[0]), min(phrase.last, entity[1])) if entity else (first, phrase.last)
        if span[0] >= span[1] or not all(
            line.capital(i) or line.lowers[i] in ("of", "for", "the", "and", "-", "'s", "’s") for i in range(*span)
        ):
            return []
        name = line.words(*span)
        sector = body_sector(name)
        if (
            label not in ("ORG", "")
            or (label == "" and not sector)
            or (label == "ORG" and not sector and len(name) < 3)
        ):
            return []
        if known := context.ledger.find(name):
            return [known.with_rule("page")]
        own = self.composer.affiliations.before(line, first, phrase.last, context, 2)
        chosen = self.composer.affiliations.choose(own, possessor, behind.all)
        if not sector and (chosen.country is None or (span[1] - span[0] == 1 and not name.isupper())):
            return []
        if sector == "IGO":
            chosen = Affiliation("IGO", None, None)
        elif (
            chosen.country is None
            and (code := context.nearby(phrase.head, sort_of((sector,))))
            and (country := self.composer.world.country(code))
        ):
            chosen = Affiliation(country.coded, country.id, None, weak=True)
        state = chosen.country and sector in NATIONAL
        identity = f"{'group' if sector in ('REB', 'PTY') else 'org'}:{kebab(name)}"
        return [
            Sketch(
                "body",
                identity,
                name,
                party=chosen.party if state else identity,
                country=chosen.country,
                sectors=(sector,) if sector else (),
                gender="n",
                definite=True,
                score=0.5,
                rule="named",
            )
        ]

    @staticmethod
    def _part_of_name(line: Line, i: int) -> bool:
        """Whether a token may stand in an unlisted body's name: "Israel" in "the NGO Israel Flying Aid"."""
        name = line.name(i)
        return name is None or not {s.kind for s in name.senses} & {"role", "roles", "person", "organisation"}

    def _named_body(
        self, line: Line, phrase: Phrase, first: int, possessor: list[Sketch], context: Context
    ) -> Sketch | None:
        """ "The Belgrade daily Blic": a noun for a body and the body's own name."""
        start = phrase.last
        while start > first and line.capital(start - 1) and self._part_of_name(line, start - 1):
            start -= 1
        noun = line.name(start - 1) if first < start < phrase.last else None
        roles = [r for r in self.composer.meanings.of_kind(noun, "role") if r in bodies()] if noun else []
        if not roles or noun is None:
            return None
        name = line.words(start, phrase.last)
        role = self.composer.world.lexicon.roles[roles[0]]
        chosen = self.composer.affiliations.choose(
            self.composer.affiliations.before(line, first, noun.first, context, 2), possessor, []
        )
        modified, _ = sector_words(line, first, noun.first, self.composer.world, role)
        identity = f"{'group' if role.sectors[:1] in (('REB',), ('PTY',), ('PRM',)) else 'org'}:{kebab(name)}"
        return Sketch(
            "body", identity, name, party=identity, country=chosen.country, sectors=combine(role.sectors, role, modified),
            gender="n", definite=True, score=0.7, rule="named",
        )  # fmt: skip
