"""What is made when the program is built: shapes of the countries for the desk's map, out of the package bqplot.

bqplot carries Natural Earth's countries (1:110 million, in the public domain) as TopoJSON. Here its arcs are joined to
rings of longitude and latitude by country, and written beside the other data. Only the file is read; bqplot itself is
neither imported nor needed once the program is built.
"""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = "bqplot/map_data/WorldMap.json"
INTO = Path("src/dragoman/data/world/shapes.json")
WITHOUT_NUMBER = {"Kosovo": "XKX", "Northern Cyprus": "196", "Somaliland": "706"}
"""Lands that ISO gives no number: Kosovo by the code that this program uses, the others with the state that the
United Nations count them to."""
ANTARCTICA = "010"
DIGITS = 2
"""Of a degree: about a kilometre, finer than the shapes are."""

Ring = list[tuple[float, float]]


class ShapesHook(BuildHookInterface[Any]):
    """Writes the shapes before the package is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the file, and let the package hold it."""
        target = Path(self.root) / INTO
        if self.target_name == "sdist":
            return
        if source := _source():
            target.write_text(json.dumps(shapes(json.loads(source.read_text(encoding="utf-8"))), sort_keys=True))
        elif not target.exists():
            raise RuntimeError(f"{SOURCE} is needed to build Dragoman: pip install bqplot")
        build_data["artifacts"].append(INTO.as_posix())


def _source() -> Path | None:
    try:
        path = Path(str(distribution("bqplot").locate_file(SOURCE)))
    except PackageNotFoundError:
        return None
    return path if path.exists() else None


def shapes(topology: dict[str, Any]) -> dict[str, list[Ring]]:
    """By three-digit number (or code, where there is no number) the rings of each country, Antarctica left out."""
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    found: dict[str, list[Ring]] = {}
    for geometry in topology["objects"]["subunits"]["geometries"]:
        number = int(geometry["id"])
        code = f"{number:03d}" if number > 0 else WITHOUT_NUMBER[geometry["properties"]["name"]]
        if code != ANTARCTICA:
            found.setdefault(code, []).extend(_rings(geometry, arcs))
    return found


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """An arc's points as longitude and latitude: they are stored as steps from one to the next, in whole numbers."""
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + shift_x, y * scale_y + shift_y))
    return points


def _rings(geometry: dict[str, Any], arcs: list[Ring]) -> list[Ring]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [_ring(ring, arcs) for polygon in polygons for ring in polygon]


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Arcs joined at their ends; a number below nought is the arc `~number` turned round."""
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc if not points else arc[1:]
    return [(round(x, DIGITS), round(y, DIGITS)) for x, y in points]
