"""Learn towards whom acts are that name nobody, from the recipients of coded articles, and write the weights.

    python training/reference/recipients.py [--check]

Every act of `development`, `later`, `fresh` and `broad` that the program finds with its right type and without a recipient
is a case; right are the choices that are whom the coder wrote down: all of them, else some of them alone. `--check` learns
on three quarters of the articles and prints how the last quarter comes out, four times over.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import msgspec
from fit import DATA, HEADER, HERE, PARTS, Case, learn

from dragoman.actors import Cast
from dragoman.actors.weighing import for_sort, shares
from dragoman.coding import coder
from dragoman.coding.candidates import Candidate
from dragoman.coding.directed import LIKELY, Directed, is_wanting
from dragoman.coding.spans import trigger_of
from dragoman.evaluation.matching import act_right, overlap, pair, same_actor, sides
from dragoman.intake import Page
from dragoman.language.reading import Reading
from dragoman.model import Actor
from dragoman.pipeline import Reader

SETS = ("development", "later", "fresh", "broad")
NOBODY: tuple[Actor, ...] = ()
TABLE = DATA.parent / "coding" / "directed.toml"

Row = dict[str, Any]
Where = tuple[str, int, str]
Choices = list[tuple[tuple[Actor, ...], tuple[str, ...]]]


def cases() -> Iterator[Case]:
    """The cases of all sets; the names of a case's choices are the actors themselves."""
    reader = Reader()
    for path in sorted(path for name in SETS for path in (HERE.parent / "articles" / name).glob("*.json")):
        coded = json.loads(path.read_text(encoding="utf-8"))
        found: dict[Where, Choices] = {}

        def seen(
            reading: Reading, cast: Cast, candidates: list[Candidate], *, found: dict[Where, Choices] = found
        ) -> None:
            directed = Directed(reading, cast, candidates)
            for candidate in filter(is_wanting, candidates):
                trigger = trigger_of(reading, candidate.clause)
                choices = [(choice.actors, choice.features) for choice in directed.choices(candidate)]
                found[trigger.source, trigger.start, candidate.act] = choices

        page = Page(origin=path.stem, data=path.with_suffix(".txt").read_bytes(), url=None, content_type=None)
        with patch.object(coder, "complete_directed", seen):
            (record,) = reader.read_many([page], published=coded["published"])
        events = [e for e in msgspec.to_builtins(record)["events"] if not e["background"]]
        for i, j in pair(coded["events"], events).items():
            choices = found.get(_where(events[j]))
            if choices is not None and act_right(coded["events"][i], events[j]):
                yield _case(path.stem, coded["events"][i], events[j], choices)


def _where(event: Row) -> Where:
    return event["trigger"].get("in", "text"), event["trigger"]["start"], event["act"]


def _case(name: str, coded: Row, event: Row, choices: Choices) -> Case:
    wanted = _wanted(coded, event)
    counts = [overlap(wanted, [msgspec.to_builtins(a) for a in actors], same_actor) for actors, _ in choices]
    right = [len(set(count)) == 1 for count in counts]
    if not any(right):
        right = [hit > 0 and hit == given for hit, _, given in counts]
    return Case(name, event["act"], [features for _, features in choices], [actors for actors, _ in choices], right)


def _wanted(coded: Row, event: Row) -> list[Row]:
    """Whom the coder wrote down and the program does not have: recipients, or the other side of a mutual act."""
    (actors, recipients), (known, _) = sides(coded, event)
    left = list(known)
    missing = []
    for actor in actors:
        hit = next((other for other in left if same_actor(actor, other)), None)
        if hit is None:
            missing.append(actor)
        else:
            left.remove(hit)
    mutual = not recipients and (coded["type"] == "CONSULT" or len(actors) > 1)
    return missing if mutual else recipients


def outcome(case: Case, weights: dict[str, float]) -> str:
    """`right`, `wrong`, `missed` (somebody meant, nobody given), `extra` (nobody meant) or `quiet` (rightly nobody)."""
    likely = shares(for_sort(weights, case.sort), case.features)
    best = max(range(len(likely)), key=likely.__getitem__)
    somebody = not case.right[case.names.index(NOBODY)]
    if case.names[best] == NOBODY or likely[best] < LIKELY:
        return "missed" if somebody else "quiet"
    return "extra" if not somebody else "right" if case.right[best] else "wrong"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    found = list(cases())
    if not args.check:
        lines = [f'"{name}" = {value}' for name, value in sorted(learn(found).items())]
        header = HEADER.format("coding/directed.py", "recipients.py")
        TABLE.write_text(f"{header}\n[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")
        return
    counts: Counter[str] = Counter()
    for part in range(PARTS):
        weights = learn([case for case in found if int(case.article) % PARTS != part])
        counts.update(outcome(case, weights) for case in found if int(case.article) % PARTS == part)
    print(" ".join(f"{kind} {counts[kind]}" for kind in ("right", "wrong", "missed", "extra", "quiet")))


if __name__ == "__main__":
    main()
