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
