"""Finds faults in frames: senses that clash or repeat, acts, modes and codes that the codebook lacks, and nouns
that the clause builder does not take for predicates. Run by the tests; `python -m dragoman.coding.frame_check`
prints what it finds, one a line, for whoever edits the files.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from dragoman.coding.codebook import Codebook
from dragoman.coding.conditions import Condition
from dragoman.coding.frame_files import NONE, Frame
from dragoman.coding.frames import FrameBook, head_word
from dragoman.language.tables import words

__all__ = ["STATUSES", "check"]

STATUSES = frozenset({"scheduled", "pledged", "demanded", "conditional", "hypothetical", "negated", "cancelled"})
INNER_ACTORS = frozenset({"subject", "recipient", "none", None})
COMPLEMENTS = frozenset({"to", "that", "none", None})
CLOSE = 0.05
"""Two senses of a word clash if their sureness differs by less: nothing decides between them."""


def check(book: FrameBook, codebook: Codebook, event_nouns: frozenset[str] | None = None) -> list[str]:
    """The faults of a frame book, as lines for a person; empty if there are none.

    `event_nouns` are the nouns that the clause builder knows; by default those of the program's own list.
    """
    nouns = words("event_nouns") if event_nouns is None else event_nouns
    return [*_names(book, codebook, nouns), *_clashes(book), *_repeats(book)]


def _names(book: FrameBook, codebook: Codebook, nouns: frozenset[str]) -> Iterator[str]:
    for frame in book.frames:
        if frame.act == NONE:
            continue
        kind = codebook.types.get(frame.act)
        if kind is None:
            yield f"{frame.id}: no act {frame.act} in the codebook"
            continue
        modes = [*frame.modes, *(mode for rule in frame.refine for mode in rule.modes)]
        yield from (f"{frame.id}: {frame.act} has no mode {mode}" for mode in modes if mode not in kind.modes)
        codes = [frame.cameo, *(rule.cameo for rule in frame.refine if rule.cameo)]
        yield from (f"{frame.id}: no CAMEO code {code!r}" for code in codes if code not in codebook.cameo_codes)
        if frame.inner is not None and frame.inner not in STATUSES:
            yield f"{frame.id}: no status {frame.inner!r}"
        if frame.inner_actor not in INNER_ACTORS or frame.complement not in COMPLEMENTS:
            yield f"{frame.id}: inner_actor {frame.inner_actor!r} or complement {frame.complement!r} is unknown"
        if not 0 < frame.sure <= 1:
            yield f"{frame.id}: sure is {frame.sure}, not in (0, 1]"
        if frame.kind == "noun" and head_word(frame.word) not in nouns:
            yield f"{frame.id}: {head_word(frame.word)!r} is not in data/language/event_nouns.txt"


def _clashes(book: FrameBook) -> Iterator[str]:
    """Senses of a word with different acts whose conditions can hold at once, with nothing that decides."""
    by_word: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for frame in book.frames:
        by_word[frame.kind, frame.word].append(frame)
    for frames in by_word.values():
        for i, first in enumerate(frames):
            for second in frames[i + 1 :]:
                if first.act != second.act and _undecided(first, second):
                    yield f"{first.id} ({first.act}) clashes with {second.id} ({second.act})"


def _undecided(first: Frame, second: Frame) -> bool:
    """Whether two senses ask for the same places, for words in common, and are about equally sure."""
    if abs(first.sure - second.sure) >= CLOSE or first.complement != second.complement:
        return False
    ones = {condition.roles: condition for condition in first.where}
    others = {condition.roles: condition for condition in second.where}
    if ones.keys() != others.keys() or len(first.where) != len(second.where):
        return False
    return all(_common(ones[roles], others[roles], first, second) for roles in ones)


def _common(one: Condition, other: Condition, first: Frame, second: Frame) -> bool:
    """Whether some word passes both conditions and neither frame forbids it."""
    words = one.words & other.words
    for condition in (*first.unless, *second.unless):
        if set(condition.roles) & set(one.roles):
            words -= condition.words
    return bool(words) or one == other


def _repeats(book: FrameBook) -> Iterator[str]:
    """The same sense written down twice."""
    seen: dict[object, Frame] = {}
    for frame in book.frames:
        key = (
            frame.kind, frame.word, frozenset(frame.where), frozenset(frame.unless), frame.complement,
            frame.act, frame.modes, frame.actor, frame.recipient,
        )  # fmt: skip
        if key in seen:
            yield f"{frame.id} repeats {seen[key].id}"
        seen.setdefault(key, frame)


def main(paths: list[str]) -> int:
    """Check the program's frames, or the given files and folders; the exit code says whether all is well."""
    found = check(FrameBook.load([Path(p) for p in paths] or None), Codebook.load())
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
