"""RTF, DOCX, mail and saved pages: the text within."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from dragoman.intake import Page, expand, read_page
from dragoman.intake.rtf import rtf_text
from dragoman.model import Reject

EXPORTS = Path(__file__).parent / "exports"
STORY = "The two ministers met in Lodwar on Monday and agreed to send engineers to the dam, officials said."
MORE = "The engineers are to report next month, and their report will be shown to both parliaments."


def rtf(paragraphs: list[str]) -> bytes:
    lines = (text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}") for text in paragraphs)
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator Nobody;}{\info{\title No text}}\f0\fs20 "
    return (head + "\\par\n".join(lines) + "}").encode("cp1252")


def docx(paragraphs: list[str]) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    rows = "".join(f"<w:p><w:r><w:t>{text.replace('&', '&amp;')}</w:t></w:r></w:p>" for text in paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{rows}</w:body></w:document>')
    return out.getvalue()


def read(path: Path) -> list[Page | Reject]:
    return list(expand([str(path)]))


@pytest.mark.parametrize(("name", "make"), [("story.rtf", rtf), ("story.doc", rtf), ("story.docx", docx)])
def test_a_document_is_its_text(name: str, make: object, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(make(["Engineers sent to the dam", STORY, MORE]))  # type: ignore[operator]
    (page,) = read(tmp_path / name)
    assert isinstance(page, Page)
    article = read_page(page)
    assert (article.title, article.text) == ("Engineers sent to the dam", f"{STORY}\n{MORE}")


@pytest.mark.parametrize(("name", "make"), [("export.rtf", rtf), ("export.docx", docx)])
def test_a_document_may_be_an_export(name: str, make: object, tmp_path: Path) -> None:
    lines = (EXPORTS / "nexis-uni.txt").read_text().split("\n")
    (tmp_path / name).write_bytes(make(lines))  # type: ignore[operator]
    articles = [read_page(page) for page in read(tmp_path / name) if isinstance(page, Page)]
    assert [article.published for article in articles] == ["2018-04-24", "2018-04-26"]


def test_letters_beyond_ascii_in_rtf() -> None:
    source = rb"{\rtf1\ansi\ansicpg1252\uc1 S\'e3o Tom\'e9 \u8212?{\b bold} \ldblquote yes\rdblquote\par\uc0\u1046 x}"
    assert rtf_text(source) == "São Tomé —bold “yes”\n\nЖx"


def test_cells_and_rows_in_rtf() -> None:
    assert rtf_text(rb"{\rtf1{HD}\cell Talks\cell\row {WC}\cell 12 words\cell\row}") == "HD\tTalks\n\nWC\t12 words\n\n"


def test_a_damaged_document_is_a_reject(tmp_path: Path) -> None:
    (tmp_path / "story.docx").write_bytes(b"PK\x03\x04 nothing")
    (reject,) = read(tmp_path / "story.docx")
    assert isinstance(reject, Reject) and reject.reason == "corrupt"


def test_mail(tmp_path: Path) -> None:
    (tmp_path / "note.eml").write_bytes(
        b"From: desk@wire.example\nTo: list@wire.example\nSubject: [list] Fwd: Engineers sent to the dam\n"
        b"Date: Thu, 14 Mar 2019 16:40:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        b"Content-Transfer-Encoding: quoted-printable\n\n" + f"{STORY}\n\n{MORE}\n".encode()
    )
    (page,) = read(tmp_path / "note.eml")
    assert isinstance(page, Page)
    article = read_page(page)
    assert (article.published, article.text) == ("2019-03-14T16:40:00+00:00", f"{STORY}\n{MORE}")
    assert article.title == "Engineers sent to the dam"


def test_a_page_that_a_browser_saved_in_one_file(tmp_path: Path) -> None:
    html = f"<html><head><title>Engineers sent to the dam</title></head><body><article><h1>Engineers sent to the dam</h1><p>{STORY}</p><p>{MORE}</p></article></body></html>"
    (tmp_path / "page.mhtml").write_bytes(
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://news.example/2019/03/14/dam\n"
        b"Subject: Engineers sent to the dam\nDate: Fri, 1 Jan 2021 10:00:00 -0000\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="----x"\n\n------x\nContent-Type: text/html\n'
        b"Content-Location: https://news.example/2019/03/14/dam\n\n" + html.encode() + b"\n------x--\n"
    )
    (page,) = read(tmp_path / "page.mhtml")
    assert isinstance(page, Page)
    article = read_page(page)
    assert (article.url, article.published) == ("https://news.example/2019/03/14/dam", "2019-03-14")
    assert article.text == f"{STORY}\n{MORE}"
