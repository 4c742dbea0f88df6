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
