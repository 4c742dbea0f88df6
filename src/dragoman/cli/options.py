"""Options that several commands share, so that they are called and explained alike everywhere."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from dragoman.errors import UsageError

__all__ = [
    "all_of",
    "allow_private",
    "background",
    "check_codebook",
    "check_codes",
    "check_day",
    "check_dyad",
    "check_lexicons",
    "check_out",
    "check_period",
    "codebook",
    "cores",
    "country_or_name",
    "engine",
    "evidence",
    "format_among",
    "into",
    "lexicons",
    "list_format",
    "min_confidence",
    "only_relevant",
    "out",
    "out_or_folder",
    "page_options",
    "quiet",
    "ray_address",
    "reader_options",
    "source_options",
    "store",
    "undo",
    "who",
    "workers",
]

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


def check_period(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A day, a month or a year, as it was written; anything else is a usage error."""
    from dragoman.store.query import day

    try:
        return value and day(value) and value
    except UsageError as error:
        raise click.BadParameter(str(error), ctx, param) from error


def check_codes(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Country codes of three letters; a usage error names that of a country which was written out."""
    for value in values:
        if not re.fullmatch(r"[A-Za-z]{3}", value):
            raise click.BadParameter(
                f"{value!r} is no code of three letters: write {_country(value) or 'it as in COL'}", ctx, param
            )
    return values


def check_dyad(ctx: click.Context, param: click.Parameter, value: tuple[str, str] | None) -> tuple[str, str] | None:
    """Two that take part: a country that is written out becomes its code, so that those who act for it are found too."""
    return (country_or_name(value[0]), country_or_name(value[1])) if value else None


def country_or_name(given: str) -> str:
    """The code of a country that is written out; anything else as it is."""
    is_code_or_id = ":" in given or re.fullmatch(r"[A-Z]{3}", given)
    return given if is_code_or_id else _country(given) or given


def _country(name: str) -> str | None:
    # Imported here: the lexicon takes a fifth of a second.
    from dragoman.world.systems import country_of_name

    return country_of_name(name)


def cores() -> int:
    """How many processors this program may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def check_columns(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """`text=body,date=seen`, in one piece or several, as a mapping; anything else is a usage error."""
    from dragoman.intake.columns import parse_columns

    try:
        return parse_columns(",".join(value)) if value else {}
    except UsageError as error:
        raise click.BadParameter(str(error), ctx, param) from error


def check_lexicons(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """The user's lexicon files, once each can be read: a wrong row is told now, not when the parser has been loaded.

    Raises DataError with file and line.
    """
    if value:
        from dragoman.world.sources import read_user_lexicon
        from dragoman.world.tables import Lexicon

        for file in value:
            read_user_lexicon(Path(file), Lexicon())
    return value


def check_codebook(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The user's codebook, once it can be read. Raises DataError where it cannot."""
    if value:
        from dragoman.coding.codebook import Codebook

        Codebook.load(value)
    return value


def all_of(*options: Callable[[Any], Any]) -> Callable[[Function], Function]:
    """Several options as one decorator, in this order in the help."""

    def decorate(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


store = click.argument("store", type=click.Path(dir_okay=False, path_type=Path))

lexicons = click.option(
    "--lexicon", "lexicons", multiple=True, metavar="FILE", type=click.Path(exists=True, dir_okay=False),
    callback=check_lexicons,
    help="Your own names and offices, on top of the program's; may be given again.",
)  # fmt: skip
codebook = click.option(
    "--codebook", metavar="FILE", type=click.Path(exists=True, dir_okay=False), callback=check_codebook,
    help="Your own codebook, in place of the program's.",
)  # fmt: skip
quiet = click.option("--quiet", "-q", is_flag=True, help="Only errors on standard error.")
allow_private = click.option("--allow-private", is_flag=True, help="Also fetch addresses of private networks.")

reader_options = all_of(lexicons, codebook, quiet)
"""The user's own lexicon and codebook, and `--quiet`."""


def _reading(metavar: str) -> Callable[[Any], Any]:
    return all_of(
        click.argument("pages", nargs=-1, required=True, metavar=metavar),
        click.option("--published", callback=check_day, metavar="DAY", help="Day of publication, for “last month”."),
        click.option("--title", help="Title, in place of the one found in the page."),
        click.option("--publisher", help="Publisher, in place of the one found in the page."),
        click.option("--url", help="Address that the page came from."),
        lexicons,
        codebook,
        click.option(
            "--columns", multiple=True, callback=check_columns, metavar="text=NAME,…",
            help="Which columns of a table hold text, html, title, date, url, publisher. [default: by their names]",
        ),
        allow_private,
        quiet,
    )  # fmt: skip


page_options, source_options = _reading("PAGE..."), _reading("SOURCE...")
"""PAGE… or SOURCE…, and everything that says how pages are read."""


def format_among(*names: str) -> Callable[[Any], Any]:
    """`--format`, the first of these unless said."""
    return click.option(
        "--format", "format_", type=click.Choice(names), default=names[0], show_default=True, help="How to write it."
    )


who = click.option("--who", metavar="NAME", help="Who decides that; unless said, the name of the user.")
undo = click.option("--undo", is_flag=True, help="Take back what was joined or parted last.")
ray_address = click.option(
    "--address", metavar="HOST:PORT", help="The Ray cluster. [default: one of this machine, for this run]"
)


def engine(says: str) -> Callable[[Any], Any]:
    """`--engine`: this machine, or a cluster."""
    return click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True, help=says)


def into(says: str) -> Callable[[Any], Any]:
    """`--into`: the store that is written, a file."""
    kind = click.Path(dir_okay=False, path_type=Path)
    return click.option("--into", required=True, metavar="STORE", type=kind, help=says)


workers = click.option(
    "--workers",
    type=click.IntRange(1),
    default=cores,
    show_default="all cores",
    metavar="N",
    help="Processes that read side by side; each takes some 600 MB of memory.",
)

only_relevant = click.option(
    "--only-relevant/--all",
    default=True,
    help="Pass over pages that plainly hold no political event, or read all. [default: pass over]",
)

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

evidence = click.option(
    "--evidence", is_flag=True, help="Table: also the sentence behind each row, its page, and the ids for `link`."
)

list_format = click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "jsonl", "csv", "parquet"]),
    help="How to write it. [default: by the suffix of --out, else table]",
)


def check_out(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    """The file of `--out`, of which at least the folder is there: nobody wants to hear that after an hour."""
    if value is not None and not value.parent.is_dir():
        raise UsageError(f"{value} cannot be written: there is no folder {value.parent}")
    return value


out = click.option(
    "--out",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=check_out,
    metavar="FILE",
    help="Write to a file.",
)
out_or_folder = click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path),
    callback=check_out,
    metavar="FILE",
    help="Write to a file, or for a Data Package to a folder.",
)
