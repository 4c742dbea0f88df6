"""Whose a role is: the country, body or person that the words around a role noun name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dragoman.actors.context import Context
from dragoman.actors.line import Line, Name
from dragoman.actors.meanings import Meanings
from dragoman.actors.phrase import FARTHER, Phrase
from dragoman.actors.sketch import Sketch
from dragoman.actors.wordlists import words
from dragoman.world.names import PARTICLES, key
from dragoman.world.tables import Role

if TYPE_CHECKING:
    from dragoman.actors.compose import Composer

__all__ = ["Affiliation", "Affiliations", "Behind", "is_abroad", "tie_to"]

HOUSES = frozenset({"university", "company", "media", "agency", "court", "legislature", "religious", "government-body"})
"""Kinds of bodies that people are at."""
FOR_OR_AGAINST = frozenset({"pro", "anti"})
BELONGING = frozenset({"of", "for", "from", "representing", "loyal"})
NAMING_SOMEBODY = frozenset(
    {"state", "nationality", "capital", "region", "regional", "ethnic", "metonym", "person", "surname"}
)
"""Kinds of names that say of whom a minister is, rather than what for."""
STANDING = frozenset({"in", "at", "near", "outside", "inside", "across", "from"})
WITH_MINISTERS = frozenset({"igo", "alliance", "party", "armed-group"})
"""Kinds of bodies that have ministers or secretaries: OPEC's, but those "of Foreign Affairs" are of no magazine."""
POSTED = STANDING - {"at", "from"}
"""Prepositions of the place where somebody is posted; "at the French embassy" and "from Japan" tell whose he is."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """One tie of a role to a country, body or person."""

    country: str | None = None
    party: str | None = None
    principal: Sketch | None = None
    """The body or person it belongs to; states give only country and party."""
    weak: bool = False
    """It was guessed from the page."""
    part: bool = False
    """It is to a land or people within the country: the Chechen president is not Russia's."""
    last: int = -1
    """Token behind the words that name it."""


@dataclass(slots=True)
class Behind:
    """Ties named behind a role noun."""

    of: list[Sketch] = field(default_factory=list)
    """Those behind "of": the ones counted by a quantity."""
    home: list[Sketch] = field(default_factory=list)
    """Those behind "of" or "from": whose people the head means."""
    all: list[Affiliation] = field(default_factory=list)


class Affiliations:
    """Finds ties and chooses between them."""

    def __init__(self, meanings: Meanings, composer: Composer) -> None:
        self.meanings = meanings
        self.composer = composer

    def before(self, line: Line, first: int, last: int, context: Context, depth: int) -> list[Affiliation]:
        """Ties named in the words before a head, in their order."""
        found: list[Affiliation] = []
        i = first
        while i < last:
            name = line.name(i)
            if name is None or name.first < i:
                if name is None and (tie := self._of_page(line, i, context)) is not None:
                    found.append(tie)
                i += 1
                continue
            country = next((t.country for t in reversed(found) if t.principal is None and not t.weak), None)
            if name.last <= last and (tie := self._tie(line, name, context, country)) is not None:
                found.append(tie)
            i = name.last
        return found

    def _of_page(self, line: Line, i: int, context: Context) -> Affiliation | None:
        """The tie to a body that only the page knows, by the letters that it gave it: "FVM fighters"."""
        known = context.ledger.find(line.texts[i]) if line.capital(i) else None
        return replace(tie_to(known), last=i + 1) if known is not None and known.kind == "body" else None

    def _tie(self, line: Line, name: Name, context: Context, named: str | None = None) -> Affiliation | None:
        """The tie that one name makes, or None where it speaks of another ("Russian-backed", "pro-Russian").

        `named` is the country that the words before it name: of two bodies of one name, that country's is meant.
        """
        if name.joint in words("lending"):
            return None
        if name.lead in words("leaning"):
            return self._of_whom(line, name, context) if name.lead in FOR_OR_AGAINST else None
        weak = name.joint in words("seated")
        meanings = self.meanings
        kinds = {s.kind for s in name.senses}
        if codes := meanings.of_kind(name, "nationality", "state", "citizen"):
            # "ethnic Albanian" says nothing of whose citizens they are
            weak = weak or (name.first > 0 and line.lowers[name.first - 1] == "ethnic")
            country = meanings.country(codes, context, strict=bool(kinds & {"region", "regional", "ethnic"}))
            if country is not None:
                return Affiliation(country.coded, country.id, None, weak, last=name.last)
        bodies = meanings.of_kind(name, "organisation")
        if body := meanings.choose_body(bodies, context, named):
            if body.kind == "company" and name.last < len(line) and line.lowers[name.last] in words("machines"):
                return None  # who built the Antonov bombers does not fly them
            sketch = meanings.body(body, context)
            return Affiliation(sketch.country, sketch.party, sketch, weak, last=name.last)
        plain = bool(kinds & {"ethnic", "role", "roles"}) or meanings.world.modifier(line.texts[name.first]) is not None
        if kinds & ({"person"} if plain else {"person", "surname"}) and line.capital(name.first):
            # "Christian villagers" are of no Mr. Christian
            ids = meanings.of_kind(name, "person", "surname")
            person = context.ledger.find(line.words(name.first, name.last)) or meanings.surname(
                ids, context, "person" in kinds
            )
            if person is not None:
                return Affiliation(person.country, person.party, person, weak, last=name.last)
            if country := meanings.namesakes_country(ids, context):
                return Affiliation(country.coded, country.id, None, weak, last=name.last)
        if kinds & {"capital", "metonym"} and (state := self.composer.bodies.state(line, name, context)):
            return Affiliation(
                state.country, state.party, state if state.kind == "body" else None, weak, last=name.last
            )
        if "capital" in kinds and (code := meanings.named_place(line, name.first, name.last, context)):
            # "the Aden government", long after Aden was a capital
            country = meanings.world.country(code)
            return Affiliation(country.coded, country.id, None, weak, last=name.last) if country else None
        if kinds & {"region", "regional", "regional-one", "ethnic", "ethnic-one"}:
            code, _ = meanings.people_country(name, context)
            country = meanings.world.country(code) if code else None
            if country is not None:
                whole = any(
                    meanings.world.region(r).actor == "country" for r in meanings.of_kind(name, "region", "regional")
                )
                return Affiliation(country.coded, country.id, None, weak, not whole, name.last)
            wide = any(
                meanings.world.region(r).country == ("INT",) for r in meanings.of_kind(name, "region", "regional")
            )
            return Affiliation("INT", None, None, weak, last=name.last) if wide else None
        return None

    def _of_whom(self, line: Line, name: Name, context: Context) -> Affiliation | None:
        """ "Pro-Thaksin protesters", "anti-Assad rebels": a ruler's friends and foes are mostly of his country."""
        ids = self.meanings.of_kind(name, "person", "surname")
        if not ids or not line.capital(name.last - 1):
            return None
        person = context.ledger.find(line.words(name.first, name.last)) or self.meanings.surname(ids, context)
        code = person.country if person else None
        country = self.meanings.world.country(code) if code else self.meanings.namesakes_country(ids, context)
        rules = person is None or person.sectors[:1] == ("GOV",)
        return (
            Affiliation(country.coded, country.id if rules else None, None, True, last=name.last) if country else None
        )

    def seat(self, line: Line, first: int, last: int, context: Context) -> Affiliation | None:
        """The country of a town before a role noun: "Donetsk separatists"."""
        start = last
        while start > first and line.name(start - 1) is None and (
            line.capital(start - 1) or (start < last and line.lowers[start - 1] in PARTICLES)
        ):  # fmt: skip
            start -= 1
        while start < last and not line.capital(start):
            start += 1
        if any(self.meanings.world.modifier(line.texts[i]) for i in range(start, last)):
            return None  # Federal is a town in Argentina, but not in "Federal troops"
        if start < last and line.tags[start] in ("CD", "DT", "PRP", "IN"):
            return None  # nor is Onè in Italy in "One official"
        code = self.meanings.named_place(line, start, last, context) if start < last else None
        country = self.meanings.world.country(code) if code else None
        return Affiliation(country.coded, country.id, None, True, True, last) if country else None

    def behind(self, line: Line, phrase: Phrase, role: Role | None, context: Context, depth: int) -> Behind:
        """Ties named in the phrases behind a head."""
        result = Behind()
        relational = role is None or role.note in ("relational", "office", "body")
        at_body = role is not None and role.note in ("relational", "office")
        for preposition, post in self._posts(line, phrase, role):
            if preposition in POSTED and is_abroad(role):
                continue
            if preposition == FARTHER and not result.all:
                preposition = "for"
            if preposition in ("to", "for") and role is not None and key(role.noun) in words("attached"):
                preposition = "of"
            if preposition not in BELONGING | STANDING:
                continue
            belongs = preposition in BELONGING or (preposition == "at" and at_body and self._is_body(line, post))
            # "a deputy minister in the Aden government"
            belongs = belongs or (preposition == "in" and line.lowers[post.head] in words("state_nouns"))
            sketches = self.composer.describe(line, post, context, depth + 1) if belongs else []
            if belongs and not sketches:
                sketches = context.sides(post.head)  # "the foreign ministers of the two countries"
            if belongs and not sketches and self._are_several(line, post, context, depth):
                result.all.append(Affiliation("INT", last=post.last))  # "the ministers of the Andean Pact countries"
                continue
            if preposition == "of":
                result.of.extend(sketches)
            if preposition in ("of", "from"):
                result.home.extend(sketches)
            if sketches and (relational or preposition in ("of", "from", "loyal")):
                result.all.extend(tie_to(s) for s in sketches)
            elif place := self._place(line, post, context) or (
                self._housed(line, post, context) if preposition == "at" else None
            ):
                result.all.append(place)
        return result

    def _are_several(self, line: Line, post: Phrase, context: Context, depth: int) -> bool:
        """Whether a phrase means the states of a body or part of the world: "OPEC countries", "the Gulf states"."""
        wide = line.lowers[post.head] in words("states")
        ties = self.before(line, post.first, post.head, context, depth + 1) if wide else []
        return any(t.country in ("IGO", "INT") for t in ties)

    def portfolio(self, line: Line, phrase: Phrase, role: Role | None) -> Phrase | None:
        """The phrase behind "of" that says what a ministry or minister is for, and names nobody."""
        if role is None or key(role.noun) not in words("with_portfolio"):
            return None
        for preposition, post in phrase.posts:
            names = {name for i in range(post.first, post.last) if (name := line.name(i)) is not None}
            if (
                preposition == "of"
                and line.capital(post.head)
                and not any(self._names_somebody(line, n) for n in names)
            ):
                return post
        return None

    def _names_somebody(self, line: Line, name: Name) -> bool:
        """Whether a name is a state's, a person's or a body's; "Labour" is also a portfolio."""
        if {s.kind.partition("-")[0] for s in name.senses} & NAMING_SOMEBODY:
            return True
        bodies = map(self.meanings.world.organisation, self.meanings.of_kind(name, "organisation"))
        other = key(line.words(name.first, name.last)) not in words("portfolios")
        return other and any(body is not None and body.kind in WITH_MINISTERS for body in bodies)

    def _posts(self, line: Line, phrase: Phrase, role: Role | None) -> list[tuple[str, Phrase]]:
        """The phrases behind a head; in the place of a portfolio those behind it: "Minister of Defence of Angola"."""
        portfolio = self.portfolio(line, phrase, role)
        posts = [(preposition, post) for preposition, post in phrase.posts if post is not portfolio]
        return [*posts, *portfolio.posts] if portfolio is not None else posts

    def _is_body(self, line: Line, post: Phrase) -> bool:
        """Whether a phrase names an organisation: "the director of a project at Chatham House"."""
        name = line.name(post.last - 1)
        return name is not None and bool(self.meanings.of_kind(name, "organisation"))

    def _housed(self, line: Line, post: Phrase, context: Context) -> Affiliation | None:
        """The country of a body that is a place too: "students at Nairobi University", "workers at Volkswagen"."""
        name = line.name(post.last - 1)
        body = self.meanings.choose_body(self.meanings.of_kind(name, "organisation"), context) if name else None
        if body is None or body.kind not in HOUSES:
            return None
        sketch = self.meanings.body(body, context)
        country = self.meanings.world.country(sketch.country or "")
        return Affiliation(country.coded, country.id, None, False, True, post.last) if country else None

    def _place(self, line: Line, post: Phrase, context: Context) -> Affiliation | None:
        """The country that a phrase of place lies in: "in Minsk", "from Aleppo", "of Kashmir"."""
        name = line.name(post.last - 1) or line.name(post.head)
        meanings = self.meanings
        if name is not None:
            if codes := meanings.of_kind(name, "state", "capital", "nationality"):
                # Aden is the capital of a state that is gone, and a town since
                gone = bool(meanings.of_kind(name, "capital")) and not meanings.of_kind(name, "state", "nationality")
                country = meanings.country(codes, context, strict=gone)
                if country is not None:
                    return Affiliation(country.coded, country.id, None, False, last=name.last)
            if meanings.of_kind(name, "region"):
                code, _ = meanings.people_country(name, context)
                country = meanings.world.country(code) if code else None
                return Affiliation(country.coded, country.id, None, False, True, name.last) if country else None
        first = next((i for i in range(post.first, post.last) if line.capital(i)), post.last)
        code = meanings.named_place(line, first, post.last, context)
        country = meanings.world.country(code) if code else None
        return Affiliation(country.coded, country.id, None, False, True, post.last) if country else None

    @staticmethod
    def choose(own: list[Affiliation], possessor: list[Sketch], behind: list[Affiliation]) -> Affiliation:
        """The country of the nearest tie that has one, and the body or person that the role belongs to.

        Words before the head count first, then the possessive, then what stands behind; a seat ("London-based")
        counts only if nothing else does.
        """
        states = [t.country for t in own if t.principal is None and t.country and not t.weak]
        named = next(iter([*states, *(p.country for p in possessor[:1] if p.kind == "state")]), None)
        own = [t for t in own if not _foreign(t, named)]
        ties = [t for t in own if not t.weak] + [tie_to(p) for p in possessor[:1]] + behind + [t for t in own if t.weak]
        if not ties:
            return Affiliation()
        bodies = [
            t
            for t in [*reversed([t for t in own if not t.weak]), *(tie_to(p) for p in possessor[:1]), *behind]
            if t.principal
        ]
        principal = bodies[0] if bodies else None
        leading = next((t for t in ties if t.country), ties[0])
        if principal is not None and (principal.country in ("IGO", "NGO") or not own or principal in own):
            # "a Turkish NATO official" acts for NATO; "US special envoy for the UN" does not: the tie is behind
            if principal in own or leading is principal or leading.country is None:
                return Affiliation(principal.country or leading.country, principal.party, principal.principal)
            if leading.country == principal.country:
                return Affiliation(leading.country, principal.party or leading.party, principal.principal)
        return Affiliation(leading.country, leading.party, leading.principal, part=any(t.part for t in ties))

    @staticmethod
    def several(line: Line, own: list[Affiliation]) -> list[Affiliation]:
        """The ties of "US and South Korean officials", "UN and NATO troops", one each; empty where there is one."""
        ties = [t for t in own if not t.weak]
        if len(ties) < 2 or len({t.party or t.country for t in ties}) < 2:
            return []
        joined = all(
            any(line.lowers[i] in ("and", ",", "-", "–", "or") for i in range(a.last, min(a.last + 2, len(line))))
            for a in ties[:-1]
        )
        return ties if joined else []


def _foreign(tie: Affiliation, country: str | None) -> bool:
    """Whether a body cannot be meant because the words name another country: "Tunisian General Labour Union"."""
    body = tie.principal
    return (
        country is not None and body is not None and body.kind == "body"
        and body.country not in (None, country, "IGO", "NGO", "INT")
    )  # fmt: skip


def is_abroad(role: Role | None) -> bool:
    """Whether the place where a role is met is not its own: "the ambassador in Baghdad"."""
    return role is not None and key(role.noun) in words("abroad")


def tie_to(sketch: Sketch) -> Affiliation:
    """The tie that belonging to an actor makes."""
    principal = None if sketch.kind == "state" else sketch
    return Affiliation(sketch.country, sketch.party, principal, part=sketch.kind == "state" and sketch.rule == "place")
