"""A dossier as a page that stands by itself and prints as a briefing paper: no script, nothing from elsewhere."""

from __future__ import annotations

from typing import Any

import msgspec
from markupsafe import Markup

from dragoman.export.dossier.bars import bars
from dragoman.export.dossier.network import network
from dragoman.export.dossier.rows import Notes, Section, between_members, heading_lines, mark_of, sections
from dragoman.export.dossier.table import position_table
from dragoman.export.html import style, templates
from dragoman.export.timeline import Timeline, timeline
from dragoman.export.wording import word
from dragoman.model import Event, Incident
from dragoman.negotiations.dossier import Dossier

__all__ = ["html"]

CHARTS = 3
"""Pairs whose cooperation and conflict are drawn."""
ON_THE_LINE = 14
"""Happenings on the timeline."""


def html(dossier: Dossier) -> str:
    """The page. What pages say is escaped, and a content security policy forbids the rest."""
    notes = Notes(dossier)
    parts = sections(dossier, notes)
    numbered = _numbered(dossier)
    context: dict[str, Any] = {
        "dossier": dossier,
        "state": word("state", dossier.state),
        "lines": heading_lines(dossier),
        "sections": [part for part in parts if part.key != "positions"],
        "positions": position_table(dossier, notes),
        "line": _timeline(dossier, numbered),
        "network": network(dossier),
        "charts": [bars(relation) for relation in dossier.relations[:CHARTS]],
        "names": {member.actor.id: member.actor.name for member in dossier.members},
        "mark": mark_of,
        "dates_matter": _dates_matter,
        "notes": notes.rows(),
    }
    body = templates().get_template("dossier.html").render(context)
    sheet = Markup(style() + Markup(templates().get_template("dossier.css").render()))  # ours alone
    head = templates().get_template("head.html").render(title=dossier.name, style=sheet)
    return f"{head}{body}</body>\n</html>\n"


def _dates_matter(section: Section) -> bool:
    """Whether a section needs a column for dates."""
    return any(row.when for row in section.rows)


def _numbered(dossier: Dossier) -> list[tuple[int, Incident]]:
    """The meetings and the most told other happenings between members, numbered by date."""
    between = [incident for incident in between_members(dossier) if incident.date.start]
    told = sorted(between, key=lambda i: (-i.independent, i.act != "CONSULT", i.date.start or "", i.id))[:ON_THE_LINE]
    return list(enumerate(sorted(told, key=lambda i: (i.date.start or "", i.id)), start=1))


def _timeline(dossier: Dossier, numbered: list[tuple[int, Incident]]) -> Timeline | None:
    return timeline([(number, _event_of(incident)) for number, incident in numbered], dossier.read_until)


def _event_of(incident: Incident) -> Event:
    """An incident in the form that the timeline draws."""
    span = {"text": "", "start": 0, "end": 0}
    fields = {"id": incident.id, "article": "", "act": incident.act, "status": incident.status, "trigger": span,
              "evidence": {**span, "text": incident.sentence}}  # fmt: skip
    told = msgspec.convert({"kind": "event", **fields}, Event)
    return msgspec.structs.replace(told, date=incident.date, actors=incident.actors, recipients=incident.recipients)
