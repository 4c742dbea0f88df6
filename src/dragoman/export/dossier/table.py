"""The positions as a table: a row for each issue, a column for each party that takes one."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.export.dossier.rows import Notes, sentence_of, stand_text
from dragoman.export.wording import day_label, word
from dragoman.negotiations.dossier import Dossier
from dragoman.negotiations.series import Stand

__all__ = ["Cell", "PositionTable", "position_table"]

MOST_PARTIES = 4
MOST_A_CELL = 3
MOST_ISSUES = 6
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Cell:
    """One stand in a cell."""

    when: str
    stance: str
    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PositionTable:
    """Column heads, and rows of an issue with its cells."""

    parties: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Cell, ...], ...]], ...]
    more: int
    """Stands that are left out."""


def position_table(dossier: Dossier, notes: Notes) -> PositionTable | None:
    """The table, or None where nobody takes a position. The busiest parties have columns; a cell keeps the latest."""
    busiest = sorted(
        {stand.party for stand in dossier.stands},
        key=lambda party: (-sum(stand.party == party for stand in dossier.stands), party),
    )[:MOST_PARTIES]
    columns = [member for member in dossier.members if member.actor.id in busiest]
    if not columns:
        return None
    issues = sorted({stand.issue or OTHER for stand in dossier.stands}, key=lambda issue: _rank(dossier, issue))
    rows = []
    shown = 0
    for issue in issues[:MOST_ISSUES]:
        cells = []
        for member in columns:
            stands = [s for s in dossier.stands if s.party == member.actor.id and (s.issue or OTHER) == issue]
            kept = stands[-MOST_A_CELL:]
            shown += len(kept)
            cells.append(tuple(_cell(stand, dossier, notes) for stand in kept))
        if any(cells):
            rows.append((issue, tuple(cells)))
    return PositionTable(
        parties=tuple(member.actor.name for member in columns), rows=tuple(rows), more=len(dossier.stands) - shown
    )


def _rank(dossier: Dossier, issue: str) -> tuple[bool, int, str]:
    """The dossier's own issues in their order, what names no issue last."""
    order = dossier.issues.index(issue) if issue in dossier.issues else len(dossier.issues)
    return issue == OTHER, order, issue


def _cell(stand: Stand, dossier: Dossier, notes: Notes) -> Cell:
    text = stand_text(stand, sentence_of(dossier, stand))
    return Cell(day_label(stand.day), word("position", stand.stance), text, notes(stand.event))
