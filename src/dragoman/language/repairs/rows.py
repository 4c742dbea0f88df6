"""Names in a row: "Canada, Mexico, and the Union", "US, UK, France strike" are so many parties, and none is another's name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from dragoman.datafiles import read_table
from dragoman.language.reading import Reading, Sentence, Token
from dragoman.language.repairs.tree import move, take_place

__all__ = ["names_in_row"]

PARTIES = frozenset({"GPE", "ORG", "NORP", "LOC"})
"""Labels of names that may stand in a row of parties."""
SUBJECTS = ("nsubj", "nsubjpass")
LOOSE = ("npadvmod", "dep", "nsubj", "nsubjpass", "nmod", "compound", "advcl", "dobj")
"""What the parser calls the first of a row of subjects that it has lost."""
SHORT = 4
"""Letters at most of a name in capitals."""


def names_in_row(reading: Reading, sentence: Sentence) -> bool:
    """Hang each name of a row on the one before it, and the first where the row belongs.

    What stands behind a town is its country ("Vienna, Austria, and Geneva"), so that a row begins with a country or a
    body. In a headline two names are a row, and *and* may be wanting.
    """
    changed = False
    for row in list(_rows(reading, sentence)):
        changed |= _hang(reading, sentence, row)
    return changed


def _rows(reading: Reading, sentence: Sentence) -> Iterator[list[Token]]:
    title = sentence.source == "title"
    i = sentence.first
    while i < sentence.last:
        row, joined = [], False
        while (head := _name_at(reading, sentence, i)) is not None:
            row.append(head)
            end = head.i + 1
            follows = end + 1 if end < sentence.last and reading.tokens[end].text == "," else end
            if follows < sentence.last and reading.tokens[follows].lower == "and":
                follows, joined = follows + 1, _name_at(reading, sentence, follows + 1) is not None
            if follows == end:
                break
            i = follows
        if len(row) > (1 if title else 2) and (joined or title) and _is_party(reading, row[0]):
            yield row
        i += 1


def _name_at(reading: Reading, sentence: Sentence, i: int) -> Token | None:
    """The head of the name that begins at a token, with or without *the*; None if a name there owns what follows."""
    if i < sentence.last and reading.tokens[i].lower == "the" and reading.tokens[i].entity < 0:
        i += 1
    if i >= sentence.last or reading.tokens[i].entity < 0 or reading.tokens[i].pos in ("ADJ", "PUNCT"):
        return None
    entity = reading.tokens[i].entity
    if reading.entities[entity].label not in PARTIES or (i > 0 and reading.tokens[i - 1].entity == entity):
        return None
    last = i
    while last + 1 < sentence.last and reading.tokens[last + 1].entity == entity:
        last += 1
    head = reading.tokens[last]
    whole = head.pos == "PROPN" and (head.head == head.i or not i <= head.head < last)
    return head if whole else None


def _is_party(reading: Reading, first: Token) -> bool:
    """Whether a row may begin with a name: a country, a body, or a name in capitals."""
    entity = reading.entities[first.entity]
    name = " ".join(t.text for t in reading.tokens if t.entity == first.entity).lower().removeprefix("the ")
    short = first.text.replace(".", "").isupper() and len(first.text.replace(".", "")) <= SHORT
    return entity.label == "ORG" or short or name in _countries()


@cache
def _countries() -> frozenset[str]:
    rows = read_table("world/countries").values()
    return frozenset(name.lower() for row in rows for name in (row["name"], *row.get("aliases", ())))


def _hang(reading: Reading, sentence: Sentence, row: list[Token]) -> bool:
    first, last = row[0], row[-1]
    if all(b.dep == "conj" and b.head in {a.i for a in row[: n + 1]} for n, b in enumerate(row[1:])):
        return False
    below = all(any(above is first for above in reading.ancestors(t.i)) for t in row[1:])
    inside = below and last.dep not in SUBJECTS
    if not inside and not _give_subject(reading, sentence, first, last):
        return False
    for before, name in pairwise(row):
        move(reading, name, before, "conj")
    return True


def _give_subject(reading: Reading, sentence: Sentence, first: Token, last: Token) -> bool:
    """Make the first of a row the subject in the place of the last, which the parser took for the only one."""
    verb = reading.tokens[last.head]
    if last.dep not in SUBJECTS or verb.i < last.i:
        return False
    if first.head == verb.i and first.dep in LOOSE:
        first.dep = last.dep
        return True
    return take_place(reading, sentence, verb, first, last.dep)
