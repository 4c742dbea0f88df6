"""A happening in a line, as a headline puts it: who did what to whom. The words are in `data/telling.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.coding.acts import acts
from dragoman.datafiles import read_table
from dragoman.export.wording import day_label, time_label
from dragoman.model import Actor, Incident

__all__ = ["change_line", "headline", "names", "when", "with_article"]

SHOWN = 3
"""Names of a side; the others are counted."""
FORMS = ("past", "infinitive", "going", "noun")


def _words() -> dict[str, Any]:
    return read_table("telling")


def names(actors: Sequence[Actor]) -> str:
    """`Chad, Niger and 2 others`."""
    called = list(dict.fromkeys(with_article(actor.name) for actor in _one_a_party(actors)))
    if len(called) > SHOWN + 1:
        called = [*called[:SHOWN], f"{len(called) - SHOWN} others"]
    if len(called) < 2:
        return "".join(called)
    return ", ".join(called[:-1]) + " and " + called[-1]


def _one_a_party(actors: Sequence[Actor]) -> list[Actor]:
    """Of those who act for one party one alone: a person before the party itself, and that before its bodies. Whom the
    text leaves unnamed is told of only where nobody else is named."""
    actors = [actor for actor in actors if not actor.id.startswith("local:")] or actors
    best: dict[str, Actor] = {}
    for actor in actors:
        party = actor.principal
        if party not in best or _rank(actor) < _rank(best[party]):
            best[party] = actor
    return [actor for actor in actors if best[actor.principal] is actor]


def _rank(actor: Actor) -> int:
    return 0 if actor.id.startswith("person:") else 1 if actor.id == actor.party else 2


def with_article(name: str) -> str:
    """A name as it stands in a sentence: `the United States`."""
    return f"the {name}" if name in _words()["the"]["names"] else name


def headline(incident: Incident, modes: Sequence[str] = ()) -> str:
    """`North Korea promised to make a concession to the United States`; modes are those of its main event."""
    parties = [actor for actor in incident.actors if actor.role == "party"] or list(incident.actors)
    recipients = [actor for actor in incident.recipients if actor.role == "party"]
    others = [actor for actor in (*incident.actors, *incident.recipients) if actor not in (*parties, *recipients)]
    each_other = not recipients and incident.act in acts("each_other") and len(_one_a_party(parties)) > 1
    verb = _verb(incident, modes, bool(recipients) or each_other)
    to = f" {names(recipients)}" if recipients else " each other" if each_other else ""
    beside = "".join(f", {names([actor])} {_words()['role'].get(actor.role, '')}".rstrip() for actor in others[:2])
    line = f"{names(parties) or 'Somebody unnamed'} {verb}{to}{beside}"
    line = line.replace(",,", ",").rstrip(" ,")
    return line[0].upper() + line[1:]


def _verb(incident: Incident, modes: Sequence[str], towards: bool) -> str:
    """The verb in the form that the status asks for, with what stands before those it is done to."""
    status: str = incident.status
    if status == "pledged" and incident.act in acts("hostile"):
        status = "threatened"
    forms = _forms(incident.act, modes, towards)
    to = forms["noun_to"] if status == "cancelled" else forms["to"]
    verb = str(_words()["status"][status]).format(**{name: forms[name] for name in FORMS})
    if towards and to:
        verb = f"{verb.removesuffix(',')} {to}" if not verb.endswith(",") else f"{verb} {to}"
    return verb


def _forms(act: str, modes: Sequence[str], towards: bool) -> dict[str, str]:
    known_acts = _words()["act"]
    entry = dict(known_acts[act]) if act in known_acts else _of_an_own_act(act)
    known = _words()["mode"].get(act, {})
    mode = next((known[mode] for mode in modes if mode in known), None)
    if mode is not None and not towards and not mode[4]:
        mode = None  # it would lack its object
    if mode is not None:
        forms = dict(zip(FORMS, mode[:4], strict=True))
        return {**forms, "to": mode[4], "noun_to": mode[4]}
    if not towards:
        entry |= entry.get("alone", {})
    return {**{name: entry[name] for name in FORMS}, "to": entry["to"], "noun_to": entry.get("noun_to", entry["to"])}


def _of_an_own_act(act: str) -> dict[str, Any]:
    """The forms of an act that only a codebook of one's own has."""
    return {form: words.format(act=act.lower()) for form, words in _words()["act"]["default"].items()}


def when(incident: Incident, today: str) -> str:
    """The day of the act, where it says more than the day of the digest (ISO): `on 27 April`, `in May 2018`."""
    date = incident.date
    if not date.start or (date.start == date.end == today):
        return ""
    label = time_label(date)
    if date.precision == "day" and date.start[:4] == today[:4]:
        label = label.rsplit(" ", 1)[0]
    return label


def change_line(was: str, now: str, change: str | None = None, day: str | None = None) -> str:
    """`was planned, has happened`."""
    words = _words()
    if change:
        told = {"postponed": "put off", "resumed": "taken up again", "extended": "extended"}.get(change, change)
        return f"{told}{f' to {day_label(day)}' if day and change == 'postponed' else ''}"
    return f"was {words['was'][was]}, {words['change'][now]}"
