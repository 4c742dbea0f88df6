"""Refusals in words: what is ruled out, forsworn or not intended is REJECT, and done when it is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coding.conftest import names
from dragoman.coding.pair import PairReading, judge_pair
from dragoman.language.understanding import understand
from dragoman.model import Event, Span
from dragoman.pipeline import Reader

Events = Callable[..., list[Event]]


@pytest.mark.parametrize(
    ("sentence", "act", "actors", "recipients"),
    [
        ("Ghana has ruled out sending troops to Togo.", ("REJECT", ()), ["GHA"], ["TGO"]),
        ("Bolivia vowed never to return the islands to Chile.", ("REJECT", ("yield",)), ["BOL"], ["CHL"]),
        ("Bolivia swore not to negotiate with Chile.", ("REJECT", ("meet",)), ["BOL"], ["CHL"]),
        ("Chile has no intention of returning the island to Peru.", ("REJECT", ("yield",)), ["CHL"], ["PER"]),
        ("Chile is not prepared to talk to Peru.", ("REJECT", ("meet",)), ["CHL"], ["PER"]),
        ("Libya said it would not meet with Malta.", ("REJECT", ("meet",)), ["LBY"], ["MLT"]),
        ("A diplomat said Libya would not meet with Malta.", ("REJECT", ("meet",)), ["LBY"], ["MLT"]),
    ],
)
def test_who_refuses_an_act_of_his_own_rejects(
    events: Events, sentence: str, act: tuple[str, tuple[str, ...]], actors: list[str], recipients: list[str]
) -> None:
    (event,) = events(sentence)
    assert (event.type, event.modes) == act
    assert event.status == "happened"
    assert (names(event.actors), names(event.recipients)) == (actors, recipients)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ghana did not rule out sending troops to Togo.",
        "Ghana refused to rule out sending troops to Togo.",
        "Turkey pledged not to attack Cyprus.",
        "The ferrymen ruled out an attack.",
        "Chile is prepared to talk to Peru.",
        "Chile has no plans to visit Peru.",
        "Bolivia may vow never to negotiate with Chile.",
    ],
)
def test_leaving_open_or_promising_peace_refuses_nothing(events: Events, sentence: str) -> None:
    assert "REJECT" not in {e.type for e in events(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru and Ecuador failed to agree on the border.",
        "Peru and Ecuador failed to reach an agreement on the border.",
        "Peru and Ecuador could not agree on the border.",
        "Peru and Ecuador were unable to reach a compromise.",
    ],
)
def test_those_who_do_not_agree_have_no_agreement(events: Events, sentence: str) -> None:
    (event,) = events(sentence)
    assert (event.act, event.status, event.type) == ("AGREE", "negated", None)
    assert names(event.actors) == ["PER", "ECU"]


def told(reader: Reader, sentence: str, actor: str, recipient: str) -> PairReading:
    reading = understand(next(reader.parser.parse([("", sentence, None)])))
    spans = [Span(text=w, start=sentence.index(w), end=sentence.index(w) + len(w)) for w in (actor, recipient)]
    return judge_pair(reader.coder.judge, reader.coder.frames, reading, *spans)


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru and Ecuador failed to agree on the border.",
        "Talks between Peru and Ecuador collapsed on Monday.",
        "Talks between Peru and Ecuador ended without a deal.",
        "Peru has ruled out ceding the valley to Ecuador.",
        "Peru vowed never to negotiate with Ecuador.",
    ],
)
def test_between_two_given_parties_no_agreement_is_a_refusal(reader: Reader, sentence: str) -> None:
    found = told(reader, sentence, "Peru", "Ecuador")
    assert (found.act, found.status, found.type) == ("REJECT", "happened", "REJECT")


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Peru and Ecuador agreed on the border.", "AGREE"),
        ("Talks between Peru and Ecuador ended on Monday.", "CONSULT"),
        ("Talks between Peru and Ecuador did not collapse.", "CONSULT"),
    ],
)
def test_talks_that_merely_end_are_talks(reader: Reader, sentence: str, act: str) -> None:
    assert told(reader, sentence, "Peru", "Ecuador").act == act


def test_whatever_it_is_that_one_will_not_do_is_refused(reader: Reader) -> None:
    found = told(reader, "Cuba said it will not accept any more Haitian migrants.", "Cuba", "Haitian migrants")
    assert (found.act, found.status) == ("REJECT", "happened")


def test_the_end_of_a_protest_is_none(reader: Reader) -> None:
    found = told(reader, "Students have lifted a boycott of the university.", "Students", "the university")
    assert (found.act, found.status) == ("CONCEDE", "happened")
