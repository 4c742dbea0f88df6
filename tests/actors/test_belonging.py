"""Whose people and bodies are of whom the page does not say it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model import Actor

LONG_PAGE = (
    "Rebels took a town in Nepal on Friday. Nepal's king dismissed the cabinet. Nepal asked India for help. "
    "India's ambassador left Kathmandu. {}"
)


@pytest.mark.parametrize(
    ("sentence", "word", "country"),
    [
        ("Police arrested nine students.", "Police", "NPL"),
        ("Four people were killed.", "people", "NPL"),
        ("The army said it had lost two soldiers.", "soldiers", "NPL"),
        ("In New Delhi, police used tear gas.", "police", "IND"),
    ],
)
def test_the_page_says_whose_they_are(
    meant: Callable[..., list[Actor]], sentence: str, word: str, country: str
) -> None:
    assert [actor.country for actor in meant(LONG_PAGE.format(sentence), word)] == [country]


def test_who_sends_troops_sends_his_own(meant: Callable[..., list[Actor]]) -> None:
    text = "Chad and Libya quarrel over the strip. Chad said Libya had sent 900 soldiers to the strip."
    assert [actor.country for actor in meant(text, "soldiers")] == ["LBY"]


def test_a_page_without_countries_gives_none(meant: Callable[..., list[Actor]]) -> None:
    assert [actor.country for actor in meant("Soldiers fired at a crowd.", "Soldiers")] == [None]


@pytest.mark.parametrize(
    ("text", "word", "identity"),
    [
        ("Hezbollah leader Hassan Nasrallah warned that his movement would act.", "movement", "group:hezbollah"),
        ("The state company, Codelco, closed a pit in Chile.", "company", "org:codelco"),
        ("President Macron said his party would win.", "party", None),
    ],
)
def test_what_somebody_acts_for_is_meant_by_his_movement(
    meant: Callable[..., list[Actor]], text: str, word: str, identity: str | None
) -> None:
    found = [actor.id for actor in meant(text, word)]
    assert found == [identity] if identity else not any(i.startswith(("state:", "person:")) for i in found)
