"""What is no act: a deal that is only spoken of, a question of the press, words that say how things are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model import Event
from dragoman.pipeline import Reader

Events = Callable[..., list[Event]]


def acts(found: list[Event]) -> set[str]:
    return {e.act for e in found}


@pytest.mark.parametrize(
    "text",
    [
        "The president of Chad said the border deal with Niger was the worst of all.",
        "The envoys of Chad and Niger spoke about the accord.",
        "Chad owes its oil to last year's agreement with Niger.",
    ],
)
def test_a_deal_that_is_only_spoken_of_does_not_come_about(events: Events, text: str) -> None:
    assert not {"AGREE", "SUPPORT"} & acts(events(text))


def test_a_deal_that_is_struck_does(events: Events) -> None:
    assert "AGREE" in acts(events("Chad and Niger struck a deal on the border on Monday."))


@pytest.mark.parametrize(
    "text",
    [
        "Asked by reporters about the border, the president of Chad said it was closed.",
        "The foreign minister of Chad, speaking to journalists in Oslo, said the road was open.",
        "The foreign ministry of Chad declined to comment.",
    ],
)
def test_how_the_press_came_by_its_news_is_no_act(events: Events, text: str) -> None:
    assert not {"REQUEST", "CONSULT", "REJECT"} & acts(events(text))


@pytest.mark.parametrize(
    "text",
    [
        "The president of Chad suggested that he was going to keep the bridge.",
        "The ambassador of Chad has suggested that Niger knew of the plan.",
    ],
)
def test_to_say_how_things_are_is_to_ask_for_nothing(events: Events, text: str) -> None:
    assert "REQUEST" not in acts(events(text))


def test_to_say_what_others_should_do_is(events: Events) -> None:
    assert "REQUEST" in acts(events("The president of Chad suggested that Niger open the bridge."))


@pytest.mark.parametrize(
    "text",
    [
        "The foreign ministry of Chad made the announcement after the meeting.",
        "The president of Chad gave no indication of his plans.",
        "The minister of Chad, who leads the delegation, was silent.",
        "Niger will pay a heavy price, the president of Chad said.",
        "The foreign ministry of Chad confirmed the visit to reporters.",
    ],
)
def test_what_only_describes_or_says_is_no_act(events: Events, text: str) -> None:
    assert not acts(events(text)) - {"CONSULT"}


def test_a_headline_that_looks_ahead_is_no_report(events: Events) -> None:
    found = events("Nothing was said.", title="Trump to visit Norway in July, meet with President Ali Bongo")
    assert {e.status for e in found if e.act == "CONSULT"} == {"scheduled"}
    visit = next(e for e in found if e.trigger.text == "visit")
    assert (visit.actors[0].name, visit.date.start) == ("Donald Trump", "2015-07-01")


def test_an_act_of_somebody_whom_the_page_does_not_show_is_kept(events: Events) -> None:
    (event,) = events("They demanded that those responsible be brought to justice.")[:1]
    assert (event.act, event.actors) == ("REQUEST", ())


def test_a_page_of_sport_tells_only_what_states_and_bodies_do(reader: Reader) -> None:
    page = (
        "Tom Ashby won a battle in Lisbon on Saturday after a bombardment of the visitors' goal. "
        "Ashby shot twice and Joel Marsh attacked down the left. Marsh apologised to his team. "
        "The coach rejected a charge that he had attacked the referee. Marsh agreed to stay and met the new owner. "
        "The striker threatened to leave in January. Portugal's government condemned the violence outside the ground."
    )
    record = next(reader.read_texts([page], published="2021-03-06"))
    told = [e.act for e in record.events if e.actors]
    assert told == ["ACCUSE"]
    assert record.events[-1].actors[0].country == "PRT"


MATCH = """Chad hold off Niger in a thriller

Chad survived a late bombardment to beat Niger 2-1 at a packed stadium on Saturday and reached the semi-final.

Niger attacked from the whistle. Chad's goalkeeper fired a warning to his defenders, and Niger's coach accused the referee of robbery.

Niger rejected the charge that their striker had thrown a bottle. Chad threatened to boycott the next match. Niger's winger was suspended for three games.
"""


def test_a_match_has_no_battles(events: Events) -> None:
    assert not events(MATCH)


def test_those_in_office_act_on_a_page_of_sport_too(events: Events) -> None:
    found = events(MATCH + "\nThe foreign minister of Chad condemned Niger and police arrested two fans.\n")
    assert {"ACCUSE", "COERCE"} <= acts(found)
    assert "ASSAULT" not in acts(found)


def test_a_noun_with_nobody_about_it_leaves_the_telling_to_the_verb(events: Events) -> None:
    assert "PROTEST" in acts(events("Traders in Chad closed their shops in protest for two days."))


def test_a_body_that_the_page_does_not_place_acts(events: Events) -> None:
    assert "ACCUSE" in acts(events("The inspectorate has opened an inquiry into the shooting."))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The president of Chad flew to Niamey and conferred with the president of Niger.", "CONSULT"),
        ("Rebels fired on a patrol in Chad and wounded two soldiers.", "ASSAULT"),
        ("Five soldiers of Chad were killed by rebel shelling on Monday.", "ASSAULT"),
    ],
)
def test_what_is_part_of_an_act_is_no_other(events: Events, text: str, act: str) -> None:
    assert [e.act for e in events(text)] == [act]


def test_an_envoy_who_leaves_a_town_gives_up_nothing(events: Events) -> None:
    assert not events("The envoy of Chad left Oslo on Wednesday.")
