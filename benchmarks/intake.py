"""How well and how fast intake reads pages, beside trafilatura alone.

    python benchmarks/intake.py FOLDER [--format json]

FOLDER is in the layout of the article extraction benchmark: ground-truth.json and html/*.html.gz.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import time
from pathlib import Path

import trafilatura

from dragoman.evaluation.pages import compare, score_pages, summary


def trafilatura_alone(folder: Path) -> dict[str, float]:
    """The same measure for what `trafilatura.extract` returns with the options that intake gives it."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = {name: gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()) for name in truth}
    began = time.perf_counter()
    found = {
        name: trafilatura.extract(data, favor_precision=True, include_comments=False) or ""
        for name, data in pages.items()
    }
    seconds = time.perf_counter() - began
    scores = [compare(truth[name]["articleBody"], found[name]) for name in truth]
    return {**summary(scores), "pages_per_second": len(pages) / seconds}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--format", choices=["table", "json"], default="table")
    options = parser.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    result = {**score_pages(options.folder), "trafilatura": trafilatura_alone(options.folder)}
    if options.format == "json":
        print(json.dumps(result, indent=2))
        return
    print(f"{'':12}{'F1':>8}{'precision':>11}{'recall':>8}{'pages/s':>9}")
    for way, score in result.items():
        print(
            f"{way:12}{score['f1']:8.3f}{score['precision']:11.3f}{score['recall']:8.3f}{score['pages_per_second']:9.0f}"
        )


if __name__ == "__main__":
    main()
