"""`dragoman digest`: what is new and what changed, as a news editor would lay it out."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from dragoman.cli import options
from dragoman.errors import UsageError

__all__ = ["command", "moment"]

SUFFIXES = {".md": "markdown", ".html": "html", ".htm": "html", ".json": "json", ".txt": "text"}


@click.command(short_help="Tell what is new and what changed since a day.")
@options.store
@click.option(
    "--since", default="1d", show_default=True, metavar="WHEN",
    help="A day or time (YYYY-MM-DD, or with THH:MM), or how long ago: 1h, 1d, 4w.",
)  # fmt: skip
@click.option("--until", metavar="WHEN", help="A day (itself included) or time; unless said, now.")
@click.option("--actor", multiple=True, metavar="NAME", help="Only with this one taking part; may be given again.")
@click.option("--country", multiple=True, callback=options.check_codes, metavar="CODE",
    help="Only with this country taking part, as in COL.",
)  # fmt: skip
@click.option(
    "--pair", nargs=2, callback=options.check_dyad, metavar="A B", help="Only with these two taking part together."
)
@click.option(
    "--time-zone", default="UTC", show_default=True, metavar="ZONE", help="Whose days and hours, as in Europe/Vienna."
)
@click.option(
    "--format", "format_", type=click.Choice(["text", "markdown", "html", "json"]),
    help="How to write it; unless said, by the suffix of --out, else text.",
)  # fmt: skip
@options.out
def command(
    store: Path,
    since: str,
    until: str | None,
    actor: tuple[str, ...],
    country: tuple[str, ...],
    pair: tuple[str, str] | None,
    time_zone: str,
    format_: str | None,
    out: Path | None,
) -> None:
    """Tell what the articles tell that came to STORE since a day: what is new, the weightiest first; what was known and
    changed; which negotiations moved; what is ahead. Each with the sentence that it rests on. Articles count by when
    `dragoman watch` fetched them; others by their day of publication.

    \b
    Example:
      dragoman digest desk.db
      dragoman digest desk.db --since 2018-04-20 --until 2018-04-20 --format html --out digest.html
      dragoman digest desk.db --since 1w --pair PRK USA
    """
    import msgspec

    from dragoman.cli.linking import bring_up_to_date
    from dragoman.cli.output import format_of, text_stream
    from dragoman.store import Store
    from dragoman.store.query import IncidentQuery
    from dragoman.watch.digest.gather import gather
    from dragoman.watch.digest.write import digest_html, digest_markdown, digest_text

    chosen = format_of(format_, out, SUFFIXES, "text")
    now = datetime.now(UTC)
    end = moment(until, time_zone, now, last=True) if until else now
    start = moment(since, time_zone, end if not until else now)
    if start >= end:
        raise UsageError(f"--since {since} is not before {'--until ' + until if until else 'now'}")
    query = IncidentQuery(actor=actor, country=country, dyad=pair)
    with Store.open(store) as opened:
        bring_up_to_date(opened)
        digest = gather(opened, start, end, zone=time_zone, query=query, negotiations=not (actor or country or pair))
        if not digest.articles and (newest := opened.arrivals.newest()) and newest < start.date().isoformat():
            click.echo(f"The newest page of {store} is of {newest}: --since says from when on.", err=True)
    write = {"text": digest_text, "markdown": digest_markdown, "html": digest_html}.get(chosen)
    with text_stream(out) as stream:
        stream.write(write(digest) if write else msgspec.json.format(msgspec.json.encode(digest)).decode() + "\n")


def moment(given: str, zone: str, now: datetime, *, last: bool = False) -> datetime:
    """The moment that a user means; a bare day begins at its midnight in a zone, or as the last one ends there."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from dragoman.watch.durations import seconds_of

    try:
        local = ZoneInfo(zone)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise UsageError(f"{zone!r} is no time zone: write one as in Europe/Vienna, or UTC") from None
    try:
        when = datetime.fromisoformat(given)
    except ValueError:
        if re.fullmatch(r"\s*[0-9.]+\s*m\s*", given):  # minutes in settings, months to most who ask what is new
            raise UsageError(
                f"{given!r} may be minutes or months: write 4w or 30d for a month, 1h for an hour"
            ) from None
        try:
            return now - timedelta(seconds=seconds_of(given))
        except (UsageError, OverflowError):
            raise UsageError(
                f"{given!r} is no day and no length of time: write YYYY-MM-DD, or as in 6h, 1d, 4w"
            ) from None
    try:
        if len(given) <= 10 and last:
            when += timedelta(days=1)
        return (when if when.tzinfo else when.replace(tzinfo=local)).astimezone(UTC)
    except OverflowError:
        raise UsageError(f"{given!r} is out of the calendar") from None
