"""The formats of `dragoman export`: what each writes, into what, and where its writer is."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

import msgspec

if TYPE_CHECKING:  # the job knows the store: too much for `dragoman --help`
    from dragoman.export.job import Job

__all__ = ["EXPORTS", "Export"]

Target = Literal["text", "file", "folder", "table"]
"""A stream of text, a file, a folder, or a table: CSV to a stream, or a file whose suffix says what it is."""


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """A format. Its writer takes the job, and a stream of text or a path."""

    name: str
    says: str
    """What it is, in a few words."""
    module: str
    writer: str
    target: Target = "text"
    suffix: str
    typed: bool = True
    """It knows no status, so that only events with a type go in."""
    known_to: str = "any"
    """How exactly a date must be known, unless said otherwise."""
    by: str = "country"
    """What its units are, unless said otherwise."""
    words: bool = True
    """It can be written without words of the pages."""
    takes: tuple[str, ...] = ()
    """Options that only some formats have: `by`, `pair`, `fill`."""
    columns: str | None = None
    """The table of `data/export/` that is its codebook."""

    def write(self, job: Job, target: TextIO | Path) -> None:
        """Write the job's events."""
        writer: Any = getattr(import_module(f"dragoman.export.{self.module}"), self.writer)
        writer(job, target)


EXPORTS = {
    export.name: export
    for export in (
        Export(name="polecat", says="POLECAT's 40 columns, tab-separated", module="polecat", writer="write_polecat",
               suffix=".tab", columns="polecat"),
        Export(name="icews", says="ICEWS's 20 columns, tab-separated", module="icews", writer="write_icews",
               suffix=".tab", columns="icews"),
        Export(name="phoenix", says="Phoenix's 26 columns, tab-separated", module="phoenix", writer="write_phoenix",
               suffix=".tab", columns="phoenix"),
        Export(name="csv", says="a tidy row an event", module="tidy", writer="write_csv",
               suffix=".csv", typed=False, columns="tidy"),
        Export(name="parquet", says="the same with true lists and numbers", module="tidy", writer="write_parquet_file",
               target="file", suffix=".parquet", typed=False, columns="tidy"),
        Export(name="jsonl", says="the record, an event a line", module="tidy", writer="write_jsonl",
               suffix=".jsonl", typed=False),
        Export(name="pair-day", says="counts by directed pair and day; CSV, Parquet or Stata by the suffix",
               module="panel", writer="write_pair_day", target="table", suffix=".csv", known_to="day", takes=("by", "pair", "fill"), columns="pair-day"),
        Export(name="pair-month", says="the same by month", module="panel", writer="write_pair_month",
               target="table", suffix=".csv", known_to="month", takes=("by", "pair", "fill"), columns="pair-month"),
        Export(name="country-month", says="counts by country and month", module="panel", writer="write_country_month",
               target="table", suffix=".csv", known_to="month", takes=("by", "fill"), columns="country-month"),
        Export(name="gexf", says="a network with dated edges, for Gephi", module="network", writer="write_gexf",
               target="file", suffix=".gexf", by="party", takes=("by",)),
        Export(name="graphml", says="the same for networkx, igraph and others", module="network", writer="write_graphml",
               target="file", suffix=".graphml", by="party", takes=("by",)),
        Export(name="icalendar", says="announced meetings and deadlines", module="calendar", writer="write_calendar",
               suffix=".ics", typed=False),
        Export(name="stata", says="the tidy rows with value labels", module="tidy", writer="write_stata_file",
               target="file", suffix=".dta", typed=False, columns="tidy"),
        Export(name="datapackage", says="a folder of tables that describes itself", module="package",
               writer="write_package", target="folder", suffix="", typed=False),
        Export(name="web-annotation", says="W3C Web Annotations of every span, JSON-LD", module="annotation",
               writer="write_annotations", suffix=".jsonld", typed=False),
        Export(name="label-studio", says="tasks with predictions for Label Studio", module="labelstudio",
               writer="write_tasks", suffix=".json", typed=False, words=False),
    )
}  # fmt: skip
"""By name."""
