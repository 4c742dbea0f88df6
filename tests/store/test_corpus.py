"""What a store knows of a corpus: read already, passed over, to be read anew."""

from __future__ import annotations

import msgspec

from dragoman.intake.page import Page
from dragoman.model import Record, Reject
from dragoman.store import Skip, Store, new_run, pack_page, pack_record
from samples import AGREED, ARTICLE, MET, RECORD, SHELLED

PAGE = Page(origin="river.txt", data=b"the bytes of the page" * 20, content_type="text/plain")
ROW = Page(
    origin="news.csv", data=b"a row", url="https://a.example/1", line=7, title="Talks", published="2019-03-14",
    row_id="0123456789abcdef",
)  # fmt: skip
RUN = new_run()
OTHER = msgspec.structs.replace(new_run(), program="0.0.1")
KNOWN = {"published": "2019-03-14"}


def record(id: str) -> Record:
    return Record(article=msgspec.structs.replace(ARTICLE, id=id))


def test_what_was_read_with_the_same_settings_is_known(store: Store) -> None:
    store.keep(RECORD, PAGE, RUN, KNOWN)
    store.keep(record("old"), PAGE, OTHER, KNOWN)
    asked = [ARTICLE.id, "old", "new"]
    assert store.corpus.read_already(asked, new_run(), KNOWN) == {ARTICLE.id}
    assert store.corpus.read_already(asked, new_run(), {}) == set()
    assert store.corpus.read_already([], new_run(), KNOWN) == set()


def test_rejects_are_known_by_place_and_bytes(store: Store) -> None:
    empty = Reject(origin="a.txt", reason="empty", message="a.txt is empty")
    crash = Reject(origin="b.csv", line=4, reason="crash", message="b.csv:4 killed its reader")
    store.reject(empty, RUN, "a-id")
    store.reject(crash, RUN, "b-id")
    assert store.corpus.rejected_already(["a-id", "b-id"], RUN) == {("a.txt", None, "a-id")}
    assert store.corpus.rejected_already(["a-id"], OTHER) == set()


def test_a_reject_is_kept_once_and_goes_when_its_row_is_read(store: Store) -> None:
    for reason in ("empty", "binary"):
        store.reject(Reject(origin="news.csv", line=7, reason=reason, message="bad"), RUN)
    store.reject(Reject(origin="news.csv", line=8, reason="empty", message="bad"), RUN)
    assert [(reject.line, reject.reason) for reject in store.rejects()] == [(7, "binary"), (8, "empty")]
    store.keep(record("row"), ROW, RUN)
    assert [reject.line for reject in store.rejects()] == [8]


def skip(id: str, score: float = 0.01) -> Skip:
    return Skip(id=id, score=score, triage="t1", title="A recipe", origin="a.txt")


def test_pages_that_were_passed_over_stay_with_their_score(store: Store) -> None:
    assert store.corpus.skip(skip("a"), pack_page(PAGE), RUN)
    assert store.corpus.skip(skip("b", 0.02), pack_page(ROW, KNOWN), RUN)
    assert store.corpus.skip(skip("b", 0.03), pack_page(ROW, KNOWN), RUN)
    assert [(page.id, page.score, page.line) for page in store.corpus.skipped()] == [("b", 0.03, 7), ("a", 0.01, None)]
    assert store.corpus.skipped_already(["a", "c"], "t1") == {"a"}
    assert store.corpus.skipped_already(["a", "c"], "t2") == set()
    store.keep(record("a"), PAGE, RUN)
    assert [page.id for page in store.corpus.skipped()] == ["b"]


def test_an_article_of_the_store_is_not_passed_over(store: Store) -> None:
    store.keep(record("a"), PAGE, RUN)
    assert not store.corpus.skip(skip("a"), pack_page(PAGE), RUN)
    assert list(store.corpus.skipped()) == []


def test_pages_come_back_as_they_were_given(store: Store) -> None:
    store.keep(record("page"), PAGE, RUN, KNOWN)
    store.keep(record("row"), ROW, RUN)
    page, row = store.corpus.pages()
    assert (page.id, page.data, page.said, page.known) == ("page", PAGE.data, None, KNOWN)
    assert (row.origin, row.line, row.url) == ("news.csv", 7, "https://a.example/1")
    assert row.said == {"title": "Talks", "published": "2019-03-14", "publisher": None}


def test_pages_are_given_once_even_if_they_are_kept_meanwhile(store: Store) -> None:
    for number in range(150):
        store.keep(record(f"a{number}"), PAGE, OTHER)
    given = []
    for page in store.corpus.pages(not_by=RUN.id):
        given.append(page.id)
        store.keep(record(page.id), PAGE, RUN)
    assert given == [f"a{number}" for number in range(150)]
    assert list(store.corpus.pages(not_by=RUN.id)) == []
    assert store.corpus.count_pages() == 150
    assert store.corpus.count_pages(not_by=RUN.id) == 0


def test_a_run_that_was_stopped_goes_on(store: Store) -> None:
    first = store.corpus.begin(new_run(options={"recode": True}))
    again = store.corpus.begin(new_run(options={"recode": True}))
    assert again == first
    assert store.corpus.begin(new_run(options={"recode": False})) != first
    store.corpus.finish(first)
    assert store.corpus.begin(new_run(options={"recode": True})) != first


def test_what_a_new_reading_changed(store: Store) -> None:
    store.keep(RECORD, PAGE, OTHER)
    better = msgspec.structs.replace(MET, act="AGREE", confidence=MET.confidence - 0.01)
    new = msgspec.structs.replace(RECORD, events=(better, AGREED, msgspec.structs.replace(SHELLED, id="e-new")))
    store.put(pack_record(new, PAGE), RUN, note_changes=True)
    changes = {change.event: change for change in store.corpus.changes(RUN.id)}
    assert {id: change.change for id, change in changes.items()} == {
        "e-met": "changed", "e-new": "added", "e-open": "gone", "e-second": "gone", "e-shelled": "gone",
    }  # fmt: skip
    assert changes["e-met"].fields == {"act": ["CONSULT", "AGREE"]}
    assert changes["e-shelled"].record == SHELLED
