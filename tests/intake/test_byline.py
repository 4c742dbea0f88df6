from __future__ import annotations

import pytest

from dragoman.intake.byline import find_agency, looks_like_byline, parse_byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Samira Holt", "Samira Holt"),
        ("By Samira Holt and Idris Farrow", "Samira Holt and Idris Farrow"),
        ("By Samira Holt, Idris Farrow and Clara de la Cruz, Harbour Wire", "Samira Holt, Idris Farrow and Clara de la Cruz"),
        ("By Terry Dunmore at Mill Lane | PUBLISHED: 22:41, 23 September 2023", "Terry Dunmore"),
        ("BY SAMIRA HOLT", "Samira Holt"),
        ("(Reporting by Lucia Marden; Editing by Paul Thorne)", "Lucia Marden"),
        ("Written by Samira Holt on 3 May 2020", "Samira Holt"),
        ("From our Balkans editor, Vienna", "our Balkans editor"),
        ("By Nellie Bly March 18 at 3:57 PM Follow @nelliebly", "Nellie Bly"),
        ("By Nellie Bly Tuesday, Aug. 17, 2021", "Nellie Bly"),
        ("By May Sinclair May 3, 2021", "May Sinclair"),
        ("Martha Gellhorn Senior Budapest Correspondent", "Martha Gellhorn"),
        ("By Nellie Bly Published in Rivers", "Nellie Bly"),
        ("Print Email", None),
        ("Twitter Facebook E-mail", None),
        ("By Staff Reporter", None),
        ("By", None),
    ],
)  # fmt: skip
def test_names(line: str, names: str | None) -> None:
    assert parse_byline(line) == names


def test_sentences_are_no_bylines() -> None:
    assert looks_like_byline("By Samira Holt")
    assert not looks_like_byline("By Monday the river had risen again, and nobody crossed.")
    assert not looks_like_byline("by the river")


def test_agencies_by_any_of_their_names() -> None:
    assert find_agency("AFP") == find_agency("By Samira Holt, AFP") == "Agence France-Presse"
    assert find_agency("By Samira Holt for Associated Press") == "Associated Press"
    assert find_agency("By Samira Holt") is None
