from __future__ import annotations

import pytest

from dragoman.errors import PageError
from dragoman.intake.walls import check_wall


def test_a_long_article_is_read_wall_or_no_wall() -> None:
    check_wall("a", "word " * 200, "Subscribe to continue reading")


def test_a_short_article_without_a_wall_is_read() -> None:
    check_wall("a", "Talks resumed on Monday.", "Talks resumed on Monday.")


def test_a_teaser_before_a_wall_is_not() -> None:
    with pytest.raises(PageError, match="asks to log in"):
        check_wall("a", "Talks resumed on Monday.", "Talks resumed on Monday.\nSubscribe to continue reading")
