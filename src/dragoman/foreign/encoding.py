"""Text that is UTF-8 nearly throughout: a byte that is not is read as Latin-1."""

from __future__ import annotations

import codecs

__all__ = ["LATIN_WHERE_NEEDED"]

LATIN_WHERE_NEEDED = "latin_1_where_needed"
"""Name of the error handler for `open(errors=…)`."""


def _as_latin(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error(LATIN_WHERE_NEEDED, _as_latin)
