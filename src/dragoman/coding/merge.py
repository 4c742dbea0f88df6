"""One happening once a page: mentions of the same act by the same parties are joined at the fullest one."""

from __future__ import annotations

from dragoman.coding.candidates import Candidate
from dragoman.language.reading import Reading
from dragoman.language.tables import words
from dragoman.model import DONE, UNDONE

__all__ = ["merge"]

SPEECH_ACTS = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
"""Acts done in words: two of them by the same parties are the same only if they say the same."""
SIMILAR_WORDS = 0.34
"""Share of common content words (of the shorter one) from which two acts of words are taken for one."""
PLANNED = frozenset({"scheduled", "agreed", "future", "pledged", "conditional", "hypothetical", "demanded"})


def merge(reading: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Join candidates that tell of one happening; the kept one has the others as `mentions`."""
    candidates = _join_parts(candidates)
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: -fullness(reading, c)):
        same = next((k for k in kept if same_happening(reading, k, candidate)), None)
        if same is None:
            kept.append(candidate)
            continue
        same.mentions.append(candidate)
        same.mentions.extend(candidate.mentions)
        _take_over(same, candidate)
    joined = {id(m): k for k in kept for m in k.mentions}
    for candidate in kept:
        outer = candidate.within
        if outer is not None and id(outer) in joined:
            candidate.within = joined[id(outer)]
        if candidate.within is candidate:
            candidate.within = None
    return sorted(kept, key=lambda c: c.clause.predicate)


def _join_parts(candidates: list[Candidate]) -> list[Candidate]:
    """Join what came of an attack, and the journey to a meeting, to what it is part of, however full it is told."""
    parts: dict[int, Candidate] = {}
    for part in candidates:
        whole = next((c for c in candidates if _is_toll(c, part) or _is_means(c, part) or _leads_to(part, c)), None)
        if whole is None or id(whole) in parts:
            continue
        parts[id(part)] = whole
        whole.mentions.append(part)
        _take_over(whole, part)
    for candidate in candidates:
        if candidate.within is not None:
            candidate.within = parts.get(id(candidate.within), candidate.within)
    return [c for c in candidates if id(c) not in parts]


def fullness(reading: Reading, candidate: Candidate) -> float:
    """How much a mention tells: parties, a date, a place, being in the body, being a verb."""
    clause = candidate.clause
    named = sum(1.0 if not a.id.startswith("local:") else 0.5 for a in (*candidate.actors, *candidate.recipients))
    score = min(named, 3.0) * 2 + candidate.score
    score += 1.0 if candidate.date.start else 0.0
    score += 0.5 if candidate.place else 0.0
    score += 1.5 if clause.kind == "verb" or clause.light >= 0 else 0.0
    score += 0.0 if reading.sentences[clause.sentence].source == "title" else 3.0
    return score - clause.predicate * 1e-4


def same_happening(reading: Reading, one: Candidate, other: Candidate) -> bool:
    """Whether two candidates of a page tell of one happening."""
    if one.act != other.act or one.clause is other.clause:
        return False
    if one.within is other or other.within is one or _hangs_on(reading, one, other) or _hangs_on(reading, other, one):
        return False
    if _killing_in(one, other) or _killing_in(other, one):
        return True
    if _side_by_side(one, other):
        return False
    if _repeats_in_title(reading, one, other) or _repeats_in_title(reading, other, one):
        return True
    if not _parties_fit(one, other) or not _dates_fit(one, other) or not _status_fits(one, other):
        return False
    if (
        one.place
        and other.place
        and one.place.name != other.place.name
        and one.place.precision == other.place.precision
    ):
        return False
    if not _could_be_a_reference(reading, one, other) and not _shares_somebody(one, other):
        return False
    if one.act in SPEECH_ACTS:
        return _similar(reading, one, other) >= SIMILAR_WORDS
    if not one.parties or not other.parties:
        return _similar(reading, one, other) >= SIMILAR_WORDS
    return True


def _hangs_on(reading: Reading, act: Candidate, condition: Candidate) -> bool:
    """Whether one act is, or is part of, what the other hangs on: `will take its men home if Chad hands over the town`."""
    clause, below = condition.clause, False
    while clause.parent >= 0 and clause.sentence == act.clause.sentence:
        below = below or clause.link == "condition"
        clause = reading.clauses[clause.parent]
        if clause.index == act.clause.index:
            return below
    return False


def _killing_in(outer: Candidate, inner: Candidate) -> bool:
    """`launched an attack, killing twelve`: the consequence is part of the act."""
    return inner.clause.link in ("manner", "result") and inner.clause.parent == outer.clause.index


def _is_toll(attack: Candidate, toll: Candidate) -> bool:
    """`fired on a patrol and wounded one`, `police opened fire, and three were hurt`: who came to harm in an attack
    that the sentence tells, by the same hand or by none that is named."""
    if {attack.act, toll.act} != {"ASSAULT"} or attack.clause.sentence != toll.clause.sentence:
        return False
    if toll is attack or toll.clause.lemma not in words("consequences"):
        return False
    hands = {a.principal for a in attack.actors}
    by_same = bool(hands) and {a.principal for a in toll.actors} <= hands
    real = all(c.status is not None and c.status.reality in DONE for c in (attack, toll))
    later = toll.clause.predicate > attack.clause.predicate
    return by_same and real and later and attack.clause.lemma not in words("consequences")


def _is_means(toll: Candidate, attack: Candidate) -> bool:
    """`were killed by rebel shelling`: that by which somebody came to harm."""
    if {toll.act, attack.act} != {"ASSAULT"} or toll.clause.lemma not in words("consequences"):
        return False
    below = attack.clause.is_bare_noun and attack.clause.parent == toll.clause.index
    return below and any(a.head == attack.clause.predicate for a in toll.clause.get("subject", "in", "by"))


def _leads_to(trip: Candidate, meeting: Candidate) -> bool:
    """`flew to Bonn and conferred with the Chancellor`: a journey to the talks that the sentence tells."""
    if {trip.act, meeting.act} != {"CONSULT"} or "visit" in meeting.match.modes:
        return False
    if trip.clause.lemma not in words("journeys") or meeting.clause.lemma in words("journeys"):
        return False
    follows = meeting.clause.sentence == trip.clause.sentence and meeting.clause.predicate > trip.clause.predicate
    told = meeting.clause.kind == "verb" or meeting.clause.light >= 0
    goers = {a.id for a in trip.actors}
    same_status = (trip.status and trip.status.reality) == (meeting.status and meeting.status.reality)
    return follows and told and same_status and bool(goers & {a.id for a in (*meeting.actors, *meeting.recipients)})


def _side_by_side(one: Candidate, other: Candidate) -> bool:
    """Whether two verbs of a sentence stand side by side: `burned houses and seized hostages` tells of two acts."""
    verbs = all(c.clause.kind == "verb" and c.clause.tense == "past" for c in (one, other))
    if {one.clause.lemma, other.clause.lemma} & words("consequences"):
        return False
    links = {one.clause.link, other.clause.link}
    told_by_one = one.clause.parent == other.clause.parent and links in ({"complement"}, {"quoted"})
    joined = links <= {None, "coordinated"} or told_by_one
    return verbs and joined and one.clause.sentence == other.clause.sentence and one.clause.lemma != other.clause.lemma


def _repeats_in_title(reading: Reading, title: Candidate, body: Candidate) -> bool:
    """A headline tells what its text tells: the same act by any of the same parties, in whatever words."""
    sources = [reading.sentences[c.clause.sentence].source for c in (title, body)]
    if sources != ["title", "text"]:
        return False
    actors, others = ({a.principal for a in c.actors} for c in (title, body))
    if title.match.reciprocal or body.match.reciprocal:
        return bool(title.parties & body.parties)
    return bool(actors & others) if actors and others else bool(title.parties & body.parties)


def _parties_fit(one: Candidate, other: Candidate) -> bool:
    if not one.parties or not other.parties:
        return True
    small, large = sorted((one.parties, other.parties), key=len)
    if not small <= large:
        return False
    if one.recipients and other.recipients:
        left = {a.principal for a in one.recipients}
        right = {a.principal for a in other.recipients}
        if not left & right:
            return False
    if one.actors and other.actors and not one.match.reciprocal:
        left = {a.principal for a in one.actors}
        right = {a.principal for a in other.actors}
        return bool(left & right)
    return True


def _could_be_a_reference(reading: Reading, one: Candidate, other: Candidate) -> bool:
    """A headline and a bare noun (`the talks`) speak of what is told elsewhere, in whatever names."""
    return any(c.clause.is_bare_noun or reading.sentences[c.clause.sentence].source == "title" for c in (one, other))


def _shares_somebody(one: Candidate, other: Candidate) -> bool:
    """Whether anybody takes part in both; two verbs of the same parties' other people tell of two happenings."""
    left = {a.id for a in (*one.actors, *one.recipients)}
    right = {a.id for a in (*other.actors, *other.recipients)}
    return not left or not right or bool(left & right)


def _dates_fit(one: Candidate, other: Candidate) -> bool:
    a, b = one.date, other.date
    if not a.start or not b.start:
        return True
    return a.start <= (b.end or b.start) and b.start <= (a.end or a.start)


def _status_fits(one: Candidate, other: Candidate) -> bool:
    left = one.status.reality if one.status else "happened"
    right = other.status.reality if other.status else "happened"
    if left == right or (left in DONE and right in DONE) or (left in PLANNED and right in PLANNED):
        return True
    if {left, right} & UNDONE:
        return False
    bare = [c for c in (one, other) if c.clause.is_bare_noun]
    return bool(bare) and not (one.date.start and other.date.start)


def _similar(reading: Reading, one: Candidate, other: Candidate) -> float:
    left, right = _content(reading, one), _content(reading, other)
    if not left or not right:
        return 0.0
    return len(left & right) / min(len(left), len(right))


def _content(reading: Reading, candidate: Candidate) -> set[str]:
    """Lemmas of the words that an act is about: what stands below its predicate."""
    clause = candidate.clause
    first, last = reading.phrase(clause.light if clause.light >= 0 else clause.predicate)
    return {
        t.lemma for t in reading.tokens[first : last + 1] if t.pos in ("NOUN", "VERB", "ADJ", "NUM") and len(t.text) > 2
    }


def _take_over(kept: Candidate, mention: Candidate) -> None:
    """Fill what the fullest mention leaves open from another."""
    if not kept.date.start and mention.date.start:
        kept.date = mention.date
    if kept.place is None:
        kept.place = mention.place
    ids = {a.id for a in (*kept.actors, *kept.recipients)}
    parties = kept.parties
    if not kept.actors:
        kept.actors = [a for a in mention.actors if a.id not in ids]
    if not kept.recipients and not kept.match.reciprocal:
        kept.recipients = [a for a in mention.recipients if a.id not in ids and a.principal not in parties]
