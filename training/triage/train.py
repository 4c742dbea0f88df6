"""Trains the triage that `dragoman code` uses to pass over pages without a political event.

    python training/triage/train.py [--into src/dragoman/data/intake/triage.npz]

The whole program reads sentences of this project's own; what it finds in each is the label, so that the triage learns
which pages are worth reading and not what somebody thinks is politics. Train again after every change of the frames or
of the classifier; it takes some minutes. `benchmarks/triage.py` measures what comes of it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
from texts import ROOT, pages, sentences

from dragoman.coding.frames import FrameBook
from dragoman.intake.triage import BUCKETS, EVIDENCE, LIKELIEST, Evidence, evidence
from dragoman.pipeline import Reader
from dragoman.world import World

Floats = npt.NDArray[np.float64]

FOLDS = 5
"""Each sentence's chance on our own pages comes from a model that has not seen it."""
STEPS = 400
WORD_DECAY = 2e-3
"""Weight decay of hashed words: most are seen a few times only."""
THRESHOLD = 0.25
"""Chance below which a page is passed over. Chosen on real pages (docs/corpora.md), of which fewer than 1 in 200 relevant
ones lie below it; pages put together from our own sentences only tell what it comes to on them."""
PAGES = 20_000


def labels(texts: list[str]) -> Floats:
    """1 for each text in which the program finds an event that is no history."""
    reader = Reader()
    records = reader.read_texts(texts, published="2015-05-05")
    return np.array([any(not event.background for event in record.events) for record in records], dtype=np.float64)


def act_words() -> dict[str, float]:
    """Words that name acts in the frames, in all their forms, with the surest frame's strength."""
    from dragoman.language.tables import table

    irregular: dict[str, list[str]] = {}
    for form, lemma in table("lemmas")["forms"].items():
        irregular.setdefault(lemma, []).append(form)
    found: dict[str, float] = {}
    for frame in FrameBook.load().frames:
        if " " in frame.word:
            continue
        for form in (*_forms(frame.word), *irregular.get(frame.word, ())):
            found[form] = max(found.get(form, 0.0), frame.sure)
    return found


def _forms(word: str) -> set[str]:
    """The regular forms of a verb or a noun."""
    stem = word.removesuffix("e")
    forms = {word, word + "s", word + "es", stem + "ed", stem + "ing", word + word[-1] + "ed", word + word[-1] + "ing"}
    if word.endswith("y"):
        forms |= {word[:-1] + "ies", word[:-1] + "ied"}
    return forms


def fit(rows: list[Evidence], truth: Floats) -> tuple[float, Floats, Floats]:
    """Logistic regression by Adam on all rows at once: (bias, weights of the evidence, weights of the words)."""
    values = np.array([row.values for row in rows])
    at = np.repeat(np.arange(len(rows)), [len(row.words) for row in rows])
    word = np.fromiter((w for row in rows for w in sorted(row.words)), dtype=np.int64)
    weights = np.zeros(1 + len(EVIDENCE) + BUCKETS)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        odds = weights[0] + values @ weights[1 : 1 + len(EVIDENCE)]
        odds += np.bincount(at, weights[1 + len(EVIDENCE) + word], minlength=len(rows))
        error = (1 / (1 + np.exp(-odds)) - truth) / len(rows)
        slope = np.concatenate([[error.sum()], values.T @ error, np.bincount(word, error[at], minlength=BUCKETS)])
        slope[1 + len(EVIDENCE) :] += WORD_DECAY / len(EVIDENCE) * weights[1 + len(EVIDENCE) :]
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        weights -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return float(weights[0]), weights[1 : 1 + len(EVIDENCE)], weights[1 + len(EVIDENCE) :]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, default=ROOT / "src/dragoman/data/intake/triage.npz")
    into: Path = parser.parse_args().into
    texts = sentences()
    truth = labels(texts)
    world, acts = World.load(), act_words()
    rows = [evidence(text, world, acts) for text in texts]
    tell_threshold(texts, rows, truth)
    bias, values, words = fit(rows, truth)
    for name, weight in zip(EVIDENCE, values, strict=True):
        print(f"  {name:16}{weight:7.2f}")
    np.savez_compressed(
        into, bias=bias, values=values, words=words.astype(np.float16), threshold=THRESHOLD,
        act_words=np.array(sorted(acts)), act_sure=np.array([acts[word] for word in sorted(acts)]),
    )  # fmt: skip


def tell_threshold(texts: list[str], rows: list[Evidence], truth: Floats) -> None:
    """What is lost and passed over of pages put together from the sentences, each judged by a model that has not seen it."""
    unseen = np.zeros(len(texts))
    for fold in range(FOLDS):
        out = np.arange(len(texts)) % FOLDS == fold
        model = fit([row for row, o in zip(rows, out, strict=True) if not o], truth[~out])
        unseen[out] = chances([row for row, o in zip(rows, out, strict=True) if o], *model)
    with_event, without = np.flatnonzero(truth == 1).tolist(), np.flatnonzero(truth == 0).tolist()
    made = list(pages(with_event, without, PAGES, seed=5))
    scores = np.array([1 - np.prod(1 - np.sort(unseen[page])[-LIKELIEST:]) for page, _ in made])
    relevant = np.array([events > 0 for _, events in made])
    print(f"{len(texts)} sentences, an event in {truth.mean():.1%}")
    lost, saved = (np.mean(scores[kind] < THRESHOLD) for kind in (relevant, ~relevant))
    print(f"of our pages it loses {lost:.2%} of the relevant ones and passes over {saved:.1%} of the others")


def chances(rows: list[Evidence], bias: float, values: Floats, words: Floats) -> Floats:
    """The chance of each row."""
    odds = bias + np.array([row.values for row in rows]) @ values
    odds += np.array([words[list(row.words)].sum() for row in rows])
    return np.asarray(1 / (1 + np.exp(-odds)))


if __name__ == "__main__":
    main()
