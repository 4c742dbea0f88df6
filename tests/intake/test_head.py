"""A head of labelled lines, as people write it over the articles that they keep."""

from __future__ import annotations

import pytest

from dragoman.intake import Page, read_page
from dragoman.intake.head import read_head

HEADLINE = "Engineers sent to the dam after talks in Lodwar"
TEXT = [
    "The two ministers met in Lodwar on Monday and agreed to send engineers to the dam, officials said.",
    "The engineers are to report next month, and their report will be shown to both parliaments.",
]


@pytest.mark.parametrize(
    "head",
    [
        [f"Title: {HEADLINE}", "Author: Nora Ebei", "Publication: Harbour Courier", "Date: April 24, 2018", "URL: https://harbour.example/dam"],
        [f"HEADLINE: {HEADLINE}", "SOURCE: Harbour Courier", "DATE: 2018-04-24", "AUTHOR: Nora Ebei", "LINK: https://harbour.example/dam"],
        ["---", f'title: "{HEADLINE}"', "publisher: Harbour Courier", "author:", '  - "[[Nora Ebei]]"', "source: https://harbour.example/dam", "date: 2018-04-24", "---"],
    ],
)  # fmt: skip
def test_a_head_gives_the_fields(head: list[str]) -> None:
    article = read_page(Page("dam.txt", ("\n".join(head) + "\n\n" + "\n\n".join(TEXT)).encode()))
    assert (article.title, article.byline, article.publisher) == (HEADLINE, "Nora Ebei", "Harbour Courier")
    assert (article.published, article.url) == ("2018-04-24", "https://harbour.example/dam")
    assert article.text == "\n".join(TEXT)


def test_a_head_below_the_headline() -> None:
    lines = [HEADLINE, "Source: Harbour Courier", "Date: 24 April 2018", *TEXT]
    article = read_page(Page("dam.txt", "\n\n".join(lines).encode()))
    assert (article.title, article.publisher) == (HEADLINE, "Harbour Courier")
    assert (article.published, article.text) == ("2018-04-24", "\n".join(TEXT))


@pytest.mark.parametrize(
    "lines",
    [["Kenya: the ministers met.", *TEXT], ["Source: Harbour Wire", *TEXT], [HEADLINE, *TEXT], ["Date: to be set", "Place: Lodwar"], []],
)  # fmt: skip
def test_no_head(lines: list[str]) -> None:
    assert read_head(lines)[0] == {}
