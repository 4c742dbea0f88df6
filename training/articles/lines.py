"""From a coder's lines to `NN.json`: the codes of an article written one event a line, checked against its text.

A coder writes `NN.lines` beside `NN.txt`. A line is `key: value` (published, title, publisher, byline, first, last,
boilerplate, parties, mediators, stage; `boilerplate` once for each leftover line, lists with `;` between), or one of

    E core | TYPE/ALSO/ALSO:mode | status | date | place | actors | recipients | said by | quote
    Q speaker | to | text
    P party | kind | what | in exchange for | quote

`E core` is `E` where coders could differ; a date is a day, `day..day`, or `-`; an actor `Name=COUNTRY.SECTOR`, with `*`
behind the name of a person; `-` stands for nothing. `GUIDE.md` of the coded articles says what each means.

    python training/articles/lines.py FILE.lines … [--into FOLDER]
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

CODEBOOK = Path(__file__).parents[2] / "src/dragoman/data/plover.toml"
TYPES = tomllib.loads(CODEBOOK.read_text(encoding="utf-8"))["types"]
STATUSES = frozenset("happened ongoing scheduled pledged demanded conditional hypothetical denied".split())
KINDS = frozenset("offer demand condition concession refusal proposal commitment".split())
SECTORS = frozenset("GOV MIL REB OPP PTY LEG JUD COP SPY CVL JRN BUS LAB REL NGO IGO UAF UNK".split())
SINGLE = {"published", "title", "publisher", "byline", "stage"}


def article_of(lines: str, text: str) -> dict[str, Any]:
    """The coded article. Raises `ValueError` with the line if one is not in the form or its words not in the text."""
    page: dict[str, Any] = {"byline": None, "boilerplate": [], "events": [], "quotes": [], "positions": []}
    page |= {"parties": [], "mediators": [], "stage": "none"}
    for line in lines.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        head, _, rest = line.partition(" ")
        try:
            if head == "E":
                page["events"].append(_event(rest, text))
            elif head == "Q":
                page["quotes"].append(_quotation(rest, text))
            elif head == "P":
                page["positions"].append(_position(rest, text))
            else:
                _put(page, head.rstrip(":"), rest.strip(), text)
        except ValueError as error:
            raise ValueError(f"{error}: {line}") from error
    order = ["published", "title", "publisher", "byline", "body_first", "body_last", "boilerplate", "events", "quotes"]
    return {key: page[key] for key in [*order, "positions", "parties", "mediators", "stage"]}


def _put(page: dict[str, Any], key: str, value: str, text: str) -> None:
    if key in ("first", "last"):
        page[f"body_{key}"] = _found(value, text, once=False)
    elif key == "boilerplate":
        page["boilerplate"].append(_found(value, text, once=False))
    elif key in ("parties", "mediators"):
        page[key] = [item.strip() for item in value.split(";") if item.strip() not in ("", "-")]
    elif key in SINGLE:
        page[key] = None if value == "-" else value
    else:
        raise ValueError("no such key")


def _event(rest: str, text: str) -> dict[str, Any]:
    parts = [part.strip() for part in rest.split("|")]
    if len(parts) != 9:
        raise ValueError(f"{len(parts)} fields for 9")
    core, kinds, status, when, place, actors, recipients, said_by, quote = parts
    acts, _, mode = kinds.partition(":")
    type_, *also = acts.split("/")
    if not {type_, *also} <= set(TYPES) or status not in STATUSES or core not in ("core", ""):
        raise ValueError("unknown type, status or mark")
    if mode and mode not in TYPES[type_].get("modes", {}):
        raise ValueError(f"{type_} has no mode {mode}")
    return {
        "actors": [_actor(a) for a in _several(actors)],
        "recipients": [_actor(a) for a in _several(recipients)],
        "type": type_,
        "also": also,
        "mode": mode or None,
        "status": status,
        "date": _days(when),
        "place": None if place == "-" else place,
        "said_by": _several(said_by),
        "quote": _found(quote, text, once=True),
        "core": core == "core",
    }


def _actor(written: str) -> dict[str, Any]:
    name, equals, code = written.rpartition("=")
    country, _, sector = code.partition(".")
    if not equals or len(country) != 3 or not country.isupper() or sector not in SECTORS:
        raise ValueError(f"no actor: {written}")
    person = {"person": True} if name.endswith("*") else {}
    return {"name": name.rstrip("*"), "country": country, "sector": sector, **person}


def _days(when: str) -> list[str | None]:
    if when == "-":
        return [None, None]
    first, _, last = when.partition("..")
    days = [first, last or first]
    if date.fromisoformat(days[0]) > date.fromisoformat(days[1]):
        raise ValueError("ends before it begins")
    return list(days)


def _quotation(rest: str, text: str) -> dict[str, Any]:
    speaker, to, said = (part.strip() for part in rest.split("|"))
    return {"speaker": speaker, "to": None if to == "-" else to, "text": _found(said, text, once=False)}


def _position(rest: str, text: str) -> dict[str, Any]:
    party, kind, what, exchange, quote = (part.strip() for part in rest.split("|"))
    if kind not in KINDS:
        raise ValueError("unknown kind")
    given = None if exchange == "-" else exchange
    return {
        "party": party,
        "kind": kind,
        "what": what,
        "in_exchange_for": given,
        "quote": _found(quote, text, once=False),
    }


def _several(written: str) -> list[str]:
    return [item.strip() for item in written.split(";") if item.strip() not in ("", "-")]


def _found(words: str, text: str, once: bool) -> str:
    count = text.count(words)
    if not words or count == 0 or (once and count > 1):
        raise ValueError(f"stands {count} times in the text")
    return words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument(
        "--into", type=Path, help="folder of the texts and of what is written; default: that of the file"
    )
    args = parser.parse_args()
    for path in args.files:
        folder = args.into or path.parent
        try:
            coded = article_of(
                path.read_text(encoding="utf-8"), (folder / f"{path.stem}.txt").read_text(encoding="utf-8")
            )
        except (ValueError, OSError) as error:
            sys.exit(f"{path}: {error}")
        (folder / f"{path.stem}.json").write_text(
            json.dumps(coded, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        core = sum(event["core"] for event in coded["events"])
        print(f"{path.stem}: {len(coded['events'])} events, {core} core")


if __name__ == "__main__":
    main()
