"""The conditions on events that `events`, `export` and `plot` share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from dragoman.cli.options import all_of, check_codes, check_dyad, check_period, min_confidence
from dragoman.model import Act, Status

if TYPE_CHECKING:
    from dragoman.store import EventQuery

__all__ = ["ACTS", "STATUSES", "event_filters", "publisher", "query_from", "since", "until"]


class ActName(click.Choice[str]):
    """PLOVER's types in any case, or by the word that lists show (`talks`), and in capitals those of a codebook of one's own."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The type's name."""
        if value.isupper() and value not in self.choices:
            return value
        from dragoman.export.wording import act_word

        shown = {act_word(act): act for act in self.choices}
        return super().convert(shown.get(value.lower(), value), param, ctx)


class StatusName(click.Choice[str]):
    """A status, also by the word that lists show for it: `planned` is `scheduled`."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The status's name."""
        from dragoman.export.wording import status_word

        shown = {status_word(status).word: status for status in self.choices}
        return super().convert(shown.get(value.lower(), value), param, ctx)


ACTS = ActName(get_args(Act), case_sensitive=False)
STATUSES = StatusName(get_args(Status))

since = click.option(
    "--from", "since", callback=check_period, metavar="DAY", help="First day: YYYY-MM-DD, YYYY-MM or YYYY."
)
until = click.option("--until", callback=check_period, metavar="DAY", help="Last day, itself included.")
publisher = click.option("--publisher", multiple=True, metavar="NAME", help="Words of the publisher's name.")

event_filters = all_of(
    click.option("--actor", multiple=True, metavar="NAME", help="One who takes part: an id, or words of a name."),
    click.option(
        "--country", multiple=True, callback=check_codes, metavar="CODE",
        help="Country of one who takes part, as in COL.",
    ),
    click.option(
        "--dyad", nargs=2, callback=check_dyad, metavar="A B",
        help="Two that take part together: countries (codes or names), ids, or words of names.",
    ),
    click.option(
        "--type", "type_", multiple=True, type=ACTS, metavar="TYPE",
        help="PLOVER's type, by which counts and exports go (`dragoman codebook` lists them).",
    ),
    click.option("--act", multiple=True, type=ACTS, metavar="ACT", help="What the clause is about, were it done."),
    click.option(
        "--status", multiple=True, type=STATUSES, metavar="STATUS", help=f"How real: {', '.join(STATUSES.choices)}."
    ),
    since,
    until,
    publisher,
    click.option("--search", metavar="TEXT", help='Words of the sentence, all of them; "a phrase"; begin*; a OR b; -without.'),
    min_confidence,
    click.option("--background", is_flag=True, help="Also history told to explain."),
    click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many."),
)  # fmt: skip
"""All conditions of `dragoman events`."""


def query_from(given: dict[str, Any]) -> EventQuery:
    """The query of the options that `event_filters` added."""
    from dragoman.store import EventQuery

    return EventQuery(**{name.rstrip("_"): value for name, value in given.items()})
