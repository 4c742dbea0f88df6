from __future__ import annotations

import time

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.intake.classifier import LABELS, body_lines, label_probabilities
from dragoman.intake.features import FEATURE_NAMES, line_features, main_block

BODY = LABELS.index("body")


def chances(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def body(*values: float) -> str:
    return "".join("B" if inside else "." for inside in body_lines(chances(*values), np.zeros(len(values))))


def test_a_doubtful_line_amid_the_body_is_body() -> None:
    assert body(0.01, 0.99, 0.99, 0.3, 0.99, 0.99, 0.01) == ".BBBBB."


def test_a_plain_advertisement_amid_the_body_is_not() -> None:
    assert body(0.99, 0.99, 0.001, 0.99, 0.99) == "BB.BB"


def test_a_lone_line_far_below_belongs_to_something_else() -> None:
    assert body(0.99, 0.99, 0.99, *[0.001] * 15, 0.8) == "BBB" + "." * 16


def test_evidence_from_elsewhere_decides() -> None:
    assert body_lines(chances(0.5, 0.5), np.array([8.0, -8.0])) == [True, False]
    assert body_lines(chances(), np.zeros(0)) == []


def test_probabilities_are_probabilities() -> None:
    said = "The ministers agreed on Monday to send engineers to dam number {}, and officials said that they would go."
    lines = [
        "Home",
        "Sport",
        "Ministers agree on the dam",
        *(said.format(n) for n in range(6)),
        "Share",
        "© 2020 The Quay",
    ]
    table = label_probabilities(lines)
    assert table.shape == (len(lines), len(LABELS))
    assert np.allclose(table.sum(axis=1), 1, atol=1e-4)
    assert (table[3:9, BODY] > 0.5).all() and (table[[0, 1, 9, 10], BODY] < 0.5).all()
    assert LABELS[int(table[10].argmax())] == "rights"


def test_the_main_block_is_where_the_prose_is() -> None:
    prose = np.array([0, 0, 1, 0, 1, 1, 0, 0, 0, 0.0])
    words = np.array([2, 1, 30, 3, 40, 30, 2, 2, 2, 2.0])
    assert main_block(prose, words) == (2, 6)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=80).map(str.strip).filter(bool), max_size=30))
def test_features_are_finite_and_bounded(lines: list[str]) -> None:
    table = line_features(lines)
    assert table.shape == (len(lines), len(FEATURE_NAMES))
    assert np.isfinite(table).all()
    assert not lines or float(np.abs(table).max()) < 20


def test_a_page_takes_little_time() -> None:
    lines = ["The ministers agreed on Monday to send engineers to the dam, officials said.", "Share", "Most read"] * 60
    label_probabilities(lines)
    began = time.process_time()
    for _ in range(5):
        label_probabilities(lines)
    assert (time.process_time() - began) / 5 < 0.05  # a wide margin over the 0.005 s that it takes
