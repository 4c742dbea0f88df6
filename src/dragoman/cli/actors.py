"""`dragoman actors`: ask the lexicon whom a name means on a day."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.actors import Candidate
    from dragoman.world.tables import Office

__all__ = ["command"]


@click.group(short_help="Ask whom a name means on a day, and which offices somebody held.")
def command() -> None:
    """The people, states and bodies that the program knows.

    \b
    Example:
      dragoman actors find "the Kremlin" --on 2014-03-01
      dragoman actors show person:john-kerry
    """


@command.command(short_help="Whom a mention means on a day, with codes, offices and reasons.")
@click.argument("text")
@click.option("--on", callback=options.check_day, metavar="DAY", help="The day: who held the office then.")
@click.option("--context", default="", metavar="TEXT", help="Text around the mention: which countries it speaks of.")
@options.lexicons
@options.format_among("table", "json")
def find(text: str, on: str | None, context: str, lexicons: tuple[str, ...], format_: str) -> None:
    """Show whom TEXT, a mention as in the news, means on a day: the likeliest first, then other senses of the
    same words.

    \b
    Example:
      dragoman actors find "the Egyptian president" --on 2012-11-22
      dragoman actors find "Georgian officials" --context "Tbilisi and Moscow" --format json
    """
    from dragoman.actors import Resolver
    from dragoman.world import World

    found = Resolver(World.load(map(Path, lexicons))).identify(text, on=on, context=context)
    if format_ == "json":
        click.echo(json.dumps([_plain(c) for c in found], indent=2, ensure_ascii=False))
        return
    if not found:
        raise UsageError(f"nobody known as {text!r}; docs/lexicon.md says how to add a row")
    for candidate in found:
        click.echo(f"{candidate.id}  {candidate.name}")
        codes = f"country {candidate.country or '-'}  sectors {';'.join(candidate.sectors) or '-'}"
        click.echo(f"  {codes}  party {candidate.party or '-'}")
        click.echo(f"  score {candidate.score:.2f}, by {candidate.rule}")
        for office in candidate.offices:
            click.echo(f"  {_line(office)}")


@command.command(short_help="All offices of a person, or the row of a body or state.")
@click.argument("identity", metavar="ID")
@options.lexicons
@options.format_among("table", "json")
def show(identity: str, lexicons: tuple[str, ...], format_: str) -> None:
    """Show what the lexicon holds on an ID: person:…, state:…, org:… or group:….

    \b
    Example:
      dragoman actors show person:john-kerry
      dragoman actors show state:PRK --format json
    """
    from dragoman.world import World

    world = World.load(map(Path, lexicons))
    person, body = world.person(identity), world.organisation(identity)
    country = world.country(identity) if identity.startswith("state:") else None
    if person is None and body is None and country is None:
        raise UsageError(f"no {identity!r} in the lexicon; `dragoman actors find NAME` looks for a name")
    if format_ == "json":
        rows = [asdict(o) for o in person.offices] if person else [asdict(body or country)]  # type: ignore[arg-type]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    elif person is not None:
        click.echo(f"{person.id}  {person.name}")
        for office in sorted(person.offices, key=lambda o: o.period.first_day):
            click.echo(f"  {_line(office)}")
    elif body is not None:
        click.echo(f"{body.id}  {body.name}")
        click.echo(f"  also {'; '.join(body.aliases) or '-'}")
        click.echo(f"  {body.kind}  country {';'.join(body.country) or '-'}  sectors {';'.join(body.sectors) or '-'}")
        click.echo(f"  {body.period.start or '…'} to {body.period.end or 'today'}  parent {body.parent or '-'}")
    elif country is not None:
        click.echo(f"{country.id}  {country.name}")
        click.echo(f"  also {'; '.join(country.aliases) or '-'}")
        click.echo(
            f"  adjectives {'; '.join(country.adjectives) or '-'}  capitals {'; '.join(country.capitals) or '-'}"
        )
        click.echo(f"  COW {' '.join(country.cow) or '-'}  Gleditsch-Ward {' '.join(country.gw) or '-'}")


def _line(office: Office) -> str:
    period = f"{office.period.start or '…'} to {office.period.end or 'today'}"
    return f"{period}  {office.office}, {office.party}  {';'.join(office.sectors)}  ({office.confidence})"


def _plain(candidate: Candidate) -> dict[str, object]:
    plain = asdict(candidate)
    plain["offices"] = [
        {"office": o.office, "party": o.party, "start": o.period.start, "end": o.period.end, "confidence": o.confidence}
        for o in candidate.offices
    ]
    return plain
