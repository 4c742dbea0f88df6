"""What lies in a folder of articles and is none: README and licence, and the parts of a page that a browser saved."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from pathlib import PurePath

__all__ = ["is_aside", "is_part_of_page"]

TEXTS = frozenset({"", ".txt", ".text", ".md", ".markdown", ".rst", ".html", ".htm", ".rtf", ".docx"})
PARTS = re.compile(r"(?P<page>.+)(?:_files|[-_]Dateien|_fichiers|_archivos|_file|_ficheiros|_bestanden|_filer|-filer)$")
"""Folders that browsers make beside a page that is saved with all its parts, by the browser's language."""


def is_aside(name: str) -> bool:
    """Whether a file's name says that it speaks of the files about it: `README.md`, `LICENSE`."""
    path = PurePath(name.lower())
    stem = path.name.removesuffix(path.suffix) if path.suffix in TEXTS else path.name
    return (path.suffix in TEXTS or "." not in path.name) and re.split(r"[.-](?:en|txt|\d)", stem)[0] in _names()


def is_part_of_page(folder: str, beside: Collection[str]) -> bool:
    """Whether a folder holds the parts of a page that was saved beside it: `talks_files` beside `talks.html`."""
    parts = PARTS.match(folder)
    return parts is not None and any(f"{parts['page']}{ending}" in beside for ending in (".html", ".htm", ".xhtml"))


@cache
def _names() -> frozenset[str]:
    source = files("dragoman.data").joinpath("intake/aside.txt").read_text(encoding="utf-8")
    return frozenset(line for line in source.splitlines() if line and not line.startswith("#"))
