from __future__ import annotations

from dragoman.intake.extraction import extracted_text, kept_shares
from dragoman.intake.rendering import parse_html


def test_equal_lines_are_paired_in_order_and_cut_lines_by_shingles() -> None:
    lines = [
        "Menu",
        "Talks resumed on Monday in the old town hall",
        "Advert",
        "Engineers will be sent before the rains, both sides said today",
    ]
    extracted = "Talks resumed on Monday in the old town hall\nEngineers will be sent before the rains, both sides"
    shares = kept_shares(lines, extracted)
    assert shares[:3] == [0.0, 1.0, 0.0]
    assert 0.5 < shares[3] < 1


def test_nothing_extracted_keeps_nothing() -> None:
    assert kept_shares(["one", "two"], "") == [0.0, 0.0]


def test_a_tree_too_deep_for_recursion_is_left_to_the_classifier() -> None:
    tree = parse_html("<html><body>" + "<div>" * 450 + "<p>Talks resumed.</p>")
    assert tree is not None
    assert extracted_text(tree) == ""
