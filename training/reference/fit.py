"""Learn whom pronouns mean, and whose people and bodies are, from labels on coded articles, and write the weights.

    python training/reference/fit.py [--check]

`--check` learns on three quarters of the articles and prints how the last quarter comes out, four times; without it all
are learnt from, and the tables of `src/dragoman/data/actors` are written.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from sheet import offsets

from dragoman.actors.antecedents import Antecedents, Choice, Pronoun
from dragoman.actors.belonging import LIKELY as LIKELY_COUNTRY
from dragoman.actors.belonging import Belonging
from dragoman.actors.pronouns import LIKELY as LIKELY_PERSON
from dragoman.actors.weighing import for_sort, shares
from dragoman.intake import Page, read_page
from dragoman.language.reading import Reading, Token
from dragoman.language.understanding import understand
from dragoman.model import Article
from dragoman.pipeline import Reader

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src/dragoman/data/actors"
HEADER = "# Weights of `{}`, learnt by `training/reference/{}`: what speaks for a candidate, and against.\n"
PENALTY, STEPS, RATE = 0.002, 600, 0.05
SMALLEST = 0.05
"""Weights nearer to 0 are left out of the file."""
PARTS = 4
ONE_STATE = {"SUN": "RUS", "DDR": "DEU", "BRD": "DEU"}
"""Codes of the day that the record gives as those of today."""

Labels = dict[str, dict[int, str]]


@dataclass
class Case:
    """A word with what it may mean: the features and a name of each choice, and which are right; nobody is no name."""

    article: str
    sort: str
    features: list[tuple[str, ...]]
    names: list[object]
    right: list[bool]


def read_labels(name: str, column: str) -> Labels:
    labels: Labels = defaultdict(dict)
    for row in csv.DictReader((HERE / name).open(encoding="utf-8"), delimiter="\t"):
        labels[row["article"]][int(row["at"])] = row[column]
    return labels


def pages(reader: Reader, names: Iterator[str]) -> Iterator[tuple[str, Article, Reading, dict[int, int]]]:
    """(name, article, reading, where on the page each token begins) of the labelled articles."""
    for name in names:
        path = next(HERE.parent.glob(f"articles/*/{name}.txt"))
        published = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["published"]
        page = Page(origin=path.name, data=path.read_bytes(), url=None, content_type=None)
        article = read_page(page, published=published)
        reading = next(iter(reader.parser.parse([(article.title or "", article.text, published)])))
        yield name, article, understand(reading), offsets(reading, path.read_text(encoding="utf-8"))


def pronouns() -> Iterator[Case]:
    """The labelled pronouns, those before each meaning what their labels say."""
    labels, reader, rank = read_labels("pronouns.tsv", "means"), Reader(), Antecedents.rank
    for name, article, reading, at in pages(reader, iter(sorted(labels))):
        wanted, tokens = labels[name], {where: i for i, where in at.items()}
        found: dict[int, Case] = {}

        def ranked(
            self: Antecedents, pronoun: Pronoun, choices: list[Choice], *,
            name: str = name, wanted: dict[int, str] = wanted, at: dict[int, int] = at,
            tokens: dict[int, int] = tokens, found: dict[int, Case] = found,
        ) -> list[float]:  # fmt: skip
            means = wanted.get(at.get(pronoun.token.i, -1), "?")
            if means == "?":
                return rank(self, pronoun, choices)
            heads = [tokens[int(part)] for part in means.split() if part != "-" and int(part) in tokens]
            right = meant(self, choices, heads)
            names: list[object] = [choice.ids for choice in choices]
            case = Case(name, pronoun.sort, [choice.features for choice in choices], names, right)
            found.setdefault(pronoun.token.i, case)
            return [float(r) / sum(right) for r in right] if any(right) else rank(self, pronoun, choices)

        with patch.object(Antecedents, "rank", ranked):
            reader.resolver.resolve(article, reading)
        yield from found.values()


def meant(antecedents: Antecedents, choices: list[Choice], heads: list[int]) -> list[bool]:
    """Which choices are what the label says; nobody where those labelled mean no actor to the program."""
    mentions = [m for h in heads if (m := antecedents.discourse.at(h)) is not None]
    ids = frozenset(s.id for m in mentions for s in m.sketches)
    if not ids:
        return [not c.mentions for c in choices]
    return [bool(c.mentions) and (c.ids == ids or {m.token for m in c.mentions} == set(heads)) for c in choices]


def nouns() -> Iterator[Case]:
    """The labelled nouns that the program asks a country for, those before each being of the country labelled."""
    labels, reader = read_labels("nouns.tsv", "country"), Reader()
    world, choose = reader.resolver.world, Belonging.choose
    for name, article, reading, at in pages(reader, iter(sorted(labels))):
        wanted = labels[name]
        found: dict[int, Case] = {}

        def chosen(
            self: Belonging, token: Token, sort: Any, codes: list[str], features: list[list[str]], *,
            name: str = name, wanted: dict[int, str] = wanted, at: dict[int, int] = at,
            found: dict[int, Case] = found,
        ) -> str | None:  # fmt: skip
            label = wanted.get(at.get(token.i, -1))
            if label is None:
                return choose(self, token, sort, codes, features)
            same = [c for c in codes if label == c or coded(c) == ONE_STATE.get(label, label)]
            case = Case(
                name, sort, [tuple(f) for f in (*features, ["nobody", *self.noun(token)])], [*codes, ""],
                [*(c in same for c in codes), not same],
            )  # fmt: skip
            found[token.i] = case
            return same[0] if same else None

        def coded(code: str) -> str:
            country = world.country(code)
            return country.coded if country else code

        with patch.object(Belonging, "choose", chosen):
            reader.resolver.resolve(article, reading)
        yield from found.values()


def learn(examples: Sequence[Case]) -> dict[str, float]:
    """Weights by Adam on the log-likelihood of the right choices, with a ridge."""
    names: dict[str, int] = {}
    rows: list[int] = []
    cols: list[int] = []
    owner: list[int] = []
    right: list[bool] = []
    for k, case in enumerate(e for e in examples if any(e.right)):
        for features, good in zip(case.features, case.right, strict=True):
            for feature in features:
                for name in (feature, f"{case.sort} {feature}"):
                    rows.append(len(owner))
                    cols.append(names.setdefault(name, len(names)))
            owner.append(k)
            right.append(good)
    r, c, o, wanted = np.array(rows), np.array(cols), np.array(owner), np.array(right, dtype=float)
    weights, mean, square = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        scores = np.bincount(r, weights[c], len(o))
        parts = np.exp(scores - scores.max())
        among_all = parts / np.bincount(o, parts)[o]
        those = parts * wanted
        among_right = those / np.maximum(np.bincount(o, those)[o], 1e-300)
        slope = np.bincount(c, (among_all - among_right)[r], len(names)) / (o[-1] + 1) + PENALTY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {n: round(float(weights[i]), 2) for n, i in names.items() if abs(weights[i]) >= SMALLEST}


def outcome(case: Case, weights: dict[str, float], likely: float) -> str:
    """`right`, `wrong`, `missed` (somebody meant, nobody found), `extra` (nobody meant) or `quiet` (rightly nobody)."""
    together: dict[object, float] = defaultdict(float)
    for name, share in zip(case.names, shares(for_sort(weights, case.sort), case.features), strict=True):
        together[name] += share
    best = max(together, key=lambda name: together[name])
    somebody = any(r and n for r, n in zip(case.right, case.names, strict=True)) or not any(case.right)
    if not best or together[best] < likely:
        return "missed" if somebody else "quiet"
    if not somebody:
        return "extra"
    return "right" if any(r and n == best for r, n in zip(case.right, case.names, strict=True)) else "wrong"


def print_table(counts: Counter[tuple[str, str]]) -> None:
    kinds = ("right", "wrong", "missed", "extra", "quiet")
    print("| | " + " | ".join(kinds) + " |\n|---|" + "---:|" * len(kinds))
    for sort in sorted({sort for sort, _ in counts}):
        print(f"| {sort} | " + " | ".join(str(counts[sort, kind]) for kind in kinds) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    tasks: list[tuple[str, Callable[[], Iterator[Case]], float]] = [
        ("antecedents", pronouns, LIKELY_PERSON), ("belonging", nouns, LIKELY_COUNTRY),
    ]  # fmt: skip
    for table, cases, likely in tasks:
        found = list(cases())
        if not args.check:
            lines = [f'"{name}" = {value}' for name, value in sorted(learn(found).items())]
            (DATA / f"{table}.toml").write_text(
                HEADER.format(f"actors/{table}.py", "fit.py") + "\n[weights]\n" + "\n".join(lines) + "\n",
                encoding="utf-8",
            )
            continue
        counts: Counter[tuple[str, str]] = Counter()
        for part in range(PARTS):
            weights = learn([e for e in found if int(e.article) % PARTS != part])
            counts.update((e.sort, outcome(e, weights, likely)) for e in found if int(e.article) % PARTS == part)
        print(f"{table}\n")
        print_table(counts)
        print()


if __name__ == "__main__":
    main()
