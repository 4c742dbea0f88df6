"""The truth table of `compose`, and the walk on whole sentences."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.coding.reality import compose
from dragoman.coding.settle import settle_reality
from dragoman.coding.status import read_status
from dragoman.coding.types import export_type
from dragoman.language.reading import Reading

# (inner, operator, outer) → reality
TRUTH = [
    # what carries on is as real as the word that carries it
    ("open", "transparent", "happened", "happened"),
    ("open", "transparent", "negated", "negated"),
    ("happened", "transparent", "hypothetical", "hypothetical"),
    ("scheduled", "transparent", "happened", "scheduled"),
    # a setting is given, whatever becomes of the rest
    ("open", "given", "negated", "happened"),
    ("open", "given", "scheduled", "scheduled"),
    # saying leaves things as they are; not saying whether leaves them open
    ("happened", "say", "happened", "happened"),
    ("future", "say", "happened", "future"),
    ("happened", "say", "negated", "hypothetical"),
    # to condemn an attack is to take it for done
    ("open", "factive", "negated", "happened"),
    # promises, plans, demands
    ("open", "pledged", "happened", "pledged"),
    ("open", "scheduled", "ongoing", "scheduled"),
    ("open", "demanded", "happened", "demanded"),
    ("open", "agreed", "happened", "agreed"),
    ("open", "pledged", "negated", "negated"),
    ("open", "demanded", "negated", "hypothetical"),
    ("open", "agreed", "hypothetical", "hypothetical"),
    ("negated", "pledged", "happened", "negated"),
    ("scheduled", "pledged", "happened", "scheduled"),
    ("scheduled", "hypothetical", "happened", "hypothetical"),
    # refusing, failing, preventing
    ("open", "negated", "happened", "negated"),
    ("open", "negated", "negated", "happened"),
    ("open", "negated", "hypothetical", "hypothetical"),
    # calling off and putting off
    ("open", "cancelled", "happened", "cancelled"),
    ("open", "excluded", "happened", "negated"),
    ("open", "excluded", "negated", "hypothetical"),
    ("open", "cancelled", "negated", "scheduled"),
    ("open", "cancelled", "future", "hypothetical"),
    ("open", "postponed", "happened", "scheduled"),
    # what is done in order that something be is not yet so
    ("open", "purpose", "happened", "hypothetical"),
    ("scheduled", "purpose", "happened", "scheduled"),
    # what is held to be so, and what is only held to be possible
    ("happened", "belief", "happened", "happened"),
    ("future", "belief", "happened", "hypothetical"),
    ("open", "possible", "happened", "hypothetical"),
    ("open", "possible", "negated", "negated"),
    ("happened", "whether", "happened", "hypothetical"),
    # turning down a demand leaves it a demand; turning down talks leaves no talks
    ("demanded", "rejected", "happened", "demanded"),
    ("open", "rejected", "happened", "negated"),
    # a condition that somebody sets, and one that is only imagined
    ("happened", "condition", "pledged", "required"),
    ("happened", "condition", "hypothetical", "hypothetical"),
    ("negated", "condition", "future", "required"),
    # denial
    ("happened", "denied", "happened", "denied"),
    ("happened", "denied", "negated", "happened"),
]


@pytest.mark.parametrize(("inner", "operator", "outer", "reality"), TRUTH)
def test_compose(inner: str, operator: str, outer: str, reality: str) -> None:
    assert compose(inner, operator, outer) == reality  # type: ignore[arg-type]


def sentences() -> list[dict[str, str]]:
    """The rows of `statuses.tsv`: a sentence with its act in brackets, the status to be read, and the change."""
    with Path(__file__).with_name("statuses.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", sentences(), ids=lambda row: row["sentence"])
def test_read_status(understand: Callable[..., Reading], row: dict[str, str]) -> None:
    marked = row["sentence"]
    plain, place = marked.replace("[", "").replace("]", ""), marked.index("[")
    headline = plain[-1] not in '.?"'
    reading = understand("", title=plain) if headline else understand(plain)
    token = next(t for t in reading.tokens if t.start == place)
    found = read_status(reading, reading.clauses[reading.clause_of[token.i]])
    assert (found.reality, found.change or "") == (row["status"], row["change"])


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("If the army leaves, the rebels will disarm.", "If the army leaves"),
        ("The rebels offered to disarm in return for amnesty.", "amnesty"),
        ("The rebels offered to disarm.", None),
    ],
)
def test_the_condition_in_its_words(understand: Callable[..., Reading], sentence: str, words: str | None) -> None:
    reading = understand(sentence)
    disarm = next(c for c in reading.clauses if c.lemma == "disarm")
    token = read_status(reading, disarm).condition
    assert (reading.words(*reading.phrase(token)) if token >= 0 else None) == words


@pytest.mark.parametrize(
    ("act", "reality", "own", "status"),
    [
        ("CONSULT", "agreed", True, "scheduled"),
        ("RETREAT", "agreed", True, "pledged"),
        ("RETREAT", "future", False, "pledged"),
        ("ASSAULT", "future", True, "pledged"),
        ("ASSAULT", "future", False, "scheduled"),
        ("RETREAT", "required", False, "demanded"),
        ("ASSAULT", "required", False, "hypothetical"),
        ("ASSAULT", "happened", False, "happened"),
    ],
)
def test_what_the_walk_leaves_open(act: str, reality: str, own: bool, status: str) -> None:
    assert settle_reality(act, reality, own=own) == status


@pytest.mark.parametrize(
    ("act", "status", "within", "own", "type_"),
    [
        ("CONSULT", "happened", False, False, "CONSULT"),
        ("CONSULT", "scheduled", False, False, "AGREE"),
        ("CONSULT", "scheduled", True, False, None),
        ("CONSULT", "cancelled", False, False, "REJECT"),
        ("RETREAT", "pledged", False, True, "CONCEDE"),
        ("ASSAULT", "pledged", False, True, "THREATEN"),
        ("ASSAULT", "scheduled", False, False, None),
        ("AID", "conditional", False, True, "AGREE"),
        ("AID", "conditional", False, False, None),
        ("ASSAULT", "hypothetical", False, True, None),
        ("REJECT", "happened", False, True, "REJECT"),
    ],
)
def test_type_table(act: str, status: str, within: bool, own: bool, type_: str | None) -> None:
    assert export_type(act, status, within=within, own=own) == type_
