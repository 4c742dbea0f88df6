"""A store or a lake, whichever a user names: both answer what lists and exports ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from dragoman.errors import StoreError, UsageError

__all__ = ["is_lake", "only_store", "opened", "store_or_lake"]

store_or_lake: Callable[[Any], Any] = click.argument("store", metavar="STORE")
"""A store's file, or the folder or address of a lake."""


def is_lake(named: str) -> bool:
    """Whether a lake is meant: a folder that is one, or an address."""
    return "://" in named or (Path(named) / "lake.json").is_file()


@contextmanager
def opened(named: str) -> Iterator[Any]:
    """A `Store`, or a `LakeReader`, which has the same methods for lists and exports.

    Raises StoreError where there is neither.
    """
    if is_lake(named):
        from dragoman.cluster.reader import LakeReader
        from dragoman.cluster.sweep import is_swept

        with LakeReader.open(named) as reader:
            if not is_swept(reader.lake, reader.entries):
                click.echo(
                    f"{named}: the last run has not come to its end: shards are missing, and pages may stand here "
                    "twice; give its command again",
                    err=True,
                )
            yield reader
        return
    from dragoman.store import Store

    if Path(named).is_dir():
        raise StoreError(f"{named} is a folder, and no lake: name a store or a lake")
    with Store.open(Path(named)) as store:
        yield store


def only_store(named: str, what: str) -> None:
    """Raises UsageError for a lake, which nobody writes to but the cluster."""
    if is_lake(named):
        raise UsageError(f"{what} is kept in a store: load the lake into one with `dragoman load {named} --into STORE`")
