"""How the words before a noun change its sectors, by the table `modifiers.csv`."""

from __future__ import annotations

from dragoman.actors.context import Sort
from dragoman.actors.line import Line, Name
from dragoman.actors.sketch import Sketch
from dragoman.actors.wordlists import words
from dragoman.world import World
from dragoman.world.tables import Modifier, Role

__all__ = ["combine", "sector_words", "sort_of"]

ARMED = frozenset({"MIL", "REB", "PRM", "UAF", "COP"})
OFFICES = frozenset({"office", "relational"})
LENDING = frozenset({"REB", "OPP", "PTY", "IGO", "NGO", "BUS", "JRN", "REL", "LAB", "CRM", "PRM", "EDU", "SOC", "MED", "SPY",
                     "COP", "LEG", "JUD", "MIL", "AGR"})  # fmt: skip
"""Sectors that a body lends to its officials: a union's leader is LAB, a court's spokesman JUD."""

TRAVELLING = frozenset({"GOV", "REB", "OPP", "PTY", "MIL", "SPY"})
"""Main sectors of those who need not be of the place where they are met: envoys, rebels, troops."""
WORLDLY = frozenset({"JRN", "UNK", "BUS", "REF", "UAF", "IGO", "NGO"})
"""Main sectors of those who may be of no country of the page."""
REPLACED = (("GOV",), ("UNK",), ("UAF",), ("CVL",), ("COP",))
"""Main sectors of relational roles that give way to those of whom the role belongs to."""


def sort_of(sectors: tuple[str, ...]) -> Sort:
    """How those of some sectors, the main one first, are tied to a place."""
    main = sectors[0] if sectors else ""
    return "abroad" if main in TRAVELLING else "worldly" if main in WORLDLY else "local"


def sector_words(
    line: Line, first: int, last: int, world: World, role: Role | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(sectors that modify, sectors that replace) from the words before a noun, nearest to it first."""
    modifying: list[str] = []
    replacing: tuple[str, ...] = ()
    i = last
    while i > first:
        found, start = _modifier(line, first, i, world)
        if found is None:
            found_role = _role_before(line, i, world)
            if found_role is not None and found_role[1] >= first:
                modifying += [s for s in found_role[0] if s not in modifying and s != "UNK"]
                i = found_role[1]
                continue
            i -= 1
            continue
        i = start
        if not _applies(found, role):
            continue
        if found.effect == "replace":
            replacing = replacing or found.sectors
        elif found.effect == "main":
            modifying = [*found.sectors, *(s for s in modifying if s not in found.sectors)]
        elif found.effect == "add":
            modifying += [s for s in found.sectors if s not in modifying]
    return tuple(modifying), replacing


def _modifier(line: Line, first: int, end: int, world: World) -> tuple[Modifier | None, int]:
    """The longest modifier that ends before `end`, and where it begins."""
    if line.texts[end - 1] in ("-", "–"):
        return None, end
    for start in range(max(first, end - 4), end):
        name = line.name(start)
        if name is not None and (name.first < start or (line.capital(start) and _is_body(name))):
            continue  # Labour is a party here, not labour
        modifier = world.modifier(" ".join(line.texts[start:end]))
        if modifier is not None and line.texts[start] not in ("-", "–") and not _held_by(line, end):
            return modifier, start
    return None, end


def _held_by(line: Line, end: int) -> bool:
    """Whether what ends before `end` only holds the place: "rebel-held"."""
    return end + 1 < len(line) and line.texts[end] in ("-", "–") and line.lowers[end + 1] in words("holding")


def _is_body(name: Name) -> bool:
    return any(s.kind in ("organisation", "metonym", "person") for s in name.senses)


def _role_before(line: Line, end: int, world: World) -> tuple[tuple[str, ...], int] | None:
    """Sectors of a role noun that stands before the head: "army spokesman"."""
    name = line.name(end - 1)
    if name is None or name.last != end or name.joint in words("holding"):
        return None
    if (
        name.last == name.first + 1
        and line.lowers[name.first] in words("adjectives_too")
        and not line.capital(name.first)
    ):
        return None  # "major exporters" are no officers
    if line.capital(name.first) and _is_body(name):
        return None  # the Civil Guard is a body, whatever a civil guard may be
    for sense in name.senses:
        if sense.kind in ("role", "roles"):
            return world.lexicon.roles[sense.ref].sectors, name.first
    return None


def _applies(modifier: Modifier, role: Role | None) -> bool:
    """Whether a modifier's condition on its head is met."""
    if role is None:
        return not modifier.note.startswith("head=")
    main = role.sectors[0] if role.sectors else ""
    conditions = {
        "head=person": role.note == "group" or (main in ("CVL", "UNK") and role.note != "body"),
        "head=armed": main in ARMED or role.note == "relational",
        "head=relational": role.note == "relational",
        "head=party": main == "PTY",
        "head=group": role.note == "group" or (role.note == "relational" and main in ("CVL", "UNK", "UAF")),
    }
    if modifier.note in conditions:
        return conditions[modifier.note]
    if modifier.note == "office" and modifier.effect == "replace":
        return role.note in OFFICES
    return True


def combine(
    own: tuple[str, ...], role: Role | None, modifying: tuple[str, ...], principal: Sketch | None = None
) -> tuple[str, ...]:
    """The sectors of a head from its own, its modifiers' and those of whom it belongs to; the main one first."""
    relational = role is not None and (role.note == "relational" or own[:1] in ((), ("UNK",), ("UAF",)))
    lent = principal.sectors if principal is not None and principal.kind != "state" else ()
    if lent[:1] == ("GOV",) and own[:1] not in ((), ("GOV",), ("UNK",), ("UAF",)):
        lent = ()  # a president's army stays an army, and his supporters are no officials
    if lent[:1] == ("BUS",) and own[:1] == ("MIL",):
        own = ("LAB",)  # an airline's pilots
    if lent[:1] == ("ELI",) and own[:1] == ("MIL",):
        return ("REB", *modifying)  # an ousted president's troops
    office = role is not None and role.note == "office" and own[:1] == ("GOV",)
    if office and principal is not None and principal.kind == "person":
        lent = ()  # a senator's president is no lawmaker
    if office and (modifying or lent):
        relational = True
    if own[:1] == ("MIL",) and modifying[:1] == ("PTY",):
        relational = False  # Communist troops are troops
    if own[:1] == ("PTY",) and "OPP" in modifying:
        relational = True  # an opposition politician
    if own == ("IGO",) and set(modifying) & {"OPP", "PTY", "REB"}:
        own = ()  # an opposition alliance is no alliance of states
    first: tuple[str, ...] = ()
    if relational:
        first = tuple(s for s in modifying if s != "PRE") or tuple(s for s in lent if s in LENDING or s == "GOV")
        if lent and modifying and lent[0] in ("REB", "IGO", "NGO"):
            first = (*lent[:1], *modifying)
    elif lent[:1] in (("IGO",), ("NGO",)):
        first = lent[:1]
    rest = own if not (relational and first and own[:1] in REPLACED) else ()
    merged: list[str] = []
    for sector in (*first, *rest, *modifying):
        if sector not in merged:
            merged.append(sector)
    if "PRE" in merged and len(merged) > 1:
        merged = [s for s in merged if s != "PRE"] + ["PRE"]
    return tuple(merged) or own
