"""`dragoman lexicon`: check the program's lexicon, or one's own."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.errors import DataError

__all__ = ["command"]


@click.group(short_help="Check the lexicon of countries, offices and organisations, or your own.")
def command() -> None:
    """The lexicon of countries, offices by date, organisations and roles.

    \b
    Example:
      dragoman lexicon check my-actors.toml
    """


@command.command(short_help="Find double rows, overlapping dates, and codes that do not exist.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--remarks", is_flag=True, help="Also what a person may want to look at.")
def check(files: tuple[Path, ...], remarks: bool) -> None:
    """Read the program's lexicon with your FILEs (TOML or CSV) on top, and say with file and line what is wrong.
    docs/lexicon.md has the columns.

    \b
    Example:
      dragoman lexicon check
      dragoman lexicon check my-actors.csv --remarks
    """
    from dragoman.world.check import check_lexicon
    from dragoman.world.sources import read_lexicon

    lexicon = read_lexicon(files)
    findings = check_lexicon(lexicon)
    faults = [f for f in findings if f.level == "fault"]
    others = [f for f in findings if f.level == "remark"]
    for finding in faults + (others if remarks else []):
        click.echo(f"{finding.where}: {finding.message}")
    people = len({office.person for office in lexicon.offices})
    click.echo(
        f"{len(lexicon.countries)} countries, {len(lexicon.offices)} offices of {people} people, "
        f"{len(lexicon.organisations)} organisations, {len(lexicon.roles)} roles; "
        f"{len(faults)} faults, {len(others)} remarks"
    )
    if faults:
        raise DataError(f"the lexicon has {len(faults)} faults; mend the rows above")
