"""Reads feeds.toml, and says what is wrong with it before anything is fetched."""

from __future__ import annotations

import os
import re
import tomllib
import zoneinfo
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from dragoman.errors import DataError, DragomanError
from dragoman.export.sides import NO_STATE
from dragoman.intake.web import is_loopback, target_of
from dragoman.store.query import country_code
from dragoman.watch.durations import seconds_of
from dragoman.watch.settings import Atom, Command, DigestPlan, Email, Plan, Rule, Webhook
from dragoman.watch.wrong import in_words
from dragoman.world.systems import country_name

__all__ = ["load_plan", "secret_of"]

SHORTEST_EVERY = 60.0
"""Seconds between two looks at a feed, at least: no server is asked more often."""
SHORTEST_DELAY = 0.5
"""Seconds between two requests to a host that is not of a private network, at least."""


def load_plan(path: Path) -> Plan:
    """What a file says. Raises DataError that names the table and line of the file, and what to do."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise DataError("there is no such file; docs/watch.md shows how to write one", path=path) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"not a TOML file that can be read: {error}", path=path) from error
    try:
        plan = msgspec.convert(raw, Plan)
    except msgspec.ValidationError as error:
        raise DataError(in_words(error, raw), path=path) from error
    for trouble in _troubles(plan, path.parent):
        raise DataError(trouble, path=path)
    return plan


def secret_of(env: str | None, file: str | None, folder: Path) -> str | None:
    """A password or key, from the environment or a file beside feeds.toml; None where neither is named.

    Raises DataError where it is named and not there.
    """
    if env is not None:
        if not os.environ.get(env):
            raise DataError(f"the environment has no {env}, which holds a secret: set it, or name a file")
        return os.environ[env]
    if file is None:
        return None
    place = folder / Path(file).expanduser()
    try:
        secret = place.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"the secret in {file} cannot be read: {error}") from None
    if not secret:
        raise DataError(f"{file} holds no secret: it is empty")
    return secret


def _troubles(plan: Plan, folder: Path) -> Iterator[str]:
    """What is wrong, in words."""
    if not plan.feed:
        yield "no feed: give at least one [[feed]] with its url"
    yield from _fetching(plan)
    yield from _twice("feed", (feed.url for feed in plan.feed))
    yield from _twice("alert", (rule.name for rule in plan.alert))
    yield from _twice("digest", (digest.name for digest in plan.digest))
    for feed in plan.feed:
        yield from _said(f"feed {feed.called!r}", lambda url=feed.url: target_of(url))  # type: ignore[misc]
        if feed.every is not None:
            yield from _length(f"feed {feed.called!r}: every", feed.every, SHORTEST_EVERY)
    for name, way in plan.deliver.items():
        yield from (f"deliver.{name}: {trouble}" for trouble in _way(way, folder))
    for rule in plan.alert:
        yield from (f"alert {rule.name!r}: {trouble}" for trouble in (*_rule(rule), *_targets(rule.to, plan)))
    for digest in plan.digest:
        yield from (f"digest {digest.name!r}: {trouble}" for trouble in (*_digest(digest), *_targets(digest.to, plan)))


def _fetching(plan: Plan) -> Iterator[str]:
    watch = plan.watch
    yield from _length("watch: every", watch.every, SHORTEST_EVERY)
    yield from _length("watch: delay", watch.delay, 0.0 if watch.allow_private else SHORTEST_DELAY)
    yield from _length("watch: timeout", watch.timeout, 1.0)
    for length in watch.recheck:
        yield from _length("watch: recheck", length, SHORTEST_EVERY)
    if not 1 <= watch.hosts <= 64:
        yield "watch: hosts is a number from 1 to 64"
    if not 10_000 <= watch.max_bytes <= 100_000_000:
        yield "watch: max_bytes is a number from 10000 to 100000000"
    if watch.contact and re.search(r"[^\x20-\x7e]", watch.contact):
        yield "watch: contact is written in plain ASCII"
    try:
        zoneinfo.ZoneInfo(watch.time_zone)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        yield f"watch: {watch.time_zone!r} is no time zone: write one as in Europe/Vienna, or UTC"


def _rule(rule: Rule) -> Iterator[str]:
    yield from _codes(rule.country)
    if rule.on == "contact":
        yield from _length("silence", rule.silence, 86_400.0)
        if rule.pair is None and not (rule.actor or rule.country):
            yield "say whose contact, with pair, actor or country"
    if rule.on == "week" and rule.z <= 0:
        yield "z is a number above 0"
    if rule.min_confidence is not None and not 0 <= rule.min_confidence <= 1:
        yield "min_confidence is a number from 0 to 1"
    about_incidents = {"type": rule.type, "act": rule.act, "status": rule.status, "search": rule.search}
    if rule.on in ("stage", "promise"):
        wrong = [name for name, value in about_incidents.items() if value]
        if wrong:
            yield f"{', '.join(wrong)} cannot be asked of a {rule.on}: leave it out, or leave out on"


def _codes(countries: Iterable[str]) -> Iterator[str]:
    for given in countries:
        code = country_code(given)
        if code != given or (country_name(code) is None and code not in NO_STATE):
            meant = code if country_name(code) else "it as in COL"
            yield f"country: {given!r} is no code of a country: write {meant}"


def _digest(digest: DigestPlan) -> Iterator[str]:
    yield from _codes(digest.country)
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", digest.at)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        yield f"{digest.at!r} is no time of day: write it as 07:00"


def _targets(names: Iterable[str], plan: Plan) -> Iterator[str]:
    for name in names:
        if name not in plan.deliver:
            known = ", ".join(plan.deliver) or "none yet"
            yield f"no way of delivery {name!r}: write a table [deliver.{name}] (there are: {known})"


def _way(way: Email | Webhook | Command | Atom, folder: Path) -> Iterator[str]:
    match way:
        case Email():
            if not way.to or not all(re.fullmatch(r"[^\s@]+@[^\s@]+", one) for one in (*way.to, way.sender)):
                yield "to and from are addresses of e-mail"
            if way.security == "none" and not is_loopback(way.host):
                yield 'security = "none" would send mail and password in the clear: write starttls or tls'
            if way.user and not (way.password_env or way.password_file):
                yield "a user needs password_env or password_file"
            yield from _said("", lambda: secret_of(way.password_env, way.password_file, folder))
        case Webhook():
            yield from _said("", lambda: target_of(way.url))
            if not (way.secret_env or way.secret_file):
                yield "a webhook is signed: name its secret with secret_env or secret_file"
            yield from _said("", lambda: secret_of(way.secret_env, way.secret_file, folder))
        case Command():
            if not way.command or not way.command[0]:
                yield 'command is a list of words, as in ["notify-send", "Dragoman"]'
            yield from _length("timeout", way.timeout, 1.0)


def _length(what: str, written: str, least: float) -> Iterator[str]:
    try:
        if seconds_of(written) < least:
            yield f"{what}: {written} is too short; {least:g}s at least"
    except DragomanError as error:
        yield f"{what}: {error}"


def _said(what: str, check: Callable[[], object]) -> Iterator[str]:
    """What a check complains of."""
    try:
        check()
    except DragomanError as error:
        yield f"{what}: {error}".removeprefix(": ")


def _twice(what: str, names: Iterable[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{what} {name!r} stands in it {count} times: give each once"
