"""Negotiations as users name them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.negotiations.naming import Naming, keyword_pattern, load_names


def write(folder: Path, text: str) -> Path:
    file = folder / "names.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_one_negotiation_or_several(tmp_path: Path) -> None:
    one = 'name = "River"\nparties = ["NOR", "VRN"]\nfrom = "2019-01"\n'
    assert load_names(write(tmp_path, one)) == (Naming(name="River", parties=("NOR", "VRN"), since="2019-01"),)
    several = '[[negotiation]]\nname = "A"\nparties = ["x", "y"]\n[[negotiation]]\nname = "B"\nparties = ["x", "z"]\n'
    assert [naming.name for naming in load_names(write(tmp_path, several))] == ["A", "B"]


def test_a_day_may_be_one_of_toml(tmp_path: Path) -> None:
    (naming,) = load_names(write(tmp_path, 'name = "A"\nparties = ["x", "y"]\nuntil = 2019-03-01\n'))
    assert naming.until == "2019-03-01"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('name = "A"\nparties = ["x"]', "needs two parties"),
        ('name = "A"\nparties = ["x", "y"]\nfrom = "spring"', "'spring' is not a day"),
        ('name = "A"\nparties = ["x", "y"]\ncolour = "red"', "colour"),
        ('parties = ["x", "y"]', "give \\[\\[negotiation\\]\\] tables"),
        ("name = ", "not a TOML file"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        load_names(write(tmp_path, text))


def test_keywords_are_whole_words_unless_they_end_in_a_star() -> None:
    pattern = keyword_pattern(("toll*", "ferry"))
    assert pattern is not None
    assert [bool(pattern.search(text)) for text in ("the Tolls", "ferryman", "a ferry", "atoll")] == [
        True,
        False,
        True,
        False,
    ]
    assert keyword_pattern(()) is None
