"""Saying what others must do is asking for it: REQUEST by the speaker, with what they must do within it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coding.conftest import names
from dragoman.coding.pair import judge_pair
from dragoman.language.understanding import understand
from dragoman.model import Event, Span
from dragoman.pipeline import Reader

Events = Callable[..., list[Event]]


@pytest.mark.parametrize(
    ("text", "speaker", "asked"),
    [
        ("Ghana said Togo must withdraw its troops from the border.", ["GHA"], ["TGO"]),
        ("Chile said on Monday that Peru should free the fishermen.", ["CHL"], ["PER"]),
        ('"Niger must lift the blockade," the foreign minister of Chad said.', ["TCD"], ["NER"]),
    ],
)
def test_what_a_speaker_lays_on_others_is_asked_for(
    events: Events, text: str, speaker: list[str], asked: list[str]
) -> None:
    demand = next(e for e in events(text) if e.act == "REQUEST")
    assert (demand.status, demand.type) == ("happened", "REQUEST")
    assert (names(demand.actors), names(demand.recipients)) == (speaker, asked)
    inner = next(e for e in events(text) if e.within == demand.id)
    assert inner.status == "demanded"


@pytest.mark.parametrize(
    "text",
    [
        "Ghana said it must withdraw its troops from the border.",
        "A reporter said Togo must withdraw its troops from the border.",
        "Togo must withdraw its troops by May under the accord.",
    ],
)
def test_nobody_asks_who_speaks_of_himself_or_only_reports(events: Events, text: str) -> None:
    assert "REQUEST" not in {e.act for e in events(text)}


def test_of_a_given_pair_too(reader: Reader) -> None:
    text = "Ghana said Togo must support the new government in Niamey."
    reading = understand(next(reader.parser.parse([("", text, None)])))
    ghana, togo = (
        Span(text=name, start=text.index(name), end=text.index(name) + len(name)) for name in ("Ghana", "Togo")
    )
    assert judge_pair(reader.coder.judge, reader.coder.frames, reading, ghana, togo).type == "REQUEST"
