"""Bare mentions of actors against their codes: country and main sector on the day.

The file is TSV with the columns `text`, `date`, `country`, `sector`. A blank cell is not scored; several right
answers are separated by ";". A country or sector is right if the likeliest candidate's country, or its main sector,
is among them. Precision counts the mentions for which the program gave an answer; coverage is their share.
"""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import Any

from dragoman.actors import Resolver
from dragoman.errors import DataError
from dragoman.world import World

__all__ = ["score_actors"]

COLUMNS = ("text", "date", "country", "sector")


def score_actors(path: Path, errors: int = 0) -> dict[str, Any]:
    """Score on a TSV; up to `errors` misses are added under `misses`. Raises `DataError` with file and line."""
    resolver = Resolver(World.load())
    scored = {"country": [0, 0, 0], "sector": [0, 0, 0]}  # right, answered, asked
    misses: list[str] = []
    started = time.perf_counter()
    rows = _rows(path)
    for row in rows:
        found = resolver.identify(row["text"], on=row["date"] or None)
        best = found[0] if found else None
        got = {
            "country": best.country if best else None,
            "sector": best.sectors[0] if best and best.sectors else None,
        }
        wrong = []
        for field, counts in scored.items():
            wanted = {part.strip() for part in row[field].split(";") if part.strip()}
            if not wanted:
                continue
            counts[2] += 1
            counts[1] += got[field] is not None
            if got[field] in wanted:
                counts[0] += 1
            else:
                wrong.append(f"{field} {row[field]}, got {got[field]}")
        if wrong:
            misses.append(f"{row['text']} ({row['date']}): {'; '.join(wrong)}")
    right, answered, asked = (sum(counts[k] for counts in scored.values()) for k in range(3))
    return {
        "country_accuracy": _share(scored["country"][0], scored["country"][2]),
        "sector_accuracy": _share(scored["sector"][0], scored["sector"][2]),
        "precision": _share(right, answered),
        "coverage": _share(answered, asked),
        "n": len(rows),
        "seconds": round(time.perf_counter() - started, 2),
    } | ({"misses": misses[:errors]} if errors else {})


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        raise DataError("no such file; give a TSV with the columns text, date, country, sector", path=path)
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
        if missing:
            raise DataError(
                f"column {missing[0]!r} is missing; the columns are {', '.join(COLUMNS)}", path=path, line=1
            )
        return [{column: (row[column] or "").strip() for column in COLUMNS} for row in reader]


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
