"""The patterns of `data/times/patterns*.toml`, compiled: where an expression is, and what it comes to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from dragoman.language.times import absolute, clock, durations, named, pointing, relative
from dragoman.language.times.openings import opening_at, openings
from dragoman.language.times.parts import Parts, Rule
from dragoman.language.times.values import Context, Normalised, Tense
from dragoman.language.times.words import expression_of, table, word_class

__all__ = ["Pattern", "longest", "normalise", "patterns"]

RULES: dict[str, Rule] = {
    name: getattr(module, name)
    for module in (absolute, clock, durations, named, pointing, relative)
    for name in module.__all__
    if not name.endswith("_expression")
}
"""The functions that give patterns their meaning, by the name that `patterns.toml` calls them."""

WORD_CLASSES = ("months", "weekdays", "units", "dayparts", "edges", "moments", "seasons", "ordinals", "eras", "deixis", "told", "hijri_months",
                "days", "modifiers", "bounds", "references", "repeats", "number")  # fmt: skip

PRIVATE = 0xE000
"""First of the characters that Unicode gives no meaning; one stands for each class while openings are read."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way to write a time."""

    rule: str
    check: str
    """Name of the test on the words around, or empty."""
    expression: re.Pattern[str]
    examples: dict[str, str]
    openings: frozenset[str] | None
    """The words with which it may begin; null if it is to be tried everywhere."""

    def meaning(self, match: re.Match[str], context: Context) -> Normalised | None:
        """What a match comes to, or null if it means nothing after all."""
        groups = {name: text for name, text in match.groupdict().items() if text}
        groups["whole"] = match.group()
        return RULES[self.rule](Parts(groups, read), context)


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, in the order of the files."""
    data = table("patterns")
    classes, marked = _word_classes(), {}
    marks = {name: chr(PRIVATE + i) for i, name in enumerate([*classes, *data["classes"]])}
    for name, expression in classes.items():
        marked[marks[name]] = expression
    for name, expression in data["classes"].items():
        classes[name], marked[marks[name]] = _expanded(expression, classes), _expanded(expression, marks)
    return tuple(
        Pattern(
            entry["rule"],
            entry.get("check", ""),
            re.compile(rf"(?<!\w)(?:{_expanded(entry['match'], classes)})(?!\w)", re.IGNORECASE),
            entry["examples"],
            openings(_expanded(entry["match"], marks), marked),
        )
        for entry in [*data["pattern"], *table("patterns_relative")["pattern"]]
    )


@lru_cache(maxsize=4096)
def _opened_by(opening: str | None) -> tuple[Pattern, ...]:
    """The patterns that may match where the text has an opening (`openings.opening_at`), in the order of the file."""
    if opening is None:
        return patterns()
    wide = "the" if opening.startswith("the ") else opening
    return tuple(p for p in patterns() if p.openings is None or opening in p.openings or wide in p.openings)


def longest(text: str, start: int, end: int) -> tuple[Pattern, re.Match[str]] | None:
    """The longest match of any pattern that begins at an offset; the first pattern wins among equals."""
    best: tuple[Pattern, re.Match[str]] | None = None
    for found in matches(text, start, end):
        if best is None or found[1].end() > best[1].end():
            best = found
    return best


def matches(text: str, start: int, end: int) -> list[tuple[Pattern, re.Match[str]]]:
    """What the patterns match at an offset, the longest first and in the order of the file among equals."""
    tried = _opened_by(opening_at(text, start, end))
    found = [(p, m) for p in tried if (m := p.expression.match(text, start, end)) and m.end() > start]
    return sorted(found, key=lambda item: -item[1].end())


def normalise(
    text: str, anchor: date | None = None, tense: Tense = "none", narrative: date | None = None
) -> Normalised | None:
    """What a time expression means; null if the text, as a whole, is none.

    `anchor` is the day of publication, `tense` that of the clause, `narrative` the day that the text told of last.

    >>> normalise("last Friday", date(2018, 4, 18)).value
    '2018-04-13'
    """
    return read(text, Context(anchor, tense, narrative))


def read(text: str, context: Context) -> Normalised | None:
    """The same in a context: the first pattern that matches the whole text and means something."""
    text = text.strip()
    for pattern in _opened_by(opening_at(text, 0, len(text))):
        if (match := pattern.expression.fullmatch(text)) and (found := pattern.meaning(match, context)):
            return found
    return None


def _word_classes() -> dict[str, str]:
    """Regular expressions of the classes that are lists of words."""
    weekdays = [w for words in table("words")["weekdays"].values() for w in words if w.endswith("day")]
    return {name: word_class(name) for name in WORD_CLASSES} | {
        "zones": expression_of(table("words")["zones"]["words"]),
        "named": named.named_expression(),
        "called_alias": named.called_expression("alias"),
        "called_before": named.called_expression("before"),
        "plural_days": expression_of([f"{w}s" for w in weekdays]),
    }


def _expanded(expression: str, classes: dict[str, Any]) -> str:
    """Write out the classes and the blanks of a pattern."""

    def group(match: re.Match[str]) -> str:
        name, _, source = match[1].partition("=")
        return f"(?P<{name}>{classes[source or _source(name)]})"

    def bare(match: re.Match[str]) -> str:
        return f"(?:{classes[match[1]]})"

    expression = expression.replace("[ -]", "~").replace(" ?", r"\s*").replace(" ", r"\s+")
    expression = expression.replace("~", r"(?:\s+|\s?[-–]\s?)")
    expression = re.sub(r"(?<!\?P)<([a-z]\w*(?:=\w+)?)>", group, expression)
    return re.sub(r"\{([a-z]\w*)\}", bare, expression)


def _source(name: str) -> str:
    """The class of a group that is named after what it holds."""
    return name.rstrip("2")
