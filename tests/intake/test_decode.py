from __future__ import annotations

import pytest

from dragoman.errors import PageError
from dragoman.intake.decode import decode, is_html
from dragoman.intake.page import Page

TEXT = "“Café talks” resumed in Düsseldorf – officials said."


@pytest.mark.parametrize(
    "page",
    [
        Page("a", TEXT.encode("utf-8")),
        Page("a", TEXT.encode("utf-8-sig")),
        Page("a", TEXT.encode("utf-16")),
        Page("a", TEXT.encode("utf-16-le")),
        Page("a", TEXT.encode("cp1252"), content_type="text/plain; charset=iso-8859-1"),
        Page("a", b'<meta charset="windows-1252">' + TEXT.encode("cp1252")),
    ],
)
def test_the_encoding_is_found(page: Page) -> None:
    assert decode(page).endswith(TEXT)


def test_line_ends_that_were_written_out_are_line_ends() -> None:
    text = r"The talks failed. \n PARIS - They go on.\r\nAll of C:\new stays, as does a\nb."
    lines = ["The talks failed. ", " PARIS - They go on.", r"All of C:\new stays, as does a\nb."]
    assert decode(Page("a", text.encode())).split("\n") == lines


def test_an_undeclared_encoding_is_guessed() -> None:
    assert decode(Page("a", TEXT.encode("cp1252"))) == TEXT
    russian = "Министр заявил в понедельник, что переговоры о плотине приостановлены до весны. " * 5
    assert "переговоры о плотине" in decode(Page("a", russian.encode("cp1251")))


def test_line_ends_and_nul_bytes() -> None:
    assert decode(Page("a", b"one\r\ntwo\rth\x00ree")) == "one\ntwo\nthree"


@pytest.mark.parametrize(("head", "what"), [(b"PK\x03\x04", "ZIP"), (b"\x89PNG\r\n", "PNG"), (b"\x1f\x8b\x08", "gzip")])
def test_binary_files_are_named(head: bytes, what: str) -> None:
    with pytest.raises(PageError, match=what):
        decode(Page("a", head + b"data"))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (Page("a", b"<!DOCTYPE html><p>x</p>"), True),
        (Page("-", b"<div>x</div>"), True),
        (Page("a.html", b"just <b>bold</b>"), True),
        (Page("a.txt", b"He wrote <p>x</p> in the margin."), False),
        (Page("-", b"5 < 6 and 7 > 3"), False),
        (Page("-", b"text", content_type="text/html"), True),
    ],
)
def test_markup_or_text(page: Page, expected: bool) -> None:
    assert is_html(page, page.data.decode()) is expected


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("They met in SÃ£o TomÃ© â€“ itâ€™s done.".encode(), "They met in São Tomé – it’s done."),
        ("It’s done.\nItâ€™s done.".encode(), "It’s done.\nIt’s done."),  # a line that is right stays
        ("The minister’s “map” of São Tomé.".encode("mac_roman"), "The minister’s “map” of São Tomé."),
        (
            "The minister’s “map” of São Tomé is to be signed.".encode("cp1252"),
            "The minister’s “map” of São Tomé is to be signed.",
        ),
        ("engi\u00adneers met\u200b in Lodwar".encode(), "engineers met in Lodwar"),
        ("The \ufb01ghting o\ufb03cially ended".encode(), "The fighting officially ended"),
        ("one\u2028two\u2029three\x0bfour\x85five".encode(), "one\ntwo\nthree\nfour\nfive"),
    ],
)
def test_letters_and_line_ends_are_mended(data: bytes, text: str) -> None:
    assert decode(Page("page.txt", data)) == text
