"""Gathers a digest from a store: what articles of a stretch of time tell, against what was known before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from dragoman.export.sureness import difference_label
from dragoman.export.wording import count_label, day_label, word
from dragoman.linking.incidents import make_incident
from dragoman.linking.witness import Witness
from dragoman.model import DONE, Actor, Count, Incident
from dragoman.store import Store
from dragoman.store.query import IncidentQuery
from dragoman.watch.alert import quote_of
from dragoman.watch.clock import iso
from dragoman.watch.digest.item import Digest, Item, Page, Section
from dragoman.watch.digest.standing import standings
from dragoman.watch.digest.weight import ALONE, is_news, weight_of
from dragoman.watch.headlines import change_line, headline, names, when, with_article

__all__ = ["gather"]

TOP, SECTIONS, ITEMS, OF_ARTICLE, CHANGED, AHEAD, DUE = 3, 8, 4, 2, 10, 6, 5
"""How many of each a digest shows; it tells how many more there are."""
LAST = "9999"
LEAST = 0.2
"""Share of the heaviest happening's weight that one must have to be shown."""
AHEAD_DAYS = 14

T = TypeVar("T")


def gather(
    store: Store, since: datetime, until: datetime, *, zone: str = "UTC", query: IncidentQuery | None = None,
    negotiations: bool = True,
) -> Digest:  # fmt: skip
    """The digest of a stretch of time, its end left out. `query` narrows it to incidents of some actor, country or pair.

    Call `store.incidents.link()` before.
    """
    start, end = iso(since), iso(until)
    local = until.astimezone(ZoneInfo(zone)) - timedelta(microseconds=1)
    today = local.date().isoformat()
    fresh = store.arrivals.between(_bound(start), _bound(end))
    later = set(store.arrivals.between(_bound(end), LAST))
    work = _Gathering(store, set(fresh), later, today)
    found = list(store.incidents.find(_narrowed(query, store.arrivals.incidents_of(fresh))))
    new, changed = work.sort(found)
    sections, shown = work.sections(new)
    pages = {
        id: Page(id=id, title=page.title, publisher=page.publisher, published=page.published, url=page.url)
        for id, page in store.arrivals.pages(fresh).items()
    }
    last = (local + timedelta(days=AHEAD_DAYS)).date().isoformat()
    return Digest(
        since=start, until=end, title=_title(since, until, zone),
        articles=len(pages), publishers=len({page.publisher for page in pages.values() if page.publisher}),
        new=work.new, changed=tuple(changed[:CHANGED]), top=tuple(_top(sections, pages)), sections=tuple(sections),
        left_out=work.new - shown, ahead=tuple(work.ahead(query, last)), due=tuple(_due(store, later, today, last)),
        negotiations=tuple(standings(store, set(fresh), later)) if negotiations else (),
        pages=tuple(pages.values()), troubles=tuple(_troubles(store)),
    )  # fmt: skip


def _top(sections: Sequence[Section], pages: Mapping[str, Page]) -> Iterator[Page]:
    """For each of the first sections the article that tells most of it, each article once."""
    taken: set[str] = set()
    for section in sections:
        weights: Counter[str] = Counter()
        for item in section.items:
            weights[item.quote.article] += item.weight  # type: ignore[assignment]
        best = [id for id, _ in weights.most_common() if id in pages and pages[id].title and id not in taken]
        if best and len(taken) < TOP:
            taken.add(best[0])
            yield pages[best[0]]


def _bound(moment: str) -> str:
    """A moment to compare with: midnight as its day, since an article that nobody saw come may have a day alone."""
    return moment.removesuffix("T00:00:00.000Z")


def _narrowed(query: IncidentQuery | None, ids: Sequence[str] | None) -> IncidentQuery:
    query = query or IncidentQuery()
    return IncidentQuery(
        actor=query.actor, country=query.country, dyad=query.dyad, ids=None if ids is None else tuple(ids)
    )


class _Gathering:
    """What the parts of a digest share."""

    def __init__(self, store: Store, fresh: set[str], later: set[str], today: str) -> None:
        self._store = store
        self._fresh = fresh
        self._later = later
        """Articles that came after the stretch of time: the digest is as it would have been then."""
        self._today = today
        self._names: dict[str, str] = {}
        self.new = 0
        """Happenings that are told of for the first time, history and possibilities left out."""

    def sort(self, incidents: Iterable[Incident]) -> tuple[list[tuple[Incident, Item]], list[Item]]:
        """Happenings that are new, and items of those that were known and changed, the weightiest first. Of several
        that rest on one sentence the weightiest is kept: they are one thing to a reader."""
        new: list[tuple[Incident, Item]] = []
        changed: list[Item] = []
        for incident, witnesses in self._as_of_then(incidents):
            before = [w for w in witnesses if w.event.article not in self._fresh]
            self.new += not before and not incident.background and incident.status != "hypothetical"
            if not is_news(incident, [w.event for w in witnesses], self._today):
                continue
            if not before:
                new.append((incident, self._item(incident, witnesses)))
            elif why := _change(make_incident(before), incident):
                changed.append(self._item(incident, [w for w in witnesses if w.event.article in self._fresh], why))
        new.sort(key=lambda pair: (-pair[1].weight, pair[1].incident))
        changed.sort(key=lambda item: (-item.weight, item.incident))
        return _once(new, lambda pair: pair[1].quote.sentence), _once(changed, lambda item: item.quote.sentence)

    def _as_of_then(self, incidents: Iterable[Incident]) -> Iterator[tuple[Incident, list[Witness]]]:
        """The incidents with what was told of them by the end of the stretch of time."""
        for incident in incidents:
            witnesses = self._store.arrivals.witnesses(incident.events)
            known = [w for w in witnesses if w.event.article not in self._later]
            if len(known) < len(witnesses) and known:
                incident = msgspec.structs.replace(make_incident(known), id=incident.id)
            if known:
                yield incident, known

    def sections(self, new: Sequence[tuple[Incident, Item]]) -> tuple[list[Section], int]:
        """New happenings by the two parties that they are between, or the one that acts; the weightiest pairs first.
        Also how many happenings they show."""
        weights: Counter[tuple[str, ...]] = Counter()
        for incident, item in new:
            self._names |= {a.id: a.name for a in (*incident.actors, *incident.recipients) if a.principal == a.id}
            for key in _keys(incident):
                weights[key] += item.weight  # type: ignore[assignment]
        by_key: dict[tuple[str, ...], list[tuple[Incident, Item]]] = defaultdict(list)
        for incident, item in new:
            by_key[max(_keys(incident), key=lambda key: (weights[key], key))].append((incident, item))
        least = LEAST * max((item.weight for _, item in new), default=0.0)
        chosen = {key: [item for item in _choice(own) if item.weight >= least] for key, own in by_key.items()}
        heaviest = sorted((key for key in chosen if chosen[key]), key=lambda key: (-_sum(chosen[key]), key))
        sections = [
            Section(
                title=_heading([self._name(id) for id in key]), parties=key, items=tuple(chosen[key]),
                more=len(by_key[key]) - sum(1 + item.alike for item in chosen[key]),
            )
            for key in heaviest[:SECTIONS]
        ]  # fmt: skip
        return sections, sum(1 + item.alike for section in sections for item in section.items)

    def _name(self, party: str) -> str:
        """A state by its usual name, others as news calls them."""
        return self._names.get(party) or self._store.party_name(party)

    def ahead(self, query: IncidentQuery | None, last: str) -> Iterator[Item]:
        """What is planned for the days to come, the next first."""
        base = _narrowed(query, None)
        wanted = IncidentQuery(actor=base.actor, country=base.country, dyad=base.dyad, since=self._today, until=last)
        found: list[Item] = []
        for incident, witnesses in self._as_of_then(self._store.incidents.find(wanted)):
            starts = incident.date.start or ""
            planned = incident.status == "scheduled" and len(_keys(incident)[0]) > 1
            if planned and self._today < starts and is_news(incident, [w.event for w in witnesses], self._today):
                found.append(self._item(incident, witnesses))
        best = _once(sorted(found, key=lambda item: -item.weight), lambda item: (item.headline, item.when))[:AHEAD]
        yield from (item for item in found if item in best)

    def _item(self, incident: Incident, witnesses: list[Witness], why: str = "") -> Item:
        """`witnesses` are those that the item may quote."""
        events = {w.event.id: w.event for w in witnesses}
        chosen = max(events, key=lambda id: (events[id].confidence, id == incident.event))
        event, source = self._store.arrivals.told_by((chosen,))[0]
        publishers = [name for name in incident.publishers if name != source.publisher]
        return Item(
            incident=incident.id, headline=headline(incident, event.modes), when=when(incident, self._today), why=why,
            quote=quote_of(event, source), beside=tuple(publishers), reports=incident.reports,
            doubts=tuple(_doubts(incident)), weight=round(weight_of(incident, list(events.values())), 4),
        )  # fmt: skip


def _choice(own: Sequence[tuple[Incident, Item]]) -> list[Item]:
    """What a section shows: the weightiest, those of one sort between the same as one, no more than two of an article."""
    kept: dict[tuple[object, ...], Item] = {}
    of_article: Counter[str] = Counter()
    for incident, item in own:
        sort = (incident.act, incident.status, frozenset((*_parties(incident.actors), *_parties(incident.recipients))))
        if sort in kept:
            kept[sort] = msgspec.structs.replace(kept[sort], alike=kept[sort].alike + 1)
        elif len(kept) < ITEMS and of_article[item.quote.article] < OF_ARTICLE:
            kept[sort] = item
            of_article[item.quote.article] += 1
    return list(kept.values())


def _sum(items: Sequence[Item]) -> float:
    return sum(item.weight for item in items)


def _heading(called: Sequence[str]) -> str:
    told = " and ".join(map(with_article, called))
    return told[:1].upper() + told[1:]


def _keys(incident: Incident) -> list[tuple[str, ...]]:
    """The pairs of parties of an incident, else the parties alone; those that the text leaves unnamed are none."""
    acting, receiving = _parties(incident.actors), _parties(incident.recipients)
    if acting and receiving:
        pairs = [tuple(sorted((one, other))) for one in acting for other in receiving if one != other]
    else:
        pairs = [tuple(sorted(pair)) for pair in combinations(acting or receiving, 2)]
    return pairs or [(party,) for party in (*acting, *receiving)] or [("",)]


def _parties(actors: Sequence[Actor]) -> list[str]:
    found = [a.principal for a in actors if a.role == "party"]
    return list(dict.fromkeys(party for party in found if not party.startswith("local:")))


def _change(was: Incident, now: Incident) -> str:
    """What a digest says of a happening that was known: its status, its day, its numbers, a denial; else nothing."""
    if was.status != now.status and {was.status, now.status} != DONE:
        return change_line(was.status, now.status)
    last = now.history[-1] if now.history else {}
    if last.get("change") and len(now.history) > len(was.history):
        return change_line(was.status, now.status, last["change"], now.date.start)
    counts = {count["what"]: count["high"] for count in was.counts}
    for count in now.counts:
        if count["what"] in counts and count["high"] > counts[count["what"]]:
            shown = Count(**{**count, "text": "", "start": 0, "end": 0})
            return f"{count_label(shown)} now, {counts[count['what']]:,.0f} before"
    if denied := [name for name in now.denied_by if name not in was.denied_by]:
        return f"denied by {' and '.join(denied[:2])}"
    if confirmed := [name for name in now.confirmed_by if name not in was.confirmed_by]:
        return f"confirmed by {' and '.join(confirmed[:2])}"
    return ""


def _doubts(incident: Incident) -> Iterator[str]:
    if incident.denied_by:
        yield f"denied by {' and '.join(incident.denied_by[:2])}"
    for difference in incident.differs[:2]:
        yield difference_label(difference)


def _due(store: Store, later: set[str], today: str, last: str) -> Iterator[str]:
    """Promises and deadlines of the days to come that are sure enough, each once."""
    told: set[str] = set()
    for promise, article in store.lookups.due_after(today, DUE * 10):
        if promise.due is None or (promise.due.end or LAST) > last or article in later or not promise.by:
            continue
        made = store.arrivals.witnesses((promise.event or "",))
        line = f"{names([promise.by])}, {word('promise', promise.sort)}: “{promise.what}”"
        if made and made[0].event.confidence >= ALONE and line not in told and len(told) < DUE:
            told.add(line)
            yield f"{day_label(promise.due.end)}: {line}"


def _troubles(store: Store) -> Iterator[str]:
    for feed in store.watching.feeds():
        if feed.listed and feed.status in ("failing", "barred", "gone"):
            yield f"{feed.name}: {(feed.message or feed.status).removeprefix(f'{feed.url}: ')}"
    failed = store.telling.counts()
    if number := failed.get("failed", 0) + failed.get("unsure", 0):
        yield f"{number} {'letter' if number == 1 else 'letters'} could not be delivered, or nobody knows (`dragoman feeds`)"


def _title(since: datetime, until: datetime, zone: str) -> str:
    """`20 April 2018`, `20–26 April 2018`, or with the hours where it is no whole days."""
    first, last = since.astimezone(ZoneInfo(zone)), until.astimezone(ZoneInfo(zone)) - timedelta(microseconds=1)
    if last - first < timedelta(hours=3):
        return f"{day_label(last.date().isoformat())}, {first:%H:%M} to {until.astimezone(ZoneInfo(zone)):%H:%M}"
    one, other = first.date(), last.date()
    if (last - first) <= timedelta(hours=25):
        # a day that begins in the morning is called by the day on which it ends
        return day_label(other.isoformat())
    if (one.year, one.month) == (other.year, other.month):
        return f"{one.day}–{day_label(other.isoformat())}"
    return f"{day_label(one.isoformat())} – {day_label(other.isoformat())}"


def _once(items: Sequence[T], key: Callable[[T], object]) -> list[T]:
    seen: set[object] = set()
    found = []
    for item in items:
        if key(item) not in seen:
            seen.add(key(item))
            found.append(item)
    return found
