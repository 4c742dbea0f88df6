"""How copies and incidents are found: how many are right, and what it costs.

    python benchmarks/linking.py [--events 1000 10000 100000] [--texts 2000] [--format json]

Copies: texts are assembled from the project's own training sentences and coded articles, then edited as papers edit a
wire story; pairs found are held against the pairs made. Incidents: happenings are made up and reported several times
each, with fields lost and blurred; the number of days grows with the number of events, as a corpus does. At the end
B³ on the two sets in `training/linking`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dragoman.evaluation.linking import b_cubed, score_linking
from dragoman.intake import Page
from dragoman.linking.blocks import entries, pairs_of
from dragoman.linking.link import link
from dragoman.linking.memory import MemoryShelf
from dragoman.linking.report import Report, make_report
from dragoman.model import Actor, Article, Event, Place, Record, Span, TimeSpan
from dragoman.store import Store, new_run

ROOT = Path(__file__).resolve().parents[1]
SEED = 20180418
STATES = ("USA", "PRK", "KOR", "CHN", "RUS", "IRN", "ISR", "SYR", "TUR", "UKR", "FRA", "GBR", "DEU", "IND", "PAK", "ETH",
          "SDN", "COL", "VEN", "YEM", "SAU", "ARM", "AZE", "SRB", "MMR", "COD", "RWA", "MLI", "LBY", "EGY")  # fmt: skip
ACTS = ("CONSULT", "AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "ASSAULT", "AID", "RETREAT")
TOWNS = ("Sadova", "Varenholm", "Brod", "Kesra", "Lund", "Oster", "Palma", "Quill")
VARIED = 0.5
"""Share of the words of a story's sentences that are other words: real stories do not share sentences."""
HAPPENINGS_A_DAY = 20
FAVOURITES = [1 / (rank + 1) for rank in range(len(STATES))]
"""How often each state is in the news: a few are so every day, and with the same few others."""


def sentences() -> list[str]:
    """Every sentence of the training sets and of the coded articles, once."""
    found = []
    for path in sorted((ROOT / "training/sentences").glob("*.jsonl")):
        found += [json.loads(line)["sentence"] for line in path.read_text(encoding="utf-8").splitlines()]
    for path in sorted((ROOT / "training/articles/development").glob("*.txt")):
        found += [part for part in path.read_text(encoding="utf-8").split("\n") if len(part.split()) > 8]
    return sorted(set(found))


# Copies


def story(chance: random.Random, pool: list[str], size: int) -> list[str]:
    """A text as paragraphs of two or three sentences, some words replaced so that no two texts share many."""
    chosen = [_varied(chance, sentence, pool) for sentence in chance.sample(pool, size)]
    paragraphs = []
    while chosen:
        take = chance.randint(2, 3)
        paragraphs.append(" ".join(chosen[:take]))
        chosen = chosen[take:]
    return paragraphs


def _varied(chance: random.Random, sentence: str, pool: list[str]) -> str:
    words = sentence.split()
    other = chance.choice(pool).split()
    return " ".join(chance.choice(other) if chance.random() < VARIED else word for word in words)


def edited(chance: random.Random, pool: list[str], paragraphs: list[str]) -> str:
    """A text as another paper prints it: some of cut short, new headline, local lead, reordered, words changed."""
    if chance.random() < 0.5:
        paragraphs = paragraphs[: max(1, round(len(paragraphs) * chance.uniform(0.5, 0.95)))]
    if chance.random() < 0.25:
        paragraphs = chance.sample(paragraphs, len(paragraphs))
    if chance.random() < 0.4:
        words = " ".join(paragraphs).split(" ")
        for at in chance.sample(range(len(words)), max(1, len(words) // 50)):
            words[at] = chance.choice(words)
        paragraphs = [" ".join(words)]
    if chance.random() < 0.4:
        paragraphs = [chance.choice(pool), *paragraphs]
    return "\n".join([chance.choice(pool)[:60], *paragraphs])


def copies(texts: int) -> dict[str, Any]:
    """Pair recall and precision, and milliseconds of the processor a text, among `texts` texts, and at a tenth of them."""
    chance, pool = random.Random(SEED), sentences()
    made: list[tuple[str, str]] = []
    while len(made) < texts:
        original = story(chance, pool, chance.randint(8, 28))
        name = str(len(made))
        made.append((name, "\n".join(original)))
        made += [(name, edited(chance, pool, original)) for _ in range(chance.choice((0, 0, 1, 2, 4)))]
        if chance.random() < 0.3:  # a rival's report that quotes the same speeches
            shared = chance.sample(original, len(original) // 4)
            made.append((f"{name} rival", "\n".join([*story(chance, pool, 14), *shared])))
    chance.shuffle(made)
    right, found, seconds, early = _found_copies(made)
    return {
        "texts": len(made),
        "pairs": len(right),
        "recall": round(len(right & found) / len(right), 4),
        "precision": round(len(right & found) / len(found), 4),
        "milliseconds_a_text_at_a_tenth": round(early, 2),
        "milliseconds_a_text_at_the_end": round(seconds, 2),
    }


def _found_copies(made: list[tuple[str, str]]) -> tuple[set[tuple[str, str]], set[tuple[str, str]], float, float]:
    stories: dict[str, list[str]] = {}
    spent: list[float] = []
    tenth = max(1, len(made) // 10)
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "copies.db", create=True) as store:
        run = new_run()
        for number, (name, text) in enumerate(made):
            id = f"{number:06}"
            stories.setdefault(name, []).append(id)
            store.keep(Record(article=Article(id=id, text=text)), Page(origin=id, data=text.encode()), run)
            left = len(made) - number - 1
            if not left or ((number + 1) % tenth == 0 and left >= tenth):
                started = time.process_time()
                linked = store.incidents.link().articles
                spent.append(1000 * (time.process_time() - started) / linked)
        groups: dict[str, list[str]] = {}
        for number in range(len(made)):
            id = f"{number:06}"
            groups.setdefault(min([id, *store.incidents.copies(id)]), []).append(id)
    right = {pair for ids in stories.values() for pair in combinations(sorted(ids), 2)}
    found = {pair for ids in groups.values() for pair in combinations(sorted(ids), 2)}
    return right, found, spent[-1], spent[0]


# Incidents


def happenings(chance: random.Random, events: int, pool: list[str]) -> Iterator[tuple[str, Event, str]]:
    """(happening, event, day of the page): each happening told one to six times."""
    made = 0
    number = 0
    while made < events:
        day = date(2018, 1, 1) + timedelta(days=number // HAPPENINGS_A_DAY)
        one, other = chance.choices(STATES, FAVOURITES, k=2)
        if one == other:
            continue
        act, town = chance.choice(ACTS), chance.choice(TOWNS)
        usual = pool[hash_of(one, other, act) % len(pool)]  # what two states do is told in much the same words
        words = " ".join([*usual.split()[:12], *chance.choice(pool).split()[:12]])
        for _ in range(min(chance.choice((1, 1, 2, 3, 6)), events - made)):
            yield str(number), _telling(chance, f"{made:06}", act, one, other, day, town, words), ""
            made += 1
        number += 1


def hash_of(*parts: str) -> int:
    """The same number for the same words in every run."""
    return int(hashlib.sha256("+".join(parts).encode()).hexdigest()[:8], 16)


def _telling(chance: random.Random, id: str, act: str, one: str, other: str, day: date, town: str, words: str) -> Event:
    kept = " ".join(word for word in words.split() if chance.random() < 0.75) or words
    dated, exact = chance.random() < 0.6, chance.random() < 0.8
    first = day if exact else day - timedelta(days=day.weekday())
    last = first if exact else first + timedelta(days=6)
    actors = [Actor(id=f"state:{one}", name=one, party=f"state:{one}", country=one)]
    others = [Actor(id=f"state:{other}", name=other, party=f"state:{other}", country=other)]
    if chance.random() < 0.15:
        others = []
    return Event(
        id=id,
        article=f"page-{id}",
        act=act,  # type: ignore[arg-type]
        actors=tuple(actors + others if act == "CONSULT" else actors),
        recipients=() if act == "CONSULT" else tuple(others),
        date=TimeSpan(start=first.isoformat(), end=last.isoformat(), precision="day" if exact else "week", text="then")
        if dated
        else TimeSpan(),
        place=Place(name=town, precision="city") if chance.random() < 0.4 else None,
        trigger=Span(text=kept.split()[0], start=0, end=len(kept.split()[0])),
        evidence=Span(text=kept, start=0, end=len(kept)),
        confidence=0.9,
        announced=TimeSpan(start=(day + timedelta(days=chance.randint(0, 2))).isoformat()),
    )


def incidents(events: int) -> dict[str, Any]:
    """Seconds of the processor, compared pairs an event and B³ for so many events."""
    chance = random.Random(SEED)
    gold: dict[str, str] = {}
    reports: list[Report] = []
    for happening, event, _ in happenings(chance, events, sentences()):
        gold[event.id] = happening
        reports.append(make_report(event, event.announced.start if event.announced else None))
    chance.shuffle(reports)
    shelf = MemoryShelf()
    started = time.process_time()
    link(shelf, reports)
    seconds = time.process_time() - started
    system = {id: ids[0] for ids in shelf.groups for id in ids}
    precision, recall, f1 = b_cubed(gold, system)
    return {
        "events": len(reports),
        "incidents": len(shelf.groups),
        "seconds": round(seconds, 1),
        "milliseconds_an_event": round(1000 * seconds / len(reports), 2),
        "compared_an_event": round(_compared(reports) / len(reports), 1),
        "b3_precision": round(precision, 4),
        "b3_recall": round(recall, 4),
        "b3_f1": round(f1, 4),
    }


def _compared(reports: list[Report]) -> int:
    blocks: dict[str, list[Any]] = {}
    for report in reports:
        for entry in entries(report):
            blocks.setdefault(entry.key, []).append((entry, report))
    for block in blocks.values():
        block.sort(key=lambda row: (row[0].first, row[1].id))
    return sum(1 for block in blocks.values() for _ in pairs_of(block))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--texts", type=int, default=2_000)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    result: dict[str, Any] = {"copies": copies(args.texts)} if args.texts else {}
    for events in args.events:
        result[f"incidents of {events}"] = incidents(events)
    for name in ("development", "held-out", "third"):
        result[f"training/linking/{name}"] = score_linking(ROOT / f"training/linking/{name}.jsonl")
    if args.format == "json":
        print(json.dumps(result))
        return
    for part, figures in result.items():
        print(part)
        for name, value in figures.items():
            print(f"  {name.replace('_', ' '):32} {value}")


if __name__ == "__main__":
    main()
