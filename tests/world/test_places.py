"""The gazetteer: the largest place of a name, unless a country is given; none where no place stands out."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dragoman.world import World
from dragoman.world.cache import cached


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Geneva", "CHE", "city"),
        ("Aleppo", "SYR", "city"),
        ("Kiev", "UKR", "city"),
        ("Debaltseve", "UKR", "city"),
        ("Anbar", "IRQ", "region"),
        ("Tripoli", "LBY", "city"),
    ],
)
def test_well_known_places(world: World, name: str, country: str, kind: str) -> None:
    spot = world.places.best(name)
    assert spot is not None
    assert (spot.country, spot.kind) == (country, kind)


def test_the_countries_of_the_page_decide(world: World) -> None:
    lebanese = world.places.best("Tripoli", ("LBN",))
    assert lebanese is not None
    assert lebanese.country == "LBN"
    assert world.places.best("San Jose") is None
    costa_rican = world.places.best("San Jose", ("CRI",))
    assert costa_rican is not None
    assert costa_rican.country == "CRI"


def test_an_unknown_name_is_no_place(world: World) -> None:
    assert world.places.best("Qwrtzville") is None


class Table(msgspec.Struct):
    values: list[int]


def test_a_table_is_made_once_and_a_damaged_one_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "cache"))
    made: list[int] = []

    def make() -> Table:
        made.append(1)
        return Table([1, 2])

    assert cached("t", "1", Table, make).values == [1, 2]
    assert cached("t", "1", Table, make).values == [1, 2]
    assert len(made) == 1
    next((tmp_path / "cache").iterdir()).write_bytes(b"\xc1")
    assert cached("t", "1", Table, make).values == [1, 2]
    assert cached("t", "2", Table, make).values == [1, 2]
    assert len(made) == 3
    assert [p.name for p in (tmp_path / "cache").iterdir()] == ["t-2.msgpack"]


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("DRAGOMAN_CACHE", str(blocked / "cache"))
    assert cached("t", "1", Table, lambda: Table([3])).values == [3]
