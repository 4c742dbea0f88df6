"""Clauses that may be events: an act, its actors and recipients, before status, date and merging."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

from dragoman.actors import Cast
from dragoman.coding.classifier import Roles, Vector
from dragoman.coding.frames import FrameBook, FrameMatch
from dragoman.coding.status import StatusReading
from dragoman.coding.unframed import unframed_match
from dragoman.language.reading import Clause, Reading, Token
from dragoman.model import Actor, Link, Place, TimeSpan

__all__ = ["CARRIERS", "Candidate", "can_modify", "cast_roles", "find_candidates", "without_forum"]

CARRIERS = frozenset({"work", "help", "cooperate", "collaborate", "liaise"})
"""Verbs of doing together: what is worked on is the act."""
CONTENT = frozenset({"nominal", "complement", "quoted"})
"""Links of what a clause is about: where that is an act, the clause around it only carries it (`signaled its
willingness`)."""


CONTENT_MARKERS = (None, "to", "that", "if", "whether")
"""Words that join to a verb what it is about."""


@dataclass(slots=True, eq=False)
class Candidate:
    """An event in the making."""

    clause: Clause
    match: FrameMatch
    others: list[FrameMatch]
    """Other acts that the words allow, less likely by the frames."""
    act: str
    modes: tuple[str, ...]
    actors: list[Actor] = field(default_factory=list)
    recipients: list[Actor] = field(default_factory=list)
    status: StatusReading | None = None
    within: Candidate | None = None
    date: TimeSpan = field(default_factory=TimeSpan)
    announced: TimeSpan | None = None
    place: Place | None = None
    chain: tuple[Link, ...] = ()
    background: bool = False
    contexts: tuple[str, ...] = ()
    score: float = 0.0
    """The probability of the act."""
    any_act: float = 0.0
    """The probability that the clause tells of an act at all."""
    mentions: list[Candidate] = field(default_factory=list)
    vector: Vector | None = None
    """What the encoder made of the clause; reports of one happening are compared by it."""
    roles: Roles | None = None
    """Whom in the sentence the classifier takes for actors and recipients."""
    heard: dict[str, float] = field(default_factory=dict)
    """How sure it is of those found (`participants.how_heard`)."""

    @property
    def parties(self) -> frozenset[str]:
        """Parties (or ids) of all who take part."""
        return frozenset(a.principal for a in (*self.actors, *self.recipients))

    def turned(self, clause: Clause, act: str, modes: tuple[str, ...]) -> Candidate:
        """The act that the clause above makes of this one (`stopped the shelling`), by the same parties."""
        match = replace(self.match, act=act, modes=modes, cameo="", reciprocal=False, nests=False, inner=None)
        return Candidate(
            clause, match, [], act, modes, actors=self.actors, recipients=self.recipients, contexts=self.contexts,
            score=self.score, any_act=self.any_act, vector=self.vector,
        )  # fmt: skip


def find_candidates(reading: Reading, cast: Cast, frames: FrameBook, *, unframed: bool) -> list[Candidate]:
    """The candidates of an article, in the order of its clauses; with `unframed`, clauses that no frame knows too."""
    found: list[Candidate] = []

    @cache
    def is_actor(head: int) -> bool:
        return bool(cast.actors_at(head))

    known = {clause.index: frames.match(reading, clause, is_actor=is_actor) for clause in reading.clauses}
    holding = {
        clause.parent
        for clause in reading.clauses
        if _is_content(clause) and _can_stand(clause, known[clause.index], is_actor)
    }
    for clause in reading.clauses:
        matches = known[clause.index]
        if not matches and unframed and clause.index not in holding and not frames.is_idle(reading, clause, is_actor):
            matches = [match] if (match := unframed_match(reading, cast, clause)) else []
        if not matches:
            continue
        best = matches[0]
        candidate = Candidate(clause, best, matches[1:], best.act, best.modes, score=best.strength)
        cast_roles(reading, cast, candidate)
        found.append(candidate)
    absorbed = {head for candidate in found for head in candidate.match.absorbed}
    return [c for c in found if c.clause.predicate not in absorbed]


def _can_stand(clause: Clause, matches: list[FrameMatch], is_actor: Callable[[int], bool]) -> bool:
    """Whether an act can be told by itself: a noun with nobody about it cannot, and leaves the telling to the verb
    (`closed their shops in protest`)."""
    if not clause.is_bare_noun:
        return bool(matches)
    return any(is_actor(head) for m in matches for head in (*m.actor_heads, *m.recipient_heads))


def _is_content(clause: Clause) -> bool:
    """Whether a clause is what the one above is about, and not only its ground (`dismissed him for refusing`)."""
    return clause.link in CONTENT and (clause.kind != "verb" or clause.marker in CONTENT_MARKERS)


def cast_roles(reading: Reading, cast: Cast, candidate: Candidate) -> None:
    """Who acts and who is acted on, from the frame's slots."""
    match = candidate.match
    heads = match.actor_heads
    if match.reciprocal and _done_jointly(reading, candidate.clause):
        # "works with B on negotiating a treaty with C": A and B negotiate; C is whom the treaty is with
        heads = [a.head for a in candidate.clause.get("subject")]
    actors = _actors(reading, cast, heads)
    visiting = "visit" in match.modes  # a place that is visited is a host, not only where
    recipients = _actors(reading, cast, match.recipient_heads, "to" if visiting else "")
    if visiting:
        homes = {a.party for a in actors}
        recipients = [r for r in recipients if r.id != r.party or r.party not in homes]
    if visiting and (met := _met_there(reading, cast, match)):
        # "flew to Geneva for talks with B": B is met there, and Geneva is only where
        candidate.match = match = replace(match, reciprocal=True)
        recipients = met
    if match.reciprocal:
        actors, recipients = without_forum(reading, candidate.clause, _unique([*actors, *recipients])), []
    ids = {a.id for a in actors}
    candidate.actors = actors
    candidate.recipients = [r for r in recipients if r.id not in ids]


def _met_there(reading: Reading, cast: Cast, match: FrameMatch) -> list[Actor]:
    """With whom the talks are that a journey is made for."""
    talks = (reading.clauses[reading.clause_of[head]] for head in match.absorbed if head in reading.clause_of)
    return _actors(reading, cast, [a.head for clause in talks for a in clause.get("with", "between")])


def without_forum(reading: Reading, clause: Clause, actors: list[Actor]) -> list[Actor]:
    """Without the body whose meeting it is, where two meet: `met Mr. Xi at the Group of 20 summit`."""
    if clause.kind != "noun":
        return actors
    noun = reading.tokens[clause.predicate]
    first = reading.tokens[noun.left].start
    others = [a for a in actors if a.country != "IGO" or not first <= a.start < noun.start]
    return others if len(others) > 1 else actors


def _done_jointly(reading: Reading, clause: Clause) -> bool:
    """Whether the act is what two parties work on together."""
    if clause.parent < 0 or clause.link != "complement":
        return False
    above = reading.clauses[clause.parent]
    return above.lemma in CARRIERS and bool(above.get("with")) and len(clause.get("subject")) > 1


def can_modify(token: Token, actor: Actor) -> bool:
    """Whether what stands before a noun means somebody: `Russian strikes`, but not `a state visit` or, by a man's
    name, `Muslim countries`.
    """
    if token.dep == "amod" and actor.id.startswith("person:"):
        return False
    return token.dep not in ("amod", "compound", "nmod") or bool(actor.country) or not actor.id.startswith("local:")


def _actors(reading: Reading, cast: Cast, heads: list[int], role: str = "") -> list[Actor]:
    """Who stands at the heads; a state beside a person who acts for it (`Brazil, through its minister`) is one too
    many."""
    found = _unique(
        [actor for head in heads for actor in cast.actors_at(head, role) if can_modify(reading.tokens[head], actor)]
    )
    spoken_for = {a.party for a in found if a.party and a.id.startswith("person:")}
    return [a for a in found if a.id != a.party or a.id not in spoken_for]


def _unique(actors: list[Actor]) -> list[Actor]:
    found: dict[str, Actor] = {}
    for actor in actors:
        found.setdefault(actor.id, actor)
    return list(found.values())
