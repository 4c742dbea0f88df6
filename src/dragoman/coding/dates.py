"""When an act happens, and when it was announced, from the times on the way to the top of its sentence."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.coding.news_days import NewsDays, published_day
from dragoman.coding.operators import EMBEDDING_LINKS, operator_of
from dragoman.coding.reality import IMPOSED
from dragoman.coding.status import is_set_for
from dragoman.language.reading import Clause, Reading, Statement, TimeExpression
from dragoman.language.tables import table, words
from dragoman.language.times import Interval, counted_from, interval_of
from dragoman.language.times.values import Tense
from dragoman.model import DONE, TimeSpan

__all__ = ["Dating", "is_history", "published_day"]

HISTORY = timedelta(days=330)
"""An act that ended this long before the page is told to explain, not as news."""


APPOINTING = frozenset({"schedule", "expect", "plan", "set", "arrange", "due", "slate", "fix", "hold", "begin", "open"})
"""Participles below the noun of an act that tell its day: `the summit planned for May`."""
AHEAD = frozenset({"future", "agreed", "scheduled", "pledged", "demanded", "required", "conditional"})
"""Realities of what is still to come."""
MONTH = 31
"""Days of the longest time that a sentence goes on to tell of."""
JOINED = 12
"""Characters at most between the two ends of a stretch."""
TOLD_BY = ("complement", "quoted")
"""Links of what somebody says."""
SETTINGS = frozenset({"at", "during"})
ASIDE = frozenset({"relative", "time", "concession", "cause", "apposition", "condition", "modifier"})
"""Links of what is told beside the news."""
MEANWHILE = frozenset({"as", "while", "when"})
"""What joins a clause that happens on the day of the one above."""
ABOUT = frozenset({"of", "to", "from", "under", "with", "on", "over", "about", "by", "for"})
"""Prepositions before what an act is about, and not before when it was."""
RANKS = frozenset({"first", "second", "third", "last", "latest", "only"})


class Dating:
    """Dates the acts of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.published = published_day(reading.published)
        self._news = NewsDays(reading)
        self.news_day = self._news.lead
        self._told: dict[int, TimeSpan] = {}
        """The latest day told of in each paragraph."""
        self._span_told: dict[tuple[int, int], TimeSpan] = {}
        """The latest day, week or month told of in each sentence and by each clause that says so in it: `last week shut
        the border and recalled its envoy`."""

    def of_act(self, clause: Clause, reality: str, *, verbal: bool = False) -> tuple[TimeSpan, TimeSpan | None]:
        """(`date`, `announced`) of an act; a `verbal` one answers what its paragraph told of, on that day or later."""
        act, announced = self._on_the_way(clause)
        if act is not None and reality in AHEAD and self._is_past(act) and act != self._of_clause(clause):
            act = None  # `met last month in preparation for the summit`: that was not last month
        act = (
            act
            or self._on_day_before(clause)
            or self._appointed(clause)
            or self._within_object(clause)
            or self._by_setting(clause)
            or self._counted(clause)
            or self._since(clause)
        )
        if act is not None and reality == "happened" and clause.tense == "past" and self._is_ahead(act):
            act = None  # whatever the words are, what was done lies behind
        if act is not None and act.precision == "day" and reality == "happened":
            self._told[self.reading.sentences[clause.sentence].paragraph] = act
        main = clause.tense == "past" and clause.link in (None, "coordinated", *TOLD_BY)
        beside = (clause.sentence, clause.parent if clause.link in TOLD_BY else -1)
        if act is not None and reality == "happened" and main and _length(act) <= MONTH:
            self._span_told[beside] = act
        if act is None and reality == "happened" and main:
            act = self._span_told.get(beside)
        if act is None and reality == "happened" and self._goes_on(clause):
            act = self._told.get(self.reading.sentences[clause.sentence].paragraph)
            act = self._until_page(act) if act and verbal else act
        if act is None and reality in DONE and self._is_news(clause) and not self._stands(clause):
            act = announced or self._news.by(clause)  # what was told on Wednesday was not done on Thursday
        if announced is None and act is not None and reality not in DONE:
            announced = self.news_day if self._is_news(clause, stated=True) else None
        return act or TimeSpan(), announced if announced != act else None

    def _on_day_before(self, clause: Clause) -> TimeSpan | None:
        """`since Monday, when jets bombed the port`, `the raid of 15 May, in which he died`: the day stands before."""
        if clause.tense != "past" or clause.modal or clause.negated:
            return None
        first = self.reading.tokens[clause.light if clause.light >= 0 else clause.predicate].left
        opening = self.reading.tokens[first : clause.predicate]
        words = [t.lower for t in opening[:2]]
        if words[:1] != ["when"] and words not in (["in", "which"], ["on", "which"], ["during", "which"]):
            return None
        start, source = opening[0].start, self.reading.sentences[clause.sentence].source
        for time in self.reading.times:
            if time.source == source and 0 < start - time.end <= len(", ") and time.first_day and time.kind == "DATE":
                return TimeSpan(start=time.first_day, end=time.last_day, precision=time.precision, text=time.text)  # type: ignore[arg-type]
        return None

    def _is_past(self, span: TimeSpan) -> bool:
        last = span.end or span.start
        return last is not None and self.published is not None and date.fromisoformat(last[:10]) < self.published

    def reaches_ahead(self, span: TimeSpan) -> bool:
        """Whether it ends after the page."""
        return self._is_ahead(TimeSpan(start=span.end))

    def _is_ahead(self, span: TimeSpan) -> bool:
        start, published = span.start, self.published
        return start is not None and published is not None and date.fromisoformat(start[:10]) > published

    def _goes_on(self, clause: Clause) -> bool:
        """Whether a clause carries on the tale of its paragraph: a finite past without a day of its own, which
        nobody is quoted for and which does not only remind of something.
        """
        told = clause.link not in (*TOLD_BY, "relative")
        return clause.tense == "past" and not clause.perfect and told and (clause.kind == "verb" or clause.light >= 0)

    def _appointed(self, noun: Clause) -> TimeSpan | None:
        """`a visit that was expected this week`, `talks set for Friday`: the day stands below the noun."""
        if noun.kind != "noun":
            return None
        for below in self.reading.clauses[noun.index + 1 :]:
            if below.sentence != noun.sentence:
                break
            if below.parent == noun.index and below.link == "relative" and below.lemma in APPOINTING:
                return self._of_clause(below)
        return None

    def _within_object(self, verb: Clause) -> TimeSpan | None:
        """`left the talks on 31 May`, `last May`: a time behind the object, which the parser gave to the object's noun."""
        if verb.kind != "verb" or verb.tense != "past":
            return None
        for below in self.reading.clauses[verb.index + 1 :]:
            if below.sentence != verb.sentence:
                break
            if below.parent != verb.index or below.kind != "noun" or below.link not in ("nominal", "modifier"):
                continue
            days = [
                t
                for t in (self.reading.times[i] for i in below.times)
                if not self._is_own(t)
                if (t.relation == "on" and t.precision == "day")
                or (t.relation == "" and t.kind == "DATE" and t.first_day)
                or (t.relation == "in" and t.first_day and verb.lemma in words("making"))
            ]
            if days and days[0].start > self.reading.tokens[below.predicate].end:
                return self._of_clause(below)
        return None

    def _is_own(self, time: TimeExpression) -> bool:
        """`condemned the raid of 15 May`: the day of the raid."""
        tokens = self.reading.tokens
        return time.head >= 0 and tokens[tokens[time.head].head].lower == "of"

    def _by_setting(self, clause: Clause) -> TimeSpan | None:
        """`When the envoys met him last month, the two agreed`, `met at a summit in Oslo on Friday`: the day of what an
        act is told with.
        """
        for other in self.reading.clauses:
            if other.sentence != clause.sentence or other.parent != clause.index or other.negated:
                continue
            when = other.link == "time" and other.marker == "when" and other.tense == clause.tense and not other.modal
            there = other.kind == "noun" and (
                (other.marker in SETTINGS and other.link in ("time", "nominal")) or self._opens(other, clause)
            )
            if (when and not clause.perfect) or there:
                span = self._of_clause(other)
                if span is not None and span.start and span.end:
                    return span
        return None

    def _opens(self, setting: Clause, clause: Clause) -> bool:
        """`As part of a tour of Asia in 1961, he travelled to Tokyo`: what stands before the subject sets the scene."""
        first = min((a.head for a in clause.get("subject")), default=-1)
        dated = any(self.reading.times[i].relation in ("in", "on") for i in setting.times)
        told = clause.kind == "verb" and clause.tense == "past"
        agreed = setting.lemma in table("status")["terms"]["agreed"]  # "under the accord of 2015": what came of it
        beside = setting.link in ("modifier", "nominal") and not agreed
        return told and dated and beside and setting.predicate < first

    def of_saying(self, announced: TimeSpan | None) -> TimeSpan:
        """The date of an act that is done by saying so: the day of the saying, else the day of the news."""
        return announced or self.news_day or TimeSpan()

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
            if below.link not in EMBEDDING_LINKS and not self._shares_day(below):
                break
            if below.marker == "where" and (there := self._told_before(above, below)) is not None:
                return act or self._of_clause(there), announced or self._of_clause(above)
            time = self._of_clause(above)
            if time is not None:
                if self._says_or_imposes(above, below) and not is_set_for(self.reading, above):
                    announced = announced or time
                elif act is None and announced is None:
                    act = time
            below = above
        return act, announced

    def _told_before(self, above: Clause, below: Clause) -> Clause | None:
        """What somebody says before he goes on with `where`: `will be in Oslo in July, he said on Friday, where …`."""
        told = (c for c in self.reading.clauses[above.index + 1 :] if c.parent == above.index and c.link in TOLD_BY)
        return next((c for c in told if c.predicate < below.predicate), None)

    def _shares_day(self, below: Clause) -> bool:
        """Whether a clause happens on the day of the one above: `…, leaving two dead`, `traders demanding pay`, `in
        Oslo on Friday, where he will meet …`.
        """
        if below.link == "relative":
            there = below.marker == "where" and below.tense == "future"
            return there or self.reading.tokens[below.predicate].tag == "VBG"
        if below.link == "time" and below.marker in MEANWHILE:
            return below.tense == "past" and not below.perfect and not below.modal
        return below.link in ("manner", "result")

    def _counted(self, clause: Clause) -> TimeSpan | None:
        """`a day after the bloc froze the funds`: so long before what the clause above tells of."""
        if clause.link != "time" or clause.parent < 0:
            return None
        for time in (self.reading.times[index] for index in clause.times):
            if time.kind != "DURATION" or time.relation not in ("after", "before"):
                continue
            from_there = self._on_the_way(self.reading.clauses[clause.parent])
            base = from_there[0] or from_there[1] or self.news_day
            if base is None or base.precision != "day" or not base.start:
                return None
            found = counted_from(time.text, date.fromisoformat(base.start[:10]), -1 if time.relation == "after" else 1)
            return self._of_interval(found, time.text) if found else None
        return None

    def _since(self, clause: Clause) -> TimeSpan | None:
        """`has since sent soldiers`: between the day that the paragraph told of and the page."""
        told = self._told.get(self.reading.sentences[clause.sentence].paragraph)
        since = any(c.lower == "since" for c in self.reading.children(clause.predicate, "advmod"))
        return self._until_page(told) if clause.perfect and since and told and self.published else None

    def _until_page(self, span: TimeSpan) -> TimeSpan:
        """From a day that was told of to the page's own."""
        published = self.published.isoformat() if self.published else None
        if published is None or span.start is None or span.start[:10] >= published:
            return span
        return TimeSpan(start=span.start, end=published, precision="interval", text=span.text)

    def _says_or_imposes(self, above: Clause, below: Clause) -> bool:
        if below.link in ("manner", "result", "purpose", "relative"):
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
        seconds = {index + 1 for index in clause.times if self._second(index)}
        for index in clause.times:
            time = self.reading.times[index]
            if index in seconds:
                continue
            if time.relation == "in" and time.first_day is None and not self._looks_ahead(clause):
                continue  # "the first talks in ten years" tells no day
            if (time.relation == "since" and self._is_ranked(clause)) or self._is_of_thing(time, clause):
                continue
            if time.relation == "until" and clause.tense == "past" and clause.kind == "verb":
                continue  # "ordered off the air until Monday": the end of what came of it
            span = self._span(time, _tense(clause), self._second(index))
            if span is not None and self._leaves_open(index) and index + 1 in clause.times:
                other = self._span(self.reading.times[index + 1], _tense(clause))
                return _over(span, other) if other else span
            if span is not None and (best is None or _narrower(span, best)):
                best = span
        return best

    def _leaves_open(self, index: int) -> bool:
        """`in May or early June`: one of two."""
        pair = self.reading.times[index : index + 2]
        if len(pair) < 2 or pair[0].source != pair[1].source:
            return False
        text = self.reading.title if pair[0].source == "title" else self.reading.text
        return text[pair[0].end : pair[1].start].strip() == "or"

    def _looks_ahead(self, clause: Clause) -> bool:
        """Whether a length after `in` can only lie ahead: not of a past act, nor of the first of its kind."""
        return not self._is_ranked(clause) and clause.tense in ("future", "none") and not clause.perfect

    def _is_ranked(self, clause: Clause) -> bool:
        """`his first visit since 2016`: one of a row, of which the others were then."""
        return any(c.tag == "JJS" or c.lower in RANKS for c in self.reading.children(clause.predicate))

    def _is_of_thing(self, time: TimeExpression, clause: Clause) -> bool:
        """`invoked a 1962 law`: the year of what an act is about."""
        year = self.reading.tokens[time.head] if time.head >= 0 else None
        if year is None or time.precision != "year" or year.dep not in ("nummod", "compound", "amod", "nmod"):
            return False
        noun = self.reading.tokens[year.head]
        thing = noun.dep in ("dobj", "nsubj", "nsubjpass", "attr") or (
            noun.dep == "pobj" and self.reading.tokens[noun.head].lower in ABOUT
        )
        return noun.i != clause.predicate and noun.i > year.i and thing

    def _second(self, index: int) -> TimeExpression | None:
        """The end of a stretch that a time begins: `from December 2 to 5`."""
        pair = self.reading.times[index : index + 2]
        if len(pair) < 2 or pair[0].relation not in ("from", "between"):
            return None
        first, second = pair
        joined = second.relation in ("until", "between") and 0 <= second.start - first.end <= JOINED
        return second if joined and second.source == first.source and second.last_day else None

    def _span(self, time: TimeExpression, tense: Tense, to: TimeExpression | None = None) -> TimeSpan | None:
        interval = interval_of(time, self.published, tense=tense, to=to)
        return self._of_interval(interval, time.text) if interval.known else None

    def _of_interval(self, interval: Interval, text: str) -> TimeSpan:
        first, last = interval.first or interval.last, interval.last or interval.first
        return TimeSpan(
            start=first.isoformat() if first else None,
            end=last.isoformat() if last else None,
            precision=interval.precision,  # type: ignore[arg-type]
            text=text,
        )

    def _is_news(self, clause: Clause, *, stated: bool = False) -> bool:
        """Whether the clause tells the day's news: a finite past in the main line, or what was said that day."""
        below = clause
        finite = clause.tense in ("past", "present") or clause.kind == "verb"
        if not stated and (not finite or clause.perfect or clause.is_bare_noun):
            return False
        while below.parent >= 0:
            above = self.reading.clauses[below.parent]
            if below.link in ASIDE and not (below.link == "time" and self._shares_day(below)):
                return False
            below = above
        return not below.perfect

    def _stands(self, clause: Clause) -> bool:
        """Whether a body tells of what is so and not of what was done (`wants`, `complains`, `are barred`)."""
        present = clause.tense == "present" and not clause.perfect
        return present and self.reading.sentences[clause.sentence].source == "text"


def _tense(clause: Clause) -> Tense:
    """The tense that a length of time is read in; the perfect counts as present."""
    return "present" if clause.perfect and clause.tense == "present" else clause.tense


def _over(first: TimeSpan, second: TimeSpan) -> TimeSpan:
    """From the first to the last day of two."""
    days = [day for span in (first, second) for day in (span.start, span.end) if day]
    return TimeSpan(start=min(days), end=max(days), precision="interval", text=first.text)


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
