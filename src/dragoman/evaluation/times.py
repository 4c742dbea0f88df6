"""Time expressions against TimeML: spans and values, as TempEval-3 scored them.

UzZaman et al. 2013, *SemEval-2013 Task 1: TempEval-3*. A span of ours matches one of the gold if they overlap
(relaxed); a match is right if the values are equal. Precision and recall of the values count right matches among
all of ours and all of the gold. The creation time in the header is the anchor and is not scored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from dragoman.errors import DataError
from dragoman.language.parse import Parser
from dragoman.language.reading import TimeExpression
from dragoman.language.times import find_times

__all__ = ["Document", "GoldTime", "read_timeml", "score_times"]


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A `TIMEX3` of the gold; offsets count in the document's text."""

    start: int
    end: int
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A TimeML file: its text, its creation day (ISO) and its times."""

    name: str
    text: str
    created: str | None
    times: tuple[GoldTime, ...]
    unscored: tuple[GoldTime, ...] = ()
    """The creation time, where it stands in the text."""


def read_timeml(path: Path) -> Document:
    """Read one TimeML file. A line break within a paragraph becomes a blank, so that offsets stay as they are.

    Raises `DataError` if the file is no XML or has no `TEXT`.
    """
    try:
        root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise DataError(f"is not well-formed XML: {error.msg}", path=path, line=error.lineno) from None
    body = root.find(".//TEXT")
    if body is None:
        raise DataError("has no TEXT element; is it a TimeML file?", path=path)
    created = root.find(".//TIMEX3[@functionInDocument='CREATION_TIME']")
    pieces: list[str] = []
    times: list[tuple[GoldTime, bool]] = []
    _walk(body, pieces, times)
    text = re.sub(r"(?<=\S)([ \t]*)\n(?=[ \t]*\S)", r"\1 ", "".join(pieces))
    day = re.match(r"\d{4}-\d\d-\d\d", created.get("value", "")) if created is not None else None
    scored = tuple(time for time, created in times if not created)
    unscored = tuple(time for time, created in times if created)
    return Document(path.name, text, day.group() if day else None, scored, unscored)


def _walk(element: Any, pieces: list[str], times: list[tuple[GoldTime, bool]]) -> None:
    """Collect the text below an element, and where its times lie; true marks the creation time."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, times)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        text = "".join(pieces)[start:]
        time = GoldTime(start, start + len(text), text, element.get("value", ""))
        times.append((time, element.get("functionInDocument") == "CREATION_TIME"))


def score_times(path: Path, errors: int = 0) -> dict[str, Any]:
    """Score the time expressions of a TimeML file or of all `.tml` files of a folder.

    The figures are `relaxed_f1`, `value_accuracy` (among relaxed matches) and `value_f1`, with the `relaxed`
    precision and recall, `n` (times of the gold) and `documents`; with `errors`, as many misses as asked for, each a
    line `file: missed | spurious | value …`. Raises `DataError` if there is nothing to score.
    """
    paths = sorted(path.glob("*.tml")) if path.is_dir() else [path]
    if not paths or not paths[0].exists():
        raise DataError("no TimeML file (*.tml) is here", path=path)
    documents = [read_timeml(p) for p in paths]
    readings = Parser().parse(("", d.text, d.created) for d in documents)
    gold = found = matched = right = 0
    misses: list[str] = []
    for document, reading in zip(documents, readings, strict=True):
        times = [t for t in find_times(reading) if not _overlaps(t, document.unscored)]
        pairs = _pairs(document.times, times)
        gold, found, matched = gold + len(document.times), found + len(times), matched + len(pairs)
        right += sum(document.times[g].value == times[t].value for g, t in pairs)
        misses.extend(_misses(document, times, pairs))
    precision, recall = matched / max(1, found), matched / max(1, gold)
    relaxed = 2 * precision * recall / (precision + recall) if matched else 0.0
    accuracy = right / max(1, matched)
    scores: dict[str, Any] = {
        "relaxed_f1": round(relaxed, 4),
        "relaxed_precision": round(precision, 4),
        "relaxed_recall": round(recall, 4),
        "value_accuracy": round(accuracy, 4),
        "value_f1": round(relaxed * accuracy, 4),
        "n": gold,
        "documents": len(documents),
    }
    if errors:
        scores["errors"] = misses[:errors]
    return scores


def _overlaps(time: TimeExpression, spans: tuple[GoldTime, ...]) -> bool:
    return any(time.start < span.end and span.start < time.end for span in spans)


def _pairs(gold: tuple[GoldTime, ...], times: list[TimeExpression]) -> list[tuple[int, int]]:
    """Overlapping pairs, each span in one at most, in the order of the text."""
    pairs: list[tuple[int, int]] = []
    taken: set[int] = set()
    for g, expected in enumerate(gold):
        for t, time in enumerate(times):
            if t not in taken and time.start < expected.end and expected.start < time.end:
                pairs.append((g, t))
                taken.add(t)
                break
    return pairs


def _misses(document: Document, times: list[TimeExpression], pairs: list[tuple[int, int]]) -> list[str]:
    matched_gold, matched_times = {g for g, _ in pairs}, {t for _, t in pairs}
    lines = []
    for g, expected in enumerate(document.times):
        if g not in matched_gold:
            lines.append((expected.start, f"missed {expected.text!r} = {expected.value}"))
    for t, time in enumerate(times):
        if t not in matched_times:
            lines.append((time.start, f"spurious {time.text!r} = {time.value}"))
    for g, t in pairs:
        if document.times[g].value != times[t].value:
            expected = document.times[g]
            lines.append((expected.start, f"value {times[t].text!r} = {times[t].value}, not {expected.value}"))
    return [f"{document.name}: {line} in …{_around(document.text, start)}…" for start, line in sorted(lines)]


def _around(text: str, start: int) -> str:
    return re.sub(r"\s+", " ", text[max(0, start - 50) : start + 50])
