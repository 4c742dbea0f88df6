"""Text in pieces, marked where events are named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.export.marking import Mark, event_marks, paragraphs
from samples import AGREED, MET, RECORD, TEXT


def test_triggers_are_marked_with_the_number_of_their_event() -> None:
    first, *_ = paragraphs(TEXT, event_marks([(1, MET), (2, AGREED)], "text"))
    assert [(piece.text, piece.numbers) for piece in first if piece.numbers] == [("met", (1,))]


def test_one_word_can_name_two_events() -> None:
    (pieces,) = paragraphs("They met and talked.", [Mark(5, 8, 1), Mark(5, 19, 2), Mark(5, 8, 1)])
    assert [(piece.text, piece.numbers) for piece in pieces] == [
        ("They ", ()),
        ("met and talked", (1, 2)),
        (".", ()),
    ]


def test_title_and_text_do_not_mix() -> None:
    assert event_marks(enumerate(RECORD.events), "title") == []


@given(
    st.text(alphabet="ab \n", max_size=60),
    st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70), st.integers(1, 5)), max_size=12),
)
def test_the_pieces_are_the_text(text: str, spans: list[tuple[int, int, int]]) -> None:
    found = paragraphs(text, [Mark(*span) for span in spans])
    assert ["".join(piece.text for piece in pieces) for pieces in found] == [
        line for line in text.split("\n") if line.strip()
    ]
