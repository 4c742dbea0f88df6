"""A negotiation's dossier for people: in the terminal, as Markdown, as a page that prints as a briefing paper."""

from __future__ import annotations

from typing import TextIO

import msgspec

from dragoman.negotiations.dossier import Dossier

__all__ = ["FORMATS", "write_dossier"]

FORMATS = ("brief", "markdown", "html", "json", "csv")


def write_dossier(dossier: Dossier, format: str, stream: TextIO) -> None:
    """Write a dossier in one of `FORMATS`; only what that format needs is imported."""
    if format == "json":
        stream.write(msgspec.json.format(msgspec.json.encode(dossier), indent=2).decode() + "\n")
    elif format == "csv":
        from dragoman.export.dossier.csv import write_csv

        write_csv(dossier, stream)
    elif format == "markdown":
        from dragoman.export.dossier.markdown import markdown

        stream.write(markdown(dossier))
    elif format == "html":
        from dragoman.export.dossier.html import html

        stream.write(html(dossier))
    else:
        from dragoman.export.dossier.brief import write_brief

        write_brief(dossier, stream)
