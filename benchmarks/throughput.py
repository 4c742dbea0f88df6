"""How many articles a second `dragoman code` reads, beside a bare spaCy parse of the same texts.

    python benchmarks/throughput.py [FOLDER] [--articles 240] [--workers 2] [--format json]
    python benchmarks/throughput.py --flat 5000
    python benchmarks/throughput.py --stored 100000

The corpus is put together from texts of ours (`assembled.py`): about 400 words each, all relevant, none repeated; or
FOLDER holds text pages. Both ways use the same processes, batches and number of workers, and take turns over parts of
the corpus in one run, so that whatever else the machine does falls on both. Loading and the first batches are not
counted; writing the store is. The bare parse is the tagger, the parser and the names, without lemmas. `computed_…` counts processor time, which
other work on the machine disturbs least.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assembled import articles

from dragoman.corpora.coding import Coding
from dragoman.corpora.pool import Pool
from dragoman.corpora.reading import PageTask, ReadPages, lost_page
from dragoman.intake import Page
from dragoman.store import PackedRecord, Store, new_run

PARTS = 4
"""Turns that reading and parsing take."""
BATCH = 16


@dataclass(frozen=True)
class BareParse:
    """Picklable, as `ReadPages` is: the parse alone."""

    def __call__(self) -> Callable[[Sequence[str]], list[int]]:
        from dragoman.language.parse import MODELS

        found = next(name for name in MODELS if importlib.util.find_spec(name))
        nlp = importlib.import_module(found).load(exclude=["attribute_ruler", "lemmatizer"])

        def parse(texts: Sequence[str]) -> list[int]:
            with nlp.memory_zone():
                return [len(doc) for doc in nlp.pipe(texts)]

        return parse


class Clock:
    """Seconds on the wall, and seconds that processes computed, added up over the turns of one way."""

    def __init__(self, processes: Callable[[], list[int]]) -> None:
        self.wall = self.computed = 0.0
        self._processes = processes

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One turn."""
        wall, computed = time.perf_counter(), sum(map(computed_seconds, self._processes()))
        yield
        self.wall += time.perf_counter() - wall
        self.computed += sum(map(computed_seconds, self._processes())) - computed


def pages(folder: Path | None, count: int) -> list[Page]:
    """The corpus."""
    if folder is not None:
        return [Page(str(path), path.read_bytes()) for path in sorted(folder.glob("*.txt"))[:count]]
    return [Page(f"{number}.txt", text.encode()) for number, text in enumerate(articles(count))]


def compare(corpus: list[Page], workers: int, store: Store) -> dict[str, Any]:
    """Both ways over the same corpus, by turns."""
    run = new_run()
    coding = Coding(store, run, known={"published": "2015-05-05"}, triage=None)
    done = events = 0
    with (
        Pool[PageTask, Any](ReadPages(), workers=workers, lost=lost_page) as readers,
        Pool[str, int](BareParse(), workers=workers, lost=lambda text, code: 0) as parsers,
    ):
        warm_up(readers, parsers, workers)
        reading = Clock(lambda: [*readers.processes, os.getpid()])
        parsing = Clock(lambda: parsers.processes)
        for part in range(PARTS):
            share = corpus[part::PARTS]
            texts = [page.data.decode() for page in share]
            with parsing.turn():
                for _ in parsers.map((None, texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)):
                    pass
            with reading.turn():
                for step in coding.steps(share, readers, lambda: 0):
                    done += step.what == "new"
                    events += step.events
        memory = max(map(peak_megabytes, readers.processes))
    return {
        "articles": done,
        "words_an_article": round(sum(len(page.data.split()) for page in corpus) / len(corpus)),
        "events_an_article": round(events / max(done, 1), 1),
        "workers": workers,
        "articles_per_second": round(done / reading.wall, 2),
        "parse_per_second": round(len(corpus) / parsing.wall, 2),
        "ratio_to_parse": round(reading.wall / parsing.wall, 2),
        "computed_ratio_to_parse": round(reading.computed / parsing.computed, 2),
        "computed_ms_an_article": round(1000 * reading.computed / max(done, 1)),
        "mb_per_worker": memory,
    }


def warm_up(readers: Pool[PageTask, Any], parsers: Pool[str, int], workers: int) -> None:
    """Let every worker load all that it loads at its start or when it is first asked for, such as the gazetteer."""
    readers.start()
    parsers.start()
    texts = list(articles(2 * BATCH * workers, seed=2))
    batches = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]
    list(readers.map((None, [PageTask(Page("warm.txt", text.encode())) for text in batch]) for batch in batches))
    list(parsers.map((None, batch) for batch in batches))


def flatness(count: int, workers: int, store: Store) -> Iterator[dict[str, Any]]:
    """Speed and memory of a worker in each tenth of a long run."""
    coding = Coding(store, new_run(), known={"published": "2015-05-05"}, triage=None)
    source = (Page(f"{number}.txt", text.encode()) for number, text in enumerate(articles(count)))
    with Pool[PageTask, Any](ReadPages(), workers=workers, lost=lost_page) as pool:
        pool.start()
        began = time.perf_counter()
        for number, _ in enumerate(coding.steps(source, pool, lambda: 0), 1):
            if number % (count // 10) == 0:
                now = time.perf_counter()
                yield {
                    "articles": number,
                    "articles_per_second": round(count // 10 / (now - began), 2),
                    "mb_per_worker": max(map(peak_megabytes, pool.processes)),
                    "mb_of_parent": peak_megabytes(os.getpid()),
                }
                began = now


def storing(count: int, store: Store) -> Iterator[dict[str, Any]]:
    """Milliseconds to keep a reading in each tenth of a store that grows large; the readings are of a few articles,
    each time under another id."""
    read = ReadPages()()
    tasks = [PageTask(Page(f"{n}.txt", text.encode())) for n, text in enumerate(articles(BATCH))]
    packed = [record for record in read(tasks) if isinstance(record, PackedRecord)]
    run = new_run()
    began = time.perf_counter()
    for number in range(1, count + 1):
        store.put(_renamed(packed[number % len(packed)], str(number)), run)
        if number % (count // 10) == 0:
            now = time.perf_counter()
            yield {"readings": number, "ms_a_reading": round(1000 * (now - began) / (count // 10), 2)}
            began = now


def _renamed(record: PackedRecord, mark: str) -> PackedRecord:
    """The same reading of another article."""
    own = ("id", "article", "event")
    children = {
        table: [{k: f"{v}-{mark}" if k in own and v else v for k, v in row.items()} for row in rows]
        for table, rows in record.children.items()
    }
    return PackedRecord({**record.article, "id": f"{record.id}-{mark}"}, record.page, record.lines, children)


def peak_megabytes(process: int) -> int:
    """The most memory that a process has held; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def computed_seconds(process: int) -> float:
    """Processor time of a process so far; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=240)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--flat", type=int, metavar="N", help="speed and memory over N articles")
    parser.add_argument("--stored", type=int, metavar="N", help="time to keep a reading, up to N in the store")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "desk.db", create=True) as store:
        if args.flat or args.stored:
            rows = flatness(args.flat, args.workers, store) if args.flat else storing(args.stored, store)
            for row in rows:
                print(
                    json.dumps(row) if args.format == "json" else "  ".join(f"{k} {v}" for k, v in row.items()),
                    flush=True,
                )
            return
        result = compare(pages(args.folder, args.articles), args.workers, store)
    if args.format == "json":
        print(json.dumps(result))
        return
    for name, value in result.items():
        print(f"{name.replace('_', ' '):24} {value}")


if __name__ == "__main__":
    main()
