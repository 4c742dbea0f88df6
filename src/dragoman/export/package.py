"""Data Package: a folder of tables that describes itself, by the Frictionless standard.

`events.csv` has a row an event, `participants.csv` one for each who takes part, `articles.csv` one for each page (never
its text); `datapackage.json` says what every column holds, under what licence, and what made it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from dragoman import __version__
from dragoman.errors import UsageError
from dragoman.export.cells import csv_table
from dragoman.export.codes import codes_of
from dragoman.export.job import Job
from dragoman.export.rows import digest, event_row
from dragoman.export.tables import column_names, columns
from dragoman.model import Article, Event

__all__ = ["write_package"]

FIELD_TYPES = {
    "text": "string", "code": "string", "list": "string", "day": "date", "number": "number", "whole": "integer",
    "flag": "boolean",
}  # fmt: skip
KEYS: dict[str, dict[str, Any]] = {
    "events": {"primaryKey": ["id"]},
    "participants": {
        "primaryKey": ["event", "side", "ordinal"],
        "foreignKeys": [{"fields": ["event"], "reference": {"resource": "events", "fields": ["id"]}}],
    },
    "articles": {"primaryKey": ["id"]},
}
TABLES = {"events": "tidy", "participants": "participants", "articles": "articles"}
"""The resources and the tables of `data/export/` that describe them."""


def write_package(job: Job, folder: Path) -> None:
    """Write the folder; one that is there must be empty or an earlier package.

    Raises UsageError where the folder holds something else.
    """
    if folder.exists() and (
        not folder.is_dir() or (any(folder.iterdir()) and not (folder / "datapackage.json").exists())
    ):
        raise UsageError(f"{folder} holds something else: name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    articles = _write_tables(job, folder)
    described = _describe(job, articles)
    (folder / "datapackage.json").write_text(
        json.dumps(described, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def _write_tables(job: Job, folder: Path) -> int:
    """Write the three tables; returns how many articles there are."""
    with ExitStack() as stack:
        streams = {
            name: stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            for name in TABLES
        }
        events, participants, articles = (
            csv_table(streams[name], column_names(table)) for name, table in TABLES.items()
        )
        seen: dict[str, None] = {}
        for event, source in job.events():
            events([event_row(event, source, texts=job.texts)])
            participants(_participants(event, texts=job.texts))
            seen.setdefault(event.article)
            job.tally.rows += 1
        articles(_article(job.store.stories.article(id), texts=job.texts) for id in seen)
    return len(seen)


def _participants(event: Event, *, texts: bool) -> Iterator[dict[str, Any]]:
    for side, actors in (("actor", event.actors), ("recipient", event.recipients)):
        for ordinal, actor in enumerate(actors):
            plain = msgspec.to_builtins(actor)
            yield {
                "event": event.id,
                "side": side,
                "ordinal": ordinal,
                **{
                    name: plain[name]
                    for name in ("id", "name", "party", "country", "role", "title", "start", "end", "in")
                },
                "sectors": "+".join(actor.sectors),
                "text": actor.text if texts else None,
            }


def _article(article: Article, *, texts: bool) -> dict[str, Any]:
    names = ("id", "url", "publisher", "agency", "genre", "published", "published_from", "language", "rights")
    return {
        **{name: getattr(article, name) for name in names},
        "title": article.title if texts else None,
        "characters": len(article.text),
        "text_sha256": digest(article.text),
    }


def _describe(job: Job, articles: int) -> dict[str, Any]:
    about = job.about("datapackage")
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "dragoman-events",
        "title": f"Events of {job.store.path.name}",
        "description": f"{job.tally.sentence()}; {articles} articles.",
        "version": __version__,
        "created": about["made"],
        "dragoman": about,
        "resources": [_resource(name) for name in TABLES],
    }
    if job.licence:
        package["licenses"] = [{"name": job.licence}]
    return package


def _resource(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "path": f"{name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": [_field(column) for column in columns(TABLES[name])], **KEYS[name]},
    }


def _field(column: dict[str, Any]) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column["name"],
        "type": FIELD_TYPES[column["sort"]],
        "description": column["holds"] + (f" ({column['unit']})" if column.get("unit") else ""),
    }
    if column["sort"] == "flag":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.get("of"):
        field["constraints"] = {"enum": list(codes_of(column["of"]))}
    return field
