"""Who offered, asked, refused and promised what, as rows for a spreadsheet: each with its sentence and page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from dragoman.export.cells import csv_table
from dragoman.model import Actor
from dragoman.negotiations.dossier import Dossier

__all__ = ["COLUMNS", "write_csv"]

COLUMNS = (
    "row", "day", "who", "party", "to", "sort", "issue", "what", "in_exchange_for", "on_condition", "due", "outcome",
    "sentence", "published", "publisher", "title", "url", "reports", "event",
)  # fmt: skip
"""`row` is position or promise, `sort` the stance of the one and the sort of the other."""


def write_csv(dossier: Dossier, stream: TextIO) -> None:
    """Write the positions, then the promises of a dossier, each in their order."""
    csv_table(stream, COLUMNS)((*_positions(dossier), *_promises(dossier)))


def _positions(dossier: Dossier) -> Iterator[dict[str, Any]]:
    for stand in dossier.stands:
        own = {
            "row": "position", "day": stand.day, "sort": stand.stance, "issue": stand.issue, "what": stand.what,
            "in_exchange_for": stand.in_exchange_for, "on_condition": stand.on_condition,
        }  # fmt: skip
        yield {**own, **_who(stand.speaker, stand.to), **_source(dossier, stand.event)}


def _promises(dossier: Dossier) -> Iterator[dict[str, Any]]:
    for promise in dossier.promises:
        own = {
            "row": "promise", "day": promise.made and promise.made.start, "sort": promise.sort, "what": promise.what,
            "due": promise.due and promise.due.end, "outcome": promise.outcome,
        }  # fmt: skip
        yield {**own, **_who(promise.by, promise.to), **_source(dossier, promise.event)}


def _who(actor: Actor | None, to: tuple[Actor, ...]) -> dict[str, Any]:
    return {
        "who": actor and actor.name,
        "party": actor and actor.principal,
        "to": [other.name for other in to],
    }


def _source(dossier: Dossier, event: str | None) -> dict[str, Any]:
    found = dossier.sources.get(event or "")
    if found is None:
        return {"event": event}
    page = found.page
    return {
        "event": event, "sentence": found.sentence, "published": page.published, "publisher": page.publisher,
        "title": page.title, "url": page.url, "reports": found.reports,
    }  # fmt: skip
