"""Meetings, agreements, and ceasefires with their breaches, from the incidents of a negotiation."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.model import DONE, Agreement, Incident
from dragoman.negotiations.agreements import agreement_of
from dragoman.negotiations.material import Material
from dragoman.negotiations.meetings import MEETING, is_meeting
from dragoman.negotiations.members import parties_of

__all__ = ["Ceasefire", "ceasefires_of", "combined_agreements", "hosts_of", "meetings_held"]

LAST_DAY = "9999-12-31"


class Ceasefire(msgspec.Struct, frozen=True, kw_only=True):
    """A ceasefire and what is told of attacks between its parties afterwards."""

    agreement: Agreement
    since: str | None
    breaches: tuple[str, ...]
    """Ids of incidents."""


def meetings_held(material: Material) -> list[Incident]:
    """The meetings of members with each other, held, planned, put off or called off, in order of date."""
    return [
        incident
        for incident in material.incidents
        if incident.act == "CONSULT"
        and incident.status in MEETING
        and len(material.taking_part(incident)) > 1
        and (incident.status not in DONE or any(is_meeting(material.event(id)) for id in incident.events))
    ]


def hosts_of(meetings: Iterable[Incident]) -> list[str]:
    """Towns where meetings were held or are to be held, the commonest first: `Sadova, NOR`."""
    counts: dict[str, int] = {}
    for meeting in meetings:
        place = meeting.place
        if place is not None and place.precision == "city" and place.origin == "clause":
            name = f"{place.name}, {place.country}" if place.country else place.name
            counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda name: (-counts[name], name))


def combined_agreements(material: Material) -> list[tuple[Agreement, Incident]]:
    """Each agreement once, with its incident: what its reports say of signing, ratifying and coming into force."""
    found = []
    for incident in material.incidents:
        if len(material.taking_part(incident)) < 2 or incident.status not in (*DONE, "scheduled"):
            continue
        told = [a for id in incident.events if (a := agreement_of(material.event(id))) is not None]
        if told:
            found.append((_combined(told, incident), incident))
    return found


def _combined(told: list[Agreement], incident: Incident) -> Agreement:
    """What most of an agreement's reports say, the more telling stage first."""
    first = next((agreement for agreement in told if agreement.event == incident.event), told[0])
    stage = next((agreement.stage for agreement in told if agreement.stage != "other"), "other")
    return msgspec.structs.replace(
        first,
        stage=stage,
        signatories=tuple(actor.name for actor in (*incident.actors, *incident.recipients)),
        guarantors=tuple(dict.fromkeys(name for agreement in told for name in agreement.guarantors)),
        signed=min((a.signed for a in told if a.signed), default=None),
        ratified=min((a.ratified for a in told if a.ratified), default=None),
        in_force=min((a.in_force for a in told if a.in_force), default=None),
    )


def ceasefires_of(material: Material, agreements: Iterable[tuple[Agreement, Incident]]) -> list[Ceasefire]:
    """The ceasefires that were reached, each with the attacks between its parties that came after it."""
    reached = [(a, i) for a, i in agreements if a.stage == "ceasefire" and i.status in DONE]
    reached.sort(key=lambda pair: _start(*pair) or LAST_DAY)
    found = []
    for number, (agreement, incident) in enumerate(reached):
        start = _start(agreement, incident)
        following = next((s for a, i in reached[number + 1 :] if (s := _start(a, i)) and start and s > start), LAST_DAY)
        sides = parties_of((*incident.actors, *incident.recipients)) & material.members
        breaches = [
            attack.id
            for attack in material.incidents
            if attack.act == "ASSAULT"
            and attack.status in DONE
            and parties_of(attack.actors) & sides
            and (not parties_of(attack.recipients) or parties_of(attack.recipients) & sides)
            and start is not None
            and start < (attack.date.start or attack.first_report or "") <= following
        ]
        found.append(Ceasefire(agreement=agreement, since=start, breaches=tuple(breaches)))
    return found


def _start(agreement: Agreement, incident: Incident) -> str | None:
    return agreement.in_force or agreement.signed or incident.date.start or incident.first_report
