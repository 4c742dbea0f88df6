"""The weights, words and tables of this room, from `data/negotiations.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from dragoman.datafiles import read_table
from dragoman.errors import DataError

__all__ = ["Discovery", "NegotiationSettings", "pattern", "settings", "stage_of"]


class Stage(msgspec.Struct, frozen=True):
    """A stage of an agreement and the words that tell of it."""

    name: str
    words: tuple[str, ...]


class Discovery(msgspec.Struct, frozen=True):
    """When dealings of two parties are a negotiation, and two of them the same one."""

    gap_days: int
    least_weight: float
    least_days: int
    likeness: float
    likeness_of_two: float
    most_pairs: int


class NegotiationSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in `data/negotiations.toml`."""

    mutual: frozenset[str]
    errands: frozenset[str]
    beside: frozenset[str]
    bargaining: tuple[str, ...]
    away: frozenset[str]
    weights: dict[str, float]
    hostile: dict[str, float]
    members: dict[str, float]
    words: dict[str, tuple[str, ...]]
    stage: tuple[Stage, ...]
    discovery: Discovery
    ledger: dict[str, int]
    contrary: dict[str, tuple[str, ...]]
    opposed: dict[str, tuple[str, ...]]


@cache
def settings() -> NegotiationSettings:
    """The table as it is installed. Raises `DataError` where it does not fit."""
    try:
        return msgspec.convert(read_table("negotiations"), NegotiationSettings)
    except msgspec.ValidationError as error:
        raise DataError(str(error), path="negotiations.toml") from error


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The words of a name in `[words]`, as one expression."""
    return _joined(settings().words[name])


def stage_of(sentence: str) -> str:
    """PA-X's stage of an agreement, from the words around it."""
    return next((stage.name for stage in settings().stage if _joined(stage.words).search(sentence)), "other")


@cache
def _joined(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words) + ")", re.IGNORECASE)
