"""Parties by name and by id, as a store and the lexicon know them."""

from __future__ import annotations

from functools import cached_property, lru_cache

from dragoman.actors import Resolver
from dragoman.errors import UsageError
from dragoman.model import Actor
from dragoman.store.database import Database
from dragoman.world import World

__all__ = ["Parties"]

NAMES_KEPT = 4_096


class Parties:
    """Looks parties up: first among those that take part in the store's incidents, then in the lexicon."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.actor = lru_cache(NAMES_KEPT)(self._actor)

    def id_of(self, given: str) -> str:
        """The party that a user means by an id, a country code, or a name as news writes it. Raises UsageError for nobody known."""
        given = given.strip()
        if ":" in given:
            return given
        if given.isupper() and self._resolver.world.country(given) is not None:
            return f"state:{given}"
        sql = (
            "SELECT coalesce(party, actor) AS whom FROM incident_actors WHERE name = ? COLLATE NOCASE "
            "GROUP BY whom ORDER BY count(*) DESC, whom LIMIT 1"
        )
        found = self._db.one(sql, given)
        if found is not None:
            return str(found[0])
        meant = next((candidate.party for candidate in self._resolver.identify(given) if candidate.party), None)
        if meant is None or meant.startswith("local:"):
            raise UsageError(f"no party {given!r} in {self._db.path} or in the lexicon: give its id, as in state:COL")
        return meant

    def _actor(self, id: str) -> Actor:
        """The party as an actor, with its usual name."""
        return self._resolver.party(id)

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(World.load())
