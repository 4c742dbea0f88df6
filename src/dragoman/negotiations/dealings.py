"""Negotiations found by the program: parties that consult, agree, ask and refuse, told together, in a span of time.

Each two parties have **dealings**, cut where they are silent for long; dealings that are told on the same pages and
share a party are one negotiation: a mediator's visits to both sides, a summit and what aides do for it. Those that share
two parties are one sooner: talks of one with many at once.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations

import msgspec

from dragoman.coding.acts import acts
from dragoman.negotiations.between import bridged, go_betweens, mediators_of
from dragoman.negotiations.members import Pair, members_of
from dragoman.negotiations.settings import settings
from dragoman.negotiations.ties import Meeting, silent_bodies

__all__ = ["Case", "Dealing", "find_cases"]

NEARLY = 0.6
"""Share of the most that a page tells of one negotiation, from which it is about another one too."""


class Dealing(Meeting, frozen=True, kw_only=True):
    """An incident by which parties deal with each other."""

    incident: str
    day: str
    """ISO day on which it happened, or was first told."""
    pages: frozenset[str]
    """The articles that tell of it, one of each group of copies."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A negotiation: who, when, and which incidents and pages are of it."""

    id: str
    """The two heaviest parties and the year in which it begins."""
    parties: tuple[str, ...]
    """Heaviest first."""
    mediators: tuple[str, ...] = ()
    principals: Pair
    first: str
    last: str
    incidents: tuple[str, ...]
    """By which two or more members deal with each other, in order of day; each is told on a page of this case."""
    pages: tuple[str, ...]
    """Articles that tell of this case rather than of another one."""
    weight: float = 0.0


class _Span(msgspec.Struct):
    """Dealings of two parties without a long silence; later, of several such pairs together."""

    dealings: dict[str, Dealing]
    pairs: set[Pair]
    joined: tuple[frozenset[Pair], ...] = ()
    """The pairs of each of those that a person joined, which need share no party."""

    @property
    def pages(self) -> dict[str, float]:
        """How much of these dealings each page tells."""
        told: Counter[str] = Counter()
        for dealing in self.dealings.values():
            for page in dealing.pages:
                told[page] += settings().weights.get(dealing.act, 0.0)  # type: ignore[assignment]
        return dict(told)

    @property
    def members(self) -> set[str]:
        return {party for pair in self.pairs for party in pair}

    @property
    def all_pairs(self) -> frozenset[Pair]:
        """Its pairs, and others who meet in the same happenings."""
        return frozenset(pair for dealing in self.dealings.values() for pair in dealing.pairs)

    @property
    def anchor(self) -> str:
        """The earliest dealing, by which the span is known to decisions."""
        return min(self.dealings.values(), key=lambda dealing: (dealing.day, dealing.incident)).incident


def find_cases(dealings: Iterable[Dealing], *, joined: Iterable[Pair] = (), parted: Iterable[Pair] = ()) -> list[Case]:
    """The negotiations, heaviest first. `joined` and `parted` are pairs of incidents that people decided about: the
    dealings that the two are of are one negotiation, or are not."""
    by_pair: dict[Pair, list[Dealing]] = defaultdict(list)
    for dealing in dealings:
        if len(dealing.pairs) <= settings().discovery.most_pairs:
            for pair in dealing.pairs:
                by_pair[pair].append(dealing)
    spans = [span for pair in sorted(by_pair) for span in _spans(pair, by_pair[pair])]
    made = ((_case(span), span) for span in _merge(spans, joined, parted) if _is_negotiation(span))
    found = [(case, span) for case, span in made if case is not None]
    return _own_pages(sorted(found, key=lambda pair: (-pair[0].weight, pair[0].id, pair[0].first)))


def _spans(pair: Pair, dealings: list[Dealing]) -> Iterable[_Span]:
    """The dealings of two parties, cut where they are silent for long."""
    gap = settings().discovery.gap_days
    current: list[Dealing] = []
    for dealing in sorted(dealings, key=lambda d: (d.day, d.incident)):
        if current and (_day(dealing.day) - _day(current[-1].day)).days > gap:
            yield _Span({d.incident: d for d in current}, {pair})
            current = []
        current.append(dealing)
    yield _Span({d.incident: d for d in current}, {pair})


def _merge(spans: Iterable[_Span], joined: Iterable[Pair], parted: Iterable[Pair]) -> list[_Span]:
    """Join spans that are told on the same pages and share a party, the closest first, unless people said otherwise;
    people join what was found so."""
    pool = _Pool(spans, list(parted))
    pool.merge_closest()
    for one, other in joined:
        left, right = pool.holding(one, other), pool.holding(other, one)
        if left is not None and right is not None and left != right:
            pool.merge(left, right, by_hand=True)
    pool.merge_closest()
    return [pool.spans[number] for number in sorted(pool.spans)]


class _Pool:
    """Spans in the course of being joined, found again by their pages."""

    def __init__(self, spans: Iterable[_Span], parted: list[Pair]) -> None:
        self.spans: dict[int, _Span] = {}
        self._pages: dict[int, dict[str, float]] = {}
        self._by_page: dict[str, set[int]] = defaultdict(set)
        self._parted = parted
        self._queue: list[tuple[float, str, str, int, int]] = []
        self._next = 0
        for span in spans:
            self._add(span)
        self._whole: Counter[str] = Counter()
        for pages in self._pages.values():
            self._whole.update(pages)

    def holding(self, incident: str, other: str) -> int | None:
        """The span that an incident is of; of several one without the other incident."""
        found = [number for number, span in self.spans.items() if incident in span.dealings]
        return next((n for n in found if other not in self.spans[n].dealings), found[0] if found else None)

    def merge(self, one: int, other: int, *, by_hand: bool = False) -> None:
        """Make one span of two; `by_hand` where a person decided so."""
        left, right = self._take(one), self._take(other)
        joined = left.joined + right.joined
        if by_hand:
            joined += tuple(span.all_pairs for span in (left, right) if not span.joined)
        number = self._add(_Span({**left.dealings, **right.dealings}, left.pairs | right.pairs, joined))
        for neighbour in {n for page in self._pages[number] for n in self._by_page[page]} - {number}:
            self._offer(number, neighbour)

    def merge_closest(self) -> None:
        """Merge as long as two spans are close enough."""
        seen: set[tuple[int, int]] = set()
        for numbers in list(self._by_page.values()):
            for pair in combinations(sorted(numbers), 2):
                if pair not in seen:
                    seen.add(pair)
                    self._offer(*pair)
        while self._queue:
            *_, one, other = heapq.heappop(self._queue)
            if one in self.spans and other in self.spans:
                self.merge(one, other)

    def _add(self, span: _Span) -> int:
        number, self._next = self._next, self._next + 1
        self.spans[number] = span
        self._pages[number] = span.pages
        for page in self._pages[number]:
            self._by_page[page].add(number)
        return number

    def _take(self, number: int) -> _Span:
        for page in self._pages.pop(number):
            self._by_page[page].discard(number)
        return self.spans.pop(number)

    def _offer(self, one: int, other: int) -> None:
        left, right = self.spans[one], self.spans[other]
        shared = left.members & right.members
        if not shared or _apart(left, right, self._parted):
            return
        likeness = self._likeness(self._pages[one], self._pages[other])
        limits = settings().discovery
        if likeness >= (limits.likeness if len(shared) == 1 else limits.likeness_of_two):
            first, second = sorted((left.anchor, right.anchor))
            heapq.heappush(self._queue, (-likeness, first, second, one, other))

    def _likeness(self, one: dict[str, float], other: dict[str, float]) -> float:
        """Cosine over pages, each by how much of what it tells is of these dealings: a page that tells of a summit and,
        in a word, of a visit does not tie the two."""
        shared = sum(one[page] * other[page] / self._whole[page] ** 2 for page in one.keys() & other.keys())
        lengths = [math.hypot(*(told / self._whole[page] for page, told in pages.items())) for pages in (one, other)]
        return shared / (lengths[0] * lengths[1])


def _apart(one: _Span, other: _Span, parted: Iterable[Pair]) -> bool:
    return any(
        (a in one.dealings and b in other.dealings and b not in one.dealings)
        or (b in one.dealings and a in other.dealings and a not in one.dealings)
        for a, b in parted
    )


def _is_negotiation(span: _Span) -> bool:
    limits = settings().discovery
    weight = sum(settings().weights.get(dealing.act, 0.0) for dealing in span.dealings.values())
    days = {dealing.day for dealing in span.dealings.values()}
    binding = any(dealing.act in acts("talks") for dealing in span.dealings.values())
    return binding and weight >= limits.least_weight and len(days) >= limits.least_days


def _case(span: _Span) -> Case | None:
    """The negotiation of a span; None where too little is left without bodies that are only turned to."""
    ordered = sorted(span.dealings.values(), key=lambda d: (d.day, d.incident))
    pairs = _pairs(ordered)
    if sum(pairs.values()) < settings().discovery.least_weight:
        return None
    between = mediators_of(ordered, pairs)
    ties = bridged(ordered, pairs, between)
    bargaining = _bargaining(ordered)
    tied = members_of(ties, least=settings().members["least_share"], joined=span.joined)
    parties = [party for party in tied if party in bargaining]
    parties = parties if len(parties) > 1 else tied
    mediators = _tied(pairs, go_betweens(ordered, between, parties), parties)
    members = {*parties, *mediators}
    principals = min(ties, key=lambda pair: (not {*pair} <= {*parties}, -ties[pair], pair))
    own = [dealing for dealing in ordered if any(set(pair) <= members for pair in dealing.pairs)]
    return Case(
        id=f"{principals[0]}+{principals[1]}:{own[0].day[:4]}",
        parties=tuple(parties),
        mediators=tuple(mediators),
        principals=principals,
        first=own[0].day,
        last=own[-1].day,
        incidents=tuple(dealing.incident for dealing in own),
        pages=tuple(sorted({page for dealing in own for page in dealing.pages})),
        weight=round(sum(pairs.values()), 1),
    )


def _bargaining(dealings: Iterable[Dealing]) -> frozenset[str]:
    """Those who talk, ask, refuse or yield in some dealing: who only helped one of them, or did something at their
    side, is no party of their talks."""
    return frozenset(party for d in dealings if d.act not in settings().beside for party in d.parties)


def _tied(pairs: Counter[Pair], between: frozenset[str], parties: list[str]) -> list[str]:
    """The mediators who have dealt with a party, and not in passing only, the busiest first."""
    own = {m: sum(pairs[pair] for pair in pairs if m in pair and set(pair) & set(parties)) for m in between}
    least = settings().members["least_share"] * max(pairs.values())
    return sorted((m for m in own if own[m] and own[m] >= least), key=lambda m: (-own[m], m))


def _pairs(dealings: Iterable[Dealing]) -> Counter[Pair]:
    """How strongly each two deal with each other: an incident told on more pages weighs more, but not as much more."""
    dealings = list(dealings)
    silent = silent_bodies(dealings)
    pairs: Counter[Pair] = Counter()
    for dealing in dealings:
        weight = settings().weights.get(dealing.act, 0.0) * len(dealing.pages) ** 0.5
        for pair in dealing.pairs:
            if not silent & {*pair}:
                pairs[pair] += weight
    return +pairs


def _own_pages(found: list[tuple[Case, _Span]]) -> list[Case]:
    """A page goes to the case of which it tells most, and to others that it tells nearly as much of; a case that is told
    in passing only, on pages of others, is none, and a dealing that only those tell is none of its own. Ids that two
    cases share are numbered."""
    told: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for number, (case, span) in enumerate(found):
        for incident in case.incidents:
            dealing = span.dealings[incident]
            for page in dealing.pages:
                told[page][number] += settings().weights.get(dealing.act, 0.0)
    most = {page: max(counts.values()) for page, counts in told.items()}
    ids: Counter[str] = Counter()
    cases = []
    for number, (case, span) in enumerate(found):
        ids[case.id] += 1
        id = case.id if ids[case.id] == 1 else f"{case.id}-{ids[case.id]}"
        pages = tuple(page for page in case.pages if told[page][number] >= NEARLY * most[page])
        if pages:
            incidents = tuple(i for i in case.incidents if not span.dealings[i].pages.isdisjoint(pages))
            cases.append(msgspec.structs.replace(case, id=id, pages=pages, incidents=incidents))
    return cases


def _day(day: str) -> date:
    return date.fromisoformat(day[:10])
