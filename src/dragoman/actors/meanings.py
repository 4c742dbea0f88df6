"""From a name of the lexicon to whom it means on that day and on that page."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dragoman.actors.context import Context
from dragoman.actors.line import Line, Name
from dragoman.actors.sketch import Sketch
from dragoman.actors.wordlists import gender_of_name, words
from dragoman.world import Person, World
from dragoman.world.names import kebab, key, surnames
from dragoman.world.tables import Country, Office, Organisation, Region

__all__ = ["SIDES", "STATE_SECTORS", "Meanings"]

STATE_SECTORS = frozenset({"GOV", "MIL", "SPY", "COP", "LEG", "JUD"})
"""Sectors whose actors act for their state."""
FEDERATIONS = frozenset({"USA", "CAN", "AUS", "IND", "PAK", "DEU", "MEX", "BRA", "NGA", "MYS", "ARG"})
"""Countries whose lands have governments that act by the land's name: "Texas sued", "Quebec refused"."""
SIDES = {"OPP": "opposition", "REB": "rebel"}
"""The side that somebody of a sector is on, as its noun is in an id: "local:ven-opposition"."""
ABOVE_STATES = frozenset({"IGO", "NGO", "INT"})
AFTERLIFE = 12
"""Years around an office within which a bare surname still means its holder."""
NAMESAKES = 35
"""Years before somebody's first office in which the name is another's."""
ABOUT_TO_BE = 3
"""Months before a first office of state in which it already describes who is to hold it."""
BODY_POST = 1.0
"""The highest standing of a body's president."""
LESSER = {"PTY": 0.9, "NGO": 0.1}
"""The highest standing of an office in a party or a charity: an office of state or of the UN comes before it."""
SPEAKERS = 0.5
"""By how much a speaker of parliament is told of by that office rather than by the party that the speaker leads."""
JUST_LEFT = 60
"""Days after an office in which a bare surname still means who held it."""
FRESH = 3
"""Years around an office within which a very common surname may mean its holder."""
MARGIN = 1.0
"""By how much the best reading of a surname must beat the next."""


def days_between(start: str, end: str) -> int:
    """Days from one date to another; a date known to the month or year counts from its first day."""
    one, two = (date.fromisoformat(d + "-01-01"[len(d) - 4 :] if len(d) < 10 else d[:10]) for d in (start, end))
    return (two - one).days


def _soon(day: str, start: str) -> bool:
    """Whether a date lies within a few months before another."""
    return len(day) >= 7 and _months(start) - _months(day) <= ABOUT_TO_BE


def _months(day: str) -> int:
    return 12 * int(day[:4]) + int(day[5:7])


class Meanings:
    """Look-ups that weigh day and page."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ranks = {office: k for k, office in enumerate(world.lexicon.rank)}

    # --- states -------------------------------------------------------------------------------------------------

    def country(self, codes: list[str], context: Context, strict: bool = False) -> Country | None:
        """Of several countries that share a name, the one that existed on the day and that the page speaks of.

        Strict: a country that did not exist is no answer (for capitals; a name may be told of after its end).
        """
        countries = [c for code in codes if (c := self.world.country(code))]
        alive = [c for c in countries if c.period.holds(context.day)] if context.day else countries
        if not alive:
            if strict or not countries:
                return None
            day = context.day or "9999"
            return min(countries, key=lambda c: c.period.distance(day))
        if len(alive) == 1:
            return alive[0]
        if preferred := context.prefer([c.code for c in alive]):
            return self.world.country(preferred)
        if context.day:
            # a state with an end is the narrower meaning in its own time: Moscow in 1985 is the Soviet Union's
            ended = [c for c in alive if c.period.end]
            if ended:
                return ended[0]
        return next((c for c in alive if not c.period.end), alive[0])

    def state(self, country: Country, rule: str = "name") -> Sketch:
        """The state as an actor."""
        return Sketch(
            "state", country.id, country.name, party=country.id, country=country.coded, sectors=country.sectors,
            gender="n", definite=True, rule=rule,
        )  # fmt: skip

    def region(self, region: Region, context: Context) -> tuple[str | None, Sketch | None]:
        """The country of a region on this page, and its own actor if it has one."""
        code = self.region_country(list(region.country), context)
        if not region.actor and len(region.country) == 1 and code in FEDERATIONS:
            coded = self.world.country(code)
            return code, Sketch(
                "body", f"local:{code.lower()}-{kebab(region.name)}", region.name, country=coded.coded if coded else code,
                sectors=("GOV",), gender="n", definite=True, rule="region", score=0.8,
            )  # fmt: skip
        if not region.actor:
            return code, None
        if region.actor == "country":
            whole = self.world.country(code) if code else None
            return code, self.state(whole, "region") if whole else None
        if region.actor.startswith("state:") and (country := self.world.country(region.actor)):
            return code, self.state(country, "region")
        party = region.actor
        known = self.world.organisation(region.actor)
        name = known.name if known else region.name
        return code, Sketch(
            "body", region.actor, name, party=party, country=code or region.country[0], sectors=region.sectors,
            gender="n", definite=True, rule="region",
        )  # fmt: skip

    def region_country(self, codes: list[str], context: Context) -> str | None:
        """The country of a region that may lie in several."""
        codes = [c for c in codes if c != "INT"]
        if len(codes) <= 1:
            return codes[0] if codes else None
        return context.prefer(codes)

    # --- bodies -------------------------------------------------------------------------------------------------

    def body(self, organisation: Organisation, context: Context) -> Sketch:
        """An organisation as an actor."""
        codes = list(organisation.country)
        country = (context.prefer(codes) or self._gone(codes, context.day) or codes[0]) if codes else None
        coded = self.world.country(country) if country else None
        sectors = organisation.sectors_on(context.day) or ((country,) if country in ("IGO", "NGO") else ())
        party = organisation.id
        if (organisation.parent.startswith("state:") and (not sectors or sectors[0] in STATE_SECTORS | {"PRM"})) or (
            organisation.parent and organisation.kind in ("igo-organ", "mission")
        ):
            party = organisation.parent
        elif country not in ABOVE_STATES and country and sectors and sectors[0] in STATE_SECTORS and len(codes) == 1:
            party = f"state:{country}"
        return Sketch(
            "body", organisation.id, organisation.name, party=party, country=coded.coded if coded else country,
            sectors=sectors, organisation=organisation.kind, gender="n", definite=True, rule="name",
        )  # fmt: skip

    def _gone(self, codes: list[str], day: str | None) -> str | None:
        """Of a body's countries the one that has gone since and existed on the day: TASS was the Soviet Union's."""
        countries = [c for code in codes if day and (c := self.world.country(code))]
        return next((c.code for c in countries if c.period.end and c.period.holds(day)), None)

    def choose_body(self, ids: list[str], context: Context, country: str | None = None) -> Organisation | None:
        """Of several organisations of one name, the one active on the day, of a country that the page speaks of.

        `country` is the one named right before it, if any.
        """
        found = [o for i in dict.fromkeys(ids) if (o := self.world.organisation(i))]
        found = [o for o in found if country in o.country] or found
        alive = [o for o in found if o.period.holds(context.day)] or found
        if len(alive) < 2:
            return alive[0] if alive else None
        weights = [self._page_weight(o, context) for o in alive]
        best = max(weights)
        if weights.count(best) == 1:
            return alive[weights.index(best)]
        return alive[0] if best == 0 else next(o for o, w in zip(alive, weights, strict=True) if w == best)

    @staticmethod
    def _page_weight(organisation: Organisation, context: Context) -> float:
        weight = max((context.countries.get(c, 0) for c in organisation.country), default=0)
        return weight + (0.5 if context.publisher and context.publisher in organisation.country else 0)

    # --- people -------------------------------------------------------------------------------------------------

    def person(self, person: Person, context: Context) -> Sketch:
        """Somebody the lexicon knows, with the office of that day; a past holder is of the elite."""
        office, when = self._office(person, context.day)
        country = self.world.country_of(office.party)
        sectors = office.sectors
        party: str | None = office.party
        if sectors and sectors[0] in STATE_SECTORS:
            if when == "past":
                sectors = ("ELI",)
            elif when == "future" and not _soon(context.day or "", office.period.first_day):
                sectors = ()
        if party and party.startswith("state:") and sectors and sectors[0] not in STATE_SECTORS:
            # an opposition leader, a dissident or a rebel without a group does not act for the state
            side = SIDES.get(sectors[0])
            party = f"local:{party.removeprefix('state:').lower()}-{side}" if side else None
        if party and party.startswith("org:") and (known := self.world.organisation(party)):
            body = self.body(known, context)
            country, party = body.country or country, body.party
        return Sketch(
            "person", person.id, person.name, party=party, country=country, sectors=sectors,
            title=office.office if when == "held" else None, gender=gender_of_name(person.name), definite=True,
            score=0.7 if office.confidence == "low" else 0.95, rule="lexicon",
        )  # fmt: skip

    def _office(self, person: Person, day: str | None) -> tuple[Office, Literal["past", "held", "future"]]:
        """The office that describes a person best on a day, and whether it was held on that day."""
        if not day:
            return max(person.offices, key=lambda o: (self._standing(o), o.period.start)), "held"
        held = [o for o in person.offices if o.period.holds(day)]
        past = [o for o in person.offices if o.period.last_day < day]
        if held and not (past and all(o.sectors[:1] == ("NGO",) for o in held)):
            return max(
                held, key=lambda o: (self._standing(o) + SPEAKERS * (o.office == "speaker"), o.period.start)
            ), "held"
        if past:
            # one who led a state and leads a charity now is told of as what he was
            return max(past, key=lambda o: o.period.last_day), "past"
        return min(person.offices, key=lambda o: o.period.first_day), "future"

    def _standing(self, office: Office) -> float:
        """How high an office stands, 0 to 2."""
        rank = self.ranks.get(office.office)
        standing = 0.2 if rank is None else 2.0 - 1.5 * rank / len(self.ranks)
        if not office.party.startswith("state:") and office.office in ("president", "chairman", "director-general"):
            standing = min(standing, BODY_POST)  # the World Bank's president is no head of state
        # who leads a party and speaks for parliament is told of as its speaker
        return min(standing, LESSER.get(office.sectors[0], standing))

    def surname(self, ids: list[str], context: Context, full: bool = False) -> Sketch | None:
        """Whom a name shared by the given persons means; None where no one stands out."""
        people = [p for i in dict.fromkeys(ids) if (p := self.world.person(i)) and not self._unborn(p, context.day)]
        people = people if full else [p for p in people if not self._is_common(p) or self._expected(p, context)]
        if full and len(people) == 1:
            return self.person(people[0], context)
        scored = sorted(((self._weight(p, context), k, p) for k, p in enumerate(people)), reverse=True)
        scored = [s for s in scored if s[0] > 0] or (scored[:1] if full else [])
        if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < MARGIN * (0.3 if full else 1)):
            return None
        return self.person(scored[0][2], context).with_rule("surname" if not full else "lexicon", 1 if full else 0.85)

    def _is_common(self, person: Person) -> bool:
        """Whether so many bear somebody's surname that it alone says little: Evans, Khan, García."""
        countries = (o.party.removeprefix("state:") for o in person.offices)
        return any(key(s) in words("common_surnames") for c in countries for s in surnames(person.name, c))

    def _expected(self, person: Person, context: Context) -> bool:
        """Whether a page may speak of somebody without saying more: it speaks of the country or of the body, or the
        person leads a great power on that day.
        """
        day = context.day
        if day and min(o.period.distance(day) for o in person.offices) > FRESH:
            return False
        held = person.on(day) if day else person.offices
        great = any(o.office in self.ranks and o.party in words("powers") for o in held)
        return great or self._on_page(person, context) or any(
            o.party.startswith(("org:", "group:")) and context.names_body(o.party) for o in person.offices
        )  # fmt: skip

    def _on_page(self, person: Person, context: Context) -> bool:
        """Whether the page speaks of a country that somebody holds or held an office of, by its name or its people."""
        codes = {c for o in person.offices if (c := self.world.country_of(o.party))}
        return any(context.countries.get(c) or context.people.get(c, frozenset()) - {person.id} for c in codes)

    @staticmethod
    def _unborn(person: Person, day: str | None) -> bool:
        """Whether a day is so long before a person's first office that a namesake is meant."""
        first = min(o.period.first_day for o in person.offices)
        return bool(day) and int(first[:4]) - int((day or "9999")[:4]) > NAMESAKES and first > "0001-01-01"

    def in_office(self, namesakes: list[Sketch], context: Context) -> Sketch | None:
        """Of people of one surname on a page, the only one who holds an office on that day; else nobody."""
        holders = [s for s in namesakes if (p := self.world.person(s.id)) and context.day and p.on(context.day)]
        return holders[0].with_rule("page") if len(holders) == 1 else None

    def namesakes_country(self, ids: list[str], context: Context) -> Country | None:
        """The one country of all whom a surname may mean on that day: of the Gaddafis, whichever is meant."""
        people = [p for i in dict.fromkeys(ids) if (p := self.world.person(i))]
        people = [p for p in people if not self._is_common(p) or self._expected(p, context)]
        countries = {self.world.country_of(self._office(p, context.day)[0].party)
                     for p in people if self._weight(p, context) > 0}  # fmt: skip
        return self.world.country(countries.pop() or "") if len(countries) == 1 else None

    def _weight(self, person: Person, context: Context) -> float:
        """How likely the person is meant by a bare surname on that day and page; 0 is not at all."""
        day = context.day
        on_page = 1.5 if self._on_page(person, context) else 0.0
        held = person.on(day)
        if held:
            return 3.0 + max(self._standing(o) for o in held) + on_page
        near = min((o.period.distance(day) for o in person.offices), default=99) if day else 0
        if near > AFTERLIFE:
            return 0.0
        if day and (
            left := [o for o in person.offices if o.period.end and 0 <= days_between(o.period.end, day) <= JUST_LEFT]
        ):
            # the week after a fall the name still means the fallen
            return 2.9 + max(self._standing(o) for o in left) + on_page
        standing = max(self._standing(o) for o in person.offices)
        return (1.0 + standing) * (1 - near / (2 * AFTERLIFE)) + on_page if on_page else standing / 2

    # --- any name -----------------------------------------------------------------------------------------------

    def of_kind(self, name: Name, *kinds: str) -> list[str]:
        """The references of a name's senses of the given kinds."""
        return list(dict.fromkeys(s.ref for s in name.senses if s.kind in kinds))

    def people_country(self, name: Name, context: Context) -> tuple[str | None, tuple[str, ...]]:
        """Country and sectors of an ethnic or regional name."""
        regions = [
            self.world.region(r) for r in self.of_kind(name, "regional", "regional-one", "regional-many", "region")
        ]
        peoples = [self.world.people(r) for r in self.of_kind(name, "ethnic", "ethnic-one", "ethnic-many")]
        sectors = peoples[0].sectors if peoples else ("CVL",)
        for codes in [p.country for p in peoples] + [r.country for r in regions]:
            if code := self.region_country(list(codes), context):
                return code, sectors
        # a faith is at home in too many countries for more than a bare mention
        told = [p for p in peoples if p.country or not context.countries]
        usual = [*(p.usual_on(context.day) for p in told), *(r.country[0] for r in regions if r.town)]
        return next((code for code in usual if code), None), sectors

    def named_place(self, line: Line, first: int, last: int, context: Context) -> str | None:
        """The country of a town or region that the lexicon does not know, by the gazetteer."""
        if not (first < last and line.capital(first)) or line.lowers[last - 1] in words("no_towns"):
            return None
        spot = self.world.places.best(line.words(first, last), tuple(c for c, _ in context.countries.most_common(3)))
        return spot.country if spot else None

    def key_of(self, line: Line, first: int, last: int) -> str:
        """Look-up key of some tokens."""
        return key(line.words(first, last))
