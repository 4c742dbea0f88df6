"""Whom "he", "both leaders", "the ministry" and "his counterpart" mean.

Every link is made by a named rule with a score and is kept; below a floor no link is made, since a wrong actor is
worse than none.
"""

from __future__ import annotations

from dragoman.actors.definites import Definites
from dragoman.actors.discourse import Discourse
from dragoman.actors.pairs import Pairs
from dragoman.actors.pronouns import Pronouns

__all__ = ["Coreference"]


class Coreference:
    """The resolvers of one page on its discourse."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.pronouns = Pronouns(discourse)
        self.pairs = Pairs(discourse)
        self.definites = Definites(discourse)
