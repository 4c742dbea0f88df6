"""Kept pages are read anew with what was said of them; what changed is told, decisions stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.corpora.reading import Outcome, PageTask, PassedOver, Refused
from dragoman.corpora.recoding import Recoding
from dragoman.intake.page import Page
from dragoman.model import Event, Record, Reject, Run
from dragoman.store import Skip, Store, new_run, pack_page, pack_record
from samples import AGREED, ARTICLE, MET

OLD = msgspec.structs.replace(new_run(), program="0.0.1")
KNOWN = {"published": "2019-03-14"}
ROW = Page("news.csv", b"a row", line=7, title="Talks", row_id="row")
PAGE = Page("page.html", b"<p>a page</p>", url="https://a.example/", content_type="text/html")
RECIPE = Page("recipe.txt", b"a recipe")

Read = Callable[[PageTask], Outcome]


class OwnProcess:
    """A pool whose only worker is this process, and that can be stopped after some batches."""

    def __init__(self, read: Read) -> None:
        self.read = read
        self.tasks: list[PageTask] = []

    def map(self, batches: Iterable[tuple[Any, list[PageTask]]]) -> Iterator[tuple[Any, list[Outcome]]]:
        for ticket, tasks in batches:
            self.tasks += tasks
            yield ticket, [self.read(task) for task in tasks]


def record(page: Page, *events: Event) -> Record:
    own = tuple(msgspec.structs.replace(event, id=f"{page.id}-{event.id}", article=page.id) for event in events)
    return Record(article=msgspec.structs.replace(ARTICLE, id=page.id), events=own)


def anew(task: PageTask) -> Outcome:
    """A better program: meetings are agreements, and there is no other event."""
    if task.triage:
        return PassedOver(skip("t2"), pack_page(task.page, task.known))
    return pack_record(record(task.page, msgspec.structs.replace(MET, act="AGREE")), task.page, task.known)


def skip(triage: str) -> Skip:
    return Skip(id=RECIPE.id, score=0.01, triage=triage, origin="recipe.txt")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "desk.db", create=True) as opened:
        opened.keep(record(ROW, MET, AGREED), ROW, OLD, KNOWN)
        opened.keep(record(PAGE, MET), PAGE, OLD)
        opened.corpus.skip(skip("t1"), pack_page(RECIPE), OLD)
        yield opened


def recode(store: Store, read: Read = anew, triage: str | None = "t1", run: Run | None = None) -> OwnProcess:
    pool = OwnProcess(read)
    run = run or store.corpus.begin(new_run(options={"recode": True}))
    pool.steps = list(Recoding(store, run, triage=triage).steps(pool))  # type: ignore
    store.corpus.finish(run)
    return pool


def test_pages_are_given_as_they_were(store: Store) -> None:
    pool = recode(store)
    assert [(task.page, task.known) for task in pool.tasks] == [(ROW, KNOWN), (PAGE, {})]
    assert [(step.what, step.position) for step in pool.steps] == [("again", 1), ("again", 2)]


def test_what_changed_is_kept_with_the_run(store: Store) -> None:
    run = store.corpus.begin(new_run(options={"recode": True}))
    recode(store, run=run)
    changes = [(change.event, change.change, set(change.fields)) for change in store.corpus.changes(run.id)]
    assert changes == [
        ("row-e-met", "changed", {"act"}),
        ("row-e-agreed", "gone", set()),
        (f"{PAGE.id}-e-met", "changed", {"act"}),
    ]


def test_decisions_stay_and_are_set_beside_the_new_reading(store: Store) -> None:
    store.decide("row-e-met", "act", "AGREE", who="editor")
    store.decide("row-e-agreed", "status", "denied", who="editor")
    store.decide(f"{PAGE.id}-e-met", "act", "AID", who="editor")
    recode(store)
    assert store.corpus.verdicts() == {"agrees": 1, "gone": 1, "differs": 1}
    assert sorted(event.act for event in store.events()) == ["AGREE", "AID"]
    assert len(list(store.decisions())) == 3


def test_pages_that_were_passed_over_are_judged_by_another_triage(store: Store) -> None:
    assert len(recode(store, triage="t1").tasks) == 2
    assert recode(store, triage="t2").tasks[-1] == PageTask(RECIPE, {}, triage=True)
    assert [page.triage for page in store.corpus.skipped()] == ["t2"]
    assert recode(store, triage=None).tasks[-1] == PageTask(RECIPE, {}, triage=False)
    assert list(store.corpus.skipped()) == []
    assert store.corpus.count_pages() == 3


def test_a_page_that_cannot_be_read_any_more_keeps_its_reading(store: Store) -> None:
    def refuse(task: PageTask) -> Outcome:
        return Refused(Reject(origin=task.page.origin, reason="fault", message="it fails"), task.page.id)

    pool = recode(store, refuse)
    assert [step.what for step in pool.steps] == ["rejected", "rejected"]
    assert len(list(store.events())) == 3


def test_a_run_that_was_stopped_leaves_alone_what_it_has_read(store: Store) -> None:
    run = store.corpus.begin(new_run(options={"recode": True}))
    next(Recoding(store, run, triage="t1").steps(OwnProcess(anew)))
    again = store.corpus.begin(new_run(options={"recode": True}))
    assert again.id == run.id
    assert Recoding(store, again, triage="t1").total() == 1
    assert [task.page for task in recode(store, run=again).tasks] == [PAGE]
    assert len(list(store.corpus.changes(run.id))) == 3
