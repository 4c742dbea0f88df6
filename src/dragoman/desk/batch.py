"""The articles of an export, read one after another while their page shows how far it is."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.desk.readpage import ReadPage
from dragoman.desk.taking import Taken
from dragoman.model import Reject

__all__ = ["Batch"]


@dataclass
class Batch:
    """What was handed over at once, and what was read of it so far. One thread writes it, others look."""

    taken: Taken
    known: Mapping[str, str]
    """What the reader said of all of them."""
    read: dict[str, ReadPage] = field(default_factory=dict)
    """By key, in the order of the file."""
    rejects: list[Reject] = field(default_factory=list)
    """What is set aside, with its reason."""
    kept: set[str] = field(default_factory=set)
    """Keys of those that are in the store by now."""
    tried: int = 0
    key: str = field(default_factory=lambda: secrets.token_urlsafe(9))

    def __post_init__(self) -> None:
        self.rejects.extend(self.taken.rejects)

    @property
    def name(self) -> str:
        """What was handed over."""
        return self.taken.name

    @property
    def total(self) -> int:
        """How many articles came in."""
        return len(self.taken.pages)

    @property
    def done(self) -> bool:
        """Whether each of them was tried."""
        return self.tried >= self.total

    @property
    def waiting(self) -> list[ReadPage]:
        """Those that are read and not kept."""
        return [read for key, read in list(self.read.items()) if key not in self.kept]
