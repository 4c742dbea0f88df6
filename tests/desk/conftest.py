"""A store of the project's own examples, read once; copies of it for tests that write."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desk.sitting import ADDRESS, desk_of
from dragoman.desk.app import make_app
from dragoman.desk.settings import Settings
from dragoman.intake import expand
from dragoman.model import Reject
from dragoman.pipeline import Reader
from dragoman.store import Store, new_run

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """Tests wait for a dossier however slow the machine is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dragoman.desk.dossiers.PATIENCE_SECONDS", 60.0)
        yield


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """A store with the examples; not to be written to."""
    path = tmp_path_factory.mktemp("desk") / "examples.db"
    pages = [page for page in expand([str(EXAMPLES)]) if not isinstance(page, Reject) and "README" not in page.origin]
    with Store.open(path, create=True) as store:
        run = new_run()
        for page, record in zip(pages, reader.read_many(pages), strict=True):
            assert not isinstance(record, Reject)
            store.keep(record, page, run)
        store.incidents.link()
    return path


@pytest.fixture
def store_path(examples: Path, tmp_path: Path) -> Path:
    """A copy of that store."""
    return Path(shutil.copy(examples, tmp_path / "desk.db"))


@pytest.fixture(scope="session")
def shared(examples: Path) -> Iterator[TestClient]:
    """A desk of the examples for tests that only read."""
    with TestClient(make_app(Settings(store=examples, read_only=True)), base_url=ADDRESS) as client:
        yield client


@pytest.fixture
def client(store_path: Path, reader: Reader) -> Iterator[TestClient]:
    """A desk that may be written to, its reader loaded already."""
    app = make_app(Settings(store=store_path))
    desk_of(app).reading._reader = reader
    with TestClient(app, base_url=ADDRESS) as opened:
        yield opened
