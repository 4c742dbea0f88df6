"""Gzip to the last good byte, and how far a file is read."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import PageError
from dragoman.intake.streams import Guarded, Gunzip, Meter, Stream, Transcoded, spooled

TEXT = b"".join(b"Line %d of the talks.\n" % n for n in range(20_000))


def drain(stream: Stream, size: int = 1000) -> tuple[bytes, str | None]:
    """Everything a stream gives, and the reason why it stopped before its end."""
    read = b""
    try:
        while piece := stream.read(size):
            read += piece
    except PageError as error:
        return read, error.reason
    return read, None


def gunzip(data: bytes) -> tuple[bytes, str | None]:
    return drain(Gunzip(io.BytesIO(data), "a.gz"))


def test_members_one_after_another() -> None:
    assert gunzip(gzip.compress(TEXT) + gzip.compress(b"more") + b"\0\0\0") == (TEXT + b"more", None)


def test_what_stands_before_the_damage_comes_through() -> None:
    packed = gzip.compress(TEXT)
    read, reason = gunzip(packed[:-20])
    assert reason == "corrupt"
    assert TEXT.startswith(read) and len(read) > 0.9 * len(TEXT)
    assert gunzip(packed + b"no gzip")[1] == "corrupt"
    assert gunzip(b"no gzip at all") == (b"", "corrupt")
    assert gunzip(b"") == (b"", None)


@given(st.integers(0, 10**6), st.integers(0, 255))
def test_damage_anywhere_gives_a_beginning_or_a_reason(place: int, byte: int) -> None:
    packed = bytearray(gzip.compress(TEXT[:5000], mtime=0))
    packed[place % len(packed)] = byte
    read, reason = gunzip(bytes(packed))
    assert reason == "corrupt" or read == TEXT[:5000] or place % len(packed) < 10


def test_troubles_are_page_errors() -> None:
    class Broken:
        def __init__(self, error: Exception) -> None:
            self.error = error

        def read(self, size: int) -> bytes:
            raise self.error

    for error, reason in [
        (zipfile.BadZipFile("bad CRC"), "corrupt"),
        (EOFError("end"), "corrupt"),
        (RuntimeError("password required"), "unreadable"),
        (OSError(5, "Input/output error"), "unreadable"),
    ]:
        with pytest.raises(PageError, match=r"a\.zip: ") as raised:
            Guarded(Broken(error), "a.zip").read(10)
        assert raised.value.reason == reason


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
def test_marks_of_the_encoding_are_undone(encoding: str) -> None:
    text = "Café – “talks”\n" * 9000
    assert drain(Transcoded(io.BytesIO(text.encode(encoding))), 999) == (text.encode(), None)


def test_a_stream_is_copied_where_one_must_go_to_and_fro() -> None:
    file = io.BytesIO(b"file")
    with spooled(file, Guarded(file, "a")) as same:
        assert same is file
    stream = Gunzip(io.BytesIO(gzip.compress(TEXT)), "a")
    with spooled(stream, stream) as copy:
        copy.seek(5)
        assert copy.read(3) == TEXT[5:8]


def test_the_meter_counts_the_bytes_on_disk(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"x" * 1000)
    meter = Meter()
    with meter.open(tmp_path / "a") as file:
        file.read(400)
        assert meter.done == 400
    assert meter.done == 1000
    with meter.open(tmp_path / "b") as file:
        file.read(1)
        assert meter.done == 1001
