"""What is wrong in a lexicon: double rows, dates that overlap, codes and bodies that do not exist.

Faults make the check fail; remarks are for a person to look at.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pycountry

from dragoman.world.names import key
from dragoman.world.sources import SECTORS
from dragoman.world.tables import Country, Lexicon, Office, Organisation

__all__ = ["Finding", "check_lexicon"]

OWN_CODES = frozenset({"XKX", "RVN", "TAN", "EAZ", "UAR", "OTT", "AUH", "BIA", "TIB", "MCK", "SKM", "SAA"})
"""Codes of countries.toml that ISO never gave (see the head of that file)."""
ABOVE = frozenset({"IGO", "NGO", "INT"})
SINGLE = frozenset({"president", "prime minister", "king", "queen", "chancellor", "supreme leader", "pope", "emir", "sultan", "foreign minister", "secretary of state", "secretary-general"})  # fmt: skip
"""Offices that one person holds at a time."""
CONFIDENCES = frozenset({"high", "medium", "low"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found."""

    where: str
    """`file:line`, or the code of a country."""
    message: str
    level: Literal["fault", "remark"] = "fault"


def check_lexicon(lexicon: Lexicon) -> list[Finding]:
    """All findings, faults first, in the order of the files."""
    found = [
        *_countries(lexicon), *_country_names(lexicon), *_offices(lexicon), *_double_offices(lexicon),
        *_overlaps(lexicon), *_organisations(lexicon), *_roles(lexicon),
    ]  # fmt: skip
    return sorted(found, key=lambda f: f.level)


def _countries(lexicon: Lexicon) -> Iterator[Finding]:
    official = {c.alpha_3 for c in pycountry.countries} | {c.alpha_3 for c in pycountry.historic_countries}
    codes = lexicon.countries
    for country in codes.values():
        if "-" not in country.code and country.code not in official | OWN_CODES:
            yield Finding(country.code, "is no ISO 3166 code and none of the project's own")
        for other in (country.of, country.successor, country.territory_of):
            if other and other not in codes:
                yield Finding(country.code, f"refers to {other}, which no row has")
        if country.period.first_day > country.period.last_day:
            yield Finding(country.code, "ends before it begins")
        for system in (*country.cow, *country.gw):
            number, _, years = system.partition(":")
            start, _, end = years.partition("-")
            if not number.isdigit() or not start.isdigit() or (end and int(end) < int(start)):
                yield Finding(country.code, f"{system!r} is no system number with years (220:1816-1942)")
    current = {c.alpha_3 for c in pycountry.countries}
    for missing in sorted(current - set(codes) - {c.code.partition("-")[0] for c in codes.values()} - {"ESH"}):
        yield Finding(missing, "is in ISO 3166-1 but has no row")


def _country_names(lexicon: Lexicon) -> Iterator[Finding]:
    seen: dict[str, Country] = {}
    for country in lexicon.countries.values():
        for name in {key(n) for n in (country.name, *country.aliases)}:
            other = seen.setdefault(name, country)
            if other is not country and _alive_together(other, country):
                yield Finding(country.code, f"shares the name {name!r} with {other.code}", "remark")


def _alive_together(one: Country, two: Country) -> bool:
    return one.period.first_day <= two.period.last_day and two.period.first_day <= one.period.last_day


def _party_exists(party: str, lexicon: Lexicon, bodies: set[str]) -> bool:
    if party.startswith("state:"):
        return party.removeprefix("state:") in lexicon.countries
    return party in bodies


def _offices(lexicon: Lexicon) -> Iterator[Finding]:
    bodies = {o.id for o in lexicon.organisations}
    for office in lexicon.offices:
        if not _party_exists(office.party, lexicon, bodies):
            level: Literal["fault", "remark"] = "fault" if office.party.startswith("state:") else "remark"
            yield Finding(office.where, f"{office.name}: the party {office.party} has no row", level)
        if office.confidence not in CONFIDENCES:
            yield Finding(office.where, f"confidence is high, medium or low, not {office.confidence!r}")


def _double_offices(lexicon: Lexicon) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str, str], Office] = {}
    for office in lexicon.offices:
        row = (office.person, office.party, key(office.office), office.period.start)
        if row in seen:
            yield Finding(office.where, f"{office.name}, {office.office}: the same row as {seen[row].where}")
        seen.setdefault(row, office)


def _overlaps(lexicon: Lexicon) -> Iterator[Finding]:
    """Two holders of an office that one person holds, for longer than the dates' own vagueness."""
    held: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for office in lexicon.offices:
        if key(office.office) in {key(o) for o in SINGLE} and office.confidence == "high":
            held[office.party, office.office].append(office)
    for rows in held.values():
        rows.sort(key=lambda o: o.period.first_day)
        for one, two in itertools.pairwise(rows):
            exact = len(two.period.start) == 10 and (len(one.period.end) == 10 or not one.period.end)
            if one.person != two.person and exact and two.period.start < one.period.last_day:
                yield Finding(
                    two.where,
                    f"{two.name} is {two.office} of {two.party} from {two.period.start}, but {one.name} ({one.where}) "
                    f"is until {one.period.end or 'today'}",
                    "remark",
                )  # fmt: skip


def _organisations(lexicon: Lexicon) -> Iterator[Finding]:
    seen: dict[str, Organisation] = {}
    for body in lexicon.organisations:
        if body.id in seen:
            yield Finding(body.where, f"{body.id} has a row at {seen[body.id].where} already")
        seen.setdefault(body.id, body)
        for code in body.country:
            if code not in lexicon.countries and code not in ABOVE:
                yield Finding(body.where, f"{body.id}: no such country {code!r}")
        if body.parent.startswith("state:") and body.parent.removeprefix("state:") not in lexicon.countries:
            yield Finding(body.where, f"{body.id}: no such parent {body.parent!r}")
        if not body.sectors:
            yield Finding(body.where, f"{body.id} has no sector", "remark")


def _roles(lexicon: Lexicon) -> Iterator[Finding]:
    for noun, role in lexicon.roles.items():
        for sector in role.sectors:
            if sector not in SECTORS:
                yield Finding(f"roles.csv, {noun}", f"no such sector {sector!r}")
    for word, modifier in lexicon.modifiers.items():
        for sector in modifier.sectors:
            if sector not in SECTORS:
                yield Finding(f"modifiers.csv, {word}", f"no such sector {sector!r}")
