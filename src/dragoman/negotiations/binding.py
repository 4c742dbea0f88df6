"""Whether what a text says of an act binds anybody: guesses, open questions and what others foretell bind nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dragoman.language.reading import Clause, Reading
from dragoman.language.tables import table, words
from dragoman.model import DONE, INTENDED, Actor, Event
from dragoman.negotiations.members import parties_of
from dragoman.negotiations.settings import pattern, settings

__all__ = ["begins", "binds_nobody", "is_only_offered", "own_side", "position_words", "speaks_for"]

INSIDE = frozenset({"complement", "quoted", "nominal", "modifier", "purpose"})
"""Links by which a clause is the content of the one above."""
SIDELONG = frozenset({"result", "cause", "manner"})
"""Links of what only comes of an act: `put it off, giving its allies a reprieve`."""
PLEDGES = ("pledged", "scheduled", "agreed")
"""Sections of `data/language/embedding.toml`."""


@cache
def position_words(name: str) -> frozenset[str]:
    """A list of words of `data/language/positions.toml`."""
    return frozenset(table("positions")[name])


def begins(text: str, name: str) -> bool:
    """Whether a text begins with one of the words of a list."""
    words = "|".join(map(re.escape, sorted(position_words(name))))
    return re.match(rf"(?:{words})\b", text, re.IGNORECASE) is not None


def binds_nobody(reading: Reading, event: Event, clause: Clause, content: Event | None = None) -> bool:
    """Whether nobody takes a position or makes a promise by an act that is told so."""
    if _is_open(reading, clause) or _is_unsaid(reading, clause) or _is_mere_name(event, clause, content):
        return True
    if _is_opinion(event) or _is_guess(reading, clause) or _is_left_open(reading, clause):
        return True
    if event.status not in INTENDED or (clause.kind == "verb" and clause.lemma in words("promising")):
        return False  # his word is given, whatever becomes of it
    return (
        _is_forecast(event)
        or clause.link in SIDELONG
        or (clause.kind == "verb" and clause.perfect and clause.modal is None)  # what he has done
        or (clause.is_bare_noun and not _is_pledged(reading, clause))
        or clause.marker == "against"  # `warned them against restarting it`
        or bool(event.condition and pattern("even_if").match(event.condition))
        or (clause.link == "relative" and not _is_his(reading, event, clause))
        or bool(pattern("suffers").match(_words_from(reading, clause)))
    )


def _is_open(reading: Reading, clause: Clause) -> bool:
    """Whether the text only asks whether or how it will be done: `was coy about whether he would go through with it`."""
    first = min(
        [child.left for child in reading.children(clause.predicate) if child.i < clause.predicate],
        default=clause.predicate,
    )
    word = reading.tokens[first].lower
    if word == "which" and clause.link == "relative":
        return False  # `Turkey, which has offered to host them`
    return "whether" in {word, reading.tokens[max(first - 1, 0)].lower} or word in position_words("questions")


def _is_left_open(reading: Reading, clause: Clause) -> bool:
    """Whether nothing is decided: `would neither accept nor reject the verdict`."""
    both = {c.lower for i in (clause.predicate, reading.tokens[clause.predicate].head) for c in reading.children(i)}
    return {"neither", "nor"} <= both


def _is_mere_name(event: Event, clause: Clause, content: Event | None) -> bool:
    """Whether a pact or friendship is only named: `a trade deal will be among the topics`."""
    return clause.is_bare_noun and event.act in ("AGREE", "SUPPORT") and content is None


def _is_opinion(event: Event) -> bool:
    """Whether those who say so only hold it to be so: `some argue`, `many analysts believe`."""
    if not event.attribution:
        return False
    speakers = event.attribution[0].speakers
    return bool(speakers) and all(_is_commentator(actor) for actor in speakers)


def _is_commentator(actor: Actor) -> bool:
    if actor.party is not None:
        return False
    said = (actor.name.lower().split(), actor.text.lower().split())  # `some` is somebody unnamed, told so
    return any({*words[:1], *words[-1:]} & position_words("commentators") for words in said)


def _is_forecast(event: Event) -> bool:
    """Whether one side says what another will do, if …: that is a threat or a guess of the speaker's."""
    if event.status != "conditional" or not event.attribution:
        return False
    speaking, acting = parties_of(event.attribution[0].speakers), parties_of(event.actors)
    return bool(speaking) and bool(acting) and not speaking & acting


def own_side(event: Event) -> Iterable[Actor]:
    """Those who act: of what is done with another, whoever stands behind the word for it does not promise it."""
    if event.act not in settings().mutual or event.status in DONE:
        return event.actors
    first = event.trigger
    return [a for a in event.actors if a.source != first.source or a.start < first.start]


def speaks_for(actor: Actor) -> bool:
    """Whether an actor stands for his party: legislators, candidates and former officials do not speak for a state."""
    person = actor.id.startswith("person:") and (actor.party or "").startswith("state:")
    return not person or "GOV" in actor.sectors or not settings().away & {*actor.sectors[:1]}


def _is_unsaid(reading: Reading, clause: Clause) -> bool:
    """Whether the text says that there is nothing of the sort: `gave no indication that he plans to withdraw`."""
    for token in reading.ancestors(clause.predicate):
        if token.pos == "NOUN" and any(c.dep == "det" and c.lower == "no" for c in reading.children(token.i)):
            return True
    return False


def _is_guess(reading: Reading, clause: Clause) -> bool:
    """Whether it is the content of a guess: `gambled that it will win him friends`, `may be trying to show that`."""
    below = clause
    for above in list(reading.path(clause))[1:]:
        if below.link not in INSIDE and not (below.link == "relative" and below.marker == "that"):
            return False  # `signs that he is willing` is parsed as a relative clause
        if above.lemma in position_words("guesses") or (
            above.kind == "verb" and above.modal in position_words("maybe")
        ):
            return True
        below = above
    return False


def _is_pledged(reading: Reading, clause: Clause) -> bool:
    """Whether a noun is what somebody promises, plans or agrees to: `announced the withdrawal of`."""
    above = reading.clauses[clause.parent] if clause.parent >= 0 else None
    return above is not None and any(above.lemma in table("embedding")[name][f"{above.kind}s"] for name in PLEDGES)


def _is_his(reading: Reading, event: Event, clause: Clause) -> bool:
    """Whether a relative clause tells of its own head: `Turkey, which will withdraw`, but not `the step it will take`."""
    heads = [reading.tokens[a.head].start for a in clause.get("subject", "agent") if a.shared]
    return any(a.start <= offset < a.end for a in event.actors for offset in heads)


def is_only_offered(reading: Reading, event: Event, clause: Clause) -> bool:
    """Whether an act is held out without a condition: `offered to mediate` is a position and no promise."""
    above = reading.clauses[clause.parent] if clause.parent >= 0 else None
    offered = above is not None and clause.link in INSIDE and above.lemma in position_words("offer")
    return offered and event.status == "pledged" and event.condition is None


def _words_from(reading: Reading, clause: Clause) -> str:
    first = clause.light if clause.light >= 0 else clause.predicate
    return reading.words(first, min(first + 3, len(reading.tokens) - 1))
