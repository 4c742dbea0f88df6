"""All that a parse is turned into: times, clauses and speech, in the order in which each needs the others."""

from __future__ import annotations

from dragoman.language.clauses import build_clauses
from dragoman.language.reading import Reading
from dragoman.language.speech import find_statements
from dragoman.language.times import find_times

__all__ = ["understand"]


def understand(reading: Reading) -> Reading:
    """Times, clauses and speech of a parsed article, in place."""
    reading.times = find_times(reading)
    build_clauses(reading)
    reading.statements = find_statements(reading)
    return reading
