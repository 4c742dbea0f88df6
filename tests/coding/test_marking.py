"""Marks behind a sentence: what each covers, and which act it belongs to."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.marking import KINDS, Marking, lay_out

#        [CLS]   Mali    met     Niger    .        [SEP]
PIECES = [(0, 0), (0, 4), (5, 8), (9, 14), (14, 15), (0, 0)]

spans = st.tuples(st.integers(0, 14), st.integers(1, 15)).map(lambda s: (min(s), max(s) + (s[0] == s[1])))
markings = st.builds(
    Marking, st.lists(spans, max_size=3), st.lists(spans, max_size=3), st.one_of(st.none(), spans),
    st.one_of(st.none(), spans),
)  # fmt: skip


def test_a_mark_covers_the_pieces_of_its_span() -> None:
    marks = lay_out(PIECES, [Marking([(0, 4)], [(9, 14)], (5, 8))])
    assert marks.spans.argmax(axis=1).tolist() == [1, 3, 2]
    assert marks.kinds.tolist() == [0, 1, 2]


def test_a_question_sees_no_mark_but_itself() -> None:
    marks = lay_out(PIECES, [Marking([(0, 4)], (), (5, 8), question=(5, 8)), Marking(trigger=(5, 8))])
    assert marks.kinds.tolist() == [0, 1, 2, 3, 0, 1, 2]
    assert marks.acts.tolist() == [0, 0, 0, 2, 1, 1, 1]


def test_what_is_not_marked_covers_nothing_and_has_a_mark_all_the_same() -> None:
    marks = lay_out(PIECES, [Marking(trigger=(5, 8))])
    assert marks.spans.sum(axis=1).tolist() == [0.0, 0.0, 1.0]
    assert marks.kinds.tolist() == [0, 1, 2]


def test_two_actors_are_pooled_and_acts_kept_apart() -> None:
    marks = lay_out(PIECES, [Marking([(0, 4), (9, 14)], (), (5, 8)), Marking(trigger=(5, 8))])
    assert marks.acts.tolist() == [0, 0, 0, 0, 1, 1, 1]
    assert marks.pool[0].tolist() == [0.5, 0.5, 0, 0, 0, 0, 0]
    assert marks.pool.shape == (2 * len(KINDS), 7)


@given(st.lists(markings, min_size=1, max_size=4))
def test_every_act_has_a_mark_of_every_kind_and_a_question_where_it_is_asked(asked: list[Marking]) -> None:
    marks = lay_out(PIECES, asked)
    unasked = [k for k, marking in enumerate(asked) if not marking.question]
    wanted = np.ones((len(asked), len(KINDS)))
    wanted[unasked, KINDS.index("question")] = 0.0
    assert np.allclose(marks.pool.sum(axis=1), wanted.ravel())
    assert set(np.round(marks.spans.sum(axis=1), 5)) <= {0.0, 1.0}
    assert not marks.spans[:, [0, -1]].any()
