"""A reading becomes events: frames propose, roles are cast, status, date and chain are read, mentions are joined."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from dragoman.actors import Cast
from dragoman.coding.attribution import chain_of
from dragoman.coding.candidates import Candidate, find_candidates
from dragoman.coding.codebook import Codebook
from dragoman.coding.counts import find_counts
from dragoman.coding.dates import Dating, is_history, published_day
from dragoman.coding.frames import FrameBook
from dragoman.coding.merge import merge
from dragoman.coding.settle import settle
from dragoman.coding.status import EMBEDDING_LINKS, read_status
from dragoman.coding.types import export_type
from dragoman.language.reading import Clause, Reading
from dragoman.model import Article, Event, Span, TimeSpan

__all__ = ["Coder"]


class Coder:
    """Holds codebook and frames; `code` is one article's whole road through this room."""

    def __init__(self, codebook: Codebook, frames: FrameBook) -> None:
        self.codebook = codebook
        self.frames = frames

    def code(self, article: Article, reading: Reading, cast: Cast) -> list[Event]:
        """The events of an article, in the order of the text; outer acts come before those within them."""
        candidates = find_candidates(reading, cast, self.frames)
        dating = Dating(reading)
        for candidate in candidates:
            self._read(article, reading, cast, dating, candidate)
        candidates = _nest(reading, [c for c in candidates if _is_event(reading, c)])
        return list(self._events(article, reading, merge(reading, candidates)))

    def _read(self, article: Article, reading: Reading, cast: Cast, dating: Dating, candidate: Candidate) -> None:
        clause = candidate.clause
        candidate.status = read_status(reading, clause)
        candidate.date, candidate.announced = dating.of_act(clause, candidate.status.reality)
        candidate.chain = chain_of(reading, clause, cast.channel, dating.of_statement, article.publisher)
        candidate.place = cast.place(_tokens_of(reading, clause))
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
            condition=_clause_text(reading, condition) if condition >= 0 else None,
            type=type_,  # type: ignore[arg-type]
            cameo=self._cameo(candidate, type_),
            quad=self.codebook.quad(type_) if type_ else None,
            intensity=self.codebook.intensity(type_, modes) if type_ else None,
            contexts=self.codebook.contexts(_paragraph(reading, clause)),
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
            confidence=round(candidate.score, 3),
        )

    def _cameo(self, candidate: Candidate, type_: str | None) -> str | None:
        if type_ is None:
            return None
        if type_ == candidate.act and candidate.match.cameo:
            return candidate.match.cameo
        return self.codebook.cameo(type_, ())


def _is_event(reading: Reading, candidate: Candidate) -> bool:
    """Somebody must act or be acted on, and a purpose that repeats the act above it is no second event."""
    return bool(candidate.actors or candidate.recipients)


def _nest(reading: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Set `within`, and leave out purposes that repeat the act above (`met to discuss`)."""
    by_clause = {c.clause.index: c for c in candidates}
    kept = []
    for candidate in candidates:
        outer = _outer(reading, candidate, by_clause)
        if (
            outer is not None
            and outer.act == candidate.act
            and candidate.clause.link in ("purpose", "complement", "nominal")
        ):
            continue
        if outer is not None and outer.match.nests:
            candidate.within = outer
        kept.append(candidate)
    left_out = {id(c) for c in candidates} - {id(c) for c in kept}
    for candidate in kept:
        while candidate.within is not None and id(candidate.within) in left_out:
            candidate.within = candidate.within.within
    return kept


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


def _clause_text(reading: Reading, index: int) -> str:
    clause = reading.clauses[index]
    first, last = reading.phrase(clause.light if clause.light >= 0 else clause.predicate)
    return reading.words(first, last)


def _paragraph(reading: Reading, clause: Clause) -> str:
    sentence = reading.sentences[clause.sentence]
    same = [s for s in reading.sentences if s.paragraph == sentence.paragraph and s.source == sentence.source]
    text = reading.title if sentence.source == "title" else reading.text
    return text[same[0].start : same[-1].end]
