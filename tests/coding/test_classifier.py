"""The act classifier on odd sentences: long ones, empty ones, and several acts in one."""

from __future__ import annotations

import pytest

from dragoman.coding.classifier import ActClassifier
from dragoman.coding.marking import Marking

LONG = "Mali, " * 200 + "and Niger met."


@pytest.fixture(scope="module")
def classifier() -> ActClassifier:
    found = ActClassifier.load()
    assert found is not None
    return found


def test_each_act_that_is_marked_has_a_prediction(classifier: ActClassifier) -> None:
    text = "Mali met Niger and denounced Chad."
    met, denounced = Marking([(0, 4)], [(9, 14)], (5, 8)), Marking([(0, 4)], [(29, 33)], (19, 28))
    first, second = classifier.predict(text, [met, denounced])
    assert max(first.acts, key=lambda a: first.acts[a]) == "CONSULT"
    assert max(second.acts, key=lambda a: second.acts[a]) == "ACCUSE"
    assert first.contexts == second.contexts
    assert classifier.predict(text, []) == []


def test_sentences_together_are_heard_as_each_alone(classifier: ActClassifier) -> None:
    met, denounced = ("Mali met Niger.", [Marking(trigger=(5, 8))]), ("It denounced Chad.", [Marking(trigger=(3, 12))])
    first, second = classifier.predict_all([met, denounced])
    assert [p.acts for p in first] == [p.acts for p in classifier.predict(*met)]
    assert [p.acts for p in second] == [p.acts for p in classifier.predict(*denounced)]


def test_it_is_asked_who_takes_part(classifier: ActClassifier) -> None:
    text = "Colombia's senate said on Monday that rebels had kidnapped four nuns near the border."
    at = (text.index("kidnapped"), text.index("kidnapped") + len("kidnapped"))

    def of(word: str, asked: ActClassifier = classifier) -> dict[str, float]:
        (found,) = asked.predict(text, [Marking(trigger=at, question=at)])
        assert found.roles is not None
        return found.roles.of(text.index(word), text.index(word) + len(word))

    assert of("rebels")["actors"] > 0.5 > of("rebels")["recipients"]
    assert of("nuns")["recipients"] > 0.5 > of("nuns")["actors"]
    assert max(of("senate").values()) < 0.5
    (unasked,) = classifier.predict(text, [Marking(trigger=at)])
    assert unasked.roles is None


@pytest.mark.parametrize(
    ("text", "trigger"),
    [(LONG, (LONG.index("met"), LONG.index("met") + 3)), (LONG, (0, 4)), ("", (0, 0)), ("...", None)],
)
def test_marks_that_the_encoder_cannot_see_are_as_none(
    classifier: ActClassifier, text: str, trigger: tuple[int, int] | None
) -> None:
    (found,) = classifier.predict(text, [Marking(trigger=trigger)])
    assert sum(found.acts.values()) == pytest.approx(1.0, abs=1e-4)
    (unmarked,) = classifier.predict(text, [Marking()])
    assert (found.acts == unmarked.acts) is (trigger != (0, 4))
