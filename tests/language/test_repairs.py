"""Each repair of the parse by example, and that it leaves the tree a tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.language.reading import Clause, Reading

Understand = Callable[..., Reading]


def clause_at(reading: Reading, word: str) -> Clause:
    return next(c for c in reading.clauses if reading.tokens[c.predicate].text == word)


def above(reading: Reading, word: str) -> str:
    parent = clause_at(reading, word).parent
    return reading.tokens[reading.clauses[parent].predicate].text if parent >= 0 else ""


def test_inverted_condition(understand: Understand) -> None:
    reading = understand("Should the talks fail, the army would enter the town.")
    assert above(reading, "fail") == "enter"
    assert clause_at(reading, "fail").link == "condition"


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks failed, officials said.",
        "The talks, officials said, failed after three days.",
        "The talks failed on Monday and the envoys left, officials said.",
    ],
)
def test_inserted_speech(sentence: str, understand: Understand) -> None:
    assert above(understand(sentence), "failed") == "said"


def test_trailing_speech(understand: Understand) -> None:
    reading = understand("Officials said the rebels had fled, adding that the road was open.")
    adding = clause_at(reading, "adding")
    assert above(reading, "adding") == "said"
    assert [reading.tokens[a.head].text for a in adding.get("subject")] == ["Officials"]


@pytest.mark.parametrize(
    ("sentence", "first", "second"),
    [
        ("Some 300 marched to the palace; eleven were arrested.", "marched", "arrested"),
        ("The talks failed, the war went on.", "failed", "went"),
        ("The rebels took the town, the army fled, and the mayor was killed.", "took", "fled"),
    ],
)
def test_run_on(sentence: str, first: str, second: str, understand: Understand) -> None:
    reading = understand(sentence)
    assert above(reading, first) == ""
    assert clause_at(reading, second).link == "coordinated"


@pytest.mark.parametrize(
    ("sentence", "condition", "main"),
    [
        ("The union will strike should wages fall.", "fall", "strike"),
        ("The rebels will disarm provided that the army leaves.", "leaves", "disarm"),
        ("The deal will hold, providing both sides agree.", "agree", "hold"),
    ],
)
def test_conditions_without_if(sentence: str, condition: str, main: str, understand: Understand) -> None:
    reading = understand(sentence)
    assert (clause_at(reading, condition).link, above(reading, condition)) == ("condition", main)


def test_finite_conjunct(understand: Understand) -> None:
    reading = understand("The ministers refused to meet and left the hall.")
    assert clause_at(reading, "left").link == "coordinated"
    assert above(reading, "meet") == "refused"


def test_in_order(understand: Understand) -> None:
    reading = understand("The envoys met in order to discuss a truce.")
    assert not [c for c in reading.clauses if reading.tokens[c.predicate].text == "order"]
    assert clause_at(reading, "discuss").link == "purpose"


def test_reduced_relative(understand: Understand) -> None:
    reading = understand("Fighters backed by the militia entered the city.")
    backed = clause_at(reading, "backed")
    assert backed.passive
    assert [reading.tokens[a.head].text for a in backed.get("object")] == ["Fighters"]


@pytest.mark.parametrize(
    ("title", "word", "tense", "passive"),
    [
        ("President to meet rebel chief", "meet", "future", False),
        ("Two killed in market blast", "killed", "past", True),
    ],
)
def test_headlines(title: str, word: str, tense: str, passive: bool, understand: Understand) -> None:
    clause = clause_at(understand("", title=title), word)
    assert clause.passive == passive
    assert clause.tense in (tense, "none" if passive else tense)


def test_trees_stay_trees(understand: Understand) -> None:
    reading = understand(
        "Should the talks, officials said, fail, the army would enter the town in order to guard it, adding to the fear. "
        "Fighters backed by the king left, aides said, saying they would return in order to fight."
    )
    for token in reading.tokens:
        seen = [token.i, *(t.i for t in reading.ancestors(token.i))]
        assert len(seen) == len(set(seen))
        assert token.left <= token.i <= token.right
        for child in token.children:
            assert reading.tokens[child].head == token.i
