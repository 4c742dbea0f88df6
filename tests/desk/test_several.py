"""Exports of news databases, tables and documents at the desk: every article of a file is read, and all are kept."""

from __future__ import annotations

import re
import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient

from desk.sitting import token_of
from dragoman.desk import taking
from dragoman.desk.taking import take_file, take_pasted
from dragoman.errors import UsageError
from dragoman.store import Store

EXPORT = (Path(__file__).parents[1] / "intake" / "exports" / "nexis.txt").read_text(encoding="utf-8")
OIL = "Sudan and South Sudan Sign Accord On Oil Transit"


def upload(client: TestClient, name: str, data: bytes, **said: str) -> Response:
    return client.post("/read", data={"csrf": token_of(client), **said}, files={"file": (name, data)})


def finished(client: TestClient, answer: Response) -> Response:
    """The page of an export when all of it is read."""
    assert answer.url.path.startswith("/read/several/")
    for _ in range(600):
        if "Refresh" not in answer.headers:
            return answer
        time.sleep(0.1)
        answer = client.get(answer.url.path)
    raise AssertionError("never read to its end")


def test_each_article_of_an_export_is_read_and_all_are_kept(client: TestClient, store_path: Path) -> None:
    answer = finished(client, upload(client, "nexis.txt", EXPORT.encode()))
    assert "<strong>3</strong> articles came in" in answer.text and "None is kept yet" in answer.text
    assert OIL in answer.text and "The Harbour Courier" in answer.text
    one = client.get(re.search(r"/read/(?!several)[\w-]+", answer.text)[0])
    assert one.status_code == 200 and "All of nexis.txt" in one.text
    kept = client.post(f"{answer.url.path}/keep", data={"csrf": token_of(client)})
    assert "All 3 that could be read are kept" in kept.text
    with Store.open(store_path) as store:
        titles = [row[0] for row in store._db.rows("SELECT title FROM articles WHERE origin = 'nexis.txt'")]
        assert len(titles) == 3 and any(title.startswith(OIL) for title in titles)
        assert not store.incidents.stale


def test_an_export_that_is_pasted_is_cut_too(client: TestClient) -> None:
    """A browser's form has its line ends as CR and LF."""
    text = EXPORT.replace("\n", "\r\n")
    answer = finished(client, client.post("/read", data={"csrf": token_of(client), "text": text}))
    assert "<strong>3</strong> articles came in" in answer.text


def test_an_article_has_one_id_from_a_file_and_pasted() -> None:
    pasted, file = take_pasted(EXPORT.replace("\n", "\r\n")), take_file("nexis.txt", EXPORT.encode())
    assert [page.id for page in pasted.pages] == [page.id for page in file.pages]


def test_what_is_set_aside_is_told_with_its_reason(client: TestClient, store_path: Path) -> None:
    table = "title,text\nTalks,Oman's foreign minister met the rebels in Muscat on Monday.\nNothing,\n"
    answer = finished(client, upload(client, "news.csv", table.encode()))
    assert "<strong>1</strong> article came in, <strong>1</strong> part was set aside" in answer.text
    assert "no text in" in answer.text and "(empty)" in answer.text
    client.post(f"{answer.url.path}/keep", data={"csrf": token_of(client)})
    with Store.open(store_path) as store:
        assert [(reject.origin, reject.line) for reject in store.rejects()] == [("news.csv", 3)]


def test_title_and_address_are_of_one_article(client: TestClient) -> None:
    answer = upload(client, "nexis.txt", EXPORT.encode(), title="Talks")
    assert answer.status_code == 400 and "holds 3 articles" in answer.text


def test_documents_are_read_as_their_text(client: TestClient) -> None:
    text = "Oman's foreign minister met the rebels in Muscat on Monday."
    mail = EmailMessage()
    mail["Subject"], mail["Date"] = "Talks in Muscat", "Tue, 24 Apr 2018 10:00:00 +0000"
    mail.set_content(text)
    assert "24 April 2018" in upload(client, "note.eml", mail.as_bytes()).text
    answer = upload(client, "talks.rtf", rb"{\rtf1\ansi Talks in Muscat\par " + text.encode() + rb"\par}")
    assert answer.url.path.startswith("/read/") and "minister met the rebels" not in answer.text.split("<h1>")[0]
    assert "rtf1" not in answer.text and "Muscat" in answer.text


def test_what_needs_the_command_line_is_named() -> None:
    with pytest.raises(UsageError, match=r"`dragoman code news\.zip --into STORE`"):
        take_file("news.zip", b"PK\x03\x04")


def test_too_many_articles_are_left_to_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST_ARTICLES", 2)
    with pytest.raises(UsageError, match=r"nexis\.txt holds more than 2 articles"):
        take_file("nexis.txt", EXPORT.encode())


def test_a_copy_is_taken_once_and_told() -> None:
    taken = take_pasted(EXPORT + "\n" + EXPORT)
    assert len(taken.pages) == 3
    assert any("3 more are copies" in notice for notice in taken.notices)
