"""Frame files (TOML) become frames. The form is told in `docs/frames.md`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from dragoman.coding.conditions import SORTS, Condition
from dragoman.datafiles import read_table
from dragoman.errors import DataError

__all__ = ["CLASSES_FILE", "KINDS", "NONE", "Classes", "Frame", "Refinement", "load_frames"]

CLASSES_FILE = "classes.toml"
NONE = "NONE"
"""What stands for an act in a frame of words that tell of none, and in the classifier's answers."""
KINDS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}
DEFAULT_PATTERN = {"verb": "subject-object", "noun": "noun-on", "adjective": "adjective"}
DEFAULT_SURE = 0.6
REFINING_ROLES = ("subject", "by", "with", "in", "using", "from", "via", "through", "modifier")
"""Where what an act was done with stands, unless a file says otherwise."""

FILE_KEYS = frozenset({"act", "cameo", "modes", "unless", "refine", "refine_roles", *KINDS})
FRAME_KEYS = frozenset(
    {"words", "act", "cameo", "modes", "pattern", "actor", "recipient", "reciprocal", "lone_possessive", "where"}
    | {"unless", "complement", "light", "nests", "inner", "inner_actor", "sure"}
)


@dataclass(slots=True, frozen=True)
class Refinement:
    """A word somewhere in the clause that tells the mode or the finer CAMEO code."""

    condition: Condition
    modes: tuple[str, ...]
    cameo: str | None


@dataclass(slots=True, frozen=True)
class Frame:
    """One sense of one predicate."""

    id: str
    """`file:kind:word:line of its table`, such as `assault:verb:attack:0`."""
    word: str
    kind: str
    act: str
    modes: tuple[str, ...]
    cameo: str
    actor: tuple[str, ...]
    """Roles that hold the actor; the first that is filled counts."""
    recipient: tuple[str, ...]
    reciprocal: bool
    lone_possessive: bool
    """A possessive without an `of` is the one acted on: `Navalny's arrest`."""
    where: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    complement: str | None
    nests: bool
    inner: str | None
    inner_actor: str | None
    sure: float
    refine: tuple[Refinement, ...]


@dataclass(slots=True, frozen=True)
class Classes:
    """Word lists by name, role patterns, and light verbs that turn roles around."""

    words: dict[str, frozenset[str]]
    patterns: dict[str, dict[str, Any]]
    inverse: frozenset[str]


def load_frames(paths: Iterable[str | Path] | None = None) -> tuple[list[Frame], Classes]:
    """Read frame files, or the program's own where no path is given.

    A path may be a file or a folder. A folder's `classes.toml` adds to the program's word classes. Raises
    `DataError` for a file that cannot be read or says something unknown.
    """
    if paths is None:
        tables = [(name, _own_table(name)) for name in _own_files()]
    else:
        tables = [(file.name, _table(file)) for path in paths for file in _files(Path(path))]
    added = [table for name, table in tables if name == CLASSES_FILE]
    classes = _classes([_own_table(CLASSES_FILE), *added])
    frames = [(name, table) for name, table in tables if name != CLASSES_FILE]
    return [frame for name, table in frames for frame in _file_frames(name, table, classes)], classes


def _own_files() -> list[str]:
    folder = files("dragoman.data").joinpath("frames")
    return sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml") and file.name != CLASSES_FILE)


def _own_table(name: str) -> dict[str, Any]:
    return read_table(f"frames/{name.removesuffix('.toml')}")


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*.toml")) if path.is_dir() else [path]


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"is not TOML: {error}", path=path.name) from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot be read: {error}", path=path) from error


def _classes(tables: list[dict[str, Any]]) -> Classes:
    lists: dict[str, list[str]] = {}
    patterns: dict[str, dict[str, Any]] = {}
    inverse: set[str] = set()
    for data in tables:
        lists.update(data.get("classes", {}))
        patterns.update(data.get("patterns", {}))
        inverse.update(data.get("light", {}).get("inverse", []))
    return Classes({name: _expand(name, lists, ()) for name in lists}, patterns, frozenset(inverse))


def _expand(name: str, lists: dict[str, list[str]], above: tuple[str, ...]) -> frozenset[str]:
    if name not in lists or name in above:
        raise DataError(f"no word class @{name}, or it names itself", path=CLASSES_FILE)
    found: set[str] = set()
    for word in lists[name]:
        found |= _expand(word[1:], lists, (*above, name)) if word.startswith("@") else {word}
    return frozenset(found)


def _file_frames(name: str, data: dict[str, Any], classes: Classes) -> Iterator[Frame]:
    _known(name, data, FILE_KEYS)
    stem = name.removesuffix(".toml")
    shared = _conditions(name, data.get("unless", {}), classes)
    roles = tuple(data.get("refine_roles", REFINING_ROLES))
    refine = tuple(_refinement(name, rule, roles, classes) for rule in data.get("refine", []))
    for table, kind in KINDS.items():
        for number, entry in enumerate(data.get(table, [])):
            where = f"{name}: {table} {number} ({', '.join(entry.get('words', ['?'])[:2])})"
            _known(where, entry, FRAME_KEYS)
            own_act = entry.get("act", data.get("act")) == data.get("act")
            for word in dict.fromkeys(entry.get("words", [])):
                yield _frame(
                    f"{stem}:{kind}:{word}:{number}", word, kind, entry, data if own_act else {}, where, classes,
                    shared if own_act else (), refine if own_act else (),
                )  # fmt: skip


def _frame(
    id_: str, word: str, kind: str, entry: dict[str, Any], file: dict[str, Any], where: str, classes: Classes,
    shared: tuple[Condition, ...], refine: tuple[Refinement, ...],
) -> Frame:  # fmt: skip
    name = entry.get("pattern", DEFAULT_PATTERN[kind])
    if name not in classes.patterns:
        raise DataError(f"no role pattern {name!r}", path=where)
    slots = {**classes.patterns[name], **{k: v for k, v in entry.items() if k in ("actor", "recipient", "reciprocal")}}
    act = entry.get("act", file.get("act"))
    if not act:
        raise DataError("the frame has no act", path=where)
    conditions = _conditions(where, entry.get("where", {}), classes)
    if "light" in entry:
        conditions += (Condition(("light",), frozenset(entry["light"])),)
    lone = entry.get("lone_possessive", slots.get("lone_possessive", "none"))
    return Frame(
        id=id_, word=word, kind=kind, act=act, modes=tuple(entry.get("modes", file.get("modes", ()))),
        cameo=str(entry.get("cameo", file.get("cameo", ""))), actor=tuple(slots["actor"]),
        recipient=tuple(slots["recipient"]), reciprocal=bool(slots.get("reciprocal", False)),
        lone_possessive=lone == "recipient", where=conditions,
        unless=(*_conditions(where, entry.get("unless", {}), classes), *shared), complement=entry.get("complement"),
        nests=bool(entry.get("nests", False)), inner=entry.get("inner"), inner_actor=entry.get("inner_actor"),
        sure=float(entry.get("sure", DEFAULT_SURE)), refine=refine,
    )  # fmt: skip


def _refinement(name: str, rule: dict[str, Any], roles: tuple[str, ...], classes: Classes) -> Refinement:
    words = rule["words"] if isinstance(rule["words"], list) else [rule["words"]]
    condition = _condition(name, tuple(rule.get("roles", roles)), words, classes)
    return Refinement(condition, tuple(rule.get("modes", ())), rule.get("cameo"))


def _conditions(where: str, table: dict[str, Any], classes: Classes) -> tuple[Condition, ...]:
    return tuple(
        _condition(where, tuple(roles.split("|")), test if isinstance(test, list) else [test], classes)
        for roles, test in table.items()
    )


def _condition(where: str, roles: tuple[str, ...], tests: list[str], classes: Classes) -> Condition:
    words: set[str] = set()
    sorts: set[str] = set()
    for test in tests:
        if test.startswith("@"):
            if test[1:] not in classes.words:
                raise DataError(f"no word class {test}", path=where)
            words |= classes.words[test[1:]]
        elif test == "*" or test.startswith("#"):
            if test not in SORTS and test not in ("*", "#actor"):
                raise DataError(f"no sort {test}; there are {', '.join(sorted(SORTS))} and #actor", path=where)
            sorts.add(test)
        else:
            words |= {test, test.replace("-", " ")}  # the tokeniser cuts at hyphens
    return Condition(roles, frozenset(words), frozenset(sorts))


def _known(where: str, table: dict[str, Any], keys: frozenset[str]) -> None:
    unknown = sorted(set(table) - keys)
    if unknown:
        raise DataError(f"unknown key {unknown[0]!r}", path=where)
