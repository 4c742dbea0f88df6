"""Auxiliaries that stand for a verb told before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.language.reading import Reading


@pytest.mark.parametrize(
    ("text", "who", "lemma", "negated"),
    [
        ("Serbia accepted the text on Monday; Kosovo did not.", "Kosovo", "accept", True),
        ("Turkey withdrew its troops, and so did Greece.", "Greece", "withdraw", False),
        ("Russia backed the plan, as did China.", "China", "back", False),
        ("Colombia has ratified the treaty, but Venezuela has not.", "Venezuela", "ratify", True),
        ("France did not sign, nor did Spain.", "Spain", "sign", True),
        ("Ethiopia says it has withdrawn; Eritrea says it has not.", "it", "withdraw", True),
        ("The union accepted the offer. The ministry has not.", "ministry", "accept", True),
    ],
)
def test_an_auxiliary_repeats_the_verb_before(
    understand: Callable[..., Reading], text: str, who: str, lemma: str, negated: bool
) -> None:
    reading = understand(text)
    clause = next(c for c in reversed(reading.clauses) if c.stands_for >= 0)
    assert (clause.lemma, clause.negated) == (lemma, negated)
    assert [reading.tokens[a.head].text for a in clause.get("subject")] == [who]


def test_it_takes_over_what_the_act_is_done_to(understand: Callable[..., Reading]) -> None:
    reading = understand("Chad expelled the envoys, and so did Niger.")
    clause = next(c for c in reading.clauses if c.stands_for >= 0)
    assert [reading.tokens[a.head].text for a in clause.get("object")] == ["envoys"]


@pytest.mark.parametrize("text", ["Chad has two envoys.", "The talks did little. Niger has.", "Did Chad?"])
def test_a_verb_of_its_own_repeats_nothing(understand: Callable[..., Reading], text: str) -> None:
    assert all(c.stands_for < 0 for c in understand(text).clauses)
