"""Pledges, threats and conditions of a page. What became of them needs later pages; alone they are open."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Literal

from dragoman.coding.acts import acts
from dragoman.language.tables import words as word_list
from dragoman.language.times import normalise
from dragoman.linking.report import stems
from dragoman.model import Actor, Event, Promise, TimeSpan
from dragoman.negotiations.binding import own_side
from dragoman.negotiations.members import parties_of
from dragoman.negotiations.settings import pattern
from dragoman.negotiations.terms import tidy

__all__ = ["condition_of", "find_promises", "is_promised", "is_restraint"]

STARTING = re.compile(
    r"\b(?:from|as of|as from|starting|beginning|effective|since)\s$|^(?:from|as of|as from|starting|beginning|effective|since)\b",
    re.IGNORECASE,
)
JOINED = re.compile(
    r"(?:if|unless|only|provided|should|once|when|until|as long|on condition|in (?:exchange|return))\b", re.IGNORECASE
)
"""Words by which a condition is joined to what hangs on it."""
BARE = re.compile(r"(?:in )?(?:return|exchange)\.?", re.IGNORECASE)
"""What is given for something told before, and no condition that the text states: `in return`."""
PRICE = re.compile(r"\bin (?:exchange|return) for\s+$", re.IGNORECASE)
"""What joins a price to what is given for it."""
LONGEST_DAY = 5
"""Words of a date."""
BEFORE = 60
"""Characters before an act in which it is promised."""
PAST = re.compile(r"\b(?:past|last|ago|since|previous|earlier|early|recent)\b", re.IGNORECASE)
"""Words of times that lie behind: nothing is due then."""
WORDS = frozenset({"THREATEN"})
"""Acts that nobody promises to do; a threat that is made is an event, and what is threatened is a promise."""


def find_promises(events: Iterable[Event], words: Mapping[str, str] | None = None) -> list[Promise]:
    """Every act that its own actor pledged, threatened, or tied to a condition; background is left out.

    `words`: by event, what is promised in the text's words; else it is the rest of the sentence; where it is empty,
    nothing is promised. What is hostile but agreed to is no threat.
    """
    events, words = list(events), words or {}
    outer = {e.id: e for e in events}
    found = []
    for event in events:
        if event.background or not event.actors or not is_promised(event):
            continue
        above = outer.get(event.within or "")
        if above is not None and _is_anothers_word(event, above):
            continue
        by = next(iter(own_side(event)), None)
        if words.get(event.id) == "" or by is None or event.act in WORDS:
            continue
        what = tidy(_what(event, words))
        bare = _is_bare(event)  # its date is the day of its saying
        found.append(
            Promise(
                id=hashlib.sha256(f"{event.id}:promise".encode()).hexdigest()[:16],
                by=by,
                to=_towards(event, by),
                what=what,
                sort=_sort(event, above, what),
                made=event.date if bare else event.announced,
                due=_due_in(what, event.date.start) if bare else _due(event),
                event=event.id,
            )
        )
    return found


def _sort(event: Event, above: Event | None, what: str) -> Literal["condition", "threat", "pledge"]:
    """What sort of word it is. `above` is the act that it is within."""
    if condition_of(event):
        return "condition"
    hostile = event.act in acts("hostile") and not _is_agreed(event, above)
    return "threat" if hostile or (_is_bare(event) and pattern("harms").search(what)) else "pledge"


def condition_of(event: Event) -> str | None:
    """What an act hangs on, where the text says it: `if it did not` says nothing."""
    told = event.condition is not None and not BARE.fullmatch(event.condition) and stems(event.condition)
    return event.condition if told else None


def _towards(event: Event, by: Actor) -> tuple[Actor, ...]:
    """The parties to whom it is promised: not the prisoners who are to be freed, nor the maker's own side."""
    own = parties_of((by,))
    return tuple(actor for actor in event.recipients if parties_of((actor,)) - own)


def is_promised(event: Event) -> bool:
    """Whether an act is somebody's word: one that is pledged or tied to a condition, the bare promise of another, or
    what he promises not to do."""
    return event.status in ("pledged", "conditional") or _is_bare(event) or is_restraint(event)


def is_restraint(event: Event) -> bool:
    """Whether it is promised that a hostile act will not be done: `undertook not to shell the town`."""
    return event.status == "negated" and event.act in acts("hostile") and _promises().search(_before(event)) is not None


def _is_agreed(event: Event, above: Event | None) -> bool:
    """Whether what is hostile by its act is no threat: the sides agreed on it, or it is what will not be done."""
    return (above is not None and above.act == "AGREE") or is_restraint(event)


def _is_anothers_word(event: Event, above: Event) -> bool:
    """Whether an act is asked for by another, or threatened in what did not happen."""
    asked = above.act == "REQUEST" and not parties_of(above.actors) & parties_of(event.actors)
    return asked or above.status in ("demanded", "negated", "hypothetical")


def _before(event: Event) -> str:
    at = event.trigger.start - event.evidence.start
    return event.evidence.text[max(0, at - BEFORE) : max(0, at)]


@cache
def _promises() -> re.Pattern[str]:
    words = "|".join(sorted(word_list("promised")))
    return re.compile(rf"\b(?:{words}) (?:not to|never to|to refrain from) (?:\w+ ){{0,3}}$", re.IGNORECASE)


def _is_bare(event: Event) -> bool:
    """Whether only the promise is known, and not the act."""
    given = event.act == "AGREE" and event.status in ("happened", "pledged")
    return given and event.trigger.text.lower() in word_list("promised")


def _what(event: Event, words: Mapping[str, str]) -> str:
    """What is promised, with what it hangs on."""
    what = words.get(event.id)
    if what is None:
        return event.evidence.text[event.trigger.start - event.evidence.start :].rstrip(" .")
    condition = condition_of(event)
    if not condition or condition.lower() in what.lower():
        return what
    if JOINED.match(condition):
        return f"{what} {condition[0].lower()}{condition[1:]}"
    before = event.evidence.text.partition(condition)[0]
    if (price := PRICE.search(before)) is not None:
        return f"{what} {price[0]}{condition}"
    return f"{what} (on condition: {condition})"


def _due_in(what: str, made: str | None) -> TimeSpan | None:
    """The day by which something is to be done, where its words tell it: `issue licences by April 20`."""
    anchor = date.fromisoformat(made[:10]) if made else None
    for match in pattern("due").finditer(what):
        words = what[match.end() :].split()[:LONGEST_DAY]
        for count in range(len(words), 0, -1):
            text = " ".join(words[:count]).rstrip(",.;")
            found = normalise(text, anchor, "future")
            if found is None or found.first is None or found.last is None:
                continue
            if anchor is None or found.last > anchor:
                first, last = found.first.isoformat(), found.last.isoformat()
                return TimeSpan(start=first, end=last, precision=found.precision, text=text)  # type: ignore[arg-type]
    return None


def _due(event: Event) -> TimeSpan | None:
    """By when it is to be done; a day from which on it is to be done is none."""
    if event.date.text is None or PAST.search(event.date.text):
        return None  # the day of the page, or one that lies behind
    text, sentence = event.date.text, event.evidence.text
    before = sentence[: sentence.find(text)] if text and text in sentence else ""
    return None if STARTING.search(f"{before.rstrip()} ") or STARTING.match(f"{text} ") else event.date
