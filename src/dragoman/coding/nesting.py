"""Acts within acts: what somebody demands, promises, refuses or fears is an event of its own inside that one."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.candidates import CARRIERS, Candidate
from dragoman.coding.frames import FrameMatch
from dragoman.coding.operators import EMBEDDING_LINKS, operator_of
from dragoman.coding.spans import trigger_of
from dragoman.language.reading import Clause, Reading
from dragoman.language.tables import table, words
from dragoman.model import DONE, Link

__all__ = [
    "OUTER",
    "given_word",
    "is_content",
    "is_in_words",
    "is_only_wished",
    "is_promise",
    "name_demander",
    "nest",
    "promises_not",
]

OUTER = frozenset({"REQUEST", "THREATEN", "AGREE", "REJECT", "ACCUSE"})
"""Acts that are about another act."""
PROMISED = frozenset({"AGREE", "AID", "CONCEDE", "COOPERATE", "RETREAT"})
"""Acts that somebody gives his word for; support that is offered is given by that."""
SURE = 0.5
"""Probability from which an act that no frame knows is what somebody promised."""


def nest(reading: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Set `within`, and leave out purposes that repeat the act above (`met to discuss`)."""
    by_clause = {c.clause.index: c for c in candidates}
    kept, carriers = [], set[int]()
    for candidate in candidates:
        outer = _outer(reading, candidate, by_clause)
        if outer is not None and (_repeats(outer, candidate) or _is_subject_matter(outer, candidate)):
            continue
        if (
            outer is not None
            and outer.act == "AGREE"
            and is_promise(outer)
            and not candidate.match.frame
            and candidate.score < SURE
        ):
            continue  # what is promised is not known; that it is promised is
        if outer is not None and _only_carries(outer):
            carriers.add(id(outer))
        elif outer is not None and (
            outer.match.nests or (outer.act in OUTER and is_content(reading, candidate.clause))
        ):
            candidate.within = outer
            _impose(outer, candidate)
        kept.append(candidate)
    kept = [c for c in kept if id(c) not in carriers]
    left_out = {id(c) for c in candidates} - {id(c) for c in kept}
    for candidate in kept:
        while candidate.within is not None and id(candidate.within) in left_out:
            candidate.within = candidate.within.within
    return kept


def _only_carries(outer: Candidate) -> bool:
    """Working with somebody on an act, or giving one's word to do it, is that act."""
    return outer.clause.lemma in CARRIERS or (outer.act == "AGREE" and is_promise(outer))


def is_promise(outer: Candidate) -> bool:
    """Whether an act is somebody's word that he will do it or another: `promised to`, `offered an amnesty`."""
    return outer.act in PROMISED and _promises(outer.clause)


def is_in_words(candidate: Candidate) -> bool:
    """Whether an act is done by saying so, or by showing it."""
    told = table("status")["in_words"]
    return candidate.act in told["acts"] or (
        candidate.act in told["acts_of"] and candidate.clause.lemma in told["verbs"]
    )


def is_only_wished(reading: Reading, candidate: Candidate) -> bool:
    """`wanted to work on a deal`, `considered whether to extend it`: the classifier hears at the verb of wishing the act
    that is wished for, where no frame knows that.
    """
    clause = candidate.clause
    if candidate.match.frame and candidate.match.act == candidate.act:
        return False
    below = (c for c in reading.clauses[clause.index + 1 :] if c.parent == clause.index and c.link == "complement")
    return any(operator_of(reading, clause, c) in ("hypothetical", "whether") for c in below)


def given_word(clause: Clause, matches: Sequence[FrameMatch]) -> FrameMatch | None:
    """The frame of what is given by giving one's word for it, which is the act then: `offered Britain fuel`."""
    if not _promises(clause):
        return None
    return next((m for m in matches if m.act in PROMISED - {"AGREE"}), None)


def promises_not(reading: Reading, clause: Clause) -> bool:
    """`promised not to attack`: no threat."""
    below = (c for c in reading.clauses[clause.index + 1 :] if c.parent == clause.index and c.link == "complement")
    return _promises(clause) and any(c.negated and c.tense == "none" for c in below)


def _promises(clause: Clause) -> bool:
    return clause.kind == "verb" and clause.lemma in words("promising")


def _is_subject_matter(outer: Candidate, inner: Candidate) -> bool:
    """`negotiates a treaty`, `broke the truce`, `tariffs on imports`: what an act is about, which does not come about."""
    if outer.act == "CONSULT" and inner.act == "CONCEDE" and inner.clause.is_bare_noun:
        return True
    if outer.act == "SANCTION" and inner.act == "COOPERATE" and inner.clause.is_bare_noun:
        return True
    kind = inner.clause.lemma in table("status")["terms"]["agreed"] and inner.act in ("COOPERATE", "SUPPORT")
    return inner.clause.is_bare_noun and (inner.act == "AGREE" or kind)


def _repeats(outer: Candidate, inner: Candidate) -> bool:
    """`met to discuss the border`: the same act by the same people, told twice."""
    if outer.act != inner.act or inner.clause.link not in ("purpose", "complement", "nominal"):
        return False
    if not inner.match.frame:
        return True  # the classifier alone, and what it hears is the act above
    return {a.id for a in (*inner.actors, *inner.recipients)} <= {a.id for a in (*outer.actors, *outer.recipients)}


def _impose(outer: Candidate, inner: Candidate) -> None:
    """The outer act's word on how real its content is, where the content's own clause does not say."""
    given = outer.match.inner
    if given and inner.status and inner.status.reality in DONE and inner.clause.tense == "none":
        inner.status.reality = given  # type: ignore[assignment]


def _outer(reading: Reading, candidate: Candidate, by_clause: dict[int, Candidate]) -> Candidate | None:
    """The nearest act above, with nothing but embedding on the way."""
    below = candidate.clause
    while below.parent >= 0 and below.link in EMBEDDING_LINKS:
        found = by_clause.get(below.parent)
        if found is not None:
            return found
        below = reading.clauses[below.parent]
    return None


def is_content(reading: Reading, clause: Clause) -> bool:
    """Whether the clause is what another is about, or the condition of that."""
    above = reading.clauses[clause.parent] if clause.parent >= 0 else None
    return (
        above is not None and clause.link in EMBEDDING_LINKS and (above.kind == "verb" or clause.link == "complement")
    )


def name_demander(reading: Reading, candidate: Candidate) -> None:
    """What is demanded is told by whom demands it, as nearest link: that is all that speaks for it."""
    outer, status = candidate.within, candidate.status
    if outer is None or outer.act != "REQUEST" or not outer.actors or status is None or status.reality != "demanded":
        return
    if candidate.clause.is_bare_noun and not candidate.match.reciprocal and not candidate.mentions:
        asking = {a.id for a in outer.actors}  # "demanded the release of their men": who asks for it does not do it
        candidate.actors = [a for a in candidate.actors if a.id not in asking]
    known = {a.principal for a in candidate.chain[0].speakers} if candidate.chain else set()
    if known & {a.principal for a in outer.actors}:
        return
    cue = trigger_of(reading, outer.clause)
    link = Link(speakers=tuple(outer.actors), cue=cue.text, stance="asserts", start=cue.start, end=cue.end)
    candidate.chain = (link, *candidate.chain)
