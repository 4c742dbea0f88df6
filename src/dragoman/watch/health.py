"""How the feeds of a store fare, what could not be had, and what could not be delivered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.export.layout import plain, printed
from dragoman.store import Store

__all__ = ["FeedLine", "Health", "LetterLine", "PageLine", "health_of", "write_health"]

PAGES, LETTERS = 20, 20
GOOD = frozenset({"ok", "new"})
NOBODY = "No feed is watched: `dragoman watch FEEDS.TOML --into STORE` begins it.\n"
STYLES = {"ok": "green", "new": "cyan", "failing": "yellow", "barred": "red", "gone": "red"}


class FeedLine(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="feed"):
    """A feed."""

    name: str
    url: str
    status: str
    """`new` (not asked yet), `ok`, `failing`, `barred` (it may not be fetched), `gone`, or `left` (no more in the file)."""
    message: str | None
    failures: int
    answered: str | None
    """ISO time at which it last answered as it should."""
    news: str | None
    """ISO time at which it last had something new."""
    next: str | None
    pages: int
    kept: int
    passed: int
    waiting: int
    troubled: int
    """Pages that could not be had or read."""


class PageLine(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="page"):
    """A page that could not be had or read (yet)."""

    address: str
    state: str
    message: str | None
    next: str | None


class LetterLine(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="letter"):
    """An alert or digest that could not be delivered (yet)."""

    subject: str
    target: str
    state: str
    """`waiting` to be tried again, `failed`, or `unsure` (the program ended while it was being sent)."""
    message: str | None
    made: str
    next: str | None


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """All of it."""

    watched: int
    """Feeds that are followed or were."""
    feeds: tuple[FeedLine, ...]
    pages: tuple[PageLine, ...]
    letters: tuple[LetterLine, ...]


def health_of(store: Store, *, only_troubles: bool = False) -> Health:
    """How things stand in a store."""
    feeds = tuple(_feeds(store))
    return Health(
        watched=len(feeds),
        feeds=tuple(feed for feed in feeds if not only_troubles or feed.status not in (*GOOD, "left")),
        pages=tuple(
            PageLine(address=page.address, state=page.state, message=page.message, next=page.next_at)
            for page in store.watching.troubled_pages(PAGES)
        ),
        letters=tuple(
            LetterLine(
                subject=letter.subject, target=letter.target, state=letter.state, message=letter.message,
                made=letter.made_at, next=letter.next_at,
            )
            for letter in store.telling.troubled(LETTERS)
        ),
    )  # fmt: skip


def _feeds(store: Store) -> Iterator[FeedLine]:
    for one in store.watching.health():
        feed, pages = one.feed, one.pages
        yield FeedLine(
            name=feed.name, url=feed.url, status=feed.status if feed.listed else "left", message=feed.message,
            failures=feed.failures, answered=feed.fetched_at, news=feed.new_at, next=feed.next_at if feed.listed else None,
            pages=sum(pages.values()), kept=pages.get("kept", 0) + pages.get("gone", 0), passed=pages.get("passed", 0),
            waiting=pages.get("waiting", 0), troubled=pages.get("refused", 0) + pages.get("failed", 0),
        )  # fmt: skip


def write_health(health: Health, stream: TextIO, *, as_json: bool) -> None:
    """Write it as tables for people, or a line of JSON for each feed, page and letter."""
    if as_json:
        for line in (*health.feeds, *health.pages, *health.letters):
            stream.write(msgspec.json.encode(line).decode() + "\n")
        return
    console = Console(file=stream, highlight=False)
    if not (health.feeds or health.pages or health.letters):
        stream.write("Nothing is in trouble.\n" if health.watched else NOBODY)
    if health.feeds:
        stream.write(printed(console, _feed_table(health)))
    for feed in health.feeds:
        if feed.message:
            stream.write(f"  {plain(feed.name)}: {plain(feed.message.removeprefix(f'{feed.url}: '))}\n")
    if health.pages:
        stream.write("\nPages that could not be had\n")
        for page in health.pages:
            again = f" (again {_when(page.next)})" if page.next else ""
            stream.write(f"  {page.state}: {plain(page.message or page.address)}{again}\n")
    if health.letters:
        stream.write("\nNot delivered\n")
        for letter in health.letters:
            again = f" (again {_when(letter.next)})" if letter.next else ""
            stream.write(
                f"  {letter.state}, to {letter.target}: {plain(letter.subject)} – {plain(letter.message or '')}{again}\n"
            )


def _feed_table(health: Health) -> Table:
    table = Table(box=None, header_style="bold", padding=(0, 1, 0, 0), expand=True)
    table.add_column("Feed", ratio=1, min_width=16)
    for title in ("State", "Answered", "News"):
        table.add_column(title, no_wrap=True)
    for title in ("Pages", "Kept", "Passed", "Wait", "Bad"):
        table.add_column(title, justify="right", no_wrap=True)
    for feed in health.feeds:
        numbers = (feed.pages, feed.kept, feed.passed, feed.waiting, feed.troubled)
        table.add_row(
            Text(plain(feed.name)), Text(feed.status, style=STYLES.get(feed.status, "dim")), _short(feed.answered),
            _short(feed.news), *(f"{number:,}" for number in numbers),
        )  # fmt: skip
    return table


def _short(moment: str | None) -> str:
    return f"{moment[5:10]} {moment[11:16]}" if moment else "–"


def _when(moment: str | None) -> str:
    return f"{moment[:10]} {moment[11:16]}" if moment else "–"
