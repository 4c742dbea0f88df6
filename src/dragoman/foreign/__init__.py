"""Events of other data sets: read, turned into our terms as far as theirs reach, and compared with ours."""

from dragoman.foreign.reading import SOURCES, read_foreign, recognise
from dragoman.foreign.tables import BadRow

__all__ = ["SOURCES", "BadRow", "read_foreign", "recognise"]
