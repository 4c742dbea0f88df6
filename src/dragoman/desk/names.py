"""Names for codes: countries, parties, acts, months, as a reader wants to see them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dragoman.desk.manner import manner
from dragoman.desk.rows import PAIR, ActorNote
from dragoman.export import wording
from dragoman.model import Actor
from dragoman.world import World

__all__ = ["Names"]

KINDS = {"IGO": "Intergovernmental bodies", "NGO": "Non-governmental bodies", "INT": "International, other"}
_LABELS: dict[str, dict[str, str]] = {
    "sure": {
        "sure": f"{wording.SURE:.0%} or more",
        "fair": f"{wording.UNSURE:.0%} to {wording.SURE:.0%}",
        "unsure": f"below {wording.UNSURE:.0%}",
    },
    "told": {"one": "one report", "two": "two reports", "several": "three or more"},
    "disputed": {"yes": "disputed"},
    "reviewed": {"accepted": "accepted", "corrected": "corrected", "ignored": "ignored", "no": "not yet"},
    "language": {"en": "English"},
    "quad": {
        "verbal-cooperation": "cooperation in words",
        "material-cooperation": "cooperation in deeds",
        "verbal-conflict": "conflict in words",
        "material-conflict": "conflict in deeds",
    },
}


class Names:
    """Labels for the values of facets and for ids; `known` are the actors by id."""

    def __init__(self, known: Mapping[str, ActorNote]) -> None:
        self._known = known

    @property
    def world(self) -> World:
        """The lexicon, loaded when it is first needed, once for all desks."""
        return _world()

    def label(self, column: str, value: str) -> str:
        """The label of a value of a column."""
        match column:
            case "country" | "place":
                return self.country(value)
            case "actor" | "party":
                return self.party(value)
            case "pair":
                return " – ".join(self.party(party) for party in value.split(PAIR))
            case "act" | "type":
                return wording.act_word(value)
            case "status":
                return wording.status_word(value).word
            case "month":
                return self.month(value)
            case "sector":
                return self.sector(value)
            case "mode" | "context":
                return value.replace("_", " ")
        return _LABELS.get(column, {}).get(value, value)

    def country(self, code: str) -> str:
        """`United States` for `USA`."""
        found = self.world.country(code)
        return manner().country(code, found.name) if found else KINDS.get(code, code)

    def party(self, id: str) -> str:
        """The name of a state, a body or a person by its id."""
        if id.startswith("state:"):
            return self.country(id.removeprefix("state:"))
        if note := self._known.get(id):
            return note.name
        return self.world.name_of(id) if ":" in id else id

    def actor(self, actor: Actor | ActorNote) -> str:
        """An actor's name; that of a state as the reader calls it."""
        return actor.name if manner().is_english or not actor.id.startswith("state:") else self.party(actor.id)

    def sector(self, code: str) -> str:
        """`government` for `GOV`."""
        return _sectors().get(code, code)

    @staticmethod
    def month(value: str) -> str:
        """`April 2018` for `2018-04`, in the reader's manner."""
        return manner().month(value)


@lru_cache(maxsize=1)
def _world() -> World:
    return World.load()


@lru_cache(maxsize=1)
def codebook() -> Any:
    """The program's codebook, loaded once."""
    from dragoman.coding.codebook import Codebook

    return Codebook.load()


def _sectors() -> dict[str, str]:
    return {code: f"{code}, {re.split('[:;,]', text)[0]}" for code, text in codebook().sectors.items()}
