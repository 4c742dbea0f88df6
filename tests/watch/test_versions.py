"""What changed between two versions of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.watch.versions import marked_changes

OLD = "Talks resume\nThe ministers met in Geneva on Monday.\nTwelve people died.\n"
NEW = "Talks resume\nThe ministers met in Geneva on Tuesday.\nFifteen people died.\n"


def test_words_are_marked_and_the_rest_stays_whole() -> None:
    assert marked_changes(OLD, NEW) == [
        ("=", "Talks resume\nThe ministers met in Geneva on "),
        ("-", "Monday."), ("+", "Tuesday."), ("=", "\n"), ("-", "Twelve"), ("+", "Fifteen"), ("=", " people died.\n"),
    ]  # fmt: skip


def test_nothing_changed() -> None:
    assert marked_changes(OLD, OLD) == [("=", OLD)]


words = st.lists(st.sampled_from(["the ", "talks ", "met\n", "in ", "Oslo ", "\n", "died. "])).map("".join)


@given(words, words)
def test_both_versions_can_be_read_off(old: str, new: str) -> None:
    marked = marked_changes(old, new)
    assert "".join(text for mark, text in marked if mark != "+") == old
    assert "".join(text for mark, text in marked if mark != "-") == new
