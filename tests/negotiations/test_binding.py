"""What binds nobody: guesses, opinions, forecasts, and what is promised by the wrong man."""

from __future__ import annotations

import pytest

from dragoman.model import Article, Position
from dragoman.negotiations.terms import tidy
from dragoman.pipeline import Reader
from negotiations.test_stances import TALKS


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def positions(reader: Reader, text: str) -> list[Position]:
    (record,) = reader.read_texts([TALKS + text], published="2019-03-05")
    return [p for p in record.positions if p.start >= len(TALKS)]


def promised(reader: Reader, text: str) -> list[str]:
    (record,) = reader.read_texts([TALKS + text], published="2019-03-05")
    return [promise.what for promise in record.promises]


@pytest.mark.parametrize(
    "text",
    [
        "Some analysts say that Turkey would withdraw its soldiers from the valley if Greece freed the sailors.",
        "Greece may be gambling that it will free the sailors.",
        "Greece said that Turkey would free the sailors if it were offered money.",
        "Greece did not say how it would release the sailors.",
        "Greece said it would neither sign the treaty nor withdraw its troops.",
    ],
)
def test_what_is_supposed_or_foretold_is_no_position_and_no_promise(reader: Reader, text: str) -> None:
    assert positions(reader, text) == []
    assert promised(reader, text) == []


def test_what_only_comes_of_an_act_is_not_promised(reader: Reader) -> None:
    text = "Turkey praised the step, calling it a decision that will free both sides from an old quarrel."
    assert promised(reader, text) == []


def test_a_legislator_does_not_promise_for_his_state(reader: Reader) -> None:
    text = "Senator Ted Cruz vowed to withdraw American troops from Turkey."
    assert [p for p in positions(reader, text) if p.party.party == "state:USA"] == []


def test_a_favour_asked_of_no_party_is_no_demand(reader: Reader) -> None:
    assert positions(reader, "Turkey advised foreigners to leave the islands.") == []


def test_what_is_refused_until_something_is_done_reads_as_a_bargain(reader: Reader) -> None:
    (found,) = positions(reader, "Turkey said it would not free the sailors until Greece returned the boat.")
    assert (found.stance, found.what, found.in_exchange_for) == (
        "condition", "Greece returned the boat", "free the sailors",
    )  # fmt: skip


def test_who_would_like_another_to_act_makes_a_demand_and_of_both_a_proposal(reader: Reader) -> None:
    demand = positions(reader, "Greece would like Turkey to withdraw its boats.")
    assert [(p.stance, p.what) for p in demand] == [("demand", "withdraw its boats")]
    assert positions(reader, "Greece would have liked Turkey to withdraw its boats.") == []
    proposal = positions(
        reader, '"I would like the two of us to find a deal to end the shelling," the Greek president said.'
    )
    assert [(p.stance, p.what) for p in proposal] == [("proposal", "find a deal to end the shelling")]


def test_a_wish_on_a_page_without_events_or_in_a_headline_is_no_position(reader: Reader) -> None:
    (record,) = reader.read_texts(["Brazil would like the weather to be better."])
    assert record.positions == ()
    page = Article(
        id="boats", title="Greece would like us to share the islands", text="Greece and Turkey met in Geneva on Monday."
    )
    (record,) = reader.read_articles([page])
    assert record.events
    assert record.positions == ()


def test_quotation_marks_without_their_other_half_are_left_out() -> None:
    assert tidy('leave if it is not "fruitful') == "leave if it is not fruitful"
    assert tidy('join efforts" to end "the tests') == "join efforts to end the tests"
    assert tidy('agree to "a new deal" soon') == 'agree to "a new deal" soon'


def test_an_inquiry_may_be_promised_and_a_threat_may_not(reader: Reader) -> None:
    assert promised(reader, "Turkey pledged to investigate the deaths of the sailors by the end of June.") == [
        "investigate the deaths of the sailors by the end of June"
    ]
