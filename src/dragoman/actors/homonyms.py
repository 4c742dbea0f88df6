"""Georgia on the Black Sea or in America: the words of the page decide between a country and a land of its name."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from dragoman.actors.line import Line
from dragoman.world.names import key

__all__ = ["settle_homonyms"]


@cache
def _table() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    text = files("dragoman").joinpath("data", "actors", "homonyms.toml").read_text(encoding="utf-8")
    return {name: (frozenset(row["country"]), frozenset(row["land"])) for name, row in tomllib.loads(text).items()}


def settle_homonyms(line: Line, around: Sequence[str] = ()) -> None:
    """Drop the senses of such names that the page's words, and those `around`, speak against."""
    seen: frozenset[str] | None = None
    for k, name in enumerate(line.names):
        kinds = {s.kind for s in name.senses}
        if not {"state", "region"} <= kinds or (cues := _table().get(key(line.words(name.first, name.last)))) is None:
            continue
        seen = seen if seen is not None else frozenset((*line.lowers, *around))
        country, land = cues
        dropped = "state" if seen & land and not seen & country else "region"
        line.names[k] = replace(name, senses=tuple(s for s in name.senses if s.kind != dropped))
