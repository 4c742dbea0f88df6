"""The tables that name acts know every act of the codebook, and no other."""

from __future__ import annotations

import pytest

from dragoman.coding.acts import acts
from dragoman.coding.codebook import Codebook
from dragoman.datafiles import read_table


@pytest.mark.parametrize("name", read_table("acts"))
def test_sets_hold_types_of_the_codebook(name: str) -> None:
    assert acts(name) <= set(Codebook.load().types)


def test_what_is_hostile_is_the_codebooks_material_conflict() -> None:
    book = Codebook.load()
    assert acts("hostile") == {name for name in book.types if book.quad(name) == "material-conflict"}
    assert acts("hostile") < acts("against")


@pytest.mark.parametrize("table", ["digest", "telling"])
def test_each_type_has_a_line_and_acts_of_a_codebook_of_ones_own_share_one(table: str) -> None:
    assert set(read_table(table)["act"]) == {*Codebook.load().types, "default"}
