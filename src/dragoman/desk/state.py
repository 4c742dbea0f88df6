"""The state of a list: what is asked for, in what order, which page. It is all in the address, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from dragoman.desk.lists import ListKind
from dragoman.errors import UsageError
from dragoman.store.query import day

__all__ = ["State", "read_state"]

PAGE_SIZE = 50
MOST_PAGES = 100_000
"""Later pages are asked for by mistake only."""


@dataclass(frozen=True)
class State:
    """What a reader asked of a list."""

    kind: ListKind
    chosen: Mapping[str, tuple[str, ...]]
    """By facet, the values that rows must have one of."""
    q: str = ""
    since: str = ""
    until: str = ""
    min_confidence: float = 0.0
    background: bool = False
    """Also what is told as history."""
    sort: str = ""
    page: int = 1
    show: tuple[str, ...] = ()

    @property
    def order(self) -> str:
        """The order as the address gives it, or the usual one."""
        return self.sort or self.kind.usual

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table, in the order of the list's kind."""
        return tuple(name for name, _ in self.kind.columns if name in (self.show or self.kind.shown))

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.chosen or self.q or self.since or self.until or self.min_confidence)

    def pairs(self) -> list[tuple[str, str]]:
        """The state as the parameters of an address, without its page."""
        found = [("q", self.q)] if self.q else []
        found += [(name, value) for name, values in self.chosen.items() for value in values]
        found += [(name, value) for name, value in (("from", self.since), ("until", self.until)) if value]
        if self.min_confidence:
            found.append(("min_confidence", f"{self.min_confidence:g}"))
        if self.background:
            found.append(("background", "yes"))
        if self.sort:
            found.append(("sort", self.sort))
        return found + [("show", name) for name in self.show]

    @property
    def query(self) -> str:
        """`?…` of this state on its first page, or nothing."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    def toggled(self, facet: str, value: str) -> State:
        """With a value of a facet chosen, or chosen no more."""
        values = self.chosen.get(facet, ())
        now = tuple(v for v in values if v != value) if value in values else (*values, value)
        chosen = {**self.chosen, facet: now}
        return replace(self, chosen={name: kept for name, kept in chosen.items() if kept}, page=1)

    def without(self, *names: str) -> State:
        """With some conditions dropped: facets, or `q`, `from`, `until`, `min_confidence`."""
        fields = {"q": "q", "from": "since", "until": "until"}
        changed = {fields[name]: "" for name in names if name in fields}
        left = {name: values for name, values in self.chosen.items() if name not in names}
        confidence = 0.0 if "min_confidence" in names else self.min_confidence
        return replace(self, chosen=left, min_confidence=confidence, page=1, **changed)  # type: ignore[arg-type]

    def within(self, period: str) -> State:
        """With a month (`2018-04`) chosen or chosen no more, or bounded by a year (`2018`)."""
        return replace(self, since=period, until=period, page=1) if len(period) == 4 else self.toggled("month", period)

    def sorted_by(self, sort: str) -> State:
        """In another order; the same one again turns it round."""
        turned = sort if self.order == f"-{sort}" else f"-{sort}"
        return replace(self, sort="" if turned == self.kind.usual else turned, page=1)

    def at_page(self, page: int) -> str:
        """`?…` of another page of the list."""
        pairs = [*self.pairs(), *([("page", str(page))] if page > 1 else [])]
        return f"?{urlencode(pairs)}" if pairs else ""


def read_state(kind: ListKind, parameters: Iterable[tuple[str, str]]) -> State:
    """The state that an address asks for; parameters that a list does not know are left aside.

    Raises UsageError for a day that is none, a confidence that is no number, or an order that there is not.
    """
    given: dict[str, list[str]] = {}
    for name, value in parameters:
        if value.strip():
            given.setdefault(name, []).append(value.strip())
    one = {name: values[-1] for name, values in given.items()}
    for name in ("from", "until"):
        if name in one:
            day(one[name])
    sort = one.get("sort", "")
    if sort and kind.sort(sort.removeprefix("-")) is None:
        raise UsageError(f"no order {sort!r}: there are {', '.join(s.name for s in kind.sorts)}")
    return State(
        kind=kind,
        chosen={f.name: tuple(dict.fromkeys(given[f.name])) for f in kind.facets if f.name in given},
        q=one.get("q", ""),
        since=one.get("from", ""),
        until=one.get("until", ""),
        min_confidence=_share(one.get("min_confidence", "0")),
        background=one.get("background") == "yes",
        sort="" if sort == kind.usual else sort,
        page=_page(one.get("page", "1")),
        show=_shown(kind, given.get("show", [])),
    )


def _shown(kind: ListKind, names: list[str]) -> tuple[str, ...]:
    wanted = tuple(name for name, _ in kind.columns if name in names)
    return () if wanted == kind.shown else wanted


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise UsageError(f"{text!r} is no confidence: write a number from 0 to 1")
    return value


def _page(text: str) -> int:
    return min(max(int(text), 1), MOST_PAGES) if text.isdecimal() else 1
