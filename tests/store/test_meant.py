"""Which of several negotiations a user means."""

from __future__ import annotations

import pytest

from dragoman.store.meant import meant

KNOWN = [
    ("iran", ("04ea", "Iran – United States", "IRN USA")),
    ("oman", ("18b6", "Iran – Oman", "IRN OMN")),
    ("farc", ("9b1d", "FARC – Colombia", "COL COL")),
    ("cote", ("7c7c", "Côte d’Ivoire – Mali", "CIV MLI")),
]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Iran – Oman", ["oman"]),
        ("iran oman", ["oman"]),
        ("18b6", ["oman"]),
        ("Iran", ["iran", "oman"]),
        ("Oman", ["oman"]),
        ("united", ["iran"]),
        ("colom", ["farc"]),
        ("COL", ["farc"]),
        ("USA", ["iran"]),
        ("Cote d'Ivoire", ["cote"]),
        ("A", []),
        ("co", []),
        ("man", []),
        ("Iran and Oman", []),
        ("", []),
        (" – ", []),
    ],
)
def test_the_strictest_way_in_which_any_fits_counts(asked: str, found: list[str]) -> None:
    assert meant(asked, KNOWN) == found
