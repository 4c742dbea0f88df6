"""Offers, conditions, refusals and demands told apart, and what is none of them."""

from __future__ import annotations

import pytest

from dragoman.model import Position
from dragoman.pipeline import Reader

TALKS = (
    "Greece and Turkey met in Geneva on Monday for talks about the islands. "
    "Greece accused Turkey of shelling the harbour. Turkey accused Greece of sinking a boat. "
)
"""So that a page has its two sides."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def positions(reader: Reader, text: str) -> tuple[Position, ...]:
    (record,) = reader.read_texts([TALKS + text], published="2019-03-05")
    return record.positions


def stated(reader: Reader, text: str) -> list[tuple[str | None, str, str]]:
    return [(p.party.country or p.party.name, p.stance, p.what) for p in positions(reader, text)]


def test_what_holds_out_something_is_an_offer_and_what_sets_terms_a_condition(reader: Reader) -> None:
    offer = "Turkey said it would withdraw its soldiers from the valley if Greece freed the sailors."
    terms = "Turkey said it would withdraw its soldiers from the valley only if Greece freed the sailors."
    assert ("TUR", "offer", "withdraw its soldiers from the valley") in stated(reader, offer)
    assert ("TUR", "condition", "Greece freed the sailors") in stated(reader, terms)


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Turkey said it would not lift its blockade of the islands.", "lift its blockade of the islands"),
        ("Turkey said it would not stop shelling the harbour.", "stop shelling the harbour"),
    ],
)
def test_who_will_not_end_something_refuses_to_end_it(reader: Reader, sentence: str, what: str) -> None:
    assert [(stance, told) for _, stance, told in stated(reader, sentence)] == [("refusal", what)]


def test_what_a_party_says_that_it_will_not_do_is_a_refusal(reader: Reader) -> None:
    assert ("TUR", "refusal", "sending an envoy") in stated(reader, "Turkey on Tuesday ruled out sending an envoy.")
    assert ("GRC", "refusal", "give up a single rock") in stated(
        reader, "The Greek prime minister said that his country would not give up a single rock."
    )


def test_a_condition_is_read_where_no_act_is_coded(reader: Reader) -> None:
    (found,) = [
        p
        for p in positions(reader, "Greece would play host only if the question of the harbour were on the agenda.")
        if p.stance == "condition"
    ]
    assert found.what == "the question of the harbour were on the agenda"
    assert found.in_exchange_for == "play host"


def test_who_no_longer_insists_makes_a_concession(reader: Reader) -> None:
    text = "Greece said it would not insist on the return of the boat."
    assert ("GRC", "concession", "not insist on the return of the boat") in stated(reader, text)


def test_what_somebody_says_that_another_must_do_is_his_demand(reader: Reader) -> None:
    text = "Greece said that Turkey must leave the harbour first."
    assert any(p[:2] == ("GRC", "demand") and "leave the harbour" in p[2] for p in stated(reader, text))


def test_who_looks_on_takes_no_position_by_an_appeal(reader: Reader) -> None:
    for text in (
        "Canada urged Turkey to show restraint.",
        "Amnesty International called on Turkey to publish the names of the prisoners.",
    ):
        assert [p for p in stated(reader, text) if p[1] == "demand"] == []


def test_what_is_insisted_to_be_so_is_no_demand(reader: Reader) -> None:
    text = "Turkey insisted that the boat had been in its waters."
    assert [p for p in stated(reader, text) if p[1] == "demand"] == []


def test_what_two_sides_agree_on_is_their_agreement_and_no_commitment_of_each(reader: Reader) -> None:
    text = "Greece and Turkey agreed to withdraw their soldiers from the valley."
    assert [p for p in stated(reader, text) if p[1] == "commitment"] == []


def test_a_group_takes_a_position_and_not_its_men(reader: Reader) -> None:
    (record,) = reader.read_texts(
        [
            "Colombia and the FARC met in Havana on Monday for talks. FARC commanders refused to hand over their "
            "weapons to the army."
        ],
        published="2013-03-05",
    )
    assert {p.party.id for p in record.positions if p.stance == "refusal"} == {"group:farc"}


def test_what_is_pledged_in_so_many_words_is_a_commitment(reader: Reader) -> None:
    text = "Turkey has pledged to put off the next filling of the reservoir until June."
    assert any(p[:2] == ("TUR", "commitment") and "filling of the reservoir" in p[2] for p in stated(reader, text))


def test_a_bare_promise_is_in_the_ledger_in_its_own_words(reader: Reader) -> None:
    text = "Niger promised on Monday to recognize the fishing permits of Chad, its foreign minister said."
    (record,) = reader.read_texts([text], published="2019-03-04")
    assert [(p.what, p.sort, p.due) for p in record.promises] == [
        ("recognize the fishing permits of Chad", "pledge", None)
    ]


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Turkey said it would return to the table only after Greece freed the sailors.", "Greece freed the sailors"),
        ("Turkey accepted the plan on the condition that Greece withdraw its troops.", "Greece withdraw its troops"),
        ("Turkey is prepared to talk if Greece withdraws its troops.", "Greece withdraws its troops"),
        ("Turkey ruled out a truce before the sailors were freed.", "the sailors were freed"),
        ("Turkey said the blockade would stay until Greece freed the sailors.", "Greece freed the sailors"),
        ("Turkey made the release of the sailors a condition for a truce.", "the release of the sailors"),
        ("Turkey set a Greek withdrawal as a condition for peace.", "a Greek withdrawal"),
        ("The release of the sailors is a condition for any truce, Turkey said.", "The release of the sailors"),
        ("Turkey tied the lifting of the blockade to the release of the sailors.", "the release of the sailors"),
        ("Turkey warned that it would leave the talks if Greece did not free the sailors.", "Greece free the sailors"),
        ("Turkey threatened to leave the talks unless Greece freed the sailors.", "Greece freed the sailors"),
    ],
)
def test_a_condition_in_many_phrasings(reader: Reader, sentence: str, what: str) -> None:
    assert ("TUR", "condition", what) in stated(reader, sentence)


def test_what_goes_on_before_something_is_no_condition(reader: Reader) -> None:
    text = "Turkey said it would wait another month before deciding on the harbour."
    assert [stance for _, stance, _ in stated(reader, text) if stance == "condition"] == []


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Greece does not accept the Turkish plan.", "the Turkish plan"),
        ("Greece said it could not accept a foreign force on the islands.", "a foreign force on the islands"),
        ("Greece vowed never to negotiate with the pirates.", "negotiate with the pirates"),
    ],
)
def test_who_does_not_accept_or_vows_not_to_refuses(reader: Reader, sentence: str, what: str) -> None:
    assert any(p[:2] == ("GRC", "refusal") and what in p[2] for p in stated(reader, sentence))


def test_an_undertaking_not_to_do_harm_is_a_commitment(reader: Reader) -> None:
    assert [p[:2] for p in stated(reader, "Greece undertook not to board Turkish ships.")] == [("GRC", "commitment")]


def test_a_refusal_of_an_offer_tells_the_whole_bargain(reader: Reader) -> None:
    text = "Greece offered to free the sailors if Turkey lifted the blockade. Turkey rejected the offer."
    (refusal,) = [p for p in positions(reader, text) if p.stance == "refusal"]
    assert (refusal.what, refusal.on_condition) == ("free the sailors", "Turkey lifted the blockade")


def test_who_wants_to_thank_somebody_demands_nothing_that_was_said_before(reader: Reader) -> None:
    text = "Greece demanded that Turkey lift the blockade. Turkey said it wanted to thank the fishermen."
    found = [p[:2] for p in stated(reader, text)]
    assert ("GRC", "demand") in found and ("TUR", "demand") not in found


def test_what_must_be_in_a_deal_is_a_demand(reader: Reader) -> None:
    text = "Any deal must include the release of the sailors, the Turkish government said."
    assert [p[:2] for p in stated(reader, text)] == [("TUR", "demand")]


def test_what_is_joined_to_a_demand_is_no_part_of_it(reader: Reader) -> None:
    text = "Greece demanded that Turkey lift its blockade by Friday and threatened to close the port if it did not."
    (demand,) = [p for p in positions(reader, text) if p.stance == "demand"]
    assert (demand.what, demand.on_condition) == ("Turkey lift its blockade by Friday", None)


def test_an_answer_is_about_what_it_names(reader: Reader) -> None:
    text = (
        "Greece demanded the release of the sailors. Greece said it would talk only if the harbour was opened. "
        "Turkey rejected the demand."
    )
    (refusal,) = [p for p in positions(reader, text) if p.stance == "refusal"]
    assert refusal.what == "the release of the sailors"


def test_who_leaves_things_as_they_are_until_then_would_leave_them_no_longer(reader: Reader) -> None:
    text = "Turkey said it would keep its soldiers in the valley until Greece freed the sailors."
    (found,) = [p for p in positions(reader, text) if p.stance == "condition"]
    assert found.in_exchange_for == "no longer keep its soldiers in the valley"


def test_what_is_only_offered_is_no_promise(reader: Reader) -> None:
    (record,) = reader.read_texts([TALKS + "Greece offered to mediate in the valley."], published="2019-03-05")
    assert record.promises == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Turkey threatened to leave the talks if Greece shelled the harbour.",
        "Turkey warned Greece that its boats would be hit if it shelled the harbour again.",
        "Turkey said it would cut its aid to Greece if the boats came back.",
    ],
)
def test_a_threat_tells_what_must_not_be_done_and_states_no_position(reader: Reader, sentence: str) -> None:
    assert stated(reader, sentence) == []


def test_what_is_asked_or_promised_goes_on_behind_and(reader: Reader) -> None:
    asked = "Turkey urged Greece to free the sailors and leave the islands at once."
    given = "Turkey promised to free the sailors and to lift its blockade of the islands."
    assert stated(reader, asked) == [("TUR", "demand", "free the sailors and leave the islands at once")]
    assert stated(reader, given) == [("TUR", "commitment", "free the sailors and to lift its blockade of the islands")]


def test_what_several_are_to_do_by_an_onlookers_word_commits_none_of_them(reader: Reader) -> None:
    told = "A Swiss official said that Greece and Turkey would exchange their prisoners on Friday."
    own = "Greece and Turkey promised to free their prisoners on Friday."
    assert stated(reader, told) == []
    assert {(country, stance) for country, stance, _ in stated(reader, own)} == {
        ("GRC", "commitment"),
        ("TUR", "commitment"),
    }


def test_what_no_act_was_coded_in_is_offered_if(reader: Reader) -> None:
    text = "Greece said it would extend by a month the truce it declared in May if Turkey stopped its raids."
    assert [(country, stance) for country, stance, _ in stated(reader, text)] == [("GRC", "offer")]


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        (
            "Turkey will not return to the table until Greece frees the sailors, the minister said.",
            "Greece frees the sailors",
        ),
        (
            "Without the release of the sailors there will be no talks, the Turkish prime minister said.",
            "the release of the sailors",
        ),
        ("Talks can begin only after Greece withdraws its ships, Turkey said.", "Greece withdraws its ships"),
        ("Turkey refused to return to the table until the port was open.", "the port was open"),
    ],
)
def test_what_must_come_first_is_a_condition(reader: Reader, sentence: str, what: str) -> None:
    assert ("TUR", "condition", what) in stated(reader, sentence)


def test_what_is_refused_is_the_act_and_not_its_object(reader: Reader) -> None:
    assert ("TUR", "refusal", "return to the table") in stated(
        reader, "The Turkish president said that his country would not return to the table."
    )
    assert ("TUR", "refusal", "talks with the rebels") in stated(
        reader, "There will be no talks with the rebels, the Turkish prime minister said."
    )


def test_who_is_given_a_day_is_asked_for_something(reader: Reader) -> None:
    assert ("TUR", "demand", "free the sailors") in stated(
        reader, "Turkey gave Greece until Friday to free the sailors."
    )


def test_what_is_insisted_on_may_be_told_as_done(reader: Reader) -> None:
    assert ("GRC", "demand", "the sailors be freed before talks resume") in stated(
        reader, "Greece insisted that the sailors be freed before talks resume."
    )


def test_a_relative_clause_with_which_asks_nothing(reader: Reader) -> None:
    text = "Athens thanked Turkey, which has offered to free the sailors."
    assert ("TUR", "offer", "free the sailors") in stated(reader, text)


def test_who_asks_no_longer_yields(reader: Reader) -> None:
    found = stated(reader, "Turkey no longer insists on the return of the boat.")
    assert [(country, stance) for country, stance, _ in found] == [("TUR", "concession")]


def test_a_proposal_is_what_is_put_forward_and_not_what_it_is_for(reader: Reader) -> None:
    assert ("GRC", "proposal", "a joint commission") in stated(
        reader, "Greece proposed a joint commission to study the fishing grounds."
    )


def test_what_is_refused_as_long_as_something_lasts_is_refused_on_that_condition(reader: Reader) -> None:
    text = "There can be no talks as long as Greek ships are in the harbour, the Turkish prime minister said."
    (found,) = positions(reader, text)
    assert (found.stance, found.what, found.on_condition) == (
        "refusal",
        "talks",
        "as long as Greek ships are in the harbour",
    )


def test_a_threat_is_left_undone_if_its_condition_is_met(reader: Reader) -> None:
    text = "Turkey warned that it would leave the talks if Greece did not free the sailors."
    (found,) = positions(reader, text)
    assert (found.stance, found.what, found.in_exchange_for) == (
        "condition",
        "Greece free the sailors",
        "not leave the talks",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Greece said it would subject Turkish fish to a tariff if Turkey raised its own.",  # a threat
        "On this issue we do not always agree, the Turkish president said.",
        "It is a treaty that should never have been signed, the Turkish president said.",
        "The Greek and Turkish ministers seek common ground on the islands.",
        "Greek officials dismissed the remarks.",
    ],
)
def test_what_only_looks_like_a_position_is_none(reader: Reader, sentence: str) -> None:
    assert stated(reader, sentence) == []


def test_what_is_not_done_to_gain_something_is_refused_and_not_the_gain(reader: Reader) -> None:
    text = "Greece said it would not accept quotas to gain an exemption from the Turkish tariffs."
    assert [(stance, what.split()[0]) for _, stance, what in stated(reader, text)] == [("refusal", "quotas")]
