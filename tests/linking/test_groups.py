"""Groups depend on the reports alone; what people decided holds."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.linking.groups import group, mean_score
from dragoman.linking.link import link
from dragoman.linking.memory import MemoryShelf
from dragoman.linking.report import Report
from linking.happenings import report

SENTENCES = (
    "Norland and Varen held river *talks* in the old town hall.",
    "Envoys *met* to talk about the river and its bridges.",
    "The two sides *discussed* tolls on the ferry for hours.",
    "A *meeting* on the bridges ended without a word to the press.",
)
PARTIES = ("NOR; VRN", "Ilka Tamm; Oro Besk", "NOR", "VRN; QAL", "Ilka Tamm; VRN")


@st.composite
def some_reports(draw: st.DrawFn) -> list[Report]:
    """A dozen reports of talks in one spring, some of them of the same ones."""
    found = []
    for number in range(draw(st.integers(2, 12))):
        told = date(2019, 3, 1) + timedelta(days=draw(st.integers(0, 40)))
        day = told + timedelta(days=draw(st.integers(-3, 5)))
        found.append(
            report(
                draw(st.sampled_from(SENTENCES)),
                by=draw(st.sampled_from(PARTIES)),
                day=day.isoformat() if draw(st.booleans()) else None,
                said="that day" if draw(st.booleans()) else None,
                status=draw(st.sampled_from(("happened", "scheduled", "cancelled"))),
                change=draw(st.sampled_from((None, None, "postponed"))),
                place=draw(st.sampled_from((None, "Sadova", "Varenholm"))),
                published=told.isoformat(),
                page=f"page-{number % 5}",
                id=f"event-{number:02}",
            )
        )
    return found


@given(some_reports(), st.data())
@settings(deadline=None, max_examples=60)
def test_the_order_of_arrival_makes_no_difference(reports: list[Report], data: st.DataObject) -> None:
    at_once = MemoryShelf()
    link(at_once, reports)
    bit_by_bit = MemoryShelf()
    order = data.draw(st.permutations(reports))
    cuts = sorted({0, len(order), *data.draw(st.lists(st.integers(0, len(order)), max_size=4))})
    for start, end in pairwise(cuts):
        link(bit_by_bit, order[start:end])
    assert bit_by_bit.groups == at_once.groups


@given(some_reports())
@settings(deadline=None, max_examples=30)
def test_every_report_is_in_one_group(reports: list[Report]) -> None:
    groups = group({one.id: one for one in reports})
    assert sorted(id for ids in groups for id in ids) == sorted(one.id for one in reports)


@given(some_reports(), st.data())
@settings(deadline=None, max_examples=60)
def test_what_people_decided_holds(reports: list[Report], data: st.DataObject) -> None:
    ids = sorted(one.id for one in reports)
    pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda two: two[0] < two[1])
    joined, parted = data.draw(pair), data.draw(pair)
    groups = group({one.id: one for one in reports}, joined=[joined], parted=[parted])
    of = {id: at for at, ids in enumerate(groups) for id in ids}
    assert of[joined[0]] == of[joined[1]]
    assert of[parted[0]] != of[parted[1]] or joined == parted


def test_the_score_of_a_group_is_the_mean_of_its_pairs() -> None:
    same = [report(SENTENCES[0], by="NOR; VRN", day="2019-03-04", said="Monday", published="2019-03-05", page=page)
            for page in "abc"]  # fmt: skip
    assert mean_score(same) > 2
    assert mean_score(same[:1]) == 0
