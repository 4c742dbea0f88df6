"""Attributions against brat standoff (PolNeAR's layout): content spans, characters, sources.

A folder holds `text/*.txt`, `attributions/*.ann` (annotations `Source`, `Cue`, `Content`, joined by events
`Attribution`) and, if known, `published.json` (name → ISO day). A predicted content is right if its token Jaccard with
a gold content is at least a half, one to one, best pairs first. Such files hold the outermost attribution of each
passage and none inside another's content, so that only statements without a `parent` are scored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import DataError
from dragoman.language.clauses import build_clauses
from dragoman.language.parse import Parser
from dragoman.language.reading import Reading, Statement
from dragoman.language.speech import find_statements

__all__ = ["score_attributions"]

JACCARD = 0.5
WORD = re.compile(r"\w+|[^\w\s]")
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content and source as offsets into the text; a content may have several stretches."""

    content: tuple[Stretch, ...]
    source: tuple[Stretch, ...]


def score_attributions(path: Path, errors: int = 0) -> dict[str, Any]:
    """Score on a folder; `errors` misses are added under `misses`. Raises `DataError` if the layout is wrong."""
    names = sorted(p.stem for p in (path / "text").glob("*.txt"))
    if not names:
        raise DataError("no text/*.txt here; give a folder in PolNeAR's layout", path=path)
    days = json.loads((path / "published.json").read_text("utf-8")) if (path / "published.json").is_file() else {}
    texts = [(path / "text" / f"{name}.txt").read_text("utf-8") for name in names]
    parser = Parser()
    readings = parser.parse(("", text, days.get(name)) for name, text in zip(names, texts, strict=True))
    right = gold_count = got_count = sourced = overlapped = 0
    inside_both = inside_gold = inside_got = 0
    misses: list[str] = []
    for name, text, reading in zip(names, texts, readings, strict=True):
        build_clauses(reading)
        gold = list(read_annotations(path / "attributions" / f"{name}.ann"))
        got = [_of_statement(reading, s) for s in find_statements(reading) if s.parent < 0]
        words = [(m.start(), m.end()) for m in WORD.finditer(text)]
        pairs = _pair([_words(words, a.content) for a in gold], [_words(words, a.content) for a in got])
        right, gold_count, got_count = right + len(pairs), gold_count + len(gold), got_count + len(got)
        for g, p in pairs.items():
            if gold[g].source:
                sourced += 1
                overlapped += _overlap(gold[g].source, got[p].source)
        a, b = _characters(gold), _characters(got)
        inside_both, inside_gold, inside_got = inside_both + len(a & b), inside_gold + len(a), inside_got + len(b)
        misses += [f"{name}: missed: {_show(text, gold[g])}" for g in range(len(gold)) if g not in pairs]
        misses += [f"{name}: added: {_show(text, got[p])}" for p in range(len(got)) if p not in pairs.values()]
    result: dict[str, Any] = {
        "content_precision": _ratio(right, got_count),
        "content_recall": _ratio(right, gold_count),
        "content_f1": _ratio(2 * right, gold_count + got_count),
        "character_f1": _ratio(2 * inside_both, inside_gold + inside_got),
        "source_overlap": _ratio(overlapped, sourced),
        "n": gold_count,
    }
    if errors:
        result["misses"] = misses[:: max(1, len(misses) // errors)][:errors]
    return result


def read_annotations(path: Path) -> Iterator[Attribution]:
    """The attributions of a standoff file. Raises `DataError` with the line that cannot be read."""
    spans: dict[str, tuple[Stretch, ...]] = {}
    events: list[tuple[int, str]] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        fields = line.split("\t")
        if line.startswith("T"):
            try:
                places = fields[1].split(" ", 1)[1]
                spans[fields[0]] = tuple((int(a), int(b)) for a, b in (p.split(" ") for p in places.split(";")))
            except (IndexError, ValueError) as error:
                raise DataError(f"not a standoff annotation: {line[:60]}", path=path, line=number) from error
        elif line.startswith("E"):
            events.append((number, fields[1]))
    for number, event in events:
        roles = [part.split(":", 1) for part in event.split()]
        try:
            content = tuple(s for role, key in roles if role.startswith("Content") for s in spans[key])
            source = tuple(s for role, key in roles if role.startswith("Source") for s in spans[key])
        except KeyError as error:
            raise DataError(f"no annotation {error}", path=path, line=number) from error
        if content:
            yield Attribution(content, source)


def _of_statement(reading: Reading, statement: Statement) -> Attribution:
    source = []
    for head in statement.speakers:
        first, last = reading.phrase(head)
        source.append((reading.tokens[first].start, reading.tokens[last].end))
    return Attribution(tuple(statement.stretches), tuple(source))


def _words(words: list[Stretch], stretches: tuple[Stretch, ...]) -> frozenset[int]:
    return frozenset(i for i, (a, b) in enumerate(words) if any(s < b and a < e for s, e in stretches))


def _pair(gold: list[frozenset[int]], got: list[frozenset[int]]) -> dict[int, int]:
    scored = []
    for i, a in enumerate(gold):
        for j, b in enumerate(got):
            common = len(a & b)
            if common and common / len(a | b) >= JACCARD:
                scored.append((-common / len(a | b), i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(scored):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _overlap(gold: tuple[Stretch, ...], got: tuple[Stretch, ...]) -> bool:
    return any(a < d and c < b for a, b in gold for c, d in got)


def _characters(attributions: list[Attribution]) -> set[int]:
    return {i for a in attributions for start, end in a.content for i in range(start, end)}


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _show(text: str, attribution: Attribution) -> str:
    start = attribution.content[0][0]
    before = " ".join(text[max(0, start - 60) : start].split())
    return f"[{_cut(text, attribution.source)}] {_cut(text, attribution.content)!r} in {before!r}"


def _cut(text: str, stretches: tuple[Stretch, ...]) -> str:
    return " … ".join(" ".join(text[a:b].split()) for a, b in stretches)
