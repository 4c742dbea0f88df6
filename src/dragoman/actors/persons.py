"""Somebody named in a phrase: what the page knows, else the lexicon, with the titles that the text gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.actors.context import Context
from dragoman.actors.line import Line, Name
from dragoman.actors.naming import PersonName, find_person
from dragoman.actors.phrase import Phrase
from dragoman.actors.sectors import combine, sector_words
from dragoman.actors.sketch import Sketch
from dragoman.actors.wordlists import bodies, gender_of_name, words
from dragoman.world.names import kebab, key

if TYPE_CHECKING:
    from dragoman.actors.compose import Composer

__all__ = ["Persons"]


class Persons:
    """The part of the composer that reads names of persons."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer

    def describe(
        self, line: Line, phrase: Phrase, first: int, person: PersonName, possessor: list[Sketch], context: Context,
        depth: int,
    ) -> Sketch:  # fmt: skip
        """Somebody named: what the page knows, else the lexicon; what the titles say comes before both."""
        known = self._known_person(line, person, context)
        if known is not None and (own := self._of_state(line, phrase, person, context, depth)) not in (
            None,
            known.country,
        ):
            known = self._compatriot(line, person, own, context)
        home = known.country if known is not None else None
        if home and not context.countries.get(home):
            # the Labor Party that Shimon Peres leads is Israel's
            beside = replace(context, countries=context.countries + Counter({home: 1}))
        else:
            beside = context
        titled = self._titles(line, phrase, first, person, possessor, beside, depth)
        full = line.words(person.first, person.last)
        gender = person.gender or gender_of_name(full)
        if known is None:
            known = Sketch(
                "person", f"person:{kebab(full)}", full, gender=gender, definite=True, score=0.6, rule="named"
            )
        if gender and not known.gender:
            known = replace(known, gender=gender)
        if titled is None:
            return known
        return self._with_title(known, titled, apposed=person.title_end <= first and not possessor)

    def _known_person(self, line: Line, person: PersonName, context: Context) -> Sketch | None:
        full = line.words(person.first, person.last)
        if (found := context.ledger.find(full)) is not None and found.kind == "person":
            return found.with_rule("page")
        if context.ledger.several(full):
            return self.composer.meanings.in_office(context.ledger.named(full), context)
        meanings = self.composer.meanings
        found = meanings.surname(person.ids, context, full=person.full) if person.ids else None
        if found is None and (country := meanings.namesakes_country(person.ids, context)):
            gender = person.gender or gender_of_name(full)
            found = Sketch(
                "person", f"person:{kebab(full)}", full, country=country.coded, gender=gender, definite=True,
                score=0.6, rule="namesakes",
            )  # fmt: skip
        return found

    def _of_state(self, line: Line, phrase: Phrase, person: PersonName, context: Context, depth: int) -> str | None:
        """The country that a text puts right behind a bare surname: "Charles of Dominica"."""
        if person.last != phrase.last or person.full:
            return None
        behind = [p for sign, p in phrase.posts if sign == "of" and p.first == phrase.last + 1]
        found = self.composer.describe(line, behind[0], context, depth + 1) if behind else []
        return found[0].country if len(found) == 1 and found[0].kind == "state" else None

    def _compatriot(self, line: Line, person: PersonName, country: str | None, context: Context) -> Sketch | None:
        """The bearer of a name who is of a country, else somebody of that country whom the lexicon does not know."""
        world, name = self.composer.world, line.words(person.first, person.last)
        people = [p for i in person.ids if (p := world.person(i))]
        fitting = [p.id for p in people if country in {world.country_of(o.party) for o in p.offices}]
        if fitting and (found := self.composer.meanings.surname(fitting, context)) is not None:
            return found
        gender = person.gender or gender_of_name(name)
        return Sketch(
            "person",
            f"person:{kebab(name)}",
            name,
            country=country,
            gender=gender,
            definite=True,
            score=0.6,
            rule="named",
        )

    @staticmethod
    def _with_title(known: Sketch, titled: Sketch, apposed: bool = False) -> Sketch:
        """The page's own title beats the lexicon's office."""
        if titled.rule == "focus" and known.country:
            # the country of the title is a guess from the page; that of the person is not
            titled = replace(titled, country=None, party=None)
        born = titled.sectors == ("ELI",) and (apposed or titled.role in words("royals"))
        if born and known.sectors[:1] not in ((), ("ELI",)):
            return known
        if titled.role in words("kin"):
            # "his wife, Michelle Obama": whose wife does not say what she does
            sectors = known.sectors or (titled.sectors if titled.sectors == ("ELI",) else ())
            return replace(
                known, sectors=sectors, country=known.country or titled.country, gender=known.gender or titled.gender
            )
        sectors = titled.sectors or known.sectors
        # "Kurdish leader Abdullah Öcalan" governs nothing
        leads = titled.role == "leader" and known.sectors[:1] != ("ELI",)
        if titled.sectors == ("GOV",) and known.sectors and (titled.country is None or leads):
            sectors = known.sectors
        same = titled.country in (None, known.country)
        if known.sectors[:1] == ("GOV",) and titled.sectors == ("MIL",) and titled.country is None:
            # a head of state with a rank: "Colonel Nasser"
            sectors = ("GOV", "MIL")
        if known.sectors[:1] in (("REB",), ("PRM",)) and titled.sectors == ("MIL",) and titled.country is None:
            sectors = known.sectors  # a rebel with a rank: "Colonel Garang"
        if known.sectors[:1] == ("GOV",) and titled.sectors == ("PTY",) and same and known.title:
            # a ruler by the party's title: "Communist leader Babrak Karmal"
            sectors = ("GOV", "PTY")
        if same and known.sectors and titled.sectors and titled.sectors[0] == known.sectors[0]:
            sectors = known.sectors if len(known.sectors) >= len(titled.sectors) else titled.sectors
        party = titled.party if not same and titled.party else known.party
        if known.party is None:
            party = titled.party
        return replace(
            known, sectors=sectors, country=titled.country or known.country, party=party,
            title=titled.title or known.title, role=titled.role or known.role,
            gender=known.gender or titled.gender, score=max(known.score, 0.8), rule="title",
        )  # fmt: skip

    def _titles(
        self, line: Line, phrase: Phrase, first: int, person: PersonName, possessor: list[Sketch], context: Context,
        depth: int,
    ) -> Sketch | None:  # fmt: skip
        """What the words before a name, or an apposition behind it, say of a person."""
        end = person.title_end
        found: list[Sketch] = []
        if end > first or possessor:
            title = Phrase(first, max(end, first), max(end - 1, first), phrase.posts)
            found = self._title_phrase(line, title, first, possessor, context, depth)
        for apposition in phrase.appositions if not found else ():
            if line.capital(apposition.head) and line.name(apposition.head) is None:
                continue
            found = [s for s in self.composer.describe(line, apposition, context, depth + 1, holder=False) if s.role]
            if found:
                break
        if not found:
            return None
        titled = found[0]
        return replace(titled, plural=False) if titled.role or titled.country else None

    def _title_phrase(
        self, line: Line, title: Phrase, first: int, possessor: list[Sketch], context: Context, depth: int
    ) -> list[Sketch]:
        """The title words before a name: a role with its country, or a bare "Palestinian" or "Mr."."""
        for name in self._title_names(line, first, title.last):
            role = self.composer.world.lexicon.roles[self.composer.meanings.of_kind(name, "role")[0]]
            sub = Phrase(title.first, name.last, name.last - 1, title.posts)
            return self.composer.roles.describe(
                line, sub, first, name, role, possessor, True, context, depth, holder=False
            )
        own = self.composer.affiliations.before(line, first, title.last, context, depth)
        if own or possessor:
            chosen = self.composer.affiliations.choose(own, possessor, [])
            sectors = chosen.principal.sectors if chosen.principal else ()
            modified, _ = sector_words(line, first, title.last, self.composer.world)
            sectors = combine(sectors or (), None, modified)
            return [
                Sketch(
                    "person",
                    "",
                    "",
                    party=chosen.party,
                    country=chosen.country,
                    sectors=sectors,
                    title=None,
                    role="",
                    rule="title",
                )
            ]
        return []

    def _title_names(self, line: Line, first: int, last: int) -> list[Name]:
        """The role nouns of a title, the telling one first: in "President General de Gaulle" not the rank."""
        found: list[Name] = []
        for i in range(last - 1, first - 1, -1):
            name = line.name(i)
            if name is not None and name not in found and self.composer.meanings.of_kind(name, "role"):
                found.append(name)
        ranks = [n for n in found[:1] if len(found) > 1 and self._is_rank(n)]
        return [n for n in found if n not in ranks]

    def _is_rank(self, name: Name) -> bool:
        """Whether a title is a rank or a birth beside which another says what somebody does."""
        role = self.composer.world.lexicon.roles[self.composer.meanings.of_kind(name, "role")[0]]
        rank = role.sectors == ("MIL",) and role.note == "office"
        return rank or key(role.noun) in words("royals")

    def with_apposition(
        self, line: Line, phrase: Phrase, found: list[Sketch], context: Context, depth: int
    ) -> list[Sketch]:
        """ "The foreign minister, Mohammad Javad Zarif": the name behind a title is the one meant."""
        if len(found) != 1 or found[0].kind not in ("office", "person", "unnamed") or not found[0].role:
            return found
        for apposition in phrase.appositions:
            apposed = found[0].role not in bodies()
            name = find_person(line, apposition.first, apposition.last, self.composer.world, context, apposed)
            if name is None:
                continue
            named = self.describe(
                line,
                Phrase(apposition.first, apposition.last, apposition.head),
                apposition.first,
                name,
                [],
                context,
                depth + 1,
            )
            return [self._with_title(named, found[0])]
        return found

    def with_body(self, line: Line, phrase: Phrase, found: list[Sketch], context: Context) -> list[Sketch]:
        """ "The regional bloc ECOWAS": the body behind a noun for bodies is the one meant."""
        kinds = bodies().get(found[0].role) if len(found) == 1 else None
        for apposition in phrase.appositions if kinds else ():
            name = line.name(apposition.last - 1)
            if name is not None and name.first >= apposition.first and line.capital(name.first):
                body = self.composer.bodies.named(line, apposition.first, name, [], context)
                if body is not None and kinds and body.organisation in kinds:
                    return [body]
        return found
