"""The codebook: types, modes, quad classes, intensities, contexts, sectors, and CAMEO's codes both ways.

The program's own is PLOVER (`data/plover.toml`) with CAMEO beside it (`data/cameo.toml`); a user's file of the
same form works in its place. Contexts are found by cue words in one pass of an Aho-Corasick automaton.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import ahocorasick

from dragoman.datafiles import read_table
from dragoman.errors import DataError, UsageError

__all__ = ["QUADS", "CameoCode", "Codebook", "Context", "EventType", "Mode", "Nested"]

QUADS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")
"""PLOVER's quad classes, in the order of their numbers 1 to 4."""
SECTION_KEYS = frozenset({"name", "version", "rules", "types", "nested", "sectors", "contexts", "frames"})


@dataclass(slots=True, frozen=True)
class Mode:
    """How an act of a type is done."""

    name: str
    definition: str
    intensity: float
    cameo: str


@dataclass(slots=True, frozen=True)
class EventType:
    """A type of event: what it is, what it is not, and its numbers."""

    name: str
    definition: str
    quad: str
    intensity: float
    """From -10 (most hostile) to 10, for an act without a mode."""
    cameo: str
    """The CAMEO code of an act without a mode."""
    recipient: bool
    """Whether the codebook asks for a recipient."""
    examples: tuple[str, ...]
    near: tuple[tuple[str, str], ...]
    """Neighbouring types and how to tell them: (type, rule)."""
    modes: Mapping[str, Mode]


@dataclass(slots=True, frozen=True)
class Nested:
    """What the act inside another tells of the outer one."""

    mode: str | None
    cameo: str


@dataclass(slots=True, frozen=True)
class Context:
    """What an event may be about, and the words that show it."""

    name: str
    definition: str
    cues: tuple[str, ...]
    least: int = 1
    """How many different cues a text must hold."""


@dataclass(slots=True, frozen=True)
class CameoCode:
    """A CAMEO code and what it stands for here; 01 and 02 have no type."""

    code: str
    name: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(eq=False)
class Codebook:
    """A codebook in memory. Make one with `Codebook.load`."""

    name: str
    version: str
    types: dict[str, EventType]
    rules: dict[str, tuple[str, ...]]
    nested: dict[str, dict[str, Nested]]
    sectors: dict[str, str]
    context_list: dict[str, Context]
    cameo_codes: dict[str, CameoCode]
    frame_files: tuple[Path, ...] = field(default=())
    """The user's own frame files, where the codebook names any."""

    @classmethod
    def load(cls, path: str | Path | None = None) -> Codebook:
        """The program's codebook, or the one in a TOML file of the same form.

        Raises `DataError` where the file cannot be read, lacks something, or names a type that it does not have.
        """
        cameo = read_table("cameo")["codes"]
        if path is None:
            return _codebook(read_table("plover"), cameo, Path("plover.toml"))
        file = Path(path)
        try:
            return _codebook(tomllib.loads(file.read_text(encoding="utf-8")), cameo, file)
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"the codebook cannot be read: {error}", path=file) from error
        except tomllib.TOMLDecodeError as error:
            raise DataError(f"the codebook is not TOML: {error}", path=file) from error

    def type(self, name: str) -> EventType:
        """A type by name, in upper or lower case. Raises `UsageError` for one that the codebook lacks."""
        found = self.types.get(name.upper()) or self.types.get(name)
        if found is None:
            raise UsageError(f"no type {name!r} in the codebook; it has {', '.join(self.types)}")
        return found

    def quad(self, type_: str) -> str:
        """The quad class of a type, one of `QUADS`."""
        return self.type(type_).quad

    def is_verbal(self, type_: str) -> bool:
        """Whether a type is done in words; an unknown one is not."""
        return type_ in self.types and self.quad(type_).startswith("verbal")

    def intensity(self, type_: str, modes: Iterable[str] = ()) -> float:
        """From -10 to 10; of several modes the one farthest from nought counts."""
        found = self.type(type_)
        known = [found.modes[mode].intensity for mode in modes if mode in found.modes]
        return max(known, key=abs, default=found.intensity)

    def cameo(self, type_: str, modes: Iterable[str] = (), inner: str | None = None) -> str:
        """The usual CAMEO code of a type with its modes; `inner` is the type of what was agreed, asked, refused."""
        found = self.type(type_)
        if inner is not None and (nested := self.nested.get(found.name, {}).get(inner)) is not None:
            return nested.cameo
        return next((found.modes[mode].cameo for mode in modes if mode in found.modes), found.cameo)

    def inner_mode(self, outer: str, inner: str) -> str | None:
        """The mode that an outer act has from the act inside it: asking for talks is REQUEST `meet`."""
        nested = self.nested.get(outer, {}).get(inner)
        return nested.mode if nested else None

    def plover_of(self, cameo: str) -> tuple[str, tuple[str, ...]] | None:
        """Type and modes that a CAMEO code stands for; None for a code without one. An unknown four-digit code
        counts as its first three digits, an unknown three-digit code as its first two."""
        code = self.cameo_codes.get(cameo)
        if code is None:
            return self.plover_of(cameo[:-1]) if len(cameo) > 2 else None
        return (code.type, (code.mode,) if code.mode else ()) if code.type else None

    def contexts(self, text: str) -> tuple[str, ...]:
        """The contexts whose cue words stand in a text, in the codebook's order."""
        lowered = text.lower().replace("’", "'")  # both apostrophes are one code point
        found: dict[str, set[str]] = {}
        last = len(lowered)
        for end, cues in self._cues.iter(lowered):
            for word, open_end, names in cues:
                start = end - len(word) + 1
                if start > 0 and _inside(lowered[start - 1]):
                    continue
                if not open_end and end + 1 < last and _inside(lowered[end + 1]):
                    continue
                for name in names:
                    found.setdefault(name, set()).add(word)
        return tuple(n for n, c in self.context_list.items() if len(found.get(n, ())) >= c.least)

    @cached_property
    def _cues(self) -> Any:
        """All cues in one automaton: word to (word, whether its end is open, contexts)."""
        by_word: dict[str, dict[bool, list[str]]] = {}
        for context in self.context_list.values():
            for cue in context.cues:
                word = cue.lower().rstrip("*")
                by_word.setdefault(word, {}).setdefault(cue.endswith("*"), []).append(context.name)
        automaton = ahocorasick.Automaton()
        for word, kinds in by_word.items():
            automaton.add_word(word, [(word, open_end, tuple(names)) for open_end, names in kinds.items()])
        automaton.make_automaton()
        return automaton


def _inside(character: str) -> bool:
    """Whether a character carries a word on."""
    return character.isalnum() or character == "_"


def _codebook(data: dict[str, Any], cameo: dict[str, Any], path: Path) -> Codebook:
    unknown = sorted(set(data) - SECTION_KEYS)
    if unknown:
        raise DataError(f"unknown section {unknown[0]!r}; there are {', '.join(sorted(SECTION_KEYS))}", path=path)
    if not data.get("types"):
        raise DataError("the codebook has no [types.…]", path=path)
    types = {name: _type(name, entry, path) for name, entry in data["types"].items()}
    nested = {
        outer: {inner: Nested(entry.get("mode"), entry["cameo"]) for inner, entry in inners.items()}
        for outer, inners in data.get("nested", {}).items()
    }
    _check_names(types, nested, path)
    return Codebook(
        name=data.get("name", path.stem), version=str(data.get("version", "")), types=types,
        rules={name: tuple(lines) for name, lines in data.get("rules", {}).items()}, nested=nested,
        sectors=dict(data.get("sectors", {})),
        context_list={name: _context(name, entry, path) for name, entry in data.get("contexts", {}).items()},
        cameo_codes={
            code: CameoCode(code, e["name"], e.get("type"), e.get("mode"), tuple(e.get("contexts", ())))
            for code, e in cameo.items()
        },
        frame_files=tuple(path.parent / file for file in data.get("frames", ())),
    )  # fmt: skip


def _type(name: str, entry: dict[str, Any], path: Path) -> EventType:
    quad = _need(entry, "quad", f"types.{name}", path)
    if quad not in QUADS:
        raise DataError(f"types.{name}: no quad class {quad!r}; there are {', '.join(QUADS)}", path=path)
    intensity = float(entry.get("intensity", 0.0))
    cameo = str(entry.get("cameo", ""))
    modes = {
        mode: Mode(
            mode, _need(m, "definition", f"types.{name}.modes.{mode}", path),
            float(m.get("intensity", intensity)), str(m.get("cameo", cameo)),
        )
        for mode, m in entry.get("modes", {}).items()
    }  # fmt: skip
    return EventType(
        name=name, definition=_need(entry, "definition", f"types.{name}", path), quad=quad, intensity=intensity,
        cameo=cameo, recipient=bool(entry.get("recipient", False)), examples=tuple(entry.get("examples", ())),
        near=tuple((n["type"], n["tell"]) for n in entry.get("near", ())), modes=modes,
    )  # fmt: skip


def _context(name: str, entry: dict[str, Any], path: Path) -> Context:
    definition = _need(entry, "definition", f"contexts.{name}", path)
    return Context(name, definition, tuple(entry.get("cues", ())), int(entry.get("least", 1)))


def _need(entry: dict[str, Any], key: str, where: str, path: Path) -> str:
    if not entry.get(key):
        raise DataError(f"{where} has no {key!r}", path=path)
    return str(entry[key])


def _check_names(types: dict[str, EventType], nested: dict[str, dict[str, Nested]], path: Path) -> None:
    """Neighbours and nested acts must be types of the same codebook, their modes modes of the outer type."""
    for type_ in types.values():
        for other, _ in type_.near:
            if other not in types:
                raise DataError(f"types.{type_.name}: the neighbour {other!r} is no type", path=path)
    for outer, inners in nested.items():
        for name in (outer, *inners):
            if name not in types:
                raise DataError(f"nested.{outer}: {name!r} is no type", path=path)
        for inner, entry in inners.items():
            if entry.mode is not None and entry.mode not in types[outer].modes:
                raise DataError(f"nested.{outer}.{inner}: {entry.mode!r} is no mode of {outer}", path=path)
