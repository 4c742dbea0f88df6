"""What each list of the desk can be filtered, sorted and shown by."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.store.feed import Place

__all__ = ["ARTICLES", "EVENTS", "INCIDENTS", "LISTS", "Facet", "ListKind", "Sort"]


class Facet(NamedTuple):
    """A column whose values are counted beside the list; `name` is also its parameter in the address."""

    name: str
    label: str
    folded: bool = False
    """Shown only when asked for, or when something of it is chosen."""


class Sort(NamedTuple):
    """An order that a list can have."""

    name: str
    label: str
    measure: str


class ListKind(NamedTuple):
    """One list."""

    place: Place
    title: str
    noun: str
    plural: str
    facets: tuple[Facet, ...]
    sorts: tuple[Sort, ...]
    usual: str
    """The order where the address gives none; a minus before it turns it round."""
    columns: tuple[tuple[str, str], ...]
    """Columns of the table that can be shown: name and heading."""
    shown: tuple[str, ...]
    """Those that are shown unless the address says otherwise."""

    def facet(self, name: str) -> Facet | None:
        """The facet of a name."""
        return next((facet for facet in self.facets if facet.name == name), None)

    def sort(self, name: str) -> Sort | None:
        """The order of a name."""
        return next((sort for sort in self.sorts if sort.name == name), None)


_WHO_AND_WHAT = (Facet("country", "Country"), Facet("pair", "Pair"), Facet("act", "Act"), Facet("status", "Status"))
_WHERE = (Facet("publisher", "Publisher"), Facet("place", "Place"))
_CODES = (
    Facet("type", "PLOVER type", folded=True),
    Facet("mode", "Mode", folded=True),
    Facet("context", "Context", folded=True),
)
_READING = (
    Facet("sure", "Confidence"),
    Facet("reviewed", "Reviewed"),
    Facet("party", "Party", folded=True),
    Facet("month", "Month", folded=True),
)

EVENTS = ListKind(
    place="events",
    title="Events",
    noun="event",
    plural="events",
    facets=(
        *_WHO_AND_WHAT,
        Facet("actor", "Actor"),
        Facet("sector", "Sector"),
        *_WHERE,
        Facet("spot", "Town", folded=True),
        *_CODES,
        Facet("quad", "Quad class", folded=True),
        *_READING,
    ),
    sorts=(
        Sort("date", "Date", "date"),
        Sort("published", "Day of the page", "published"),
        Sort("confidence", "Confidence", "confidence"),
        Sort("intensity", "Intensity", "intensity"),
    ),
    usual="-published",
    columns=(
        ("date", "Date"), ("status", "Status"), ("act", "Act"), ("who", "Who"), ("place", "Place"),
        ("source", "According to"), ("sentence", "Sentence"), ("page", "Page"), ("type", "Type"),
        ("intensity", "Intensity"), ("confidence", "Sure"),
    ),
    shown=("date", "status", "act", "who", "sentence", "page"),
)  # fmt: skip

INCIDENTS = ListKind(
    place="incidents",
    title="Incidents",
    noun="incident",
    plural="incidents",
    facets=(
        *_WHO_AND_WHAT,
        Facet("told", "Independent reports"),
        Facet("disputed", "Disputed"),
        Facet("actor", "Actor"),
        Facet("sector", "Sector"),
        *_WHERE,
        *_CODES,
        *_READING,
    ),
    sorts=(
        Sort("date", "Date", "date"),
        Sort("published", "First report", "published"),
        Sort("reports", "Reports", "reports"),
        Sort("independent", "Independent reports", "independent"),
    ),
    usual="-published",
    columns=(
        ("date", "Date"), ("status", "Status"), ("act", "Act"), ("who", "Who"), ("place", "Place"),
        ("sentence", "Sentence"), ("reports", "Reports"), ("course", "Course"),
    ),
    shown=("date", "status", "act", "who", "sentence", "reports"),
)  # fmt: skip

ARTICLES = ListKind(
    place="articles",
    title="Articles",
    noun="article",
    plural="articles",
    facets=(
        Facet("publisher", "Publisher"),
        Facet("month", "Month"),
        Facet("genre", "Genre"),
        Facet("language", "Language", folded=True),
    ),
    sorts=(Sort("published", "Day", "published"), Sort("length", "Length", "length")),
    usual="-published",
    columns=(("published", "Published"), ("title", "Title"), ("publisher", "Publisher"), ("events", "Events")),
    shown=("published", "title", "publisher", "events"),
)

LISTS = {kind.place: kind for kind in (EVENTS, INCIDENTS, ARTICLES)}
