"""Headlines without the outlet and the section that sites hang on them."""

from __future__ import annotations

import pytest

from dragoman.intake.headline import is_no_headline, split_headline

TALKS = "Talks on the dam resume in Lodwar"


@pytest.mark.parametrize(
    ("title", "known", "headline", "outlet"),
    [
        (f"{TALKS} | Harbour Courier", (), TALKS, "Harbour Courier"),
        (f"{TALKS} - Harbour Courier", (), TALKS, "Harbour Courier"),
        (f"{TALKS} — The Harbour Courier", (), TALKS, "The Harbour Courier"),
        (f"{TALKS} :: Harbour Courier", (), TALKS, "Harbour Courier"),
        (f"{TALKS} - World - The Harbour Courier Online", (), TALKS, "The Harbour Courier Online"),
        (f"{TALKS} | World news | The Guardian", (), TALKS, "The Guardian"),
        (f"{TALKS} - Reuters", (), TALKS, "Reuters"),
        (f"{TALKS} - BBC News", ("bbc.co.uk",), TALKS, "BBC News"),
        (f"{TALKS} - The New York Times", ("www.nytimes.com",), TALKS, "The New York Times"),
        (f"{TALKS} - Quayside", ("Quayside",), TALKS, "Quayside"),
        (f"Quayside: {TALKS}", ("Quayside",), TALKS, "Quayside"),
        (f"Harbour Courier | {TALKS}", (), TALKS, "Harbour Courier"),
        (f"{TALKS} | Nora Ebei", (), TALKS, None),
    ],
)
def test_the_outlet_is_taken_off(title: str, known: tuple[str, ...], headline: str, outlet: str | None) -> None:
    assert split_headline(title, known) == (headline, outlet)


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("Kenya and Uganda sign - what the accord says", ()),
        ("Talks end | What the accord says on water", ()),
        ("Kenya to open the dam - Daily Lantern", ("reuters.com",)),  # what another outlet says
        ("We must not sign | Opinion", ()),
        ("Reports: talks on the dam resume", ()),
        ("Kenya - Uganda talks resume in Lodwar", ()),
        ("The Harbour Courier view on the dam: too late", ("The Harbour Courier",)),
        ("Minister Blames Harbour Post", ()),
    ],
)
def test_what_belongs_to_the_headline_stays(title: str, known: tuple[str, ...]) -> None:
    assert split_headline(title, known) == (title, None)


def test_a_masthead_is_no_headline() -> None:
    assert is_no_headline("The Harbour Courier", ("Harbour Courier",))
    assert is_no_headline("Harbour Courier Online", ("harbourcourier.com",))
    assert is_no_headline("Home", ())
    assert not is_no_headline("Harbour Courier staff go on strike", ("Harbour Courier",))
