"""The conditions on events that `events`, `export` and `plot` share."""

from __future__ import annotations

from typing import Any, get_args

import click

from dragoman.cli.options import Function, check_codes, check_dyad, check_period, min_confidence
from dragoman.model import Act, Status

__all__ = ["ACTS", "STATUSES", "event_filters", "query_from"]


class ActName(click.Choice[str]):
    """PLOVER's types in any case, and in capitals those of a codebook of one's own."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The type's name."""
        if value.isupper() and value not in self.choices:
            return value
        return super().convert(value, param, ctx)


ACTS = ActName(get_args(Act), case_sensitive=False)
STATUSES = click.Choice(get_args(Status))

NAMES = ("actor", "country", "dyad", "type_", "act", "status", "since", "until", "publisher", "search",
         "min_confidence", "background", "limit")  # fmt: skip


def event_filters(function: Function) -> Function:
    """All conditions of `dragoman events`."""
    options = [
        click.option("--actor", multiple=True, metavar="NAME", help="One who takes part: an id, or words of a name."),
        click.option(
            "--country",
            multiple=True,
            callback=check_codes,
            metavar="CODE",
            help="Country of one who takes part, as in COL.",
        ),
        click.option(
            "--dyad",
            nargs=2,
            callback=check_dyad,
            metavar="A B",
            help="Two that take part together: countries (codes or names), ids, or words of names.",
        ),
        click.option(
            "--type",
            "type_",
            multiple=True,
            type=ACTS,
            metavar="TYPE",
            help="PLOVER's type, by which counts and exports go (`dragoman codebook` lists them).",
        ),
        click.option("--act", multiple=True, type=ACTS, metavar="ACT", help="What the clause is about, were it done."),
        click.option(
            "--status", multiple=True, type=STATUSES, metavar="STATUS", help=f"How real: {', '.join(STATUSES.choices)}."
        ),
        click.option(
            "--from", "since", callback=check_period, metavar="DAY", help="First day: YYYY-MM-DD, YYYY-MM or YYYY."
        ),
        click.option("--until", callback=check_period, metavar="DAY", help="Last day, itself included."),
        click.option("--publisher", multiple=True, metavar="NAME", help="Words of the publisher's name."),
        click.option("--search", metavar="TEXT", help='Words of the sentence, all of them; "a phrase"; begin*.'),
        min_confidence,
        click.option("--background", is_flag=True, help="Also history told to explain."),
        click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def query_from(given: dict[str, Any]) -> Any:
    """The `EventQuery` of the options that `event_filters` added; takes them out of `given`."""
    from dragoman.store import EventQuery

    values = {name.rstrip("_"): given.pop(name) for name in NAMES}
    return EventQuery(**values)
