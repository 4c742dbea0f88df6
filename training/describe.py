"""Print the figures of the datasheet `training/sentences/README.md`, as Markdown tables.

    python training/describe.py [--but agency]

Counts are of the rows as they stand. Agreement compares the labels that 750 rows had before the second reading with
those of the second reader, both kept in `sentences/second-reading.tsv`; how they were settled is read from the rows.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from data import ROOT, Labels, read_rows

FOLDER = ROOT / "sentences"
RESAMPLES = 1000
SEED = 7

Row = dict[str, object]
Pair = tuple[str, str]


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


def interval(pairs: Sequence[Pair]) -> tuple[float, float]:
    """A 95 % bootstrap interval of alpha."""
    generator = random.Random(SEED)
    values = sorted(kappa(generator.choices(pairs, k=len(pairs)))[2] for _ in range(RESAMPLES))
    return values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES)]


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


def agreement(rows: Sequence[Row]) -> None:
    """How far two readers agreed, and what became of it."""
    with (FOLDER / "second-reading.tsv").open(encoding="utf-8") as file:
        read = list(csv.DictReader(file, delimiter="\t"))
    types = [(row["first_type"], row["second_type"]) for row in read]
    statuses = [(row["first_status"], row["second_status"]) for row in read]
    acts = [pair for pair, kind in zip(statuses, types, strict=True) if "NONE" not in kind]
    both = sum(len({*a}) == len({*b}) == 1 for a, b in zip(types, statuses, strict=True))
    print(f"## Agreement\n\n{len(read)} rows; type and status both alike in {100 * both / len(read):.1f} %\n")
    lines = []
    for name, pairs in (
        ("type, NONE among them", types),
        ("an act or NONE", [(str(a == "NONE"), str(b == "NONE")) for a, b in types]),
        ("status, all rows", statuses),
        ("status, where both give an act", acts),
    ):
        raw, cohen, alpha = kappa(pairs)
        low, high = interval(pairs)
        lines.append([name, len(pairs), f"{raw:.3f}", f"{cohen:.3f}", f"{alpha:.3f}", f"{low:.3f}–{high:.3f}"])
    table(["what", "n", "raw", "Cohen's kappa", "Krippendorff's alpha", "95 %"], lines)
    for name, pairs in (("type", types), ("status, where both give an act", acts)):
        print(f"## Agreement by {name}\n")
        table(["label", "n first", "n second", "both", "F1"], sorted(_by_label(pairs)))
        print(f"## Confusions of {name}\n")
        unlike = Counter(pair for pair in pairs if pair[0] != pair[1])
        table(["first", "second", "rows"], [(*pair, count) for pair, count in unlike.most_common()])
    now = {key_of(str(row["sentence"])): row for row in rows}
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


def _settled(read: Sequence[dict[str, str]], now: dict[str, Row], field: str) -> list[object]:
    outcome: Counter[str] = Counter()
    for row in read:
        first, second = row[f"first_{field}"], row[f"second_{field}"]
        if first == second or (field == "status" and "NONE" in (row["first_type"], row["second_type"])):
            continue
        current = now.get(row["sentence_sha256"])
        value = str(current[field]) if current else "gone"
        outcome[{first: "first", second: "second", "gone": "gone"}.get(value, "other")] += 1
    return [field, outcome["first"], outcome["second"], outcome["other"], outcome["gone"]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--but", action="append", default=[], metavar="FILE", help="leave this file out of the counts")
    args = parser.parse_args()
    rows = read_rows(FOLDER)
    counts([row for row in rows if row["file"] not in args.but], Labels.load())
    agreement(rows)


if __name__ == "__main__":
    main()
