"""Markdown loses its marks."""

from __future__ import annotations

import pytest

from dragoman.intake import Page, page_text, read_page
from dragoman.intake.markdown import plain_markdown


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("# Talks resume", "Talks resume"),
        ("### Talks resume ###", "Talks resume"),
        ("They met in **Lodwar** on *Monday*.", "They met in Lodwar on Monday."),
        (
            "They sent [engineers](https://harbour.example/a_(b)) and [[Nora Ebei]].",
            "They sent engineers and Nora Ebei.",
        ),
        ("![The dam](dam.jpg)", ""),
        ("> He spoke.\n> She left.", "He spoke.\nShe left."),
        ("It fell.[^1] 3\\. May", "It fell. 3. May"),
        ("2 * 3 * 4 and snake_case_name stay", "2 * 3 * 4 and snake_case_name stay"),
        ("---\ntitle: *x*\n---\n# *x*", "---\ntitle: *x*\n---\nx"),
    ],
)
def test_marks(marked: str, plain: str) -> None:
    assert plain_markdown(marked) == plain


def test_a_clipped_article() -> None:
    page = Page(
        "clippings/dam.md",
        b"---\ntitle: Engineers sent to the dam\npublished: 2018-04-24\n---\n\n# Engineers sent to the dam\n\n"
        b"The two ministers met in **Lodwar** on Monday and agreed to send [engineers](https://x.example) to the dam.\n\n"
        b"## What next\n\nThe engineers are to report next month, and their report will be shown to both parliaments.\n",
    )
    article = read_page(page)
    assert (article.title, article.published) == ("Engineers sent to the dam", "2018-04-24")
    assert article.text.startswith("The two ministers met in Lodwar on Monday and agreed to send engineers to the dam.")
    source = page_text(page)
    for start, at, length in article.offsets:
        assert article.text[start : start + length] == source[at : at + length]
