"""The day of a page's news: what is told without a day was done then."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.language.reading import Clause, Reading, TimeExpression
from dragoman.model import TimeSpan

__all__ = ["NewsDays", "published_day"]

LEAD = 400
"""Characters of a body within which the day of the news is named, if it is."""
BOUNDS = frozenset({"until", "by", "since", "before", "after", "from"})
"""Relations in which a day is not that of the act."""


def published_day(published: str | None) -> date | None:
    """The day of publication, from an ISO day or time."""
    return date.fromisoformat(published[:10]) if published else None


class NewsDays:
    """The days that a page's main line tells of, and which of them its news is of."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.published = published_day(reading.published)
        self.lead = self._lead()
        told = {i for c in reading.clauses if c.tense == "past" and c.link in (None, "coordinated") for i in c.times}
        self._days_told = [t for i, t in enumerate(reading.times) if i in told and not self._is_masthead(t)]

    def by(self, clause: Clause) -> TimeSpan | None:
        """The day of the news so far: where a page goes on to what was done a day later, so do its undated acts."""
        sentence = self.reading.sentences[clause.sentence]
        news = self.lead
        if news is None or sentence.source != "text":
            return news
        for time in self._days_told:
            day = self._day_of_news(time) if time.start < sentence.end else None
            if day is not None and day > str(news.start):
                news = TimeSpan(start=day, end=day, precision="day", text=time.text)
        return news

    def _lead(self) -> TimeSpan | None:
        """The day that the lead names, or the eve where the paper looks back on it; else the day of publication."""
        if self.published is None:
            return None
        lead = [t for t in self.reading.times[:6] if t.start <= LEAD and not self._is_masthead(t)]
        for time in (*lead, *self._eves()):
            day = self._day_of_news(time)
            if day is not None:
                return TimeSpan(start=day, end=day, precision="day", text=time.text)
        day_text = self.published.isoformat()
        return TimeSpan(start=day_text, end=day_text, precision="day")

    def _day_of_news(self, time: TimeExpression) -> str | None:
        """The day that a time names, if it is a day on which the page's news may have been made."""
        if time.source != "text" or time.kind not in ("DATE", "TIME") or not time.first_day or self.published is None:
            return None
        bound = time.relation in BOUNDS and not (time.kind == "TIME" and time.relation in ("before", "after"))
        if time.first_day != time.last_day or bound:
            return None
        age = self.published - date.fromisoformat(time.first_day)
        return time.first_day if timedelta(0) <= age <= timedelta(days=4) else None

    def _is_masthead(self, time: TimeExpression) -> bool:
        """Whether a time is only the date of the paper: its own day, with the year."""
        own = self.published is not None and time.first_day == time.last_day == self.published.isoformat()
        return own and str(self.published)[:4] in time.text

    def _eves(self) -> list[TimeExpression]:
        """Where a page says `yesterday` and never names its own day, the news is of the day before."""
        own = str(self.published)
        times = [t for t in self.reading.times if t.source == "text" and not self._is_masthead(t)]
        if any(t.first_day == t.last_day == own and t.value != "PRESENT_REF" for t in times):
            return []
        return [t for t in times if t.text.lower() == "yesterday"]
