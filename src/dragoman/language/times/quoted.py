"""Times within a quotation are told from the day of its saying: *wrote on 12 March 1998: “We sail next month.”*"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice

from dragoman.language.quotes import Quote, find_quotes
from dragoman.language.reading import Reading, Sentence, TimeExpression
from dragoman.language.tables import table

__all__ = ["Quoted"]

FAR = 8
"""Heads to climb to the word of saying."""
STANCES = ("asserts", "confirms", "denies", "claims", "predicts")


@dataclass(slots=True)
class Quoted:
    """The quotations of a reading, and the days on which they were said as far as the text has told."""

    reading: Reading
    anchor: date | None
    """Day of publication."""
    quotes: list[Quote] = field(default_factory=list)
    said: dict[int, date] = field(default_factory=dict)
    """Day of saying by index of the quotation."""

    def __post_init__(self) -> None:
        if self.anchor is not None:
            self.quotes = find_quotes(self.reading)

    def around(self, token: int) -> int | None:
        """Index of the quotation that a token stands in."""
        return next((k for k, q in enumerate(self.quotes) if q.first <= token <= q.last), None)

    def read(self, sentence: Sentence, times: list[TimeExpression]) -> None:
        """Keep the day of saying that a sentence tells, from its times, for the quotations that it holds."""
        here = [k for k, q in enumerate(self.quotes) if q.first < sentence.last and q.last >= sentence.first]
        if not here:
            return
        for time in times:
            day = self._day(time) if self.around(time.head) is None else None
            if day is not None:
                self.said.update(dict.fromkeys(here, day))
                return

    def _day(self, time: TimeExpression) -> date | None:
        """The day of a time that a word of saying governs, if it lies before the page."""
        if time.first_day is None or time.relation not in ("", "on", "in", "at") or not self._of_saying(time.head):
            return None
        first = date.fromisoformat(time.first_day)
        known = time.first_day == time.last_day or time.precision == "month"
        within = self.anchor is None or time.last_day is None or date.fromisoformat(time.last_day) >= self.anchor
        return first if known and not within else None

    def _of_saying(self, i: int) -> bool:
        for above in islice(self.reading.ancestors(i), FAR):
            if above.lemma in _saying():
                return True
            if above.pos in ("VERB", "AUX") and above.dep != "acl":  # "a letter dated 12 March"
                return False
        return False


@cache
def _saying() -> frozenset[str]:
    """Verbs and nouns of speech, and what is written."""
    data = table("saying")
    words = [word for stance in STANCES for kind in ("verbs", "nouns") for word in data[stance][kind]]
    return frozenset([*words, *data["sources"]["documents"], *data["sources"]["channels"]])
