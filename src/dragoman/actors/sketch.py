"""What a noun phrase says of somebody, before it becomes an `Actor` of the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["Kind", "Sketch"]

Kind = Literal["person", "state", "body", "people", "office", "unnamed"]


@dataclass(frozen=True, slots=True)
class Sketch:
    """One who acts or speaks, as a phrase describes them."""

    kind: Kind
    """`person` has a name; `state`; `body` is an organisation; `people` a group of persons; `office` one unnamed
    person with a role; `unnamed` anybody else."""
    id: str
    name: str
    party: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    title: str | None = None
    role: str = ""
    """Key of the role noun, if the phrase has one."""
    organisation: str = ""
    """The lexicon's kind of a body (`igo`, `media` …)."""
    plural: bool = False
    gender: str = ""
    """`m`, `f`, `n` or empty."""
    definite: bool = False
    score: float = 1.0
    rule: str = ""
    """How it was found, for a person who asks why."""

    @property
    def principal(self) -> str:
        """Whoever is acted for: the party, or the actor itself."""
        return self.party or self.id

    def with_rule(self, rule: str, score: float = 1.0) -> Sketch:
        """The same with another reason; scores multiply."""
        return replace(self, rule=rule, score=self.score * score)
