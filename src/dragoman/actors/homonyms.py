"""Names that several bear, settled by what else the page names: Georgia on the Black Sea or in America; the Radical
Party of Serbia or of Argentina.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dragoman.actors.focus import codes_of
from dragoman.actors.line import Line, Name
from dragoman.actors.wordlists import known_abroad
from dragoman.datafiles import read_table
from dragoman.world import World
from dragoman.world.names import key
from dragoman.world.tables import Organisation

__all__ = ["settle_homonyms", "settle_namesakes"]

OF_A_STATE = frozenset({"party", "government-body", "military", "security-service", "court", "legislature"})
"""Kinds of bodies that nearly every country has, under much the same names."""


@cache
def _table() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    rows = read_table("actors/homonyms").items()
    return {name: (frozenset(row["country"]), frozenset(row["land"])) for name, row in rows}


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
        line.narrow(k, tuple(s for s in name.senses if s.kind != dropped))


def settle_namesakes(line: Line, world: World, day: str | None, publisher: str | None) -> None:
    """Drop bodies named in words that many bodies share, where the page speaks of other countries than theirs.

    Some need no country on the page: news of all lands says "the State Department". Alliances called by a short name
    are dropped if they did not exist on the day: there were several contact groups. `publisher` is the country of the
    page's publisher.
    """
    spoken = {code for name in line.names for code in _countries(name, world, day)}
    for k, name in enumerate(line.names):
        ids = {s.ref for s in name.senses if s.kind == "organisation"}
        bodies = [body for i in ids if (body := world.organisation(i))]
        if not bodies:
            continue
        form = key(line.words(name.first, name.last)).removeprefix("the ")
        words = form.split()
        wrong = {b.id for b in bodies if b.kind == "alliance" and _is_short(words, b) and not b.period.holds(day)}
        abroad = form in known_abroad() and not spoken & known_abroad()[form]
        if spoken and not abroad and world.common_words.issuperset(words) and not _names_state(words, world):
            home = {*spoken, publisher, "IGO"}
            wrong |= {b.id for b in bodies if b.kind in OF_A_STATE and home.isdisjoint(b.country)}
        if wrong:
            line.narrow(k, tuple(s for s in name.senses if s.ref not in wrong))


def _names_state(words: list[str], world: World) -> bool:
    """Whether a body's name says of which country it is: "the Syrian army"."""
    return any(sense.kind in ("state", "nationality") for word in words for sense in world.senses(word))


def _is_short(words: list[str], body: Organisation) -> bool:
    return len(words) < len(body.name.split())


def _countries(name: Name, world: World, day: str | None) -> tuple[str | None, ...]:
    """The countries that a name speaks of, unless it is a body's: its own, or those that its bearers hold office in."""
    kinds = {s.kind for s in name.senses}
    if kinds & {"person", "surname"}:
        people = [p for s in name.senses if s.kind in ("person", "surname") and (p := world.person(s.ref))]
        return tuple(world.country_of(office.party) for p in people for office in p.on(day) or p.offices)
    return () if "organisation" in kinds else codes_of(name.senses, world, day)
