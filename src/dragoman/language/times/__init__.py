"""Times in news: found, given their TIMEX3 value, and turned into intervals of days.

`find_times` reads the times of a parsed article, `normalise` gives the meaning of one expression by itself, and
`interval_of` says in which days an act lies that an expression governs. The words, the patterns and the named
periods are in `data/times`; see `docs/times.md`.
"""

from __future__ import annotations

from dragoman.language.times.find import find_times
from dragoman.language.times.grammar import normalise
from dragoman.language.times.intervals import Interval, counted_from, interval_of
from dragoman.language.times.values import Normalised

__all__ = ["Interval", "Normalised", "counted_from", "find_times", "interval_of", "normalise"]
