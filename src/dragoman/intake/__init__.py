"""Intake: a page becomes an Article.

`expand` turns what a user gives (files, folders, patterns, tables, archives, addresses, standard input) into pages,
`pages_in` those of a file in memory, `read_page` reads one. None of them raises anything but a `DragomanError`.
"""

from dragoman.intake.columns import parse_columns
from dragoman.intake.page import Page
from dragoman.intake.reader import page_text, read_page
from dragoman.intake.sources import articles_of, expand, pages_in, size_of
from dragoman.intake.streams import Meter

__all__ = ["Meter", "Page", "articles_of", "expand", "page_text", "pages_in", "parse_columns", "read_page", "size_of"]
