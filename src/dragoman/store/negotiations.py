"""The negotiations of a store: found by the program or named by users, listed, corrected, and told in full."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from functools import cached_property

import msgspec

from dragoman.errors import UsageError
from dragoman.model import Actor
from dragoman.negotiations.dealings import Case, Dealing, find_cases
from dragoman.negotiations.dossier import Dossier, make_dossier, states_of
from dragoman.negotiations.material import Material
from dragoman.negotiations.members import Pair
from dragoman.negotiations.naming import Naming
from dragoman.store.database import Database
from dragoman.store.dealings import read_dealings
from dragoman.store.decisions import NEGOTIATION, PairDecisions, decide_apart, decide_together, last_decision, take_back
from dragoman.store.gathering import Gathering
from dragoman.store.meant import meant
from dragoman.store.parties import Parties

__all__ = ["Listed", "Negotiations"]


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A negotiation in a list."""

    id: str
    """By which `Negotiations` knows it; of one that a user named the name."""
    name: str
    named: bool
    """A user named it."""
    parties: tuple[Actor, ...]
    mediators: tuple[Actor, ...]
    state: str | None
    since: str | None
    """ISO day from which the state holds."""
    first: str | None
    last: str | None
    incidents: int
    pages: int
    reason: str | None = None
    """What brought it to its state, as the text has it."""
    event: str | None = None
    """The event that says so."""


class Negotiations:
    """Negotiations of a store, from its incidents; call `Incidents.link` before."""

    def __init__(self, database: Database, parties: Parties | None = None) -> None:
        self._db = database
        self._parties = parties or Parties(database)

    # Names that users give

    def keep_name(self, naming: Naming) -> None:
        """Keep a negotiation as a user names it; a later one of the same name takes its place.

        Raises UsageError where a party is nobody known.
        """
        for party in (*naming.parties, *naming.mediators):
            self._parties.id_of(party)
        self._write_name(naming.name, msgspec.json.encode(naming).decode())

    def forget_name(self, name: str) -> None:
        """Take a name back. Raises UsageError where there is no such name."""
        names = [naming.name for naming in self.names()]
        if name not in names:
            known = f"; names are {', '.join(names)}" if names else ""
            raise UsageError(f"no negotiation is named {name!r} in {self._db.path}{known}")
        self._write_name(name, None)

    def _write_name(self, name: str, definition: str | None) -> None:
        made = datetime.now(UTC).isoformat(timespec="seconds")
        with self._db.transaction(f"{self._db.path}: the name cannot be kept"):
            self._db.insert("negotiation_names", [{"made": made, "name": name, "definition": definition}])

    def names(self) -> list[Naming]:
        """The negotiations that users named, in the order of their names."""
        found: dict[str, str | None] = dict(
            self._db.rows("SELECT name, definition FROM negotiation_names ORDER BY number")
        )
        return [msgspec.json.decode(found[name] or "", type=Naming) for name in sorted(found) if found[name]]

    # Finding

    def find(self, told_by: Collection[str] | None = None) -> list[Listed]:
        """All negotiations: first those that users named, then those found, heaviest first. With `told_by`, of those
        found only such that these articles (ids) may tell of.

        One that was found is left out where a user named one of the same two main parties.
        """
        named = [self._gathering.named(naming) for naming in self.names()]
        taken = [material.members for material in named]
        found = [case for case in self._cases if not any(set(case.principals) <= members for members in taken)]
        if told_by is not None:
            found = self._gathering.touched(found, told_by)
        return [_listed(material) for material in (*named, *map(self._gathering.outline, found))]

    def material(self, name: str | Naming) -> Material:
        """The negotiation of a name, an id, or with parties of these names; a user's naming goes before what was found,
        and those whose main parties are asked for before those where they only sit at the table.

        Raises UsageError where there is none.
        """
        if isinstance(name, Naming):
            return self._gathering.named(name)
        fitting = self._fitting(name)
        if not fitting:
            raise UsageError(self._unknown(name))
        best = fitting[0]
        return self._gathering.named(best) if isinstance(best, Naming) else self._gathering.case(best)

    def others(self, name: str) -> list[str]:
        """The other negotiations that a name may mean as well, the likeliest first: a user's name for it, or the names
        of its parties and, in brackets, its id."""
        return [
            other.name if isinstance(other, Naming) else f"{self._name(other)} ({other.id})"
            for other in self._fitting(name)[1:]
        ]

    def dossier(self, name: str | Naming, since: str | None = None) -> Dossier:
        """The dossier of a negotiation; with `since` (ISO day), also what is new from that day on."""
        return make_dossier(self.material(name), since)

    # Correcting

    def join(self, one: str, other: str, *, who: str) -> None:
        """A person decides that two negotiations that were found are one.

        Raises UsageError where one is unknown, and where a name fits several.
        """
        left, right = self._case(one), self._case(other)
        if left.id == right.id:
            raise UsageError(f"{one!r} and {other!r} are one negotiation already: {self._name(left)}")
        self._decide(left.incidents[0], right.incidents[0], who, together=True)

    def part(self, name: str, pair: tuple[str, str], *, who: str) -> None:
        """A person decides that the dealings of two parties are no part of a negotiation that was found.

        Raises UsageError where it is unknown, or holds no other dealings than these.
        """
        case = self._case(name)
        first, second = sorted(map(self._parties.id_of, pair))
        dealings = {dealing.incident: dealing for dealing in self._dealings}
        theirs = [i for i in case.incidents if (first, second) in dealings[i].pairs]
        others = [i for i in case.incidents if (first, second) not in dealings[i].pairs]
        if not theirs or not others:
            raise UsageError(f"{self._name(case)} cannot be parted so: it needs dealings of {pair[0]} with {pair[1]}, "
                             "and others")  # fmt: skip
        self._decide(theirs[0], others[0], who, together=False)

    def undo(self, *, who: str) -> None:
        """Take back what was joined or parted last. Raises UsageError where nothing was."""
        number = last_decision(self._db, NEGOTIATION)
        if number is None:
            raise UsageError(f"no negotiations were joined or parted in {self._db.path}")
        event = self._db.only("SELECT event FROM decisions WHERE number = ?", number)[0]
        with self._db.transaction(f"{self._db.path}: the decision cannot be kept"):
            take_back(self._db, number, event, who=who)
        self.__dict__.pop("_cases", None)

    def _decide(self, one: str, other: str, who: str, *, together: bool) -> None:
        with self._db.transaction(f"{self._db.path}: the decision cannot be kept"):
            decide = decide_together if together else decide_apart
            decide(self._db, one, [other], who=who, field=NEGOTIATION)
        self.__dict__.pop("_cases", None)

    def _case(self, name: str) -> Case:
        found = meant(name, [(case, self._called(case)) for case in self._cases])
        if not found:
            raise UsageError(self._unknown(name))
        if len(found) > 1:
            several = "; ".join(f"{self._name(case)} ({case.id})" for case in found)
            raise UsageError(f"{name!r} may be any of these: {several}. Give more of the name, or the id")
        return found[0]

    def _fitting(self, name: str) -> list[Naming | Case]:
        """What a name may mean, the likeliest first: users' names, then those of whose two main parties it names both,
        one, none. *Korea* is the talks of the two Koreas sooner than a round of tariffs with South Korea among nine."""
        known: list[tuple[Naming | Case, Sequence[str]]] = [(naming, (naming.name,)) for naming in self.names()]
        known += [(case, self._called(case)) for case in self._cases]
        return sorted(meant(name, known), key=lambda each: self._rank(name, each))

    def _rank(self, name: str, found: Naming | Case) -> int:
        """0 for what a user named, else 1 less by each main party that a name names, from 3 on."""
        if isinstance(found, Naming):
            return 0
        mains = map(self._parties.actor, found.principals)
        return 3 - sum(any(_names(name, called) for called in (main.name, main.country or "")) for main in mains)

    def _called(self, case: Case) -> tuple[str, ...]:
        """Its id; its name; the codes of its parties."""
        codes = (self._parties.actor(party).country or "" for party in case.parties)
        return case.id, self._name(case), " ".join(codes)

    # Within

    @cached_property
    def _dealings(self) -> list[Dealing]:
        return list(read_dealings(self._db))

    @cached_property
    def _gathering(self) -> Gathering:
        return Gathering(self._db, self._parties, self._dealings)

    @cached_property
    def _cases(self) -> list[Case]:
        decisions = PairDecisions(self._db, NEGOTIATION)
        return find_cases(
            self._dealings, joined=self._as_incidents(decisions.joined), parted=self._as_incidents(decisions.parted)
        )

    def _as_incidents(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Pairs of events as pairs of the incidents that they are of now."""
        sql = "SELECT incident FROM incident_events WHERE event = ?"
        found = ((self._db.one(sql, one), self._db.one(sql, other)) for one, other in pairs)
        return [(left[0], right[0]) for left, right in found if left and right]

    def _name(self, case: Case) -> str:
        return " – ".join(self._parties.actor(party).name for party in case.parties)

    def _unknown(self, name: str) -> str:
        known = [naming.name for naming in self.names()] + [self._name(case) for case in self._cases]
        if not known:
            return f"no negotiation is told of in {self._db.path}"
        shown = "; ".join(known[:5]) + ("; …" if len(known) > 5 else "")
        own = 'a TOML file with name = "…" and parties = ["…", "…"] tells of any other'
        return f"no negotiation {name!r} in {self._db.path}; there are {shown} ({own})"


def _names(asked: str, called: str) -> bool:
    """Whether words are some of those that somebody is called by, or hold them all: *Korea*, *South Korea and Chad*."""
    return bool(meant(asked, [(called, (called,))]) or meant(called, [(asked, (asked,))]))


def _listed(material: Material) -> Listed:
    states = states_of(material)
    days = [day for i in material.incidents if (day := i.date.start or i.first_report)]
    return Listed(
        id=material.id,
        name=material.name,
        named=material.named,
        parties=material.parties,
        mediators=material.mediators,
        state=states[-1].state if states else None,
        since=states[-1].since if states else None,
        first=min(days, default=None),
        last=max(days, default=None),
        incidents=len(material.incidents),
        pages=len(material.pages),
        reason=states[-1].reason if states else None,
        event=states[-1].event if states else None,
    )
