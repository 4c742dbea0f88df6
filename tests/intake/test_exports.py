"""Exports of news databases: one file, many articles, each with its headline, outlet, day and writers."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from dragoman.errors import PageError
from dragoman.intake import Page, expand, page_text, read_page
from dragoman.model import Article, Reject

HERE = Path(__file__).parent / "exports"
OIL = "Sudan and South Sudan Sign Accord On Oil Transit"
TURKEY = "Turkey recalls ambassador over vote"


def pages(path: Path | str, notices: list[str] | None = None) -> list[Page | Reject]:
    return list(expand([str(path)], notice=None if notices is None else notices.append))


def articles(path: Path | str) -> list[Article]:
    return [read_page(page) for page in pages(path) if isinstance(page, Page)]


@pytest.mark.parametrize(
    ("name", "oil"),
    [
        ("nexis.txt", f"{OIL} After Nine Days of Talks"),
        ("nexis-uni.txt", OIL),
        ("factiva.txt", f"{OIL} After Nine Days of Talks"),
        ("factiva-codes.txt", OIL),
        ("proquest.txt", f"{OIL}: Talks"),
        ("nexis.html", "Sudan and South Sudan Sign Accord"),
        ("factiva.html", OIL),
    ],
)
def test_an_export_is_read_article_by_article(name: str, oil: str) -> None:
    first = articles_with_text(HERE / name)[0]
    assert first.title == oil
    assert first.publisher in ("The Harbour Courier", "Harbour Courier")
    assert (first.published, first.published_from) == ("2018-04-24", "metadata")
    assert first.byline in ("Nora Ebei", "Nora Ebei and Ove Dahl")
    assert "Sudan and South Sudan signed an accord on Tuesday on the fees for the transit of oil" in first.text
    for leftover in ("Copyright", "LOAD-DATE", "Load-Date", "words", "English", "Document", "Page 2", "Body", "PHOTO"):
        assert leftover not in first.text


def articles_with_text(path: Path) -> list[Article]:
    found = []
    for page in pages(path):
        assert isinstance(page, Page)
        try:
            found.append(read_page(page))
        except PageError as error:
            assert "does not hold its text" in str(error)
    return found


@pytest.mark.parametrize("path", sorted(HERE.iterdir()), ids=lambda path: path.name)
def test_every_line_leads_back_to_the_export(path: Path) -> None:
    for page in pages(path):
        assert isinstance(page, Page)
        try:
            article = read_page(page)
        except PageError:
            continue
        source = page_text(page)
        for start, at, length in article.offsets:
            assert article.text[start : start + length] == source[at : at + length]
        for line in article.lines:
            assert 0 <= line.start < line.end <= len(source)


def test_nexis() -> None:
    first, second, third = articles(HERE / "nexis.txt")
    assert first.text.split("\n")[0].endswith("ending nine days of talks in the Ethiopian capital, mediators said.")
    assert len(first.text.split("\n")) == 3
    assert first.dateline == "Addis Ababa, Ethiopia"
    assert first.section == "Section A; Column 0; Foreign Desk; Pg. 1"
    assert first.url == "http://www.harbourcourier.example/2018/04/24/oil.html"
    assert first.tags == ("TREATIES & AGREEMENTS", "OIL & GAS")
    assert first.rights == "Copyright 2018 The Harbour Courier Company"
    assert (second.title, second.publisher) == ("REBELS FREE TWELVE HOSTAGES IN THE EAST", "The Lakeside Post")
    assert (second.published, second.byline, second.dateline) == ("1994-06-03", "Nora Ebei", "Kigali")
    assert (third.title, third.publisher, third.dateline) == (TURKEY, "Example Press Agency", "Ankara")


def test_a_broadcast_names_its_show_above_the_date(tmp_path: Path) -> None:
    record = (
        "1 of 1 DOCUMENTS\n\n                    Harbour Radio\n\n            SHOW: THE EVENING ROUND 6:00 PM EST\n\n"
        "                 April 24, 2018 Tuesday\n\nSECTION: NEWS; International\n\nLENGTH: 300 words\n\n"
        "HEADLINE: Talks on the Dam Resume\n\nBYLINE: Nora Ebei\n\n"
        "The two ministers met in Lodwar on Monday and agreed to send engineers to the dam, officials said.\n\n"
        "LOAD-DATE: April 24, 2018\n"
    )
    (tmp_path / "show.txt").write_text(record)
    (article,) = articles(tmp_path / "show.txt")
    assert (article.title, article.publisher) == ("Talks on the Dam Resume", "Harbour Radio")
    assert (article.published, article.byline) == ("2018-04-24", "Nora Ebei")
    assert article.text.startswith("The two ministers met") and article.text.endswith("officials said.")


def test_a_short_headline_below_a_long_byline_and_a_section(tmp_path: Path) -> None:
    text = (HERE / "factiva.txt").read_text()
    head = "World\nAccord signed\nBy Nora Ebei in Addis Ababa and Ove Dahl in Khartoum"
    (tmp_path / "export.txt").write_text(text.replace(text[: text.index("412 words") - 1], head))
    first = articles(tmp_path / "export.txt")[0]
    assert (first.section, first.title) == ("World", "Accord signed")
    assert (first.byline or "").startswith("Nora Ebei")


def test_a_cover_with_its_list_of_contents_is_no_article() -> None:
    first, second = articles(HERE / "nexis-uni.txt")
    assert "Job Number" not in first.text and first.text.startswith("ADDIS ABABA, Ethiopia -- Sudan")
    assert first.text.endswith("mediator who asked not to be named.\nSouth Sudan will pay nine dollars a barrel.")
    assert (second.title, second.published) == (TURKEY, "2018-04-26")


def test_a_paragraph_that_begins_like_a_code_is_text() -> None:
    first, second = articles(HERE / "factiva-codes.txt")
    assert "\nIN a second step, troops are to leave the border.\n" in first.text
    assert first.text.endswith("South Sudan will pay nine dollars a barrel.")
    assert (second.title, second.publisher) == (TURKEY, "Example Press Agency")
    assert second.text.endswith('\n"We will answer," the ministry said.')


def test_an_article_without_its_text_is_said_to_have_none() -> None:
    described = pages(HERE / "proquest.txt")[1]
    assert isinstance(described, Page)
    with pytest.raises(PageError, match="does not hold its text") as caught:
        read_page(described)
    assert caught.value.reason == "no-article"


def test_what_was_found_is_told() -> None:
    notices: list[str] = []
    pages(HERE / "factiva.txt", notices)
    assert notices[0].endswith(
        "factiva.txt: 2 articles of a Factiva export; 1 other part passed over (cover, contents, search)"
    )


def test_the_line_of_each_article_is_kept() -> None:
    text = (HERE / "nexis.txt").read_text().split("\n")
    found = [page for page in pages(HERE / "nexis.txt") if isinstance(page, Page)]
    assert [text[(page.line or 0) - 1].strip() for page in found] == [
        "The Harbour Courier",
        "Copyright 1994 Lakeside Newspapers Ltd.",
        "Example Press Agency -- English",
    ]


def test_the_same_article_in_two_exports_has_one_id(tmp_path: Path) -> None:
    text = (HERE / "nexis.txt").read_text()
    (tmp_path / "other.txt").write_text(text[text.index("2 of 3 DOCUMENTS") - 30 :].replace("2 of 3", "1 of 99"))
    ids = [page.id for page in pages(HERE / "nexis.txt") if isinstance(page, Page)]
    assert next(page.id for page in pages(tmp_path / "other.txt") if isinstance(page, Page)) == ids[1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings(encoding: str, newline: str, tmp_path: Path) -> None:
    text = (HERE / "factiva.txt").read_text().replace("mediators said", "mediators in São Tomé said")
    (tmp_path / "export.txt").write_bytes(text.replace("\n", newline).encode(encoding))
    first = articles(tmp_path / "export.txt")[0]
    assert "mediators in São Tomé said" in first.text
    assert first.published == "2018-04-24"


def test_in_archives_and_from_a_pipe(tmp_path: Path) -> None:
    data = (HERE / "factiva.txt").read_bytes()
    (tmp_path / "export.txt.gz").write_bytes(gzip.compress(data))
    assert len(articles(tmp_path / "export.txt.gz")) == 2
    assert len(list(expand(["-"], stdin=io.BytesIO(data)))) == 2


def test_what_stands_between_two_articles_is_rejected_with_its_line(tmp_path: Path) -> None:
    text = (HERE / "nexis.txt").read_text().replace("LENGTH: 83 words", "")
    (tmp_path / "export.txt").write_text(text)
    (reject,) = [page for page in pages(tmp_path / "export.txt") if isinstance(page, Reject)]
    assert (reject.reason, reject.line) == ("bad-record", 57)


def test_an_export_given_as_one_page_is_not_read_as_one_article() -> None:
    with pytest.raises(PageError, match="several articles") as caught:
        read_page(Page("pasted", (HERE / "nexis.txt").read_bytes()))
    assert caught.value.reason == "several-articles"


def test_an_article_of_news_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "Section: World\n\nTalks resume in Lodwar\n\nThe ministers met on Monday.\n\nURL: http://news.example/1\n"
    )
    (page,) = pages(tmp_path / "page.txt")
    assert isinstance(page, Page) and page.line is None
