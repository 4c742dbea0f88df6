"""Plays a collection of articles back by day, as if its outlets' feeds were watched, and prints each day's digest.

    python benchmarks/playback.py SOURCE… [--into desk.db] [--from DAY] [--until DAY] [--every day|week] [--format json]

SOURCE is whatever `dragoman code` reads. Each outlet gets a feed on a server of this script's own; for each day on which
something was published the feeds get its articles, the clock is set to the evening, and `dragoman watch --once` runs
against them: fetching, archive, reading, linking and digest are those of a real watch. Without SOURCE articles put
together from texts of ours are played, ten a day. Articles without a day are left out, and counted.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from answering import Answering
from assembled import articles

from dragoman.corpora.reading import ReadPages
from dragoman.intake import Page, expand
from dragoman.model import Reject
from dragoman.store import Store, new_run
from dragoman.watch.digest.gather import gather
from dragoman.watch.digest.write import digest_text
from dragoman.watch.settings import FeedPlan, Fetching, Plan
from dragoman.watch.watch import Watch

EVENING = 22
A_DAY = 10


class PlayedClock:
    """A clock that stands where it is put; waiting moves it on."""

    def __init__(self) -> None:
        self.at = datetime(2000, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class Outlets:
    """A server on this machine with a feed for each outlet."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.feeds: dict[str, list[int]] = defaultdict(list)
        outlets = self

        class Handler(Answering):
            def do_GET(self) -> None:  # noqa: N802  http.server calls it so
                kind, _, name = self.path.lstrip("/").partition("/")
                if kind == "feed":
                    self.answer(outlets.feed(name).encode(), "application/atom+xml")
                elif kind == "page" and name.isdecimal():
                    page = outlets.pages[int(name)]
                    self.answer(page.data, page.content_type or "text/plain; charset=utf-8")
                else:
                    self.send_error(404)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def add(self, outlet: str, page: Page) -> None:
        self.feeds[quote(outlet, safe="")].append(len(self.pages))
        self.pages.append(page)

    def feed(self, name: str) -> str:
        entries = (
            f"<entry><id>{self.address}/page/{number}</id><link href='{self.address}/page/{number}'/>"
            f"<title>{escape(page.title or '')}</title><updated>{(page.published or '')[:10]}T12:00:00Z</updated>"
            f"<published>{(page.published or '')[:10]}T12:00:00Z</published></entry>"
            for number in self.feeds.get(name, [])
            for page in (self.pages[number],)
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{name}</title>{''.join(entries)}</feed>"


def by_day(sources: list[str]) -> tuple[dict[str, list[Page]], int]:
    """The pages by day of publication, and how many have none."""
    found: dict[str, list[Page]] = defaultdict(list)
    undated = 0
    for page in expand(sources) if sources else ours():
        if isinstance(page, Reject):
            undated += 1
            continue
        day = page.published or day_in(page)
        if day is None:
            undated += 1
        else:
            found[day[:10]].append(page)
    return found, undated


def day_in(page: Page) -> str | None:
    """The day that a page itself gives."""
    from dragoman.errors import PageError
    from dragoman.intake import read_page

    try:
        return read_page(page).published
    except PageError:
        return None


def ours() -> Iterator[Page]:
    """Articles put together from texts of ours."""
    for number, text in enumerate(articles(6 * A_DAY)):
        day = date(2019, 3, 1) + timedelta(days=number // A_DAY)
        outlet = f"outlet-{number % 3}.example"
        yield Page(f"{number}", text.encode(), title=text.splitlines()[0], published=day.isoformat(), publisher=outlet)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--into", type=Path)
    parser.add_argument("--from", dest="first", default="0000")
    parser.add_argument("--until", default="9999")
    parser.add_argument("--every", choices=("day", "week"), default="day")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    days, undated = by_day(args.sources)
    outlets, clock = Outlets(), PlayedClock()
    names = sorted({page.publisher or "unnamed" for pages in days.values() for page in pages})
    plan = Plan(
        watch=Fetching(delay="0s", allow_private=True, recheck=()),
        feed=tuple(
            FeedPlan(url=f"{outlets.address}/feed/{quote(name, safe='')}", name=name, publisher=name) for name in names
        ),
    )
    read = ReadPages()()
    began, played, digests = time.perf_counter(), 0, []
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(args.into or Path(folder) / "desk.db", create=True) as store,
    ):
        pending: datetime | None = None
        for day in sorted(days):
            if not args.first <= day <= args.until:
                continue
            for page in days[day]:
                outlets.add(page.publisher or "unnamed", page)
                played += 1
            midnight = datetime.fromisoformat(day).replace(tzinfo=UTC)
            clock.at = midnight + timedelta(hours=EVENING)
            watch = Watch(
                store, plan, new_run(options={"playback": True}), lambda tasks: list(read(tasks)), clock=clock
            )
            watch.run(once=True)
            pending = pending or midnight
            end = midnight + timedelta(days=1)
            if args.every == "day" or (end - pending).days >= 7:
                digests.append(gather(store, pending, end))
                pending = None
                if args.format == "text":
                    print(digest_text(digests[-1]), "\n", sep="")
    result = {
        "days": len(digests), "articles": played, "undated": undated, "seconds": round(time.perf_counter() - began, 1),
        "new": sum(digest.new for digest in digests), "changed": sum(len(digest.changed) for digest in digests),
    }  # fmt: skip
    print(json.dumps(result), file=sys.stdout if args.format == "json" else sys.stderr)


if __name__ == "__main__":
    main()
