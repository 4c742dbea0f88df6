"""What the exports of news databases look like: the lines between articles, and the labels within them.

The patterns and labels are data (`data/intake/exports.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.datafiles import read_table

__all__ = ["Boundaries", "Form", "boundaries", "form_of", "forms"]


@dataclass(frozen=True, slots=True)
class Form:
    """How one database writes an article."""

    id: str
    name: str
    begins: tuple[str, ...]
    """How a line of every article begins, which costs less to see than the rest."""
    key: tuple[re.Pattern[str], ...]
    """Each of these is the whole of some line of every article."""
    signs: tuple[re.Pattern[str], ...]
    least: int
    """An article has lines for so many of `signs`."""
    labels: Mapping[str, str]
    """What a label introduces: `LOAD-DATE` to `tail`."""
    alone: frozenset[str]
    """Labels that stand on lines of their own."""

    def fits(self, lines: Sequence[str]) -> bool:
        """Whether these lines, stripped, are an article in this form."""
        if not any(line.startswith(self.begins) for line in lines):
            return False
        return all(_any(sign, lines) for sign in self.key) and sum(_any(s, lines) for s in self.signs) >= self.least

    def label_of(self, line: str) -> tuple[str, int] | None:
        """The label at the beginning of a line, and where its value begins; None where there is none."""
        if self.id == "factiva-codes":
            code = CODE.match(line)
            return (code[1], code.end()) if code and code[1] in self.labels else None
        if line in self.alone:
            return line, len(line)
        label, colon, _ = line[:MAX_LABEL].partition(":")
        return (label, len(label) + 1) if colon and label in self.labels else None


MAX_LABEL = 30
CODE = re.compile(
    r"([A-Z]{2,3})(?:\t|\s{2,}|$|\s(?=[a-z0-9]+ : |Document\b)|(?<=HD)\s|(?<=BY)\s|(?<=WC)\s|(?<=PD)\s|(?<=SN)\s|(?<=SE)\s|(?<=SC)\s|(?<=LA)\s|(?<=CY)\s|(?<=LP)\s|(?<=TD)\s|(?<=PUB)\s|(?<=IPC)\s|(?<=IPD)\s)"
)
"""A code of Factiva's with its space. Those that are words too (`IN`, `RE`, `CO`) have a column or a class behind them."""


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Lines between the articles of an export."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    closing: re.Pattern[str]
    furniture: re.Pattern[str]


@cache
def boundaries() -> Boundaries:
    """The lines that part articles from each other."""
    source = read_table("intake/exports")
    return Boundaries(*(_one_of(source[name]) for name in ("before", "after", "closing", "furniture")))


@cache
def forms() -> tuple[Form, ...]:
    """The known forms."""
    return tuple(_form(id, table) for id, table in read_table("intake/exports").items() if isinstance(table, dict))


def form_of(lines: Sequence[str]) -> Form | None:
    """The form in which these lines, stripped, are one article or several; None where they are in none."""
    return next((form for form in forms() if form.fits(lines)), None)


def _form(id: str, table: dict[str, Any]) -> Form:
    labels = {label: what for what, names in table.get("labels", {}).items() if what != "alone" for label in names}
    alone = frozenset(table.get("labels", {}).get("alone", ()))
    key, signs = (tuple(map(re.compile, table[name])) for name in ("key", "signs"))
    return Form(id, table["name"], tuple(table["begins"]), key, signs, table["least"], labels, alone)


def _one_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _any(pattern: re.Pattern[str], lines: Sequence[str]) -> bool:
    return any(len(line) < MAX_SIGN and pattern.fullmatch(line) for line in lines) or any(
        len(line) >= MAX_SIGN and pattern.fullmatch(line[:MAX_SIGN]) for line in lines
    )


MAX_SIGN = 400
"""Characters of a line that are looked at: `Full text:` may have the article behind it."""
