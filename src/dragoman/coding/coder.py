"""A reading becomes events: frames propose, roles are cast, status, date and chain are read, mentions are joined."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from dragoman.actors import Cast
from dragoman.coding.attribution import chain_of
from dragoman.coding.candidates import CARRIERS, Candidate, cast_roles, find_candidates
from dragoman.coding.cessation import CEASING, turn_cessations
from dragoman.coding.codebook import Codebook
from dragoman.coding.complete import (
    complete_asked,
    complete_from_content,
    complete_from_phrase,
    complete_mutual,
    complete_replies,
)
from dragoman.coding.confidence import confidence_of
from dragoman.coding.counts import find_counts
from dragoman.coding.dates import Dating, is_history, published_day
from dragoman.coding.frames import FrameBook
from dragoman.coding.implied import complete_implied
from dragoman.coding.judge import NONE, Judge
from dragoman.coding.merge import merge
from dragoman.coding.operators import EMBEDDING_LINKS
from dragoman.coding.refusal import REFUSED_MODE, is_refusal
from dragoman.coding.settle import is_own, settle
from dragoman.coding.status import read_status
from dragoman.coding.types import export_type
from dragoman.coding.vectors import pack
from dragoman.language.reading import Clause, Reading
from dragoman.model import Article, Event, Link, Span, TimeSpan

__all__ = ["Coder"]

LEAST = {True: 0.1, False: 0.4}
"""A candidate that is less probable than this is left out, on a page that is about politics and on any other."""
LEAST_UNFRAMED = {True: 0.2, False: 0.6}
"""The same where no frame knows the clause: the classifier alone must be surer."""
SURE = 0.8
"""Probability of an act that shows what its page is about."""
POLITICS = 0.5
"""Sure acts a sentence from which a page is about politics; agency reports have about one, other pages next to none."""
OF_NOBODY = frozenset({"ASSAULT", "COERCE", "CONCEDE", "MOBILIZE", "RETREAT", "AGREE", "SUPPORT", "PROTEST"})
"""Acts that news tells without saying whose they are."""
OUTER = frozenset({"REQUEST", "THREATEN", "AGREE", "REJECT", "ACCUSE"})
"""Acts that are about another act."""
PLACED = 0.6
"""Share of a page's acts that somebody of a known country or body takes part in, below which the others are doubted."""
MANY = 5
"""Acts from which a page shows what it is about."""


class Coder:
    """Holds codebook and frames; `code` is one article's whole road through this room."""

    def __init__(self, codebook: Codebook, frames: FrameBook, judge: Judge) -> None:
        self.codebook = codebook
        self.frames = frames
        self.judge = judge

    def code(self, article: Article, reading: Reading, cast: Cast) -> tuple[list[Event], dict[str, bytes]]:
        """The events of an article, in the order of the text, outer acts before those within them; and by event id
        the packed vector of each, where there is a classifier."""
        candidates = find_candidates(reading, cast, self.frames, unframed=self.judge.classifier is not None)
        dating = Dating(reading)
        candidates = [c for c in candidates if not _is_mere_noun(reading, cast, c) and self._judge(reading, cast, c)]
        candidates = turn_cessations(reading, _probable(reading, candidates))
        for candidate in candidates:
            complete_mutual(reading, cast, candidate)
            complete_asked(reading, cast, candidate)
            complete_from_phrase(reading, cast, candidate)
            self._read(article, reading, cast, dating, candidate)
        candidates = _nest(reading, _political(reading, [c for c in candidates if _is_event(reading, c)]))
        complete_from_content(candidates)
        complete_replies(reading, candidates)
        candidates = merge(reading, candidates)
        complete_implied(reading, cast, candidates)
        for candidate in candidates:
            _name_demander(reading, candidate)
        events = list(self._events(article, reading, candidates))
        pairs = zip(events, candidates, strict=True)
        return events, {event.id: pack(c.vector) for event, c in pairs if c.vector is not None}

    def _judge(self, reading: Reading, cast: Cast, candidate: Candidate) -> bool:
        """Let the classifier weigh in on the act; False if the clause tells of none."""
        clause = candidate.clause
        sentence = reading.sentences[clause.sentence]
        text = reading.source_of(reading.tokens[sentence.first])[sentence.start : sentence.end]
        trigger = _trigger(reading, clause)
        verdict = self.judge.judge(
            text,
            sentence.start,
            [candidate.match, *candidate.others],
            [a for a in candidate.actors if a.source == sentence.source],
            [r for r in candidate.recipients if r.source == sentence.source],
            (trigger.start, trigger.end),
        )
        candidate.score, candidate.any_act = verdict.probability, verdict.any_act
        candidate.contexts = verdict.contexts
        candidate.vector = verdict.vector
        if verdict.act == NONE:
            return False
        if verdict.act in OUTER and verdict.match is None and candidate.match.frame and _is_content(reading, clause):
            # the classifier hears the act above (`warned that militias might attack`), which is told by itself
            verdict = replace(verdict, act=candidate.match.act, modes=candidate.match.modes, match=candidate.match)
        if verdict.match is not None and verdict.match is not candidate.match:
            candidate.match = verdict.match
            cast_roles(reading, cast, candidate)
        candidate.act, candidate.modes = verdict.act, verdict.modes
        return True

    def _read(self, article: Article, reading: Reading, cast: Cast, dating: Dating, candidate: Candidate) -> None:
        clause = candidate.clause
        candidate.status = read_status(reading, clause)
        candidate.date, candidate.announced = dating.of_act(clause, candidate.status.reality)
        candidate.chain = chain_of(reading, clause, cast.channel, dating.of_statement, article.publisher)
        candidate.place = cast.place(_tokens_of(reading, clause))
        if is_refusal(candidate.act, clause, candidate.status.reality, own=is_own(candidate)):
            mode = REFUSED_MODE[candidate.act]
            candidate.act, candidate.modes, candidate.match = (
                "REJECT",
                (mode,),
                replace(candidate.match, cameo="", reciprocal=False),
            )
            candidate.status.reality = "happened"
            # a refusal is done when it is uttered, not when the thing refused was to be
            candidate.date, candidate.announced = dating.of_saying(candidate.announced), None
            candidate.chain = candidate.chain[1:]  # the refuser's saying is the act, and no link
        candidate.background = candidate.status.past_habit or is_history(
            candidate.date, published_day(article.published)
        )

    def _events(self, article: Article, reading: Reading, candidates: list[Candidate]) -> Iterable[Event]:
        ids: dict[int, str] = {}
        seen: dict[tuple[str, int], int] = {}
        for candidate in candidates:
            trigger = _trigger(reading, candidate.clause)
            ordinal = seen.get((trigger.source, trigger.start), 0)
            seen[trigger.source, trigger.start] = ordinal + 1
            ids[id(candidate)] = _event_id(article.id, trigger, ordinal)
        for candidate in candidates:
            yield self._event(article, reading, candidate, ids)

    def _event(self, article: Article, reading: Reading, candidate: Candidate, ids: dict[int, str]) -> Event:
        clause = candidate.clause
        settled = settle(candidate, published_day(article.published))
        within = ids.get(id(candidate.within)) if candidate.within is not None else None
        type_ = export_type(candidate.act, settled.status, within=within is not None, own=settled.own)
        modes = candidate.modes if type_ in (None, candidate.act) else ()
        counts = {c.start: c for m in (candidate, *candidate.mentions) for c in find_counts(reading, m.clause)}
        condition = candidate.status.condition if candidate.status else -1
        return Event(
            id=ids[id(candidate)],
            article=article.id,
            within=within,
            change=candidate.status.change if candidate.status else None,
            act=candidate.act,  # type: ignore[arg-type]
            modes=candidate.modes,
            status=settled.status,  # type: ignore[arg-type]
            background=candidate.background,
            condition=reading.words(*reading.phrase(condition)) if condition >= 0 else None,
            type=type_,  # type: ignore[arg-type]
            cameo=self._cameo(candidate, type_),
            quad=self.codebook.quad(type_) if type_ else None,
            intensity=self.codebook.intensity(type_, modes) if type_ else None,
            contexts=tuple(dict.fromkeys((*self.codebook.contexts(_paragraph(reading, clause)), *candidate.contexts))),
            actors=tuple(candidate.actors),
            recipients=tuple(candidate.recipients),
            date=candidate.date or TimeSpan(),
            announced=candidate.announced,
            place=candidate.place,
            counts=tuple(counts.values()),
            attribution=candidate.chain,
            trigger=_trigger(reading, clause),
            evidence=_evidence(reading, clause),
            mentions=tuple(_trigger(reading, m.clause) for m in candidate.mentions),
            confidence=confidence_of(candidate, settled.status),
        )

    def _cameo(self, candidate: Candidate, type_: str | None) -> str | None:
        if type_ is None:
            return None
        if type_ == candidate.act and candidate.match.cameo:
            return candidate.match.cameo
        return self.codebook.cameo(type_, ())


def _probable(reading: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Without what is too improbable on such a page: where every sentence tells of acts, a doubtful one is likely one."""
    sure = sum(c.score >= SURE for c in candidates)
    political = sure >= POLITICS * len(reading.sentences)
    told = {(c.clause.sentence, c.act) for c in candidates if c.match.frame}
    return [
        c
        for c in candidates
        if c.any_act >= (LEAST if c.match.frame else LEAST_UNFRAMED)[political] and not _is_echo(c, told)
    ]


def _is_echo(candidate: Candidate, told: set[tuple[int, str]]) -> bool:
    """An infinitive that no frame knows beside the same act: `Pompeo, the nominee to lead the department, met Kim`."""
    clause = candidate.clause
    bare = not candidate.match.frame and clause.tense == "none"
    return bare and (clause.sentence, candidate.act) in told


def _is_mere_noun(reading: Reading, cast: Cast, candidate: Candidate) -> bool:
    """A noun in passing with nobody about it, which can come to nothing and is not worth the encoder's time."""
    clause = candidate.clause
    if clause.kind != "noun" or clause.light >= 0:
        return False
    complete_mutual(reading, cast, candidate)
    ceases = clause.parent >= 0 and reading.clauses[clause.parent].lemma in CEASING
    return not candidate.actors and not candidate.recipients and not ceases


def _is_event(reading: Reading, candidate: Candidate) -> bool:
    """Somebody must act or be acted on, and saying that something is not so is a link of a chain, no act."""
    if candidate.act == "REJECT" and candidate.clause.lemma in DENIALS and _has_clause_below(reading, candidate):
        return False
    return bool(candidate.actors or candidate.recipients) or _is_told_of_nobody(reading, candidate)


def _is_told_of_nobody(reading: Reading, candidate: Candidate) -> bool:
    """Whether an act is told as one though nobody stands in the clause: `mortars fell on the station`, `the curfew
    was lifted`.
    """
    clause = candidate.clause
    told = (clause.kind == "verb" or clause.light >= 0) and clause.tense != "none"
    inside = clause.link in ("manner", "result", "time", "condition")
    return (
        told
        and not inside
        and bool(candidate.match.frame)
        and candidate.act in OF_NOBODY
        and reading.sentences[clause.sentence].source == "text"
    )


def _is_content(reading: Reading, clause: Clause) -> bool:
    """Whether the clause is what another is about, or the condition of that."""
    above = reading.clauses[clause.parent] if clause.parent >= 0 else None
    return (
        above is not None and clause.link in EMBEDDING_LINKS and (above.kind == "verb" or clause.link == "complement")
    )


def _is_alone_in_title(reading: Reading, candidate: Candidate) -> bool:
    """A headline's bare `talks` with one side named: whatever it speaks of, the body tells it."""
    title = reading.sentences[candidate.clause.sentence].source == "title"
    bare = candidate.clause.kind == "noun" and candidate.clause.light < 0
    return title and bare and candidate.match.reciprocal and len(candidate.parties) < 2


def _political(reading: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Without those of people from nowhere, where most on the page are: a page of sport or business speaks of raids
    and talks too.
    """
    candidates = [c for c in candidates if not _is_alone_in_title(reading, c)]
    placed = [c for c in candidates if any(a.country or a.party for a in (*c.actors, *c.recipients))]
    return placed if len(candidates) >= MANY and len(placed) < PLACED * len(candidates) else candidates


def _has_clause_below(reading: Reading, candidate: Candidate) -> bool:
    """`denied that troops had fired`, against `denied the charge`."""
    for clause in reading.clauses[candidate.clause.index + 1 :]:
        if clause.sentence != candidate.clause.sentence:
            return False
        if clause.parent == candidate.clause.index and clause.link == "complement" and clause.kind == "verb":
            return True
    return False


def _nest(reading: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Set `within`, and leave out purposes that repeat the act above (`met to discuss`)."""
    by_clause = {c.clause.index: c for c in candidates}
    kept, carriers = [], set[int]()
    for candidate in candidates:
        outer = _outer(reading, candidate, by_clause)
        if outer is not None and (_repeats(outer, candidate) or _is_subject_matter(candidate)):
            continue
        if outer is not None and _only_carries(outer, candidate):
            carriers.add(id(outer))
        elif outer is not None and (
            outer.match.nests or (outer.act in OUTER and _is_content(reading, candidate.clause))
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


DENIALS = frozenset({"deny", "dispute", "refute", "rebut", "contradict", "disavow", "denial", "dismiss", "reject"})


def _only_carries(outer: Candidate, inner: Candidate) -> bool:
    """Working with somebody on an act is that act; denying that something is so is a link, no act."""
    if outer.clause.lemma in CARRIERS:
        return True
    denied = inner.status is not None and inner.status.reality == "denied"
    return outer.act == "REJECT" and outer.clause.lemma in DENIALS and denied


def _is_subject_matter(inner: Candidate) -> bool:
    """`negotiates a treaty`, `broke the truce`: an agreement that an act is about, not one that comes about."""
    return inner.act == "AGREE" and inner.clause.kind == "noun" and inner.clause.light < 0


def _name_demander(reading: Reading, candidate: Candidate) -> None:
    """What is demanded is told by whom demands it, as nearest link: that is all that speaks for it."""
    outer, status = candidate.within, candidate.status
    if outer is None or outer.act != "REQUEST" or not outer.actors or status is None or status.reality != "demanded":
        return
    known = {a.party or a.id for a in candidate.chain[0].speakers} if candidate.chain else set()
    if known & {a.party or a.id for a in outer.actors}:
        return
    cue = _trigger(reading, outer.clause)
    link = Link(speakers=tuple(outer.actors), cue=cue.text, stance="asserts", start=cue.start, end=cue.end)
    candidate.chain = (link, *candidate.chain)


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
    if given and inner.status and inner.status.reality in ("happened", "ongoing") and inner.clause.tense == "none":
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


def _event_id(article: str, trigger: Span, ordinal: int) -> str:
    key = f"{article}:{trigger.source}:{trigger.start}:{ordinal}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _tokens_of(reading: Reading, clause: Clause) -> range:
    """The tokens of a clause's own words, for its place."""
    first, last = reading.phrase(clause.light if clause.light >= 0 else clause.predicate)
    return range(first, last + 1)


def _span(reading: Reading, start: int, end: int, source: str) -> Span:
    text = reading.title if source == "title" else reading.text
    return Span(text=text[start:end], start=start, end=end, source=source)  # type: ignore[arg-type]


def _trigger(reading: Reading, clause: Clause) -> Span:
    """The predicate's word, with a particle that stands next to it."""
    token = reading.tokens[clause.predicate]
    end = token.end
    following = reading.tokens[token.i + 1] if token.i + 1 < len(reading.tokens) else None
    if following is not None and following.dep == "prt" and following.head == token.i:
        end = following.end
    return _span(reading, token.start, end, reading.sentences[token.sentence].source)


def _evidence(reading: Reading, clause: Clause) -> Span:
    sentence = reading.sentences[clause.sentence]
    return _span(reading, sentence.start, sentence.end, sentence.source)


def _paragraph(reading: Reading, clause: Clause) -> str:
    sentence = reading.sentences[clause.sentence]
    same = [s for s in reading.sentences if s.paragraph == sentence.paragraph and s.source == sentence.source]
    text = reading.title if sentence.source == "title" else reading.text
    return text[same[0].start : same[-1].end]
