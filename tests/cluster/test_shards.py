"""Sources are cut into shards, and what the shards give together is what reading the sources as a whole gives."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

pytest.importorskip("fsspec", reason="needs the extra `cluster`")

from cluster.lakes import write_table
from dragoman.cluster.lake import Lake
from dragoman.cluster.opening import Opener
from dragoman.cluster.planning import Plan, plan
from dragoman.cluster.shards import FileShard, GroupShard, Slice
from dragoman.errors import UsageError
from dragoman.intake import Page, expand
from dragoman.model import Reject


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake.open(str(tmp_path / "lake"), create=True)


def told(item: Page | Reject) -> tuple[object, ...]:
    if isinstance(item, Reject):
        return item.origin, item.line, item.reason, item.message
    return item.origin, item.line, item.data, item.id, item.url


def same(sources: list[str], lake: Lake, rows: int = 9) -> Plan:
    """Checks that shards give what the sources give, and returns the plan."""
    found = plan(sources, lake, rows=rows)
    opener = Opener()
    from_shards = [told(item) for shard in found.shards for item in opener.pages(shard.part, lambda message: None)]
    assert [*from_shards, *map(told, found.rejects)] == [told(item) for item in expand(sources)]
    return found


def test_a_table_is_cut_by_rows(tmp_path: Path, lake: Lake) -> None:
    found = same([str(write_table(tmp_path / "news.csv"))], lake)
    assert len(found.shards) > 5
    assert all(isinstance(shard.part, Slice) for shard in found.shards)
    assert len({shard.id for shard in found.shards}) == len(found.shards)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings(tmp_path: Path, lake: Lake, encoding: str) -> None:
    path = write_table(tmp_path / "news.csv")
    path.write_bytes(path.read_text(encoding="utf-8").replace("talks", "pourparlers à Évian").encode(encoding))
    found = same([str(path)], lake)
    assert (len(found.shards) == 1) == (encoding == "utf-16")  # in which a line's end is no byte


def test_a_header_of_several_lines_and_empty_lines_after_it(tmp_path: Path, lake: Lake) -> None:
    path = tmp_path / "news.csv"
    rows = "".join(f'"Page {number} is\nabout talks.",x\n' for number in range(30))
    path.write_text('text,"the\ntitle"\n\n\n' + rows, encoding="utf-8")
    assert len(same([str(path)], lake).shards) == 4


def test_compressed_tables_and_lines_of_json(tmp_path: Path, lake: Lake) -> None:
    table = write_table(tmp_path / "news.csv")
    packed = tmp_path / "packed.csv.gz"
    packed.write_bytes(gzip.compress(table.read_bytes()))
    lines = tmp_path / "more.jsonl"
    rows = [json.dumps({"text": f"Page {number} is about talks.", "n": number}) for number in range(40)]
    lines.write_text("\n".join([*rows[:7], "", "no json", *rows[7:]]) + "\n", encoding="utf-8")
    assert len(same([str(packed), str(lines)], lake).shards) > 8


def test_parquet_is_cut_by_row_groups(tmp_path: Path, lake: Lake) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "news.parquet"
    pq.write_table(pa.table({"text": [f"Page {n} is about talks." for n in range(50)]}), path, row_group_size=20)
    found = same([str(path)], lake)
    assert [type(shard.part) for shard in found.shards] == [GroupShard] * 3


def test_small_pages_go_together_and_archives_alone(tmp_path: Path, lake: Lake) -> None:
    for number in range(70):
        (tmp_path / f"{number:02}.txt").write_text(f"Page {number}.", encoding="utf-8")
    (tmp_path / "68b.warc").write_bytes(b"no archive")
    found = same([str(tmp_path)], lake)
    assert all(isinstance(shard.part, FileShard) for shard in found.shards)
    assert [len(shard.part.files) for shard in found.shards] == [64, 5, 1, 1]


def test_damaged_files_are_told_by_whoever_reads_them(tmp_path: Path, lake: Lake) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 but not quite")
    table = gzip.compress(write_table(tmp_path / "news.csv").read_bytes())
    (tmp_path / "b.csv.gz").write_bytes(table[:-40])
    same([str(tmp_path / "a.parquet"), str(tmp_path / "b.csv.gz"), str(tmp_path / "nothing")], lake)


def test_a_source_named_twice_is_read_once(tmp_path: Path, lake: Lake) -> None:
    path = str(write_table(tmp_path / "news.csv"))
    assert len(plan([path, path], lake, rows=9).shards) == len(plan([path], lake, rows=9).shards)


def test_where_a_table_is_cut_is_kept(tmp_path: Path, lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(write_table(tmp_path / "news.csv"))
    before = plan([path], lake, rows=9)
    monkeypatch.setattr("dragoman.cluster.planning.slices_of", lambda found, rows: pytest.fail("looked through again"))
    assert plan([path], lake, rows=9) == before


def test_what_cannot_be_cut(tmp_path: Path, lake: Lake) -> None:
    with pytest.raises(UsageError, match="write it to a file first"):
        plan(["-"], lake)
    with pytest.raises(UsageError, match="nowhere://archive: cannot be reached"):
        plan(["nowhere://archive"], lake)


def test_private_addresses_are_not_asked(lake: Lake) -> None:
    (reject,) = plan(["http://127.0.0.1/crawl.warc.gz"], lake).rejects
    assert reject.reason == "private-address"
    same(["http://127.0.0.1/talks.html", "http://127.0.0.1/talks.php", "HTTP://127.0.0.1/talks.markdown"], lake)
