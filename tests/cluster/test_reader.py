"""Lists, exports and incidents of a lake say what those of a store say, into which it is loaded."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

pytest.importorskip("fsspec", reason="needs the extra `cluster`")
pytest.importorskip("duckdb", reason="needs the extra `cluster`")

import msgspec

from cluster.lakes import run_of
from dragoman.cluster.lake import Entry, Lake
from dragoman.cluster.loading import load
from dragoman.cluster.reader import LakeReader
from dragoman.cluster.writing import ShardWriter
from dragoman.errors import StoreError, UsageError
from dragoman.export.job import Job
from dragoman.export.polecat import write_polecat
from dragoman.intake.page import Page
from dragoman.model import Article, Promise, Record, Span, TimeSpan
from dragoman.store import EventQuery, Store, pack_record
from dragoman.store.query import IncidentQuery
from stores import CHAD, MALI, NIGER, SENTENCE, event, person

ACTS = ("CONSULT", "ASSAULT", "AGREE")
PAIRS = ((CHAD, NIGER), (NIGER, MALI), (CHAD, MALI))
WORDS = ("river", "bridge", "truce", "convoy")


def records() -> list[Record]:
    """Pages of two months that tell of meetings and attacks, some of them of the same ones; with copies among them."""
    draw = random.Random(3)
    found = []
    for number in range(60):
        day = f"2018-0{draw.choice((4, 5))}-{draw.randint(1, 9):02}"
        text = f"{SENTENCE} " + " ".join(f"Line {number if number % 2 else 0} of day {n} of it." for n in range(8))
        pair, act, word = draw.choice(PAIRS), draw.choice(ACTS), draw.choice(WORDS)
        evidence = Span(text=f"They met at the {word} on Monday.", start=0, end=len(SENTENCE))
        events = [
            event(
                f"{number:03}-{at}", article=f"{number:03}", date=day if at else None, act=act,
                type=act if at else None, actors=pair, evidence=evidence, background=number % 9 == 0,
                confidence=draw.choice((0.4, 0.9)),
            )
            for at in range(2)
        ]  # fmt: skip
        promise = Promise(id=f"p{number}", by=person("Adam Zene", "TCD"), what="come", sort="pledge",
                          due=TimeSpan(start=day, end=day), event=events[0].id)  # fmt: skip
        article = Article(id=f"{number:03}", text=text, published=day, published_from="option", publisher=f"Paper {number % 3}",
                          title=f"Title {number}", url=f"https://a.example/{number}")  # fmt: skip
        found.append(Record(article=article, events=tuple(events), promises=(promise,)))
    return found


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Four shards."""
    lake = Lake.open(str(tmp_path_factory.mktemp("lakes") / "lake"), create=True)
    pages = records()
    for order in range(4):
        writer = ShardWriter(lake, f"shard-{order}")
        for place, record in enumerate(pages[order::4]):
            page = Page(origin=record.article.id, data=record.article.text.encode())
            writer.add(place, pack_record(record, page, {}))
        writer.close()
        files = {table: tuple(names) for table, names in writer.files.items()}
        lake.commit(Entry(shard=f"shard-{order}", source=f"{order}", order=order, settings="s", run=run_of(),
                          token=str(order), files=files, rows=writer.rows))  # fmt: skip
    return lake


@pytest.fixture(scope="module")
def store(lake: Lake, tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("stores") / "desk.db"
    with LakeReader.open(lake.address) as reader, Store.open(path, create=True) as opened:
        assert sum(loaded.what == "new" for loaded in load(reader, opened)) == 60
        opened.incidents.link()
        yield opened


QUERIES = [
    EventQuery(),
    EventQuery(background=True),
    EventQuery(actor=("chad",)),
    EventQuery(actor=("state:NER", "Mali")),
    EventQuery(country=("tcd", "MLI")),
    EventQuery(dyad=("TCD", "Mali")),
    EventQuery(dyad=("TCD", "TCD")),
    EventQuery(type=("AGREE",), act=("AGREE", "CONSULT"), status=("happened",)),
    EventQuery(since="2018-04-03", until="2018-05-04"),
    EventQuery(since="2018-05"),
    EventQuery(publisher=("paper 1",)),
    EventQuery(article="007"),
    EventQuery(search="bridge monday"),
    EventQuery(search='"met at"', min_confidence=0.5),
    EventQuery(search='bridge OR "the truce" -convoy mond*'),
    EventQuery(limit=3),
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_the_same_events(lake: Lake, store: Store, query: EventQuery) -> None:
    with LakeReader.open(lake.address) as reader:
        assert list(reader.sourced_events(query)) == list(store.sourced_events(query))
        assert reader.count(query) == store.count(query)


def test_what_cannot_be_asked(lake: Lake) -> None:
    with LakeReader.open(lake.address) as reader:
        for query in (
            EventQuery(since="May"),
            EventQuery(search="?!"),
            EventQuery(search=""),
            EventQuery(since="2019", until="2018"),
        ):
            with pytest.raises(UsageError):
                reader.count(query)


def test_what_exports_ask_of_pages(lake: Lake, store: Store) -> None:
    with LakeReader.open(lake.address) as reader:
        for id in ("000", "031"):
            assert reader.stories.article(id) == store.stories.article(id)
            assert reader.stories.named(id) == store.stories.named(id)
            assert reader.stories.deadlines(id) == store.stories.deadlines(id) != ()
        assert list(reader.stories.per_day(publisher=("Paper",))) == list(store.stories.per_day(publisher=("Paper",)))
        assert list(reader.stories.readings()) == list(store.stories.readings())
        with pytest.raises(StoreError, match="no article 'nothing'"):
            reader.stories.article("nothing")


def test_the_same_export(lake: Lake, store: Store) -> None:
    written = []
    with LakeReader.open(lake.address) as reader:
        for source in (reader, store):
            stream = io.StringIO()
            write_polecat(Job(source, once=True), stream)  # type: ignore[arg-type]
            written.append(stream.getvalue())
    assert written[0] == written[1]
    assert written[0].count("\n") > 10


INCIDENTS = [
    IncidentQuery(),
    IncidentQuery(background=True, limit=4),
    IncidentQuery(dyad=("TCD", "NER"), independent=2),
    IncidentQuery(act=("ASSAULT",), type=("ASSAULT",), publisher=("paper 2",)),
    IncidentQuery(search="truce", min_confidence=0.5),
    IncidentQuery(search="truce OR river -bridge"),
    IncidentQuery(since="2018-05", until="2018-05-06", country=("MLI",)),
    IncidentQuery(disputed=True),
]


@pytest.mark.parametrize("query", INCIDENTS, ids=str)
def test_the_same_incidents(lake: Lake, store: Store, query: IncidentQuery) -> None:
    with LakeReader.open(lake.address) as reader:
        reader.incidents.link()
        found = list(reader.incidents.find(query))
        assert found == [msgspec.structs.replace(one, aliases=()) for one in store.incidents.find(query)]
        assert reader.incidents.count(query) == store.incidents.count(query)


def test_reports_are_joined_and_copies_count_once(lake: Lake) -> None:
    with LakeReader.open(lake.address) as reader:
        made = reader.incidents.link()
        incidents = list(reader.incidents.find(IncidentQuery(background=True)))
        assert made.incidents < made.events
        assert any(incident.reports < len({event[:3] for event in incident.events}) for incident in incidents)
        one = incidents[0]
        assert reader.incidents.get(one.events[-1]) == one
        with pytest.raises(UsageError, match="no incident 'nothing'"):
            reader.incidents.get("nothing")


def test_incidents_are_made_once_for_the_same_shards(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    with LakeReader.open(lake.address) as reader:
        made = reader.incidents.link()
        monkeypatch.setattr("dragoman.cluster.incidents.link_lake", lambda *given: pytest.fail("made again"))
        assert reader.incidents.link() == made
    assert not (Path(lake.root) / "_work").exists() or not list((Path(lake.root) / "_work").iterdir())


def test_an_empty_lake(tmp_path: Path) -> None:
    lake = Lake.open(str(tmp_path / "lake"), create=True)
    with LakeReader.open(lake.address) as reader:
        assert list(reader.events()) == []
        assert reader.incidents.link().incidents == 0
        assert list(reader.incidents.find()) == []
