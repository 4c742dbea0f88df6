"""Compare the second, independent lists of offices with the lexicon's, row by row.

    python training/offices/compare.py            # what differs
    python training/offices/compare.py --settle   # also write "ab" into the source of rows on which both agree

The lists `*-b.csv` beside this file (party, office, name, start, end) were written from general knowledge by somebody
who had not looked at `src/dragoman/data/world/offices/*-a.csv`. A row agrees if the same person held the same office
of the same party and both dates lie within a few days of each other, at the coarser precision of the two.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.world.names import kebab, key, surnames
from dragoman.world.sources import read_lexicon
from dragoman.world.tables import Lexicon, Office, Period

HERE = Path(__file__).parent
OFFICES = HERE.parents[1] / "src" / "dragoman" / "data" / "world" / "offices"
TOLERANCE = 10
"""Days by which two lists may differ: an election, an oath and a first day in office are often taken for each other."""
SAME = (
    {"prime minister", "premier", "head of government", "taoiseach", "chancellor"},
    {"foreign minister", "foreign secretary", "secretary of state", "external affairs minister"},
    {"president", "head of state", "acting president", "interim president", "military ruler", "leader", "chairman",
     "chairman of the presidential leadership council", "chairman of the sovereignty council", "chief adviser",
     "transitional president"},
    {"general secretary", "first secretary", "party leader", "leader"},
    {"king", "queen", "emir", "sultan", "emperor", "shah"},
)  # fmt: skip
"""Offices that the two lists may call differently."""


@dataclass(frozen=True, slots=True)
class Row:
    """One holding as the second list has it."""

    party: str
    office: str
    name: str
    period: Period


def second_lists() -> Iterator[Row]:
    """All rows of the lists beside this file."""
    for path in sorted(HERE.glob("*-b.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                yield Row(row["party"], row["office"], row["name"], Period(row["start"], row["end"]))


def same_office(one: str, two: str) -> bool:
    """Whether two names of offices mean the same."""
    return key(one) == key(two) or any(one in group and two in group for group in SAME)


def _named(name: str, office: Office) -> bool:
    return kebab(name) in {office.person.removeprefix("person:"), *(kebab(a) for a in office.aliases)}


def _apart(office: Office, row: Row) -> int:
    return abs(_day(office.period.first_day) - _day(row.period.first_day))


def same_person(name: str, office: Office) -> bool:
    """By id, by an alias, or by a surname that both have."""
    if _named(name, office):
        return True
    country = office.party.removeprefix("state:")
    mine = {key(s) for s in surnames(name, country)} or {key(name)}
    theirs = {key(s) for n in (office.name, *office.aliases) for s in surnames(n, country) or [n]}
    return bool(mine & theirs)


def near(one: str, two: str) -> bool:
    """Whether two dates agree at the coarser precision, give or take the tolerance."""
    if not one or not two:
        return one == two
    length = min(len(one), len(two))
    if length < 10:
        return one[:length] == two[:length] or abs(_day(one) - _day(two)) <= TOLERANCE
    return abs(_day(one) - _day(two)) <= TOLERANCE


def _day(text: str) -> int:
    parts = [int(p) for p in text.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1).toordinal()


def compare(lexicon: Lexicon) -> tuple[list[Office], list[tuple[str, Row, Office | None]]]:
    """(rows of the lexicon on which both lists agree, what differs: kind, the second list's row, the lexicon's)."""
    by_party: dict[str, list[Office]] = {}
    for office in lexicon.offices:
        by_party.setdefault(office.party, []).append(office)
    agreed: list[Office] = []
    differing: list[tuple[str, Row, Office | None]] = []
    for row in second_lists():
        held = [
            o for o in by_party.get(row.party, ()) if same_office(row.office, o.office) and same_person(row.name, o)
        ]
        best = min(held, key=lambda o: (not _named(row.name, o), _apart(o, row)), default=None)
        if best is None:
            differing.append(("missing", row, None))
        elif near(row.period.start, best.period.start) and near(row.period.end, best.period.end):
            agreed.append(best)
        else:
            differing.append(("dates", row, best))
    return agreed, differing


def settle(agreed: list[Office]) -> None:
    """Write "ab" as the source of the agreed rows into the lexicon's files."""
    lines: dict[Path, set[int]] = {}
    for office in agreed:
        path, _, line = office.where.rpartition(":")
        lines.setdefault(OFFICES / Path(path).name, set()).add(int(line))
    for path, numbers in lines.items():
        text = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for number in numbers:
            if text[number - 1].endswith(",a\n"):
                text[number - 1] = text[number - 1][:-2] + "ab\n"
        path.write_text("".join(text), encoding="utf-8")


def main() -> None:
    """Print what differs and the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--settle", action="store_true", help="write the agreement into the lexicon")
    options = parser.parse_args()
    agreed, differing = compare(read_lexicon())
    for kind, row, office in differing:
        mine = f"{office.office}, {office.period.start} to {office.period.end} ({office.where})" if office else "-"
        print(f"{kind}: {row.party} {row.office} {row.name}, {row.period.start} to {row.period.end} | {mine}")
    print(dict(Counter(kind for kind, _, _ in differing)), "agreed", len(agreed))
    if options.settle:
        settle(agreed)


if __name__ == "__main__":
    main()
