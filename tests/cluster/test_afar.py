"""Sources and lakes that are not on a disk: in an object store, on the web."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

fsspec = pytest.importorskip("fsspec", reason="needs the extra `cluster`")
pytest.importorskip("duckdb", reason="needs the extra `cluster`")

from fsspec.implementations.local import LocalFileSystem

from cluster.lakes import TRIAGE, Quick, content, read_locally, run_of, write_archive, write_table
from dragoman.cluster.lake import Entry, Lake
from dragoman.cluster.loading import load
from dragoman.cluster.opening import Opener
from dragoman.cluster.planning import plan
from dragoman.cluster.reader import LakeReader
from dragoman.cluster.run import Instructions, LakeRun
from dragoman.cluster.sweep import sweep
from dragoman.cluster.tasks import Here
from dragoman.cluster.worker import Job, ShardReader
from dragoman.errors import StoreError, UsageError
from dragoman.store import Store


class Remembering(LocalFileSystem):  # type: ignore[misc]
    """Keeps its listings, as the filesystems of object stores do."""

    protocol = "remembering"
    cachable = False

    def __init__(self, **more: Any) -> None:
        super().__init__(auto_mkdir=True, **more)

    def mv(self, path1: str, path2: str, **more: Any) -> None:
        self.makedirs(self._parent(path2), exist_ok=True)
        super().mv(path1, path2, **more)

    def ls(self, path: str, detail: bool = False, **more: Any) -> list[Any]:
        path = self._strip_protocol(path)
        try:
            found: list[Any] = self.dircache[path]
        except KeyError:
            self.dircache[path] = found = super().ls(path, detail=True)
        return found if detail else [info["name"] for info in found]


class Refusing(LocalFileSystem):  # type: ignore[misc]
    """Cannot be reached, and says so with an error of its own."""

    protocol = "refusing"

    def info(self, path: str, **more: Any) -> Any:
        raise RuntimeError("no credentials")

    exists = isfile = find = info


@pytest.fixture(autouse=True)
def known() -> None:
    for kind in (Remembering, Refusing):
        fsspec.register_implementation(kind.protocol, kind, clobber=True)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a folder on the web, of a server that gives files whole only."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *line: object) -> None:
            pass

    folder = tmp_path / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def fill(lake: Lake, sources: list[str], *, first: int | None = None) -> list[Entry]:
    """Read the shards, or the first of them."""
    job = Job(
        lake=lake.address, run=run_of(), settings=Instructions(triage=TRIAGE).digest(run_of()),
        opener=Opener(allow_private=True),
    )  # fmt: skip
    reader = ShardReader(job, Quick()())
    return [reader.read(shard) for shard in plan(sources, lake, rows=9, allow_private=True).shards[:first]]


def rows(lake: Lake, store: Path) -> dict[str, list[str]]:
    with LakeReader.open(lake.address) as reader, Store.open(store, create=True) as opened:
        for _ in load(reader, opened):
            pass
    return content(store)


def same(found: dict[str, list[str]], path: Path, address: str) -> bool:
    """Whether these are the rows of a local file, but for where it lay."""
    read_locally([str(path)], path.with_suffix(".db"))
    there = {table: [row.replace(address, str(path)) for row in lines] for table, lines in found.items()}
    return {table: sorted(lines) for table, lines in there.items()} == content(path.with_suffix(".db"))


def test_what_others_have_finished_since_a_lake_was_opened_is_seen(tmp_path: Path) -> None:
    address = f"remembering://{tmp_path}/lake"
    ours = Lake.open(address, create=True)
    source = str(write_table(tmp_path / "a.csv"))
    fill(Lake(address), [source], first=2)
    assert len(ours.entries()) == 2
    fill(Lake(address), [source], first=4)
    assert len(ours.entries()) == 4


def test_no_run_into_the_memory_of_a_process() -> None:
    with pytest.raises(UsageError, match="where no worker can write"):
        LakeRun(Lake("memory://lake"), run_of(), Instructions())


def test_what_cannot_be_reached_is_said(tmp_path: Path, site: str) -> None:
    with pytest.raises(StoreError, match=r"refusing://x: the lake cannot be reached \(no credentials\)"):
        Lake.open("refusing://x", create=True)
    lake = Lake.open(str(tmp_path / "lake"), create=True)
    found = plan(["refusing://x", f"{site}/a.csv"], lake, allow_private=True)
    assert [reject.reason for reject in found.rejects] == ["unreachable", "missing"]
    assert found.rejects[0].message == "refusing://x: cannot be reached (no credentials)"


def test_tables_and_archives_on_the_web(tmp_path: Path, site: str) -> None:
    for number, path in enumerate(
        (
            write_table(tmp_path / "site" / "a.csv"),
            write_archive(tmp_path / "site" / "b.warc.gz", ["About talks.", "No recipe."]),
        )
    ):
        lake = Lake.open(str(tmp_path / f"lake-{number}"), create=True)
        assert fill(lake, [f"{site}/{path.name}"])
        sweep(lake, Here())
        assert same(rows(lake, tmp_path / f"{number}.db"), path, f"{site}/{path.name}")


def test_a_lake_and_its_sources_in_an_object_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Against a server on this machine that speaks S3; run where `moto[server]` and `s3fs` are installed."""
    pytest.importorskip("s3fs")
    moto = pytest.importorskip("moto.server")
    server = moto.ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    settings = {"FSSPEC_S3_ENDPOINT_URL": f"http://{host}:{port}", "AWS_DEFAULT_REGION": "us-east-1",
                "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}  # fmt: skip
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    fsspec.config.set_conf_env(fsspec.config.conf)
    try:
        store = fsspec.filesystem("s3")
        for bucket in ("crawl", "lakes"):
            store.mkdir(bucket)
        path = write_table(tmp_path / "a.csv")
        store.put(str(path), "crawl/2019/a.csv")
        lake = Lake.open("s3://lakes/2019", create=True)
        before = fill(lake, ["s3://crawl/2019/"], first=3)
        assert len(lake.entries()) == len(before)
        lake.put("_temporary/half", b"written")  # as a run that was killed leaves it
        lake.clean()
        fill(lake, ["s3://crawl/2019/"])
        sweep(lake, Here())
        assert same(rows(lake, tmp_path / "lake.db"), path, "s3://crawl/2019/a.csv")
        assert not store.find("lakes/2019/_temporary")
    finally:
        fsspec.config.conf.pop("s3", None)
        server.stop()
