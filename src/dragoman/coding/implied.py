"""Recipients that a page leaves to its reader, sought over the whole page once its acts are known.

Three rules. What is refused, asked, threatened or promised in so many words is so towards the one told (`told the
envoys that it would not`). Who condemns or praises an act does so to its doer, found by the word, the kind of act or,
for a bare `step` or `decision`, by nearness (`condemned the coup`); who judges what several agreed, to all of them. Else who rejects
or welcomes what was said answers its speaker (`denied this`, `dismissed the figure`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.actors import Cast
from dragoman.coding.attribution import innermost
from dragoman.coding.candidates import Candidate
from dragoman.coding.frames import FrameBook
from dragoman.coding.nesting import is_promise
from dragoman.language.reading import Argument, Reading, Statement
from dragoman.language.tables import words
from dragoman.model import DONE, Actor

__all__ = ["complete_implied"]

TOLD = frozenset({"REQUEST", "REJECT", "THREATEN", "CONCEDE", "AGREE"})
"""Acts done by telling somebody."""
JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
"""Acts about what somebody else said or did."""
JUDGED = ("object", "of", "as", "about", "over", "against")
AGREEING = frozenset({"AGREE", "SUPPORT", "CONCEDE", "COOPERATE"})
"""Mutual acts that leave an agreement behind."""
ANAPHORS = frozenset({"this", "that", "it"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
REACH = 2
"""Sentences back in which a reply finds the words that it answers."""
STEM = 5
"""Letters that a noun shares with the verb of the act that it names: arrest, arrested; releas(e), releas(ing)."""


def complete_implied(reading: Reading, cast: Cast, frames: FrameBook, candidates: Sequence[Candidate]) -> None:
    """Give acts without a recipient the one told, the one answered or the doer of what they judge.

    `candidates` are those of the whole page in the order of the text.
    """
    for index, candidate in enumerate(candidates):
        if candidate.act in JUDGING and candidate.clause.lemma in words("judging_things") and _is_thing(candidate):
            candidate.recipients = []
        if candidate.recipients or not candidate.actors or candidate.match.reciprocal:
            continue
        own = _parties(candidate.actors)
        found: list[Actor] = []
        if candidate.act in TOLD:
            found = _told(reading, cast, candidate, own)
        if not found and candidate.act in JUDGING:
            earlier = candidates[:index]
            found = _doer(reading, frames, candidate, earlier, own) or _answered(reading, cast, candidate, earlier, own)
        candidate.recipients = [a for a in found if a.principal not in own]


def _is_thing(candidate: Candidate) -> bool:
    """Whether the recipient is only an *it*, which such verbs say of what was said or done."""
    return bool(candidate.recipients) and all(a.text.lower() == "it" for a in candidate.recipients)


def _told(reading: Reading, cast: Cast, candidate: Candidate, own: set[str]) -> list[Actor]:
    """The party that the actor tells he will or will not; journalists and other listeners only pass it on."""
    index = innermost(reading, candidate.clause)
    if index < 0 or reading.statements[index].to < 0:
        return []
    statement = reading.statements[index]
    if not own & _parties(_speakers(cast, statement)):
        return []
    return [a for a in cast.actors_at(statement.to, "to") if a.party and "JRN" not in a.sectors]


def _answered(
    reading: Reading, cast: Cast, candidate: Candidate, earlier: Sequence[Candidate], own: set[str]
) -> list[Actor]:
    """The last speaker before, where the object is what he said: `this`, `the claim`; or, where he judged somebody
    else's act (`Oslo condemned the coup, Rome called it a crime`), whom he judged.
    """
    clause = candidate.clause
    if not any(_is_said(reading, argument) for argument in clause.get(*JUDGED)):
        return []
    here, token = clause.sentence, reading.tokens[clause.predicate]
    for statement in sorted(reading.statements, key=lambda s: -s.start):
        told_in = any(start <= token.start < end for start, end in statement.stretches)
        if told_in or statement.start >= token.start or statement.source != reading.sentences[here].source:
            continue
        at = reading.tokens[statement.cue if statement.cue >= 0 else statement.speakers[0]] if (
            statement.cue >= 0 or statement.speakers
        ) else None  # fmt: skip
        if at is None or at.i == clause.predicate:
            continue
        if here - at.sentence > REACH:
            break
        speakers = [a for a in _speakers(cast, statement) if "JRN" not in a.sectors]
        if speakers and not own & _parties(speakers):
            judged = next((c for c in earlier if c.clause.predicate == at.i and c.act in JUDGING), None)
            alike = judged is not None and here == at.sentence and not own & _parties(judged.recipients)
            return list(judged.recipients) if judged is not None and alike else speakers
    return []


def _is_said(reading: Reading, argument: Argument) -> bool:
    token = reading.tokens[argument.head]
    if token.lower in ANAPHORS:
        return True
    return _is_definite(reading, argument) and token.lemma in words("said_things")


def _is_definite(reading: Reading, argument: Argument) -> bool:
    return any(c.lower in DEFINITE for c in reading.children(argument.head, "det"))


def _doer(
    reading: Reading, frames: FrameBook, candidate: Candidate, earlier: Sequence[Candidate], own: set[str]
) -> list[Actor]:
    """Who did what the object speaks of: the actor of the latest act of that word or that kind, or, where it is
    only called a step or a decision, of the latest act nearby.
    """
    others = [c for c in reversed(earlier) if c.actors and not c.match.reciprocal and not own & _parties(c.actors)]
    for argument in candidate.clause.get(*JUDGED):
        lemma = reading.tokens[argument.head].lemma
        if argument.head not in reading.clause_of and lemma not in words("said_things") | words("done_things"):
            continue
        if lemma in words("agreed_things"):
            if agreed := _agreed(candidate, earlier, own):
                return agreed
            continue
        for other in others:
            heads = {c.clause.predicate for c in (other, *other.mentions)}
            if argument.head in heads or other.clause.lemma[:STEM] == lemma[:STEM]:
                return list(other.actors)
        if not _is_definite(reading, argument):
            continue
        acts = frames.acts_named(lemma)
        for other in others:
            near = candidate.clause.sentence - other.clause.sentence <= REACH
            real = other.status is None or other.status.reality in DONE or is_promise(other)
            if real and (other.act in acts or (near and lemma in words("done_things"))):
                return list(other.actors)
    return []


def _agreed(candidate: Candidate, earlier: Sequence[Candidate], own: set[str]) -> list[Actor]:
    """Those who agreed nearby what is judged, without the judge: all of them (`Chad and Mali signed; Oslo hailed the
    accord`).
    """
    for other in reversed(earlier):
        if candidate.clause.sentence - other.clause.sentence > REACH:
            break
        if other.match.reciprocal and other.act in AGREEING and len(other.parties) > 1:
            return [a for a in other.actors if a.principal not in own]
    return []


def _speakers(cast: Cast, statement: Statement) -> list[Actor]:
    return [actor for head in statement.speakers for actor in cast.actors_at(head, "subject")]


def _parties(actors: Iterable[Actor]) -> set[str]:
    return {a.principal for a in actors}
