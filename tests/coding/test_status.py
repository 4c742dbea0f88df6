"""The truth table of `compose`, and the walk on whole sentences."""

from __future__ import annotations

import pytest

from dragoman.coding.status import compose, read_status
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
    ("open", "cancelled", "negated", "scheduled"),
    ("open", "cancelled", "future", "hypothetical"),
    ("open", "postponed", "happened", "scheduled"),
    # what is done in order that something be is not yet so
    ("open", "purpose", "happened", "hypothetical"),
    ("scheduled", "purpose", "happened", "scheduled"),
    # denial
    ("happened", "denied", "happened", "denied"),
    ("happened", "denied", "negated", "happened"),
]


@pytest.mark.parametrize(("inner", "operator", "outer", "reality"), TRUTH)
def test_compose(inner: str, operator: str, outer: str, reality: str) -> None:
    assert compose(inner, operator, outer) == reality  # type: ignore[arg-type]


# sentence, trigger, reality, change
SENTENCES = [
    ("Rebels attacked the town on Monday.", "attacked", "happened", None),
    ("Rebels did not attack the town.", "attack", "negated", None),
    ("Troops are shelling the port.", "shelling", "ongoing", None),
    ("The ministers will meet in Lagos.", "meet", "future", None),
    ("The ministers are to meet in Lagos on Friday.", "meet", "scheduled", None),
    ("The president plans to visit Chad.", "visit", "scheduled", None),
    ("The militia vowed to release the captives.", "release", "pledged", None),
    ("The minister urged the rebels to disarm.", "disarm", "demanded", None),
    ("The rebels refused to disarm.", "disarm", "negated", None),
    ("The army failed to retake the bridge.", "retake", "negated", None),
    ("The two states agreed to resume talks.", "talks", "agreed", "resumed"),
    ("The summit was called off.", "summit", "cancelled", None),
    ("A planned visit by the emir was postponed.", "visit", "scheduled", "postponed"),
    ("The colonel denied that his men had looted the market.", "looted", "denied", None),
    ("Officials fear that the army may attack the camp.", "attack", "hypothetical", None),
    ("If the talks fail, the union will strike.", "strike", "conditional", None),
    ("Should the talks fail, the envoy said, the bloc would impose sanctions.", "sanctions", "conditional", None),
    ("The general said his men would leave the city.", "leave", "future", None),
    ("Police managed to disperse the crowd.", "disperse", "happened", None),
    ("The bishop condemned the attack on the convoy.", "attack", "happened", None),
    ("No agreement was reached at the talks.", "talks", "happened", None),
    ("No agreement was reached at the talks.", "agreement", "negated", None),
    ("The envoy has no plans to visit Damascus.", "visit", "negated", None),
    ("The government is considering expelling the ambassador.", "expelling", "hypothetical", None),
    ("Will the generals resign?", "resign", "hypothetical", None),
]


@pytest.mark.parametrize(("sentence", "trigger", "reality", "change"), SENTENCES)
def test_read_status(understand: object, sentence: str, trigger: str, reality: str, change: str | None) -> None:
    reading: Reading = understand(sentence)  # type: ignore[operator]
    clause = next(c for c in reading.clauses if reading.tokens[c.predicate].text == trigger)
    found = read_status(reading, clause)
    assert (found.reality, found.change) == (reality, change)


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
