"""Bringing a store's incidents up to date before they are shown, with a word on what is going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dragoman.cli.reading import Progress

if TYPE_CHECKING:
    from dragoman.store import Store
    from dragoman.store.incidents import Linked

__all__ = ["bring_up_to_date"]


def bring_up_to_date(store: Store, *, quiet: bool = False) -> Linked:
    """Link what came since the last time; at once where nothing did. A store that may only be read is shown as it is."""
    if getattr(store, "read_only", False):
        from dragoman.store.incidents import Linked

        if store.incidents.stale and not quiet:
            click.echo(f"{store.path} may only be read: what came since it was last linked is not told here", err=True)
        return Linked()
    with Progress(quiet=quiet, message="Looking for reports of the same happenings …"):
        return store.incidents.link()
