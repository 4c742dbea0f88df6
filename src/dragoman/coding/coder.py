"""A reading becomes events: frames propose, roles are cast, status, date and chain are read, mentions are joined."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from dragoman.actors import Cast
from dragoman.coding.asking import add_demands
from dragoman.coding.attribution import chain_of
from dragoman.coding.candidates import Candidate, cast_roles, find_candidates
from dragoman.coding.cessation import ending, turn_cessations
from dragoman.coding.codebook import Codebook
from dragoman.coding.complete import (
    complete_asked,
    complete_from_arms,
    complete_from_content,
    complete_from_phrase,
    complete_mutual,
    complete_owned,
    complete_replies,
    complete_resumed,
)
from dragoman.coding.confidence import confidence_of
from dragoman.coding.counts import find_counts
from dragoman.coding.dates import Dating, is_history, published_day
from dragoman.coding.directed import complete_directed
from dragoman.coding.frames import FrameBook
from dragoman.coding.implied import complete_implied
from dragoman.coding.judge import NONE, Asked, Judge, Verdict, mark
from dragoman.coding.marking import Marking
from dragoman.coding.merge import merge
from dragoman.coding.nesting import (
    OUTER,
    given_word,
    is_content,
    is_in_words,
    is_only_wished,
    is_promise,
    name_demander,
    nest,
    promises_not,
)
from dragoman.coding.participants import complete_heard, how_heard, leave_out_arms, leave_out_forum, leave_out_own
from dragoman.coding.refusal import (
    is_failing,
    is_refusal,
    is_unwilling,
    refused_modes,
    split_parties,
    turn_refusals,
    will_not,
)
from dragoman.coding.settle import is_heard_from, is_own, settle
from dragoman.coding.sift import keep_events, keep_probable, worth_judging
from dragoman.coding.spans import evidence_of, paragraph_of, tokens_of, trigger_of
from dragoman.coding.status import read_status
from dragoman.coding.towards import complete_towards
from dragoman.coding.types import export_type
from dragoman.coding.vectors import pack
from dragoman.language.reading import Reading, Sentence, Token
from dragoman.model import DONE, Article, Event, Span, TimeSpan

__all__ = ["Coder"]


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
        for candidate in candidates:
            if candidate.clause.is_bare_noun:
                complete_mutual(reading, cast, candidate)
                complete_owned(reading, cast, candidate)
        complete_resumed(reading, candidates)
        candidates = self._judge(reading, cast, worth_judging(reading, candidates))
        candidates = turn_cessations(reading, keep_probable(candidates))
        candidates = turn_refusals(reading, cast, candidates)
        for candidate in candidates:
            complete_mutual(reading, cast, candidate)
            complete_asked(reading, cast, candidate)
            complete_from_arms(reading, cast, candidate)
            complete_from_phrase(reading, cast, candidate)
            complete_towards(reading, cast, candidate)
            complete_heard(reading, cast, candidate)
            self._read(article, reading, cast, dating, candidate)
        candidates = nest(reading, keep_events(reading, candidates))
        candidates = add_demands(self.codebook, dating, candidates)
        complete_from_content(candidates)
        candidates = merge(reading, candidates)
        complete_implied(reading, cast, self.frames, candidates)
        complete_replies(reading, candidates)
        for candidate in candidates:
            complete_heard(reading, cast, candidate, last=True)
            leave_out_arms(candidate)
            leave_out_own(candidate)
            leave_out_forum(reading, cast, candidate)
        complete_directed(reading, cast, candidates)
        for candidate in candidates:
            name_demander(reading, candidate)
            candidate.heard = how_heard(reading, candidate)
        candidates = [c for c in candidates if c.act in self.codebook.types]
        events = list(self._events(article, reading, candidates))
        pairs = zip(events, candidates, strict=True)
        return events, {event.id: pack(c.vector) for event, c in pairs if c.vector is not None}

    def _judge(self, reading: Reading, cast: Cast, candidates: list[Candidate]) -> list[Candidate]:
        """Let the classifier weigh in on the acts; without those that tell of none."""
        groups = [list(group) for _, group in groupby(sorted(candidates, key=_sentence), key=_sentence)]
        judged = self.judge.judge_all([_asked(reading, group) for group in groups])
        verdicts = {
            id(candidate): verdict
            for group, found in zip(groups, judged, strict=True)
            for candidate, verdict in zip(group, found, strict=True)
        }
        return [c for c in candidates if self._take(reading, cast, c, verdicts[id(c)])]

    def _take(self, reading: Reading, cast: Cast, candidate: Candidate, verdict: Verdict) -> bool:
        """Take the judge's verdict on a candidate; False if it is that there is no act."""
        candidate.score, candidate.any_act = verdict.probability, verdict.any_act
        candidate.contexts = tuple(c for c in verdict.contexts if c in self.codebook.context_list)
        candidate.vector, candidate.roles = verdict.vector, verdict.roles
        if verdict.act == NONE:
            return False
        if verdict.act == "THREATEN" and promises_not(reading, candidate.clause):
            verdict = replace(
                verdict, act="AGREE", modes=(), match=replace(candidate.match, act="AGREE", modes=(), cameo="")
            )
        if verdict.act == "AGREE" and (given := given_word(candidate.clause, [candidate.match, *candidate.others])):
            verdict = replace(verdict, act=given.act, modes=given.modes, match=given)
        if end := ending(candidate.clause, verdict.act, [candidate.match, *candidate.others]):
            verdict = replace(verdict, act=end.act, modes=end.modes, match=end)
        outer = verdict.act in OUTER and verdict.match is None
        if outer and candidate.match.frame and is_content(reading, candidate.clause):
            # the classifier hears the act above (`warned that militias might attack`), which is told by itself
            verdict = replace(verdict, act=candidate.match.act, modes=candidate.match.modes, match=candidate.match)
        if verdict.match is not None and verdict.match is not candidate.match:
            candidate.match = verdict.match
            cast_roles(reading, cast, candidate)
        candidate.act, candidate.modes = verdict.act, verdict.modes
        return True

    def _read(self, article: Article, reading: Reading, cast: Cast, dating: Dating, candidate: Candidate) -> None:
        clause = candidate.clause
        candidate.status = read_status(
            reading, clause, uttered=candidate.act == "THREATEN", in_words=is_in_words(candidate)
        )
        if candidate.status.reality in DONE and is_only_wished(reading, candidate):
            candidate.status.reality = "hypothetical"
        candidate.date, candidate.announced = dating.of_act(
            clause, candidate.status.reality, verbal=self.codebook.is_verbal(candidate.act)
        )
        if candidate.act == "REQUEST" and candidate.status.reality in DONE and dating.reaches_ahead(candidate.date):
            candidate.date = dating.of_saying(candidate.announced)  # "wants elections by June": June is not when
        candidate.chain = chain_of(reading, clause, cast.channel, dating.of_statement, article.publisher)
        candidate.place = cast.place(tokens_of(reading, clause))
        own = is_own(candidate)
        if is_refusal(candidate.act, clause, candidate.status.reality, own=own or is_heard_from(candidate)):
            split_parties(reading, cast, clause, candidate)
            if not candidate.actors:  # "said his country would not": the one who says so refuses
                candidate.actors, own = list(candidate.chain[0].speakers), True
            candidate.act, candidate.modes, candidate.match = (
                "REJECT",
                refused_modes(candidate.act),
                replace(candidate.match, cameo="", reciprocal=False),
            )
            candidate.status.reality = "happened"
            # a refusal is done when it is uttered, not when the thing refused was to be
            candidate.date, candidate.announced = dating.of_saying(candidate.announced), None
            candidate.chain = candidate.chain[1:] if own else candidate.chain  # his own saying is the act, and no link
        unwilling = is_unwilling(clause) or (will_not(clause) and not candidate.match.frame)
        if candidate.act == "REJECT" and candidate.status.reality == "negated" and unwilling:
            candidate.status.reality = "happened"
        if candidate.act == "AGREE" and candidate.status.reality in DONE and is_failing(clause):
            candidate.status.reality = "negated"
        if candidate.status.reality in DONE and is_promise(candidate):
            candidate.status.reality = "pledged"
        candidate.background = candidate.status.past_habit or is_history(
            candidate.date, published_day(article.published)
        )

    def _events(self, article: Article, reading: Reading, candidates: list[Candidate]) -> Iterable[Event]:
        ids: dict[int, str] = {}
        seen: dict[tuple[str, int], int] = {}
        for candidate in candidates:
            trigger = trigger_of(reading, candidate.clause)
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
        type_ = type_ if type_ in self.codebook.types else None
        modes = candidate.modes if type_ in (None, candidate.act) else ()
        counts = {c.start: c for m in (candidate, *candidate.mentions) for c in find_counts(reading, m.clause)}
        condition = candidate.status.condition if candidate.status else -1
        return Event(
            id=ids[id(candidate)],
            article=article.id,
            within=within,
            change=candidate.status.change if candidate.status else None,
            act=candidate.act,
            modes=candidate.modes,
            status=settled.status,  # type: ignore[arg-type]
            background=candidate.background,
            condition=reading.words(*reading.phrase(condition)) if condition >= 0 else None,
            type=type_,
            cameo=self._cameo(candidate, type_),
            quad=self.codebook.quad(type_) if type_ else None,
            intensity=self.codebook.intensity(type_, modes) if type_ else None,
            contexts=tuple(
                dict.fromkeys((*self.codebook.contexts(paragraph_of(reading, clause)), *candidate.contexts))
            ),
            actors=tuple(candidate.actors),
            recipients=tuple(candidate.recipients),
            date=candidate.date or TimeSpan(),
            announced=candidate.announced,
            place=candidate.place,
            counts=tuple(counts.values()),
            attribution=candidate.chain,
            trigger=trigger_of(reading, clause),
            evidence=evidence_of(reading, clause),
            mentions=tuple(trigger_of(reading, m.clause) for m in candidate.mentions),
            confidence=confidence_of(candidate, settled.status),
        )

    def _cameo(self, candidate: Candidate, type_: str | None) -> str | None:
        if type_ is None:
            return None
        if type_ == candidate.act and candidate.match.cameo:
            return candidate.match.cameo
        return self.codebook.cameo(type_, candidate.modes if type_ == candidate.act else ())


def _sentence(candidate: Candidate) -> int:
    return candidate.clause.sentence


def _asked(reading: Reading, candidates: Sequence[Candidate]) -> tuple[str, list[Asked]]:
    """The sentence that some candidates stand in, and what the judge is asked about it."""
    sentence = reading.sentences[candidates[0].clause.sentence]
    text = reading.source_of(reading.tokens[sentence.first])[sentence.start : sentence.end]
    return text, [(_marking(reading, sentence, c), [c.match, *c.others]) for c in candidates]


def _marking(reading: Reading, sentence: Sentence, candidate: Candidate) -> Marking:
    """A candidate's own trigger and those of its parties who stand in the same text.

    An auxiliary is heard as the verb that it stands for.
    """
    trigger: Span | Token = trigger_of(reading, candidate.clause)
    if candidate.clause.stands_for >= sentence.first:
        trigger = reading.tokens[candidate.clause.stands_for]
    return mark(
        sentence.start,
        sentence.end - sentence.start,
        [a for a in candidate.actors if a.source == sentence.source],
        [r for r in candidate.recipients if r.source == sentence.source],
        (trigger.start, trigger.end),
        ask=True,
    )


def _event_id(article: str, trigger: Span, ordinal: int) -> str:
    key = f"{article}:{trigger.source}:{trigger.start}:{ordinal}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]
