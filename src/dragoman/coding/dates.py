"""When an act happens, and when it was announced, from the times on the way to the top of its sentence."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.coding.status import EMBEDDING_LINKS, IMPOSED, operator_of
from dragoman.language.reading import Clause, Reading, Statement, TimeExpression
from dragoman.language.times import interval_of
from dragoman.language.times.values import Tense
from dragoman.model import TimeSpan

__all__ = ["Dating", "is_history", "published_day"]

HISTORY = timedelta(days=330)
"""An act that ended this long before the page is told to explain, not as news."""


def published_day(published: str | None) -> date | None:
    """The day of publication, from an ISO day or time."""
    return date.fromisoformat(published[:10]) if published else None


RANKS = frozenset({"first", "second", "third", "last", "latest", "only"})


class Dating:
    """Dates the acts of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.published = published_day(reading.published)
        self.news_day = self._news_day()
        self._told: dict[int, TimeSpan] = {}
        """The latest day told of in each paragraph."""

    def of_act(self, clause: Clause, reality: str) -> tuple[TimeSpan, TimeSpan | None]:
        """(`date`, `announced`) of an act."""
        act, announced = self._on_the_way(clause)
        if act is not None and act.precision == "day" and reality == "happened":
            self._told[self.reading.sentences[clause.sentence].paragraph] = act
        if act is None and reality == "happened" and self._goes_on(clause):
            act = self._told.get(self.reading.sentences[clause.sentence].paragraph)
        if act is None and reality in ("happened", "ongoing") and self._is_news(clause):
            act = self.news_day
        if announced is None and act is not None and reality not in ("happened", "ongoing"):
            announced = self.news_day if self._is_news(clause, stated=True) else None
        return act or TimeSpan(), announced if announced != act else None

    def _goes_on(self, clause: Clause) -> bool:
        """Whether a clause carries on the tale of its paragraph: a finite past without a day of its own."""
        return clause.tense == "past" and (clause.kind == "verb" or clause.light >= 0)

    def of_statement(self, statement: Statement) -> TimeSpan | None:
        """When something was said, if the text says so."""
        if statement.clause < 0:
            return None
        return self._of_clause(self.reading.clauses[statement.clause])

    def _on_the_way(self, clause: Clause) -> tuple[TimeSpan | None, TimeSpan | None]:
        act = self._of_clause(clause)
        announced: TimeSpan | None = None
        below = clause
        while below.parent >= 0:
            above = self.reading.clauses[below.parent]
            if below.link not in EMBEDDING_LINKS and below.link not in ("manner", "result"):
                break
            time = self._of_clause(above)
            if time is not None:
                if self._says_or_imposes(above, below):
                    announced = announced or time
                elif act is None and announced is None:
                    act = time
            below = above
        return act, announced

    def _says_or_imposes(self, above: Clause, below: Clause) -> bool:
        if below.link in ("manner", "result", "purpose"):
            return False
        return operator_of(self.reading, above, below) in (
            "say",
            "factive",
            "denied",
            "cancelled",
            "postponed",
            *IMPOSED,
        )

    def _of_clause(self, clause: Clause) -> TimeSpan | None:
        best: TimeSpan | None = None
        for index in clause.times:
            time = self.reading.times[index]
            if time.kind == "DURATION" and time.relation == "in" and not self._looks_ahead(clause):
                continue  # "the first talks in ten years" tells no day
            span = self._span(time, _tense(clause))
            if span is not None and (best is None or _narrower(span, best)):
                best = span
        return best

    def _looks_ahead(self, clause: Clause) -> bool:
        """Whether a length after `in` can only lie ahead: not of a past act, nor of the first of its kind."""
        ranked = any(c.tag == "JJS" or c.lower in RANKS for c in self.reading.children(clause.predicate))
        return not ranked and clause.tense in ("future", "none") and not clause.perfect

    def _span(self, time: TimeExpression, tense: Tense) -> TimeSpan | None:
        interval = interval_of(time, self.published, tense=tense)
        if not interval.known:
            return None
        first, last = interval.first or interval.last, interval.last or interval.first
        return TimeSpan(
            start=first.isoformat() if first else None,
            end=last.isoformat() if last else None,
            precision=interval.precision,  # type: ignore[arg-type]
            text=time.text,
        )

    def _is_news(self, clause: Clause, *, stated: bool = False) -> bool:
        """Whether the clause tells the day's news: a finite past in the main line, or what was said that day."""
        below = clause
        finite = clause.tense in ("past", "present") or clause.kind == "verb"
        if not stated and (not finite or clause.perfect or (clause.kind == "noun" and clause.light < 0)):
            return False
        while below.parent >= 0:
            above = self.reading.clauses[below.parent]
            if below.link in ("relative", "time", "concession", "cause", "apposition", "condition", "modifier"):
                return False
            if below.link == "complement" and clause.tense == "past" and not stated:
                return False  # "said that troops fired": the day of firing is not the day of saying
            below = above
        return not below.perfect

    def _news_day(self) -> TimeSpan | None:
        """The day that the lead names, else the day of publication."""
        if self.published is None:
            return None
        for time in self.reading.times[:6]:
            if time.source != "text" or time.start > 400 or time.kind != "DATE" or not time.first_day:
                continue
            if time.first_day == time.last_day:
                day = date.fromisoformat(time.first_day)
                if timedelta(0) <= self.published - day <= timedelta(days=4):
                    return TimeSpan(start=time.first_day, end=time.last_day, precision="day", text=time.text)
        day_text = self.published.isoformat()
        return TimeSpan(start=day_text, end=day_text, precision="day")


def _tense(clause: Clause) -> Tense:
    """The tense that a length of time is read in; the perfect counts as present."""
    return "present" if clause.perfect and clause.tense == "present" else clause.tense


def _narrower(span: TimeSpan, than: TimeSpan) -> bool:
    return _length(span) < _length(than)


def _length(span: TimeSpan) -> int:
    if not span.start or not span.end:
        return 1 << 20
    return (date.fromisoformat(span.end[:10]) - date.fromisoformat(span.start[:10])).days


def is_history(span: TimeSpan, published: date | None) -> bool:
    """Whether an act ended, or began and went on, so long before the page that it is background."""
    if published is None or not span.end:
        return False
    if published - date.fromisoformat(span.end[:10]) > HISTORY:
        return True
    since = span.precision == "interval" and span.start is not None
    return since and published - date.fromisoformat(str(span.start)[:10]) > HISTORY
