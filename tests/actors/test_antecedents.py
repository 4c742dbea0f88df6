"""What a pronoun may mean, and how the choices are weighed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors import Cast
from dragoman.actors.antecedents import Antecedents, Choice, Pronoun
from dragoman.language.reading import Reading
from dragoman.model import Actor


@pytest.mark.parametrize(
    ("text", "word", "ids"),
    [
        ("Norway is considering a grant of $4 million. It will not send troops.", "It", {"state:NOR"}),
        ("Chad rejected the plan. A visit by its envoy was put off.", "its", {"state:TCD"}),
        (
            "President Macron and Chancellor Merkel met. They called for a truce.",
            "They",
            {"person:emmanuel-macron", "person:angela-merkel"},
        ),
    ],
)
def test_the_likeliest_is_meant(meant: Callable[..., list[Actor]], text: str, word: str, ids: set[str]) -> None:
    assert {actor.id for actor in meant(text, word)} == ids


def test_a_thing_may_be_meant_and_then_it_is_nobody(meant: Callable[..., list[Actor]]) -> None:
    assert meant("The ceasefire agreement was signed in May. It expires in June.", "It") == []


def test_who_says_something_is_he_within_it(meant: Callable[..., list[Actor]]) -> None:
    text = "President Macron met Donald Trump on Friday. Vladimir Putin said that he would not come."
    assert [actor.id for actor in meant(text, "he")] == ["person:vladimir-putin"]


def test_shares_are_of_one_and_more_for_what_has_more_in_its_favour(
    cast: Callable[..., tuple[Cast, Reading]],
) -> None:
    found, reading = cast("Norway sent a ship. It carried grain.")
    antecedents = Antecedents(_Discourse(reading))  # type: ignore[arg-type]
    pronoun = Pronoun(next(t for t in reading.tokens if t.text == "It"), "n", 1, possessive=False)
    mention = found.mentions[0]
    choices = [Choice((mention,), ("subject", "away 1")), Choice((mention,), ("oblique", "away 3")), Choice((), ("x",))]
    shares = antecedents.rank(pronoun, choices)
    assert sum(shares) == pytest.approx(1)
    assert shares[0] > shares[1]


class _Discourse:
    """A discourse of which only the reading is asked for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
