"""Print the figures of the datasheet `training/sentences/README.md`, as Markdown tables.

    python training/describe.py [--but agency]

Counts are of the rows as they stand. Agreement compares the labels that the rows of two samples had before their second
reading with those of the second reader, both kept in `sentences/second-reading.tsv`; how they were settled is read from
the rows. Of the later sample the actors and recipients too were read twice (`sentences/second-reading-phrases.tsv`).
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from data import ROOT, Labels, read_rows

FOLDER = ROOT / "sentences"
RESAMPLES = 1000
SEED = 7
LATER = frozenset({"answers", "contacts", "force", "parties"})
"""The files of the second sample, which were written after the first was drawn."""
EMPTY_WORDS = frozenset(
    "a all an any both each every her his its my no of our s some that the their these this those your".split()
)
"""Words that name no party: two phrases that share no other do not agree."""

Row = dict[str, object]
Pair = tuple[str, str]
Item = TypeVar("Item")
Phrases = tuple[tuple[str, ...], tuple[str, ...]]
"""What the first reader marked in a row, and what the second did."""


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A Markdown table, numbers to the right."""
    print("| " + " | ".join(head) + " |")
    print("|---|" + "---:|" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print()


def key_of(sentence: str) -> str:
    """The first twelve digits of the sentence's SHA-256."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:12]


def kappa(pairs: Sequence[Pair]) -> tuple[float, float, float]:
    """Raw agreement, Cohen's kappa, Krippendorff's alpha for two readers of nominal labels."""
    n = len(pairs)
    raw = sum(a == b for a, b in pairs) / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[label] * second[label] for label in first) / n**2
    pooled = first + second
    unlike = 1 - sum(count * (count - 1) for count in pooled.values()) / (2 * n * (2 * n - 1))
    return raw, (raw - chance) / (1 - chance), 1 - (1 - raw) / unlike


def interval(items: Sequence[Item], measure: Callable[[Sequence[Item]], float]) -> str:
    """A measure's 95 % bootstrap interval over rows."""
    generator = random.Random(SEED)
    values = sorted(measure(generator.choices(items, k=len(items))) for _ in range(RESAMPLES))
    return f"{values[int(0.025 * RESAMPLES)]:.3f}–{values[int(0.975 * RESAMPLES)]:.3f}"


def matched(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many of our phrases share a word that names something with one of theirs."""

    def naming(phrase: str) -> set[str]:
        every = set(re.findall(r"\w+", phrase.lower()))
        return every - EMPTY_WORDS or every

    return sum(any(naming(one) & naming(other) for other in theirs) for one in ours)


def same_parties(rows: Sequence[Phrases]) -> float:
    """The share of rows in which each phrase of either reader agrees with one of the other's."""
    return sum(matched(a, b) == len(a) and matched(b, a) == len(b) for a, b in rows) / len(rows)


def phrase_f1(rows: Sequence[Phrases]) -> float:
    """F1 of one reader's phrases by the other's."""
    first = sum(matched(a, b) for a, b in rows) / sum(len(a) for a, _ in rows)
    second = sum(matched(b, a) for a, b in rows) / sum(len(b) for _, b in rows)
    return 2 * first * second / (first + second)


def crossed(rows: Sequence[Row], across: str, columns: Sequence[str], down: str, lines: Sequence[str]) -> None:
    """Counts of two fields against each other, with sums."""
    counts = Counter((str(row[down]), str(row[across])) for row in rows)
    sums = [sum(counts[line, column] for line in lines) for column in columns]
    body: list[list[object]] = [
        [line, *(counts[line, column] for column in columns), sum(counts[line, column] for column in columns)]
        for line in lines
    ]
    table([down, *columns, "all"], [*body, ["all", *sums, sum(sums)]])


def counts(rows: Sequence[Row], labels: Labels) -> None:
    """What the set holds."""
    files = sorted({str(row["file"]) for row in rows})
    lines: list[list[object]] = []
    for name in [*files, "all"]:
        own = [row for row in rows if name in (row["file"], "all")]
        lengths = [len(str(row["sentence"]).split()) for row in own]
        lines.append(
            [
                name,
                len(own),
                f"{sum(lengths) / len(own):.1f}",
                f"{min(lengths)}–{max(lengths)}",
                _share(own, lambda row: str(row["sentence"])[-1] not in '.?!"”'),
                _share(own, lambda row: not row["actors"]),
                _share(own, lambda row: not row["recipients"]),
                _share(own, lambda row: row["status"] != "happened"),
                _share(own, lambda row: row["type"] == "NONE"),
            ]
        )
    print("## Files\n")
    head = ["file", "rows", "words, mean", "words, range", "headline", "no actor", "no recipient", "not `happened`"]
    table([*head, "NONE"], lines)
    print("## Types by file\n")
    crossed(rows, "file", files, "type", labels.acts)
    print("## Statuses by file\n")
    crossed(rows, "file", files, "status", labels.statuses)
    print("## Statuses by type\n")
    crossed(rows, "status", labels.statuses, "type", labels.acts)
    print("## Modes\n")
    found = Counter(f"{row['type']}:{mode}" for row in rows for mode in row["modes"])  # type: ignore[attr-defined]
    table(["mode", "rows"], [(mode, found[mode]) for mode in labels.modes])
    unknown = {mode: count for mode, count in found.items() if mode not in labels.modes}
    print(f"Modes that the codebook has not: {unknown or 'none'}\n")
    print("## Contexts\n")
    topics = Counter(topic for row in rows for topic in row["contexts"])  # type: ignore[attr-defined]
    table(["context", "rows"], [(topic, topics[topic]) for topic in labels.contexts])


def _share(rows: Sequence[Row], holds: Callable[[Row], bool]) -> str:
    return f"{100 * sum(map(holds, rows)) / len(rows):.0f} %"


def _one_of_kappa(which: int, pairs: Sequence[Pair]) -> float:
    return kappa(pairs)[which]


def read_twice(name: str) -> list[dict[str, str]]:
    """The rows of a table of second readings."""
    with (FOLDER / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def agreement(read: Sequence[dict[str, str]], rows: Sequence[Row]) -> None:
    """How far two readers agreed, and what became of it."""
    types = [(row["first_type"], row["second_type"]) for row in read]
    statuses = [(row["first_status"], row["second_status"]) for row in read]
    acts = [pair for pair, kind in zip(statuses, types, strict=True) if "NONE" not in kind]
    both = sum(len({*a}) == len({*b}) == 1 for a, b in zip(types, statuses, strict=True))
    names = ", ".join(sorted({row["file"] for row in read}))
    print(f"## Agreement: {names}\n\n{len(read)} rows; type and status both alike in {100 * both / len(read):.1f} %\n")
    lines = []
    for name, pairs in (
        ("type, NONE among them", types),
        ("an act or NONE", [(str(a == "NONE"), str(b == "NONE")) for a, b in types]),
        ("status, all rows", statuses),
        ("status, where both give an act", acts),
    ):
        lines.append([name, len(pairs)])
        for which, value in enumerate(kappa(pairs)):
            lines[-1] += [f"{value:.3f}", interval(pairs, partial(_one_of_kappa, which))]
    table(["what", "n", "raw", "95 %", "Cohen's kappa", "95 %", "Krippendorff's alpha", "95 %"], lines)
    for name, pairs in (("type", types), ("status, where both give an act", acts)):
        print(f"## Agreement by {name}\n")
        table(["label", "n first", "n second", "both", "F1"], sorted(_by_label(pairs)))
        print(f"## Confusions of {name}\n")
        unlike = Counter(pair for pair in pairs if pair[0] != pair[1])
        table(["first", "second", "rows"], [(*pair, count) for pair, count in unlike.most_common()])
    now = _rows_by_key(rows)
    print("## How the disagreements were settled\n")
    table(
        ["what", "for the first", "for the second", "otherwise", "row gone"],
        [_settled(read, now, "type"), _settled(read, now, "status")],
    )


def _by_label(pairs: Sequence[Pair]) -> Iterable[list[object]]:
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    both = Counter(a for a, b in pairs if a == b)
    for label in {*first, *second}:
        f1 = 2 * both[label] / (first[label] + second[label])
        yield [label, first[label], second[label], both[label], f"{f1:.2f}"]


def parties(read: Sequence[dict[str, str]], phrases: Sequence[dict[str, str]]) -> None:
    """How far two readers agreed on who acts and on whom, where both give an act."""
    acts = {(row["file"], row["line"]) for row in read if "NONE" not in (row["first_type"], row["second_type"])}
    lines = []
    for kind in ("actors", "recipients"):
        pairs = [
            (_phrases(row[f"first_{kind}"]), _phrases(row[f"second_{kind}"]))
            for row in phrases
            if (row["file"], row["line"]) in acts
        ]
        lines.append([kind, len(pairs), sum(len(a) for a, _ in pairs), sum(len(b) for _, b in pairs)])
        for measure in (same_parties, phrase_f1):
            lines[-1] += [f"{measure(pairs):.3f}", interval(pairs, measure)]
    print("## Agreement on parties\n")
    table(["what", "rows", "phrases, first", "phrases, second", "rows alike", "95 %", "F1 of phrases", "95 %"], lines)


def _phrases(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("; ")) if cell else ()


def _rows_by_key(rows: Sequence[Row]) -> dict[str, Row]:
    """Rows by their sentence's key, and by file, line and key, since a sentence may stand in several rows."""
    now: dict[str, Row] = {}
    lines: Counter[str] = Counter()
    for row in rows:
        name, key = str(row["file"]), key_of(str(row["sentence"]))
        lines[name] += 1
        now[key] = now[f"{name}:{lines[name]}:{key}"] = row
    return now


def _settled(read: Sequence[dict[str, str]], now: dict[str, Row], field: str) -> list[object]:
    outcome: Counter[str] = Counter()
    for row in read:
        first, second = row[f"first_{field}"], row[f"second_{field}"]
        if first == second or (field == "status" and "NONE" in (row["first_type"], row["second_type"])):
            continue
        key = row["sentence_sha256"]
        current = now.get(f"{row['file']}:{row['line']}:{key}", now.get(key))
        value = str(current[field]) if current else "gone"
        outcome[{first: "first", second: "second", "gone": "gone"}.get(value, "other")] += 1
    return [field, outcome["first"], outcome["second"], outcome["other"], outcome["gone"]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--but", action="append", default=[], metavar="FILE", help="leave this file out of the counts")
    args = parser.parse_args()
    rows = read_rows(FOLDER)
    counts([row for row in rows if row["file"] not in args.but], Labels.load())
    read = read_twice("second-reading.tsv")
    later = [row for row in read if row["file"] in LATER]
    agreement([row for row in read if row["file"] not in LATER], rows)
    agreement(later, rows)
    parties(later, read_twice("second-reading-phrases.tsv"))


if __name__ == "__main__":
    main()
