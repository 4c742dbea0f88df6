"""The measure of the article extraction benchmark, and the flattening of pages."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.evaluation.pages import compare, flatten, score_pages, summary


def test_shingles_are_counted_as_a_multiset() -> None:
    score = compare("a b c d e a b c d", "a b c d x")
    assert (score.right, score.false, score.missed) == (1, 1, 5)
    assert score.precision == 1 / 2 and score.recall == 1 / 6


def test_texts_shorter_than_a_shingle_count_as_one() -> None:
    assert compare("one two", "one two").precision == 1.0


def test_pages_without_an_answer_lower_recall_and_not_precision() -> None:
    result = summary([compare("a b c d e", "a b c d e"), compare("a b c d e", "")])
    assert (result["precision"], result["recall"]) == (1.0, 0.5)
    assert result["f1"] == pytest.approx(2 / 3)


def test_flattening_is_what_a_browser_copies() -> None:
    html = b"""<html><head><title>no</title><style>p {}</style></head><body><p>One <b>bold</b>
        word.</p><script>no()</script><div hidden>no</div><div style="display: none">no</div>
        <ul><li>first</li><li>second<br>third</li></ul><table><tr><td>a</td><td>b</td></tr></table></body></html>"""
    assert flatten(html) == "One bold word.\nfirst\nsecond\nthird\na b"


BODY = [
    "The harbour board said on Friday that it would close the old pier until the spring.",
    "Fishermen who use the pier were told to move their boats before the end of the month.",
    "“Nobody asked us,” said one of them, who has kept a boat there for thirty years.",
]


@pytest.fixture
def benchmark(tmp_path: Path) -> Path:
    (tmp_path / "html").mkdir()
    html = "<html><body><nav><a>Home</a> <a>Sport</a></nav><article><h1>Pier to close</h1>" + "".join(f"<p>{p}</p>" for p in BODY) + "</article><footer>© 2020 The Quay</footer></body></html>"  # fmt: skip
    (tmp_path / "html" / "one.html.gz").write_bytes(gzip.compress(html.encode()))
    (tmp_path / "ground-truth.json").write_text(
        json.dumps({"one": {"articleBody": "\n".join(BODY), "url": "https://quay.example/"}})
    )
    return tmp_path


def test_both_ways_are_scored(benchmark: Path) -> None:
    result = score_pages(benchmark)
    assert set(result) == {"html", "flattened"}
    for way in result.values():
        assert set(way) == {"f1", "precision", "recall", "pages_per_second"}
        assert way["f1"] > 0.9


def test_the_worst_pages_are_listed_when_asked(benchmark: Path) -> None:
    assert score_pages(benchmark, errors=3)["errors"]["html"][0]["page"] == "one"


def test_a_folder_of_another_layout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"ground-truth\.json"):
        score_pages(tmp_path)
    (tmp_path / "ground-truth.json").write_text("{}")
    with pytest.raises(DataError, match="articleBody"):
        score_pages(tmp_path)
