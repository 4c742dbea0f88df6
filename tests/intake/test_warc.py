"""Web archives: pages by record; what is damaged is stepped over."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

from dragoman.intake import Page, expand
from dragoman.intake.warc import warc_pages
from dragoman.model import Reject


def record(number: int, body: bytes, kind: str = "text/html", status: str = "200 OK", headers: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
    block = head.encode() + body
    about = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://a.example/{number}\r\nWARC-Date: 2019-03-14T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return about.encode() + block + b"\r\n\r\n"


def page(number: int) -> bytes:
    return f"<html><body><p>Page {number}: {'talks ' * 40}</p></body></html>".encode()


RECORDS = [record(number, page(number)) for number in range(1, 6)]


def read(data: bytes) -> list[Page | Reject]:
    return list(warc_pages(io.BytesIO(data), "a.warc", lambda message: None))


def lines(found: list[Page | Reject]) -> list[tuple[str, int | None]]:
    return [(type(item).__name__, item.line) for item in found]


def packed(records: list[bytes]) -> list[bytes]:
    return [gzip.compress(each, mtime=0) for each in records]


def test_pages_with_their_addresses() -> None:
    for data in (b"".join(RECORDS), b"".join(packed(RECORDS))):
        found = read(data)
        assert [item.data for item in found if isinstance(item, Page)] == [page(number) for number in range(1, 6)]
        assert found[1] == Page("a.warc", page(2), "https://a.example/2", "text/html", 2)


def test_packed_bodies_are_unpacked() -> None:
    body = gzip.compress(page(1))
    (found,) = read(record(1, body, headers="Content-Encoding: gzip\r\n"))
    assert isinstance(found, Page) and found.data == page(1)


def test_what_is_no_page_is_passed_over_and_told() -> None:
    told: list[str] = []
    data = record(1, b"\x89PNG", "image/png") + record(2, b"gone", status="404 Not Found") + RECORDS[2]
    (found,) = warc_pages(io.BytesIO(data), "a.warc", told.append)
    assert found.line == 3
    assert told == ["a.warc: 2 of 3 records are no pages (redirects, pictures and the like)"]


def test_texts_that_were_extracted_by_others() -> None:
    text = b"The two sides met again on Monday."
    about = f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: text/plain\r\nContent-Length: {len(text)}\r\n\r\n"
    assert read(about.encode() + text + b"\r\n\r\n") == [Page("a.warc", text, "https://a.example/", "text/plain", 1)]


def test_a_damaged_record_is_one_reject() -> None:
    good = [("Page", 1), ("Page", 2), ("Reject", 3), ("Page", 4), ("Page", 5)]
    members = packed(RECORDS)
    torn = bytearray(members[2])
    torn[60:64] = b"\xff\x00\xff\x00"
    assert lines(read(b"".join([*members[:2], bytes(torn), *members[3:]]))) == good
    assert lines(read(b"".join([*members[:2], b"garbage" * 30, *members[3:]]))) == good
    assert lines(read(b"".join([*RECORDS[:2], b"garbage\r\n" * 30, *RECORDS[3:]]))) == good


def test_an_archive_that_is_cut_short() -> None:
    found = read(b"".join(RECORDS)[:-150])
    assert lines(found) == [("Page", 1), ("Page", 2), ("Page", 3), ("Page", 4), ("Reject", 5)]
    assert isinstance(found[-1], Reject) and "cut short" in found[-1].message


def test_what_is_no_archive() -> None:
    (reject,) = read(b"just some text")
    assert isinstance(reject, Reject) and reject.reason == "corrupt"


def test_on_disk_and_in_a_zip(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"".join(packed(RECORDS)))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("c.warc", b"".join(RECORDS))
    found = list(expand([str(tmp_path)]))
    assert [item.line for item in found] == [1, 2, 3, 4, 5] * 2
