"""From a negotiation's members and days to all that a store's pages tell of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property, lru_cache
from re import Pattern
from typing import TypeVar

import msgspec

from dragoman.linking.witness import Witness, in_order
from dragoman.model import Actor, Event, Incident, Position, Promise
from dragoman.negotiations.dealings import Case, Dealing
from dragoman.negotiations.material import Material, Page
from dragoman.negotiations.members import NEGOTIATES, facing, pairs_of, parties_of
from dragoman.negotiations.naming import Naming, keyword_pattern
from dragoman.negotiations.settings import settings
from dragoman.negotiations.ties import ABOVE, is_above
from dragoman.store.database import Database
from dragoman.store.parties import Parties
from dragoman.store.query import day as as_day
from dragoman.store.rows import encode

__all__ = ["Gathering"]

AROUND = 30
"""Days before the first and after the last dealing that still belong to a negotiation."""
MOSTLY = 0.4
"""Share of a page's dealings that are of a negotiation, from which the page is about it."""

MAINLY = 0.6
"""Share of a page's acts that are of nobody but members, from which a page without dealings is about them."""

INCIDENTS_KEPT = 4_096
"""Incidents whose reports are remembered: what a great power does is a candidate of many negotiations."""

Stated = TypeVar("Stated", Position, Promise)

_READ = "SELECT substr(published, 1, 10), count(*) FROM articles WHERE published IS NOT NULL GROUP BY 1"
_BESIDE = """
    WITH told AS (
        SELECT DISTINCT o.article FROM events e JOIN incident_events x ON x.event = e.id
        JOIN incident_events y ON y.incident = x.incident JOIN events o ON o.id = y.event
        WHERE e.article IN (SELECT value FROM json_each(?))
    ), copied AS (
        SELECT article FROM told
        UNION SELECT b.article FROM told t JOIN copy_groups a ON a.article = t.article
        JOIN copy_groups b ON b.text = a.text
    )
    SELECT p.article, coalesce(c.text, p.article), coalesce(a.party, '') FROM copied p
    JOIN events e ON e.article = p.article JOIN event_actors a ON a.event = e.id
    LEFT JOIN copy_groups c ON c.article = p.article
"""
"""The pages that tell of a happening that some articles tell of, and their copies: id, text, and each party in it."""

_incident = msgspec.json.Decoder(Incident)
_event = msgspec.json.Decoder(Event)


class _Wanted(msgspec.Struct, kw_only=True):
    """Which incidents belong."""

    members: frozenset[str]
    since: str
    until: str
    pages: frozenset[str] | None
    """The pages in which members deal with each other; None for all."""
    about: frozenset[str]
    """The pages that are about it, in which what a member does alone belongs to it too."""
    keywords: Pattern[str] | None = None
    told: dict[str, list[tuple[int, frozenset[str]]]] = {}
    """Of each of these pages, who negotiates where: the offset of each event's sentence, and the parties in it."""


class Gathering:
    """Gathers negotiations from a store, and remembers what it has read of it for the next one."""

    def __init__(self, database: Database, parties: Parties, dealings: Iterable[Dealing]) -> None:
        self._db = database
        self._parties = parties
        self._dealings = tuple(dealings)
        self._told = lru_cache(INCIDENTS_KEPT)(self._read_told)

    def case(self, case: Case) -> Material:
        """The material of a negotiation that the program found."""
        members = frozenset((*case.parties, *case.mediators))
        since, until = _shifted(case.first, -AROUND), _shifted(case.last, AROUND)
        further = self._pages_without_dealings(case, members, (since, until))
        wanted = _Wanted(
            members=members,
            since=since,
            until=until,
            pages=frozenset(case.pages) | further,
            about=(frozenset(case.pages) & self._pages_about(members)) | further,
        )
        return self._gather(wanted, self._head(case))

    def outline(self, case: Case) -> Material:
        """Of a negotiation that the program found no more than a list needs: its dealings, and the events by which each
        came further."""
        incidents = [
            _incident.decode(self._db.only("SELECT record FROM incidents WHERE id = ?", id)[0]) for id in case.incidents
        ]
        steps = {step["event"] for incident in incidents for step in incident.history}
        events = (_event.decode(self._db.only("SELECT record FROM events WHERE id = ?", id)[0]) for id in sorted(steps))
        return msgspec.structs.replace(
            self._head(case),
            incidents=tuple(incidents),
            witnesses={event.id: Witness(event=event, text=event.article) for event in events},
            pages={article: Page(article) for article in case.pages},
        )

    def named(self, naming: Naming) -> Material:
        """The material of a negotiation that a user named."""
        ids = [self._parties.id_of(name) for name in naming.parties]
        mediators = [self._parties.id_of(name) for name in naming.mediators]
        members = frozenset((*ids, *mediators))
        met = ((dealing.act, (pair for pair in dealing.pairs if {*pair} <= members)) for dealing in self._dealings)
        facing_pairs = {pair: weight for pair, weight in pairs_of(met).items() if not {*pair} & {*mediators}}
        wanted = _Wanted(
            members=members,
            since=as_day(naming.since) if naming.since else "",
            until=as_day(naming.until, last=True) if naming.until else "9999",
            pages=None,
            about=self._pages_about(members),
            keywords=keyword_pattern(naming.keywords),
        )
        head = Material(
            id=naming.name,
            name=naming.name,
            named=True,
            parties=tuple(map(self._parties.actor, ids)),
            mediators=tuple(map(self._parties.actor, mediators)),
            principals=min(facing_pairs, key=lambda pair: (-facing_pairs[pair], pair), default=None),
        )
        return self._gather(wanted, head)

    def touched(self, cases: Iterable[Case], articles: Collection[str]) -> list[Case]:
        """The cases of which these articles may tell: on a page of theirs or one that reports the same, or on one that
        tells of both main parties; the others need not be gathered to know that they tell nothing."""
        parties: dict[str, set[str]] = defaultdict(set)
        for page, text, party in self._db.rows(_BESIDE, encode(sorted(articles))):
            for id in (page, text):
                parties[id].add(party)
        return [
            case
            for case in cases
            if not parties.keys().isdisjoint(case.pages) or any({*case.principals} <= told for told in parties.values())
        ]

    def _head(self, case: Case) -> Material:
        """Who negotiates, without what is told of it."""
        actors = tuple(map(self._parties.actor, case.parties))
        return Material(
            id=case.id,
            name=" – ".join(actor.name for actor in actors),
            parties=actors,
            mediators=tuple(map(self._parties.actor, case.mediators)),
            principals=case.principals,
        )

    # Pages

    @cached_property
    def _weighed(self) -> list[tuple[Dealing, float]]:
        """The dealings in which nobody only turns to a body, each with its weight."""
        two_sided = (d for d in self._dealings if not all(d.addressed & {*pair} for pair in d.pairs))
        return [(dealing, settings().weights.get(dealing.act, 0.0)) for dealing in two_sided]

    @cached_property
    def _told_on(self) -> dict[str, float]:
        """How much each page tells of dealings, whosever they are."""
        return _by_page(self._weighed)

    @cached_property
    def _of_party(self) -> dict[str, list[tuple[Dealing, float]]]:
        """Those of `_weighed` in which a party takes part."""
        found: dict[str, list[tuple[Dealing, float]]] = defaultdict(list)
        for dealing, weight in self._weighed:
            for party in {party for pair in dealing.pairs for party in pair}:
                found[party].append((dealing, weight))
        return found

    def _pages_about(self, members: frozenset[str]) -> frozenset[str]:
        """The pages of which a good part of the dealings are between members."""
        between = {
            dealing.incident: (dealing, weight)
            for member in sorted(members)
            for dealing, weight in self._of_party.get(member, ())
            if any({*pair} <= members for pair in dealing.pairs)
        }
        own = _by_page(between.values())
        return frozenset(page for page in own if own[page] >= MOSTLY * self._told_on[page])

    @cached_property
    def _pages_of_dealings(self) -> frozenset[str]:
        return frozenset(page for dealing in self._dealings for page in dealing.pages)

    def _pages_without_dealings(self, case: Case, members: frozenset[str], days: tuple[str, str]) -> frozenset[str]:
        """Pages of these days that tell of both main parties, and of hardly anybody else that negotiates, though they do
        not deal with each other there: how an agreement is kept, and how it is broken."""
        both = " AND ".join(
            "e.article IN (SELECT o.article FROM event_actors x JOIN events o ON o.id = x.event WHERE x.party = ?)"
            for _ in case.principals
        )
        sql = (
            "SELECT coalesce(c.text, e.article), e.id, a.party FROM articles t JOIN events e ON e.article = t.id "
            "JOIN event_actors a ON a.event = e.id LEFT JOIN copy_groups c ON c.article = t.id "
            f"WHERE e.background = 0 AND a.party IS NOT NULL AND substr(t.published, 1, 10) BETWEEN ? AND ? AND {both}"
        )
        told: dict[str, dict[str, set[str]]] = {}
        for page, event, party in self._db.rows(sql, *days, *case.principals):
            if page not in self._pages_of_dealings and party.startswith(NEGOTIATES):
                told.setdefault(page, {}).setdefault(event, set()).add(party)
        return frozenset(
            page for page, events in told.items() if sum(e <= members for e in events.values()) >= MAINLY * len(events)
        )

    # What is told on them

    def _gather(self, wanted: _Wanted, head: Material) -> Material:
        wanted = msgspec.structs.replace(wanted, told={page: _parties_told(self._db, page) for page in wanted.about})
        incidents: list[Incident] = []
        witnesses: dict[str, Witness] = {}
        pages: dict[str, Page] = {}
        for incident in self._candidates(wanted):
            told = self._told(incident.id)
            if not _belongs(incident, told, wanted):
                continue
            incidents.append(incident)
            for witness, page in told:
                witnesses[witness.event.id] = witness
                pages[page.article] = page
        return msgspec.structs.replace(
            head,
            incidents=tuple(incidents),
            witnesses={w.event.id: w for w in in_order(list(witnesses.values()))},
            positions=tuple(_children(self._db, "positions", Position, pages, witnesses)),
            promises=tuple(_children(self._db, "promises", Promise, pages, witnesses)),
            pages=pages,
            read=dict(self._db.rows(_READ)),
        )

    def _candidates(self, wanted: _Wanted) -> Iterator[Incident]:
        """Incidents of these days in which a member takes part, in order of date."""
        members = sorted(wanted.members)
        marks = ", ".join("?" * len(members))
        sql = (
            "SELECT i.record FROM incidents i WHERE i.background = 0 AND i.id IN (SELECT incident FROM incident_actors "
            f"WHERE party IN ({marks}) OR (party IS NULL AND actor IN ({marks}))) "
            "AND coalesce(i.date_end, i.first_report) >= ? AND coalesce(i.first_report, i.date_start) <= ? "
            "ORDER BY coalesce(i.date_start, i.first_report), i.id"
        )
        for (record,) in list(self._db.rows(sql, *members, *members, wanted.since, wanted.until)):
            yield _incident.decode(record)

    def _read_told(self, incident: str) -> tuple[tuple[Witness, Page], ...]:
        sql = (
            "SELECT e.record, a.id, a.published, a.publisher, a.agency, a.title, a.url, coalesce(c.text, a.id) "
            "FROM incident_events x JOIN events e ON e.id = x.event JOIN articles a ON a.id = e.article "
            "LEFT JOIN copy_groups c ON c.article = a.id WHERE x.incident = ?"
        )
        found = []
        for record, article, published, publisher, agency, title, url, text in self._db.rows(sql, incident):
            witness = Witness(
                event=_event.decode(record), published=published, publisher=publisher, agency=agency, text=text
            )
            found.append((witness, Page(article, published, publisher, title, url)))
        return tuple(found)


def _by_page(dealings: Iterable[tuple[Dealing, float]]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for dealing, weight in dealings:
        for page in dealing.pages:
            found[page] += weight
    return found


def _shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat()


def _belongs(incident: Incident, told: Iterable[tuple[Witness, Page]], wanted: _Wanted) -> bool:
    """Whether an incident is of the negotiation: members face each other in it, or one of them acts, in a page about
    it, towards nobody else that negotiates (a body to which it appeals does not), and near to where the page tells of
    another member."""
    takers = parties_of(a for a in _dealing(incident) if not is_above(a) or a.principal in wanted.members)
    if wanted.keywords is not None and not any(
        wanted.keywords.search(text) for w, page in told for text in (w.event.evidence.text, page.title or "")
    ):
        return False
    told_in = {id for w, page in told for id in (w.text, page.article)}
    if any(set(pair) <= wanted.members for pair in facing(incident.act, incident.actors, incident.recipients)):
        return wanted.pages is None or bool(told_in & wanted.pages)
    return takers <= wanted.members and any(_is_near(w.event, takers, page.article, wanted) for w, page in told)


def _dealing(told: Incident | Event) -> Iterator[Actor]:
    """Those who take part, without the bodies to which somebody only turns."""
    yield from told.actors
    mutual = told.act in settings().mutual
    yield from (actor for actor in told.recipients if mutual or actor.country not in ABOVE)


def _is_near(event: Event, takers: frozenset[str], page: str, wanted: _Wanted) -> bool:
    """Whether, in a page about the negotiation, a member's own act stands nearer to another member than to anybody else
    that the page says deals with that member."""
    if page not in wanted.about:
        return False
    at = event.evidence.start
    others = [(abs(offset - at), parties - takers) for offset, parties in wanted.told[page] if parties - takers]
    nearest = min(others, key=lambda other: other[0], default=(0, wanted.members))
    return bool(nearest[1] & wanted.members)


def _parties_told(database: Database, page: str) -> list[tuple[int, frozenset[str]]]:
    found = []
    for (record,) in database.rows("SELECT record FROM events WHERE article = ?", page):
        event = _event.decode(record)
        if event.evidence.source == "text":
            found.append((event.evidence.start, parties_of(_dealing(event))))
    return found


def _children(
    database: Database, table: str, kind: type[Stated], pages: Iterable[str], events: dict[str, Witness]
) -> Iterator[Stated]:
    """The positions or promises that rest on these events, in the order of the pages."""
    decoder = msgspec.json.Decoder(kind)
    for article in pages:
        sql = f"SELECT record FROM {table} WHERE article = ? ORDER BY position"
        for (record,) in database.rows(sql, article):
            found = decoder.decode(record)
            if found.event in events:
                yield found
