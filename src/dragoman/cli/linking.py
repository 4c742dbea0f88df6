"""Bringing a store's incidents up to date before they are shown, with a word on what is going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli.reading import Progress

if TYPE_CHECKING:
    from dragoman.store import Store
    from dragoman.store.linker import Linked

__all__ = ["bring_up_to_date"]


def bring_up_to_date(store: Store, *, quiet: bool = False) -> Linked:
    """Link what came since the last time; at once where nothing did."""
    with Progress(quiet=quiet, message="Looking for reports of the same happenings …"):
        return store.incidents.link()
