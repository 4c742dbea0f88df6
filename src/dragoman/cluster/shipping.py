"""What makes a reader on another machine: the user's own files travel with it, and the program there must be the same."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from dragoman.corpora import reading
from dragoman.corpora.reading import Outcome, PageTask
from dragoman.errors import DragomanError
from dragoman.model import Run
from dragoman.store import new_run
from dragoman.threads import ONE_THREAD

__all__ = ["SameReading", "same_reading"]

SAME = ("program", "model", "lexicon", "codebook")


class SameReading(msgspec.Struct, frozen=True):
    """Picklable: makes the function that reads batches, as `corpora.reading.ReadPages` does on this machine."""

    run: Run
    lexicons: tuple[tuple[str, bytes], ...] = ()
    """The user's lexicon files: name and content."""
    codebook: tuple[str, bytes] | None = None

    def __call__(self) -> Callable[[Sequence[PageTask]], list[Outcome]]:
        """Load everything. Raises DragomanError for a wrong lexicon or codebook, or for another program."""
        for name, value in ONE_THREAD.items():
            os.environ.setdefault(name, value)
        with tempfile.TemporaryDirectory() as folder:
            lexicons = tuple(_written(Path(folder), number, file) for number, file in enumerate(self.lexicons))
            codebook = _written(Path(folder), len(lexicons), self.codebook) if self.codebook else None
            here = new_run(lexicons=lexicons, codebook=codebook)
            for name in SAME:
                if getattr(here, name) != getattr(self.run, name):
                    raise DragomanError(
                        f"a machine of the cluster has another {name} than this one ({getattr(here, name)}, not "
                        f"{getattr(self.run, name)}): install the same Dragoman on all of them"
                    )
            return reading.ReadPages(lexicons, codebook)()


def same_reading(run: Run, lexicons: Sequence[str], codebook: str | None) -> SameReading:
    """The reading of these files of this machine. Raises OSError where one cannot be read."""
    files = tuple((Path(path).name, Path(path).read_bytes()) for path in lexicons)
    book = (Path(codebook).name, Path(codebook).read_bytes()) if codebook else None
    return SameReading(run, files, book)


def _written(folder: Path, number: int, file: tuple[str, bytes]) -> str:
    name, data = file
    path = folder / str(number) / name
    path.parent.mkdir()
    path.write_bytes(data)
    return str(path)
