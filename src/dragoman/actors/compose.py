"""A noun phrase becomes a sketch of whom it means: head and modifiers both count.

The head says what sort of actor it is; country, party and sectors come from the possessive, the words before the
head, and the phrases behind it, in that order: "Trump's national security adviser", "a spokesman for the rebels",
"the Saudi-led coalition", "former French president Nicolas Sarkozy".
"""

from __future__ import annotations

from dragoman.actors.affiliation import Affiliations, tie_to
from dragoman.actors.bodies import Bodies
from dragoman.actors.context import Context
from dragoman.actors.line import Line, Name
from dragoman.actors.meanings import Meanings
from dragoman.actors.naming import find_person
from dragoman.actors.persons import Persons
from dragoman.actors.phrase import Phrase, flat_phrase
from dragoman.actors.roles import Roles
from dragoman.actors.sectors import combine, sector_words
from dragoman.actors.sketch import Sketch
from dragoman.actors.wordlists import words
from dragoman.world import World
from dragoman.world.names import kebab

__all__ = ["Composer"]

DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "both", "whose"})
SKIPPED = frozenset({"the", "a", "an", "this", "that", "these", "those", "some", "any", "no", '"', "“", "”", "'", "‘", "-", ",",
                     "all", "both", "another", "other", "each", "every", "its", "his", "her", "their", "our", "my", "whose"})  # fmt: skip
INDEFINITE = frozenset({"a", "an", "some", "any", "no", "another", "other", "each", "every", "one"})
PEOPLE_NAMES = ("citizens", "citizen", "ethnic-many", "ethnic-one", "regional-many", "regional-one")


class Composer:
    """Reads phrases with the lexicon; the page's knowledge comes in as a `Context`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.meanings = Meanings(world)
        self.affiliations = Affiliations(self.meanings, self)
        self.persons = Persons(self)
        self.bodies = Bodies(self)
        self.roles = Roles(self)

    def describe(
        self, line: Line, phrase: Phrase, context: Context, depth: int = 0, holder: bool = True
    ) -> list[Sketch]:
        """Whom the phrase means: one; several where it names several states' officials; none if it is no actor.

        Without `holder` an office stays one, whoever held it on the day: it describes somebody named beside it.
        """
        if depth > 5 or self._plain(line, phrase):
            return []
        first = self._start(line, phrase)
        if first >= phrase.last:
            return []
        opening = line.lowers[phrase.first : first + 1]
        possessor, first = self._possessor(line, phrase, first, context, depth)
        if (ship := self.bodies.ship(line, first, phrase.last)) is not None:
            return [ship]
        person = find_person(line, first, phrase.last, self.world, context)
        if person is not None:
            return [self.persons.describe(line, phrase, first, person, possessor, context, depth)]
        name = self._head_name(line, phrase, first)
        if name is not None:
            # headlines and titles leave the article out: "North Korean leader says"
            headless = not any(w in INDEFINITE or w.isdigit() for w in opening)
            definite = bool(possessor) or headless or any(w in DEFINITE for w in opening)
            found = self._named(line, phrase, first, name, possessor, definite, context, depth, holder)
            if found:
                found = self.persons.with_body(line, phrase, found, context)
                return self.persons.with_apposition(line, phrase, found, context, depth)
        if line.lowers[phrase.head] in words("lands"):
            land = [
                s for sign, post in phrase.posts if sign == "of" for s in self.describe(line, post, context, depth + 1)
            ]
            if land and land[0].kind == "state":
                return land[:1]
        return self.bodies.unknown(line, phrase, first, possessor, context)

    @staticmethod
    def _plain(line: Line, phrase: Phrase) -> bool:
        """Whether a phrase has nothing that could name anybody: no capital, no word of the lexicon, no quantity of."""
        base = range(phrase.first, phrase.last)
        if any(map(line.capital, base)) or any(map(line.name, base)):
            return False
        return not (phrase.posts and line.lowers[phrase.head] in words("quantities"))

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
                found = self.describe(line, owner, context, depth + 1) or context.read(i - 1)
                return found or self._home(line, self._start(line, owner), i, context), i + 1
        if phrase.first < len(line) and line.lowers[phrase.first] in (
            "his",
            "her",
            "its",
            "their",
            "our",
            "my",
            "whose",
        ):
            return context.possessor(phrase.first), max(first, phrase.first + 1)
        return [], first

    def _home(self, line: Line, first: int, last: int, context: Context) -> list[Sketch]:
        """The state of a land or town that owns what follows: "Indian-administered Kashmir's", "Kirkuk's governor"."""
        ties = [t for t in self.affiliations.before(line, first, last, context, 1) if t.principal is None and t.party]
        party = ties[0].party if ties else None
        country = self.world.country(party or self.meanings.named_place(line, first, last, context) or "")
        return [self.meanings.state(country, "place")] if country else []

    def _head_name(self, line: Line, phrase: Phrase, first: int) -> Name | None:
        """The lexicon's name at the end of the base, or at the head where that is another token."""
        for token in (phrase.last - 1, phrase.head):
            if first <= token < phrase.last and (name := line.name(token)) is not None and name.last >= token:
                return name
        head = phrase.last - 1
        if head > first and line.name(head) is None and line.name(head - 1) is not None:
            # "military vessel" in "Chinese military vessel", where the lexicon knows the Chinese military
            senses = tuple(s for s in self.world.senses(line.words(head - 1, head + 1)) if s.kind in ("role", "roles"))
            return Name(head, head + 1, senses) if senses else None
        return None

    def _named(
        self, line: Line, phrase: Phrase, first: int, name: Name, possessor: list[Sketch], definite: bool,
        context: Context, depth: int, holder: bool,
    ) -> list[Sketch]:  # fmt: skip
        kinds = {s.kind for s in name.senses}
        roles = self.meanings.of_kind(name, "role", "roles")
        if "organisation" in kinds and not (roles and not line.capital(name.first)):
            body = self.bodies.named(line, first, name, possessor, context)
            if body is not None:
                return [body]
        if roles:
            role = self.world.lexicon.roles[self._longer_role(line, first, name) or roles[0]]
            plural = "roles" in kinds and ("role" not in kinds)
            named = any(find_person(line, a.first, a.last, self.world, context) for a in phrase.appositions)
            found = self.roles.describe(
                line,
                phrase,
                first,
                name,
                role,
                possessor,
                definite,
                context,
                depth,
                plural=plural,
                holder=holder and not named,
            )
            if found:
                return found
        if (branch := self.bodies.branch(line, first, name, context)) is not None:
            return branch
        state = self.bodies.state(line, name, context)
        if state is not None and not name.joint:
            return [*self.bodies.twin(line, first, name, context), state]
        if kinds & set(PEOPLE_NAMES):
            return self._people(line, phrase, first, name, possessor, context)
        return []

    def _longer_role(self, line: Line, first: int, name: Name) -> str | None:
        """The role that a noun makes with the end of the name before it: "army officer" in "Syrian army officer"."""
        before = name.first - 1
        if before < first or (other := line.name(before)) is None or other.first == before:
            return None
        senses = self.world.senses(line.words(before, name.last))
        longer = next((s.ref for s in senses if s.kind in ("role", "roles")), None)
        body = next(
            (o for i in self.meanings.of_kind(other, "organisation") if (o := self.world.organisation(i))), None
        )
        if longer is None or body is None:
            return longer
        # a commander of the Free Syrian Army is no army commander
        return longer if set(body.sectors) & set(self.world.lexicon.roles[longer].sectors) else None

    def _people(
        self, line: Line, phrase: Phrase, first: int, name: Name, possessor: list[Sketch], context: Context
    ) -> list[Sketch]:
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
        if line.lowers[name.first if not codes else max(name.first - 1, first)] == "ethnic" or (
            not codes and phrase.posts
        ):
            # "ethnic Hungarians in Romania" are Romanians
            own = own or self.affiliations.behind(line, phrase, None, context, 1).all or list(map(tie_to, possessor))
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

    def mention(self, line: Line, context: Context) -> list[Sketch]:
        """A bare mention as a whole."""
        return self.describe(line, flat_phrase(line), context)
