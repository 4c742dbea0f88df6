"""How much of an article's body intake finds, and how much else it takes for body.

The measure is that of the article extraction benchmark (github.com/scrapinghub/article-extraction-benchmark):
multisets of 4-word shingles (`\\w+` tokens, case kept) are compared page by page; precision and recall are means over
pages, leaving out of the precision the pages where nothing was predicted and out of the recall those where nothing is
true, and F1 is taken of the two means.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from dragoman.errors import DataError, PageError
from dragoman.intake.decode import decode
from dragoman.intake.page import Page
from dragoman.intake.reader import body_of
from dragoman.intake.rendering import parse_html, render

__all__ = ["PageScore", "compare", "flatten", "score_pages", "summary"]

SHINGLE = 4
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class PageScore:
    """Shingles of one page: found and true, found and false, true and missed."""

    right: float
    false: float
    missed: float

    @property
    def precision(self) -> float | None:
        """None where nothing was found."""
        return self.right / (self.right + self.false) if self.right + self.false else None

    @property
    def recall(self) -> float | None:
        """None where there was nothing to find."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None


def compare(truth: str, found: str) -> PageScore:
    """Shingles of the true body against those of the body that was found."""
    true, given = _shingles(truth), _shingles(found)
    right = sum((true & given).values())
    return PageScore(right, sum(given.values()) - right, sum(true.values()) - right)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    runs = (tuple(words[start : start + SHINGLE]) for start in range(max(1, len(words) - SHINGLE + 1)))
    return Counter(run for run in runs if run)


def summary(scores: Sequence[PageScore]) -> dict[str, float]:
    """Mean precision, mean recall, and F1 of the two."""
    precision = mean([s.precision for s in scores if s.precision is not None] or [0.0])
    recall = mean([s.recall for s in scores if s.recall is not None] or [0.0])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"f1": f1, "precision": precision, "recall": recall}


def flatten(html: bytes) -> str:
    """The visible text of a page as a browser copies it: one line for each block, no metadata."""
    tree = parse_html(decode(Page("page.html", html, content_type="text/html")))
    return "" if tree is None else render(tree).text


def score_pages(path: Path, errors: int = 0) -> dict[str, Any]:
    """Scores intake on `path/html/*.html.gz` against `path/ground-truth.json`, from HTML and from flattened text.

    Args:
        path: Folder in the benchmark's layout.
        errors: How many of the worst pages to list for each way, under `errors`.

    Returns:
        `{"html": {"f1", "precision", "recall", "pages_per_second"}, "flattened": {the same}}`. Flattening is not
        counted in the time; a page that is refused counts as an empty body.

    Raises:
        DataError: The folder is not in that layout.
    """
    truth = _truth(path)
    pages = {name: _page(path / "html" / f"{name}.html.gz") for name in sorted(truth)}
    ways: dict[str, Callable[[bytes], Page]] = {
        "html": lambda data: Page("page.html", data),
        "flattened": lambda data: Page("page.txt", flatten(data).encode("utf-8")),
    }
    result: dict[str, Any] = {}
    for way, make in ways.items():
        given = {name: make(data) for name, data in pages.items()}
        body_of(Page("warm.txt", b"One line to load the classifier."))
        began = time.perf_counter()
        found = {name: _body(page) for name, page in given.items()}
        seconds = time.perf_counter() - began
        scores = {name: compare(truth[name]["articleBody"], found[name]) for name in truth}
        result[way] = {**summary(list(scores.values())), "pages_per_second": len(pages) / max(seconds, 1e-9)}
        if errors:
            result.setdefault("errors", {})[way] = _worst(scores, truth, errors)
    return result


def _truth(path: Path) -> dict[str, dict[str, str]]:
    file = path / "ground-truth.json"
    try:
        truth = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(
            f"cannot be read ({error.strerror}); expected a folder with ground-truth.json and html/", path=file
        ) from None
    except ValueError as error:
        raise DataError(f"is not JSON ({error})", path=file) from None
    if not isinstance(truth, dict) or not truth or not all("articleBody" in page for page in truth.values()):
        raise DataError("holds no pages with an articleBody", path=file)
    return truth


def _page(file: Path) -> bytes:
    try:
        return gzip.decompress(file.read_bytes())
    except (OSError, EOFError) as error:
        raise DataError(f"cannot be read ({error})", path=file) from None


def _body(page: Page) -> str:
    try:
        return body_of(page)
    except PageError:
        return ""


def _worst(scores: dict[str, PageScore], truth: dict[str, dict[str, str]], count: int) -> list[dict[str, Any]]:
    def f1(score: PageScore) -> float:
        return 2 * score.right / (2 * score.right + score.false + score.missed or 1)

    ranked = sorted(scores, key=lambda name: f1(scores[name]))[:count]
    return [
        {"page": name, "url": truth[name].get("url"), "f1": round(f1(scores[name]), 3),
         "precision": scores[name].precision, "recall": scores[name].recall}
        for name in ranked
    ]  # fmt: skip
