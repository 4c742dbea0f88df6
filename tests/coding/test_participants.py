"""Who takes part in an act by the classifier's ear, and who does not though he stands in the sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coding.conftest import names
from dragoman.model import Event

Events = Callable[..., list[Event]]


@pytest.mark.parametrize(
    "text",
    [
        "Twelve villagers were killed, the army of Mali said.",
        "The doctors' union of Sudan said a hospital was struck and four patients were killed.",
    ],
)
def test_who_only_counts_the_dead_has_killed_nobody(events: Events, text: str) -> None:
    attacks = [e for e in events(text) if e.act == "ASSAULT"]
    assert attacks
    assert not any(e.actors for e in attacks)


def test_nobody_acts_in_the_content_of_what_is_said_beside_the_act(events: Events) -> None:
    found = events("A march was organised and ministers said that the mayor of Accra had praised the accord.")
    assert not any(a.name.startswith("mayor") for e in found if e.act == "PROTEST" for a in e.actors)


def test_weapons_are_no_party_to_what_is_done_with_them(events: Events) -> None:
    found = events("Soldiers of Chad handed over tanks and howitzers to Niger on Monday.")
    assert all("tank" not in r.name for e in found for r in e.recipients)


@pytest.mark.parametrize(
    "text",
    [
        "A Saudi diplomat, who was not authorised to discuss the matter, said Oman had rejected the plan.",
        "An official briefed on the talks said Oman had rejected the plan.",
        "A negotiator, who asked not to be named, said Oman had rejected the plan.",
    ],
)
def test_how_a_source_knows_and_why_it_has_no_name_is_no_act(events: Events, text: str) -> None:
    assert [(e.act, names(e.actors)) for e in events(text)] == [("REJECT", ["OMN"])]


def test_what_is_called_something_is_not_called_for(events: Events) -> None:
    assert [e.act for e in events("Moscow called the talks a farce.")] == ["ACCUSE"]


def test_what_is_suspended_is_told_once(events: Events) -> None:
    found = events("NATO suspended its attacks and the United Nations reopened the airport.")
    assert "ASSAULT" not in {e.act for e in found}


def test_according_to_speaks_of_the_clause_that_it_follows(events: Events) -> None:
    (event,) = events("Families fled to Kenya, where gunmen killed twelve people, according to an aid group.")[-1:]
    assert [[s.name for s in link.speakers] for link in event.attribution] == [["aid group"]]


@pytest.mark.parametrize(
    ("text", "act", "recipients"),
    [
        ("Libya sent its soldiers to Chad.", "MOBILIZE", ["TCD"]),
        ("The Ethiopian government distributed food to its citizens.", "AID", ["ETH"]),
        ("Lukashenko threatened his people with the army.", "THREATEN", ["BLR"]),
        ("Israel complained to the Security Council about Syria.", "ACCUSE", ["SYR"]),
        ("Israel objected to the Security Council resolution.", "ACCUSE", ["IGO"]),
    ],
)
def test_ones_own_are_moved_but_fed_and_threatened(events: Events, text: str, act: str, recipients: list[str]) -> None:
    assert [(e.act, [a.country for a in e.recipients]) for e in events(text)] == [(act, recipients)]


def test_who_is_called_a_man_is_not_blamed_for_it(events: Events) -> None:
    assert [e.act for e in events("Mandela called de Klerk a man of integrity.")] != ["ACCUSE"]


def test_talks_that_resume_are_of_those_who_talked_last(events: Events) -> None:
    found = events("Chad and Niger held talks on Monday. The talks are to resume in Lagos next week.")
    assert {tuple(sorted(names(e.actors))) for e in found} == {("NER", "TCD")}
