"""Intake: a page becomes an Article.

`expand` turns what a user gives (files, folders, patterns, tables, archives, addresses, standard input) into pages,
`pages_in` those of a file in memory, `read_page` reads one. None of them raises anything but a `DragomanError`.

Each is loaded when it is first asked for: whoever only lists a store needs a word list of this package and not its readers
of HTML, which take a third of a second.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.intake.columns import parse_columns
    from dragoman.intake.page import Page
    from dragoman.intake.reader import page_text, read_page
    from dragoman.intake.sources import articles_of, expand, pages_in, size_of
    from dragoman.intake.streams import Meter

__all__ = ["Meter", "Page", "articles_of", "expand", "page_text", "pages_in", "parse_columns", "read_page", "size_of"]

_MODULES = {
    "columns": ("parse_columns",),
    "page": ("Page",),
    "reader": ("page_text", "read_page"),
    "sources": ("articles_of", "expand", "pages_in", "size_of"),
    "streams": ("Meter",),
}


def __getattr__(name: str) -> Any:
    """One of the above, out of its module."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
