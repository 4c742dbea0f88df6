"""`dragoman codebook`: shows the types of event, their modes and what tells them from their neighbours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from dragoman.coding.codebook import Codebook, EventType

__all__ = ["command"]

QUAD_STYLE = {
    "verbal-cooperation": "green",
    "material-cooperation": "bold green",
    "verbal-conflict": "yellow",
    "material-conflict": "bold red",
}


@click.command(short_help="Show the codebook, or one of its types.")
@click.argument("type_", metavar="[TYPE]", required=False)
@click.option("--codebook", metavar="FILE", help="Your own codebook, in place of the program's.")
@click.option("--contexts", "show_contexts", is_flag=True, help="Show the contexts (topics) in place of the types.")
def command(type_: str | None, codebook: str | None, show_contexts: bool) -> None:
    """Show the types of event, or all about one TYPE: what it is, examples, how to tell it from its
    neighbours, and its modes with their intensities and CAMEO codes.

    \b
    Example:
      dragoman codebook
      dragoman codebook retreat
      dragoman codebook --contexts
    """
    from rich.console import Console

    from dragoman.coding.codebook import Codebook

    book = Codebook.load(Path(codebook) if codebook else None)
    console = Console(highlight=False)
    if type_ is not None:
        _show_type(console, book.type(type_))
    elif show_contexts:
        console.print(_contexts(book))
    else:
        console.print(_types(book))
        for name, lines in book.rules.items():
            console.print(f"\n[bold]{name}[/bold]")
            for line in lines:
                console.print(f"  {line}")


def _types(book: Codebook) -> RenderableType:
    from rich.table import Table

    table = Table(title=f"{book.name} {book.version}".strip(), box=None, pad_edge=False, title_justify="left")
    for column in ("type", "quad class", "intensity", "CAMEO", "what it is"):
        table.add_column(column, justify="right" if column == "intensity" else "left")
    for kind in book.types.values():
        style = QUAD_STYLE[kind.quad]
        table.add_row(f"[{style}]{kind.name}[/]", kind.quad, f"{kind.intensity:+.1f}", kind.cameo, kind.definition)
    return table


def _contexts(book: Codebook) -> RenderableType:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("context")
    table.add_column("what it is about")
    for context in book.context_list.values():
        table.add_row(f"[bold]{context.name}[/]", context.definition)
    return table


def _show_type(console: Console, kind: EventType) -> None:
    from rich.table import Table

    style = QUAD_STYLE[kind.quad]
    console.print(f"[{style}]{kind.name}[/]  {kind.quad} · intensity {kind.intensity:+.1f} · CAMEO {kind.cameo}")
    console.print(kind.definition)
    console.print("Needs a recipient." if kind.recipient else "Needs no recipient.", style="dim")
    console.print("\n[bold]Examples[/bold]")
    for example in kind.examples:
        console.print(f"  {example}", soft_wrap=True)
    if kind.near:
        console.print("\n[bold]Neighbours[/bold]")
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2))
        for other, tell in kind.near:
            table.add_row(f"  {other}", tell)
        console.print(table)
    if kind.modes:
        console.print("\n[bold]Modes[/bold]")
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2))
        for mode in kind.modes.values():
            table.add_row(f"  {mode.name}", f"{mode.intensity:+.1f}", mode.cameo, mode.definition)
        console.print(table)
