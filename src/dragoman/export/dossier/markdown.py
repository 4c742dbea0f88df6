"""A dossier in Markdown (CommonMark with tables), for a note, an issue or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.export.dossier.rows import Notes, Row, Section, heading_lines, mark_of, sections
from dragoman.export.markdown import escaped
from dragoman.export.wording import word
from dragoman.negotiations.dossier import Dossier

__all__ = ["markdown"]


def markdown(dossier: Dossier) -> str:
    """A whole dossier; nothing that a page says can become a link, a heading or HTML."""
    notes = Notes(dossier)
    lines = [f"# {escaped(dossier.name)}", ""]
    if dossier.state:
        lines += [f"**{word('state', dossier.state)}**", ""]
    lines += [f"- {name}: {escaped(words)}" for name, words in heading_lines(dossier)]
    for section in sections(dossier, notes):
        lines += ["", f"## {escaped(section.title)}", "", *_section(section)]
    lines += ["", "## Sentences", ""]
    lines += [f"{row.lead}. “{escaped(row.text)}” — {_source(row)}" for row in notes.rows()]
    return "\n".join(lines) + "\n"


def _section(section: Section) -> Iterator[str]:
    for row in section.rows:
        _, status = mark_of(row)
        head = ", ".join(part for part in (f"**{escaped(row.when)}**" if row.when else "", f"*{status}*" if status else "",
                                           escaped(row.lead)) if part)  # fmt: skip
        notes = f" [{', '.join(map(str, row.notes))}]" if row.notes else ""
        yield f"- {head}{': ' if head else ''}{escaped(row.text)}{notes}"
        if row.aside:
            yield f"  - {escaped(row.aside)}"
    if section.more > 0:
        yield f"- {section.more} more"


def _source(row: Row) -> str:
    where = escaped(row.aside)
    return f"{where} <{row.link}>" if row.link and re.match(r"https?://[^\s<>]+$", row.link) else where
