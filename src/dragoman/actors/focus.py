"""Which countries a page speaks of, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from dragoman.actors.line import Line, Name
from dragoman.actors.wordlists import pair_words, words
from dragoman.language.reading import Reading, Token
from dragoman.world import Sense, World
from dragoman.world.names import key

__all__ = ["Focus", "count_countries", "count_people", "is_of_place", "publisher_country"]

COUNTED = frozenset({"state", "nationality", "citizen", "citizens", "capital"})
NATIONAL = frozenset(
    {"armed-group", "party", "government-body", "security-service", "military", "court", "legislature"}
)
"""Kinds of bodies that speak for the country they are of."""
DOMAINS = {".uk": "GBR", ".au": "AUS", ".ca": "CAN", ".in": "IND", ".pk": "PAK", ".za": "ZAF", ".ie": "IRL", ".nz": "NZL",
           ".fr": "FRA", ".de": "DEU", ".il": "ISR", ".ru": "RUS", ".cn": "CHN", ".jp": "JPN", ".kr": "KOR",
           ".ke": "KEN", ".ng": "NGA", ".ph": "PHL", ".tr": "TUR", ".ir": "IRN", ".eg": "EGY", ".gov": "USA"}  # fmt: skip


@lru_cache(maxsize=16384)
def codes_of(senses: tuple[Sense, ...], world: World, day: str | None = None) -> tuple[str, ...]:
    """The lexicon codes that a name of these senses may count for on a day."""
    kinds = COUNTED
    if any(s.kind == "metonym" and not world.metonym(s.ref).party.startswith("state:") for s in senses):
        kinds = COUNTED - {"capital"}  # Brussels is the Union's more often than Belgium's
    codes = [s.ref for s in senses if s.kind in kinds and not (s.kind == "capital" and _gone(s.ref, world, day))]
    if len(codes) > 1:
        codes = [c for c in codes if not _gone(c, world, day)] or codes
    for sense in senses:
        if sense.kind in ("region", "regional", "regional-many"):
            countries = [c for c in world.region(sense.ref).country if c != "INT"]
            codes += countries if len(countries) == 1 else []
    return tuple(dict.fromkeys(codes or _of_bodies(senses, world)))


def _of_bodies(senses: tuple[Sense, ...], world: World) -> list[str]:
    """The countries of the bodies that a name may mean: Hamas speaks of the Palestinians."""
    bodies = [body for s in senses if s.kind == "organisation" and (body := world.organisation(s.ref))]
    return [code for body in bodies for code in body.country] if all(b.kind in NATIONAL for b in bodies) else []


def _gone(code: str, world: World, day: str | None) -> bool:
    """Whether a country did not exist on the day: Aden has not been a capital since 1990."""
    country = world.country(code)
    return country is not None and bool(day) and not country.period.holds(day)


def count_countries(line: Line, world: World, day: str | None = None, belonging: bool = False) -> Counter[str]:
    """How often each country is named; names of several do not count.

    With `belonging` those are left out that only back or oppose somebody ("Russian-backed", "pro-Russian").
    """
    counts: Counter[str] = Counter()
    for name in line.names:
        if belonging and (name.joint in words("lending") or name.lead in words("leaning")):
            continue
        codes = codes_of(name.senses, world, day)
        if len(codes) == 1:
            counts[codes[0]] += 1
    return counts


def count_people(line: Line, world: World, day: str | None) -> dict[str, frozenset[str]]:
    """The countries for which those act on a day who alone bear a name of the page, with their ids."""
    found: dict[str, frozenset[str]] = {}
    for name in line.names:
        bearers = {s.ref for s in name.senses}
        if len(bearers) != 1 or {s.kind for s in name.senses} - {"person", "surname"}:
            continue
        person = world.person(next(iter(bearers)))
        alone = name.last - name.first == 1
        if person is None or (alone and line.lowers[name.first] in words("common_surnames")):
            continue
        for code in {world.country_of(o.party) for o in person.on(day)} if day else ():
            if code not in (None, "IGO", "NGO", "INT"):
                found[code] = found.get(code, frozenset()) | {person.id}
    return found


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


LARGE_TOWN = 100_000
"""Inhabitants of a town that a page may mean by the name of a foreign capital."""


class Focus:
    """Where a page names its countries, as actors and as places."""

    def __init__(
        self, reading: Reading, line: Line, world: World, counts: Counter[str], day: str | None, body: int = 0
    ) -> None:
        """`body` is the first token behind the dateline, whose place speaks of no sentence."""
        self.reading = reading
        self.counts = counts
        self.by_sentence: dict[int, Counter[str]] = {}
        self.named_at: dict[int, list[tuple[int, str]]] = {}
        """The countries that each sentence names as actors, with their tokens."""
        self.forms: dict[str, set[str]] = {}
        """The names by which the page speaks of each country."""
        self.places: dict[int, list[tuple[int, str]]] = {}
        """The countries of a sentence's phrases of place, with their tokens: they are where, not who."""
        self.bodies: dict[int, str] = {}
        """The countries of parties, armed groups and the like, by the last token of their names."""
        told = [(name, codes[0]) for name in line.names if len(codes := codes_of(name.senses, world, day)) == 1]
        for name, code in told:
            self.forms.setdefault(code, set()).add(key(line.words(name.first, name.last)))
        told = [(name, self._town(name, code, line, world)) for name, code in told]
        for name, code in told:
            sentence = reading.tokens[name.first].sentence
            if name.first < body and reading.sentences[sentence].source == "text":
                continue
            if all(s.kind == "organisation" for s in name.senses):
                self.bodies[name.last - 1] = code
            if self._stands_between(name):
                continue
            if self._says_where(name, line):
                self.places.setdefault(sentence, []).append((name.last - 1, code))
            else:
                self._count(name.last - 1, code)
        self._add_towns(line, world, body)

    def _town(self, name: Name, code: str, line: Line, world: World) -> str:
        """The country of a name on this page: Tripoli is Lebanon's where the page names Libya by no other name."""
        form = key(line.words(name.first, name.last))
        if {s.kind for s in name.senses} != {"capital"} or self.forms.get(code, set()) - {form}:
            return code
        likely = [c for c, _ in self.counts.most_common(3) if c not in (code, "USA")]
        towns = (s.country for s in world.places.named(form) if s.country in likely and s.population >= LARGE_TOWN)
        return next(towns, code)

    def _add_towns(self, line: Line, world: World, body: int) -> None:
        """Towns of the gazetteer that say where: "in Lahore, police used batons"."""
        likely = tuple(c for c, _ in self.counts.most_common(3))
        for token in self.reading.tokens[body:]:
            if token.dep != "pobj" or token.pos != "PROPN" or line.name(token.i) is not None:
                continue
            if not (likely and line.capital(token.i) and line.lowers[token.head] in words("locative")):
                continue
            first = token.i
            while first - 1 > token.head and line.capital(first - 1) and line.name(first - 1) is None:
                first -= 1
            spot = world.places.best(line.words(first, token.i + 1), likely)
            if spot is not None and spot.country in likely:
                self.places.setdefault(token.sentence, []).append((token.i, spot.country))

    def _stands_between(self, name: Name) -> bool:
        """Whether a name only says whose the mediators are: "Norwegian facilitators"."""
        token = self.reading.tokens[name.last - 1]
        above = self.reading.tokens[token.head]
        return token.dep in ("amod", "compound", "nmod", "poss") and above.lemma in pair_words("between")

    def beside(self, token: int) -> set[str]:
        """Countries of the groups that a noun stands side by side with: "the government and the FARC"."""
        joined = [t.i for t in self.reading.children(token, "conj")]
        if self.reading.tokens[token].dep == "conj":
            joined.append(self.reading.tokens[token].head)
        inside = {i: (self.reading.tokens[i].left, self.reading.tokens[i].right) for i in joined}
        return {code for i, code in self.bodies.items() if any(a <= i <= b for a, b in inside.values())}

    def _says_where(self, name: Name, line: Line) -> bool:
        tokens = self.reading.tokens
        token = tokens[name.last - 1]
        while token.dep in ("compound", "amod", "nmod", "poss", "conj", "appos") and token.head != token.i:
            token = tokens[token.head]
        if is_of_place(tokens, token):
            token = tokens[tokens[token.head].head]
        return token.dep == "pobj" and line.lowers[token.head] in words("locative")

    def add(self, token: int, code: str) -> None:
        """Count a named person for the country acted for."""
        self.counts[code] += 1
        self._count(token, code)

    def _count(self, token: int, code: str) -> None:
        sentence = self.reading.tokens[token].sentence
        self.by_sentence.setdefault(sentence, Counter())[code] += 1
        self.named_at.setdefault(sentence, []).append((token, code))

    def spoken_of(self, codes: Iterable[str], form: str) -> bool:
        """Whether any of these countries is spoken of by another name than this one."""
        return any(self.forms.get(code, set()) - {form} for code in codes)

    def named(self, sentence: int) -> list[str]:
        """The countries that a sentence names, as actors and as places."""
        return [*self.by_sentence.get(sentence, ()), *(code for _, code in self.places.get(sentence, ()))]

    def places_for(self, token: int, sentence: int) -> set[str]:
        """Countries of the places that hold for a noun: not those of a clause that only describes something else.

        "A swap of prisoners, agreed in Sweden" frees nobody in Sweden.
        """
        above = {token, *(t.i for t in self.reading.ancestors(token))}
        return {
            code for i, code in self.places.get(sentence, ())
            if all(t.i in above or not _describes(t) for t in self.reading.ancestors(i))
        }  # fmt: skip


def is_of_place(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a name says which town or region is meant: "the Tanzanian city of Arusha"."""
    of = tokens[token.head]
    return token.dep == "pobj" and of.lower == "of" and tokens[of.head].lemma in words("place_nouns")


def _describes(token: Token) -> bool:
    return token.dep in ("acl", "relcl")
