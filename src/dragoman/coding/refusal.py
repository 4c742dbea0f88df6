"""Saying that one will not do what was asked is a refusal: an act of its own, and done.

"Ankara said it would not withdraw its troops" is REJECT, happened, by Ankara; and no RETREAT. So is "ruled out sending
an envoy", "vowed never to negotiate", "has no intention of leaving". The words are in `data/language/refusal.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dragoman.actors import Cast
from dragoman.coding.candidates import Candidate
from dragoman.coding.operators import EMBEDDING_LINKS
from dragoman.coding.status import read_status
from dragoman.language.reading import Clause, Reading
from dragoman.language.tables import table
from dragoman.model import DONE

__all__ = [
    "is_failing",
    "is_refusal",
    "is_unwilling",
    "no_agreement",
    "refused_modes",
    "refusing_clause",
    "split_parties",
    "turn_refusals",
    "will_not",
]

LINKS = EMBEDDING_LINKS - {"condition", "purpose"}


def is_refusal(act: str, clause: Clause, reality: str, *, own: bool) -> bool:
    """Whether a negated clause is its own actor's refusal: `will not`, `would never`, said by the one who acts."""
    unable = clause.modal in ("can", "could")
    ahead = clause.tense == "future" or clause.modal == "would" or (unable and act != "AGREE")
    return act in _modes() and reality == "negated" and clause.negated and ahead and own


def refused_modes(act: str) -> tuple[str, ...]:
    """REJECT's mode where an act is refused."""
    return (_modes()[act],) if act in _modes() else ()


def refusing_clause(reading: Reading, clause: Clause, act: str) -> Clause | None:
    """The clause above an act that refuses it, or None: `ruled out`, `vowed`, `no intention`."""
    below = clause
    while below.parent >= 0 and below.link in LINKS:
        above = reading.clauses[below.parent]
        if above.kind != "noun" or above.negated or above.lemma not in _words("between", "nouns"):
            return above if _refuses(reading, clause, below, above, act) else None
        below = above
    return None


def is_unwilling(clause: Clause) -> bool:
    """Whether a clause refuses by its negation: `is not prepared`, `has no intention`, `would not hear of`."""
    kinds = {"noun": "nouns", "adjective": "adjectives", "verb": "verbs"}
    if clause.kind == "verb" and not will_not(clause):
        return False
    return clause.negated and clause.kind in kinds and clause.lemma in _words("unwilling", kinds[clause.kind])


def will_not(clause: Clause) -> bool:
    """`would not let him leave`: what is heard as a refusal is one, and none that is denied."""
    return clause.kind == "verb" and clause.negated and (clause.modal == "would" or clause.tense == "future")


def no_agreement(reading: Reading, clause: Clause, act: str, parties: set[int]) -> bool:
    """Whether a clause tells that those who were to agree did not; `parties` are the tokens of whom it is told."""
    above = reading.clauses[clause.parent] if clause.parent >= 0 and clause.link == "complement" else clause
    told = next((c for c in (clause, above) if is_failing(c)), clause)
    if act == "CONSULT":
        return clause.is_bare_noun and _came_to_nothing(reading, clause)
    unable = is_failing(told) or (clause.negated and clause.modal in ("could", "can"))
    return act == "AGREE" and unable and any(a.head in parties for a in told.get("subject"))


def is_failing(clause: Clause) -> bool:
    """Whether a clause says that what completes it did not come about: `failed to`, `was unable to`."""
    kinds = {"verb": "verbs", "adjective": "adjectives"}
    return not clause.negated and clause.kind in kinds and clause.lemma in _words("failing", kinds[clause.kind])


def _came_to_nothing(reading: Reading, talks: Clause) -> bool:
    """`Talks between A and B collapsed`, `the talks ended without a deal`."""
    above = reading.clauses[talks.parent] if talks.parent >= 0 else None
    if above is None or above.negated or not any(a.head == talks.predicate for a in above.get("subject")):
        return False
    below = [c for c in reading.clauses if c.parent == above.index and c.marker == "without"]
    return above.lemma in _words("failing", "talks") or any(c.lemma in _words("failing", "without") for c in below)


def turn_refusals(reading: Reading, cast: Cast, candidates: list[Candidate]) -> list[Candidate]:
    """Put the refusal in the place of the act that is refused, where no frame tells of the refusal itself; those who
    fail to agree, or refuse to rule an act out, refuse nothing.
    """
    agreed = {c.clause.parent for c in candidates if c.act == "AGREE" and c.clause.link == "complement"}
    candidates = [c for c in candidates if not (is_failing(c.clause) and c.clause.index in agreed)]
    open_ = {c.parent for c in reading.clauses if c.link == "complement" and c.lemma in _words("ruling_out", "verbs")}
    candidates = [c for c in candidates if c.act != "REJECT" or c.clause.index not in open_]
    told = {c.clause.index for c in candidates if c.act == "REJECT"}
    turned: dict[int, Candidate] = {}
    left_out: set[int] = set()
    for candidate in candidates:
        above = refusing_clause(reading, candidate.clause, candidate.act)
        if above is None or above.index in told:
            continue
        left_out.add(id(candidate))
        turned.setdefault(above.index, _refusal(reading, cast, candidate, above))
    kept = [c for c in candidates if id(c) not in left_out and c.clause.index not in turned]
    return sorted([*kept, *turned.values()], key=lambda c: c.clause.index) if turned else candidates


def split_parties(reading: Reading, cast: Cast, clause: Clause, candidate: Candidate) -> None:
    """Of an act that is done together, who refuses it and whom: the subject refuses."""
    found = [a for head in _subjects(reading, clause) for a in cast.actors_at(head)]
    ids = {a.id for a in found}
    own = {a.principal for a in found}
    others = [a for a in (*candidate.actors, *candidate.recipients) if a.id not in ids and a.principal not in own]
    if found and (candidate.match.reciprocal or not candidate.actors):
        candidate.actors, candidate.recipients = list({a.id: a for a in found}.values()), others


def _refusal(reading: Reading, cast: Cast, candidate: Candidate, above: Clause) -> Candidate:
    split_parties(reading, cast, above, candidate)
    return candidate.turned(above, "REJECT", refused_modes(candidate.act))


def _refuses(reading: Reading, clause: Clause, below: Clause, above: Clause, act: str) -> bool:
    reality = read_status(reading, above).reality
    said = reality in DONE
    if above.kind == "verb" and above.lemma in _words("ruling_out", "verbs"):
        return said and (not clause.is_bare_noun or act in _modes() or act in _words("ruling_out", "nouns"))
    if above.kind == "verb" and above.lemma in _words("vows", "verbs"):
        return said and act in _modes() and below is clause and clause.negated
    return act in _modes() and is_unwilling(above) and reality == "negated" and not clause.negated


def _subjects(reading: Reading, clause: Clause) -> list[int]:
    """Heads of who refuses: the subject, or that of the verb which carries the noun (`has no intention`)."""
    while True:
        heads = [a.head for a in clause.get("subject")]
        if heads or clause.kind != "noun" or clause.parent < 0:
            return heads
        clause = reading.clauses[clause.parent]


def _modes() -> Mapping[str, str]:
    return table("refusal")["modes"]  # type: ignore[no-any-return]


@cache
def _words(section: str, kind: str) -> frozenset[str]:
    return frozenset(table("refusal")[section][kind])
