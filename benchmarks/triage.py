"""What the triage of `dragoman code` loses and saves: every page is read in full, and what is found is set beside the
page's chance.

    python benchmarks/triage.py [SOURCE…] [--own 300] [--format json]

A page is relevant if the program finds an event in it that is no history. SOURCE is anything that `dragoman code` reads;
`--own` adds pages that this project's page writer makes (`training/pages/`), half of them news, half anything else, with
the menus and advertisements of web pages around them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.intake import Page, expand
from dragoman.intake.triage import Triage
from dragoman.model import Article, Record, Reject
from dragoman.pipeline import Reader, take_in

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

    article: Article
    passed_over: float | None
    """Its chance of an event, if triage passes it over."""
    events: int
    """How many events the program finds that are no history."""


def judged(pages: Iterator[Page | Reject]) -> Iterator[Judged]:
    """Each page, judged and read in full."""
    reader = Reader()
    triage = Triage.load(reader.resolver.world)
    for page in pages:
        article = take_in(page, {})
        if isinstance(article, Article):
            record = next(reader.read_articles([article]))
            assert isinstance(record, Record)
            yield Judged(article, triage.low_score(article), sum(not event.background for event in record.events))


def summary(found: list[Judged]) -> dict[str, Any]:
    """Pages, relevant ones, and how many of both kinds are passed over."""
    relevant = [page for page in found if page.events]
    others = [page for page in found if not page.events]
    lost, saved = (sum(page.passed_over is not None for page in pages) for pages in (relevant, others))
    return {
        "pages": len(found),
        "relevant": len(relevant),
        "relevant_lost": lost,
        "share_lost": round(lost / max(len(relevant), 1), 4),
        "others": len(others),
        "others_passed_over": saved,
        "share_passed_over": round(saved / max(len(others), 1), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--own", type=int, default=300)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    results = {}
    for source in [*args.sources, "own pages"]:
        pages = own_pages(args.own) if source == "own pages" else expand([source])
        found = list(judged(iter(pages)))
        results[source] = summary(found)
        if args.format == "text":
            print(source, " ".join(f"{key.replace('_', ' ')} {value}" for key, value in results[source].items()))
            for page in found:
                if page.events and page.passed_over is not None:
                    name = page.article.title or page.article.text[:60]
                    print(f"  lost: {page.passed_over:.3f} {page.events} events {name!r}", flush=True)
    if args.format == "json":
        print(json.dumps(results))


if __name__ == "__main__":
    main()
