"""What the triage of `dragoman code` loses and saves: every page is read in full, and what is found is set beside the
page's chance.

    python benchmarks/triage.py [SOURCE…] [--own 300] [--half 1|2] [--pages FILE.csv] [--format json]

A page is relevant if the program finds an event in it that is no history. SOURCE is anything that `dragoman code` reads,
folders and tables of pages among them; each is told by itself, with the origins of what is lost, and then all together.
`--own` adds pages that this project's page writer makes (`training/pages/`), half of them news, half anything else, with
the menus and advertisements of web pages around them. `--half` takes every other page only, so that one half can be
studied and the other judge. `--pages` keeps what was found of each page.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.intake import Page, expand
from dragoman.intake.triage import Triage
from dragoman.model import Article, Reject
from dragoman.pipeline import BATCH_PAGES, Reader, take_in

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "training/pages"))
SEED = 90_000
"""Seeds of own pages from here on: no other script uses them."""


def own_pages(count: int) -> Iterator[Page]:
    """Flattened web pages of our own."""
    from generate import PageWriter

    for number in range(count):
        lines = PageWriter(SEED + number).write()
        yield Page(f"own-{number}.txt", "\n".join(text for _, text in lines).encode())


class Judged(NamedTuple):
    """A page, what triage made of it, and what is in it."""

    origin: str
    title: str
    chance: float
    """Its chance of an event."""
    passed_over: bool
    events: int
    """How many events the program finds that are no history."""


def judged(pages: Iterable[Page | Reject], reader: Reader) -> Iterator[Judged]:
    """Each page that can be read, judged and read in full."""
    triage = Triage.load(reader.resolver.world)
    taken = (article for page in pages if isinstance(article := take_in(page, {}), Article))
    while batch := list(islice(taken, BATCH_PAGES)):
        for article, record in zip(batch, reader.read_articles(batch), strict=True):
            events = sum(not event.background for event in record.events)
            title = article.title or article.text[:60]
            passed_over = triage.low_score(article) is not None
            yield Judged(f"{article.origin} {article.id}", title, triage.score(article), passed_over, events)


def summary(found: list[Judged]) -> dict[str, Any]:
    """Pages, relevant ones, and how many of both kinds are passed over."""
    relevant = [page for page in found if page.events]
    others = [page for page in found if not page.events]
    lost, saved = (sum(page.passed_over for page in pages) for pages in (relevant, others))
    return {
        "pages": len(found),
        "relevant": len(relevant),
        "relevant_lost": lost,
        "share_lost": round(lost / max(len(relevant), 1), 4),
        "others": len(others),
        "others_passed_over": saved,
        "share_passed_over": round(saved / max(len(others), 1), 3),
    }


def sources(args: argparse.Namespace) -> Iterator[tuple[str, Iterable[Page | Reject]]]:
    """Each source with its pages."""
    for source in args.sources:
        yield source, expand([source])
    if args.own:
        yield "own pages", own_pages(args.own)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--own", type=int, default=300)
    parser.add_argument("--half", type=int, choices=(1, 2))
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    reader = Reader()
    results: dict[str, dict[str, Any]] = {}
    every: list[Judged] = []
    for source, pages in sources(args):
        found = list(judged(islice(pages, args.half - 1, None, 2) if args.half else pages, reader))
        results[source] = summary(found)
        every += found
        if args.format == "text":
            tell(source, results[source])
            for page in found:
                if page.events and page.passed_over:
                    print(f"  lost: {page.chance:.3f} {page.events} events {page.origin} {page.title!r}", flush=True)
    if len(results) > 1:
        results["all"] = summary(every)
        if args.format == "text":
            tell("all", results["all"])
    if args.pages:
        with args.pages.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([Judged._fields, *every])
    if args.format == "json":
        print(json.dumps(results))


def tell(source: str, figures: dict[str, Any]) -> None:
    """One line of figures."""
    print(source, " ".join(f"{key.replace('_', ' ')} {value}" for key, value in figures.items()), flush=True)


if __name__ == "__main__":
    main()
