"""What lies in a folder of articles and is none: README and licence, the parts of a page that a browser saved, and what
this program wrote.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from dragoman.datafiles import read_lines

__all__ = ["is_aside", "is_own_by_name", "is_own_file", "is_part_of_page"]

TEXTS = frozenset({"", ".txt", ".text", ".md", ".markdown", ".rst", ".html", ".htm", ".rtf", ".docx"})
PARTS = re.compile(r"(?P<page>.+)(?:_files|[-_]Dateien|_fichiers|_archivos|_file|_ficheiros|_bestanden|_filer|-filer)$")
"""Folders that browsers make beside a page that is saved with all its parts, by the browser's language."""

BESIDE = (".about.json", ".codebook.csv", ".config.xml")
"""What is written beside an export: its name and one of these."""
TELLING = frozenset({".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".html", ".htm"})
"""Files whose beginning tells whether this program wrote them."""
BEGINNING = 1024


def is_aside(name: str) -> bool:
    """Whether a file's name says that it speaks of the files about it: `README.md`, `LICENSE`."""
    path = PurePath(name.lower())
    stem = path.name.removesuffix(path.suffix) if path.suffix in TEXTS else path.name
    known = re.split(r"[.-](?:en|txt|\d)", stem)[0] in read_lines("intake/aside")
    return known and (path.suffix in TEXTS or "." not in path.name)


def is_part_of_page(folder: str, beside: Collection[str]) -> bool:
    """Whether a folder holds the parts of a page that was saved beside it: `talks_files` beside `talks.html`."""
    parts = PARTS.match(folder)
    return parts is not None and any(f"{parts['page']}{ending}" in beside for ending in (".html", ".htm", ".xhtml"))


def is_own_by_name(name: str, beside: Collection[str]) -> bool:
    """Whether a file is an export of this program, or lies beside one: `events.tab`, where `events.tab.about.json` is."""
    return name.endswith(BESIDE[:2]) or f"{name}{BESIDE[0]}" in beside


def is_own_file(path: Path) -> bool:
    """Whether a file begins as this program's lists, records and pages do. False where it cannot be read."""
    if path.suffix.lower() not in TELLING:
        return False
    try:
        with path.open("rb") as file:
            beginning = file.read(BEGINNING).decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError:
        return False
    if path.suffix.lower() in (".html", ".htm"):
        return any(mark in beginning for mark in read_lines("intake/own") if mark.startswith("<"))
    return any(fnmatchcase(beginning, f"{mark}*") for mark in read_lines("intake/own"))
