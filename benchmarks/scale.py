"""The figures from which `docs/scale.md` is worked out: processor time and bytes for each step of a large run.

    python benchmarks/scale.py [PAGES] [--articles 60] [--format json]

PAGES is a folder of HTML pages (`*.html` or `*.html.gz`), such as a crawl has; without it, the example of ours is read
again and again. They are put into a web archive, and taken in: records unpacked, text found, language told, and triage.
Articles are put together from texts of ours (`assembled.py`), read into a lake, and linked. All times are processor
time of one core, which other work on the machine disturbs little; what a lake takes on the disk is in bytes.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assembled import articles
from fastwarc.warc import WarcRecord, WarcRecordType

from dragoman.cluster.lake import Entry, Lake
from dragoman.cluster.opening import Opener
from dragoman.cluster.planning import plan
from dragoman.cluster.reader import LakeReader
from dragoman.cluster.run import Instructions
from dragoman.cluster.worker import Job, ShardReader
from dragoman.corpora.reading import ReadPages
from dragoman.intake import Page, expand
from dragoman.intake.triage import Triage, triage_version
from dragoman.model import Article
from dragoman.pipeline import take_in
from dragoman.store import new_run
from dragoman.world import World

EXAMPLE = Path(__file__).parents[1] / "examples" / "prisoner-exchange.html"
WARM = 16
"""Articles that are read before the clock starts."""


def write_archive(path: Path, pages: Iterable[bytes]) -> int:
    """A web archive, a gzip member a record; returns how many records."""
    number = 0
    with path.open("wb") as file:
        for number, data in enumerate(pages, 1):
            record = WarcRecord()
            record.init_headers(record_type=WarcRecordType.response)
            record.headers["WARC-Target-URI"] = f"https://a.example/{number}"
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            record.headers["Content-Type"] = "application/http; msgtype=response"
            record.set_bytes_content(head + data)
            plain = io.BytesIO()
            record.write(plain)
            file.write(gzip.compress(plain.getvalue()))
    return number


def pages_of(folder: Path | None) -> list[bytes]:
    if folder is None:
        return [EXAMPLE.read_bytes()] * 200
    return [
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in sorted([*folder.glob("*.html"), *folder.glob("*.html.gz")])
    ]


def taking_in(folder: Path | None, archive: Path) -> dict[str, Any]:
    """What pages of a crawl cost before the parse."""
    pages = pages_of(folder)
    count = write_archive(archive, pages)
    triage = Triage.load(World.load())
    began = time.process_time()
    found = [page for page in expand([str(archive)]) if isinstance(page, Page)]
    unpacked = time.process_time()
    taken = [take_in(page, {}) for page in found]
    intake = time.process_time()
    good = [article for article in taken if isinstance(article, Article)]
    for article in good:
        triage.low_score(article)
    judged = time.process_time()
    return {
        "pages": count,
        "kb_a_page": round(sum(map(len, pages)) / count / 1000, 1),
        "kb_a_record": round(archive.stat().st_size / count / 1000, 1),
        "ms_unpacking": round(1000 * (unpacked - began) / count, 2),
        "ms_intake": round(1000 * (intake - unpacked) / count, 1),
        "ms_triage": round(1000 * (judged - intake) / max(len(good), 1), 1),
    }


def reading(count: int, folder: Path) -> tuple[dict[str, Any], Lake]:
    """What an article costs, and what its rows take."""
    source = folder / "news"
    source.mkdir()
    texts = list(articles(count + WARM))
    for number, text in enumerate(texts):
        (source / f"{number:05}.txt").write_text(text, encoding="utf-8")
    lake = Lake.open(str(folder / "lake"), create=True)
    run = new_run()
    instructions = Instructions(triage=triage_version())
    job = Job(
        lake=lake.address, run=run, settings=instructions.digest(run), known={"published": "2015-05-05"}, opener=Opener(),
        triage=False,
    )  # fmt: skip
    began = time.process_time()
    reader = ShardReader(job, ReadPages()())
    loaded = time.process_time() - began
    sources = [str(path) for path in sorted(source.iterdir())]
    reader.read(plan(sources[:WARM], lake).shards[0])
    before = Lake.open(lake.address).entries()
    entries = [reader.read(shard) for shard in plan(sources[WARM:], lake).shards if shard.id not in before]
    articles_read = sum(entry.rows["articles"] for entry in entries)
    events = sum(entry.rows["events"] for entry in entries)
    told = {
        "articles": articles_read,
        "words_an_article": round(sum(len(text.split()) for text in texts) / len(texts)),
        "events_an_article": round(events / articles_read, 1),
        "s_loading": round(loaded, 1),
        "ms_reading": round(1000 * sum(entry.computed for entry in entries) / articles_read),
        "mb_a_worker": max(entry.megabytes for entry in entries),
        "bytes_an_article": round(_size(lake, entries, "articles") / articles_read),
        "bytes_an_event": round(_size(lake, entries, "events") / events),
    }
    return told, lake


def _size(lake: Lake, entries: list[Entry], table: str) -> int:
    return sum((Path(lake.root) / file).stat().st_size for entry in entries for file in entry.files[table])


def linking(lake: Lake) -> dict[str, Any]:
    """What an event costs to be brought together with others."""
    with LakeReader.open(lake.address) as reader:
        began = time.process_time()
        made = reader.incidents.link()
        spent = time.process_time() - began
    size = sum((Path(lake.root) / file).stat().st_size for file in made.files)
    return {
        "ms_linking_an_event": round(1000 * spent / max(made.events, 1), 2),
        "bytes_an_incident": round(size / max(made.incidents, 1)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = taking_in(args.pages, folder / "crawl.warc.gz")
        read, lake = reading(args.articles, folder)
        found |= read | linking(lake)
    if args.format == "json":
        print(json.dumps(found))
        return
    for key, value in found.items():
        print(f"{key.replace('_', ' '):24} {value}")


if __name__ == "__main__":
    main()
