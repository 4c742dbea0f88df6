"""Pages out of print (PDF as text): running heads, page numbers, words that a wrap has parted."""

from __future__ import annotations

import textwrap

import pytest

from dragoman.intake import Page, page_text, read_page
from dragoman.intake.paragraphs import assemble, logical_lines
from dragoman.intake.printed import Hyphens, running_rows

HEADLINE = "Engineers sent to the dam after talks in Lodwar"
LONG = (
    "The ministers agreed to send engineers to the dam before the rains, and to publish what they find there, "
    "although neither side would say who is to pay for the journey or for the guards that the valley needs."
)
OTHER = (
    "Kenya has asked for a second round of talks in May, when the water stands low, and its neighbour has said that it "
    "would come if the map of the valley that was drawn in the spring is on the table again and is signed by both."
)

THIRD = (
    "A first attempt failed three years ago, when one of the delegations left before the maps were unrolled, and an envoy "
    "who had come from the coast to carry letters between the two hotels went home with all of them unopened."
)
FOURTH = (
    "Villagers along the river have begun to dig wells, since no one has told them when the gates will be shut, and a "
    "clinic in the next town has asked for tents in case those who live below the wall have to leave at night."
)


@pytest.mark.parametrize(
    ("above", "below", "parted"),
    [
        ("the two sides began nego-", "tiations on Monday", True),
        ("the foreign mini-", "sters met", True),
        ("a long-", "standing quarrel", False),
        ("the anti-", "government protests", False),
        ("they met --", "and parted", False),
        ("a well-known hard-", "liner", True),
        ("the rebels' sea-", "borne attack", False),
        ("the year 2018-", "nineteen", False),
        ("the talks-", "The ministers", False),
    ],
)
def test_a_hyphen_of_a_wrap(above: str, below: str, parted: bool) -> None:
    assert Hyphens(f"{above}\n{below}").parted(above, below) is parted


def test_a_compound_that_the_page_has_elsewhere_keeps_its_hyphen() -> None:
    assert not Hyphens("a hard-liner spoke").parted("the hard-", "liner left")
    assert not Hyphens("the border and the town").parted("a border-", "town")
    assert Hyphens("the hardliner spoke").parted("the hard-", "liner left")


def test_parted_words_are_whole_and_lead_back() -> None:
    page = "\n".join(
        [*textwrap.wrap(LONG, 60)[:-1], "or for the guards that the val-", "ley needs.", "", *textwrap.wrap(OTHER, 60)]
    )
    lines = logical_lines(page)
    text, offsets = assemble(lines)
    assert "guards that the valley needs." in text
    for start, at, length in offsets:
        assert text[start : start + length] == page[at : at + length]


def printed(head: str, foot: str, feed: bool) -> str:
    """An article of four paragraphs on three pages, one of which ends in the middle of a paragraph."""
    rows = [HEADLINE, "", "By Nora Ebei", ""]
    for paragraph in (LONG, OTHER, THIRD, FOURTH):
        rows += [*textwrap.wrap(paragraph, 70), ""]
    pages = [rows[:10], rows[10:17], rows[17:]]
    out = [
        "\n".join(([head.format(n=n), ""] if head else []) + page + (["", foot.format(n=n)] if foot else []))
        for n, page in enumerate(pages, 1)
    ]
    return ("\n\f" if feed else "\n\n").join(out)


@pytest.mark.parametrize(
    ("head", "foot", "feed"),
    [
        ("The Harbour Courier                 Page {n} of 3", "", True),
        ("", "{n}", True),
        ("4/24/2018       Engineers sent to the dam", "https://harbour.example/dam      {n}/3", True),
        ("", "- {n} -", False),
        ("HARBOUR COURIER, APRIL 24, 2018", "{n}", False),
    ],
)
def test_running_heads_and_page_numbers_are_no_text(head: str, foot: str, feed: bool) -> None:
    page = Page("dam.txt", printed(head, foot, feed).encode())
    article = read_page(page)
    assert (article.title, article.byline) == (HEADLINE, "Nora Ebei")
    assert article.text.split("\n") == [LONG, OTHER, THIRD, FOURTH]
    labels = {line.text: line.label for line in article.lines}
    assert len(article.lines) == 6 + 3 * bool(head) + 3 * bool(foot)
    assert not foot or labels[foot.format(n=2)] == "navigation"
    source = page_text(page)
    for start, at, length in article.offsets:
        assert article.text[start : start + length] == source[at : at + length]


def test_numbers_on_lines_of_their_own_may_be_text() -> None:
    rows = ["Killed", "3", "Injured", "12", "Missing", "4"]
    assert running_rows(rows, [False] * len(rows)) == set()
