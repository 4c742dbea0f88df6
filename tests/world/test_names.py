"""Names compare without case, accents and hyphens; surnames follow the customs of news."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.world.names import kebab, key, plural, split_words, surnames


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-un", "KIM JONG UN"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("U.S.", "US"),
        ("Côte d'Ivoire", "cote d'ivoire"),
        ("Bosnia & Herzegovina", "Bosnia and Herzegovina"),
        ("defense minister", "Defence Minister"),
        ("U.S.-led", "US-led"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Moon Jae-in", "KOR", ["Moon"]),
        ("Xi Jinping", "CHN", ["Xi"]),
        ("Shinzo Abe", "JPN", ["Abe"]),
        ("Ursula von der Leyen", "DEU", ["von der Leyen", "Leyen"]),
        ("Abdel Fattah al-Sisi", "EGY", ["al-Sisi", "Sisi"]),
        ("Robert F. Kennedy Jr", "USA", ["Kennedy"]),
        ("Sukarno", "IDN", []),
    ],
)
def test_surnames(name: str, country: str, expected: list[str]) -> None:
    assert surnames(name, country) == expected


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("gunman", "gunmen"),
        ("head of state", "heads of state"),
        ("deputy", "deputies"),
        ("police", "police"),
        ("attorney", "attorneys"),
        ("coach", "coaches"),
        ("commander-in-chief", "commanders-in-chief"),
    ],
)
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many


@given(st.text(max_size=40))
def test_keys_are_stable_and_ids_are_plain(text: str) -> None:
    assert key(key(text)) == key(text)
    assert " " not in kebab(text)
    assert [w.folded for w in split_words(text)] == key(text).split()


def test_spanish_double_surnames_and_odd_plurals() -> None:
    assert surnames("Efraín Ríos Montt", "GTM") == ["Montt", "Ríos Montt"]
    assert surnames("José Manuel Barroso", "PRT") == ["Barroso"]
    assert [plural(noun) for noun in ("midwife", "oligarch", "thief", "coach")] == [
        "midwives",
        "oligarchs",
        "thieves",
        "coaches",
    ]
