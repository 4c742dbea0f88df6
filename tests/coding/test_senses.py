"""Words that sound like one act and tell of another, or of none. The sentences were written for these tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model import Event

from .conftest import names

Events = Callable[..., list[Event]]


def acts(found: list[Event]) -> set[str]:
    return {e.act for e in found}


@pytest.mark.parametrize(
    "text",
    [
        "The president of Chad rolled out the red carpet for the emir of Qatar.",
        "The president of Chad put great emphasis on the harvest of Niger.",
        "The minister of Chad went even further than Niger.",
        "Clerks from Chad and Niger man their telephones at the border.",
        "The president of Chad held out the prospect of rain.",
    ],
)
def test_idioms_are_no_acts(events: Events, text: str) -> None:
    assert not events(text)


def test_a_task_that_one_is_charged_with_is_no_crime(events: Events) -> None:
    assert "ACCUSE" not in acts(events("The envoy of Chad, charged with negotiating with Niger, came on Monday."))
    assert "ACCUSE" in acts(events("Chad charged the envoy of Niger with ordering the killings."))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The president of Chad welcomed the offer from Niger, calling it very good news.", "SUPPORT"),
        ("The president of Chad called the Libyan leader a friend of peace.", "SUPPORT"),
        ("The president of Chad called Niger's tax a terrible mistake.", "ACCUSE"),
        ("The president of Chad called the charge a fabrication.", "REJECT"),
    ],
)
def test_what_something_is_called_says_the_act(events: Events, text: str, act: str) -> None:
    assert acts(events(text)) == {act}


def test_what_is_only_called_what_it_is_is_not_blamed(events: Events) -> None:
    assert not events('Chad described the delay as the "final" extension for Niger.')


def test_naming_a_meeting_is_not_holding_one(events: Events) -> None:
    assert "CONSULT" not in acts(events("The spokesman of Chad called the meeting a good start."))


@pytest.mark.parametrize(
    "text",
    [
        "The president of Chad attacked the president of Niger on Twitter.",
        "In a speech in Oslo, the president of Chad attacked Niger over its policy.",
        "The president of Chad attacked his critics as traitors.",
        "Senators in Chad renewed their attacks on the nominee.",
    ],
)
def test_attacks_in_words_are_accusations(events: Events, text: str) -> None:
    assert "ASSAULT" not in acts(events(text))
    assert "ACCUSE" in acts(events(text))


def test_attacks_in_arms_are_assaults(events: Events) -> None:
    assert acts(events("Chad attacked Niger on Monday, killing two soldiers.")) == {"ASSAULT"}
    assert "ASSAULT" in acts(events("Rebels attacked the convoy of the governor of Chad."))


def test_fire_that_one_comes_under_for_something_is_criticism(events: Events) -> None:
    assert acts(events("The president of Chad has come under fire for his visit to Niger.")) == {"ACCUSE"}
    assert acts(events("A patrol from Chad came under fire near the border.")) == {"ASSAULT"}


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("Traders fear that the Iran sanctions will cost them work.", ["IRN"]),
        ("The Syria air strikes lasted an hour, a general said.", ["SYR"]),
    ],
)
def test_the_place_that_sanctions_and_strikes_are_named_after_is_hit(events: Events, text: str, hit: list[str]) -> None:
    found = [e for e in events(text) if e.act in ("SANCTION", "ASSAULT")]
    assert found and all(not e.actors and names(e.recipients) == hit for e in found)


def test_the_power_that_they_are_named_after_acts(events: Events) -> None:
    (found,) = events("U.S. sanctions on Syria took effect on Monday.")
    assert (names(found.actors), names(found.recipients)) == (["USA"], ["SYR"])


@pytest.mark.parametrize(
    "text",
    [
        "Chad agreed that Niger was a problem.",
        "Chad and Niger agree that a trade war would have grave consequences.",
    ],
)
def test_a_shared_opinion_is_no_agreement(events: Events, text: str) -> None:
    assert "AGREE" not in acts(events(text))


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger agreed that talks should resume in June.",
        "Chad agreed to open the border and was given a loan by Niger.",
    ],
)
def test_what_is_to_be_done_is(events: Events, text: str) -> None:
    assert "AGREE" in acts(events(text))


@pytest.mark.parametrize(
    ("text", "act", "status"),
    [
        ("The rebels of Chad said they would fire no more rockets into Niger.", "RETREAT", "pledged"),
        ("The army of Chad no longer shells the town.", "RETREAT", "happened"),
        ("The government of Chad promised that it would arrest no more journalists.", "CONCEDE", "pledged"),
    ],
)
def test_what_is_done_no_more_has_ended(events: Events, text: str, act: str, status: str) -> None:
    assert [(e.act, e.status) for e in events(text)] == [(act, status)]


def test_a_threat_is_made_whatever_it_hangs_on(events: Events) -> None:
    (found,) = [e for e in events("Chad promised a crushing response if Niger closed the road.") if e.act == "THREATEN"]
    assert found.status == "happened"


def test_what_is_only_wished_for_did_not_happen(events: Events) -> None:
    found = events("The Kremlin tried to extract concessions from Niger.")
    assert found and all(e.status == "hypothetical" for e in found)


def test_goods_that_tariffs_are_put_on_are_not_traded(events: Events) -> None:
    assert acts(events("Chad imposed tariffs on steel imports from Niger and Mali.")) == {"SANCTION"}


def test_who_demands_a_release_does_not_release(events: Events) -> None:
    (found,) = [e for e in events("Rebels in Chad demanded the release of their leaders.") if e.act == "RETREAT"]
    assert not found.actors


def test_a_call_that_one_is_punished_for_was_made(events: Events) -> None:
    found = events("Chad halted imports of Nigerien beef as punishment for Niger's call for an inquiry.")
    assert [e.status for e in found if e.act == "REQUEST"] == ["happened"]


def test_who_invades_to_topple_topples(events: Events) -> None:
    (found,) = [e for e in events("Chad invaded Niger to topple General Tandja.") if e.act == "COERCE"]
    assert names(found.actors) == ["TCD"]


@pytest.mark.parametrize(
    "text",
    [
        "The president of Chad said Niger had made a terrible deal with Mali.",
        "The foreign minister of Chad said his country got a bad deal from Niger.",
    ],
)
def test_a_deal_that_is_judged_is_there_already(events: Events, text: str) -> None:
    assert "AGREE" not in acts(events(text))


@pytest.mark.parametrize(
    "text",
    [
        "Two soldiers of Chad were killed when their truck overturned.",
        "An explosion at a fireworks factory in Chad killed twelve people.",
    ],
)
def test_accidents_are_nobodys_assault(events: Events, text: str) -> None:
    assert not events(text)


def test_a_bomb_in_a_market_is_somebodys(events: Events) -> None:
    assert acts(events("An explosion at a market in Chad killed twelve people.")) == {"ASSAULT"}


def test_nobody_refuses_to_himself(events: Events) -> None:
    found = events("The U.S. envoy said there would be no talks with the junta.")
    assert found and all("USA" not in names(e.recipients) for e in found)


def test_a_golf_retreat_is_no_withdrawal(events: Events) -> None:
    assert "RETREAT" not in acts(events("The president of Chad flew into his golf retreat."))
    assert "RETREAT" in acts(events("The retreat of Chad's army from Niger began on Monday."))


def test_an_act_and_what_it_hangs_on_are_two(events: Events) -> None:
    text = "The minister said his country would take its troops home only if Niger undertook to hand over the town."
    assert [e.status for e in events(text) if e.act == "RETREAT"][:1] == ["conditional"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Chad put its name to the border pact with Niger.", "SUPPORT"),
        ("The president of Chad took Niger to task over the killings.", "ACCUSE"),
        ("Chad laid the blame on Niger.", "ACCUSE"),
        ("The envoy of Chad spent four hours with the foreign minister of Niger.", "CONSULT"),
        ("The president of Chad is in Oslo. He is to see the ambassador of Niger.", "CONSULT"),
        ("The foreign minister of Chad goes on to Niger and Mali.", "CONSULT"),
        ("Chad is to reduce its troops in Niger.", "RETREAT"),
        ("Chad is landing tanks in Niger.", "MOBILIZE"),
        ("The opposition leader of Chad remains in custody.", "COERCE"),
        ("In the capital of Chad women banged pots and saucepans in protest.", "PROTEST"),
    ],
)
def test_idioms_that_tell_of_acts(events: Events, text: str, act: str) -> None:
    assert act in acts(events(text))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Chad excluded Niger and Mali from the tariffs.", "CONCEDE"),
        ("Niger earned its exemption from the tariffs.", "CONCEDE"),
        ("Mr. Obama went on with his attacks on Mr. Romney.", "ACCUSE"),
        ("Chad answered with artillery.", "ASSAULT"),
        ("The president of Chad appealed to both powers to suspend the arms shipments.", "REQUEST"),
        ("Iran restarted its nuclear program on Monday.", "MOBILIZE"),
        ("Chad would not hear of a deal with the rebels.", "REJECT"),
        ("Libyan troops marched into Chad on Tuesday.", "ASSAULT"),
        ("A car bomb wrecked a tram in Chad.", "ASSAULT"),
        ("Two soldiers of Chad died of gunshot wounds.", "ASSAULT"),
        ("The president of Chad attacked the mayor over the budget.", "ACCUSE"),
        ("Opposition attacks on the president of Chad grew.", "ACCUSE"),
        ("Chad attacked the treaty on Monday.", "ACCUSE"),
        ("Condoleezza Rice is expected in Chad on Friday.", "CONSULT"),
        ("The president of Chad sent John Kerry to Niger.", "CONSULT"),
        ("Chad would not hesitate to take countermeasures against Niger.", "SANCTION"),
    ],
)
def test_what_the_classifier_takes_for_another(events: Events, text: str, act: str) -> None:
    assert acts(events(text)) == {act}


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger sought common ground on the dam.",
        "The president of Chad spoke of a trade battle with Niger.",
        "Most analysts think it unlikely that the talks will reach an agreement.",
        "Tourists from Chad visited Niger.",
        "The president of Chad told a party meeting that rain was near.",
    ],
)
def test_battles_in_words_onlookers_and_journeys_of_ones_own(events: Events, text: str) -> None:
    assert not events(text)


def test_whom_strikes_hit_by_name_does_not_strike(events: Events) -> None:
    found = events("The Syria strikes killed nine people.")
    assert "SYR" not in [name for e in found for name in names(e.actors)]


@pytest.mark.parametrize(
    "text",
    [
        "The president of Chad called for the rebels to be disarmed.",
        "Chad called on Monday for the two sides to stop fighting.",
        "Chad appealed to all camps to lay down their arms.",
    ],
)
def test_what_is_called_for_is_asked_for(events: Events, text: str) -> None:
    assert [e.status for e in events(text) if e.act == "REQUEST"] == ["happened"]


def test_what_is_wanted_by_a_day_is_wanted_today(events: Events) -> None:
    [event] = events("Chad wants elections in Niger within six months.")
    assert (event.act, event.status) == ("REQUEST", "happened")
    assert event.date.start == event.date.end


def test_what_is_heard_as_a_refusal_is_one(events: Events) -> None:
    found = events("Chad said it would not let the envoy of Niger leave.")
    assert ("REJECT", "happened") in [(e.act, e.status) for e in found]


def test_a_name_withheld_is_no_demand(events: Events) -> None:
    assert not events("One official of Chad, who asked for his name to be withheld, spoke of rain.")


def test_a_promise_not_to_attack_is_no_threat(events: Events) -> None:
    found = events("The rebels of Chad promised not to attack the columns of Niger.")
    assert "THREATEN" not in acts(found)
    assert "AGREE" in acts(found)


@pytest.mark.parametrize("text", ["The president of Chad took credit for the rain.", "Niger said Chad broke its word."])
def test_words_that_are_kept_and_credit_that_is_taken_are_no_acts(events: Events, text: str) -> None:
    assert not events(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Chad turned the plan of Niger down and asked for seven weeks.", "REQUEST"),
        ("A minister of Chad repeated the demand on Thursday.", "REQUEST"),
        ("The council of Chad made a similar appeal to Niger.", "REQUEST"),
        ("The president of Chad told parliament that the raid was indefensible.", "ACCUSE"),
        ("Rebels in Chad vowed more attacks.", "THREATEN"),
        ("The finance minister of Chad is to hold a call with the premier of Niger on Monday.", "CONSULT"),
    ],
)
def test_words_that_are_the_act(events: Events, text: str, act: str) -> None:
    assert act in acts(events(text))


@pytest.mark.parametrize(
    ("text", "act", "status"),
    [
        ("Students in Chad marched on Monday to demand that Niger free the teacher.", "REQUEST", "happened"),
        ("The president of Chad called the president of Niger to congratulate him.", "SUPPORT", "happened"),
        ("The minister of Chad will not go to Niger to demand the island.", "REQUEST", "negated"),
    ],
)
def test_who_goes_to_say_something_says_it(events: Events, text: str, act: str, status: str) -> None:
    assert status in {e.status for e in events(text) if e.act == act}
