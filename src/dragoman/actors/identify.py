"""A bare mention, for `dragoman actors find` and for evaluation: candidates with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.actors.context import Context
from dragoman.actors.focus import count_countries
from dragoman.actors.homonyms import settle_homonyms
from dragoman.actors.line import line_of_text
from dragoman.actors.sketch import Sketch
from dragoman.world.tables import Office

if TYPE_CHECKING:
    from dragoman.actors.compose import Composer

__all__ = ["Candidate", "identify"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a mention."""

    id: str
    name: str
    party: str | None
    country: str | None
    sectors: tuple[str, ...]
    title: str | None
    score: float
    rule: str
    """Why: `lexicon`, `title`, `role`, `office` …"""
    offices: tuple[Office, ...] = ()
    """Offices held on the day, for a person of the lexicon."""


def identify(composer: Composer, text: str, on: str | None, around: str = "") -> list[Candidate]:
    """Whom a mention means on a day, the likeliest first; other senses of the same words follow with lower scores."""
    world = composer.world
    context = Context(day=on[:10] if on else None)
    line = line_of_text(text, world)
    settle_homonyms(line, line_of_text(around, world).lowers)
    context.countries = (
        count_countries(line_of_text(around, world), world, context.day)
        if around
        else count_countries(line, world, context.day, belonging=True)
    )
    found = composer.mention(line, context)
    candidates = [_candidate(composer, s, on) for s in found]
    known = {c.id for c in candidates}
    for sense in world.senses(text):
        sketch: Sketch | None = None
        if sense.kind in ("person", "surname") and (person := world.person(sense.ref)):
            sketch = composer.meanings.person(person, context)
        elif sense.kind == "organisation" and (body := world.organisation(sense.ref)):
            sketch = composer.meanings.body(body, context)
        elif sense.kind in ("state", "capital") and (country := world.country(sense.ref)):
            sketch = composer.meanings.state(country, sense.kind)
        if sketch is not None and sketch.id not in known:
            known.add(sketch.id)
            candidates.append(_candidate(composer, sketch.with_rule(sketch.rule, 0.3), on))
    return candidates


def _candidate(composer: Composer, sketch: Sketch, on: str | None) -> Candidate:
    person = composer.world.person(sketch.id)
    return Candidate(
        id=sketch.id, name=sketch.name, party=sketch.party, country=sketch.country, sectors=sketch.sectors,
        title=sketch.title, score=round(sketch.score, 2), rule=sketch.rule,
        offices=tuple(person.on(on)) if person else (),
    )  # fmt: skip
