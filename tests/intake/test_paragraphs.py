from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.paragraphs import assemble, logical_lines

LONG = (
    "The ministers agreed to send engineers to the dam before the rains, and to publish what they find there, "
    "although neither side would say who is to pay for the journey or for the guards that the valley needs."
)


def texts(page: str) -> list[str]:
    return [line.text for line in logical_lines(page)]


def test_wrapped_paragraphs_are_made_whole() -> None:
    page = "\n\n".join(textwrap.fill(LONG, 72) for _ in range(3))
    assert texts(page) == [LONG] * 3


def test_an_indent_begins_a_paragraph() -> None:
    page = "\n".join(textwrap.fill(LONG, 72, initial_indent="   ") for _ in range(3))
    assert texts(page) == [LONG] * 3


def test_short_wire_copy_is_made_whole() -> None:
    page = (
        "The port authority said it had\nsigned a lease with three shipping lines for the use of its\n"
        "northern quay.\n    The lease runs for twelve years and may be ended by either\nside after six."
    )
    assert texts(page) == [
        "The port authority said it had signed a lease with three shipping lines for the use of its northern quay.",
        "The lease runs for twelve years and may be ended by either side after six.",
    ]


def test_a_line_that_runs_over_the_margin_is_an_exception() -> None:
    wrapped = "\n\n".join(textwrap.fill(LONG, 72) for _ in range(2))
    address = "https://example.org/" + "a-long-way-to-the-page-" * 6
    assert texts(f"{wrapped}\n\n{address}") == [LONG, LONG, address]


def test_short_lines_amid_wrapped_ones_stay_apart() -> None:
    page = "A headline of the day\nBy Mira Tal\n\n" + textwrap.fill(LONG, 72) + "\n\n" + textwrap.fill(LONG, 72)
    assert texts(page) == ["A headline of the day", "By Mira Tal", LONG, LONG]


def test_paragraphs_on_one_line_each_are_left_alone() -> None:
    page = f"{LONG}\n{LONG}\n\nShort one.\n{LONG}"
    assert texts(page) == [LONG, LONG, "Short one.", LONG]


def test_menus_are_not_joined() -> None:
    page = "Home\nWorld\nRivers and borders\nBusiness\nOpinion of the day\nSport\nA longer entry of the menu here"
    assert texts(page) == page.split("\n")


@given(st.text(alphabet="ab .\n\t\u00a0\u2028é😀", max_size=300))
def test_pieces_always_lead_back(page: str) -> None:
    lines = logical_lines(page)
    text, offsets = assemble(lines)
    for start, at, length in offsets:
        assert text[start : start + length] == page[at : at + length]
    assert text.split("\n") == [line.text for line in lines] or (not lines and not text)
    assert all(line.text == line.text.strip() and line.text for line in lines)
