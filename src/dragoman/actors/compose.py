"""A noun phrase becomes a sketch of whom it means: head and modifiers both count.

The head says what sort of actor it is; country, party and sectors come from the possessive, the words before the
head, and the phrases behind it, in that order: "Trump's national security adviser", "a spokesman for the rebels",
"the Saudi-led coalition", "former French president Nicolas Sarkozy".
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors.affiliation import Affiliation, Affiliations
from dragoman.actors.context import Context
from dragoman.actors.line import Line, Name
from dragoman.actors.meanings import STATE_SECTORS, Meanings
from dragoman.actors.naming import PersonName, find_person
from dragoman.actors.phrase import Phrase, flat_phrase
from dragoman.actors.sectors import combine, sector_words
from dragoman.actors.sketch import Kind, Sketch
from dragoman.actors.wordlists import bodies, body_sector, gender_of_name, words
from dragoman.world import World
from dragoman.world.names import kebab, key
from dragoman.world.tables import Role

__all__ = ["Composer"]

DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "both"})
SKIPPED = frozenset({"the", "a", "an", "this", "that", "these", "those", "some", "any", "no", '"', "“", "”", "'", "‘", "-", ",",
                     "all", "both", "another", "other", "each", "every", "its", "his", "her", "their", "our", "my"})  # fmt: skip
INDEFINITE = frozenset({"a", "an", "some", "any", "no", "another", "other", "each", "every", "one"})
COMMON = frozenset(
    {"and", "or", "of", "backed", "led", "based", "top", "senior", "new", "other", "more", "than", "mr", "ms", "mrs"}
)
PEOPLE_NAMES = ("citizens", "citizen", "ethnic-many", "ethnic-one", "regional-many", "regional-one")
WORLDLY = (("JRN",), ("UNK",), ("IGO",), ("NGO",), ("BUS",), ("REF",), ("UAF",))
"""Main sectors of roles that take no country from the page around them."""
NATIONAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})


class Composer:
    """Reads phrases with the lexicon; the page's knowledge comes in as a `Context`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.meanings = Meanings(world)
        self.affiliations = Affiliations(self.meanings, self)

    def describe(self, line: Line, phrase: Phrase, context: Context, depth: int = 0) -> list[Sketch]:
        """Whom the phrase means: one; several where it names several states' officials; none if it is no actor."""
        if depth > 5:
            return []
        first = self._start(line, phrase)
        if first >= phrase.last:
            return []
        opening = [line.lowers[i] for i in range(phrase.first, min(first + 1, phrase.last))]
        definite = any(word in DEFINITE for word in opening)
        headless = not definite and not any(w in INDEFINITE or w.isdigit() for w in opening)
        possessor, first = self._possessor(line, phrase, first, context, depth)
        # headlines and titles leave the article out: "North Korean leader says"
        definite = definite or bool(possessor) or headless
        person = find_person(line, first, phrase.last, self.world, context)
        if person is not None:
            return [self._person(line, phrase, first, person, possessor, context, depth)]
        name = self._head_name(line, phrase, first)
        if name is not None:
            found = self._named(line, phrase, first, name, possessor, definite, context, depth)
            if found:
                return self._with_apposition(line, phrase, found, context, depth)
        return self._unknown(line, phrase, first, possessor, context)

    # --- parts of the phrase --------------------------------------------------------------------------------------

    def _start(self, line: Line, phrase: Phrase) -> int:
        first = phrase.first
        while first < phrase.last and (line.lowers[first] in SKIPPED or line.lowers[first].isdigit()):
            if (name := line.name(first)) is not None and name.first == first and name.last > first + 1:
                break
            first += 1
        return first

    def _possessor(
        self, line: Line, phrase: Phrase, first: int, context: Context, depth: int
    ) -> tuple[list[Sketch], int]:
        """Whose the head is, and where the words after the possessive begin."""
        for i in range(phrase.last - 2, phrase.first, -1):
            apostrophe = line.lowers[i] in ("'s", "’s") or (
                line.lowers[i] in ("'", "’") and line.lowers[i - 1].endswith("s")
            )
            if apostrophe and line.name(i) is None:
                owner = Phrase(phrase.first, i, i - 1)
                return self.describe(line, owner, context, depth + 1), i + 1
        if phrase.first < len(line) and line.lowers[phrase.first] in ("his", "her", "its", "their", "our", "my"):
            return context.possessor(phrase.first), max(first, phrase.first + 1)
        return [], first

    @staticmethod
    def _head_name(line: Line, phrase: Phrase, first: int) -> Name | None:
        """The lexicon's name at the end of the base, or at the head where that is another token."""
        for token in (phrase.last - 1, phrase.head):
            if first <= token < phrase.last and (name := line.name(token)) is not None and name.last >= token:
                return name
        return None

    # --- persons ----------------------------------------------------------------------------------------------------

    def _person(
        self, line: Line, phrase: Phrase, first: int, person: PersonName, possessor: list[Sketch], context: Context,
        depth: int,
    ) -> Sketch:  # fmt: skip
        """Somebody named: what the page knows, else the lexicon; what the titles say comes before both."""
        known = self._known_person(line, person, context)
        titled = self._titles(line, phrase, first, person, possessor, context, depth)
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
        if (found := context.ledger.find(full)) is not None:
            return found.with_rule("page")
        if context.ledger.several(full):
            return None
        if person.ids:
            return self.meanings.surname(person.ids, context, full=person.full)
        return None

    @staticmethod
    def _with_title(known: Sketch, titled: Sketch, apposed: bool = False) -> Sketch:
        """The page's own title beats the lexicon's office."""
        if titled.rule == "focus" and known.country:
            # the country of the title is a guess from the page; that of the person is not
            titled = replace(titled, country=None, party=None)
        if titled.sectors == ("ELI",) and apposed and known.sectors[:1] not in ((), ("ELI",)):
            return known
        sectors = titled.sectors or known.sectors
        if titled.country is None and titled.sectors == ("GOV",) and known.sectors:
            sectors = known.sectors
        same = titled.country in (None, known.country)
        if known.sectors[:1] == ("GOV",) and titled.sectors == ("MIL",) and titled.country is None:
            # a head of state with a rank: "Colonel Nasser"
            sectors = ("GOV", "MIL")
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
            found = [s for s in self.describe(line, apposition, context, depth + 1) if s.role]
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
        for i in range(title.last - 1, first - 1, -1):
            name = line.name(i)
            if name is not None and (roles := self.meanings.of_kind(name, "role")):
                role = self.world.lexicon.roles[roles[0]]
                sub = Phrase(title.first, name.last, name.last - 1, title.posts)
                return self._role(line, sub, first, name, role, possessor, True, context, depth, holder=False)
        own = self.affiliations.before(line, first, title.last, context, depth)
        if own or possessor:
            chosen = self.affiliations.choose(own, possessor, [])
            sectors = chosen.principal.sectors if chosen.principal else ()
            modified, _ = sector_words(line, first, title.last, self.world)
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

    # --- names and roles ----------------------------------------------------------------------------------------

    def _named(
        self, line: Line, phrase: Phrase, first: int, name: Name, possessor: list[Sketch], definite: bool,
        context: Context, depth: int,
    ) -> list[Sketch]:  # fmt: skip
        kinds = {s.kind for s in name.senses}
        roles = self.meanings.of_kind(name, "role", "roles")
        if "organisation" in kinds and not (roles and not line.capital(name.first)):
            body = self._body(line, first, name, possessor, context)
            if body is not None:
                return [body]
        if roles:
            role = self.world.lexicon.roles[roles[0]]
            plural = "roles" in kinds and ("role" not in kinds)
            found = self._role(line, phrase, first, name, role, possessor, definite, context, depth, plural=plural)
            if found:
                return found
        state = self.named_state(line, name, context)
        if state is not None and not name.joint:
            return [*self._twin(line, first, name, context), state]
        if kinds & set(PEOPLE_NAMES):
            return self._people(line, phrase, first, name, context)
        return []

    def _twin(self, line: Line, first: int, name: Name, context: Context) -> list[Sketch]:
        """The other state of "North and South Korea"."""
        if name.first - first != 2 or line.lowers[name.first - 1] != "and":
            return []
        form = " ".join([line.texts[first], *line.texts[name.first + 1 : name.last]])
        codes = [s.ref for s in self.world.senses(form) if s.kind == "state"]
        country = self.meanings.country(codes, context) if codes else None
        return [self.meanings.state(country)] if country else []

    def _body(self, line: Line, first: int, name: Name, possessor: list[Sketch], context: Context) -> Sketch | None:
        """The organisation of a name; "Ukraine's Security Service" is not Britain's, whatever the lexicon knows."""
        ids = self.meanings.of_kind(name, "organisation")
        owner = next((p.country for p in possessor if p.kind == "state"), None)
        before = [t for t in self.affiliations.before(line, first, name.first, context, 3) if t.principal is None]
        country = before[-1].country if before else owner
        if country is not None:
            known = [o for i in ids if (o := self.world.organisation(i))]
            ids = [
                o.id for o in known if country in o.country or set(o.country) & {"IGO", "NGO", "INT"} or not o.country
            ]
        elif self._generic(line, name):
            # "the Ministry of Defence" is Britain's only where the page is about Britain
            home = {context.publisher, *(c for c, n in context.countries.items() if n)}
            ids = [i for i in ids if (o := self.world.organisation(i)) and home & set(o.country)]
        chosen = self.meanings.choose_body(ids, context)
        return self.meanings.body(chosen, context) if chosen else None

    def _generic(self, line: Line, name: Name) -> bool:
        """Whether a body's name is one that many states have."""
        form = self.meanings.key_of(line, name.first, name.last).removeprefix("the ")
        return form.startswith(("ministry of ", "department of ", "office of ")) or form in self.world.lexicon.roles

    def named_state(self, line: Line, name: Name, context: Context) -> Sketch | None:
        """The state, government or region that a name stands for."""
        meanings = self.meanings
        if codes := meanings.of_kind(name, "state"):
            country = meanings.country(codes, context)
            return meanings.state(country) if country else None
        for number in meanings.of_kind(name, "metonym"):
            metonym = self.world.metonym(number)
            if (
                metonym.actor
                and metonym.period.holds(context.day)
                and not self._of_capital(name, metonym.party, context)
            ):
                return Sketch(
                    "body" if metonym.id != metonym.party else "state", metonym.id,
                    self.world.name_of(metonym.id) if metonym.id != metonym.party and self.world.organisation(metonym.id)
                    else metonym.name if metonym.id != metonym.party else self.world.name_of(metonym.party),
                    party=metonym.party, country=self._coded(metonym.country), sectors=metonym.sectors, gender="n",
                    definite=True, rule="metonym",
                )  # fmt: skip
        if codes := meanings.of_kind(name, "capital"):
            country = meanings.country(codes, context, strict=True)
            return meanings.state(country, "capital") if country else None
        for number in meanings.of_kind(name, "region"):
            _, actor = meanings.region(self.world.region(number), context)
            return actor
        return None

    def _of_capital(self, name: Name, party: str, context: Context) -> bool:
        """Brussels means Belgium where the page speaks of Belgium and not of the Union."""
        codes = self.meanings.of_kind(name, "capital")
        return bool(codes) and not party.startswith("state:") and context.countries.get(codes[0], 0) >= 2

    def _coded(self, code: str) -> str:
        country = self.world.country(code)
        return country.coded if country else code

    def _people(self, line: Line, phrase: Phrase, first: int, name: Name, context: Context) -> list[Sketch]:
        """ "Two Russians", "Kurds", "the Palestinians"."""
        plural = any(s.kind in ("citizens", "ethnic-many", "regional-many") for s in name.senses)
        codes = self.meanings.of_kind(name, "citizens", "citizen")
        the = phrase.first < name.first and line.lowers[phrase.first] == "the" and phrase.first + 1 == name.first
        if codes:
            country = self.meanings.country(codes, context)
            if country is None:
                return []
            if plural and the and not phrase.posts:
                # "the Russians" bargain and march as a state; "two Russians" do not
                return [self.meanings.state(country, "people").with_rule("people", 0.8)]
            code, label = country.coded, country.name
            sectors: tuple[str, ...] = ("CVL",)
        else:
            found, sectors = self.meanings.people_country(name, context)
            code, label = found or "", line.words(name.first, name.last)
            if not plural and not any(s.kind == "ethnic-one" for s in name.senses):
                return []
        modified, replaced = sector_words(line, first, name.first, self.world)
        sectors = replaced or combine(sectors, None, modified)
        own = self.affiliations.before(line, first, name.first, context, 1)
        code = next((a.country for a in own if a.country), code) or ""
        country_of = self.world.country(code) if code else None
        identity = f"local:{kebab(label)}-people"
        return [
            Sketch(
                "people" if plural else "unnamed",
                identity,
                line.words(first, phrase.last),
                country=country_of.coded if country_of else code or None,
                sectors=sectors,
                plural=plural,
                title=None,
                role="people",
                rule="people",
            )
        ]

    def _role(
        self, line: Line, phrase: Phrase, first: int, name: Name, role: Role, possessor: list[Sketch], definite: bool,
        context: Context, depth: int, plural: bool = False, holder: bool = True,
    ) -> list[Sketch]:  # fmt: skip
        """A role noun with whatever says whose it is."""
        noun = key(role.noun)
        own = self.affiliations.before(line, first, name.first, context, depth)
        behind = self.affiliations.behind(line, phrase, role, context, depth)
        if self._quantity(noun) and behind.of:
            return [replace(s, plural=True, rule="quantity") for s in behind.of]
        if not (own or possessor or behind.all) and (seat := self.affiliations.seat(line, first, name.first, context)):
            own = [seat]
        parts = self.affiliations.several(line, own) or [self.affiliations.choose(own, possessor, behind.all)]
        modified, replaced = sector_words(line, first, name.first, self.world, role)
        found: list[Sketch] = []
        # "the Ukrainian and Russian presidents" are one each
        plural = plural and len(parts) == 1
        for chosen in parts:
            if chosen.country is None and chosen.principal is None and chosen.party is None:
                if role.sectors[:1] == ("IGO",):
                    chosen = Affiliation("IGO")
                if noun in words("needing_tie") or (role.sectors[:1] == ("UNK",) and role.note == "relational"):
                    continue
                code = context.nearby(phrase.head) if role.sectors[:1] not in WORLDLY else None
                if code and (country := self.world.country(code)):
                    chosen = Affiliation(country.coded, country.id, None, weak=True)
            found.append(
                self._role_of(
                    line, phrase, first, name, role, chosen, modified, replaced, definite, context, plural, holder
                )
            )
        return found

    @staticmethod
    def _quantity(noun: str) -> bool:
        return noun in words("quantities")

    def _role_of(
        self, line: Line, phrase: Phrase, first: int, name: Name, role: Role, chosen: Affiliation,
        modified: tuple[str, ...], replaced: tuple[str, ...], definite: bool, context: Context, plural: bool, holder: bool,
    ) -> Sketch:  # fmt: skip
        noun = key(role.noun)
        principal = chosen.principal
        sectors = replaced or combine(role.sectors, role, modified, principal)
        party = chosen.party
        state = party is not None and party.startswith("state:")
        head_words = line.words(first, phrase.last)
        title = line.words(self._title_start(line, first, name), min(name.last, phrase.last))
        qualified = bool(replaced) or any(s in modified for s in ("REB", "OPP", "PTY"))
        if (
            holder
            and party
            and not chosen.weak
            and not plural
            and definite
            and not qualified
            and role.note in ("office", "relational")
        ):
            office = self._holder(line, first, name, noun, principal, party, context)
            if office is not None:
                return replace(office, title=title, role=noun, rule="office", score=office.score * 0.95)
        if state and noun in words("state_nouns") and not replaced and not modified:
            country = self.world.country(party or "")
            if country is not None:
                sketch = self.meanings.state(country, "government")
                return replace(sketch, role=noun, score=0.6 if chosen.weak else 1.0)
        kind: Kind = (
            "body"
            if role.note == "body"
            else "people"
            if plural
            else "office"
            if role.note in ("office", "relational")
            else "unnamed"
        )
        tail = (party or "").partition(":")[2] or (chosen.country or "").lower()
        label = kebab(" ".join(w for w in (tail, *modifier_words(line, first, name), noun) if w))
        prefix = "org" if kind == "body" and tail else "local"
        identity = f"{prefix}:{label}"
        acts_for_state = state and sectors and (sectors[0] in STATE_SECTORS or sectors[0] == "PRE")
        if not acts_for_state:
            group = principal is not None and principal.party and not principal.party.startswith("state:")
            party = (
                principal.party
                if group and principal
                else identity
                if sectors[:1] in (("REB",), ("PRM",), ("OPP",))
                else None
            )
        if (
            state
            and chosen.party
            and (country := self.world.country(chosen.party))
            and country.of
            and "PRE" not in sectors
        ):
            sectors = (*sectors, "PRE")
        shown = head_words + (
            f" of {principal.name}" if principal and principal.name and principal.name not in head_words else ""
        )
        return Sketch(
            kind, identity, shown, party=party, country=chosen.country, sectors=sectors, title=title if kind == "office" else None,
            role=noun, plural=plural or role.plural, gender="n" if kind == "body" else role.gender, definite=definite,
            score=0.55 if chosen.weak else 0.9, rule="focus" if chosen.weak else "role",
        )  # fmt: skip

    def _title_start(self, line: Line, first: int, name: Name) -> int:
        """Where a title begins: with the body it is an office of ("CIA director"), but behind the nationality."""
        start = name.first
        while start > first:
            before = line.name(start - 1)
            if before is None and line.texts[start - 1].isalpha() and self._keeps(line.texts[start - 1]):
                start -= 1
            elif (
                before is not None
                and before.first >= first
                and self.meanings.of_kind(before, "organisation", "metonym")
            ):
                start = before.first
            else:
                break
        while start < name.first and line.lowers[start] in COMMON:
            start += 1
        return start

    def _keeps(self, word: str) -> bool:
        """Whether a word before a title is part of it: "top", "foreign", but not "former"."""
        modifier = self.world.modifier(word)
        return (
            modifier is None or modifier.effect == "main" or (modifier.note == "office" and modifier.effect == "keep")
        )

    def _holder(
        self, line: Line, first: int, name: Name, noun: str, principal: Sketch | None, party: str, context: Context
    ) -> Sketch | None:
        """Who held the office on that day: "the Egyptian president", "Hezbollah's leader"."""
        if principal is not None and principal.kind == "person" and principal.sectors[:1] != ("GOV",):
            return None
        titles = [self.meanings.key_of(line, i, name.last) for i in range(first, name.first + 1)]
        parties = [party] if principal is None or principal.kind != "body" else [principal.id]
        for title in [*titles, noun]:
            for each in parties:
                office = self.world.holder(title, each, context.day)
                if office is not None and (person := self.world.person(office.person)):
                    return self.meanings.person(person, context)
        return None

    # --- the rest -----------------------------------------------------------------------------------------------

    def _with_apposition(
        self, line: Line, phrase: Phrase, found: list[Sketch], context: Context, depth: int
    ) -> list[Sketch]:
        """ "The foreign minister, Mohammad Javad Zarif": the name behind a title is the one meant."""
        if len(found) != 1 or found[0].kind not in ("office", "person", "unnamed") or not found[0].role:
            return found
        for apposition in phrase.appositions:
            name = find_person(line, apposition.first, apposition.last, self.world, context)
            if name is None:
                continue
            named = self._person(line, replace_posts(apposition), apposition.first, name, [], context, depth + 1)
            return [self._with_title(named, found[0])]
        return found

    def _unknown(
        self, line: Line, phrase: Phrase, first: int, possessor: list[Sketch], context: Context
    ) -> list[Sketch]:
        """A body that no lexicon knows: a name in capitals whose last word says what it is."""
        entity = context.entity(phrase.head)
        label = entity[2] if entity else ""
        if possessor and line.lowers[phrase.head] in words("state_nouns") and possessor[0].party:
            country = self.world.country(possessor[0].party) if possessor[0].party.startswith("state:") else None
            return [self.meanings.state(country, "government")] if country else []
        if possessor and phrase.last - first == 1:
            return []
        if (named := self._named_body(line, phrase, first, possessor, context)) is not None:
            return [named]
        behind = self.affiliations.behind(line, phrase, None, context, 1)
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
        own = self.affiliations.before(line, first, phrase.last, context, 2)
        chosen = self.affiliations.choose(own, possessor, behind.all)
        if not sector and (chosen.country is None or (span[1] - span[0] == 1 and not name.isupper())):
            return []
        if chosen.country is None and (code := context.nearby(phrase.head)) and (country := self.world.country(code)):
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

    def _named_body(
        self, line: Line, phrase: Phrase, first: int, possessor: list[Sketch], context: Context
    ) -> Sketch | None:
        """ "The Belgrade daily Blic": a noun for a body and the body's own name."""
        start = phrase.last
        while start > first and line.capital(start - 1) and line.name(start - 1) is None:
            start -= 1
        noun = line.name(start - 1) if first < start < phrase.last else None
        roles = [r for r in self.meanings.of_kind(noun, "role") if r in bodies()] if noun else []
        if not roles or noun is None:
            return None
        name = line.words(start, phrase.last)
        role = self.world.lexicon.roles[roles[0]]
        chosen = self.affiliations.choose(self.affiliations.before(line, first, noun.first, context, 2), possessor, [])
        modified, _ = sector_words(line, first, noun.first, self.world, role)
        identity = f"{'group' if role.sectors[:1] in (('REB',), ('PTY',), ('PRM',)) else 'org'}:{kebab(name)}"
        return Sketch(
            "body", identity, name, party=identity, country=chosen.country, sectors=combine(role.sectors, role, modified),
            gender="n", definite=True, score=0.7, rule="named",
        )  # fmt: skip

    def mention(self, line: Line, context: Context) -> list[Sketch]:
        """A bare mention as a whole."""
        return self.describe(line, flat_phrase(line), context)


def modifier_words(line: Line, first: int, name: Name) -> list[str]:
    """Words before a role that are no names of countries or people: they tell "riot police" from "police"."""
    found = [line.lowers[i] for i in range(first, name.first) if line.name(i) is None and line.lowers[i].isalpha()]
    return [w for w in found if w not in words("quantities") and w not in COMMON]


def replace_posts(phrase: Phrase) -> Phrase:
    """The phrase without what hangs behind it."""
    return Phrase(phrase.first, phrase.last, phrase.head)
