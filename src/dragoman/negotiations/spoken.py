"""Positions that no coded event carries: what a party says that it will not do, would do if, or that another must do.

`Iran would receive him only if the question were on the agenda` · `his country would not give up the islands` ·
`there would be no further transfers, the minister said, until the violence ceased`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from dragoman.actors import Cast
from dragoman.language.reading import Clause, Reading, Statement
from dragoman.model import Actor
from dragoman.negotiations.binding import begins, position_words
from dragoman.negotiations.conditions import named_conditions
from dragoman.negotiations.hanging import is_undone
from dragoman.negotiations.terms import Terms, terms_of_speech, wish_of

__all__ = ["Spoken", "spoken"]

APART = frozenset({"condition", "time", "cause", "concession", "relative", "manner", "result", "modifier"})
"""Links of clauses that only set the scene for another."""
FEW = 2
"""Words of a condition that says something."""


class Spoken(NamedTuple):
    """What a party says of itself or of another."""

    party: Actor
    stance: str
    terms: Terms
    predicate: int
    """The token of the verb or noun that states it."""
    withheld: bool = False
    """It is what he will not do, rather than what he does."""


class _Voices(NamedTuple):
    """Who stands behind a clause."""

    heads: list[int]
    """Tokens of those who say it."""
    speakers: list[Actor]
    subjects: list[Actor]

    @property
    def apart(self) -> bool:
        """Whether one party says it of another."""
        return bool(self.subjects and self.speakers) and not _parties(self.speakers) & _parties(self.subjects)


def spoken(reading: Reading, cast: Cast, inside: Collection[str]) -> Iterator[Spoken]:
    """The positions that words state whether or not events were coded in them: conditions that are called so, and what
    clauses tell by their mood alone. `inside` are the parties of the page's negotiation."""
    yield from _named(reading, cast)
    for clause in reading.clauses:
        if reading.sentences[clause.sentence].source != "title":
            yield from _by_mood(reading, cast, inside, clause)


def _by_mood(reading: Reading, cast: Cast, inside: Collection[str], clause: Clause) -> Iterator[Spoken]:
    """The positions that a clause tells as a wish, as what another must do, or as what its own party will do or not."""
    ruled_out = clause.lemma == "rule out" and bool(clause.get("object")) and not clause.negated
    must = clause.modal in position_words("must")
    wish = wish_of(reading, clause)
    talks = _is_of_settlement(reading, clause) and clause.modal in position_words("able")
    told = (ruled_out or must or talks or _looks_ahead(clause)) and _is_told(reading, clause, ruled_out or talks)
    if wish is None and not told:
        return
    voices = _voices(reading, cast, clause)
    if voices.heads and all(reading.tokens[i].lower in position_words("commentators") for i in voices.heads):
        return
    withheld = ruled_out or clause.negated or _is_none(reading, clause)
    terms = terms_of_speech(reading, clause, withheld=withheld)
    stance: str | None
    if wish is not None:
        asked = [a for i in wish.get("subject") for a in cast.actors_at(i.head, "subject") if _stands(a)]
        stance = "demand" if _parties(asked) - _parties(voices.subjects) else "proposal"
        takers = [] if voices.apart else voices.subjects
    elif must:
        of_another = voices.apart or (not voices.subjects and _is_of_settlement(reading, clause))
        stance, takers = "demand", voices.speakers if of_another and terms.what else []
    elif voices.apart and _parties(voices.speakers) & {*inside}:
        return  # a forecast of one side about the other
    else:
        stance = _course(reading, clause, terms, withheld=withheld, talks=talks)
        takers = voices.subjects or (voices.speakers if _is_own(reading, clause) else [])
        if stance == "condition" and (terms.awaits is not None or talks):
            takers = takers or voices.speakers  # `the blockade would stay until …`, `talks can begin only if …`
        if not (voices.heads or ruled_out or terms.awaits is not None or (terms.joint or "").startswith("only")):
            return  # the page's own guess
    if stance is not None:
        yield from (Spoken(actor, stance, terms, clause.predicate, withheld) for actor in _each(takers))


def _voices(reading: Reading, cast: Cast, clause: Clause) -> _Voices:
    heads = _speaking(reading, clause.predicate)
    return _Voices(
        heads,
        [a for head in heads for a in cast.channel(head) if _stands(a)],
        [a for head in _subjects(clause) for a in cast.actors_at(head, "subject") if _stands(a)],
    )


def _course(reading: Reading, clause: Clause, terms: Terms, *, withheld: bool, talks: bool) -> str | None:
    """The stance of a party that says what it will do: what is held out as harm asks for something at most, and of the
    agreement that is to be reached (`talks`) only what it hangs on is a position."""
    stance = _stance(terms, withheld, stays=clause.lemma in position_words("staying"))
    harms = clause.lemma in position_words("harming")
    if stance == "offer" and (harms or _is_warning(reading, clause.predicate)):
        stance = "condition" if is_undone(terms.condition) else None
    return None if talks and stance != "condition" else stance


def _named(reading: Reading, cast: Cast) -> Iterator[Spoken]:
    """Conditions that are called so, of those who set them, else of those who say so."""
    for setter, predicate, terms in named_conditions(reading):
        if reading.sentences[reading.tokens[predicate].sentence].source == "title":
            continue
        if setter is None:
            actors = [a for head in _speaking(reading, predicate) for a in cast.channel(head)]
        else:
            actors = list(cast.actors_at(setter, "subject"))
        for actor in _each([a for a in actors if _stands(a)]):
            yield Spoken(actor, "condition", terms, predicate)


def _looks_ahead(clause: Clause) -> bool:
    return clause.modal in position_words("ahead") or clause.tense == "future"


def _is_told(reading: Reading, clause: Clause, ruled_out: bool) -> bool:
    """Whether a clause is one that tells something, of a kind that can bind its party."""
    if clause.question or clause.perfect:
        return False
    if clause.kind != "verb":
        return clause.negated and clause.kind == "noun" and clause.light < 0
    return ruled_out or (clause.link not in APART and clause.lemma not in position_words("idle"))


def _stance(terms: Terms, withheld: bool, *, stays: bool) -> str | None:
    """The stance of what will be done or not, on a condition or without; `stays`: all is left as it is."""
    if terms.awaits and (withheld or stays):
        return "condition"
    if withheld:
        return "refusal" if terms.what else None
    if terms.condition is None or terms.what is None:
        return None
    if len(terms.condition.text.split()) < FEW:
        return None
    joint = terms.joint or ""
    if not begins(joint, "joining_wishes") or begins(terms.what.text, "meeting"):
        return "condition"
    return "commitment" if begins(joint, "joining_days") else "offer"


def _is_none(reading: Reading, clause: Clause) -> bool:
    """`no soldier would leave`, `nothing would be resumed`, `will free no one`, `there would be no talks`."""
    heads = [a.head for a in clause.get("subject", "object", "attribute") if not a.shared]
    near = [child for i in heads for child in (reading.tokens[i], *reading.children(i, "det"))]
    return any(token.lower in position_words("none") for token in near)


def _is_of_settlement(reading: Reading, clause: Clause) -> bool:
    """Whether it is told of the agreement that is to be reached: `any deal must include their release`."""
    return any(reading.tokens[a.head].lemma in position_words("settlements") for a in clause.get("subject"))


def _subjects(clause: Clause) -> list[int]:
    return [a.head for a in clause.get("agent" if clause.passive else "subject")]


def _is_own(reading: Reading, clause: Clause) -> bool:
    """Whether the speaker speaks of what his own side does: `his party would`, `there would be no`, `no man would`."""
    if clause.passive or clause.kind == "noun" or _is_none(reading, clause):
        return True
    heads = [reading.tokens[i] for i in _subjects(clause)]
    return all(
        token.dep == "expl" or any(c.lower in position_words("own") for c in reading.children(token.i, "poss"))
        for token in heads
    )


def _is_warning(reading: Reading, predicate: int) -> bool:
    """Whether it is said as a warning: `warned that the ports would be hit if …` holds out nothing."""
    said = _innermost(reading, predicate)
    return said is not None and said.cue >= 0 and reading.tokens[said.cue].lemma in position_words("warning")


def _speaking(reading: Reading, predicate: int) -> list[int]:
    """Tokens of those who say it; what the page says in its own voice is mostly a guess."""
    said = _innermost(reading, predicate)
    return said.speakers if said else []


def _innermost(reading: Reading, predicate: int) -> Statement | None:
    offset = reading.tokens[predicate].start
    holding = [s for s in reading.statements if s.source == "text" and _holds(s, offset)]
    return min(holding, key=lambda s: s.end - s.start, default=None)


def _holds(statement: Statement, offset: int) -> bool:
    return any(a <= offset < b for a, b in statement.stretches)


def _stands(actor: Actor) -> bool:
    return bool(actor.party or actor.country)


def _parties(actors: list[Actor]) -> set[str]:
    return {actor.principal for actor in actors}


def _each(actors: list[Actor]) -> Iterator[Actor]:
    """One actor of each party."""
    seen: set[str] = set()
    for actor in actors:
        if actor.principal not in seen:
            seen.add(actor.principal)
            yield actor
