"""The same text in several places."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.copies import Fingerprint, containment, find_copies, fingerprint, independent_groups

WORDS = (
    "envoys ferry bridge river valley council ministers tolls border post guns truce harvest letter delegation mayor "
    "winter train lorries grain station clerk deputy governor captain bank ledger harbour island market school"
).split()


def story(seed: int, words: int = 300) -> str:
    """A text that is like no other: paragraphs of five sentences."""
    chance = random.Random(seed)
    sentences = [" ".join(chance.choices(WORDS, k=10)).capitalize() + "." for _ in range(words // 10)]
    return "\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))


class Shelf:
    """A library in memory."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.known: dict[str, Fingerprint] = {id: fingerprint(text) for id, text in texts.items()}

    def sharing(self, marks: Sequence[int]) -> Iterator[tuple[str, int, int, int]]:
        wanted = Counter(marks)
        for id, known in self.known.items():
            common = (wanted & Counter(known.marks)).total()
            if common:
                yield id, known.shingles, known.rate, common

    def text(self, id: str) -> str:
        return self.texts[id]


def copies(text: str, library: dict[str, str]) -> list[str]:
    return [copy.other for copy in find_copies("new", text, fingerprint(text), Shelf(library))]


WIRE = story(1)
LIBRARY = {"wire": WIRE, "other": story(2), "third": story(3)}


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        "Another headline\n" + WIRE.upper(),
        story(9, 40) + "\n" + WIRE,
        WIRE[: len(WIRE) // 2],
        story(8, 50) + "\n" + WIRE[: len(WIRE) // 2],
        "\n".join(reversed(WIRE.split("\n"))),
        WIRE.replace("river", "stream"),
    ],
    ids=["reprint", "headline", "local lead", "half", "half with a lead", "reordered", "a word replaced"],
)
def test_copies_are_found(copy: str) -> None:
    assert copies(copy, LIBRARY) == ["wire"]


def test_a_report_that_quotes_the_same_speech_is_no_copy() -> None:
    speech = story(5, 60)
    assert copies(story(6, 240) + speech, {"rival": speech + story(7, 240)}) == []


def test_very_short_texts_are_nobodys_copies() -> None:
    assert copies("The envoys met.", {"a": "The envoys met.", "b": "The envoys met."}) == []


@given(st.integers(0, 10_000), st.floats(0.5, 1.0))
def test_a_sample_is_kept_by_every_cut(seed: int, share: float) -> None:
    whole = story(seed, 400)
    cut = whole[: int(len(whole) * share)]
    assert containment(cut, whole) > 0.95
    slower = max(fingerprint(whole).rate, fingerprint(cut).rate)
    sampled = {mark for mark in fingerprint(cut).marks if mark % slower == 0}
    assert len(sampled & set(fingerprint(whole).marks)) >= len(sampled) - 1  # the last shingle may be cut through


def test_groups_hang_together_over_any_number_of_pairs() -> None:
    assert independent_groups([("c", "b"), ("a", "b"), ("x", "y")]) == {
        "a": "a",
        "b": "a",
        "c": "a",
        "x": "x",
        "y": "x",
    }
