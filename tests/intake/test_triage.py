"""Whether a page is worth reading, by its words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.intake import triage
from dragoman.intake.triage import BUCKETS, EVIDENCE, LIKELIEST, SHORT, Model, Triage, bucket, evidence, sentences_of
from dragoman.model import Article
from dragoman.world import World

TALKS = (
    "The foreign ministers of Turkey and Iraq met in Ankara on Monday and agreed to reopen the border crossing. "
    "The army shelled two villages overnight, killing four people, a spokesman for the interior ministry said."
)
RECIPE = (
    "Peel the pears and put them in a pot with honey, ginger and a stick of cinnamon. Simmer until they are soft, "
    "then mash them and let the jam thicken. Butter a tin and whisk the eggs with the sugar until pale. Fold in the "
    "flour, a spoon at a time. Bake for forty minutes, and dust the cake with sugar before you serve it with the jam."
)


TRAINING = Path(__file__).parents[2] / "training"


@pytest.fixture(scope="module")
def world() -> World:
    return World.load()


@pytest.fixture(scope="module")
def packaged(world: World) -> Triage:
    return Triage.load(world)


def article(text: str, title: str | None = None) -> Article:
    return Article(id="a", title=title, text=text)


def test_a_sentence_is_cut_where_it_ends() -> None:
    text = "Talks began. “They went on.” A third round…\nThen came Mr. Smith. it ended"
    assert list(sentences_of("The title", text)) == [
        "The title", "Talks began.", "“They went on.", "A third round…", "Then came Mr.", "Smith. it ended",
    ]  # fmt: skip


def test_what_a_sentence_holds(world: World) -> None:
    found = evidence("Iraq's president met his rivals.", world, {"met": 0.9, "rivals": 0.2})
    told = dict(zip(EVIDENCE, found.values, strict=True))
    assert (told["act"], told["named"], told["role"], told["second person"]) == (0.9, 1.0, 1.0, 0.0)
    assert told["act and named"] == 0.9
    assert bucket("met") in found.words and bucket("president") in found.words
    nothing = evidence("Stir the soup, and you are done.", world, {"met": 0.9})
    assert dict(zip(EVIDENCE, nothing.values, strict=True))["second person"] == 1.0
    assert sum(nothing.values[:6]) == 0


def test_the_likeliest_sentences_decide(world: World) -> None:
    words = [0.0] * BUCKETS
    words[bucket("met")] = 8.0
    judge = Triage(Model(-5.0, (0.0,) * len(EVIDENCE), words, {}, 0.5), world, "v")
    dull, likely = 0.0067, 0.9526
    for times in (10, 100):
        page = article("Nothing went on. " * times)
        assert judge.score(page) == judge.low_score(page) == pytest.approx(1 - (1 - dull) ** LIKELIEST, abs=1e-4)
    for page in (
        article("Nothing went on. " * 30 + "The two met."),
        article("Nothing went on. " * 30, title="They met"),
    ):
        assert judge.score(page) == pytest.approx(1 - (1 - dull) ** (LIKELIEST - 1) * (1 - likely), abs=1e-4)
        assert judge.low_score(page) is None


def test_several_sentences_that_may_tell_something_add_up(world: World) -> None:
    words = [0.0] * BUCKETS
    words[bucket("met")] = 4.0
    judge = Triage(Model(-5.0, (0.0,) * len(EVIDENCE), words, {}, 0.5), world, "v")
    assert judge.low_score(article("The two met." + " Nothing went on." * SHORT)) == pytest.approx(0.2787, abs=1e-4)
    assert judge.low_score(article("The two met. Then others met. The rest met." + " Nothing went on." * SHORT)) is None


def test_the_packaged_model_tells_talks_from_recipes(packaged: Triage) -> None:
    assert packaged.score(article(TALKS)) > packaged.threshold > packaged.score(article(RECIPE))
    assert packaged.low_score(article(TALKS)) is None
    assert packaged.version == triage.triage_version() and len(packaged.version) == 12


def test_a_short_page_passes_at_a_lower_chance(world: World) -> None:
    words = [0.0] * BUCKETS
    words[bucket("met")] = 3.0
    judge = Triage(Model(-5.0, (0.0,) * len(EVIDENCE), words, {}, 0.5), world, "v")
    assert judge.low_score(article("The two met.")) is None
    assert judge.low_score(article("Nothing went on.")) == pytest.approx(0.0067, abs=1e-4)
    assert judge.low_score(article("The two met." + " Nothing went on." * SHORT)) == pytest.approx(0.1310, abs=1e-4)


def test_the_packaged_model_passes_over_no_report_of_ours(packaged: Triage) -> None:
    """Reports of one sentence, which are the hardest, and whole articles: at most 1 in 200 may be lost."""
    reports = [
        article(json.loads(line)["text"])
        for path in sorted((TRAINING / "linking").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    pages = [article(path.read_text(encoding="utf-8")) for path in sorted((TRAINING / "articles").glob("*/*.txt"))]
    assert len(reports) > 250 and len(pages) > 30
    for told in (reports, pages):
        assert sum(packaged.low_score(one) is not None for one in told) <= len(told) / 200


def test_the_packaged_model_passes_over_most_of_what_is_no_politics(packaged: Triage) -> None:
    assert packaged.low_score(article(RECIPE)) is not None
    assert packaged.low_score(article("The striker scored twice and the fans sang. " * 5)) is not None
    assert packaged.low_score(article("Shares rose two percent on Monday.")) is not None


def test_the_score_is_a_chance_and_the_same_each_time(packaged: Triage) -> None:
    for text in ("", "?", "x" * 100_000, TALKS * 200):
        assert 0.0 <= packaged.score(article(text)) <= 1.0
    assert packaged.score(article(TALKS)) == packaged.score(article(TALKS))


def test_places_of_words_are_the_same_on_every_machine() -> None:
    assert (bucket("talks"), bucket("ceasefire")) == (474, 4544)
