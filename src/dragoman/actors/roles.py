"""A role noun with whatever says whose it is: "the Kenyan foreign ministry", "a spokesman for the rebels"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.actors.affiliation import Affiliation, Behind, is_abroad, tie_to
from dragoman.actors.context import Context
from dragoman.actors.courts import court_in_the_hague
from dragoman.actors.line import Line, Name
from dragoman.actors.meanings import SIDES, STATE_SECTORS
from dragoman.actors.phrase import Phrase
from dragoman.actors.sectors import combine, sector_words, sort_of
from dragoman.actors.sketch import Kind, Sketch
from dragoman.actors.wordlists import keepers, partisans, words
from dragoman.world.names import kebab, key
from dragoman.world.tables import Role

if TYPE_CHECKING:
    from dragoman.actors.compose import Composer

__all__ = ["Roles"]

COMMON = frozenset(
    {
        "and",
        "or",
        "of",
        "backed",
        "led",
        "based",
        "top",
        "senior",
        "new",
        "other",
        "first",
        "second",
        "last",
        "next",
        "more",
        "than",
        "mr",
        "ms",
        "mrs",
    }
)
NOWHERE = (("IGO",), ("NGO",))
"""Main sectors of roles that take no country from the page around them."""
PARTISAN = (("LEG",), ("GOV",), ("PTY",))
"""Main sectors of roles that a party's adjective ties to a country: "Republican senators", "Democratic governors"."""
ABOVE = ("igo", "igo-organ", "alliance")
"""Kinds of bodies that a noun such as "group" behind their name does not mean: an EU group is not the EU."""


class Roles:
    """The part of the composer that reads role nouns."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer

    def describe(
        self, line: Line, phrase: Phrase, first: int, name: Name, role: Role, possessor: list[Sketch], definite: bool,
        context: Context, depth: int, plural: bool = False, holder: bool = True,
    ) -> list[Sketch]:  # fmt: skip
        """A role noun with whatever says whose it is."""
        noun = key(role.noun)
        if name.first > first and key(f"{line.texts[name.first - 1]} {noun}") in words("things"):
            return []
        if noun in words("masses") and not plural and name.first == phrase.first and not possessor:
            return []
        own = self.composer.affiliations.before(line, first, name.first, context, depth)
        behind = self.composer.affiliations.behind(line, phrase, role, context, depth)
        seated = court_in_the_hague(
            self.composer.meanings, line, phrase, noun, [*own, *behind.all], possessor, definite, context
        )
        if seated is not None and noun in words("courts"):
            return [seated]
        if seated is not None:
            own, behind = [tie_to(seated)], Behind()
        if noun in words("quantities") and behind.of:
            return [replace(s, plural=True, rule="quantity") for s in behind.of]
        if (named := self._named_by(noun, name, own, plural)) is not None:
            return [named]
        if not plural and (called := self._called(line, first, name, role, own, possessor, context)) is not None:
            return [called]
        if not (own or possessor or behind.all) and (tie := self._loose_tie(line, first, name, role, context)):
            own = [tie]
        modified, replaced = sector_words(line, first, name.first, self.composer.world, role)
        if noun == "officer" and not (modified or replaced) and any(not (t.weak or t.part or t.principal) for t in own):
            replaced = ("MIL", "COP")  # those of a nation are its army's more often than its police's
        if any(t.weak and t.party for t in own) and not replaced:
            replaced = self._side(line, first, name.first, role)
        if not replaced and self._of_a_cause(line, phrase, noun):
            replaced = ("NGO",)
        if noun in words("minorities") and (possessor or behind.all):
            own = []  # "Bulgaria's Turkish minority", "the Russian community in Estonia" are of where they live
        parts = (
            self.composer.affiliations.several(line, own)
            or (self._each_of(behind) if plural else [])
            or [self.composer.affiliations.choose(own, possessor, behind.all)]
        )
        found: list[Sketch] = []
        # "the Ukrainian and Russian presidents", "the presidents of Ukraine and Russia" are one each
        plural = plural and len(parts) == 1
        for chosen in parts:
            if chosen.country is None and chosen.principal is None and chosen.party is None:
                if role.sectors[:1] == ("IGO",):
                    chosen = Affiliation("IGO")
                bare = not (modified or replaced)
                relational = role.note == "relational"
                keeps = noun in words("peacekeeping")
                wanted: tuple[str, ...] = ()
                if keeps and bare:
                    wanted = keepers()
                elif definite and relational:
                    wanted = self.composer.world.with_office.get(noun, ())
                if (body := self._only_one(wanted, context)) is not None:
                    chosen = tie_to(body)
                elif bare and (noun in words("needing_tie") or (role.sectors == ("UNK",) and relational)):
                    continue
                sort = sort_of((replaced or (*modified, *role.sectors))[:1])
                abroad = is_abroad(role) and any(sign in ("in", "at") for sign, _ in phrase.posts)
                outside = name.first > first and line.lowers[name.first - 1] in words("outsiders")
                homeless = role.sectors[:1] in NOWHERE or keeps or abroad or outside or chosen.party
                code = context.nearby(phrase.head, sort) if not homeless else None
                if code and (country := self.composer.world.country(code)):
                    chosen = Affiliation(country.coded, country.id, None, weak=True)
            found.append(
                self._role_of(
                    line, phrase, first, name, role, chosen, modified, replaced, definite, context, plural, holder
                )
            )
        return [self._told_apart(s) for s in found] if len(found) > 1 else found

    @staticmethod
    def _side(line: Line, first: int, last: int, role: Role) -> tuple[str, ...]:
        """What armed people are by the ruler that they fight for or against: "anti-Gaddafi forces" are no army."""
        leads = {name.lead for i in range(first, last) if (name := line.name(i)) is not None}
        if "anti" in leads and role.sectors[:1] in (("MIL",), ("PRM",)):
            return ("REB",)
        return ("PRM",) if "pro" in leads and role.sectors[:1] == ("REB",) else ()

    def _told_apart(self, sketch: Sketch) -> Sketch:
        """Officials of several countries by theirs: "negotiators of Chad" and "negotiators of Niger"."""
        country = self.composer.world.country(sketch.party or "")
        if country is None or sketch.kind in ("person", "state"):
            return sketch
        return replace(sketch, name=f"{sketch.name} of {country.name}")

    @staticmethod
    def _each_of(behind: Behind) -> list[Affiliation]:
        """One tie for each state of "the foreign ministers of Estonia and Latvia", "negotiators from Chad and Niger"."""
        states = {s.party: s for s in behind.home if s.kind == "state"}
        return [tie_to(s) for s in states.values()] if len(states) > 1 else []

    @staticmethod
    def _of_a_cause(line: Line, phrase: Phrase, noun: str) -> bool:
        """ "The Egyptian Organisation for Human Rights", "a centre for refugees"."""
        return noun in words("unions_of_people") and any(
            sign in ("for", "of") and key(line.words(post.first, post.last)) in words("causes")
            for sign, post in phrase.posts
        )

    @staticmethod
    def _named_by(noun: str, name: Name, own: list[Affiliation], plural: bool) -> Sketch | None:
        """The body itself where the noun only says what it is: "the ELN rebel group", "Congo's M23 movement"."""
        if plural or noun not in words("naming") or not own or own[-1].last != name.first:
            return None
        body = own[-1].principal
        return body if body is not None and body.kind == "body" and body.organisation not in ABOVE else None

    def _called(
        self, line: Line, first: int, name: Name, role: Role, own: list[Affiliation], possessor: list[Sketch],
        context: Context,
    ) -> Sketch | None:  # fmt: skip
        """The body whose own name stands before the noun for it: "the nationalist Dashnak party"."""
        start = name.first
        while start > first and self._unlisted_name(line, start - 1):
            start -= 1
        noun = key(role.noun)
        if start == name.first or noun not in words("called") or line.capital(name.first):
            return None
        called = line.words(start, name.last)
        if known := context.ledger.find(called):
            return known.with_rule("page")
        chosen = self.composer.affiliations.choose(own, possessor, [])
        code = chosen.country or context.nearby(name.last - 1, "abroad")
        country = self.composer.world.country(code) if code else None
        identity = f"group:{kebab(called)}"
        return Sketch(
            "body", identity, called, party=identity, country=country.coded if country else code, sectors=role.sectors,
            gender="n", definite=True, score=0.6, rule="named",
        )  # fmt: skip

    def _unlisted_name(self, line: Line, i: int) -> bool:
        word = line.texts[i]
        known = line.name(i) is not None or self.composer.world.modifier(word) is not None
        return line.tags[i].startswith("NNP") and line.capital(i) and not known

    def _loose_tie(self, line: Line, first: int, name: Name, role: Role, context: Context) -> Affiliation | None:
        """A tie that less than a country's or body's name makes: "Donetsk separatists", "Republican senators"."""
        starts = sorted({n.first for i in range(first, name.first) if (n := line.name(i)) is not None} | {name.first})
        for start in reversed(starts):  # "Shanghai Communist Party chief": the town is before the whole title
            if seat := self.composer.affiliations.seat(line, first, start, context):
                return seat
        if body := self._meant_before(line, first, name, context):
            return tie_to(body)
        before = line.texts[name.first - 1] if name.first > first else ""
        codes = partisans().get(before, []) if role.sectors[:1] in PARTISAN else []
        code = context.prefer(codes) or (codes[0] if codes else None)
        second = name.first - 2
        if code and not (second >= first and line.capital(second) and line.lowers[second] not in words("quantities")):
            country = self.composer.world.country(code)
            return Affiliation(country.coded, country.id) if country else None
        return None

    def _only_one(self, bodies: tuple[str, ...], context: Context) -> Sketch | None:
        """The one of some international bodies that the page names; None where it names none of them, or several: "the
        Secretary-General", and peacekeepers, who are never of the country that they are in.
        """
        named = [i for i in bodies if context.names_body(i)]
        body = self.composer.world.organisation(named[0]) if len(named) == 1 else None
        return self.composer.meanings.body(body, context) if body else None

    @staticmethod
    def _meant_before(line: Line, first: int, name: Name, context: Context) -> Sketch | None:
        """The body that a word before the noun means on this page: "coalition aircraft", "a rebel spokesman"."""
        for i in range(first, name.first):
            if line.lowers[i] in words("standing_for") and (body := context.antecedent(i, line.lowers[i])):
                return body
        return None

    def _role_of(
        self, line: Line, phrase: Phrase, first: int, name: Name, role: Role, chosen: Affiliation,
        modified: tuple[str, ...], replaced: tuple[str, ...], definite: bool, context: Context, plural: bool, holder: bool,
    ) -> Sketch:  # fmt: skip
        noun = key(role.noun)
        principal = chosen.principal
        sectors = replaced or combine(role.sectors, role, modified, principal)
        if noun in words("kin") and principal is not None and principal.sectors[:1] in (("GOV",), ("ELI",), ("LEG",)):
            sectors = ("ELI",)  # PLOVER: the family of officials are of the elite
        party = chosen.party
        state = party is not None and party.startswith("state:")
        head_words = line.words(first, phrase.last)
        portfolio = self.composer.affiliations.portfolio(line, phrase, role)
        if portfolio is not None:
            head_words = f"{head_words} of {line.words(portfolio.first, portfolio.last)}"
        title = line.words(self._title_start(line, first, name), min(name.last, phrase.last))
        qualified = bool(replaced) or chosen.part or any(s in modified for s in ("REB", "OPP", "PTY", "ELI"))
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
            country = self.composer.world.country(party or "")
            if country is not None:
                sketch = self.composer.meanings.state(country, "government")
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
        of = line.words(portfolio.first, portfolio.last) if portfolio else ""
        label = kebab(" ".join(w for w in (tail, *modifier_words(line, first, name), noun, of) if w))
        prefix = "org" if kind == "body" and tail else "local"
        identity = f"{prefix}:{label}"
        acts_for_state = state and sectors and (sectors[0] in STATE_SECTORS or sectors[0] == "PRE")
        if not acts_for_state:
            group = principal is not None and principal.party and not principal.party.startswith("state:")
            side = SIDES.get(sectors[0]) if sectors else None
            if group and principal:
                party = principal.party
            elif side and state and tail:
                party = f"local:{tail.lower()}-{side}"  # all opposition politicians of a country are of one side
            else:
                party = identity if sectors[:1] in (("REB",), ("PRM",), ("OPP",)) else None
        if (
            state
            and chosen.party
            and (country := self.composer.world.country(chosen.party))
            and country.of
            and "PRE" not in sectors
        ):
            sectors = (*sectors, "PRE")
        shown = head_words
        if (
            principal
            and principal.name
            and principal.name not in head_words
            and not self._says(line, first, name, principal)
        ):
            shown = f"{head_words} of {principal.name}"
        elif kind == "body" and chosen.party and not chosen.weak and chosen.party.startswith("state:"):
            home = self.composer.world.country(chosen.party)
            if home is not None and home.adjectives and not any(w in head_words for w in (*home.adjectives, home.name)):
                shown = f"{home.adjectives[0]} {head_words}"  # "Egypt's foreign ministry", as where it is "Egyptian"
        return Sketch(
            kind, identity, shown, party=party, country=chosen.country, sectors=sectors, title=title if kind == "office" else None,
            role=noun, plural=plural or role.plural, gender="n" if kind == "body" else role.gender, definite=definite,
            score=0.55 if chosen.weak else 0.9, rule="focus" if chosen.weak else "role",
        )  # fmt: skip

    def _says(self, line: Line, first: int, name: Name, principal: Sketch) -> bool:
        """Whether the words before a role name its body in short: "UN mission" is of the United Nations."""
        before = (line.name(i) for i in range(first, name.first))
        return any(principal.id in self.composer.meanings.of_kind(n, "organisation") for n in before if n is not None)

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
                and self.composer.meanings.of_kind(before, "organisation", "metonym")
            ):
                start = before.first
            else:
                break
        while start < name.first and line.lowers[start] in COMMON:
            start += 1
        return start

    def _keeps(self, word: str) -> bool:
        """Whether a word before a title is part of it: "top", "foreign", but not "former"."""
        modifier = self.composer.world.modifier(word)
        return (
            modifier is None or modifier.effect == "main" or (modifier.note == "office" and modifier.effect == "keep")
        )

    def _holder(
        self, line: Line, first: int, name: Name, noun: str, principal: Sketch | None, party: str, context: Context
    ) -> Sketch | None:
        """Who held the office on that day: "the Egyptian president", "Hezbollah's leader"."""
        if principal is not None and principal.kind == "person" and principal.sectors[:1] != ("GOV",):
            return None
        titles = [self.composer.meanings.key_of(line, i, name.last) for i in range(first, name.first + 1)]
        parties = [party] if principal is None or principal.kind != "body" else [principal.id]
        told = bool(modifier_words(line, first, name)) or any(
            self.composer.meanings.of_kind(before, "role", "roles")
            for i in range(first, name.first)
            if (before := line.name(i)) is not None
        )
        if noun in words("headships") and (told or (principal is not None and principal.kind == "person")):
            # the chancellor's press chief leads no country
            titles, noun = titles[: len(titles) - 1], titles[0]
        for title in [*titles, noun]:
            # "the CIA director": an office of the state by the service's name
            whole = principal is not None and principal.kind == "body" and title in titles[:-1]
            for each in [*parties, party] if whole else parties:
                office = self.composer.world.holder(title, each, context.day)
                if office is not None and (person := self.composer.world.person(office.person)):
                    # the title says in which office somebody is meant: an army chief who rules is army chief here
                    return replace(self.composer.meanings.person(person, context), sectors=office.sectors)
        return None


def modifier_words(line: Line, first: int, name: Name) -> list[str]:
    """Words before a role that are no names of countries or people: they tell "riot police" from "police"."""
    found = [line.lowers[i] for i in range(first, name.first) if line.name(i) is None and line.lowers[i].isalpha()]
    return [w for w in found if w not in words("quantities") and w not in COMMON]
