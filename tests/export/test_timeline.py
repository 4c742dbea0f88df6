"""Where events stand on the timeline."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from dragoman.export.timeline import BAR_MINIMUM, timeline
from dragoman.model import Event
from samples import MET, OPENING, RECORD, day


def dated(start: str, end: str) -> Event:
    return Event(id="e", article="a", act="CONSULT", date=day(start, end), trigger=MET.trigger, evidence=MET.evidence)


def test_bars_run_from_left_to_right_in_time() -> None:
    line = timeline(list(enumerate(RECORD.events)), "2019-03-14")
    assert line is not None
    assert [bar.event.id for bar in line.bars] == ["e-shelled", "e-met", "e-agreed", "e-second"]
    assert [tick.label for tick in line.ticks if tick.main] == ["14 March 2019"]


def test_one_date_makes_no_line() -> None:
    assert timeline([(1, MET), (2, OPENING)], "2019-03-14") is None


def test_without_a_day_of_publication_the_latest_day_leads() -> None:
    line = timeline([(1, dated("2001-05-01", "2001-05-01")), (2, dated("2003-07-09", "2003-07-09"))], None)
    assert line is not None
    assert line.ticks[-1].label == "9 July 2003"


DAYS = st.dates().map(lambda day: day.isoformat())


@given(st.lists(st.tuples(DAYS, DAYS), min_size=2, max_size=20), st.none() | DAYS)
def test_everything_stays_on_the_paper_and_nothing_overlaps(
    spans: list[tuple[str, str]], published: str | None
) -> None:
    line = timeline([(n, dated(min(span), max(span))) for n, span in enumerate(spans)], published)
    assert line is not None
    for bar in line.bars:
        assert bar.left >= 0
        assert bar.left + bar.width <= 100
        assert bar.width >= BAR_MINIMUM - 1e-9
    for lane in range(line.lanes):
        row = sorted((bar.left, bar.left + bar.width) for bar in line.bars if bar.lane == lane)
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(row))
    labels = sorted(tick.extent for tick in line.ticks)
    assert all(left >= 0 and right <= 100 for left, right in labels)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(labels))
