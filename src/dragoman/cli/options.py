"""Options that several commands share, so that they are called and explained alike everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = ["background", "check_day", "min_confidence", "out", "page_options"]

Function = TypeVar("Function", bound=Callable[..., Any])


def check_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A day, or a time of day, in ISO 8601, as it was written; anything else is a usage error."""
    if value is None:
        return None
    try:
        datetime.fromisoformat(value)
    except ValueError:
        whole = False
    else:
        whole = re.match(r"\d{4}-\d{2}-\d{2}", value) is not None
    if not whole:
        raise click.BadParameter(f"{value!r} is not a day: write YYYY-MM-DD", ctx, param)
    return value


def page_options(function: Function) -> Function:
    """PAGE… and everything that says how pages are read."""
    options = [
        click.argument("pages", nargs=-1, required=True, metavar="PAGE..."),
        click.option("--published", callback=check_day, metavar="DAY", help="Day of publication, for “last month”."),
        click.option("--title", help="Title, in place of the one found in the page."),
        click.option("--publisher", help="Publisher, in place of the one found in the page."),
        click.option("--url", help="Address that the page came from."),
        click.option(
            "--lexicon",
            "lexicons",
            multiple=True,
            metavar="FILE",
            type=click.Path(exists=True, dir_okay=False),
            help="Your own names and offices, on top of the program's; may be given again.",
        ),
        click.option(
            "--codebook",
            metavar="FILE",
            type=click.Path(exists=True, dir_okay=False),
            help="Your own codebook, in place of the program's.",
        ),
        click.option("--allow-private", is_flag=True, help="Also fetch addresses of private networks."),
        click.option("--quiet", "-q", is_flag=True, help="Only errors on standard error."),
    ]
    return _all(function, options)


def _all(function: Function, options: list[Callable[[Any], Any]]) -> Function:
    for option in reversed(options):
        function = option(function)
    return function


min_confidence = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    metavar="P",
    help="Leave out events less sure than this, 0 to 1.",
)

background = click.option(
    "--background/--no-background",
    default=None,
    help="With or without history told to explain. Unless said, CSV leaves it out; the others mark it.",
)

out = click.option(
    "--out", "-o", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write to a file."
)
