"""What a worker makes of pages, with the real program."""

from __future__ import annotations

import pickle

import pytest

from dragoman.corpora.reading import PageTask, PassedOver, ReadPages, Refused, lost_page
from dragoman.intake.page import Page
from dragoman.store import PackedRecord

TALKS = b"The foreign ministers of Turkey and Iraq met in Ankara on Monday and agreed to reopen the border crossing."
RECIPE = (
    b"Peel the pears and put them in a pot with honey, ginger and a stick of cinnamon. Simmer until they are soft, "
    b"then mash them and let the jam thicken. Butter a tin and whisk the eggs with the sugar until pale. Fold in the "
    b"flour, a spoon at a time. Bake for forty minutes, and dust the cake with sugar before you serve it with the jam."
)


@pytest.fixture(scope="module")
def reading() -> object:
    """What `ReadPages` gives in a worker, with a program that fails on one page."""
    read = pickle.loads(pickle.dumps(ReadPages()))()
    reader = read.__self__._reader
    whole = reader._read

    def failing(article: object, parsed: object) -> object:
        if "unspeakable" in article.text:  # type: ignore[attr-defined]
            raise RecursionError("too deep")
        return whole(article, parsed)

    reader._read = failing
    return read


def test_each_page_has_its_outcome_in_order(reading: object) -> None:
    tasks = [
        PageTask(Page("a.txt", TALKS), {"published": "2019-03-14"}, triage=True),
        PageTask(Page("b.txt", RECIPE), triage=True),
        PageTask(Page("c.txt", b"\x89PNG\r\n")),
        PageTask(Page("d.txt", RECIPE)),
        PageTask(Page("e.csv", b"The unspeakable happened in Turkey on Monday, officials said.", line=7)),
    ]
    talks, recipe, picture, read, failed = reading(tasks)  # type: ignore[operator]
    assert isinstance(talks, PackedRecord) and talks.events >= 1
    assert talks.article["published"] == "2019-03-14"
    assert isinstance(recipe, PassedOver) and recipe.skip.id == Page("b.txt", RECIPE).id
    assert isinstance(picture, Refused) and picture.reject.reason == "binary"
    assert isinstance(read, PackedRecord) and read.page.columns["origin"] == "d.txt"
    assert isinstance(failed, Refused) and (failed.reject.reason, failed.reject.line) == ("fault", 7)
    assert "e.csv:7: a fault in the program (RecursionError: too deep)" in failed.reject.message
    pickle.dumps([talks, recipe, picture, read, failed])


def test_a_page_alone_gives_what_it_gives_among_others(reading: object) -> None:
    tasks = [PageTask(Page("a.txt", TALKS)), PageTask(Page("b.txt", RECIPE))]
    together = reading(tasks)  # type: ignore[operator]
    alone = [reading([task])[0] for task in tasks]  # type: ignore[operator]
    assert together == alone


def test_a_page_that_killed_its_reader() -> None:
    lost = lost_page(PageTask(Page("a.csv", b"text", line=3)), -9)
    assert isinstance(lost, Refused) and lost.reject.reason == "crash"
    assert lost.reject.message.startswith("a.csv:3: the program that read it was ended twice (signal 9)")
