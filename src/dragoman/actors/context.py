"""What the page lends to the reading of one phrase: its day, the countries it speaks of, the people it named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from dragoman.actors.line import Name
from dragoman.actors.sketch import Sketch
from dragoman.world.names import key

__all__ = ["Context", "Ledger", "Sort"]

Sort = Literal["local", "abroad", "worldly"]
"""How a noun is tied to a place: police, residents and courts are where they are told of; envoys, soldiers and rebels may
be anywhere; papers, companies and nobody's people may be of no country that the page speaks of."""


class Ledger:
    """The people and bodies that a page has named in full, found again by short form."""

    def __init__(self) -> None:
        self.entries: dict[str, Sketch] = {}
        self._forms: dict[str, list[str]] = {}

    def add(self, sketch: Sketch, forms: list[str]) -> None:
        """Keep or enrich an actor; what the page said first stays, what it adds fills gaps."""
        known = self.entries.get(sketch.id)
        self.entries[sketch.id] = sketch if known is None else merge(known, sketch)
        for form in forms:
            ids = self._forms.setdefault(key(form), [])
            if sketch.id not in ids:
                ids.append(sketch.id)

    def find(self, form: str) -> Sketch | None:
        """The one actor of that form, or None where there is none or several."""
        ids = self._forms.get(key(form), ())
        return self.entries[ids[0]] if len(ids) == 1 else None

    def named(self, form: str) -> list[Sketch]:
        """All actors of that form."""
        return [self.entries[i] for i in self._forms.get(key(form), ())]

    def several(self, form: str) -> bool:
        """Whether the page has two actors of that form."""
        return len(self._forms.get(key(form), ())) > 1


def merge(known: Sketch, new: Sketch) -> Sketch:
    """An actor with the gaps filled from another description of the same."""
    longer = new.name if len(new.name) > len(known.name) else known.name
    filled = replace(
        known, name=longer, title=known.title or new.title, gender=known.gender or new.gender,
        role=known.role or new.role,
    )  # fmt: skip
    if not known.country and new.country:
        return replace(filled, country=new.country, party=new.party, sectors=new.sectors)
    if not known.sectors and new.sectors:
        return replace(filled, sectors=new.sectors, party=known.party or new.party)
    return filled


@dataclass(slots=True)
class Context:
    """The page, as far as it has been read. The default is an empty page."""

    day: str | None = None
    countries: Counter[str] = field(default_factory=Counter)
    """How often each country is named, by lexicon code."""
    publisher: str | None = None
    """Country of the publisher."""
    ledger: Ledger = field(default_factory=Ledger)
    entity: Callable[[int], tuple[int, int, str] | None] = lambda _: None
    """The tagger's name around a token: first, last (not included), label."""
    people: dict[str, frozenset[str]] = field(default_factory=dict)
    """Countries of the people whose name alone says who they are, with their ids."""
    possessor: Callable[[int], list[Sketch]] = lambda _: []
    """Whom a possessive pronoun at a token means."""
    read: Callable[[int], list[Sketch]] = lambda _: []
    """Whom a phrase read before means, by its head: "the North" in "the North's leader"."""
    sides: Callable[[int], list[Sketch]] = lambda _: []
    """The two sides that a phrase ("the two countries") means, by its head; nothing where it is no such phrase."""
    names_body: Callable[[str], bool] = lambda _: True
    """Whether the page names a body (by id) outright."""
    spoken_of: Callable[[Name], bool] = lambda _: True
    """Whether the page speaks of a name's country or body by any other name too."""
    nearby: Callable[[int, Sort], str | None] = lambda _, __: None
    """The country that an untied noun at a token belongs to, or None where it is not clear."""
    antecedent: Callable[[int, str], Sketch | None] = lambda _, __: None
    """The body named before that a noun ("coalition", "rebel") at a token means."""

    def prefer(self, codes: list[str]) -> str | None:
        """Of several countries the one that the page speaks of most, if any."""
        best = max(codes, key=lambda c: self.countries.get(c, 0), default=None)
        return best if best is not None and self.countries.get(best, 0) > 0 else None
