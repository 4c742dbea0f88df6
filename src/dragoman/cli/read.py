"""`dragoman read`: pages in, a brief or the record out."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli import options
from dragoman.cli.output import format_of, text_stream
from dragoman.cli.reading import Progress, complain, given, only_pages, read_pages
from dragoman.export import FORMATS, View, open_writer
from dragoman.model import Reject

__all__ = ["command"]

BY_SUFFIX = {".jsonl": "jsonl", ".json": "json", ".csv": "csv", ".md": "markdown", ".html": "html",
             ".htm": "html", ".txt": "brief"}  # fmt: skip


@click.command(short_help="Read pages: a brief, or the record as JSON, CSV, Markdown, HTML.")
@options.page_options
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="How to write it. [default: by the suffix of --out, else brief]",
)
@click.option("--evidence", is_flag=True, help="Show the sentence behind each row (brief, Markdown, HTML).")
@options.min_confidence
@options.background
@options.out
def command(
    pages: tuple[str, ...],
    published: str | None,
    title: str | None,
    publisher: str | None,
    url: str | None,
    lexicons: tuple[str, ...],
    codebook: str | None,
    columns: dict[str, str],
    allow_private: bool,
    quiet: bool,
    format_: str | None,
    evidence: bool,
    min_confidence: float,
    background: bool | None,
    out: Path | None,
) -> int:
    """Read each PAGE (a file, a folder, an http address, or - for standard input) and show what it says: who
    did, or said they would do, what to whom, when, and according to whom. Of an export of Nexis, Factiva or
    ProQuest, or a table, every article is read.

    A page that cannot be read is named on standard error; the others are read all the same, and the exit code
    is then 2.

    \b
    Example:
      dragoman read article.html --published 2019-03-14 --evidence
      dragoman read articles/ --format jsonl --out events.jsonl
      curl -s https://example.org/news | dragoman read - --format html --out news.html
    """
    only_pages(pages)
    view = View(evidence=evidence, background=background, min_confidence=min_confidence)
    chosen = format_of(format_, out, BY_SUFFIX, "brief")
    facts = given(published=published, title=title, publisher=publisher, url=url)
    failed = False
    with Progress(quiet=quiet) as progress, text_stream(out) as stream:
        writer = open_writer(chosen, stream, view)
        for read in read_pages(
            pages, lexicons=lexicons, codebook=codebook, columns=columns, allow_private=allow_private, facts=facts,
            notice=None if quiet else progress.say,
        ):  # fmt: skip
            if stream.isatty():
                progress.stop()
            if isinstance(read, Reject):
                failed = True
                complain(read)
                continue
            page, record = read
            progress.advance(page.origin)
            writer.write(record)
        progress.stop()
        writer.close()
    return 2 if failed else 0
