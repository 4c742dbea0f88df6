"""The terms of a position in the text's own words: what it is about, in exchange for what, on what condition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.coding.cessation import CEASING
from dragoman.language.reading import Clause, Reading
from dragoman.linking.report import stems
from dragoman.model import Event, Span
from dragoman.negotiations.binding import position_words
from dragoman.negotiations.extents import INSIDE, extent, short, with_terms
from dragoman.negotiations.hanging import awaited, hanging
from dragoman.negotiations.issues import issue_of

__all__ = ["ABOUT", "Terms", "is_ultimatum", "terms_of", "terms_of_speech", "tidy", "wish_of"]

EXCHANGE = re.compile(r"\b(?:in (?:exchange|return) for|as (?:a )?(?:quid pro quo|compensation) for)\s+", re.IGNORECASE)
CONDITION = re.compile(
    r"\b(?:on (?:the )?condition that|provided(?: that)?|unless|only if|if|as long as|should)\s+", re.IGNORECASE
)
WISHES = frozenset({"like", "prefer", "love", "see"})
APPOSED = re.compile(r",\s+(?:an?|the)\s+(?:\w+\s+){1,3}(?:that|which|who)\b.*$", re.DOTALL)
"""What only says what sort of thing it is: `its weapons, a goal that many think far off`."""
ASIDE_CLAUSE = re.compile(r",\s+(?:which|who|whose|where)\b")
QUOTES = '"“”'
STOP = r":\s|;\s|\s[–—]\s"
"""Marks behind which a headline or a sentence goes on to something else."""
CARRIERS = frozenset({"AGREE", "REQUEST", "REJECT", "CONCEDE", "THREATEN"})
"""Acts whose content is another act; any other is itself what is offered: `promised to let them pass`."""
QUESTIONS = ("wh", "how")
"""Beginnings of words that join a question, which is not what is asked or offered."""
WORDS = frozenset({"AGREE", "CONCEDE"})
"""Acts in words: as nouns (`acceptance of the plan`) they hold what they are about."""
ABOUT = frozenset({"REQUEST", "REJECT"})
"""Acts that are about another act: what they hold is the position."""
OBJECTS = ("object", "for", "of", "to", "on", "with")
OBJECTS_AT = frozenset({"balk", "baulk", "laugh", "scoff", "sneer"})
"""Verbs whose object is joined by `at`."""
TRAILING = re.compile(
    r"[\s,]*\b(?:(?:only )?(?:if|after|once|when)|unless|until|before|provided(?: that)?|as soon as|on condition that"
    r"|(?:as|so) long as)\s*$"
)
"""A joining word that is left at the end of what it joined."""
PRONOUNS = frozenset({"it", "this", "that", "one", "ones", "them", "him", "her", "us", "me", "both", "either", "so"})
"""What by itself tells nothing of what is meant."""
ASKED = ("complement", "purpose", "relative")
"""Links by which a to-clause hangs on the one who is asked to do it, or on the asking."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The pieces of a bargain; offsets count in the event's source."""

    what: Span | None
    """What is offered, asked or refused; None where the clause itself does not say it (`Varen declined`)."""
    exchange: str | None
    """What is to be given for it."""
    condition: Span | None
    """What it hangs on (`if`, `provided that`)."""
    joint: str | None
    """The word that joins the condition."""
    awaits: Span | None
    """What must come first (`until`, `unless`), where the act is refused till then."""
    issue: str | None
    """The subject, by the words of `what`."""


def wish_of(reading: Reading, clause: Clause) -> Clause | None:
    """What somebody `would like` another to do; not what he `would have liked`."""
    if clause.lemma not in WISHES or clause.modal != "would" or clause.negated or clause.perfect or clause.question:
        return None
    own = {a.head for a in clause.get("subject")}
    return next(
        (
            c for c in reading.clauses
            if c.parent == clause.index and c.link == "complement" and c.marker == "to" and c.kind == "verb"
            and any(a.head not in own for a in c.get("subject"))
        ),
        None,
    )  # fmt: skip


def tidy(words: str) -> str:
    """Words cut out of a sentence, without quotation marks whose other half was left behind."""
    opened = 0
    for i, letter in enumerate(words):
        if letter not in QUOTES:
            continue
        opens = letter == "“" or (letter == '"' and (i == 0 or words[i - 1] in " ([—–-"))
        opened += 1 if opens else -1
        if opened not in (0, 1):
            break
    return words if opened == 0 else "".join(letter for letter in words if letter not in QUOTES)


def terms_of(reading: Reading, clause: Clause, event: Event) -> Terms:
    """The terms that an event's clause states."""
    source = reading.title if event.trigger.source == "title" else reading.text
    told = _what(reading, clause, event)
    start, end = told or (event.trigger.start, event.trigger.end)
    rest = source[start : reading.sentences[clause.sentence].end]
    exchange, condition = EXCHANGE.search(_near(rest, end - start)), CONDITION.search(rest)
    withheld = event.act == "REJECT" or event.status == "negated"
    hangs = hanging(reading, clause, withheld=withheld)
    awaits = awaited(reading, clause, withheld=withheld)
    hangs = _telling(hangs or _after(reading, rest, start, condition, event))
    cut = min((m.start() for m in (exchange, condition) if m), default=end - start)
    tails = [found[0].start - start for found in (hangs, awaits) if found and found[0].start > start]
    text = re.split(STOP, source[start : start + min(cut, end - start, *tails)], maxsplit=1)[0]
    text = TRAILING.sub("", text) if tails else text
    text = APPOSED.sub("", text).rstrip(' ,;:."”’')
    bargain = _phrase_after(rest, exchange)
    return Terms(
        what=Span(text=text, start=start, end=start + len(text), source=event.trigger.source)
        if told and text
        else None,
        exchange=bargain,
        condition=hangs[0] if hangs else None,
        joint=hangs[1] if hangs else None,
        awaits=awaits[0] if awaits else None,
        issue=issue_of(text) if told else None,
    )


def terms_of_speech(reading: Reading, clause: Clause, *, withheld: bool) -> Terms:
    """The terms of what somebody says that he will, will not (`withheld`) or would do, or another must, by its clause
    alone."""
    if (wish := wish_of(reading, clause)) is not None:
        clause = wish
    start, end = extent(reading, clause.predicate)
    hangs = _telling(hanging(reading, clause))
    awaits = awaited(reading, clause, withheld=withheld)
    if awaits is None and clause.parent >= 0 and clause.link in ("complement", "quoted"):
        awaits = awaited(reading, reading.clauses[clause.parent], withheld=False)
    ends = [found[0].start for found in (hangs, awaits) if found and found[0].start > start]
    first = start
    if clause.lemma == "rule out":
        first = reading.tokens[reading.phrase(clause.get("object")[0].head)[0]].start
    elif clause.modal == "must" and (subjects := clause.get("subject")):
        first = min(start, reading.tokens[reading.phrase(subjects[0].head)[0]].start)
    elif clause.passive or not _is_told(reading, clause):
        heads = [a.head for a in clause.get("object", "subject") if not a.shared]
        first = min([start, *(reading.tokens[reading.phrase(h)[0]].start for h in heads)])
    text = reading.text[first : min([end, *ends])]
    text = TRAILING.sub("", re.split(STOP, text, maxsplit=1)[0]).rstrip(' ,;:."”’')
    return Terms(
        what=Span(text=text, start=first, end=first + len(text)) if text else None,
        exchange=None,
        condition=hangs[0] if hangs else None,
        joint=hangs[1] if hangs else None,
        awaits=awaits[0] if awaits else None,
        issue=issue_of(text),
    )


def _near(rest: str, length: int) -> str:
    """What is given, and what follows it up to a relative clause about something else."""
    end = ASIDE_CLAUSE.search(rest)
    return rest if end is None else rest[: max(end.start(), length)]


def _phrase_after(rest: str, match: re.Match[str] | None) -> str | None:
    """What follows a joining word, to the next comma or stop."""
    if match is None:
        return None
    return re.split(r"[,;.”\"]\s|[,;.”\"]$| and has | but ", rest[match.end() :], maxsplit=1)[0].strip() or None


def _telling(hangs: tuple[Span, str] | None) -> tuple[Span, str] | None:
    """A condition that tells something: `if it did not` does not."""
    return hangs if hangs is not None and stems(hangs[0].text) else None


def _after(
    reading: Reading, rest: str, start: int, match: re.Match[str] | None, event: Event
) -> tuple[Span, str] | None:
    """What follows a joining word that the parse does not tie to the clause; `should` joins only where its subject
    follows: `should they refuse`, but not `that they should refuse`."""
    words = _phrase_after(rest, match) if match else None
    if match is None or words is None:
        return None
    if match[0].strip().lower() == "should" and not _is_inverted(reading, start + match.start(), event.trigger.source):
        return None
    begins = start + match.end()
    return Span(text=words, start=begins, end=begins + len(words), source=event.trigger.source), match[
        0
    ].strip().lower()


def _what(reading: Reading, clause: Clause, event: Event) -> tuple[int, int] | None:
    """Offsets of what is offered, asked or refused: the inner clause, else the object, else the act itself; None where
    there is nothing but those who take part.
    """
    own = event.act not in ABOUT
    if event.act == "REQUEST" and event.status == "negated" and clause.kind == "verb":
        return extent(reading, clause.predicate)  # `would not insist on the islands`
    if event.act == "REJECT" and clause.negated and clause.lemma in CEASING:  # `will not lift the blockade`
        return reading.tokens[clause.predicate].start, extent(reading, clause.predicate)[1]
    if event.act == "REJECT" and clause.negated and clause.kind == "verb" and not _is_answer(clause):
        return extent(reading, clause.predicate)  # `will not return to the table`
    if event.act == "REQUEST" and clause.kind == "verb" and _is_asked_for(reading, clause):
        return _whole(reading, clause)
    carries = event.act in CARRIERS and not (event.act == "THREATEN" and event.status == "pledged")
    content = _content(reading, clause, event) if carries else None
    if content is not None:
        start, end = extent(reading, content.light if content.light >= 0 else content.predicate)
        if there := next(reading.children(content.predicate, "expl"), None):
            return there.start, end  # `there would be consequences`
        role = "object" if content.passive else "subject"
        subjects = [a for a in content.get(role) if not a.shared and a.head < content.predicate]
        if subjects and subjects[0].head > clause.predicate and reading.tokens[subjects[0].head].pos != "PRON":
            start = reading.tokens[reading.phrase(subjects[0].head)[0]].start
        return start, end
    given = _is_word(clause, "offer")  # `offered exemptions`
    if own and clause.kind == "verb" and event.act == "CONCEDE" and not clause.passive and not given:
        return extent(reading, clause.predicate)
    if not own or given or not _is_plan(clause) or (clause.kind == "noun" and event.act in WORDS):
        held = _object(reading, clause, event)
        verb = clause.predicate if clause.kind == "verb" else clause.light
        if clause.negated and verb >= 0 and (none := _none(reading, verb)) is not None:
            return none
        if held is None and event.act == "REJECT" and clause.negated and verb >= 0:
            start, end = reading.tokens[verb].start, extent(reading, verb)[1]
            held = (start, end) if end > reading.tokens[verb].end else None  # `will not free the sailors`
        if held or not own:
            return held
    if clause.kind == "noun":
        first, last = reading.phrase(clause.predicate)
        return reading.tokens[first].start, reading.tokens[short(reading, clause.predicate, last)].end
    return _whole(reading, clause)


def _is_asked_for(reading: Reading, clause: Clause) -> bool:
    """Whether a clause is itself what is asked, and not the asking: `insisted that the men be freed`."""
    above = reading.clauses[clause.parent] if clause.parent >= 0 else None
    asked = above is not None and clause.link == "complement" and above.lemma in position_words("asking")
    return asked and not _is_word(clause, "asking")


def _is_answer(clause: Clause) -> bool:
    """Whether a verb tells that something was refused or not accepted, and not what is not done."""
    return _is_word(clause, "refusing") or _is_word(clause, "assenting")


def _is_word(clause: Clause, name: str) -> bool:
    return bool({clause.lemma, clause.lemma.split()[0]} & position_words(name))


def _none(reading: Reading, verb: int) -> tuple[int, int] | None:
    """What there is none of: `talks` of `there will be no talks with them`."""
    if not any(reading.children(verb, "expl")):
        return None
    held = next((c for c in reading.children(verb, "attr") if c.i > verb), None)
    if held is None or not any(c.lower == "no" for c in reading.children(held.i, "det")):
        return None
    first, last = reading.phrase(held.i)
    while first < held.i and reading.tokens[first].dep == "det":
        first += 1
    return reading.tokens[first].start, reading.tokens[short(reading, held.i, last)].end


def _whole(reading: Reading, clause: Clause) -> tuple[int, int] | None:
    """The act itself; of what is told to be done, with that to which it is done: `their ships would be let in`."""
    start, end = extent(reading, clause.predicate)
    done = (
        [a.head for a in clause.get("object") if not a.shared and a.head < clause.predicate] if clause.passive else []
    )
    if done and reading.tokens[done[0]].pos != "PRON":
        return reading.tokens[reading.phrase(done[0])[0]].start, end
    bare = end == reading.tokens[clause.predicate].end
    if (bare and clause.negated and _is_answer(clause)) or (clause.passive and not _is_told(reading, clause)):
        return None  # `we do not always agree`
    return start, end


def _content(reading: Reading, clause: Clause, event: Event) -> Clause | None:
    """The clause that says what is to be done: `agreed to withdraw`, `put pressure on Varen to accept the plan`."""
    below = [
        c for c in reading.clauses
        if c.parent == clause.index and c.sentence == clause.sentence and c.predicate > clause.predicate
        and not _is_question(reading, c)
    ]  # fmt: skip
    if clause.lemma in position_words("proposal") and clause.get("object"):
        below = [c for c in below if c.marker != "to"]  # `proposed a commission to study it`
    told = [c for c in below if c.link == "complement" and (c.kind == "verb" or (c.light >= 0 and c.marker == "to"))]
    asked = event.act == "REQUEST" or (event.act == "REJECT" and not clause.get("object"))
    if not told and (asked or is_ultimatum(event, clause)):
        told = [c for c in below if c.link in ASKED and c.marker == "to" and c.kind == "verb"]
    if not told and event.act == "REJECT" and not clause.get("object"):
        told = [c for c in below if c.link == "manner" and not c.marker and reading.tokens[c.predicate].tag == "VBG"]
    return next(iter(told), None)


def is_ultimatum(event: Event, clause: Clause) -> bool:
    """Whether somebody is given a time for what he is to do: `gave them two days to leave`."""
    return event.act == "THREATEN" and clause.lemma in position_words("giving_time")


def _is_inverted(reading: Reading, offset: int, source: str) -> bool:
    """Whether the helping verb at an offset stands before its subject."""
    for token in reading.tokens:
        if token.start == offset and reading.sentences[token.sentence].source == source:
            return any(c.i > token.i for c in reading.children(token.head) if c.dep in ("nsubj", "nsubjpass"))
    return False


def _is_question(reading: Reading, clause: Clause) -> bool:
    """Whether a clause is one like `what the union asks`."""
    before = (c.lower for c in reading.children(clause.predicate) if c.i < clause.predicate)
    return any(word.startswith(QUESTIONS) for word in (clause.marker or "", *before))


def _object(reading: Reading, clause: Clause, event: Event) -> tuple[int, int] | None:
    """What the clause itself holds, if it is more than a pronoun and none of those who take part."""
    for role in (*OBJECTS, "at") if clause.lemma in OBJECTS_AT else OBJECTS:
        for argument in clause.get(role):
            token = reading.tokens[argument.head]
            before = role != "object" and argument.head < clause.predicate  # `on this issue we do not agree`
            if before or (argument.shared and not (clause.passive and role == "object")):
                continue
            meant = _takes_part(event, token.start) and not _is_word(clause, "proposal")  # `proposed a commission`
            if token.text.lower() in PRONOUNS or meant or _is_time(reading, token.start):
                continue
            first, last = reading.phrase(argument.head)
            end = short(reading, argument.head, last)
            return reading.tokens[first].start, reading.tokens[with_terms(reading, clause, end)].end
    return None


def _takes_part(event: Event, offset: int) -> bool:
    """Whether what stands at an offset is one of those between whom the act is done."""
    return any(
        a.source == event.trigger.source and a.start <= offset < a.end for a in (*event.actors, *event.recipients)
    )


def _is_time(reading: Reading, offset: int) -> bool:
    return any(time.source == "text" and time.start <= offset < time.end for time in reading.times)


def _is_told(reading: Reading, clause: Clause) -> bool:
    """Whether a passive says more than that something is done."""
    return any(
        child.i > clause.predicate and child.dep in INSIDE - {"advmod"} for child in reading.children(clause.predicate)
    )


def _is_plan(clause: Clause) -> bool:
    """Whether the clause's own act is what is promised: `will withdraw its troops`, `to free 200 men`."""
    return clause.tense == "future" or clause.modal is not None or clause.tense == "none"
