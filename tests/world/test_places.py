"""The gazetteer: the largest place of a name, unless a country is given; none where no place stands out."""

from __future__ import annotations

import pytest

from dragoman.world import World


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


def test_a_village_called_like_a_city_elsewhere_is_not_taken_for_it(world: World) -> None:
    assert world.places.best("Donetsk", ("RUS",)) is None
    both = world.places.best("Donetsk", ("RUS", "UKR"))
    assert both is not None
    assert both.country == "UKR"
