"""The terms of a position in the text's own words: what it is about, in exchange for what, on what condition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.coding.cessation import CEASING
from dragoman.language.reading import Clause, Reading, Token
from dragoman.linking.report import stems
from dragoman.model import Event, Span
from dragoman.negotiations.issues import issue_of

__all__ = ["ABOUT", "Terms", "is_undone", "terms_of", "terms_of_speech", "tidy", "wish_of"]

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
NOT_DONE = re.compile(r"\bnot\b|n['’]t\b|\b(?:fail|refus)", re.IGNORECASE)
"""What tells that something is left undone."""
QUESTIONS = ("wh", "how")
"""Beginnings of words that join a question, which is not what is asked or offered."""
WORDS = frozenset({"AGREE", "CONCEDE"})
"""Acts in words: as nouns (`acceptance of the plan`) they hold what they are about."""
ABOUT = frozenset({"REQUEST", "REJECT"})
"""Acts that are about another act: what they hold is the position."""
BARGAINS = frozenset({"in exchange", "in return", "in exchange for", "in return for"})
"""Words that join what is given for something, which is its price and no condition."""
AWAITING = frozenset({"until", "till", "unless"})
"""Words that join what must come first to what is refused till then."""
BEFORE = frozenset({"before", "as long as", "so long as"})
"""The same, to what is refused: `no talks before they leave`, `no talks as long as they stay`."""
AFTER = frozenset({"after", "once", "when", "as soon as"})
"""Words that join what must come first to what will be done: `only after they left`, `once they leave`."""
OBJECTS = ("object", "for", "of", "to", "on", "with")
OBJECTS_AT = frozenset({"balk", "baulk", "laugh", "scoff", "sneer"})
"""Verbs whose object is joined by `at`."""
TRAILING = re.compile(
    r"[\s,]*\b(?:(?:only )?if|unless|until|before|provided(?: that)?|once|as soon as|on condition that)\s*$"
)
"""A joining word that is left at the end of what it joined."""
PRONOUNS = frozenset({"it", "this", "that", "one", "ones", "them", "him", "her", "us", "me", "both", "either", "so"})
"""What by itself tells nothing of what is meant."""
ASKED = ("complement", "purpose", "relative")
"""Links by which a to-clause hangs on the one who is asked to do it, or on the asking."""
TERMS = frozenset({"as", "without", "within", "by", "before", "until", "from", "under"})
"""Prepositions behind what is offered or asked that still belong to its terms: `a ceasefire without conditions`."""
INSIDE = frozenset(
    {"dobj", "prep", "prt", "attr", "acomp", "xcomp", "ccomp", "dative", "advmod", "agent", "oprd", "advcl", "npadvmod"}
)
"""Dependents of a verb that belong to what is offered or asked."""
INFINITE = frozenset({"VB", "VBG"})
"""Tags of verbs that others may go on with in the same form."""
FINITE = frozenset({"VBD", "VBZ"})
"""Tags of verbs that begin another clause when they are joined to an infinitive."""
ASIDE = frozenset({"relcl", "appos", "advcl"})
"""What, set off by a comma, only adds to a phrase."""


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


def is_undone(condition: Span | None) -> bool:
    """Whether an act hangs on something's being left undone: `if they did not leave`."""
    return condition is not None and NOT_DONE.search(condition.text) is not None


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
    extent = _what(reading, clause, event)
    start, end = extent or (event.trigger.start, event.trigger.end)
    rest = source[start : reading.sentences[clause.sentence].end]
    exchange, condition = EXCHANGE.search(_near(rest, end - start)), CONDITION.search(rest)
    withheld = event.act == "REJECT" or event.status == "negated"
    hangs = _hanging(reading, clause) if not withheld else _below(reading, clause, ("condition",), None)
    awaited = _below(reading, clause, ("time", "condition"), AWAITING | BEFORE if withheld else AWAITING)
    hangs = hangs or _after(rest, start, condition, event)
    if hangs is not None and not stems(hangs[0].text):
        hangs = None  # `if it did not` tells no condition
    cut = min((m.start() for m in (exchange, condition) if m), default=end - start)
    tails = [found[0].start - start for found in (hangs, awaited) if found and found[0].start > start]
    text = re.split(STOP, source[start : start + min(cut, end - start, *tails)], maxsplit=1)[0]
    text = TRAILING.sub("", text) if tails else text
    text = APPOSED.sub("", text).rstrip(' ,;:."”’')
    bargain = _phrase_after(rest, exchange)
    return Terms(
        what=Span(text=text, start=start, end=start + len(text), source=event.trigger.source)
        if extent and text
        else None,
        exchange=bargain,
        condition=hangs[0] if hangs else None,
        joint=hangs[1] if hangs else None,
        awaits=awaited[0] if awaited else None,
        issue=issue_of(text) if extent else None,
    )


def terms_of_speech(reading: Reading, clause: Clause, *, withheld: bool) -> Terms:
    """The terms of what somebody says that he will, will not (`withheld`) or would do, or another must, by its clause
    alone."""
    if (wish := wish_of(reading, clause)) is not None:
        clause = wish
    start, end = _extent(reading, clause.predicate)
    hangs = _hanging(reading, clause)
    awaited = _below(reading, clause, ("time", "condition"), AWAITING | BEFORE if withheld else AWAITING)
    if awaited is None and clause.parent >= 0 and clause.link in ("complement", "quoted"):
        awaited = _below(reading, reading.clauses[clause.parent], ("time", "condition"), AWAITING)
    ends = [found[0].start for found in (hangs, awaited) if found and found[0].start > start]
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
        awaits=awaited[0] if awaited else None,
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


def _after(rest: str, start: int, match: re.Match[str] | None, event: Event) -> tuple[Span, str] | None:
    """What follows a joining word that the parse does not tie to the clause."""
    words = _phrase_after(rest, match) if match else None
    if match is None or words is None:
        return None
    begins = start + match.end()
    return Span(text=words, start=begins, end=begins + len(words), source=event.trigger.source), match[
        0
    ].strip().lower()


def _hanging(reading: Reading, clause: Clause) -> tuple[Span, str] | None:
    """What an act hangs on, and the word that joins it; a time is such only where the word says so: `only after`,
    `once`, but not `after`, `when`."""
    hangs = _below(reading, clause, ("condition",), None)
    if hangs is None and (later := _below(reading, clause, ("time", "manner"), AFTER)) is not None:
        hangs = later if later[1].startswith(("only", "once", "as soon")) else None
    return hangs


def _below(
    reading: Reading, clause: Clause, links: tuple[str, ...], markers: frozenset[str] | None
) -> tuple[Span, str] | None:
    """The words of a clause that hangs on this one, or on the content of this one, by one of the links, and the word
    that joins it."""
    roots = {clause.index} | {
        c.index for c in reading.clauses if c.parent == clause.index and c.link in ("complement", "nominal")
    }
    for other in reading.clauses:
        if other.parent not in roots or other.link not in links:
            continue
        marker = other.marker or _question_word(reading, other)
        if (markers is None and marker in BARGAINS) or (
            markers is not None and not {marker, marker.split(" ")[0]} & markers
        ):
            continue
        first, last = reading.phrase(other.predicate)
        if "only" in {reading.tokens[first].lower, reading.tokens[max(first - 1, 0)].lower}:
            marker = f"only {marker}"
        while first < last and reading.tokens[first].dep in ("mark", "advmod", "punct"):
            first += 1
        token = reading.tokens[first]
        if not marker.startswith("only") and any(
            c.lower == "only" for c in reading.children(other.predicate) if c.i < first
        ):
            marker = f"only {marker}"
        text = reading.words(first, _short(reading, other.predicate, last))
        return Span(text=text, start=token.start, end=token.start + len(text)), marker
    return None


def _question_word(reading: Reading, clause: Clause) -> str:
    """The `when` of a clause that no conjunction joins."""
    words = (c.lower for c in reading.children(clause.predicate, "advmod") if c.tag == "WRB")
    return next(words, "")


def _what(reading: Reading, clause: Clause, event: Event) -> tuple[int, int] | None:
    """Offsets of what is offered, asked or refused: the inner clause, else the object, else the act itself; None where
    there is nothing but those who take part.
    """
    own = event.act not in ABOUT
    if event.act == "REQUEST" and event.status == "negated" and clause.kind == "verb":
        return _extent(reading, clause.predicate)  # `would not insist on the islands`
    if event.act == "REJECT" and clause.negated and clause.lemma in CEASING:  # `will not lift the blockade`
        return reading.tokens[clause.predicate].start, _extent(reading, clause.predicate)[1]
    carries = event.act in CARRIERS and not (event.act == "THREATEN" and event.status == "pledged")
    content = _content(reading, clause, event) if carries else None
    if content is not None:
        start, end = _extent(reading, content.light if content.light >= 0 else content.predicate)
        if there := next(reading.children(content.predicate, "expl"), None):
            return there.start, end  # `there would be consequences`
        role = "object" if content.passive else "subject"
        subjects = [a for a in content.get(role) if not a.shared and a.head < content.predicate]
        if subjects and subjects[0].head > clause.predicate and reading.tokens[subjects[0].head].pos != "PRON":
            start = reading.tokens[reading.phrase(subjects[0].head)[0]].start
        return start, end
    if own and clause.kind == "verb" and event.act == "CONCEDE" and not clause.passive:
        return _extent(reading, clause.predicate)
    if not own or not _is_plan(clause) or (clause.kind == "noun" and event.act in WORDS):
        held = _object(reading, clause, event)
        if held is None and event.act == "REJECT" and clause.negated and clause.kind == "verb":
            start, end = reading.tokens[clause.predicate].start, _extent(reading, clause.predicate)[1]
            held = (start, end) if end > reading.tokens[clause.predicate].end else None  # `will not free the sailors`
        if held or not own:
            return held
    if clause.kind == "noun":
        first, last = reading.phrase(clause.predicate)
        return reading.tokens[first].start, reading.tokens[_short(reading, clause.predicate, last)].end
    return None if clause.passive and not _is_told(reading, clause) else _extent(reading, clause.predicate)


def _content(reading: Reading, clause: Clause, event: Event) -> Clause | None:
    """The clause that says what is to be done: `agreed to withdraw`, `put pressure on Varen to accept the plan`."""
    below = [
        c for c in reading.clauses
        if c.parent == clause.index and c.sentence == clause.sentence and c.predicate > clause.predicate
        and not _is_question(reading, c)
    ]  # fmt: skip
    told = [c for c in below if c.link == "complement" and (c.kind == "verb" or (c.light >= 0 and c.marker == "to"))]
    if not told and event.act == "REQUEST":
        told = [c for c in below if c.link in ASKED and c.marker == "to" and c.kind == "verb"]
    if not told and event.act == "REJECT" and not clause.get("object"):
        told = [c for c in below if c.link == "manner" and not c.marker and reading.tokens[c.predicate].tag == "VBG"]
    return next(iter(told), None)


def _is_question(reading: Reading, clause: Clause) -> bool:
    """Whether a clause is one like `what the union asks`."""
    before = (c.lower for c in reading.children(clause.predicate) if c.i < clause.predicate)
    return any(word.startswith(QUESTIONS) for word in (clause.marker or "", *before))


def _object(reading: Reading, clause: Clause, event: Event) -> tuple[int, int] | None:
    """What the clause itself holds, if it is more than a pronoun and none of those who take part."""
    for role in (*OBJECTS, "at") if clause.lemma in OBJECTS_AT else OBJECTS:
        for argument in clause.get(role):
            token = reading.tokens[argument.head]
            if argument.shared and not (clause.passive and role == "object"):
                continue
            if token.text.lower() in PRONOUNS or _takes_part(event, token.start) or _is_time(reading, token.start):
                continue
            first, last = reading.phrase(argument.head)
            end = _short(reading, argument.head, last)
            return reading.tokens[first].start, reading.tokens[_with_terms(reading, clause, end)].end
    return None


def _takes_part(event: Event, offset: int) -> bool:
    """Whether what stands at an offset is one of those between whom the act is done."""
    return any(
        a.source == event.trigger.source and a.start <= offset < a.end for a in (*event.actors, *event.recipients)
    )


def _is_time(reading: Reading, offset: int) -> bool:
    return any(time.source == "text" and time.start <= offset < time.end for time in reading.times)


def _with_terms(reading: Reading, clause: Clause, last: int) -> int:
    """The last token of what is asked, with `at once`, `without conditions`, `as a first step` right behind it."""
    for child in reading.children(clause.predicate):
        if child.left == last + 1 and child.dep == "prep" and child.text.lower() in TERMS:
            last = _short(reading, child.i, child.right)
    return last


def _is_told(reading: Reading, clause: Clause) -> bool:
    """Whether a passive says more than that something is done."""
    return any(
        child.i > clause.predicate and child.dep in INSIDE - {"advmod"} for child in reading.children(clause.predicate)
    )


def _is_plan(clause: Clause) -> bool:
    """Whether the clause's own act is what is promised: `will withdraw its troops`, `to free 200 men`."""
    return clause.tense == "future" or clause.modal is not None or clause.tense == "none"


def _extent(reading: Reading, predicate: int) -> tuple[int, int]:
    """From a verb, or the `not` or `never` before it, to the end of its arguments, without what only adds circumstances."""
    last = predicate
    for child in reading.children(predicate):
        if child.dep == "conj" and child.tag in FINITE:
            break  # what follows may belong to the clause that is joined: `lift it and threatened to …`
        if child.i < predicate or (child.dep not in INSIDE and not _goes_on(reading, predicate, child)):
            continue
        if child.dep == "advcl" and reading.tokens[child.left - 1].text in (",", "-", "–", "—"):
            continue
        last = max(last, _short(reading, child.i, child.right))
    before = [c for c in reading.children(predicate) if c.i < predicate]
    denied = [c.left for c in before if c.dep == "neg" or c.lower == "longer"]
    return reading.tokens[min(denied, default=predicate)].start, reading.tokens[last].end


def _goes_on(reading: Reading, predicate: int, child: Token) -> bool:
    """Whether a verb goes on with what is offered or asked: `to free them and leave the valley`."""
    return (
        child.dep == "conj"
        and child.tag == reading.tokens[predicate].tag in INFINITE
        and not any(c.dep in ("nsubj", "nsubjpass") for c in reading.children(child.i))
    )


def _short(reading: Reading, head: int, last: int) -> int:
    """The last token of a phrase without a clause or apposition set off by a comma."""
    for token in reading.tokens[head : last + 1]:
        if token.dep in ASIDE and token.left > head:
            before = reading.tokens[token.left - 1]
            if before.text in (",", "-", "–", "—"):
                return token.left - 2
    return last
