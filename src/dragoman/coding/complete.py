"""Participants that a clause leaves to the words, clauses and sentences around it.

Eight rules:

- An act that is a verb's bare object is its subject's (`announced a march`).
- An act that weapons do is their owner's (`Iraqi guns pounded the town`).
- An act upon a thing is towards whoever the thing belongs to or comes from (`refused an American request`).
- A demand that names nobody is to whoever is to do what is asked (`demanded that he resign`).
- A mutual act that names one side takes the other from the act that governs it (`invited Moon for talks`, `accepted an
  invitation from Kim to meet`).
- Talks that resume and name nobody are of those who talked last (`the talks are to resume`).
- A threat or refusal that names nobody is towards whom its content is (`refused to lift sanctions on Iran`).
- A reply that names nobody is to whoever asked, offered or accused last (`Cairo proposed …. Ethiopia rejected that`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.actors import Cast
from dragoman.coding.candidates import Candidate, can_modify, without_forum
from dragoman.coding.operators import EMBEDDING_LINKS, operator_of
from dragoman.language.reading import Clause, Reading
from dragoman.language.tables import table, words
from dragoman.model import Actor

__all__ = [
    "complete_asked",
    "complete_from_arms",
    "complete_from_content",
    "complete_from_phrase",
    "complete_mutual",
    "complete_owned",
    "complete_replies",
    "complete_resumed",
]

SIDES = ("subject", "object", "indirect", "with", "from", "by", "to", "possessive")
AROUND = frozenset({"time", "manner", "purpose"})
"""Links of a meeting that is named beside what one of its sides did: `left after talks with the rebels`."""
SUFFERED = frozenset({"ASSAULT", "COERCE", "ACCUSE"})
"""Acts that are announced, feared and ended by others than those who do them."""
REPLIES = frozenset({"REJECT", "AGREE", "CONCEDE"})
ASKED = frozenset({"REQUEST", "AGREE", "THREATEN", "ACCUSE", "COERCE", "SANCTION"})
UPON = frozenset(
    {
        "REJECT", "ACCUSE", "REQUEST", "THREATEN", "SUPPORT", "AGREE", "SANCTION", "COERCE", "ASSAULT", "AID", "CONCEDE",
        "PROTEST", "MOBILIZE",
    }
)  # fmt: skip
CARRYING = frozenset({"SANCTION", "COERCE", "CONCEDE", "RETREAT"})
WITH_CONTENT = frozenset({"REJECT", "THREATEN", "AGREE"})
THINGS = (
    "object",
    "against",
    "on",
    "upon",
    "over",
    "to",
    "for",
    "at",
    "into",
    "with",
    "from",
    "of",
    "off",
    "near",
    "along",
    "towards",
    "toward",
)
TIES = frozenset({"of", "by", "from", "on", "against", "with", "for", "to", "between"})
AUTHORS = frozenset({"of", "by", "from", "between"})
UPON_TARGETS = frozenset(
    {"THREATEN", "SANCTION", "COERCE", "ASSAULT", "AID", "CONCEDE", "AGREE", "PROTEST", "MOBILIZE"}
)
"""Acts that reach the target of the act that they hold (`threatened strikes on Iran`)."""
OFFERING = frozenset({"offer", "propose", "volunteer"})
REACH = 3
"""Sentences back in which a reply looks for what it answers."""


def complete_mutual(reading: Reading, cast: Cast, candidate: Candidate) -> None:
    """Give a mutual act with fewer than two sides those of the clauses that govern it."""
    if not candidate.match.reciprocal or len(candidate.actors) > 1:
        return
    if candidate.clause.kind == "noun" and candidate.clause.link in AROUND and candidate.clause.parent >= 0:
        _take(cast, candidate, reading.clauses[candidate.clause.parent], ("subject",))
    below = candidate.clause
    while below.parent >= 0 and below.link in EMBEDDING_LINKS and len(candidate.actors) < 2:
        above = reading.clauses[below.parent]
        knows = above.lemma in table("status")["sourcing"]["knows"]
        called = above.names_object
        if knows or called or operator_of(reading, above, below) in ("say", "denied", "factive"):
            break  # who tells of an act, or judges it, takes no part in it
        _take(cast, candidate, above, SIDES)
        below = above
    candidate.actors = without_forum(reading, candidate.clause, candidate.actors)


def complete_resumed(reading: Reading, candidates: Sequence[Candidate]) -> None:
    """Give talks that begin or go on and name nobody the parties who were last told to talk: `the talks are to resume`."""
    last: list[Actor] = []
    for candidate in candidates:
        if not candidate.match.reciprocal:
            continue
        if candidate.act == "CONSULT" and not candidate.actors and _resumes(reading, candidate.clause):
            candidate.actors = list(last)
        elif len(candidate.parties) > 1:
            last = candidate.actors


def _resumes(reading: Reading, talks: Clause) -> bool:
    """Whether talks are the subject of a verb that says that they begin, go on or end."""
    if not talks.is_bare_noun or talks.parent < 0:
        return False
    above = reading.clauses[talks.parent]
    return above.lemma in words("resuming") and any(a.head == talks.predicate for a in above.get("subject"))


def _take(cast: Cast, candidate: Candidate, clause: Clause, roles: tuple[str, ...]) -> None:
    """Add those who stand in a clause and whose party takes no part yet."""
    known = candidate.parties
    for actor in (a for argument in clause.get(*roles) for a in cast.actors_at(argument.head, argument.role)):
        if actor.principal not in known and all(a.id != actor.id for a in candidate.actors):
            candidate.actors.append(actor)


def complete_owned(reading: Reading, cast: Cast, candidate: Candidate) -> None:
    """Give an act that stands as the bare object of a verb, with nobody about it, the verb's subject for its actor."""
    clause = candidate.clause
    if candidate.actors or candidate.recipients or candidate.match.reciprocal or not clause.is_bare_noun:
        return
    above = reading.clauses[clause.parent] if clause.parent >= 0 else None
    if (
        above is None
        or above.passive
        or above.names_object
        or above.lemma not in words("owning")
        or candidate.act in SUFFERED
    ):
        return
    if any(a.head == clause.predicate for a in above.get("object", "attribute")):
        candidate.actors = [a for argument in above.get("subject") for a in cast.actors_at(argument.head, "subject")]


def complete_from_arms(reading: Reading, cast: Cast, candidate: Candidate) -> None:
    """Give an attack that weapons make the one whose they are: "Iraqi guns pounded the town"."""
    if candidate.actors or candidate.act != "ASSAULT" or candidate.clause.passive:
        return
    for argument in candidate.clause.get("subject"):
        if reading.tokens[argument.head].lemma in words("arms"):
            owners = next(filter(None, _within(reading, cast, argument.head, False)), ())
            candidate.actors = [a for a in owners if all(a.id != r.id for r in candidate.recipients)]


def complete_asked(reading: Reading, cast: Cast, candidate: Candidate) -> None:
    """Give a demand without a recipient the one who is to act in its content."""
    if candidate.act not in ("REQUEST", "ACCUSE") or candidate.recipients or not candidate.actors:
        return
    own = {k for a in candidate.actors for k in (a.id, a.principal)}
    for clause in reading.clauses[candidate.clause.index + 1 :]:
        if clause.sentence != candidate.clause.sentence:
            break
        if clause.parent != candidate.clause.index or clause.link not in ("complement", "nominal"):
            continue
        role = ("object", "indirect") if clause.passive and candidate.act == "ACCUSE" else ("subject",)
        for argument in clause.get(*role):
            for actor in cast.actors_at(argument.head, argument.role):
                if actor.id not in own and actor.principal not in own:
                    candidate.recipients.append(actor)
        if candidate.recipients:
            return


def complete_from_phrase(reading: Reading, cast: Cast, candidate: Candidate) -> None:
    """Give an act upon a thing the one whose thing it is: owner, author or target within the object's phrase."""
    if candidate.act not in UPON or candidate.recipients or not candidate.actors or candidate.match.reciprocal:
        return
    own = {k for a in candidate.actors for k in (a.id, a.principal)}
    taken = set(candidate.match.actor_heads)
    clauses = [candidate.clause, *_carried(reading, candidate)]
    things = [a for c in clauses for a in sorted(c.get(*THINGS), key=lambda a: THINGS.index(a.role))]
    for argument in things:
        if argument.shared or argument.head in taken:
            continue
        for actors in _within(reading, cast, argument.head, candidate.act in UPON_TARGETS):
            found = [a for a in actors if a.id not in own and a.principal not in own]
            if found:
                candidate.recipients = found
                return


def _carried(reading: Reading, candidate: Candidate) -> Iterator[Clause]:
    """What the actor does by or stops with the act: "stopped issuing permits for Colombian meat"."""
    if candidate.act not in CARRYING:
        return
    for clause in reading.clauses[candidate.clause.index + 1 :]:
        if clause.sentence != candidate.clause.sentence:
            break
        if clause.parent == candidate.clause.index and clause.link == "complement" and clause.tense == "none":
            yield clause


def _within(reading: Reading, cast: Cast, head: int, targets: bool) -> Iterator[Sequence[Actor]]:
    """Those in a noun phrase below its head, nearest first: modifiers, owners, authors, targets; all whom one word
    means together ("restraint on both sides").

    Who backs or condemns an act (`support for strikes on Iran`) does so to its author, never to its target.
    """
    ties = TIES if targets or head not in reading.clause_of else AUTHORS
    for child in reading.children(head):
        if child.dep in ("poss", "compound", "nmod", "amod"):
            yield [a for a in cast.actors_at(child.i, "possessive") if can_modify(child, a)]
        elif child.dep in ("prep", "agent") and child.lower in ties:
            for inner in reading.children(child.i, "pobj"):
                if found := cast.actors_at(inner.i, child.lower):
                    yield found
                else:
                    yield from _within(reading, cast, inner.i, targets)
        elif child.dep == "acl" and child.tag == "VBN":
            for agent in reading.children(child.i, "agent"):
                for inner in reading.children(agent.i, "pobj"):
                    yield cast.actors_at(inner.i, "by")


def complete_from_content(candidates: list[Candidate]) -> None:
    """Give a threat, a refusal or a promise that names nobody the recipients of what it is about."""
    for inner in candidates:
        outer = inner.within
        if outer is None or outer.act not in WITH_CONTENT or outer.recipients or not outer.actors:
            continue
        own = {a.principal for a in outer.actors}
        if own & {a.principal for a in inner.actors}:
            sides = inner.actors if inner.match.reciprocal else inner.recipients
            outer.recipients = [a for a in sides if a.principal not in own]


def complete_replies(reading: Reading, candidates: list[Candidate]) -> None:
    """Give a reply without a recipient the one whom it answers: the latest act towards its actor nearby."""
    for index, candidate in enumerate(candidates):
        if candidate.act not in REPLIES or candidate.recipients or not candidate.actors or candidate.match.reciprocal:
            continue
        if candidate.background or len({a.principal for a in candidate.actors}) > 1:
            continue
        own = {a.principal for a in candidate.actors}
        for earlier in reversed(candidates[:index]):
            if candidate.clause.sentence - earlier.clause.sentence > REACH:
                break
            answered = _answered(earlier, own)
            if answered:
                candidate.recipients = answered
                break


def _answered(earlier: Candidate, own: set[str]) -> list[Actor]:
    """Who acted towards `own` in an earlier act, or asked for or offered something to nobody named."""
    asks = earlier.status is not None and earlier.status.reality == "demanded"
    if (earlier.act not in ASKED and not asks) or earlier.within is not None:
        return []
    actors = {a.principal for a in earlier.actors}
    recipients = {a.principal for a in earlier.recipients}
    if actors & own:
        return []
    if recipients & own or (not recipients and (asks or earlier.act == "REQUEST" or earlier.clause.lemma in OFFERING)):
        return list(earlier.actors)
    return []
