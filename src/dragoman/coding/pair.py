"""What one given party does to another in a sentence: the judge, told which spans are actor and recipient."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.coding.asking import MUST
from dragoman.coding.cessation import ending
from dragoman.coding.frames import FrameBook, FrameMatch
from dragoman.coding.judge import Judge, Verdict, mark
from dragoman.coding.operators import EMBEDDING_LINKS
from dragoman.coding.refusal import is_refusal, no_agreement, refused_modes, refusing_clause
from dragoman.coding.settle import settle_reality
from dragoman.coding.status import read_status
from dragoman.coding.types import export_type
from dragoman.language.reading import Clause, Reading
from dragoman.model import Span

__all__ = ["PairReading", "judge_pair"]

BOTH, ONE, NEITHER = 1.0, 0.65, 0.3
"""Factor on a frame's strength by how many of the given spans stand in its slots."""
TRUSTED = 0.4
"""Strength from which a frame's predicate is shown to the classifier as the trigger."""
CARRIED = 0.5
"""Factor where the act is only the content of another that the actor does."""
CARRYING = frozenset({"REJECT", "REQUEST", "AGREE", "THREATEN"})
"""Acts whose content is another act; PLOVER codes the outer one."""
SURE_STATUS = 0.6
"""Probability from which the classifier's word on the status is taken."""
TURNED = 0.8
"""Factor where the frame has the two the other way round."""


@dataclass(frozen=True, slots=True)
class PairReading:
    """What one does to the other: the act, how far it is real, and PLOVER's code for the two together."""

    act: str
    modes: tuple[str, ...]
    status: str
    type: str | None
    probability: float
    cameo: str = ""
    """The frame's CAMEO code; empty where no frame tells the act."""


def judge_pair(
    judge: Judge, frames: FrameBook, reading: Reading, actor: Span | None, recipient: Span | None
) -> PairReading:
    """The act between two spans of a reading's text; offsets count in that text. It is never NONE."""
    actor_tokens, recipient_tokens = _tokens(reading, actor), _tokens(reading, recipient)
    given = actor_tokens | recipient_tokens
    found: list[tuple[Clause, FrameMatch]] = []
    for clause in reading.clauses:
        for match in frames.match(reading, clause, is_actor=lambda head: head in given):
            weight = _weight(match, actor_tokens, recipient_tokens)
            found.append((clause, replace(match, strength=match.strength * weight)))
    found = _outer_first(reading, found, actor_tokens, recipient_tokens)
    matches = [match for _, match in found]
    best: dict[str, tuple[float, Clause]] = {}
    for clause, match in found:
        if match.act not in best or match.strength > best[match.act][0]:
            best[match.act] = (match.strength, clause)
    strongest = max(best.values(), key=lambda b: b[0], default=None)
    trigger = None
    if strongest is not None and strongest[0] >= TRUSTED:
        token = reading.tokens[strongest[1].predicate]
        trigger = (token.start, token.end)
    marking = mark(0, len(reading.text), [actor] if actor else [], [recipient] if recipient else [], trigger)
    (verdict,) = judge.judge(reading.text, [(marking, matches)], none=False)
    for clause, _ in found:
        if end := ending(clause, verdict.act, (m for c, m in found if c is clause)):
            verdict = replace(verdict, act=end.act, modes=end.modes, match=end)
    return _with_status(reading, verdict, best, given, actor_tokens)


def _outer_first(
    reading: Reading, found: list[tuple[Clause, FrameMatch]], actor: set[int], recipient: set[int]
) -> list[tuple[Clause, FrameMatch]]:
    """Weaken what one only refuses, asks for, agrees to or threatens (`refused to lift sanctions on B`) against the
    act of doing so, of which the recipient may stand within the content."""
    carried: dict[int, float] = {}
    outer: set[int] = set()
    strongest: dict[int, FrameMatch] = {}
    for clause, match in sorted(found, key=lambda pair: pair[1].strength):
        strongest[clause.index] = match
    for clause, match in found:
        for below, above in _embedded_in(reading, clause):
            holder = strongest.get(above.index)
            if holder is not None and holder.act in CARRYING and set(holder.actor_heads) & actor:
                carried[clause.index] = CARRIED
                if match.strength and _holds(reading, below, recipient):
                    outer.add(above.index)
    return [
        (c, replace(m, strength=min(1.0, m.strength * carried.get(c.index, BOTH / ONE if c.index in outer else 1.0))))
        for c, m in found
    ]


def _embedded_in(reading: Reading, clause: Clause) -> Iterator[tuple[Clause, Clause]]:
    """(clause, the one that it is the content of), from a clause upwards."""
    while clause.parent >= 0 and clause.link in EMBEDDING_LINKS:
        above = reading.clauses[clause.parent]
        yield clause, above
        clause = above


def _holds(reading: Reading, clause: Clause, tokens: set[int]) -> bool:
    first, last = reading.phrase(clause.light if clause.light >= 0 else clause.predicate)
    return any(first <= i <= last for i in tokens)


def _with_status(
    reading: Reading, verdict: Verdict, best: dict[str, tuple[float, Clause]], given: set[int], actor: set[int]
) -> PairReading:
    """Read the status at the clause that carries the act; without one, take the classifier's if it is sure."""
    act, modes, status = verdict.act, verdict.modes, "happened"
    told = any(refusing_clause(reading, clause, other) for other, (_, clause) in best.items())
    if act in best:
        clause = best[act][1]
        reality = read_status(reading, clause).reality
        if is_refusal(act, clause, reality, own=True) or refusing_clause(reading, clause, act) is not None:
            act, modes, reality = "REJECT", refused_modes(act), "happened"
        elif no_agreement(reading, clause, act, given):
            act, modes, reality = "REJECT", (), "happened"
        status = settle_reality(act, reality, own=True)
        if status == "demanded" and _asks(reading, clause, best, actor):
            act, modes, status = "REQUEST", (), "happened"
    elif refused_modes(act) and _declines(reading, actor):
        act, modes = "REJECT", refused_modes(act)
    elif verdict.statuses and not (act == "REJECT" and told):
        likeliest = max(verdict.statuses, key=lambda name: verdict.statuses[name])
        status = likeliest if verdict.statuses[likeliest] >= SURE_STATUS else status
    type_ = export_type(act, status, within=False, own=True)
    cameo = verdict.match.cameo if verdict.match and act == verdict.act else ""
    return PairReading(act, modes, status, type_, verdict.probability, cameo)


def _asks(reading: Reading, clause: Clause, best: dict[str, tuple[float, Clause]], actor: set[int]) -> bool:
    """Whether what is demanded is asked for by the actor, who is to do no part of it: `said the army must leave`."""
    if not actor or actor & {a.head for a in clause.arguments}:
        return False
    asking = best.get("REQUEST")
    above = {c.index for c in reading.path(clause)} - {clause.index}
    return clause.modal in MUST or (asking is not None and asking[1].index in above)


def _declines(reading: Reading, actor: set[int]) -> bool:
    """Whether somebody says that he will not do something, whatever it is: `said it will not accept any more`."""
    for clause in reading.clauses:
        if clause.kind != "verb" or not clause.negated or not (clause.tense == "future" or clause.modal == "would"):
            continue
        doers = {a.head for a in clause.get("subject")}
        if clause.parent >= 0 and all(reading.tokens[i].pos == "PRON" for i in doers):
            doers |= {a.head for a in reading.clauses[clause.parent].get("subject")}
        if doers & actor and clause.link != "condition":
            return True
    return False


def _tokens(reading: Reading, span: Span | None) -> set[int]:
    if span is None:
        return set()
    return {t.i for t in reading.tokens if t.start < span.end and t.end > span.start}


def _weight(match: FrameMatch, actor: set[int], recipient: set[int]) -> float:
    acts, suffers = set(match.actor_heads), set(match.recipient_heads)
    if match.reciprocal and acts & actor and acts & recipient:
        return BOTH
    straight = bool(acts & actor) + bool(suffers & recipient)
    turned = bool(acts & recipient) + bool(suffers & actor)
    if straight >= turned:
        return (NEITHER, ONE, BOTH)[straight]
    return (NEITHER, ONE, BOTH)[turned] * TURNED
