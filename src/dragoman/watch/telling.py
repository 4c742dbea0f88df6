"""Who is told of what: rules are looked at whenever something new was linked, digests made when their hour comes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from dragoman.errors import UsageError
from dragoman.store import Store
from dragoman.watch.alert import Finding
from dragoman.watch.clock import Clock, iso, moment
from dragoman.watch.delivery.post import PostOffice
from dragoman.watch.digest.letters import alert_body, digest_letter
from dragoman.watch.digest.schedule import last_boundary
from dragoman.watch.rules.contacts import find_contacts
from dragoman.watch.rules.incidents import find_incidents
from dragoman.watch.rules.negotiations import find_promises, find_stages
from dragoman.watch.rules.weeks import find_weeks
from dragoman.watch.settings import Atom, Plan, Rule

__all__ = ["Telling"]

SLOW_SECONDS = 600.0
"""Between two looks at negotiations, which must be gathered anew for each."""
QUICK, SLOW = "alerts-looked", "negotiations-looked"
"""Marks of the store: the number of the last article that rules were asked about."""


class Telling:
    """Alerts, digests and their letters."""

    def __init__(
        self, store: Store, plan: Plan, clock: Clock, draw: random.Random, folder: Path, tell: Callable[[str], None]
    ) -> None:
        self._store = store
        self._plan = plan
        self._clock = clock
        self._tell = tell
        self._post = PostOffice(store.telling, plan.deliver, clock, draw, folder, tell)
        self._quick = [rule for rule in plan.alert if not _is_slow(rule)]
        self._slow = [rule for rule in plan.alert if _is_slow(rule)]
        self._slow_at: datetime | None = None

    def begin(self) -> None:
        """Put rules in force; what the store holds already is not told."""
        self._post.begin()
        store, now = self._store, iso(self._clock.now())
        for mark in (QUICK, SLOW):
            if store.watching.mark(mark) is None:
                store.watching.set_mark(mark, str(store.arrivals.last_article()))
        for rule in self._plan.alert:
            self._check(rule)
            if store.telling.begins(rule.name):
                for finding in self._known(rule):
                    store.telling.note(rule.name, finding.subjects)
                store.telling.begin_rule(rule.name, now)
        for digest in self._plan.digest:
            mark = f"digest:{digest.name}"
            if store.watching.mark(mark) is None:
                boundary = last_boundary(digest, self._clock.now(), self._plan.watch.time_zone)
                store.watching.set_mark(mark, iso(boundary))

    def look(self, *, all_: bool = False) -> None:
        """Link what came since the last look, whoever put it into the store, and see what rules it meets; rules about
        negotiations now and then, or with `all_`. Costs next to nothing where nothing came."""
        self._look_with(self._quick, QUICK)
        now = self._clock.now()
        if all_ or self._slow_at is None or (now - self._slow_at).total_seconds() >= SLOW_SECONDS:
            self._slow_at = now
            self._look_with(self._slow, SLOW)

    def send_due(self) -> None:
        """Make the digests whose hour has come, and send what is due."""
        for digest in self._plan.digest:
            mark = f"digest:{digest.name}"
            since = moment(self._store.watching.mark(mark) or iso(self._clock.now()))
            until = last_boundary(digest, self._clock.now(), self._plan.watch.time_zone)
            if until <= since:
                continue
            letter = digest_letter(self._store, digest, since, until, self._plan.watch.time_zone)
            for target in digest.to if letter is not None else ():
                if letter is not None and not isinstance(self._plan.deliver[target], Atom):
                    key = f"digest:{digest.name}:{iso(until)}:{target}"
                    body = msgspec.json.encode(letter[1]).decode()
                    self._store.telling.write(key, target, letter[0], body, iso(self._clock.now()))
            self._store.watching.set_mark(mark, iso(until))
        self._post.send_due()

    def _check(self, rule: Rule) -> None:
        """Tell of a name that nobody has: a rule whose party is mistyped is silent for ever. Where parties are looked up
        by it, raises UsageError; else somebody of that name may come yet."""
        for given in (*(rule.pair or ()), *rule.actor):
            try:
                self._store.party_ids([given])
            except UsageError as error:
                if rule.on in ("stage", "promise") and given in (rule.pair or ()):
                    raise UsageError(f"alert {rule.name!r}: {error}") from None
                if given[:1].isupper():  # else it is words such as `rebels`
                    self._tell(f"alert {rule.name!r} waits for somebody called {given!r}, who is not known yet")

    def _known(self, rule: Rule) -> Iterator[Finding]:
        """What a rule finds in the store as it is. A contact or a week is told of only where new articles bring it."""
        if rule.on not in ("contact", "week") and self._store.arrivals.last_article():
            yield from self._findings(rule, None)

    def _look_with(self, rules: Iterable[Rule], mark: str) -> None:
        store = self._store
        after, last = int(store.watching.mark(mark) or 0), store.arrivals.last_article()
        if last <= after:
            return
        store.incidents.link()  # after the newest article was asked for: one that comes meanwhile is the next look's
        fresh = store.arrivals.incidents_of(store.arrivals.after(after))
        for rule in rules:
            for finding in self._findings(rule, fresh):
                self._take(rule, finding)
        store.watching.set_mark(mark, str(last))

    def _findings(self, rule: Rule, fresh: list[str] | None) -> Iterator[Finding]:
        store, today = self._store, self._clock.now().date().isoformat()
        match rule.on:
            case "incident":
                yield from find_incidents(store, rule, fresh, today)
            case "contact":
                yield from find_contacts(store, rule, fresh or ())
            case "week":
                yield from find_weeks(store, rule, fresh or (), today)
            case "stage":
                yield from find_stages(store, rule)
            case "promise":
                yield from find_promises(store, rule)

    def _take(self, rule: Rule, finding: Finding) -> None:
        """Tell of a finding unless it was told: as a whole, where any of its subjects was told with the same value."""
        telling = self._store.telling
        told = telling.told(rule.name, finding.subjects)
        if any(told[subject] == value for subject, value in finding.subjects.items() if subject in told):
            if len(told) < len(finding.subjects):
                telling.note(rule.name, finding.subjects)
            return
        now = iso(self._clock.now())
        alert = msgspec.structs.replace(finding.alert, made_at=now)
        body = msgspec.json.encode(alert_body(alert)).decode()
        line = f"{rule.name}: {alert.headline}"
        targets = [name for name in rule.to if not isinstance(self._plan.deliver[name], Atom)]
        telling.alert(
            rule.name, finding.subject, finding.subjects, now=now, headline=alert.headline,
            record=msgspec.json.encode(alert).decode(), letters=[(target, line, body) for target in targets],
        )  # fmt: skip
        self._tell(f"alert {line}")


def _is_slow(rule: Rule) -> bool:
    return rule.on in ("stage", "promise") or rule.negotiation is not None
