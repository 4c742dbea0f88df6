"""Recipients who stand in another clause of the sentence, or only as the place that an act reaches.

- Who refuses to do something to somebody refuses him (`refused to recognize the junta`), and who warns that somebody
  will suffer threatens him (`warned that they could be tried`).
- Aid goes to the land that it goes into, and sanctions hit the land that is worked in (`suspended its work in Chad`).
- A threat is to whoever can avert it (`would answer if Damascus did not hand him over`).
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.actors import Cast
from dragoman.coding.candidates import Candidate
from dragoman.language.reading import Clause, Reading
from dragoman.language.tables import words
from dragoman.model import Actor

__all__ = ["complete_towards"]

REACHED = {"AID": ("into", "in", "to"), "SANCTION": ("in", "from", "to")}
"""Roles of the land that acts of a type reach."""
UPON = ("object", "indirect", "with")
"""Roles of those to whom is refused what is refused to be done."""
SUFFERING = ("object", "indirect")
"""Roles of those whose suffering is warned of."""


def complete_towards(reading: Reading, cast: Cast, candidate: Candidate) -> None:
    """Give an act without a recipient the one in its content, its place or its condition."""
    if candidate.recipients or not candidate.actors or candidate.match.reciprocal:
        return
    own = {key for a in candidate.actors for key in (a.id, a.principal)}
    for actors in (
        *_in_content(reading, cast, candidate),
        *_reached(reading, cast, candidate),
        *_averting(reading, cast, candidate),
    ):
        if others := [a for a in actors if a.id not in own and a.principal not in own]:
            candidate.recipients = others
            return


def _below(reading: Reading, clause: Clause, *links: str) -> Iterator[Clause]:
    """The clauses of the sentence that hang on a clause by one of some links."""
    for below in reading.clauses[clause.index + 1 :]:
        if below.sentence != clause.sentence:
            return
        if below.parent == clause.index and below.link in links:
            yield below


def _in_content(reading: Reading, cast: Cast, candidate: Candidate) -> Iterator[list[Actor]]:
    if candidate.act not in ("REJECT", "THREATEN"):
        return
    for below in _below(reading, candidate.clause, "complement"):
        if candidate.act == "REJECT" and below.marker == "to":
            yield _actors(cast, below, UPON)
        elif candidate.act == "THREATEN" and below.passive:
            yield _actors(cast, below, SUFFERING)


def _reached(reading: Reading, cast: Cast, candidate: Candidate) -> Iterator[list[Actor]]:
    for role in REACHED.get(candidate.act, ()):
        heads = [argument.head for argument in candidate.clause.get(role)]
        for thing in candidate.clause.get("object"):
            ties = (tie for tie in reading.children(thing.head, "prep") if tie.lower == role)
            heads += [place.i for tie in ties for place in reading.children(tie.i, "pobj")]
        yield [a for head in heads for a in cast.actors_at(head, "to") if a.id == a.party]


def _averting(reading: Reading, cast: Cast, candidate: Candidate) -> Iterator[list[Actor]]:
    if candidate.act != "THREATEN" or candidate.clause.lemma in words("warning"):
        return  # who warns of something need not do it
    for clause in (candidate.clause, *_below(reading, candidate.clause, "complement", "quoted")):
        for condition in _below(reading, clause, "condition"):
            yield _actors(cast, condition, ("subject",))


def _actors(cast: Cast, clause: Clause, roles: tuple[str, ...]) -> list[Actor]:
    return [a for argument in clause.get(*roles) for a in cast.actors_at(argument.head, argument.role)]
