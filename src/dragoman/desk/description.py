"""The API described as OpenAPI 3.1, from the same lists that make the pages, so that the two cannot part."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import msgspec

from dragoman.desk.lists import LISTS, ListKind
from dragoman.model import Article, Event, Incident

__all__ = ["describe"]

PLAIN = {"actors": ("q", "country", "kind"), "pairs": ("q",), "negotiations": ()}
"""Lists that are worked out whole, with the parameters that they take."""
MEDIA = {"json": "application/json", "csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
_RECORDS = {"events": Event, "incidents": Incident, "articles": Article}


def describe(server: str) -> dict[str, Any]:
    """The whole description."""
    _, components = msgspec.json.schema_components(tuple(_RECORDS.values()), ref_template="#/components/schemas/{name}")
    paths: dict[str, Any] = {}
    for kind in LISTS.values():
        paths[f"/api/{kind.place}.json"] = {"get": _list(kind)}
        for suffix, media in (("csv", "text/csv"), ("parquet", "application/vnd.apache.parquet")):
            paths[f"/api/{kind.place}.{suffix}"] = {"get": _file(kind, suffix, media)}
        paths[f"/api/{kind.place}/{{id}}.json"] = {"get": _one(kind)}
    for name, parameters in PLAIN.items():
        for suffix, media in MEDIA.items():
            paths[f"/api/{name}.{suffix}"] = {"get": _plain_list(name, parameters, suffix, media)}
    paths["/api/negotiations/{id}.json"] = {"get": _dossier()}
    for suffix, media in MEDIA.items():
        paths[f"/review/decisions.{suffix}"] = {"get": _plain_list("decisions of people", (), suffix, media)}
        paths[f"/charts/series.{suffix}"] = {"get": _chart("series", suffix, media)}
    for chart in ("quads", "intensity"):
        for suffix, media in {"svg": "image/svg+xml", "png": "image/png", "json": "application/json"}.items():
            paths[f"/charts/{chart}.{suffix}"] = {"get": _chart(chart, suffix, media)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dragoman desk",
            "version": version("dragoman"),
            "description": "Every list of the desk with the same conditions as its page. Values of one parameter that "
            "is given again are joined by or, different parameters by and.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _list(kind: ListKind) -> dict[str, Any]:
    row = {"$ref": f"#/components/schemas/{_RECORDS[kind.place].__name__}"}
    schema = {
        "type": "object",
        "required": ["total", "rows"],
        "properties": {
            "total": {"type": "integer", "description": "How many rows meet the conditions, limit left aside."},
            "rows": {"type": "array", "items": row},
            "facets": {"type": "object", "description": "By facet: value, label and count."},
        },
    }
    facets = {
        "name": "facets", "in": "query", "description": "Count the values of these facets too.",
        "schema": {"type": "array", "items": {"enum": [facet.name for facet in kind.facets]}},
    }  # fmt: skip
    return {
        "summary": kind.title,
        "operationId": f"list_{kind.place}",
        "parameters": [*_parameters(kind), facets],
        "responses": {"200": {"description": kind.title, "content": {"application/json": {"schema": schema}}}},
    }


def _file(kind: ListKind, suffix: str, media: str) -> dict[str, Any]:
    return {
        "summary": f"{kind.title} as {suffix}",
        "operationId": f"{suffix}_{kind.place}",
        "parameters": _parameters(kind),
        "responses": {"200": {"description": "A file.", "content": {media: {}}}},
    }


def _one(kind: ListKind) -> dict[str, Any]:
    return {
        "summary": f"One {kind.noun}",
        "operationId": f"get_{kind.noun}",
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
        "responses": {
            "200": {"description": f"The {kind.noun}.", "content": {"application/json": {}}},
            "404": {"description": "There is none of that id."},
        },
    }


def _plain_list(name: str, parameters: tuple[str, ...], suffix: str, media: str) -> dict[str, Any]:
    return {
        "summary": f"{name.capitalize()} as {suffix}",
        "operationId": f"{suffix}_{name.replace(' ', '_')}",
        "parameters": [{"name": parameter, "in": "query", "schema": {"type": "string"}} for parameter in parameters],
        "responses": {"200": {"description": name.capitalize(), "content": {media: {}}}},
    }


def _chart(name: str, suffix: str, media: str) -> dict[str, Any]:
    by = {
        "name": "by", "in": "query", "description": "The length of a period.",
        "schema": {"enum": ["month", "week"], "default": "month"},
    }  # fmt: skip
    taken = [one for one in _parameters(LISTS["events"]) if one["name"] not in ("sort", "limit", "offset")]
    return {
        "summary": f"{name.capitalize()} of events over time as {suffix}",
        "operationId": f"{suffix}_chart_{name}",
        "parameters": [*taken, by],
        "responses": {"200": {"description": "The chart, or its numbers.", "content": {media: {}}}},
    }


def _dossier() -> dict[str, Any]:
    return {
        "summary": "The dossier of a negotiation",
        "operationId": "get_dossier",
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
            {
                "name": "since",
                "in": "query",
                "description": "Also what is new from this day on.",
                "schema": {"type": "string"},
            },
        ],
        "responses": {
            "200": {"description": "The dossier.", "content": {"application/json": {}}},
            "404": {"description": "There is no such negotiation."},
            "503": {"description": "It is being gathered: ask again."},
        },
    }


def _parameters(kind: ListKind) -> list[dict[str, Any]]:
    def parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
        return {"name": name, "in": "query", "description": description, "schema": schema}

    text, whole = {"type": "string"}, {"type": "integer", "minimum": 0}
    orders = [sign + sort.name for sort in kind.sorts for sign in ("", "-")]
    return [
        parameter("q", 'Full-text search: words, "a phrase", begin*, a OR b, -without.', text),
        *(
            parameter(facet.name, f"{facet.label}; may be given again.", {"type": "array", "items": text})
            for facet in kind.facets
        ),
        parameter("from", "First day: YYYY-MM-DD, YYYY-MM or YYYY.", text),
        parameter("until", "Last day, itself included.", text),
        parameter("min_confidence", "Events less sure than this are left out.", {"type": "number"}),
        parameter("background", "`yes`: also history told to explain.", {"enum": ["yes"]}),
        parameter("sort", "Order; a minus turns it round.", {"enum": orders, "default": kind.usual}),
        parameter("limit", "At most so many rows; all unless said.", whole),
        parameter("offset", "Rows to pass over first.", whole),
    ]
