"""The negotiations in which articles moved something: the dossier with them, beside the one without."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dragoman.export.dossier.rows import stand_text
from dragoman.export.wording import day_label, word
from dragoman.model import Promise
from dragoman.negotiations.changes import Changes, changes_between
from dragoman.negotiations.dossier import Dossier, make_dossier
from dragoman.negotiations.material import Material, only
from dragoman.negotiations.series import Stand
from dragoman.store import Store
from dragoman.watch.digest.item import Standing
from dragoman.watch.digest.weight import ALONE
from dragoman.watch.headlines import names

__all__ = ["standings"]

SHOWN, LINES = 5, 4
FEWEST_WORDS = 3
"""Of what a party stands for: a name alone tells a reader nothing."""
TOLD = frozenset({"kept", "carried-out", "broken", "overdue", "void"})
"""Outcomes of a promise that are news."""


def standings(store: Store, fresh: set[str], later: set[str]) -> Iterator[Standing]:
    """The negotiations that fresh articles tell something new of, those that moved on first; `later` ones are not known
    yet. What is told of one is not told again of another."""
    negotiations = store.fresh_negotiations()
    found: list[tuple[int, Standing]] = []
    for listed in negotiations.find(told_by=fresh):
        material = negotiations.material(listed.id)
        if later:
            material = _without(material, later)
        touched = sum(1 for w in material.witnesses.values() if w.event.article in fresh)
        if touched:
            standing = _standing(listed.id, material, _without(material, fresh))
            found += [(touched, standing)] if standing is not None else []
    found.sort(key=lambda pair: (not pair[1].moved, -pair[0], pair[1].name))
    told: set[str] = set()
    shown = 0
    for _, standing in found:
        lines = tuple(line for line in standing.lines if line not in told)[:LINES]
        told.update(lines)
        if shown < SHOWN and (standing.moved or lines):
            shown += 1
            yield msgspec.structs.replace(standing, lines=lines)


def _without(material: Material, articles: set[str]) -> Material:
    """What the other articles told."""
    return only(material, lambda article, day: article not in articles)


def _standing(id: str, material: Material, earlier: Material) -> Standing | None:
    """None where nothing is new."""
    now, was = make_dossier(material), make_dossier(earlier)
    changes = changes_between(was, now, now.read_until or "")
    lines = [*_outcomes(now, changes, material), *_stands(now, changes, material)]
    moved = now.state != was.state
    if now.state is None or not (moved or lines):
        return None
    state = word("state", now.state)
    since = now.states[-1].since if now.states else None
    if since:
        state += f" since {day_label(since)}"
    if moved and was.state:
        state += f"; before that {word('state', was.state)}"
    return Standing(id=id, name=now.name, state=state, moved=moved, lines=tuple(dict.fromkeys(lines)))


def _is_sure(material: Material, event: str | None) -> bool:
    witness = material.witnesses.get(event or "")
    return witness is not None and witness.event.confidence >= ALONE


def _outcomes(now: Dossier, changes: Changes, material: Material) -> Iterator[str]:
    for promise in now.promises:
        if promise.id in changes.outcomes and promise.outcome in TOLD and _is_sure(material, promise.event):
            yield _outcome(promise)


def _outcome(promise: Promise) -> str:
    by = names([promise.by]) if promise.by else "somebody unnamed"
    return f"{word('promise', promise.sort)} of {by} {word('outcome', promise.outcome)}: “{promise.what}”"


def _stands(now: Dossier, changes: Changes, material: Material) -> Iterator[str]:
    """What parties offer, ask and refuse that is new and sure enough; what most pages tell first."""
    new = [s for s in now.stands if s.id in changes.stands and _is_sure(material, s.event) and _says_enough(s)]
    for stand in sorted(new, key=lambda stand: (-stand.pages, stand.day or "", stand.id)):
        yield _stand(stand)


def _says_enough(stand: Stand) -> bool:
    return len(stand.what.split()) >= FEWEST_WORDS


def _stand(stand: Stand) -> str:
    to = f" to {names(stand.to)}" if stand.to else ""
    return f"{stand.speaker.name}, {word('position', stand.stance)}{to}: “{stand_text(stand)}”"
