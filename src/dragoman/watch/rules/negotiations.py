"""`on = "stage"` and `on = "promise"`: a negotiation came to another stage, or a promise has an outcome."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.errors import UsageError
from dragoman.export.wording import day_label, word
from dragoman.model import Promise
from dragoman.negotiations.dossier import Dossier
from dragoman.negotiations.material import Page
from dragoman.store import Store
from dragoman.store.negotiations import Listed, Negotiations
from dragoman.watch.alert import Alert, Finding, Quote
from dragoman.watch.headlines import names
from dragoman.watch.settings import Rule

__all__ = ["find_promises", "find_stages"]


def find_stages(store: Store, rule: Rule) -> Iterator[Finding]:
    """Where each negotiation stands that a rule asks for."""
    negotiations = store.fresh_negotiations()
    for listed in _chosen(store, negotiations, rule):
        if listed.state is None:
            continue
        dossier = negotiations.dossier(listed.id)
        step = dossier.states[-1] if dossier.states else None
        before = dossier.states[-2].state if len(dossier.states) > 1 else None
        why = (
            f"{word('state', listed.state)} since {day_label(listed.since)}"
            if listed.since
            else word("state", listed.state)
        )
        if before:
            why += f", before that {word('state', before)}"
        alert = Alert(
            rule=rule.name, on=rule.on, headline=f"{listed.name}: {word('state', listed.state)}", why=why,
            quotes=_quotes(dossier, (step.event,) if step else ()), negotiation=listed.id, status=listed.state,
            parties=tuple(actor.id for actor in listed.parties), day=listed.since,
        )  # fmt: skip
        # by its name where a user gave one: an id of a negotiation that was found is as lasting
        yield Finding(
            subject=f"{listed.id}:{listed.state}:{listed.since}", subjects={listed.id: listed.state}, alert=alert
        )


def find_promises(store: Store, rule: Rule) -> Iterator[Finding]:
    """The promises with an outcome that a rule asks for, each once for all events that tell of it."""
    negotiations = store.fresh_negotiations()
    for listed in _chosen(store, negotiations, rule):
        dossier = negotiations.dossier(listed.id)
        incident_of = {event: incident for incident in dossier.incidents for event in incident.events}
        for promise in dossier.promises:
            incident = incident_of.get(promise.event or "")
            if promise.outcome not in rule.outcome or promise.by is None or incident is None:
                continue
            if rule.actor and not _is_one(promise, rule.actor):
                continue
            yield Finding(
                subject=f"{promise.id}:{promise.outcome}",
                subjects={f"{event}:{promise.outcome}": None for event in incident.events},
                alert=_promise_alert(rule, listed, dossier, promise),
            )


def _promise_alert(rule: Rule, listed: Listed, dossier: Dossier, promise: Promise) -> Alert:
    by = names([promise.by]) if promise.by else "Somebody unnamed"
    to = f" to {names(promise.to)}" if promise.to else ""
    due = f", due {day_label(promise.due.end)}" if promise.due and promise.due.end else ""
    made = f", made {day_label(promise.made.start)}" if promise.made and promise.made.start else ""
    return Alert(
        rule=rule.name, on=rule.on,
        headline=f"{by}: {word('promise', promise.sort)}{to} {word('outcome', promise.outcome)}",
        why=f"“{promise.what}”{made}{due}",
        quotes=_quotes(dossier, (promise.event or "", *promise.evidence_for, *promise.evidence_against)),
        negotiation=listed.id, status=promise.outcome, parties=tuple(actor.id for actor in listed.parties),
        day=promise.due.end if promise.due else None,
    )  # fmt: skip


def _chosen(store: Store, negotiations: Negotiations, rule: Rule) -> Iterator[Listed]:
    """The negotiations that a rule asks for, as they are listed."""
    wanted = None
    if rule.negotiation is not None:
        try:
            wanted = negotiations.material(rule.negotiation)
        except UsageError:
            return  # it may come up yet
    pair = store.party_ids(rule.pair) if rule.pair else None
    actors = set(store.party_ids(rule.actor)) if rule.actor and rule.on == "stage" else None
    for listed in negotiations.find():
        members = {actor.id for actor in (*listed.parties, *listed.mediators)}
        if wanted is not None and (listed.id, listed.name) != (wanted.id, wanted.name):
            continue
        if (pair and not set(pair) <= members) or (actors and not actors & members):
            continue
        if rule.country and not {f"state:{code.upper()}" for code in rule.country} & members:
            continue
        yield listed


def _is_one(promise: Promise, given: tuple[str, ...]) -> bool:
    by = promise.by
    return by is not None and any(one in (by.id, by.party) or one.lower() in by.name.lower() for one in given)


def _quotes(dossier: Dossier, events: tuple[str, ...]) -> tuple[Quote, ...]:
    found: dict[str, Quote] = {}
    for event in events:
        source = dossier.sources.get(event)
        if source is not None:
            found.setdefault(source.sentence, _quote(source.sentence, source.page))
    return tuple(found.values())[:3]


def _quote(sentence: str, page: Page) -> Quote:
    return Quote(
        sentence=sentence, article=page.article, publisher=page.publisher, published=page.published, title=page.title,
        url=page.url,
    )  # fmt: skip
