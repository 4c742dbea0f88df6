from __future__ import annotations

import pytest

from dragoman.intake.genre import find_genre


@pytest.mark.parametrize(
    ("title", "section", "url", "types", "genre"),
    [
        ("Ministers agree on the dam", "World", "https://quay.example/world/dam", (), "news"),
        ("Opinion: the dam is not the point", None, None, (), "opinion"),
        ("The dam is not the point", "Opinion", None, (), "opinion"),
        ("The dam is not the point", None, "https://quay.example/commentisfree/dam", (), "opinion"),
        ("The dam is not the point", None, None, ("OpinionNewsArticle",), "opinion"),
        ("Joint statement of the two foreign ministers", None, None, (), "statement"),
        ("Minister's statement on the dam angers farmers", None, None, (), "news"),
        ("Public opinion turns against the dam", None, None, (), "news"),
        ("Dam talks – live updates", None, None, (), "liveblog"),
        ("Dam talks", None, None, ("LiveBlogPosting",), "liveblog"),
        ("Transcript: the minister on the dam", None, None, (), "transcript"),
        (None, None, None, (), "news"),
    ],
)
def test_genres(title: str | None, section: str | None, url: str | None, types: tuple[str, ...], genre: str) -> None:
    assert find_genre(title, section, url, ["A line."], ["body"], types) == genre


def test_turns_of_speakers_make_a_transcript() -> None:
    turns = ["MIRA TAL: Why now?", "MINISTER HOLT: Because of the rains.", "They came early."] * 4
    assert find_genre("The minister on the dam", None, None, turns, ["body"] * len(turns)) == "transcript"


def test_one_quotation_with_a_colon_does_not() -> None:
    lines = ["Holt: not yet.", "The ministers met.", "They agreed.", "It rained."] * 3
    assert find_genre("The minister on the dam", None, None, lines, ["body"] * len(lines)) == "news"
