"""`dragoman schema`: the record's JSON Schema, from the structs themselves."""

from __future__ import annotations

import json

import click

from dragoman import model

__all__ = ["command"]

KINDS = {
    "article": model.Article,
    "event": model.Event,
    "incident": model.Incident,
    "negotiation": model.Negotiation,
    "position": model.Position,
    "promise": model.Promise,
    "quotation": model.Quotation,
    "record": model.Record,
    "reject": model.Reject,
    "run": model.Run,
}


@click.command(short_help="Print the JSON Schema of the record, or of one kind of row.")
@click.argument("kind", type=click.Choice(sorted(KINDS)), default="record", metavar="[KIND]")
def command(kind: str) -> None:
    """Print the JSON Schema of a KIND of row: article, event, incident, negotiation, position, promise,
    quotation, reject, run; or of the whole record of a page, which is also what --format json writes.

    \b
    Example:
      dragoman schema event > event.schema.json
    """
    import msgspec

    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(KINDS[kind])}
    if kind == "record":
        schema["$defs"]["Record"]["properties"].pop("vectors")  # kept by the store, written by no export
    click.echo(json.dumps(schema, indent=2, ensure_ascii=False))
