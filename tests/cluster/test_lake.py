"""Shards into a lake, without Ray: the rows are those of a store, nothing stands there twice, nothing is half there."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("fsspec", reason="needs the extra `cluster`")
duckdb = pytest.importorskip("duckdb", reason="needs the extra `cluster`")

from cluster.lakes import TRIAGE, Quick, content, read_locally, run_of, write_archive, write_table
from dragoman.cluster.lake import Aside, Entry, Lake
from dragoman.cluster.loading import load
from dragoman.cluster.opening import Opener, SourceError
from dragoman.cluster.planning import plan
from dragoman.cluster.reader import LakeReader
from dragoman.cluster.run import Instructions
from dragoman.cluster.sweep import is_swept, sweep
from dragoman.cluster.tasks import Here
from dragoman.cluster.worker import Care, Job, ShardReader
from dragoman.errors import StoreError
from dragoman.store import EventQuery, Store


def job(lake: Lake, **more: object) -> Job:
    settings = Instructions(triage=TRIAGE).digest(run_of())
    return Job(lake=lake.address, run=run_of(), settings=settings, opener=Opener(), **more)  # type: ignore[arg-type]


def fill(lake: Lake, sources: list[str], *, rows: int = 9, **more: object) -> list[Entry]:
    """Read all shards one after another, in an order that is not theirs."""
    reader = ShardReader(job(lake, **more), Quick()())
    return [reader.read(shard) for shard in reversed(plan(sources, lake, rows=rows).shards)]


def load_all(lake: Lake, store: Path, query: EventQuery | None = None) -> None:
    with LakeReader.open(lake.address) as reader, Store.open(store, create=True) as opened:
        for _ in load(reader, opened, query):
            pass


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake.open(str(tmp_path / "lake"), create=True)


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    """Two tables that share pages, and small pages."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(5):
        (pages / f"{number}.txt").write_text(f"Page {number % 4} is about talks.", encoding="utf-8")
    return [str(write_table(tmp_path / "a.csv")), str(write_table(tmp_path / "b.csv", 40)), str(pages)]


def test_a_lake_holds_the_rows_of_a_store(lake: Lake, sources: list[str], tmp_path: Path) -> None:
    fill(lake, sources)
    swept = sweep(lake, Here())
    assert swept.copies > 30
    load_all(lake, tmp_path / "lake.db")
    read_locally(sources, tmp_path / "local.db")
    found, expected = content(tmp_path / "lake.db"), content(tmp_path / "local.db")
    assert found == expected
    assert all(expected[table] for table in ("articles", "events", "vectors", "rejects", "skipped"))


def test_web_archives_with_damaged_records_and_pages_in_common(lake: Lake, tmp_path: Path) -> None:
    texts = [f"Page {number} is about {'a recipe' if number % 4 == 0 else 'talks'}." for number in range(12)]
    sources = [
        str(write_archive(tmp_path / "a.warc.gz", [*texts[:8], texts[2]], damaged=4)),
        str(write_archive(tmp_path / "b.warc.gz", texts[5:])),
    ]
    assert len(fill(lake, sources)) == 2
    assert sweep(lake, Here()).copies == 3
    load_all(lake, tmp_path / "lake.db")
    read_locally(sources, tmp_path / "local.db")
    found = content(tmp_path / "lake.db")
    assert found == content(tmp_path / "local.db")
    assert (len(found["articles"]), len(found["skipped"])) == (8, 3)
    assert ["damaged" in reject for reject in found["rejects"]] == [True]


def test_loading_again_changes_nothing(lake: Lake, sources: list[str], tmp_path: Path) -> None:
    fill(lake, sources)
    sweep(lake, Here())
    load_all(lake, tmp_path / "desk.db")
    before = content(tmp_path / "desk.db")
    load_all(lake, tmp_path / "desk.db")
    assert content(tmp_path / "desk.db") == before


def test_only_pages_with_such_events_are_loaded(lake: Lake, sources: list[str], tmp_path: Path) -> None:
    fill(lake, sources)
    load_all(lake, tmp_path / "none.db", EventQuery(country=("XXX",)))
    load_all(lake, tmp_path / "two.db", EventQuery(act=("CONSULT",), limit=2))
    assert not any(content(tmp_path / "none.db").values())
    assert len(content(tmp_path / "two.db")["articles"]) == 2
    assert not content(tmp_path / "two.db")["rejects"]


def test_files_are_sorted_by_day_and_lie_under_their_month(lake: Lake, sources: list[str]) -> None:
    fill(lake, sources)
    root = Path(lake.root)
    assert {folder.name for folder in (root / "articles").iterdir()} == {f"month=2019-0{n}" for n in (1, 2, 3)}
    for file in root.glob("events/*/*.parquet"):
        days = [day for (day,) in duckdb.sql(f"SELECT date_start FROM read_parquet('{file}')").fetchall()]
        assert days == sorted(days, key=lambda day: day or "9999")
    assert not list((root / "_temporary").iterdir())


def test_any_program_that_reads_parquet_sees_every_page_once(lake: Lake, sources: list[str]) -> None:
    fill(lake, sources)
    sql = f"SELECT count(*), count(DISTINCT id) FROM read_parquet('{lake.root}/articles/*/*.parquet')"
    assert duckdb.sql(sql).fetchall()[0][0] > duckdb.sql(sql).fetchall()[0][1]
    sweep(lake, Here())
    assert duckdb.sql(sql).fetchall()[0][0] == duckdb.sql(sql).fetchall()[0][1] > 0
    rows = sum(entry.rows["articles"] for entry in lake.entries().values())
    assert duckdb.sql(sql).fetchall()[0][0] == rows


def test_of_copies_the_first_in_the_sources_stays(lake: Lake, sources: list[str]) -> None:
    fill(lake, sources)
    sweep(lake, Here())
    sql = f"SELECT DISTINCT origin FROM read_parquet('{lake.root}/articles/*/*.parquet')"
    origins = {Path(origin).name for (origin,) in duckdb.sql(sql).fetchall()}
    assert origins == {"a.csv", "0.txt", "1.txt", "2.txt", "3.txt"}


def test_removing_copies_goes_on_where_it_was_stopped(
    lake: Lake, sources: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(lake, sources)
    written = 0
    writing = Lake.writing

    def stop(self: Lake, name: str):  # type: ignore[no-untyped-def]
        nonlocal written
        written += name.startswith("articles")
        if written == 2:
            raise KeyboardInterrupt
        return writing(self, name)

    with monkeypatch.context() as patch:
        patch.setattr(Lake, "writing", stop)
        with pytest.raises(KeyboardInterrupt):
            sweep(lake, Here())
    assert not is_swept(lake, lake.entries())
    sweep(lake, Here())
    assert is_swept(lake, lake.entries())
    load_all(lake, tmp_path / "lake.db")
    read_locally(sources, tmp_path / "local.db")
    assert content(tmp_path / "lake.db") == content(tmp_path / "local.db")
    total = duckdb.sql(f"SELECT count(*) FROM read_parquet('{lake.root}/events/*/*.parquet')").fetchall()[0][0]
    assert total == sum(entry.rows["events"] for entry in lake.entries().values())


def test_texts_that_stand_in_others_can_be_left_out(lake: Lake, tmp_path: Path) -> None:
    story = " ".join(f"The talks of day {n} went on without a word about the bridge." for n in range(9))
    for name, text in {"1": story, "2": f"Our own lead. {story}", "3": "Something else was told there."}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    fill(lake, [str(tmp_path / f"{n}.txt") for n in (1, 2, 3)])
    assert sweep(lake, Here(), drop_copies=True).texts == 1
    sql = f"SELECT page_origin FROM read_parquet('{lake.root}/articles/*/*.parquet')"
    assert sorted(Path(origin).name for (origin,) in duckdb.sql(sql).fetchall()) == ["1.txt", "3.txt"]


def test_many_rows_become_several_files(lake: Lake, sources: list[str], tmp_path: Path) -> None:
    entries = fill(lake, sources, rows=1000, held=20_000)
    assert max(len(entry.files["articles"]) for entry in entries) > 3
    sweep(lake, Here())
    load_all(lake, tmp_path / "lake.db")
    read_locally(sources, tmp_path / "local.db")
    assert content(tmp_path / "lake.db") == content(tmp_path / "local.db")


def test_a_lake_without_the_pages_themselves(lake: Lake, sources: list[str], tmp_path: Path) -> None:
    fill(lake, sources[:1], pages=False)
    load_all(lake, tmp_path / "desk.db")
    with Store.open(tmp_path / "desk.db") as store:
        article = next(store.articles())
        assert "talks" in article.text
        assert store.page(article.id) == b""


def test_a_lost_page_costs_itself_and_suspects_are_read_alone(lake: Lake, tmp_path: Path) -> None:
    shard = plan([str(write_table(tmp_path / "a.csv", 8))], lake).shards[0]
    seen: list[tuple[int, int]] = []
    entry = ShardReader(job(lake), Quick()()).read(
        shard, care=Care((3, 5), frozenset({4})), progress=lambda first, last: seen.append((first, last))
    )
    assert seen == [(n, n) for n in range(1, 9)]
    assert entry.rows == {"articles": 6, "events": 12, "skipped": 1, "rejects": 1}
    sql = f"SELECT line, reason, message FROM read_parquet('{lake.root}/rejects/*.parquet')"
    ((line, reason, message),) = duckdb.sql(sql).fetchall()
    assert (line, reason) == (8, "crash")
    assert message.endswith("a.csv:8: the program that read it was ended twice; perhaps memory ran out")


def test_a_source_that_fails_fails_its_shard_and_leaves_nothing(lake: Lake, tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv")
    shards = plan([str(path)], lake, rows=9).shards
    path.unlink()
    with pytest.raises(SourceError, match="there is no such file on this machine"):
        ShardReader(job(lake), Quick()()).read(shards[0])
    assert lake.entries() == {}


def test_a_shard_that_is_read_anew_leaves_none_of_its_old_files(lake: Lake, sources: list[str]) -> None:
    fill(lake, sources[:1], rows=1000, held=20_000)
    fill(lake, sources[:1], rows=1000)
    (entry,) = lake.entries().values()
    files = {str(path.relative_to(lake.root)) for path in Path(lake.root).glob("*/**/*.parquet")}
    assert files == {file for files in entry.files.values() for file in files}


def test_a_shard_that_was_set_aside_is_so_until_it_is_read(lake: Lake, tmp_path: Path) -> None:
    shard = plan([str(write_table(tmp_path / "a.csv", 3))], lake).shards[0]
    lake.set_aside(Aside(shard=shard.id, source=shard.name, reasons=("one", "two", "three")))
    assert [aside.source for aside in lake.asides()] == [shard.name]
    ShardReader(job(lake), Quick()()).read(shard)
    assert lake.asides() == []


def test_what_is_no_lake(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no lake at"):
        Lake.open(str(tmp_path / "nothing"))
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    with pytest.raises(StoreError, match="is no lake, and not empty"):
        Lake.open(str(tmp_path / "full"), create=True)
    (tmp_path / "newer").mkdir()
    (tmp_path / "newer" / "lake.json").write_text('{"layout": 99}')
    with pytest.raises(StoreError, match="a newer program made this lake"):
        Lake.open(str(tmp_path / "newer"))


def test_a_lake_in_an_object_store(sources: list[str], tmp_path: Path) -> None:
    """`memory://` stands for S3 and the like: files are written whole, and there are no folders."""
    lake = Lake.open("memory://lakes/news", create=True)
    try:
        fill(lake, sources)
        sweep(lake, Here())
        load_all(lake, tmp_path / "lake.db")
        read_locally(sources, tmp_path / "local.db")
        assert content(tmp_path / "lake.db") == content(tmp_path / "local.db")
    finally:
        lake.fs.rm("/lakes", recursive=True)


def test_pages_are_told_apart_by_what_reads_them() -> None:
    one, other = Instructions(triage="1"), Instructions(triage="2")
    assert one.digest(run_of()) != other.digest(run_of())
    assert one.digest(run_of()) != one.digest(run_of("2"))
    assert one.digest(run_of()) == Instructions(triage="1").digest(run_of())
