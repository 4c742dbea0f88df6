"""What each party offers, demands, refuses and concedes, and for what, from a page's events."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman.coding.status import EMBEDDING_LINKS
from dragoman.language.reading import Clause, Reading
from dragoman.language.tables import table
from dragoman.model import Event, Position

__all__ = ["find_positions"]

EXCHANGE = re.compile(r"\b(?:in (?:exchange|return) for|as (?:a )?(?:quid pro quo|compensation) for)\s+", re.IGNORECASE)
CONDITION = re.compile(
    r"\b(?:on (?:the )?condition that|provided(?: that)?|unless|only if|if|as long as)\s+", re.IGNORECASE
)
UNREAL = frozenset({"pledged", "scheduled", "conditional"})


@cache
def _offering() -> frozenset[str]:
    return frozenset(table("positions")["offer"])


@cache
def _proposing() -> frozenset[str]:
    return frozenset(table("positions")["proposal"])


@cache
def _issues() -> dict[str, re.Pattern[str]]:
    issues: dict[str, list[str]] = table("positions")["issues"]
    return {name: re.compile(r"\b(?:" + "|".join(words) + r")", re.IGNORECASE) for name, words in issues.items()}


def find_positions(reading: Reading, events: Iterable[Event]) -> list[Position]:
    """The positions that a page's events state, in the order of the text. Background tells no position."""
    events = list(events)
    inner = {e.within: e for e in events if e.within}
    found: list[Position] = []
    for event in events:
        clause = _clause_at(reading, event)
        if clause is None or event.background or not event.actors:
            continue
        stance = _stance(reading, event, clause)
        if stance is None:
            continue
        found.append(_position(reading, event, clause, stance, inner.get(event.id)))
    return list(_distinct(found))


def _clause_at(reading: Reading, event: Event) -> Clause | None:
    """The clause whose predicate is the event's trigger."""
    for clause in reading.clauses:
        token = reading.tokens[clause.predicate]
        if token.start == event.trigger.start and reading.sentences[token.sentence].source == event.trigger.source:
            return clause
    return None


def _stance(reading: Reading, event: Event, clause: Clause) -> str | None:
    above = {reading.clauses[clause.parent].lemma} if clause.parent >= 0 and clause.link in EMBEDDING_LINKS else set()
    words = {clause.lemma, *above}
    if event.act == "REQUEST" and event.status == "happened":
        return "proposal" if words & _proposing() else "demand"
    if event.act == "REJECT" and event.status in ("happened", "ongoing"):
        return "refusal"
    if event.status == "conditional" and event.condition:
        return "condition"
    if event.act == "CONCEDE" and event.status == "happened":
        return "concession"
    if event.act == "AGREE" and event.status == "happened":
        return "offer" if words & _offering() else "commitment" if _governs(reading, clause) else None
    if event.status in UNREAL and event.within is None and event.act not in ("CONSULT", "PROTEST"):
        return "offer" if words & _offering() else "commitment"
    return None


def _governs(reading: Reading, clause: Clause) -> bool:
    return any(c.parent == clause.index and c.link in ("complement", "nominal") for c in reading.clauses)


def _position(reading: Reading, event: Event, clause: Clause, stance: str, inner: Event | None) -> Position:
    start, end = _what(reading, clause, stance)
    source = reading.title if event.trigger.source == "title" else reading.text
    sentence = reading.sentences[clause.sentence]
    rest = source[start : sentence.end]
    what = source[start:end]
    exchange, condition = EXCHANGE.search(rest), CONDITION.search(rest)
    first_cut = min((m.start() for m in (exchange, condition) if m), default=len(what))
    what = what[:first_cut].rstrip(' ,;:."”’')
    key = f"{event.id}:{stance}"
    return Position(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        article=event.article,
        party=event.actors[0],
        to=event.recipients,
        stance=stance,  # type: ignore[arg-type]
        issue=next((name for name, pattern in _issues().items() if pattern.search(what)), None),
        what=what,
        in_exchange_for=_phrase_after(rest, exchange),
        on_condition=event.condition or _phrase_after(rest, condition),
        date=event.announced or event.date,
        attribution=event.attribution,
        event=(inner or event).id if stance == "demand" and inner else event.id,
        start=start,
        end=start + len(what),
    )


def _phrase_after(rest: str, match: re.Match[str] | None) -> str | None:
    """What follows a joining word, to the next comma or stop."""
    if match is None:
        return None
    return re.split(r"[,;.”\"]\s|[,;.”\"]$| and has | but ", rest[match.end() :], maxsplit=1)[0].strip() or None


def _what(reading: Reading, clause: Clause, stance: str) -> tuple[int, int]:
    """Offsets of what is offered, asked or refused: the inner clause, else the object, else the act itself."""
    below = [c for c in reading.clauses if c.parent == clause.index and c.sentence == clause.sentence]
    content = next((c for c in below if c.link == "complement" and c.kind == "verb"), None)
    if stance in ("demand", "refusal", "proposal", "commitment", "offer") and content is not None:
        return _extent(reading, content.predicate)
    if stance in ("demand", "refusal", "proposal", "concession") or clause.kind == "noun":
        for role in ("object", "for", "of", "to", "on"):
            for argument in clause.get(role):
                if not argument.shared:
                    first, last = reading.phrase(argument.head)
                    return reading.tokens[first].start, reading.tokens[_short(reading, argument.head, last)].end
    return _extent(reading, clause.predicate)


def _extent(reading: Reading, predicate: int) -> tuple[int, int]:
    """From a verb to the end of its arguments, without what only adds circumstances."""
    last = predicate
    for child in reading.children(predicate):
        if child.i > predicate and child.dep in (
            "dobj",
            "prep",
            "prt",
            "attr",
            "acomp",
            "xcomp",
            "ccomp",
            "dative",
            "advmod",
            "agent",
            "oprd",
        ):
            last = max(last, _short(reading, child.i, child.right))
    return reading.tokens[predicate].start, reading.tokens[last].end


def _short(reading: Reading, head: int, last: int) -> int:
    """The last token of a phrase without a relative clause set off by a comma."""
    for token in reading.tokens[head : last + 1]:
        if token.dep in ("relcl", "appos", "advcl") and token.left > head:
            before = reading.tokens[token.left - 1]
            return token.left - (2 if before.text in (",", "-", "–", "—") else 1)
    return last


def _distinct(positions: list[Position]) -> Iterator[Position]:
    seen: set[tuple[str, str, str]] = set()
    for position in positions:
        key = (position.party.party or position.party.id, position.stance, position.what.lower())
        if key not in seen and position.what:
            seen.add(key)
            yield position
