"""A dossier as sections of rows, the same for every format: when, what, in which words, on which sentences it rests.

A briefing paper has two or three pages: each section keeps its weightiest rows and tells how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.coding.acts import acts
from dragoman.export.dossier.joint import condition_text
from dragoman.export.sureness import difference_label, sureness_parts
from dragoman.export.wording import (
    act_word,
    actors_label,
    counted,
    day_label,
    promise_head,
    status_word,
    time_label,
    where_label,
    word,
)
from dragoman.model import DONE, Agreement, Incident, Promise, StateStep
from dragoman.negotiations.contradictions import Contradiction
from dragoman.negotiations.dossier import Dossier
from dragoman.negotiations.series import Stand

__all__ = ["Notes", "Row", "Section", "between_members", "heading_lines", "sections", "sentence_of", "stand_text"]

MEETINGS, AGREEMENTS, PROMISES, STANDS, CONTRADICTIONS, NEWS, CONFLICT = 8, 6, 10, 20, 5, 10, 5
"""Rows of a section."""
LAST_DAY = "9999-12-31"


class Notes:
    """Sentences that a dossier rests on, numbered as they are first referred to."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._numbers: dict[str, int] = {}

    def __call__(self, *events: str) -> tuple[int, ...]:
        """The numbers of the sentences of these events."""
        found = []
        for event in events:
            if event in self._dossier.sources:
                key = self._dossier.sources[event].sentence
                found.append(self._numbers.setdefault(key, len(self._numbers) + 1))
        return tuple(dict.fromkeys(found))

    def rows(self) -> list[Row]:
        """The sentences in order, each with who published it, when, and how many tell of the same."""
        by_sentence = {source.sentence: source for source in self._dossier.sources.values()}
        return [self._row(number, by_sentence[sentence].event) for sentence, number in self._numbers.items()]

    def _row(self, number: int, event: str) -> Row:
        source = self._dossier.sources[event]
        page = source.page
        told = f"{source.reports} pages tell of it" if source.reports > 1 else ""
        where = [page.publisher or page.title or "", day_label(page.published), told]
        return Row(
            lead=str(number), text=source.sentence, aside=", ".join(part for part in where if part), link=page.url
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a section."""

    text: str
    when: str = ""
    lead: str = ""
    """What is shown first, in bold."""
    mark: str = ""
    """A status, for its mark and colour."""
    aside: str = ""
    """What is shown less strongly."""
    notes: tuple[int, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a dossier."""

    key: str
    title: str
    rows: list[Row] = field(default_factory=list)
    more: int = 0
    """Rows that were left out; `--format json` has them."""


def heading_lines(dossier: Dossier) -> list[tuple[str, str]]:
    """What stands at the head: name of the line, and its words."""
    lines = [("as known on", f"{day_label(dossier.read_until)}, from {counted(dossier.pages, 'page')}")]
    for member in dossier.members:
        people = ", ".join(
            f"{speaker.name} ({speaker.title})" if speaker.title else speaker.name for speaker in member.speakers
        )
        lines.append((member.role, f"{member.actor.name}{f': {people}' if people else ''}"))
    if dossier.issues:
        lines.append(("issues", ", ".join(dossier.issues)))
    if dossier.hosts:
        lines.append(("met in", "; ".join(dossier.hosts)))
    return lines


def sections(dossier: Dossier, notes: Notes) -> list[Section]:
    """The sections of a dossier in order, those without rows left out."""
    found = [
        _news(dossier, notes),
        _course(dossier, notes),
        _meetings(dossier, notes),
        _agreements(dossier, notes),
        _stands(dossier, notes),
        _promises(dossier, notes),
        _conflict(dossier, notes),
        _contradictions(dossier, notes),
    ]
    return [section for section in found if section.rows]


def _news(dossier: Dossier, notes: Notes) -> Section:
    """What is new since a day, in the order of what it means."""
    section = Section("news", "What is new")
    changes = dossier.changes
    if changes is None:
        return section
    incidents = {incident.id: incident for incident in dossier.incidents}
    stands = {stand.id: stand for stand in dossier.stands}
    promises = {promise.id: promise for promise in dossier.promises}
    before = word("state", changes.state_before) or "nothing known"
    rows = [
        Row(
            word("state", step.state), day_label(step.since), "state", aside=f"before {before}", notes=notes(step.event)
        )
        for step in changes.states
    ]
    rows += [_promise_row(promises[id], notes, lead="outcome") for id in changes.outcomes]
    rows += [_incident_row(incidents[id], notes, lead="came further") for id in changes.steps]
    rows += [_stand_row(stands[id], dossier, notes) for id in changes.stands]
    rows += [_incident_row(incidents[id], notes) for id in _weightiest(dossier, changes.incidents)]
    if not rows:
        newest = f": the newest page is of {day_label(dossier.read_until)}" if dossier.read_until else ""
        rows = [Row(f"nothing{newest}")]
    return _cut(Section("news", f"What is new since {day_label(changes.since)}", rows), NEWS)


def between_members(dossier: Dossier) -> list[Incident]:
    """The incidents in which two members take part."""
    members = {member.actor.id for member in dossier.members}
    return [i for i in dossier.incidents if len({a.principal for a in (*i.actors, *i.recipients)} & members) > 1]


def _weightiest(dossier: Dossier, ids: Iterable[str]) -> list[str]:
    """Incidents between members, the most told first."""
    wanted = set(ids)
    between = [incident for incident in between_members(dossier) if incident.id in wanted]
    return [incident.id for incident in sorted(between, key=lambda i: (-i.reports, i.date.start or LAST_DAY, i.id))]


def _course(dossier: Dossier, notes: Notes) -> Section:
    return Section("course", "How it came to this", [_step_row(step, notes) for step in dossier.states])


def _step_row(step: StateStep, notes: Notes) -> Row:
    return Row(word("state", step.state), day_label(step.since) or "no date", notes=notes(step.event))


def _meetings(dossier: Dossier, notes: Notes) -> Section:
    rows = [_incident_row(meeting, notes, act=False) for meeting in _recent(dossier.meetings, MEETINGS)]
    return Section("meetings", "Meetings", rows, len(dossier.meetings) - len(rows))


def _recent(incidents: Sequence[Incident], most: int) -> list[Incident]:
    """The most told ones, in order of date, plans last."""
    kept = sorted(incidents, key=lambda i: (-i.independent, i.date.start or LAST_DAY, i.id))[:most]
    return sorted(kept, key=lambda i: (i.date.start or i.first_report or LAST_DAY, i.id))


def _incident_row(incident: Incident, notes: Notes, *, lead: str = "", act: bool = True) -> Row:
    """When, how real, what, who; how it came to that, and how sure it is."""
    who = actors_label(incident.actors, codes=False) or "somebody unnamed"
    towards = f" → {actors_label(incident.recipients, codes=False)}" if incident.recipients else ""
    where = f", {place}" if (place := where_label(incident.place)) else ""
    steps = "".join(
        f"; {word('change', step['change'])} {day_label(step['since'])}" for step in incident.history if step["change"]
    )
    told = [] if incident.reports < 2 and not incident.denied_by else list(sureness_parts(incident))
    return Row(
        text=f"{f'{act_word(incident.act)}: ' if act else ''}{who}{towards}{where}{steps}",
        when=time_label(incident.date) or "no date",
        lead=lead,
        mark=incident.status,
        aside="; ".join(part for part in told if not part.startswith("first ")),
        notes=notes(incident.event),
    )


def _agreements(dossier: Dossier, notes: Notes) -> Section:
    rows = [_agreement_row(agreement, notes) for agreement in dossier.agreements]
    broken = {ceasefire.agreement.event: ceasefire for ceasefire in dossier.ceasefires}
    incidents = {incident.id: incident for incident in dossier.incidents}
    with_breaches = []
    for agreement, row in zip(dossier.agreements, rows, strict=True):
        with_breaches.append(row)
        ceasefire = broken.get(agreement.event)
        if ceasefire is not None:
            with_breaches += [_incident_row(incidents[id], notes, lead="breach reported") for id in ceasefire.breaches]
    return _cut(Section("agreements", "Agreements", with_breaches), AGREEMENTS)


def _agreement_row(agreement: Agreement, notes: Notes) -> Row:
    days = [("signed", agreement.signed), ("ratified", agreement.ratified), ("in force", agreement.in_force)]
    dated = "; ".join(f"{name} {day_label(day)}" for name, day in days if day)
    stage = "" if agreement.stage == "other" else f" ({word('stage', agreement.stage)})"
    guarantors = f"; guaranteed by {', '.join(agreement.guarantors)}" if agreement.guarantors else ""
    return Row(
        text=f"{agreement.name}{stage}: {', '.join(agreement.signatories)}{guarantors}",
        when=day_label(agreement.signed),
        aside=dated,
        notes=notes(agreement.event),
    )


def _stands(dossier: Dossier, notes: Notes) -> Section:
    rows = [_stand_row(stand, dossier, notes) for stand in dossier.stands]
    return _cut(Section("positions", "Positions", rows), STANDS)


def _names(dossier: Dossier) -> dict[str, str]:
    """What the members are called."""
    return {member.actor.id: member.actor.name for member in dossier.members}


def _stand_row(stand: Stand, dossier: Dossier, notes: Notes) -> Row:
    """A stand under the name of the person who takes it, else of the party: `foreign ministry` says little."""
    person = stand.speaker.id.startswith("person:")
    who = stand.speaker.name if person else _names(dossier).get(stand.party, stand.speaker.name)
    return Row(
        text=stand_text(stand, sentence_of(dossier, stand)),
        when=day_label(stand.day) or "no date",
        lead=f"{who}: {word('position', stand.stance)}",
        aside=stand.issue or "",
        notes=notes(stand.event),
    )


def sentence_of(dossier: Dossier, stand: Stand) -> str:
    """The sentence that a stand rests on."""
    source = dossier.sources.get(stand.event)
    return source.sentence if source else ""


def stand_text(stand: Stand, sentence: str = "") -> str:
    """What a party stands for, both halves of the bargain; `sentence`, where the text says it, gives the word that joins
    them."""
    if stand.stance == "condition" and stand.in_exchange_for:
        return condition_text(stand.what, stand.in_exchange_for, sentence)
    parts = [stand.what]
    if stand.in_exchange_for:
        parts.append(f"in exchange for {stand.in_exchange_for}")
    if stand.on_condition:
        parts.append(f"on the condition: {stand.on_condition}")
    return ", ".join(parts)


def _promises(dossier: Dossier, notes: Notes) -> Section:
    """Those of which something has become first, then those past their day, then open ones, the most told first."""
    order = {"broken": 0, "kept": 1, "carried-out": 1, "overdue": 2, "no-report": 3, "void": 4, "superseded": 4}
    promises = sorted(
        dossier.promises,
        key=lambda p: (order.get(p.outcome, 5), -_told(dossier, p), (p.due.end if p.due else None) or LAST_DAY, p.id),
    )
    return _cut(Section("promises", "Promises", [_promise_row(promise, notes) for promise in promises]), PROMISES)


def _told(dossier: Dossier, promise: Promise) -> int:
    """How many pages tell of a promise."""
    source = dossier.sources.get(promise.event or "")
    return source.reports if source else 0


def _promise_row(promise: Promise, notes: Notes, *, lead: str = "") -> Row:
    made, due = time_label(promise.made), time_label(promise.due)
    days = [made and f"made {made}", due and f"due {due}"]
    evidence = notes(*promise.evidence_for, *promise.evidence_against)
    return Row(
        text=f"{promise_head(promise)}: {promise.what}",
        when=word("outcome", promise.outcome),
        lead=lead,
        mark=promise.outcome,
        aside=", ".join(day for day in days if day),
        notes=tuple(dict.fromkeys((*(notes(promise.event) if promise.event else ()), *evidence))),
    )


def _conflict(dossier: Dossier, notes: Notes) -> Section:
    """Acts of force between members, and threats of them."""
    attacks = [i for i in between_members(dossier) if i.act in acts("force") and i.status in DONE]
    rows = [_incident_row(attack, notes) for attack in _recent(attacks, CONFLICT)]
    return Section("conflict", "Force, pressure and threats between them", rows, len(attacks) - len(rows))


def _contradictions(dossier: Dossier, notes: Notes) -> Section:
    stands = {stand.id: stand for stand in dossier.stands}
    incidents = {incident.id: incident for incident in dossier.incidents}
    names = _names(dossier)
    rows = [_contradiction_row(c, stands, incidents, names, notes) for c in dossier.contradictions]
    return _cut(Section("contradictions", "What contradicts what", rows), CONTRADICTIONS)


def _contradiction_row(
    contradiction: Contradiction,
    stands: dict[str, Stand],
    incidents: dict[str, Incident],
    names: dict[str, str],
    notes: Notes,
) -> Row:
    if contradiction.sort == "for-and-against":
        one, other = (stands[id] for id in contradiction.stands)
        return Row(
            text=f"{word('position', one.stance)}, {day_label(one.day)}: {one.what}; "
            f"{word('position', other.stance)}, {day_label(other.day)}: {other.what}",
            lead=names.get(contradiction.subject, contradiction.subject),
            notes=notes(one.event, other.event),
        )
    incident = incidents[contradiction.incident or ""]
    if contradiction.sort == "denied":
        text = f"told by {', '.join(incident.publishers[:3])}; denied by {', '.join(incident.denied_by)}"
        return Row(text=text, lead=_short(incident), notes=notes(*incident.events[:2]))
    difference = next(d for d in incident.differs if d["field"] == contradiction.field)
    told = [value["events"][0] for value in difference["values"]]
    return Row(text=difference_label(difference), lead=_short(incident), notes=notes(*told))


def _short(incident: Incident) -> str:
    who = actors_label((*incident.actors, *incident.recipients), codes=False)
    day = time_label(incident.date)
    return f"{act_word(incident.act)}, {who}{f', {day}' if day else ''}"


def _cut(section: Section, most: int) -> Section:
    kept = section.rows[:most]
    return Section(section.key, section.title, kept, len(section.rows) - len(kept))


def mark_of(row: Row) -> tuple[str, str]:
    """The mark and the word of a row's status; of a promise's outcome the word alone."""
    try:
        status = status_word(row.mark)
    except KeyError:
        return "", ""
    return status.mark, status.word
