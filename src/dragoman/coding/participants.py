"""Participants by the classifier's ear: those of a sentence whom it takes for actor or recipient of an act, where the
clause's own structure and the rules of `complete.py` found nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.actors import Cast
from dragoman.coding.attribution import innermost
from dragoman.coding.candidates import Candidate
from dragoman.language.reading import Clause, Reading, Token
from dragoman.language.tables import table, words
from dragoman.model import Actor

__all__ = ["complete_heard", "how_heard", "leave_out_arms", "leave_out_forum", "leave_out_own"]

LEAST = {"actors": 0.6, "recipients": 0.85}
"""How sure the classifier must be of the head word of one who takes part."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
MODIFIES = ("compound", "amod", "nmod", "poss", "det", "case")
UPON_OTHERS = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Acts that news tells in the words of those who suffer or count them; what is asked or refused speakers do themselves."""
STRUCK = frozenset({"ASSAULT", "COERCE"})
"""Acts that weapons suffer as their owners do."""
MOVING = frozenset({"MOBILIZE", "RETREAT", "CONCEDE", "SANCTION", "THREATEN", "AID"})
"""Acts that are done with one's own troops and not to them."""
TAKEN_ALONG = {"MOBILIZE": ("MIL", "CVL"), "RETREAT": ("MIL", "CVL")}
"""Main sectors of one's own that are moved in an act; of the other acts it is troops alone: people are given food."""
FORUMS = (("IGO",), ("JUD",))
"""Main sectors of those to whom one complains of others."""
ABOUT = frozenset({"about", "against", "over"})
UPON_NOBODY = frozenset({"MOBILIZE", "CONCEDE"})
"""Acts of which news seldom says towards whom: those named beside them are mostly somebody else."""


def complete_heard(reading: Reading, cast: Cast, candidate: Candidate, *, last: bool = False) -> None:
    """Give an act without an actor, or a mutual one with one side, those whom the classifier hears; and one without a
    recipient its recipients, but only as the `last` resort if somebody is known to act.
    """
    if candidate.roles is None:
        return
    if candidate.match.reciprocal:
        if len(candidate.parties) < 2:
            candidate.actors = [*candidate.actors, *_heard(reading, cast, candidate, "actors")]
        return
    if not candidate.actors and _is_told(candidate.clause):
        candidate.actors = _heard(reading, cast, candidate, "actors")
    wanting = not candidate.recipients and candidate.act not in UPON_NOBODY
    if wanting and (last or not candidate.actors):
        candidate.recipients = _heard(reading, cast, candidate, "recipients")


def leave_out_arms(candidate: Candidate) -> None:
    """Take weapons from those acted on, unless they are attacked or seized."""
    if candidate.act not in STRUCK and not candidate.match.reciprocal:
        candidate.recipients = [a for a in candidate.recipients if not _is_arms(a)]


def leave_out_own(candidate: Candidate) -> None:
    """Take the actor's own troops from those acted on, where they are only what is moved: `took its soldiers home`."""
    own = {a.party for a in candidate.actors if a.party}
    moved = TAKEN_ALONG.get(candidate.act, ("MIL",))
    if candidate.act in MOVING and not _threatens(candidate.clause):
        candidate.recipients = [a for a in candidate.recipients if not (_is_owned(a, moved) or _is_troops_of(a, own))]


def leave_out_forum(reading: Reading, cast: Cast, candidate: Candidate) -> None:
    """Take the court or council to which one complains from those accused, in favour of whom it is told about."""
    if candidate.act != "ACCUSE":
        return
    for argument in candidate.clause.get("to"):
        told = {a.id for a in cast.actors_at(argument.head, "to") if a.sectors[:1] in FORUMS}
        if told & {a.id for a in candidate.recipients}:
            accused = [a for a in candidate.recipients if a.id not in told]
            candidate.recipients = accused or _told_about(reading, cast, argument.head)


def _told_about(reading: Reading, cast: Cast, forum: int) -> list[Actor]:
    """Those whom the parser hangs under the forum: `complained to the court about Chad`."""
    signs = [c for c in reading.children(forum, "prep") if c.lower in ABOUT]
    return [a for sign in signs for c in reading.children(sign.i, "pobj") for a in cast.actors_at(c.i)]


def _threatens(clause: Clause) -> bool:
    """Whether the act is a threat to whom it names: `threatened his own generals`."""
    return clause.lemma == "threaten" and bool(clause.get("object"))


def _is_owned(actor: Actor, sectors: tuple[str, ...]) -> bool:
    return actor.text.lower().partition(" ")[0] in table("positions")["own"] and actor.sectors[:1] in (
        (),
        *((s,) for s in sectors),
    )


def _is_troops_of(actor: Actor, parties: set[str]) -> bool:
    return actor.party in parties and actor.sectors[:1] == ("MIL",)


def _is_arms(actor: Actor) -> bool:
    last = actor.text.lower().split()[-1]
    return actor.id.startswith("local:") and bool({last, last.removesuffix("s")} & words("arms"))


def _is_told(clause: Clause) -> bool:
    """Whether an act is told as such: an infinitive has the actor that grammar gives it, or none that is known."""
    return clause.kind != "verb" or clause.tense != "none" or clause.modal is not None or clause.passive


def _heard(reading: Reading, cast: Cast, candidate: Candidate, role: str) -> list[Actor]:
    """Those in the sentence who sound like it and take no part in the act yet."""
    known = {k for a in (*candidate.actors, *candidate.recipients) for k in (a.id, a.principal)}
    found: dict[str, Actor] = {}
    theirs = candidate.act in UPON_OTHERS or (
        candidate.match.reciprocal and candidate.clause.kind == "verb" and candidate.clause.get("subject")
    )
    telling = _telling(reading, candidate.clause) if theirs else set()
    for token in _heads(reading, candidate, role):
        if token.i in telling:
            continue
        if role == "actors" and not _within_reach(reading, candidate, token):
            continue
        for actor in cast.actors_at(token.i):
            if actor.id not in known and actor.principal not in known:
                found.setdefault(actor.id, actor)
    return list(found.values())


def _telling(reading: Reading, clause: Clause) -> set[int]:
    """The words for those who only tell of an act: `twelve were killed, the army says`."""
    found: set[int] = set()
    index = innermost(reading, clause)
    while index >= 0:
        for head in reading.statements[index].speakers:
            found.update(range(reading.tokens[head].left, reading.tokens[head].right + 1))
        index = reading.statements[index].parent
    return found


def _within_reach(reading: Reading, candidate: Candidate, token: Token) -> bool:
    """Whether a word stands in the act's clause, above or below it or in a main one, and not in the content of another."""
    own = {c.index for c in reading.path(candidate.clause)}
    at = token
    while at.i not in reading.clause_of and at.head != at.i:
        at = reading.tokens[at.head]
    index = reading.clause_of.get(at.i, -1)
    if index < 0 or index in own or reading.clauses[index].link in (None, "coordinated"):
        return True
    return any(c.index == candidate.clause.index for c in reading.path(reading.clauses[index]))


def _heads(reading: Reading, candidate: Candidate, role: str) -> Iterator[Token]:
    """Head words of noun phrases that the classifier takes for the role."""
    assert candidate.roles is not None
    sentence = reading.sentences[candidate.clause.sentence]
    tokens: Sequence[Token] = reading.tokens[sentence.first : sentence.last]
    sure = [
        t
        for t in tokens
        if t.pos in NOMINAL
        and candidate.roles.of(t.start - sentence.start, t.end - sentence.start)[role] >= LEAST[role]
    ]
    inside = {t.i for t in sure}
    for token in sure:
        if not (token.dep in MODIFIES and token.head in inside):
            yield token


def how_heard(reading: Reading, candidate: Candidate) -> dict[str, float]:
    """How sure the classifier is of those found: by role the mean over those who stand in the sentence, less a half (0
    for nobody); and as `missed` how much the likeliest sounds like a recipient where none was found.
    """
    heard = {"actors": 0.0, "recipients": 0.0, "missed": 0.0}
    if candidate.roles is None:
        return heard
    sentence = reading.sentences[candidate.clause.sentence]
    tokens = [t for t in reading.tokens[sentence.first : sentence.last] if t.pos in NOMINAL]
    sure = {t.i: candidate.roles.of(t.start - sentence.start, t.end - sentence.start) for t in tokens}
    for role, found in (("actors", candidate.actors), ("recipients", candidate.recipients)):
        inside = [a for a in found if a.source == sentence.source]
        spans = [[sure[t.i][role] for t in tokens if a.start <= t.start and t.end <= a.end] for a in inside]
        best = [max(values) for values in spans if values]
        if best:
            heard[role] = sum(best) / len(best) - 0.5
    if not candidate.recipients and not candidate.match.reciprocal:
        heard["missed"] = max((p["recipients"] for p in sure.values()), default=0.0)
    return heard
