"""The dossier of a negotiation: who, over what, where it stands, what was offered, met, agreed, promised and kept."""

from __future__ import annotations

import msgspec

from dragoman.coding.acts import acts
from dragoman.model import Actor, Agreement, Incident, Promise, StateStep
from dragoman.negotiations.changes import Changes, changes_between
from dragoman.negotiations.contradictions import Contradiction, contradictions_of
from dragoman.negotiations.encounters import Ceasefire, ceasefires_of, combined_agreements, hosts_of, meetings_held
from dragoman.negotiations.issues import issues_of
from dragoman.negotiations.ledger import ledger
from dragoman.negotiations.material import Material, Page, before
from dragoman.negotiations.members import Pair, facing, pairs_of, tables
from dragoman.negotiations.moments import carries_out, moments_of_incident
from dragoman.negotiations.relations import Relation, relations_of
from dragoman.negotiations.series import Stand, stands_of
from dragoman.negotiations.settings import settings
from dragoman.negotiations.speakers import Speaker, speakers_of
from dragoman.negotiations.states import course

__all__ = ["Dossier", "Member", "Source", "make_dossier", "states_of"]


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A party or mediator, and who speaks for it."""

    actor: Actor
    role: str
    speakers: tuple[Speaker, ...] = ()


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """The sentence behind something, and its page."""

    event: str
    sentence: str
    page: Page
    reports: int
    independent: int


class Dossier(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="dossier"):
    """Where a negotiation stands, and on what that rests."""

    id: str
    name: str
    read_until: str | None
    """ISO day of the last article in the store: nothing later is known."""
    pages: int
    """Articles that tell of it."""
    members: tuple[Member, ...]
    hosts: tuple[str, ...]
    issues: tuple[str, ...]
    state: str | None
    states: tuple[StateStep, ...]
    stands: tuple[Stand, ...]
    meetings: tuple[Incident, ...]
    agreements: tuple[Agreement, ...]
    ceasefires: tuple[Ceasefire, ...]
    promises: tuple[Promise, ...]
    relations: tuple[Relation, ...]
    contradictions: tuple[Contradiction, ...]
    changes: Changes | None
    """What is new since a day, where one was given."""
    incidents: tuple[Incident, ...]
    """All that happened between its members, in order of date."""
    sources: dict[str, Source]
    """By event id, whatever the other fields refer to."""


def make_dossier(material: Material, since: str | None = None) -> Dossier:
    """The dossier of a negotiation; with `since` (ISO day), also what pages of that day and later have changed."""
    now = _dossier(material)
    if since is None:
        return now
    return msgspec.structs.replace(now, changes=changes_between(_dossier(before(material, since)), now, since))


def _dossier(material: Material) -> Dossier:
    stands = stands_of(material)
    issues = _issues(material, stands)
    agreements = [(a, i) for a, i in combined_agreements(material) if _is_on(issues, i)]
    meetings = meetings_held(material)
    promises = ledger(material)
    states = states_of(material)
    return Dossier(
        id=material.id,
        name=material.name,
        read_until=material.last_day,
        pages=len(material.pages),
        members=_members(material),
        hosts=tuple(hosts_of(meetings)),
        issues=issues,
        state=states[-1].state if states else None,
        states=states,
        stands=tuple(stands),
        meetings=tuple(meetings),
        agreements=tuple(agreement for agreement, _ in agreements),
        ceasefires=tuple(ceasefires_of(material, agreements)),
        promises=tuple(promises),
        relations=tuple(relations_of(material)),
        contradictions=tuple(contradictions_of(material, stands)),
        changes=None,
        incidents=material.incidents,
        sources={id: _source(material, id) for id in material.witnesses},
    )


def _members(material: Material) -> tuple[Member, ...]:
    speakers = speakers_of(material)
    return tuple(
        Member(actor=actor, role=role, speakers=tuple(speakers.get(actor.id, ())))
        for role, actors in (("party", material.parties), ("mediator", material.mediators))
        for actor in actors
    )


def states_of(material: Material) -> tuple[StateStep, ...]:
    """The course of a negotiation, from what its members did with each other."""
    moments = (
        moment
        for incident in material.incidents
        if (incident.act in settings().weights and len(material.taking_part(incident)) > 1)
        or (incident.act in acts("refusals") and material.taking_part(incident))
        or (material.taking_part(incident) and carries_out(material.event(incident.event)))
        for moment in moments_of_incident(incident, material.event)
    )
    return tuple(course(moments, _tables(material)))


def _tables(material: Material) -> list[Pair]:
    """The two main parties, and those of what was joined to their negotiation."""
    parties = {actor.id for actor in material.parties}
    met = ((i.act, facing(i.act, i.actors, i.recipients)) for i in material.incidents)
    own = pairs_of((act, (pair for pair in pairs if {*pair} <= parties)) for act, pairs in met)
    return tables(own, material.principals)


def _issues(material: Material, stands: list[Stand]) -> tuple[str, ...]:
    """The subjects of positions and of dealings, the commonest first; what one page of many names is left out."""
    counts: dict[str, set[str]] = {}
    for stand in stands:
        if stand.issue:
            counts.setdefault(stand.issue, set()).update(stand.positions)
    for incident in material.incidents:
        if len(material.taking_part(incident)) > 1:
            for issue in issues_of(incident.sentence):
                counts.setdefault(issue, set()).add(incident.id)
    least = max(len(told) for told in counts.values()) * PASSING if counts else 0
    return tuple(sorted((i for i in counts if len(counts[i]) > least), key=lambda i: (-len(counts[i]), i)))


def _is_on(issues: tuple[str, ...], incident: Incident) -> bool:
    """Whether an agreement of members is on a subject of theirs, as far as its sentence tells: two of three who talk
    about missiles may agree on steel."""
    own = set(issues_of(incident.sentence))
    return not own or not issues or bool(own & set(issues))


PASSING = 0.2
"""Share of the commonest subject's tellings up to which a subject is one in passing."""


def _source(material: Material, event: str) -> Source:
    witness = material.witnesses[event]
    incident = material.incident_of[event]
    return Source(
        event=event,
        sentence=witness.event.evidence.text,
        page=material.pages.get(witness.event.article, Page(witness.event.article)),
        reports=incident.reports,
        independent=incident.independent,
    )
