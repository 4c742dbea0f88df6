"""What was read is kept, and comes back as it was."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import msgspec
import pytest

from dragoman.errors import StoreError
from dragoman.intake.page import Page
from dragoman.model import Record, Reject
from dragoman.store import EventQuery, Store, new_run
from samples import AGREED, ARTICLE, MET, RECORD

PAGE = Page(origin="river.txt", data=b"the bytes of the page" * 20, content_type="text/plain")
RUN = new_run()
EVERYTHING = EventQuery(background=True)


def test_a_reading_comes_back_whole(store: Store) -> None:
    assert store.keep(RECORD, PAGE, RUN)
    assert store.read_article(ARTICLE.id) == RECORD
    assert store.page(ARTICLE.id) == PAGE.data
    assert [run.id for run in store.runs()] == [RUN.id]
    assert list(store.runs()) == [RUN]


def test_the_same_page_twice_is_one_article(store: Store) -> None:
    assert store.keep(RECORD, PAGE, RUN)
    assert not store.keep(RECORD, Page(origin="copy.txt", data=PAGE.data), RUN)
    assert [article.id for article in store.articles()] == [ARTICLE.id]
    assert store.count(EVERYTHING) == len(RECORD.events)


def test_reading_again_replaces_the_reading_and_keeps_decisions(store: Store) -> None:
    store.keep(RECORD, PAGE, RUN)
    decision = store.decide("e-met", "status", "denied", who="editor")
    better = msgspec.structs.replace(MET, act="AGREE")
    again = new_run()
    store.keep(msgspec.structs.replace(RECORD, events=(better,)), PAGE, again)
    assert [(event.act, event.status) for event in store.events(EVERYTHING)] == [("AGREE", "denied")]
    assert list(store.decisions("e-met")) == [decision]
    assert (decision.old, decision.new, decision.who) == ("happened", "denied", "editor")
    assert {run.id for run in store.runs()} == {RUN.id, again.id}


def test_a_decision_is_never_changed_nor_deleted(store: Store) -> None:
    store.keep(RECORD, PAGE, RUN)
    store.decide("e-met", "status", "denied", who="editor")
    store.decide("e-met", "status", "happened", who="second editor")
    assert [decision.who for decision in store.decisions()] == ["editor", "second editor"]
    other = sqlite3.connect(store.path)
    for change in ("UPDATE decisions SET who = 'nobody'", "DELETE FROM decisions"):
        with pytest.raises(sqlite3.IntegrityError, match="add another"):
            other.execute(change)
    other.close()


def test_a_failed_page_is_kept_until_it_can_be_read(store: Store) -> None:
    reject = Reject(origin="river.txt", reason="binary", message="river.txt is not text")
    store.reject(Reject(origin="river.txt", reason="empty", message="river.txt is empty"), RUN)
    store.reject(reject, RUN)
    assert list(store.rejects()) == [reject]
    store.keep(RECORD, PAGE, RUN)
    assert list(store.rejects()) == []


def test_each_page_is_one_transaction(store: Store) -> None:
    twice = Record(article=ARTICLE, events=(MET, AGREED, MET))
    with pytest.raises(StoreError, match=r"river.txt: cannot be kept: UNIQUE constraint failed: events.id"):
        store.keep(twice, PAGE, RUN)
    assert list(store.articles()) == []
    assert list(store.runs()) == []


def test_another_program_may_read_meanwhile(store: Store) -> None:
    store.keep(RECORD, PAGE, RUN)
    events = store.events(EVERYTHING)
    next(events)
    with Store.open(store.path) as other:
        other.keep(msgspec.structs.replace(RECORD, events=()), PAGE, RUN)
    assert len(list(events)) == len(RECORD.events) - 1


def test_articles_are_found_by_their_words(store: Store) -> None:
    store.keep(RECORD, PAGE, RUN)
    (found,) = store.articles(search="shelling valley")
    assert found == msgspec.structs.replace(ARTICLE, lines=())
    assert list(store.articles(search="ocean")) == []


def test_the_full_text_follows_a_new_reading(store: Store) -> None:
    store.keep(RECORD, PAGE, RUN)
    changed = msgspec.structs.replace(ARTICLE, text="Only the ferry is left.")
    store.keep(Record(article=changed), PAGE, RUN)
    assert [article.id for article in store.articles(search="ferry")] == [ARTICLE.id]
    assert list(store.articles(search="shelled")) == []
    check = sqlite3.connect(store.path)
    for index in ("articles_text", "events_text"):
        check.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    check.close()


def test_a_store_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no store at .*: make one with"):
        Store.open(tmp_path / "desk.db")
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_may_only_be_read_is_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep(RECORD, PAGE, new_run())
    path = store.path
    store.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Store.open(path) as opened:
        assert opened.read_only
        assert opened.count(EventQuery()) == 4
        assert opened.incidents.stale
        with pytest.raises(StoreError, match="may only be read; copy it to where you may write"):
            opened.incidents.link()
    assert not path.with_name(f"{path.name}-wal").exists()


def test_a_store_that_may_only_be_read_is_read_while_another_program_writes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Store.open(store.path) as opened:
        store.keep(RECORD, PAGE, new_run())
        with Store.open(store.path) as later:
            assert later.count(EventQuery()) == opened.count(EventQuery()) == 4


def test_what_may_only_be_read_and_is_of_an_older_program_says_what_to_do(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store.path
    store.close()
    with sqlite3.connect(path) as older:
        older.execute("PRAGMA user_version = 1")
    older.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StoreError, match=r"older Dragoman .* copy it to where you may write"):
        Store.open(path)


def test_a_store_that_another_program_writes_to_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.store.database.BUSY_MS", 10)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(store.path) as waiting, pytest.raises(StoreError, match="another program is writing to it"):
        waiting.keep(RECORD, PAGE, new_run())
    other.close()


def test_what_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Some notes, by no means a database." * 50)
    with pytest.raises(StoreError, match="not a Dragoman store"):
        Store.open(notes, create=True)
    foreign = tmp_path / "foreign.db"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE mine (a)")
    connection.close()
    with pytest.raises(StoreError, match="SQLite file, but not a Dragoman store"):
        Store.open(foreign, create=True)
    with pytest.raises(StoreError, match="does not exist"):
        Store.open(tmp_path / "nowhere" / "desk.db", create=True)


def test_a_folder_in_which_nothing_may_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(sqlite3, "connect", connect)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(StoreError, match=r"new\.db cannot be made: nothing may be written in "):
        Store.open(tmp_path / "new.db", create=True)


def test_an_article_that_is_not_there(store: Store) -> None:
    with pytest.raises(StoreError, match="no article 'none'"):
        store.read_article("none")
    with pytest.raises(StoreError, match="no article 'none'"):
        store.page("none")
