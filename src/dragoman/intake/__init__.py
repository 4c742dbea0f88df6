"""Intake: a page becomes an Article.

`expand` turns what a user gives (files, folders, patterns, addresses, standard input) into pages, `read_page` reads
one. Neither raises anything but a `DragomanError`.
"""

from dragoman.intake.page import Page
from dragoman.intake.reader import page_text, read_page
from dragoman.intake.sources import expand

__all__ = ["Page", "expand", "page_text", "read_page"]
