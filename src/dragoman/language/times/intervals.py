"""In which days an act lies that a time expression governs: the interval, never a guess to the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.language.reading import TimeExpression
from dragoman.language.times.parts import Length, length_of
from dragoman.language.times.relative import moved, trailing
from dragoman.language.times.values import Tense

__all__ = ["Interval", "counted_from", "interval_of"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of days; an end that is null is open, both null: the text does not say."""

    first: date | None = None
    last: date | None = None
    precision: str | None = None
    """See `model.Precision`."""

    @property
    def known(self) -> bool:
        """Whether the text says anything about the day."""
        return self.first is not None or self.last is not None


def interval_of(
    expression: TimeExpression,
    anchor: date | None,
    relation: str | None = None,
    tense: Tense = "none",
    to: TimeExpression | None = None,
) -> Interval:
    """The interval in which an act lies that a time expression governs.

    `anchor` is the day of publication, `relation` the governing word (by default the one that the expression was
    found with), `tense` that of the act: *in two weeks* looks ahead unless the act is past, and *for two years* tells
    when an act began only if it still goes on (`present`, which here includes the perfect).

    - *by Friday*: from the publication to Friday; *until Friday* likewise; of a past act only the end is known
    - *since 2016*: from the beginning of 2016 to the publication
    - *before*, *after*: open on one side; but *before dawn on Friday* is on Friday, and *before the end of* is *by*
    - *from June 4 to June 9*, *between Monday and Friday*: the whole, if the second is given as `to`
    - a length after an event whose day the expression does not hold (*three days after the summit*): unknown
    """
    relation = expression.relation if relation is None else relation
    first = date.fromisoformat(expression.first_day) if expression.first_day else None
    last = date.fromisoformat(expression.last_day) if expression.last_day else None
    if to is not None and to.last_day and first:
        return Interval(first, max(first, date.fromisoformat(to.last_day)), "interval")
    if expression.kind == "SET":
        return Interval()
    if relation == "before" and expression.text.lower().startswith("the end of"):
        relation = "by"
    if expression.kind == "TIME" and relation in ("before", "after"):
        relation = "at"
    if first is None or last is None:
        if expression.kind == "DURATION" and anchor is not None:
            return _of_length(expression, anchor, relation, tense)
        return Interval()
    return _of_days(first, last, expression.precision, anchor, relation, tense)


def counted_from(text: str, day: date, sign: int) -> Interval | None:
    """*A day*, *two weeks* before (-1) or after (+1) a day, as exactly as the unit says; None where the text leaves
    it open.
    """
    length = length_of(text)
    if length is None or length.amount is None:
        return None
    found = moved(length, day, sign)
    return Interval(found.first, found.last, found.precision) if found and found.first else None


def _of_days(
    first: date, last: date, precision: str | None, anchor: date | None, relation: str, tense: Tense
) -> Interval:
    day = timedelta(days=1)
    if relation in ("by", "until"):
        ahead = anchor is not None and anchor <= last and tense != "past"
        return Interval(anchor if ahead else None, last, "interval")
    if relation in ("since", "from"):
        over = anchor is not None and anchor >= first and relation == "since"
        return Interval(first, anchor if over else None, "interval")
    if relation == "before":
        ahead = anchor is not None and anchor < first and tense == "future"
        return Interval(anchor if ahead else None, first - day if first > date.min else first, "interval")
    if relation == "after":
        past = anchor is not None and anchor > last and tense != "future"
        return Interval(last if precision == "day" else first, anchor if past else None, "interval")
    return Interval(first, last, precision)


def _of_length(expression: TimeExpression, anchor: date, relation: str, tense: Tense) -> Interval:
    """*In two weeks*, *within ten days*, *for 60 years*."""
    length = length_of(expression.text)
    if length is None:
        return Interval()
    if relation == "for":
        began = moved(length, anchor, -1) if tense == "present" and length.amount is not None else None
        return Interval(began.first, anchor, "interval") if began else Interval()
    ahead_in = ("in", "within", "over", "during") if tense == "future" else ("in", "within")
    if relation == "within" and length.amount is None and tense != "past":
        soon = trailing(length, anchor, 1)  # "within days"
        return Interval(anchor, soon.last, "interval")
    if tense == "past" or relation not in ahead_in or length.amount is None:
        return Interval()
    ahead = moved(Length(length.amount, length.unit), anchor, 1)
    if ahead is None or ahead.first is None or ahead.last is None:
        return Interval()
    if relation == "in":
        return Interval(ahead.first, ahead.last, ahead.precision)
    return Interval(anchor, ahead.last, "interval")
