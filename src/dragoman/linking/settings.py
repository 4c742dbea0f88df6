"""The weights and word lists of linking, from `data/linking.toml`."""

from __future__ import annotations

from functools import cache

import msgspec

from dragoman.datafiles import read_table
from dragoman.errors import DataError

__all__ = ["LinkingSettings", "family", "settings"]


class LinkingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in `data/linking.toml`."""

    families: dict[str, tuple[str, ...]]
    """Acts that are compared with one another, by the family's name."""
    reach: dict[str, int]
    """Days."""
    weights: dict[str, float]
    edges: dict[str, tuple[str, ...]]
    agencies: dict[str, str]
    """The agency that a publisher is, by the publisher's name."""


@cache
def settings() -> LinkingSettings:
    """The table as it is installed. Raises `DataError` where it does not fit."""
    try:
        return msgspec.convert(read_table("linking"), LinkingSettings)
    except msgspec.ValidationError as error:
        raise DataError(str(error), path="linking.toml") from error


def family(act: str) -> str:
    """The family of an act; one of a user's own codebook is a family by itself."""
    return _families().get(act, act)


@cache
def _families() -> dict[str, str]:
    return {act: name for name, acts in settings().families.items() for act in acts}
