"""News sentences with a marked pair and a PLOVER root: with the actors given, and end to end.

A TSV with the columns `sentence`, `marked_sentence` (`<s>…</s>`, `<t>…</t>`), `root` and `quad`. CONCEDE and RETREAT
are one root, YIELD; the quad class follows from the root, with YIELD material cooperation and SANCTION material
conflict, as the Zero-Shot-PLOVER set has it. Figures are macro-F1.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

from dragoman.coding.pair import PairReading, judge_pair
from dragoman.errors import DataError
from dragoman.language.understanding import understand
from dragoman.model import Event, Span
from dragoman.pipeline import Reader

__all__ = ["given_roots", "macro_f1", "score_sentences"]

QUAD = {
    "AGREE": "1", "CONSULT": "1", "SUPPORT": "1", "COOPERATE": "2", "AID": "2", "YIELD": "2", "REQUEST": "3",
    "ACCUSE": "3", "REJECT": "3", "THREATEN": "3", "PROTEST": "4", "SANCTION": "4", "MOBILIZE": "4", "COERCE": "4",
    "ASSAULT": "4",
}  # fmt: skip
THEIR_ROOTS = {("SANCTION", "convict"): "ACCUSE", ("COERCE", "cyber"): "ASSAULT"}
THEIR_CODES = {"163": "COERCE", "191": "ASSAULT", "192": "ASSAULT", "057": "SUPPORT"}
"""CAMEO codes whose root that set keeps: embargoes and sanctions, blockades, occupation, agreements concluded."""
Marked = tuple[str, Span | None, Span | None]
"""A sentence with the spans of source and target."""
MARKS = re.compile(r"</?[st]>")


def score_sentences(path: Path, errors: int = 0) -> dict[str, Any]:
    """Score on a TSV; `errors` misses are added under `misses`. Raises `DataError` if a column is missing."""
    reader = Reader()
    rows, marked = _rows(path)
    gold = [row["root"] for row in rows]
    records = list(reader.read_texts(text for text, _, _ in marked))
    given = _roots(reader, marked)
    chosen = [_choose(list(r.events)) for r in records]
    free = [_root(e.type or e.act, e.status, e.modes, e.cameo or "") if e else "NONE" for e in chosen]
    found = sum(_pair_found(e, source, target) for e, (_, source, target) in zip(chosen, marked, strict=True))
    result: dict[str, Any] = {
        "given": _scores(gold, given),
        "end_to_end": {**_scores(gold, free), "pair_found": round(found / len(rows), 4)},
        "n": len(rows),
    }
    if errors:
        result["misses"] = _misses(rows, gold, given, free, errors)
    return result


def given_roots(path: Path, reader: Reader) -> tuple[list[str], list[str]]:
    """(coded, found) root of each row, with the actors given. Raises `DataError` as `score_sentences` does."""
    rows, marked = _rows(path)
    return [row["root"] for row in rows], _roots(reader, marked)


def _rows(path: Path) -> tuple[list[dict[str, str]], list[Marked]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or not {"marked_sentence", "root"} <= set(rows[0]):
        raise DataError("needs the columns marked_sentence and root", path=path, line=1)
    return rows, [_unmark(row["marked_sentence"], path, n) for n, row in enumerate(rows, 2)]


def _roots(reader: Reader, marked: list[Marked]) -> list[str]:
    readings = (_given(reader, *m) for m in marked)
    return [_root(r.type or r.act, r.status, r.modes, r.cameo) for r in readings]


def _unmark(marked: str, path: Path, line: int) -> Marked:
    """(sentence, source, target) of a marked sentence; None where nobody is marked."""
    spans: dict[str, tuple[int, int]] = {}
    text, at, opened = "", 0, 0
    for match in MARKS.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        name = match.group().strip("</>")
        if match.group().startswith("</"):
            spans[name] = (opened, len(text))
        else:
            opened = len(text)
    text += marked[at:]
    if not spans:
        raise DataError("the sentence has neither <s>…</s> nor <t>…</t>", path=path, line=line)
    return text, _span(text, spans.get("s")), _span(text, spans.get("t"))


def _span(text: str, place: tuple[int, int] | None) -> Span | None:
    return Span(text=text[place[0] : place[1]], start=place[0], end=place[1]) if place else None


def _given(reader: Reader, text: str, source: Span | None, target: Span | None) -> PairReading:
    reading = understand(next(reader.parser.parse([("", text, None)])))
    return judge_pair(reader.coder.judge, reader.coder.frames, reading, source, target)


def _choose(events: list[Event]) -> Event | None:
    """The most confident event with two parties, else the most confident one."""
    pairs = [e for e in events if len(e.actors) + len(e.recipients) > 1]
    return max(pairs or events, key=lambda e: e.confidence, default=None)


def _pair_found(event: Event | None, source: Span | None, target: Span | None) -> bool:
    if event is None:
        return False
    spans = [(a.start, a.end) for a in (*event.actors, *event.recipients)]
    return all(any(a < s.end and s.start < b for a, b in spans) for s in (source, target) if s)


def _root(type_: str, status: str, modes: tuple[str, ...], cameo: str) -> str:
    """The root as that set codes it.

    It departs from PLOVER's manual: what somebody promises to yield is AGREE there, not CONCEDE; a conviction is ACCUSE, not
    SANCTION; an attack on computers is ASSAULT, not COERCE; and sanctions, blockades, occupations and agreements that
    were reached stay at the roots that CAMEO's numbers give them.
    """
    if type_ in ("SANCTION", "COERCE", "AGREE") and cameo[:3] in THEIR_CODES:
        return THEIR_CODES[cameo[:3]]
    if type_ == "CONCEDE" and status in ("pledged", "conditional"):
        return "AGREE"
    for mode in modes[:1]:
        if (type_, mode) in THEIR_ROOTS:
            return THEIR_ROOTS[type_, mode]
    return "YIELD" if type_ in ("CONCEDE", "RETREAT") else type_


def _binary(root: str) -> str:
    return {"1": "cooperation", "2": "cooperation", "3": "conflict", "4": "conflict"}.get(QUAD.get(root, ""), "none")


def _scores(gold: list[str], got: list[str]) -> dict[str, float]:
    return {
        "root_f1": macro_f1(gold, got),
        "quad_f1": macro_f1([QUAD[g] for g in gold], [QUAD.get(g, "0") for g in got]),
        "binary_f1": macro_f1([_binary(g) for g in gold], [_binary(g) for g in got]),
    }


def macro_f1(gold: list[str], got: list[str]) -> float:
    """Mean of the F1 of each class that the gold has."""
    right = Counter(g for g, p in zip(gold, got, strict=True) if g == p)
    in_gold, in_got = Counter(gold), Counter(got)
    return round(sum(2 * right[c] / (in_gold[c] + in_got[c]) for c in in_gold) / len(in_gold), 4)


def _misses(rows: list[dict[str, str]], gold: list[str], given: list[str], free: list[str], errors: int) -> list[str]:
    wrong = [
        f"{row.get('id', n)}: {g}, given {a}, end to end {b}: {row['marked_sentence']}"
        for n, (row, g, a, b) in enumerate(zip(rows, gold, given, free, strict=True), 2)
        if g not in (a, b) or g != a
    ]
    return wrong[:: max(1, len(wrong) // errors)][:errors]
