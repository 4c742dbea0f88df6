"""The terms of a position in the text's own words: what it is about, in exchange for what, on what condition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.language.reading import Clause, Reading
from dragoman.model import Event, Span
from dragoman.negotiations.issues import issue_of

__all__ = ["Terms", "terms_of"]

EXCHANGE = re.compile(r"\b(?:in (?:exchange|return) for|as (?:a )?(?:quid pro quo|compensation) for)\s+", re.IGNORECASE)
CONDITION = re.compile(
    r"\b(?:on (?:the )?condition that|provided(?: that)?|unless|only if|if|as long as|should)\s+", re.IGNORECASE
)
ABOUT = frozenset({"REQUEST", "REJECT"})
"""Acts that are about another act: what they hold is the position."""
AWAITING = frozenset({"until", "till", "unless"})
"""Words that join what must come first to what is refused till then."""
OBJECTS = ("object", "for", "of", "to", "on", "with")
INSIDE = frozenset(
    {"dobj", "prep", "prt", "attr", "acomp", "xcomp", "ccomp", "dative", "advmod", "agent", "oprd", "advcl", "npadvmod"}
)
"""Dependents of a verb that belong to what is offered or asked."""
ASIDE = frozenset({"relcl", "appos", "advcl"})
"""What, set off by a comma, only adds to a phrase."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The pieces of a bargain; offsets count in the event's source."""

    what: Span
    """What is offered, asked or refused."""
    exchange: str | None
    """What is to be given for it."""
    condition: Span | None
    """What it hangs on (`if`, `provided that`)."""
    awaits: Span | None
    """What must come first (`until`, `unless`), where the act is refused till then."""
    issue: str | None
    """The subject, by the words of `what`."""


def terms_of(reading: Reading, clause: Clause, event: Event) -> Terms:
    """The terms that an event's clause states."""
    source = reading.title if event.trigger.source == "title" else reading.text
    start, end = _what(reading, clause, own=event.act not in ABOUT)
    rest = source[start : reading.sentences[clause.sentence].end]
    exchange, condition = EXCHANGE.search(rest), CONDITION.search(rest)
    cut = min((m.start() for m in (exchange, condition) if m), default=end - start)
    text = source[start : start + min(cut, end - start)].rstrip(' ,;:."”’')
    what = Span(text=text, start=start, end=start + len(text), source=event.trigger.source)
    return Terms(
        what=what,
        exchange=_phrase_after(rest, exchange),
        condition=_below(reading, clause, ("condition",), None),
        awaits=_below(reading, clause, ("time", "condition"), AWAITING),
        issue=issue_of(text),
    )


def _phrase_after(rest: str, match: re.Match[str] | None) -> str | None:
    """What follows a joining word, to the next comma or stop."""
    if match is None:
        return None
    return re.split(r"[,;.”\"]\s|[,;.”\"]$| and has | but ", rest[match.end() :], maxsplit=1)[0].strip() or None


def _below(reading: Reading, clause: Clause, links: tuple[str, ...], markers: frozenset[str] | None) -> Span | None:
    """The words of a clause that hangs on this one, or on the content of this one, by one of the links."""
    roots = {clause.index} | {
        c.index for c in reading.clauses if c.parent == clause.index and c.link in ("complement", "nominal")
    }
    for other in reading.clauses:
        if other.parent not in roots or other.link not in links:
            continue
        if markers is not None and (other.marker or "").split(" ")[0] not in markers:
            continue
        first, last = reading.phrase(other.predicate)
        while first < last and reading.tokens[first].dep in ("mark", "advmod", "punct"):
            first += 1
        token = reading.tokens[first]
        text = reading.words(first, _short(reading, other.predicate, last))
        return Span(text=text, start=token.start, end=token.start + len(text))
    return None


def _what(reading: Reading, clause: Clause, *, own: bool) -> tuple[int, int]:
    """Offsets of what is offered, asked or refused: the inner clause, else the object, else the act itself.

    `own`: the act itself may be what is offered (`will withdraw its troops`).
    """
    below = [c for c in reading.clauses if c.parent == clause.index and c.sentence == clause.sentence]
    content = next(
        (c for c in below if c.link == "complement" and c.kind == "verb" and c.predicate > clause.predicate), None
    )
    if content is not None:
        start, end = _extent(reading, content.predicate)
        role = "object" if content.passive else "subject"
        subjects = [a for a in content.get(role) if not a.shared and a.head < content.predicate]
        if subjects and subjects[0].head > clause.predicate:
            start = reading.tokens[reading.phrase(subjects[0].head)[0]].start
        return start, end
    if clause.kind == "noun" or not (own and _is_plan(clause)):
        for role in OBJECTS:
            for argument in clause.get(role):
                if not argument.shared or (clause.passive and role == "object"):
                    first, last = reading.phrase(argument.head)
                    return reading.tokens[first].start, reading.tokens[_short(reading, argument.head, last)].end
    return _extent(reading, clause.predicate)


def _is_plan(clause: Clause) -> bool:
    """Whether the clause's own act is what is promised: `will withdraw its troops`, `to free 200 men`."""
    return clause.tense == "future" or clause.modal is not None or clause.tense == "none"


def _extent(reading: Reading, predicate: int) -> tuple[int, int]:
    """From a verb to the end of its arguments, without what only adds circumstances."""
    last = predicate
    for child in reading.children(predicate):
        if child.i < predicate or child.dep not in INSIDE:
            continue
        if child.dep == "advcl" and reading.tokens[child.left - 1].text in (",", "-", "–", "—"):
            continue
        last = max(last, _short(reading, child.i, child.right))
    return reading.tokens[predicate].start, reading.tokens[last].end


def _short(reading: Reading, head: int, last: int) -> int:
    """The last token of a phrase without a clause or apposition set off by a comma."""
    for token in reading.tokens[head : last + 1]:
        if token.dep in ASIDE and token.left > head:
            before = reading.tokens[token.left - 1]
            if before.text in (",", "-", "–", "—"):
                return token.left - 2
    return last
