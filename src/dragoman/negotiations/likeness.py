"""Whether two events, of whatever days, are about the same thing."""

from __future__ import annotations

import math
import re
from functools import cache

from dragoman.linking.report import make_report, stems
from dragoman.model import Event
from dragoman.negotiations.issues import issues_of
from dragoman.negotiations.settings import settings

__all__ = [
    "ALIKE",
    "SAME",
    "SAME_ISSUE",
    "about_the_same",
    "is_done",
    "likeness",
    "other_numbers",
    "same_thing",
    "telling_words",
]

ALIKE = 0.34
"""Likeness of the words around two acts from which they are about the same thing."""
SAME = 0.6
"""Likeness of the words of two positions or promises from which they are one, told twice."""
FEW, HELD = 3, 0.75
"""The same for the share of the shorter one's words that is in the longer one, where it has so many words."""
VERB_AND_OBJECT = 2
MARK = re.compile(r"[,;:]\s|\s[–—]\s")
CEASE = "cease"
SAME_ISSUE = 0.25
"""The same, where both are about one of the subjects of negotiations."""


def telling_words(event: Event) -> frozenset[str]:
    """Stems of the words around an act, without names."""
    return make_report(event, None).words


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Cosine of two sets of stems, 0 to 1."""
    return len(one & other) / math.sqrt(len(one) * len(other)) if one and other else 0.0


def is_done(promised: str, event: Event) -> bool:
    """Whether an act is the one that some words promise: its own word is one of theirs, and so are most of the words
    beside it, or most of theirs stand beside it: `lift its ban on herring`, and that *the ban was lifted*."""
    words = stems(promised)
    if not stems(event.trigger.text) & words or other_numbers(promised, _clause(event)):
        return False
    told = telling_words(event) & stems(_clause(event))
    shared = len(told & words)
    return shared >= VERB_AND_OBJECT and shared >= SAME * min(len(told), len(words))


def _clause(event: Event) -> str:
    """The words around an act up to the next comma, without its day: what follows tells who says so, or something
    else."""
    at = event.trigger.start - event.evidence.start
    sentence = event.evidence.text
    before, after = sentence[: max(at, 0)], sentence[max(at, 0) :]
    clause = MARK.split(before)[-1] + MARK.split(after, maxsplit=1)[0]
    return clause.replace(event.date.text, "") if event.date.text else clause


def same_thing(one: str, other: str) -> bool:
    """Whether two wordings of a position or promise are of one thing: nearly the same words, or all that one of them
    says is in the other; `halt`, `freeze` and `stop` say the same, and other numbers are something else."""
    if other_numbers(one, other):
        return False
    left, right = _gist(one), _gist(other)
    fewer = min(len(left), len(right))
    held = fewer >= FEW and len(left & right) >= HELD * fewer
    return held or likeness(left, right) >= SAME


def other_numbers(one: str, other: str) -> bool:
    """Whether two wordings each tell numbers, and none in common."""
    left, right = ({word for word in _gist(words) if word.isdigit()} for words in (one, other))
    return bool(left) and bool(right) and not left & right


def _gist(words: str) -> frozenset[str]:
    return stems(_ceasing().sub(CEASE, words))


@cache
def _ceasing() -> re.Pattern[str]:
    """Verbs by which something ends, in any form."""
    return re.compile(r"\b(?:" + "|".join(settings().words["ceases"]) + r")\w*", re.IGNORECASE)


def about_the_same(one: Event, other: Event) -> bool:
    """Whether two acts are about one thing: by their words, or by their subject and some of their words."""
    alike = likeness(telling_words(one), telling_words(other))
    if alike >= ALIKE:
        return True
    return alike >= SAME_ISSUE and bool(set(issues_of(one.evidence.text)) & set(issues_of(other.evidence.text)))
