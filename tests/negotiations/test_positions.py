"""What each side offers, asks and refuses, read from sentences."""

from __future__ import annotations

import pytest

from dragoman.model import Position
from dragoman.pipeline import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def stated(reader: Reader, text: str) -> list[tuple[str, str, str]]:
    """`(party's country, stance, what)` of each position in a text of 5 March 2019."""
    return [(p.party.country or p.party.name, p.stance, p.what) for p in positions(reader, text)]


def positions(reader: Reader, text: str) -> tuple[Position, ...]:
    (record,) = reader.read_texts([text], published="2019-03-05")
    return record.positions


def test_a_demand_is_what_is_asked_and_not_who_is_asked(reader: Reader) -> None:
    text = "France urged Turkey to withdraw its soldiers from the valley."
    assert ("FRA", "demand", "withdraw its soldiers from the valley") in stated(reader, text)


def test_terms_behind_what_is_asked_belong_to_it(reader: Reader) -> None:
    text = "Egypt demanded the release of the sailors as a first step."
    assert ("EGY", "demand", "the release of the sailors as a first step") in stated(reader, text)


def test_what_is_asked_of_ones_own_side_or_of_all_sides_is_no_position(reader: Reader) -> None:
    own = "The Turkish president ordered the Turkish army to leave the valley."
    both = "Norway urged both Greece and Turkey to release the sailors."
    assert [p for p in stated(reader, own) if p[1] == "demand"] == []
    assert [p for p in stated(reader, both) if p[1] == "demand"] == []


def test_an_answer_that_points_back_says_what_was_asked(reader: Reader) -> None:
    text = "Greece asked Turkey to withdraw its soldiers from the valley. Turkey has refused."
    assert ("TUR", "refusal", "withdraw its soldiers from the valley") in stated(reader, text)


def test_a_condition_that_is_rejected_is_what_was_wanted_for_the_offer(reader: Reader) -> None:
    text = "Greece offered to free the sailors if Turkey returned the boat. Turkey rejected the condition."
    assert ("TUR", "refusal", "Turkey returned the boat") in stated(reader, text)


def test_a_plan_that_is_accepted_is_a_concession(reader: Reader) -> None:
    assert ("GRC", "concession", "the plan of the Swiss envoy") in stated(
        reader, "Greece on Monday accepted the plan of the Swiss envoy."
    )


def test_a_pledge_to_refuse_is_a_refusal_and_a_threat_is_no_commitment(reader: Reader) -> None:
    assert ("TUR", "refusal", "any treaty on the islands") in stated(
        reader, "Turkey said on Monday that it would reject any treaty on the islands."
    )
    threat = "Turkey said on Monday that it would impose sanctions on Greece."
    assert [p for p in stated(reader, threat) if p[1] == "commitment"] == []


def test_what_is_only_asked_about_or_of_which_there_is_no_sign_is_no_commitment(reader: Reader) -> None:
    for text in (
        "Greece did not say whether it would withdraw its soldiers from the valley.",
        "Greece gave no indication that it would withdraw its soldiers from the valley.",
    ):
        assert [p for p in stated(reader, text) if p[1] == "commitment"] == []


def test_a_price_is_no_condition(reader: Reader) -> None:
    (found,) = positions(reader, "Greece offered to free the sailors in exchange for an apology.")
    assert (found.stance, found.what, found.in_exchange_for, found.on_condition) == (
        "offer", "free the sailors", "an apology", None,
    )  # fmt: skip


def test_a_deal_that_is_only_named_is_no_commitment(reader: Reader) -> None:
    text = "Tariffs and a trade deal between Greece and Turkey will be among the topics next week."
    assert [p for p in stated(reader, text) if p[1] == "commitment"] == []


def promised(reader: Reader, text: str) -> list[tuple[str, str]]:
    (record,) = reader.read_texts([text], published="2019-03-05")
    return [(promise.sort, promise.what) for promise in record.promises]


def test_a_promise_is_told_in_the_words_of_the_act(reader: Reader) -> None:
    assert promised(reader, "Turkey said on Monday that it would reject any treaty on the islands.") == [
        ("pledge", "reject any treaty on the islands")
    ]


def test_nothing_is_promised_where_the_text_only_asks_whether(reader: Reader) -> None:
    assert promised(reader, "Turkey was coy about whether it would withdraw its soldiers from the valley.") == []


def test_a_promise_tells_what_it_hangs_on_and_what_will_not_be_done(reader: Reader) -> None:
    assert promised(
        reader, "Turkey said it would withdraw its soldiers from the valley if Greece freed the sailors."
    ) == [("condition", "withdraw its soldiers from the valley if Greece freed the sailors")]
    assert promised(reader, "Turkey said it would not withdraw its soldiers unless Greece freed the sailors.") == [
        ("condition", "not withdraw its soldiers unless Greece freed the sailors")
    ]


@pytest.mark.parametrize(
    ("sentence", "price"),
    [
        ("Turkey will not go to Geneva unless Greece lets the boats pass.", "go to Geneva"),
        ("Turkey said it would never accept the treaty unless Greece let the boats pass.", "accept the treaty"),
        ("Turkey threatened to leave the talks unless Greece let the boats pass.", "not leave the talks"),
    ],
)
def test_what_is_done_if_a_condition_is_met_is_the_contrary_of_what_is_said_for_the_time_until_then(
    reader: Reader, sentence: str, price: str
) -> None:
    (condition,) = (p for p in positions(reader, sentence) if p.stance == "condition")
    assert condition.in_exchange_for == price


def test_a_promise_keeps_the_condition_behind_it(reader: Reader) -> None:
    text = "Turkey said it would withdraw its soldiers from the valley only after Greece had freed the sailors."
    ((_, what),) = promised(reader, text)
    assert what == "withdraw its soldiers from the valley only after Greece had freed the sailors"


def test_harm_that_is_promised_is_no_commitment(reader: Reader) -> None:
    text = 'Turkey promised Greece "fire and fury," driving Greek ships from the harbour.'
    assert [p for p in stated(reader, text) if p[1] == "commitment"] == []


def test_who_does_not_always_agree_refuses_nothing(reader: Reader) -> None:
    assert stated(reader, "Greece and Turkey met on Monday. We do not always agree, the Turkish president said.") == []
