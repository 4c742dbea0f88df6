from __future__ import annotations

from dragoman.intake.tags import parse_tags


def test_tags_with_separators() -> None:
    assert parse_tags(["Tags: Nile, Water;Egypt"], "") == ("Nile", "Water", "Egypt")
    assert parse_tags(["#nile #water"], "") == ("nile", "water")
    assert parse_tags(["Filed under: World | Water"], "") == ("World", "Water")


def test_tags_on_lines_of_their_own() -> None:
    assert parse_tags(["Topics", "Nile", "Water rights", "Nile"], "") == ("Nile", "Water rights")


def test_a_run_of_tags_is_parted_by_what_the_article_says() -> None:
    text = "Mira Tal flew to East Marlow. The East Marlow harbour board met Mira Tal."
    assert parse_tags(["Tags Jonas Holt Mira Tal East Marlow harbour dispute West Marlow"], text) == (
        "Jonas Holt", "Mira Tal", "East Marlow", "harbour dispute", "West Marlow",
    )  # fmt: skip


def test_nothing_is_no_tag() -> None:
    assert parse_tags(["Tags", "Tags:", ""], "") == ()
