"""Tables, archives and archives of tables: what is whole is read, what is damaged is named."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pyarrow
import pyarrow.parquet as parquet
import pytest

from dragoman.intake import Page, expand
from dragoman.model import Reject

ROWS = [{"text": f"Round {n} of the talks ended.", "pubdate": "2019-03-14", "id": n} for n in range(300)]
TEXTS = [str(row["text"]) for row in ROWS]
CSV = "id,text\n" + "".join(f"{n},{text}\n" for n, text in enumerate(TEXTS))
JSONL = "".join(json.dumps(row) + "\n" for row in ROWS)


def read(path: Path | str, **options: object) -> list[Page | Reject]:
    return list(expand([str(path)], **options))  # type: ignore[arg-type]


def texts(found: list[Page | Reject]) -> list[str]:
    return [page.data.decode() for page in found if isinstance(page, Page)]


def rejects(found: list[Page | Reject]) -> list[Reject]:
    return [reject for reject in found if isinstance(reject, Reject)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("news.csv", CSV.encode()),
        ("news.tsv", CSV.replace(",", "\t").encode("utf-16")),
        ("news.jsonl", JSONL.encode()),
        ("news.ndjson.gz", gzip.compress(JSONL.encode())),
        ("news.json", json.dumps(ROWS).encode()),
        ("NEWS.CSV.GZ", gzip.compress(CSV.encode())),
    ],
)
def test_tables(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    found = read(tmp_path / name)
    assert texts(found) == TEXTS
    assert len({page.id for page in found if isinstance(page, Page)}) == len(TEXTS)


def table(path: Path | io.BytesIO, **options: object) -> None:
    parquet.write_table(pyarrow.Table.from_pylist(ROWS), path, **options)


def test_parquet_by_row_groups(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    table(path, row_group_size=100)
    told: list[str] = []
    found = read(path, notice=told.append)
    assert texts(found) == TEXTS
    assert [page.line for page in found][:2] == [1, 2]
    assert told == [f"{path}: text=text, date=pubdate; not read: id"]


def test_a_damaged_row_group_costs_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    table(path, row_group_size=100, compression="gzip")
    start = parquet.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data = bytearray(path.read_bytes())
    data[start : start + 300] = bytes(300)
    path.write_bytes(data)
    found = read(path)
    assert texts(found) == TEXTS[:100] + TEXTS[200:]
    (reject,) = rejects(found)
    assert (reject.reason, reject.line) == ("corrupt", 101)
    assert "rows 101 to 200 cannot be read" in reject.message


def test_times_and_fields_within_fields_in_parquet(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    moments = pyarrow.array([1_552_581_000_000_000_001], pyarrow.timestamp("ns"))
    sources = pyarrow.array([{"name": "The Courier", "id": 1}])
    parquet.write_table(pyarrow.table({"text": ["Talks ended."], "published": moments, "source": sources}), path)
    (page,) = read(path)
    assert isinstance(page, Page)
    assert (page.published, page.publisher) == ("2019-03-14T16:30:00", "The Courier")


def test_what_is_no_parquet_is_one_reject(tmp_path: Path) -> None:
    (tmp_path / "news.parquet").write_bytes(b"PAR1 but nothing else")
    (reject,) = rejects(read(tmp_path / "news.parquet"))
    assert reject.reason == "corrupt"


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


def test_a_zip_of_everything(tmp_path: Path) -> None:
    as_parquet, inner = io.BytesIO(), io.BytesIO()
    table(as_parquet)
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("deep.txt", "A page in an archive in an archive.")
    path = archive(
        tmp_path / "all.zip",
        {
            "page.html": b"<p>A page.</p>",
            "sub/news.csv": CSV.encode(),
            "news.jsonl.gz": gzip.compress(JSONL.encode()),
            "news.parquet": as_parquet.getvalue(),
            "inner.zip": inner.getvalue(),
            "__MACOSX/page.html": b"no",
            ".hidden.txt": b"no",
            "picture.png": b"no",
        },
    )
    told: list[str] = []
    found = read(path, notice=told.append)
    assert texts(found) == ["<p>A page.</p>", *TEXTS, *TEXTS, *TEXTS, "A page in an archive in an archive."]
    assert [page.origin for page in found][:2] == [f"{path}/page.html", f"{path}/sub/news.csv"]
    assert found[-1].origin == f"{path}/inner.zip/deep.txt"
    assert told[-1] == f"{path}: 1 file of other kinds passed over (1 .png)"


def test_a_damaged_member_costs_itself(tmp_path: Path) -> None:
    path = archive(tmp_path / "all.zip", {"a.txt": b"first " * 50, "b.txt": b"second " * 50, "c.txt": b"third " * 50})
    with zipfile.ZipFile(path) as packed:
        start = packed.getinfo("b.txt").header_offset + 30 + len("b.txt")
    data = bytearray(path.read_bytes())
    data[start + 2 : start + 6] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    found = read(path)
    assert [text[:5] for text in texts(found)] == ["first", "third"]
    (reject,) = rejects(found)
    assert (reject.reason, reject.origin) == ("corrupt", f"{path}/b.txt")


def test_a_zip_that_is_cut_short_is_one_reject(tmp_path: Path) -> None:
    path = archive(tmp_path / "all.zip", {"a.txt": b"first " * 50})
    path.write_bytes(path.read_bytes()[:-40])
    (reject,) = rejects(read(path))
    assert reject.reason == "corrupt" and "zip" in reject.message


def test_a_gzip_tail_is_set_aside_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(JSONL.encode())[:-200])
    found = read(path)
    read_rows = texts(found)
    assert read_rows == TEXTS[: len(read_rows)] and len(read_rows) > 100
    (reject,) = rejects(found)
    assert found[-1] is reject
    assert (reject.reason, reject.line) == ("corrupt", len(read_rows) + 1)
    assert "cut short" in reject.message


def test_archives_without_end(tmp_path: Path) -> None:
    data = b"text"
    for _ in range(8):
        data = gzip.compress(data)
    (tmp_path / ("a.txt" + ".gz" * 8)).write_bytes(data)
    (reject,) = rejects(read(tmp_path / ("a.txt" + ".gz" * 8)))
    assert reject.reason == "too-deep"


def test_a_page_that_unpacks_to_a_flood_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(bytes(20_000_000)))
    (reject,) = rejects(read(tmp_path / "a.txt.gz"))
    assert reject.reason == "too-large"


def test_the_user_names_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("note,seen\nThe talks ended.,2019-03-14\n")
    assert "say --columns" in rejects(read(path))[0].message
    (page,) = read(path, columns={"text": "note", "date": "seen"})
    assert isinstance(page, Page) and page.published == "2019-03-14"


def test_a_folder_of_all_kinds(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CSV)
    (tmp_path / "b.txt").write_text("A page.")
    for name in ("c.pdf", "d.PDF", "e.doc"):
        (tmp_path / name).write_bytes(b"%PDF-")
    archive(tmp_path / "d.zip", {"e.txt": b"Another."})
    told: list[str] = []
    assert texts(read(tmp_path, notice=told.append)) == [*TEXTS, "A page.", "Another."]
    kinds = "(2 .pdf, 1 .doc); save PDF files as text (pdftotext FILE.pdf)"
    assert told[-1] == f"{tmp_path}: 3 files of other kinds passed over {kinds}"
