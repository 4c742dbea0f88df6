"""The rows of the lexicon as they are in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Country", "Lexicon", "Metonym", "Modifier", "Office", "Organisation", "People", "Period", "Region", "Role"]


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both possibly open and known only to the month or the year."""

    start: str = ""
    """`YYYY-MM-DD`, `YYYY-MM`, `YYYY` or empty."""
    end: str = ""
    """Likewise; empty if it goes on."""

    def holds(self, day: str | None) -> bool:
        """Whether the day (ISO, or a prefix of one) lies within; an unknown day lies in every period."""
        if not day:
            return True
        n = len(day)
        return self.start[:n] <= day[: len(self.start)] and (not self.end or day[: len(self.end)] <= self.end)

    @property
    def first_day(self) -> str:
        """The earliest day that the start may mean."""
        return (self.start + "-01-01"[len(self.start) - 4 :]) if self.start else "0001-01-01"

    @property
    def last_day(self) -> str:
        """The latest day that the end may mean."""
        return (self.end + "-12-31"[len(self.end) - 4 :]) if self.end else "9999-12-31"

    def distance(self, day: str) -> int:
        """Years between the day and the period, 0 within it."""
        if self.holds(day):
            return 0
        year = int(day[:4])
        if self.start and day < self.start:
            return max(int(self.start[:4]) - year, 1)
        return max(year - int(self.end[:4]), 1)


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Country:
    """A state, territory or partially recognised entity."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    capitals: tuple[str, ...] = ()
    period: Period = ALWAYS
    of: str = ""
    """The recognised state that events are coded to."""
    successor: str = ""
    territory_of: str = ""
    cow: tuple[str, ...] = ()
    gw: tuple[str, ...] = ()

    @property
    def coded(self) -> str:
        """The alpha-3 code that events get."""
        return self.of or self.code

    @property
    def sectors(self) -> tuple[str, ...]:
        """The sectors of its government."""
        return ("GOV", "PRE") if self.of else ("GOV",)

    @property
    def id(self) -> str:
        """The actor's id."""
        return f"state:{self.code}"


@dataclass(frozen=True, slots=True)
class Office:
    """One person's holding of one office."""

    person: str
    name: str
    aliases: tuple[str, ...]
    party: str
    office: str
    sectors: tuple[str, ...]
    period: Period
    confidence: str = "high"
    source: str = ""
    where: str = ""
    """`file:line`, for messages."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that acts: international, armed, political, of a government, of the press …"""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "other"
    country: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    period: Period = ALWAYS
    parent: str = ""
    source: str = ""
    where: str = ""
    in_power: tuple[Period, ...] = ()
    """When a party or movement governed."""
    armed: tuple[Period, ...] = ()
    """When it fought, for one that has also been a party."""

    def sectors_on(self, day: str | None) -> tuple[str, ...]:
        """Its sectors on a day: a movement is REB while it fights and a party before and after; a party in power
        is also GOV, one out of power OPP.
        """
        if not day or not (self.in_power or self.armed):
            return self.sectors
        governs = any(p.holds(day) for p in self.in_power)
        fights = any(p.holds(day) for p in self.armed)
        if not self.armed and "REB" in self.sectors and self.in_power:
            fights = day < self.in_power[0].start[: len(day)]
        if fights:
            return ("REB", *(s for s in self.sectors if s != "REB"))
        if self.armed and "PRM" in self.sectors and not governs:
            return tuple(s for s in self.sectors if s != "REB")  # a militia of the state until it turned on it
        if not set(self.sectors) & {"PTY", "GOV", "OPP"}:
            return self.sectors
        if self.sectors[:1] == ("PTY",) or self.armed or governs:
            peaceful = tuple(s for s in self.sectors if s != "REB" or not (self.armed or governs))
            first = "GOV" if governs and "PTY" not in peaceful else peaceful[0] if peaceful else "OPP"
            second = ("GOV",) if governs else ("OPP",) if self.in_power else ()
            return tuple(dict.fromkeys((first, *second, *peaceful)))
        return self.sectors


@dataclass(frozen=True, slots=True)
class Metonym:
    """A seat of power that stands for who sits there."""

    name: str
    aliases: tuple[str, ...]
    party: str
    id: str
    country: str
    sectors: tuple[str, ...]
    place: bool
    actor: bool
    period: Period


@dataclass(frozen=True, slots=True)
class Region:
    """A land below or across states."""

    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    country: tuple[str, ...] = ()
    actor: str = ""
    sectors: tuple[str, ...] = ()
    town: bool = False
    """A town or square of `places.csv`: of several countries the first is meant where the page says nothing."""


@dataclass(frozen=True, slots=True)
class People:
    """A people or faith that is no citizenry."""

    name: str
    people: tuple[tuple[str, str], ...]
    country: tuple[str, ...]
    sectors: tuple[str, ...]
    usual: str = ""
    """Of several countries the one that news means where the page says nothing."""
    homes: tuple[tuple[str, Period], ...] = ()
    """Likewise in some years only: ethnic Albanian rebels were Kosovo's in 1998 and Macedonia's in 2001."""

    def usual_on(self, day: str | None) -> str:
        """The country that news means on a day where the page says nothing; empty if none stands out."""
        return next((code for code, years in self.homes if day and years.holds(day)), self.usual)


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for a kind of person or body."""

    noun: str
    sectors: tuple[str, ...]
    plural: bool
    note: str = ""
    """`relational` (takes the sector of whom it belongs to), `office`, `group`, `body` or empty."""
    gender: str = ""
    """`m`, `f` or empty."""


@dataclass(frozen=True, slots=True)
class Modifier:
    """A word before a noun that changes its sectors."""

    word: str
    effect: str
    """`main` (comes first), `add` (comes after), `replace` (alone stays) or `keep` (changes nothing)."""
    sectors: tuple[str, ...]
    note: str = ""
    """`head=person`, `head=armed`, `head=relational`, `head=party`, `head=group`: only before such a noun."""


@dataclass(slots=True)
class Lexicon:
    """All rows, as read."""

    countries: dict[str, Country] = field(default_factory=dict)
    offices: list[Office] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    metonyms: list[Metonym] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    peoples: list[People] = field(default_factory=list)
    roles: dict[str, Role] = field(default_factory=dict)
    modifiers: dict[str, Modifier] = field(default_factory=dict)
    titles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """From a title of the news ("leader", "top diplomat") to the lexicon's offices."""
    rank: tuple[str, ...] = ()
    """Offices by how likely a bare surname means their holder."""
    governed: tuple[str, ...] = ()
    """Parties of states that the head of the government leads, and no president or king."""
