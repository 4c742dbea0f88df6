"""Intake: a page becomes an Article.

`expand` turns what a user gives (files, folders, patterns, tables, archives, addresses, standard input) into pages,
`read_page` reads one. Neither raises anything but a `DragomanError`.
"""

from dragoman.intake.columns import parse_columns
from dragoman.intake.page import Page
from dragoman.intake.reader import page_text, read_page
from dragoman.intake.sources import expand, size_of
from dragoman.intake.streams import Meter

__all__ = ["Meter", "Page", "expand", "page_text", "parse_columns", "read_page", "size_of"]
