"""The program's own lexicon has no faults, and the check finds those that are put in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.world.check import check_lexicon
from dragoman.world.sources import read_lexicon
from dragoman.world.tables import Country, Lexicon, Office, Organisation, Period


def faults(lexicon: Lexicon) -> list[str]:
    return [f.message for f in check_lexicon(lexicon) if f.level == "fault"]


def test_the_lexicon_has_no_faults() -> None:
    assert faults(read_lexicon()) == []


def office(name: str, start: str, end: str, **changes: str) -> Office:
    row = Office("person:" + name, name, (), "state:AAA", "president", ("GOV",), Period(start, end), where=f"{name}:1")
    return replace(row, **changes)  # type: ignore[arg-type]


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon(countries={"FRA": Country("FRA", "France"), "AAA": Country("AAA", "Aland")})


def test_it_finds_codes_that_do_not_exist(lexicon: Lexicon) -> None:
    lexicon.organisations.append(Organisation("org:x", "X", country=("QQQ",), sectors=("NGO",), where="o.csv:2"))
    found = faults(lexicon)
    assert "is no ISO 3166 code and none of the project's own" in found
    assert "org:x: no such country 'QQQ'" in found


def test_it_finds_double_rows_and_wrong_parties(lexicon: Lexicon) -> None:
    lexicon.offices += [
        office("a", "2001", "2005"),
        office("a", "2001", "2006"),
        office("b", "2001", "", party="state:BBB"),
    ]
    found = faults(lexicon)
    assert any("the same row as a:1" in f for f in found)
    assert any("the party state:BBB has no row" in f for f in found)


def test_it_remarks_two_holders_at_once(lexicon: Lexicon) -> None:
    lexicon.offices += [office("a", "2001-01-01", "2005-06-01"), office("b", "2005-01-01", "2009-01-01")]
    remarks = [f.message for f in check_lexicon(lexicon) if f.level == "remark"]
    assert any(m.startswith("b is president of state:AAA from 2005-01-01, but a") for m in remarks)
    lexicon.offices[1] = office("b", "2005-06-01", "2009-01-01")
    assert not any("but a" in f.message for f in check_lexicon(lexicon))
