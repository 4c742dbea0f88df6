"""The small parts of pages: bars, marks, the queue, agreement, drawings, charts."""

from __future__ import annotations

import math
import re

import msgspec
import numpy as np
import pytest

from dragoman.desk import land
from dragoman.desk.agreement import alpha, judgements
from dragoman.desk.description import describe
from dragoman.desk.figures import intensity_chart, picture, quad_chart
from dragoman.desk.histogram import histogram
from dragoman.desk.lists import LISTS
from dragoman.desk.marks import Span, paragraphs, spans_of
from dragoman.desk.queue import queue
from dragoman.desk.rows import Notes, columns_for, day_number, event_row, pair_key
from dragoman.desk.series import Period, series
from dragoman.store.reviews import Decision
from samples import ARTICLE, RECORD

QUADS = {quad: quad for quad in ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")}


def events_in_columns():
    """The sample's events as the desk keeps them, in an article of number 1."""
    notes = Notes()
    rows = [
        event_row(
            (at, e.id, 1, "paper", "2019-03-14", e.date.start, e.date.end, msgspec.json.encode(e).decode()), notes
        )
        for at, e in enumerate(RECORD.events, start=1)
    ]
    return columns_for("events").extended(rows), notes


def test_months_between_have_room_and_far_ones_are_left_out() -> None:
    bars = histogram([("1815-06", 1), ("2018-01", 4), ("2018-04", 16)])
    assert [bar.period for bar in bars] == ["2018-01", "2018-02", "2018-03", "2018-04"]
    assert bars[3].height == 2 * bars[0].height > 0 == bars[1].height
    assert histogram([]) == []


def test_pages_of_many_decades_are_bars_of_years() -> None:
    bars = histogram([("1815-06", 1), ("1968-05", 3), ("1968-09", 1), ("1995-02", 4), ("2024-11", 4)])
    assert [bars[0].period, bars[-1].period, len(bars)] == ["1968", "2024", 57]
    assert [(bar.period, bar.count) for bar in bars if bar.count] == [("1968", 4), ("1995", 4), ("2024", 4)]


def test_pieces_together_are_the_text() -> None:
    spans = spans_of(RECORD, list(enumerate(RECORD.events, start=1)), "text")
    found = paragraphs(ARTICLE.text, spans)
    assert "\n".join("".join(piece.text for piece in paragraph) for paragraph in found) == ARTICLE.text
    assert {number for paragraph in found for piece in paragraph for number in piece.events} == {1, 2, 3, 4, 5}
    assert any(piece.actor for paragraph in found for piece in paragraph)


def test_marks_that_overlap_are_cut_where_either_ends() -> None:
    (pieces,) = paragraphs("abcdef", [Span(0, 4, event=1), Span(2, 6, event=2)])
    assert [(p.text, p.events, p.last_of) for p in pieces] == [
        ("ab", (1,), ()), ("cd", (1, 2), (1,)), ("ef", (2,), (2,)),
    ]  # fmt: skip


def test_a_pair_has_one_key() -> None:
    assert pair_key("state:USA", "state:PRK") == pair_key("state:PRK", "state:USA") == "state:PRK~state:USA"


def test_days_that_are_none_have_no_number() -> None:
    assert math.isnan(day_number(None)) and math.isnan(day_number("soon"))
    assert day_number("0001-01-02T10:00") == 2


def test_periods_count_events_and_the_articles_behind_them() -> None:
    columns, _ = events_in_columns()
    found = series(columns, np.ones(len(columns), dtype=np.bool_), "month")
    told = [e for e in RECORD.events if e.quad and not e.background and e.date.start]
    assert sum(period.events for period in found) == len(told) > 0
    assert all(period.articles == 1 for period in found if period.events)
    weeks = series(columns, np.ones(len(columns), dtype=np.bool_), "week")
    assert all(day_number(week.start) % 7 == 1 for week in weeks)  # Mondays


def test_charts_are_drawn_without_the_network() -> None:
    columns, _ = events_in_columns()
    periods = series(columns, np.ones(len(columns), dtype=np.bool_), "month")
    assert picture(quad_chart(periods, QUADS, "month"), "svg").startswith(b"<svg")
    assert picture(intensity_chart(periods, "month"), "png").startswith(b"\x89PNG")


def decision(number: int, who: str, event: str, field: str, new: object) -> Decision:
    return Decision(number=number, made="", who=who, event=event, field=field, old=None, new=new)


def test_what_each_reviewer_thought_last() -> None:
    said = [
        decision(1, "ann", "e1", "verdict", "accept"),
        decision(2, "ben", "e1", "status", "denied"),
        decision(3, "ann", "e2", "verdict", "reject"),
        decision(4, "ann", "e2", "undo", 3),
    ]
    assert judgements(said) == {"e1": {"ann": "accept", "ben": "corrected"}}


def test_agreement_is_krippendorffs_alpha() -> None:
    # Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability": binary data, two observers
    one, other = "0100000010", "1110010000"
    units = [{"one": a, "other": b} for a, b in zip(one, other, strict=True)]
    found = alpha(units)
    assert found == pytest.approx(0.095, abs=0.001)
    assert alpha([{"a": "x", "b": "x"}, {"a": "y", "b": "y"}]) == 1
    assert alpha([{"a": "x", "b": "x"}]) is None
    assert alpha([{"a": "x"}, {"b": "y"}]) is None


def test_two_reviewers_of_one_seed_see_the_same_sample() -> None:
    columns, _ = events_in_columns()
    columns = _reviewable(columns)
    everything = np.ones(len(columns), dtype=np.bool_)
    drawn = [queue(columns, everything, "random", 4, {}, who).tolist() for who in ("ann", "ben")]
    assert drawn[0] == drawn[1]
    assert sorted(drawn[0]) == columns.numbers.tolist()
    judged = {drawn[0][0]: {"ann": "accept"}}
    assert drawn[0][0] not in queue(columns, everything, "random", 4, judged, "ann")
    assert queue(columns, everything, "second", 4, judged, "ben").tolist() == drawn[0][:1]


def test_the_most_doubtful_come_first() -> None:
    columns = _reviewable(events_in_columns()[0])
    order = queue(columns, np.ones(len(columns), dtype=np.bool_), "uncertain", 1, {}, None)
    confidence = {number: RECORD.events[number - 1].confidence for number in columns.numbers.tolist()}
    assert [abs(confidence[n] - 0.5) for n in order.tolist()] == sorted(abs(c - 0.5) for c in confidence.values())


def _reviewable(columns):
    from dragoman.desk.memory import _with_reviews

    return _with_reviews(columns, {}, {})


def test_land_lies_in_the_picture_and_rio_south_west_of_rome() -> None:
    rome, rio = land.project(41.9, 12.5), land.project(-22.9, -43.2)
    assert rio[0] < rome[0] and rio[1] > rome[1]
    assert 0 < rome[0] < land.WIDTH and 0 < rio[1] < land.HEIGHT


def test_every_country_has_an_outline_or_a_point_in_the_picture() -> None:
    lands = {one.code: one for one in land.lands()}
    assert {"HUN", "SRB", "SSD", "XKX", "PSE", "TWN"} <= {code for code, one in lands.items() if one.path}
    assert not lands["SGP"].path and lands["SGP"].x > lands["MYS"].x
    for one in lands.values():
        points = [tuple(map(float, pair.split())) for pair in re.findall(r"-?[\d.]+ -?[\d.]+", one.path)]
        assert all(0 <= x <= land.WIDTH and 0 <= y <= land.HEIGHT for x, y in points or [(one.x, one.y)]), one.code
    assert "ATA" not in lands or not lands["ATA"].path


@pytest.mark.parametrize(
    "region, inside, outside", [("africa", (-1.3, 36.8), (48.9, 2.4)), ("europe", (48.9, 2.4), (-1.3, 36.8))]
)
def test_a_region_holds_its_towns(region: str, inside: tuple[float, float], outside: tuple[float, float]) -> None:
    left, top, width, height = land.view_of(region)

    def seen(place: tuple[float, float]) -> bool:
        x, y = land.project(*place)
        return left <= x <= left + width and top <= y <= top + height

    assert seen(inside) and not seen(outside)


def test_the_marks_of_time_stand_where_months_begin_and_the_key_counts_whole_articles() -> None:
    months = [
        Period(f"2019-{at:02d}-01", f"2019-{at:02d}-28", dict.fromkeys(QUADS, 0), 1, articles, 2.0)
        for at, articles in ((5, 3), (6, 3), (7, 1))
    ]
    line, points = intensity_chart(months, "month")["layer"][1:]
    ticks = line["encoding"]["x"]["axis"]["values"]
    assert [(tick["year"], tick["month"], tick["date"]) for tick in ticks] == [(2019, 5, 1), (2019, 6, 1), (2019, 7, 1)]
    assert points["encoding"]["size"]["legend"]["values"] == [1, 3]


def test_the_description_names_every_condition_of_every_list() -> None:
    told = describe("http://127.0.0.1")
    for kind in LISTS.values():
        names = {p["name"] for p in told["paths"][f"/api/{kind.place}.json"]["get"]["parameters"]}
        assert {facet.name for facet in kind.facets} < names
    assert told["openapi"].startswith("3.1")
