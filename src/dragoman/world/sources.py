"""Lexicon files become rows; whatever is wrong in them is told with file and line.

`docs/lexicon.md` describes the columns.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from dragoman.datafiles import read_table
from dragoman.errors import DataError
from dragoman.world.names import kebab, key
from dragoman.world.tables import (
    ALWAYS,
    Country,
    Lexicon,
    Metonym,
    Modifier,
    Office,
    Organisation,
    People,
    Period,
    Region,
    Role,
)

__all__ = ["SECTORS", "lexicon_hash", "read_lexicon", "read_user_lexicon"]

SECTORS = frozenset(
    "GOV MIL REB OPP PTY LEG JUD COP SPY CVL JRN BUS LAB REL NGO IGO MED PRM SOC EDU AGR REF CRM UAF ELI PRE UNK".split()
)
"""PLOVER's sectors, and IGO and NGO for bodies above states."""

DAY = re.compile(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
OFFICE_COLUMNS = ("name", "aliases", "party", "office", "sectors", "start", "end", "confidence", "source")
ORGANISATION_COLUMNS = (
    "id", "name", "aliases", "kind", "country", "sectors", "start", "end", "parent", "source",
)  # fmt: skip

Row = dict[str, str]


def read_lexicon(extra: Iterable[Path] = ()) -> Lexicon:
    """The package's lexicon and the user's files after it.

    Raises `DataError` with file and line on the first row that cannot be read.
    """
    data = files("dragoman").joinpath("data", "world")
    lexicon = Lexicon()
    lexicon.countries = dict(_countries(data.joinpath("countries.toml")))
    for block in _blocks(data.joinpath("metonyms.toml"), "metonym"):
        lexicon.metonyms.append(_metonym(block))
    for block in _blocks(data.joinpath("regions.toml"), "region"):
        lexicon.regions.append(_region(block))
    for row, _ in _rows(data.joinpath("places.csv"), ("name", "aliases", "country")):
        lexicon.regions.append(Region(row["name"], _list(row["aliases"]), country=_list(row["country"]), town=True))
    for block in _blocks(data.joinpath("demonyms.toml"), "people"):
        lexicon.peoples.append(_people(block))
    for file in _csv_files(data.joinpath("offices")):
        lexicon.offices.extend(_office(row, where) for row, where in _rows(file, OFFICE_COLUMNS))
    for file in _csv_files(data.joinpath("organisations")):
        lexicon.organisations.extend(_organisation(row, where) for row, where in _rows(file, ORGANISATION_COLUMNS))
    roles = data.joinpath("roles.csv")
    for row, _ in _rows(roles, ("noun", "sectors", "number", "note", "gender")):
        lexicon.roles.setdefault(key(row["noun"]), _role(row))
    for row, _ in _rows(data.joinpath("modifiers.csv"), ("word", "effect", "sectors", "note")):
        lexicon.modifiers.setdefault(
            key(row["word"]), Modifier(row["word"], row["effect"], _list(row["sectors"]), row["note"] or "")
        )
    titles = read_table("world/titles")
    lexicon.titles = {key(title): tuple(offices) for title, offices in titles["titles"].items()}
    lexicon.rank = tuple(titles["rank"])
    lexicon.governed = tuple(f"state:{code}" for code in titles["governed"])
    for path in extra:
        read_user_lexicon(path, lexicon)
    return lexicon


def _digest(files_of: Iterable[Traversable], ending: str) -> bytes:
    digest = hashlib.sha256()
    for folder in files_of:
        for file in sorted(folder.iterdir(), key=lambda f: f.name) if folder.is_dir() else ():
            if file.name.endswith(ending):
                digest.update(file.read_bytes())
    return digest.digest()


CODE = _digest([files("dragoman").joinpath("world")], ".py")
"""A hash of the code that reads the lexicon, as it was when it was imported: a checkout may change under a process."""


def lexicon_hash() -> str:
    """A hash of the package's lexicon files and of the code that reads them."""
    data = files("dragoman").joinpath("data", "world")
    folders = [data, data.joinpath("offices"), data.joinpath("organisations")]
    content = CODE + _digest([data], ".toml") + _digest(folders, ".csv")
    return hashlib.sha256(content).hexdigest()[:16]


def read_user_lexicon(path: Path, lexicon: Lexicon) -> None:
    """Add a user's file, TOML (`[[office]]`, `[[organisation]]`, `[[role]]`) or CSV, to the lexicon.

    The kind of a CSV follows from its columns: `office` and `party` make offices, `id` and `kind` organisations,
    `noun` roles. A user's rows come first where both know a name. Raises `DataError` with file and line.
    """
    if not path.is_file():
        raise DataError("no such lexicon file; give a .toml or .csv file", path=path)
    if path.suffix == ".toml":
        found = _user_toml(path)
    elif path.suffix == ".csv":
        found = _user_csv(path)
    else:
        raise DataError(f"a lexicon is a .toml or .csv file, not {path.suffix or 'a file without ending'}", path=path)
    for kind, row, where in found:
        if kind == "office":
            lexicon.offices.insert(0, _office(row, where))
        elif kind == "organisation":
            lexicon.organisations.insert(0, _organisation(row, where))
        else:
            lexicon.roles[key(row["noun"])] = _role(row)


def _user_toml(path: Path) -> Iterator[tuple[str, Row, str]]:
    text = _text_of(path)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = re.search(r"line (\d+)", str(error))
        raise DataError(f"not TOML: {error}", path=path, line=int(told[1]) if told else None) from None
    columns = {"office": OFFICE_COLUMNS, "organisation": ORGANISATION_COLUMNS, "role": ("noun", "sectors", "number")}
    for kind, blocks in tables.items():
        if kind not in columns or not isinstance(blocks, list):
            raise DataError(
                f"unknown table {kind!r}; use [[office]], [[organisation]] or [[role]]",
                path=path, line=_line_of(text, kind, 0),
            )  # fmt: skip
        for k, block in enumerate(blocks):
            line = _line_of(text, kind, k)
            unknown = set(block) - set(columns[kind]) - {"note", "gender"}
            if unknown:
                raise DataError(f"unknown key {sorted(unknown)[0]!r} in [[{kind}]]", path=path, line=line)
            row = {column: _cell(block.get(column, "")) for column in (*columns[kind], "note", "gender")}
            yield kind, row, f"{path}:{line}"


def _user_csv(path: Path) -> Iterator[tuple[str, Row, str]]:
    first = _text_of(path).partition("\n")[0]
    header = next(csv.reader([first]), [])
    columns: tuple[str, ...]
    if "office" in header:
        kind, columns = "office", ("name", "party", "office")
    elif "id" in header:
        kind, columns = "organisation", ("id", "name")
    elif "noun" in header:
        kind, columns = "role", ("noun", "sectors")
    else:
        how = ": cells are parted by commas" if ";" in first and "," not in first else ""
        raise DataError(f"the header names no kind of row{how}; see docs/lexicon.md for the columns", path=path, line=1)
    for row, where in _rows(path, columns):
        yield kind, row, where


def _text_of(file: Traversable) -> str:
    """A file's text, without the mark that Excel writes before it."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"not UTF-8 (byte {error.start}): save it as UTF-8", path=Path(str(file))) from None


def _line_of(text: str, kind: str, ordinal: int) -> int:
    """The line on which the n-th `[[kind]]` begins."""
    heads = [n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith((f"[[{kind}", f"[{kind}"))]
    return heads[ordinal] if ordinal < len(heads) else 1


def _cell(value: Any) -> str:
    return ";".join(str(v) for v in value) if isinstance(value, list) else str(value)


def _csv_files(folder: Traversable) -> list[Traversable]:
    if not folder.is_dir():
        return []
    return sorted((f for f in folder.iterdir() if f.name.endswith(".csv")), key=lambda f: f.name)


def _rows(file: Traversable, columns: tuple[str, ...]) -> Iterator[tuple[Row, str]]:
    """Rows of a CSV with where they stand; missing optional cells are empty."""
    with io.StringIO(_text_of(file), newline="") as stream:
        reader = csv.DictReader(stream)
        missing = [c for c in columns[:2] if c not in (reader.fieldnames or ())]
        if missing:
            raise DataError(f"column {missing[0]!r} is missing", path=file, line=1)
        for row in reader:
            if None in row:
                raise DataError(
                    "more cells than columns; quote a cell that holds a comma", path=file, line=reader.line_num
                )
            clean = {name: (value or "").strip() for name, value in row.items()}
            yield dict.fromkeys(columns, "") | clean, f"{file}:{reader.line_num}"


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _fail(message: str, where: str) -> DataError:
    path, _, line = where.rpartition(":")
    return DataError(message, path=path, line=int(line))


def _need(row: Row, column: str, where: str) -> str:
    if not row.get(column):
        raise _fail(f"`{column}` is empty", where)
    return row[column]


def _sectors(row: Row, where: str) -> tuple[str, ...]:
    sectors = _list(row.get("sectors", ""))
    wrong = [s for s in sectors if s not in SECTORS]
    if wrong:
        raise _fail(f"unknown sector {wrong[0]!r}; docs/lexicon.md lists the sectors", where)
    return sectors


def _period(row: Row, where: str) -> Period:
    start, end = row.get("start", ""), row.get("end", "")
    for value in (start, end):
        if value and not DAY.match(value):
            raise _fail(f"{value!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD", where)
    if not start and not end:
        return ALWAYS
    period = Period(start, end)
    if period.first_day > period.last_day:
        raise _fail(f"ends ({end}) before it begins ({start})", where)
    return period


def _office(row: Row, where: str) -> Office:
    name = _need(row, "name", where)
    party = _need(row, "party", where)
    if ":" not in party:
        raise _fail(f"`party` is an id such as state:KEN or group:eln, not {party!r}", where)
    return Office(
        person=f"person:{kebab(name)}", name=name, aliases=_list(row.get("aliases", "")), party=party,
        office=_need(row, "office", where).lower(), sectors=_sectors(row, where) or ("GOV",),
        period=_period(row, where), confidence=row.get("confidence", "") or "high",
        source=row.get("source", ""), where=where,
    )  # fmt: skip


def _organisation(row: Row, where: str) -> Organisation:
    identity = _need(row, "id", where)
    if ":" not in identity:
        raise _fail(f"`id` begins with group: or org:, as in group:eln, not {identity!r}", where)
    return Organisation(
        id=identity, name=_need(row, "name", where), aliases=_list(row.get("aliases", "")),
        kind=row.get("kind", "") or "other", country=_list(row.get("country", "")), sectors=_sectors(row, where),
        period=_period(row, where), parent=row.get("parent", ""), source=row.get("source", ""), where=where,
        in_power=_periods(row, "in_power", where), armed=_periods(row, "armed", where),
    )  # fmt: skip


def _periods(row: Row, column: str, where: str) -> tuple[Period, ...]:
    """Periods written as "1979-07-19/1990-04-25;2007/"."""
    parts = [part.partition("/") for part in _list(row.get(column, ""))]
    return tuple(_period({"start": start, "end": end}, where) for start, _, end in parts)


def _role(row: Row) -> Role:
    return Role(
        noun=row["noun"], sectors=_list(row["sectors"]), plural=row.get("number") == "plural",
        note=row.get("note", ""), gender=row.get("gender", ""),
    )  # fmt: skip


def _countries(file: Traversable) -> Iterator[tuple[str, Country]]:
    for code, block in tomllib.loads(file.read_text(encoding="utf-8")).items():
        yield code, Country(
            code=code, name=block["name"], aliases=tuple(block.get("aliases", ())),
            adjectives=tuple(block.get("adjectives", ())), people=_pairs(block),
            capitals=tuple(block.get("capitals", ())), period=_years(block), of=block.get("of", ""),
            successor=block.get("successor", ""), territory_of=block.get("territory_of", ""),
            cow=tuple(block.get("cow", ())), gw=tuple(block.get("gw", ())),
        )  # fmt: skip


def _blocks(file: Traversable, name: str) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))[name]
    return blocks


def _pairs(block: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((one, many) for one, many in block.get("people", ()))


def _years(block: dict[str, Any]) -> Period:
    if "from" not in block and "to" not in block:
        return ALWAYS
    return Period(str(block.get("from", "")), str(block.get("to", "")))


def _metonym(block: dict[str, Any]) -> Metonym:
    party = block["party"]
    country = block.get("country") or (party.removeprefix("state:") if party.startswith("state:") else "")
    return Metonym(
        name=block["name"], aliases=tuple(block.get("aliases", ())), party=party, id=block.get("id", party),
        country=country, sectors=tuple(block.get("sectors", ("GOV",))), place=block.get("place", False),
        actor=block.get("actor", True), period=_years(block),
    )  # fmt: skip


def _region(block: dict[str, Any]) -> Region:
    return Region(
        name=block["name"], aliases=tuple(block.get("aliases", ())), adjectives=tuple(block.get("adjectives", ())),
        people=_pairs(block), country=tuple(block.get("country", ())), actor=block.get("actor", ""),
        sectors=tuple(block.get("sectors", ())),
    )  # fmt: skip


def _people(block: dict[str, Any]) -> People:
    name = block["name"]
    return People(
        name=name, people=_pairs(block) or ((name, name + "s"),), country=tuple(block.get("country", ())),
        sectors=tuple(block.get("sectors", ("CVL",))), usual=block.get("usual", ""),
        homes=tuple((code, Period(str(first), str(last))) for code, first, last in block.get("homes", ())),
    )  # fmt: skip
