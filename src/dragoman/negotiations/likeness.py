"""Whether two events, of whatever days, are about the same thing."""

from __future__ import annotations

import math

from dragoman.linking.report import make_report
from dragoman.model import Event
from dragoman.negotiations.issues import issues_of

__all__ = ["ALIKE", "SAME", "about_the_same", "likeness", "telling_words"]

ALIKE = 0.34
"""Likeness of the words around two acts from which they are about the same thing."""
SAME = 0.6
"""Likeness of the words of two positions or promises from which they are one, told twice."""
SAME_ISSUE = 0.25
"""The same, where both are about one of the subjects of negotiations."""


def telling_words(event: Event) -> frozenset[str]:
    """Stems of the words around an act, without names."""
    return make_report(event, None).words


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Cosine of two sets of stems, 0 to 1."""
    return len(one & other) / math.sqrt(len(one) * len(other)) if one and other else 0.0


def about_the_same(one: Event, other: Event) -> bool:
    """Whether two acts are about one thing: by their words, or by their subject and some of their words."""
    alike = likeness(telling_words(one), telling_words(other))
    if alike >= ALIKE:
        return True
    return alike >= SAME_ISSUE and bool(set(issues_of(one.evidence.text)) & set(issues_of(other.evidence.text)))
