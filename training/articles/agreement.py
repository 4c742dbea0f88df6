"""How far two coders of the same articles agree, in the figures of `dragoman evaluate articles`: the program's ceiling.

Coder B is put in the program's place and scored against coder A by the program's own scorer. The scorer pairs events by
the word that carries the act; a coder notes a longer piece of the page, so B's word is where the two coders' pieces of
text overlap, or the head of B's own piece where nothing of A's does. What only a program has (a cleaned body, offsets)
is left out. Intervals are a bootstrap's over articles.

    python training/articles/agreement.py [--draws N]
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.evaluation.articles import Tally

FOLDER = Path(__file__).resolve().parent
FIRST, SECOND = ("development", "held-out"), "second-coding"
FIGURES = (
    "core recall", "recall", "precision", "strict F1", "full F1", "act", "actor F1", "recipient F1", "status F1",
    "false happened", "date", "chain F1", "quotes F1", "positions F1", "parties F1",
)  # fmt: skip
TRIGGER = 6
"""Words; a longer trigger is none to the scorer."""
ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Maj|Brig|Sen|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[A-Z])\.$")
SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+|\n+")

Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=1000, help="samples of the bootstrap (seed 1)")
    args = parser.parse_args()
    sets = {part: list(tallies(part)) for part in FIRST}
    sets["both"] = [tally for part in sets.values() for tally in part]
    figures = {part: sum(found, Tally()).result() for part, found in sets.items()}
    low_high = interval(sets["both"], args.draws)
    print("| figure | " + " | ".join(sets) + " | 95 % |")
    print("|---|" + "---:|" * (len(sets) + 1))
    for name in ("articles", "gold events", "program's events"):
        print(f"| {name.replace('gold', 'first coder’s').replace('program', 'second coder')} | "
              + " | ".join(str(figures[part][name]) for part in sets) + " | |")  # fmt: skip
    for name in FIGURES:
        low, high = low_high[name]
        print(f"| {name} | " + " | ".join(_shown(figures[part][name]) for part in sets) + f" | {low:.2f}–{high:.2f} |")


def tallies(part: str) -> Iterable[Tally]:
    """The scorer's counts, one for each article of a set that was coded twice."""
    for path in sorted((FOLDER / SECOND).glob("*.json")):
        first = FOLDER / part / path.name
        if first.is_file():
            text = first.with_suffix(".txt").read_text(encoding="utf-8")
            coder_a, coder_b = (json.loads(p.read_text(encoding="utf-8")) for p in (first, path))
            tally = Tally()
            tally.add(path.stem, coder_a, as_record(coder_a, coder_b, text), failed=False)
            yield tally


def as_record(coder_a: Row, coder_b: Row, text: str) -> Row:
    """B's coding in the rows that the scorer takes from the program."""
    marked = [_place(text, event["quote"]) for event in coder_a["events"]]
    return {
        "article": {"text": text},
        "events": [_event(number, event, marked, text) for number, event in enumerate(coder_b["events"])],
        "quotations": [{"text": q["text"], "speakers": [_named(q["speaker"])]} for q in coder_b["quotes"]],
        "positions": [
            {"party": _party(p["party"]), "stance": p["kind"], "what": p["what"]} for p in coder_b["positions"]
        ],
        "negotiations": [{"parties": [_party(party) for party in coder_b["parties"]]}],
    }


def interval(found: list[Tally], draws: int) -> dict[str, tuple[float, float]]:
    """{figure: (low, high)}, the middle 95 of 100 samples of articles drawn with replacement."""
    generator = random.Random(1)
    drawn = [sum(generator.choices(found, k=len(found)), Tally()).result() for _ in range(draws)]
    bounds = {}
    for name in FIGURES:
        values = sorted(sample[name] for sample in drawn if sample[name] is not None)
        bounds[name] = values[int(0.025 * len(values))], values[int(0.975 * len(values))]
    return bounds


def _event(number: int, event: Row, marked: list[tuple[int, int]], text: str) -> Row:
    start, end = _place(text, event["quote"])
    shared = max(((max(start, a), min(end, b)) for a, b in marked), key=lambda pair: pair[1] - pair[0], default=(0, 0))
    words = text[slice(*shared)] if shared[0] < shared[1] else event["quote"]
    first, last = event["date"]
    return {
        "id": str(number),
        "within": None,
        "background": False,
        "act": event["type"],
        "status": event["status"],
        "actors": [_actor(actor) for actor in event["actors"]],
        "recipients": [_actor(actor) for actor in event["recipients"]],
        "date": {"start": first, "end": last} if first else {},
        "attribution": [{"speakers": [_named(name)]} for name in event["said_by"]],
        "trigger": {"text": " ".join(words.split()[:TRIGGER]), "in": "quote"},
        "evidence": {"text": _sentences(text, start, end), "in": "quote"},
    }


def _actor(actor: Row) -> Row:
    kind = "person" if actor.get("person") else "actor"
    return {
        "id": f"{kind}:{actor['name']}",
        "name": actor["name"],
        "country": actor["country"],
        "sectors": [actor["sector"]],
    }


def _named(name: str) -> Row:
    return {"name": name, "text": name}


def _party(party: str) -> Row:
    code = re.fullmatch("[A-Z]{3}", party)
    return {"country": party if code else None, "name": party, "text": party}


def _place(text: str, quote: str) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)


def _sentences(text: str, start: int, end: int) -> str:
    """The sentence or sentences that hold a piece of the text."""
    ends = [
        m.end()
        for m in SENTENCE_END.finditer(text)
        if not ABBREVIATED.search(text[max(0, m.start() - 6) : m.start() + 1])
    ]
    before = max((e for e in ends if e <= start), default=0)
    after = min((e for e in ends if e >= end), default=len(text))
    return text[before:after].strip()


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    main()
