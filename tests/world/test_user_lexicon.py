"""A user's lexicon: what is right is added before the program's own, what is wrong is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.world import World

GOOD = """
[[office]]
name = "Tamsin Arkwell-Odu"
party = "group:free-valley-movement"
office = "chief negotiator"
sectors = ["REB"]
start = "2021-03"

[[organisation]]
id = "group:free-valley-movement"
name = "Free Valley Movement"
aliases = ["FVM"]
kind = "armed-group"
country = ["KEN"]
sectors = ["REB"]

[[role]]
noun = "river warden"
sectors = ["COP"]
"""


def test_a_users_rows_are_known(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD, encoding="utf-8")
    world = World.load([path])
    office = world.holder("chief negotiator", "group:free-valley-movement", "2021-05-01")
    assert office is not None
    assert office.name == "Tamsin Arkwell-Odu"
    assert world.organisations["group:free-valley-movement"].country == ("KEN",)
    role = world.role("River Warden")
    assert role is not None
    assert role.sectors == ("COP",)


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("a.toml", '[[office]]\nname = "X Y"\nparty = "KEN"\noffice = "chief"\n', 1, "is an id"),
        ("b.toml", '\n\n[[organisation]]\nid = "org:x"\nname = "X"\nsectors = ["ARMY"]\n', 3, "unknown sector"),
        ("c.toml", '[[office]]\nnick = "X"\n', 1, "unknown key 'nick'"),
        ("d.toml", "[[office]\n", 1, "not TOML"),
        ("e.toml", '[[ministers]]\nname = "X"\n', 1, "unknown table"),
        ("f.csv", "name,party,office,start\nX Y,state:KEN,chief,12 May\n", 2, "is no date"),
        ("g.csv", "name,party,office,start,end\nX Y,state:KEN,chief,2012,2010\n", 2, "before it begins"),
        ("h.csv", "name,party,office\nX,state:KEN,chief,extra\n", 2, "more cells than columns"),
        ("i.csv", "first,last\nX,Y\n", 1, "names no kind of row"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, name: str, text: str, line: int, message: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        World.load([path])
    assert str(caught.value).startswith(f"{path}:{line}:")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such lexicon file"):
        World.load([tmp_path / "none.toml"])


ROW = "name,party,office\nJosé Onde,group:free-valley-movement,envoy\n"


def test_what_excel_writes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(ROW.replace("\n", "\r\n").encode("utf-8-sig"))
    holder = World.load([path]).holder("envoy", "group:free-valley-movement", "2021-05-01")
    assert holder is not None and holder.name == "José Onde"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ROW.encode("latin-1"), r"mine\.csv: not UTF-8"),
        (ROW.replace(",", ";").encode(), r"mine\.csv:1: .*parted by commas"),
    ],
)
def test_what_a_spreadsheet_wrote_otherwise_is_told(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(data)
    with pytest.raises(DataError, match=said):
        World.load([path])
