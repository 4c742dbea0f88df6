"""Finding the times of a reading: sentence by sentence, with what the words around them say of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from dragoman.language.reading import Reading, Sentence, TimeExpression
from dragoman.language.times.around import Around
from dragoman.language.times.checks import CHECKS
from dragoman.language.times.dateline import dateline_day
from dragoman.language.times.grammar import Pattern, matches, normalise
from dragoman.language.times.memory import Memory
from dragoman.language.times.quoted import Quoted
from dragoman.language.times.relations import relation_before
from dragoman.language.times.tense import (
    appointed_for,
    goes_on_until,
    had_been,
    is_put_off,
    may_be_announced,
    tense_of,
    was_set_going,
)
from dragoman.language.times.triggers import starts
from dragoman.language.times.units import month_day, period, shifted
from dragoman.language.times.values import Context, Normalised, Tense, from_period
from dragoman.language.times.words import key_of

__all__ = ["find_times"]

REACH_OF_SINCE = 30
"""Characters before a date in which *since* still governs it."""
COUNTED = frozenset({"NOUN", "ADJ", "PROPN", "NUM"})
"""What makes a figure behind a date a count: *on May 3, 5 men*; not behind a hyphen (*the May 3-5 talks*)."""
COARSE = ("month", "season", "ordinal", "name", "day")
"""Groups of a match that name a part of a year, a period, or a day of a month."""
LOCAL_TIME = re.compile(r"[\s,(]+local time", re.IGNORECASE)
SECOND_DAY = re.compile(
    r"(?:\s*[-–]\s*|,?\s+(?:to|and|or|through|until)\s+|,\s*)(\d{1,2})(?:st|nd|rd|th)?(?![\w%:.,]*\d|\w)"
)
"""The second day of *Aug. 7-9* or *April 24 and 25*."""
SECOND_UNIT = re.compile(r",?\s+(?:and|or)\s+(next|this|last)(?!\w)", re.IGNORECASE)
"""The second unit of *this month and next*."""
JOINED = re.compile(r"\s?[-–]\s?|—|\s+(?:to|through|thru|until|till)\s+(?:the\s+)?", re.IGNORECASE)
"""What stands between the two ends of a stretch."""
DAYS = ("DATE", "TIME")
OPEN = frozenset({"", "at", "during", "for", "from", "in", "on"})
"""Relations that the first end of a stretch may be told in."""


def find_times(reading: Reading) -> list[TimeExpression]:
    """The time expressions of title and body, by their place (title first).

    They are anchored on the day of publication; where it is not known, relative ones have the value that TIMEX3
    gives them (`XXXX-WXX-2`, `PRESENT_REF`) and no days. Offsets count in the source that `source` names.
    """
    anchor = _anchor(reading)
    search = _Search(reading, Memory(anchor), Quoted(reading, anchor))
    for sentence in reading.sentences:
        search.sentence(sentence)
    return search.found


@dataclass(slots=True)
class _Search:
    """One pass over a reading."""

    reading: Reading
    memory: Memory
    quoted: Quoted
    found: list[TimeExpression] = field(default_factory=list)
    rule: str = ""
    """That of the last time found."""

    def sentence(self, sentence: Sentence) -> None:
        if sentence.first >= sentence.last:
            return
        source = self.reading.title if sentence.source == "title" else self.reading.text
        done, begun = -1, len(self.found)
        told: list[tuple[TimeExpression, Pattern, re.Match[str]]] = []
        for i in starts(self.reading, sentence, source):
            for start in _offsets(self.reading, i):
                if start < done:
                    continue
                if item := self._at(source, start, sentence):
                    pattern, match, found = item
                    self._add(match.start(), match.end(), found, sentence, source, pattern.rule)
                    told.append((self.found[-1], pattern, match))
                    done = match.end()
                    if pattern.rule == "calendar_date" and found.unit == "day":
                        done = self._second_day(source, done, found, sentence)
                    elif pattern.rule == "unit" and match.groupdict().get("deixis"):
                        done = self._second_unit(source, done, match["unit"], sentence)
        if told and self.quoted.quotes:
            self.quoted.read(sentence, self.found[begun:])
            self._from_saying(told, source, sentence)

    def _from_saying(
        self, told: list[tuple[TimeExpression, Pattern, re.Match[str]]], source: str, sentence: Sentence
    ) -> None:
        """Tell the times of a sentence that stand in quotations from the days of their saying."""
        for time, pattern, match in told:
            quote = self.quoted.around(time.head)
            said = None if quote is None else self.quoted.said.get(quote)
            if said is not None:
                first, last = self._tokens(match.start(), match.end(), sentence)
                if found := pattern.meaning(match, Context(said, self._tense(first, last, source, match))):
                    _replace(time, found)

    def _at(self, source: str, start: int, sentence: Sentence) -> tuple[Pattern, re.Match[str], Normalised] | None:
        """The longest match at an offset that its check lets stand and that means something."""
        for pattern, match in matches(source, start, sentence.end):
            first, last = self._tokens(match.start(), match.end(), sentence)
            if pattern.check and not CHECKS[pattern.check](Around(self.reading, first, last, match)):
                continue
            context = self.memory.context(self._tense(first, last, source, match), sentence.index)
            if found := pattern.meaning(match, context):
                return pattern, match, found
        return None

    def _tense(self, first: int, last: int, source: str, match: re.Match[str]) -> Tense:
        """The tense of the clause, and where it says too little of a weekday or date, what the words around say."""
        head, groups = self._head(first, last), match.groupdict()
        tense = tense_of(self.reading, head)
        if tense != "future" and goes_on_until(self.reading, head, first):
            return "future"
        if tense != "future" and (appointed := appointed_for(self.reading, head, first)):
            return appointed
        if tense != "future" and (groups.get("weekday") or groups.get("day")):
            relation = relation_before(self.reading, first, last, source, match.start(), match.end())
            if relation == "by" and tense == "past" and had_been(self.reading, head):
                return "past"
            if relation in ("by", "until") or (relation == "before" and tense == "none"):
                return "future" if tense == "present" else "nearest"
            if tense != "present" and groups.get("weekday") and self._is_tomorrow_elsewhere(source, match):
                return "future"
            if tense == "past" and was_set_going(self.reading, head, first):
                return "nearest"
            if tense == "past" and groups.get("weekday") and is_put_off(self.reading, head):
                return "nearest"
        if groups.get("month") and self._since(first, last, source, match):
            return "past"
        if tense == "past" and any(groups.get(name) for name in COARSE) and may_be_announced(self.reading, head):
            return "announced"
        return tense

    def _since(self, first: int, last: int, source: str, match: re.Match[str]) -> bool:
        """*Since shortly before the Oct. 23 raid*: whatever the tense, that month or day has come."""
        before = source[max(0, match.start() - REACH_OF_SINCE) : match.start()]
        near = re.search(r"\bsince\b(?!.*[,;:.])", before, re.IGNORECASE)
        return (
            near is not None
            or relation_before(self.reading, first, last, source, match.start(), match.end()) == "since"
        )

    def _is_tomorrow_elsewhere(self, source: str, match: re.Match[str]) -> bool:
        """Whether a past *early Saturday*, or *Saturday local time*, on a page of Friday is that of a place further
        east, where Saturday has begun: six days ago would be told otherwise.
        """
        anchor, weekday = self.memory.anchor, key_of("weekdays", match["weekday"])
        if anchor is None or weekday is None or int(weekday) != anchor.isoweekday() % 7 + 1:
            return False
        return (match.groupdict().get("modifier") or "").lower() == "early" or LOCAL_TIME.match(
            source, match.end()
        ) is not None

    def _tokens(self, start: int, end: int, sentence: Sentence) -> tuple[int, int]:
        """First and last token that a stretch of the source touches."""
        tokens = self.reading.tokens
        inside = [i for i in range(sentence.first, sentence.last) if tokens[i].end > start and tokens[i].start < end]
        return inside[0], inside[-1]

    def _head(self, first: int, last: int) -> int:
        """The token of a stretch on which the others hang."""
        tokens = self.reading.tokens
        heads = [i for i in range(first, last + 1) if not first <= tokens[i].head <= last or tokens[i].head == i]
        words = [i for i in heads if tokens[i].pos not in ("PUNCT", "DET", "ADP")]
        return (words or heads or [last])[-1]

    def _add(self, start: int, end: int, found: Normalised, sentence: Sentence, source: str, rule: str = "") -> None:
        first, last = self._tokens(start, end, sentence)
        is_length = found.kind == "DURATION"
        relation = relation_before(self.reading, first, last, source, start, end, length=is_length)
        if rule == self.rule and found.kind in DAYS and self._joins(start, source, sentence):
            self.found[-1].relation, relation = "from", "until"
        self.rule = rule
        if relation in ("until", "between") and self.found:
            if rule == "weekday":
                found = _after_first(found, self.found[-1], start, source)
            elif found.unit in ("month", "day") and not re.search(r"\d{4}", source[start:end]):
                found = _later_year(found, self.found[-1], start)
        self.found.append(
            TimeExpression(
                start=start, end=end, source=sentence.source, text=source[start:end], kind=found.kind,
                value=found.value,
                first_day=found.first.isoformat() if found.first else None,
                last_day=found.last.isoformat() if found.last else None,
                precision=found.precision if found.first else None,
                relation=relation,
                head=self._head(first, last),
            )
        )  # fmt: skip
        self.memory.remember(found, sentence.index, source[start:end])

    def _joins(self, start: int, source: str, sentence: Sentence) -> bool:
        """Whether a time at an offset is the second end of a stretch: *April 20–May 2*, *Thursday to Sunday*."""
        if not self.found:
            return False
        other = self.found[-1]
        if other.relation not in OPEN or other.source != sentence.source or other.kind not in DAYS:
            return False
        return JOINED.fullmatch(source, other.end, start) is not None

    def _second_unit(self, source: str, end: int, unit: str, sentence: Sentence) -> int:
        """Add the second unit of *this month and next*; gives the offset after it, or `end` if there is none."""
        match = SECOND_UNIT.match(source, end, sentence.end)
        found = normalise(f"{match[1]} {unit}", self.memory.anchor) if match else None
        if match is None or found is None:
            return end
        _, last = self._tokens(match.start(1), match.end(1), sentence)
        following = self.reading.tokens[last + 1] if last + 1 < sentence.last else None
        if following is not None and following.pos in COUNTED:
            return end
        self._add(match.start(1), match.end(1), found, sentence, source)
        return match.end(1)

    def _second_day(self, source: str, end: int, found: Normalised, sentence: Sentence) -> int:
        """Add the second day of *Aug. 7-9*; gives the offset after it, or `end` if there is none."""
        match = SECOND_DAY.match(source, end, sentence.end)
        if match is None or found.first is None:
            return end
        _, last = self._tokens(match.start(1), match.end(1), sentence)
        following = self.reading.tokens[last + 1] if last + 1 < sentence.last else None
        day = month_day(found.first.year, found.first.month, int(match[1]))
        if (
            day is None
            or day <= found.first
            or (following is not None and (following.lower == "of" or key_of("months", following.text)))
            or (following is not None and following.pos in COUNTED and match.group()[0] not in "-–")
        ):
            return end
        self._add(match.start(1), match.end(1), from_period(period("day", day)), sentence, source)
        if re.search(r"[-–]|to|through|until", match.group()):
            self.found[-2].relation, self.found[-1].relation = "from", "until"
        return match.end(1)


def _replace(time: TimeExpression, found: Normalised) -> None:
    """Give an expression another meaning."""
    time.kind, time.value = found.kind, found.value
    time.first_day = found.first.isoformat() if found.first else None
    time.last_day = found.last.isoformat() if found.last else None
    time.precision = found.precision if found.first else None


def _after_first(found: Normalised, other: TimeExpression, start: int, source: str) -> Normalised:
    """The second weekday of *from Monday to Friday*: the first one after the first."""
    linked = other.relation in ("from", "between") or source[other.end : start].strip() == "through"
    if not linked or start - other.end > 30 or not (found.first and other.first_day):
        return found
    first = date.fromisoformat(other.first_day)
    day = shifted("day", first, (found.first.isoweekday() - first.isoweekday()) % 7 or 7)
    return from_period(period("day", day)) if day and "T" not in found.value else found


def _later_year(found: Normalised, other: TimeExpression, start: int) -> Normalised:
    """The second month or day of *from May to October*, *from 13 April to 2 May*: the first one after the first."""
    if other.relation not in ("from", "between") or start - other.end > 30 or not (found.first and other.first_day):
        return found
    if other.precision != found.unit or found.kind != "DATE":
        return found
    first = date.fromisoformat(other.first_day)
    years = (month_day(year, found.first.month, found.first.day) for year in (first.year, first.year + 1))
    later = next((day for day in years if day and day >= first), None)
    return from_period(period(found.unit, later)) if later and later != found.first else found


def _anchor(reading: Reading) -> date | None:
    """The day that *today* is: of the dateline, else of publication."""
    try:
        published = date.fromisoformat(reading.published[:10]) if reading.published else None
    except ValueError:
        return None
    return published and (dateline_day(reading, published) or published)


def _offsets(reading: Reading, i: int) -> list[int]:
    """Where in a token an expression may begin: at its start, and after a hyphen (*post-1998*)."""
    token = reading.tokens[i]
    if "-" not in token.text and "–" not in token.text:
        return [token.start]
    return [token.start, *(token.start + m.end() for m in re.finditer(r"[-–](?=\w)", token.text))]
