"""Months that are also words or people: *may*, *march*, *April* the woman, a prime minister called *May*."""

from __future__ import annotations

from dragoman.language.reading import Reading, Token
from dragoman.language.times.around import Around
from dragoman.language.times.words import key_of, table

__all__ = ["month"]

NAMESAKES = frozenset({"may", "march", "april", "june", "august"})
DEICTIC = frozenset({"in", "until", "since", "last", "next", "late", "early", "mid"})
"""Words before a month and before nobody."""
TEMPORAL = frozenset(
    "by till from to through before after during for of between throughout around about and or than , – — - ( the".split()
)
"""What may stand before a month as before a name."""
PAIRED = frozenset({"between", "and", "or"})
SPENT = frozenset({"spend", "take", "survive"})


def month(around: Around) -> bool:
    """Whether a month's name is that of a month."""
    name = around.match["month"]
    if not name[:1].isupper() or around.in_name() or around.in_epithet() or _is_movement(around):
        return False
    bare, token = around.match.group() == name and not around.group("year2"), around.word(name)
    if token is None or (bare and len(name.rstrip(".")) == 3 and name.lower() != "may"):
        return token is not None and name.endswith(".") and around.label(token) == "DATE"
    if not bare or name.lower() not in NAMESAKES:
        return True
    if around.preceded_by(DEICTIC):
        return around.after is None or around.after.pos != "PROPN" or name.lower() in ("may", "march", "august")
    return not _is_word(around, token) and not _is_person(around, token)


def _is_movement(around: Around) -> bool:
    """*The March 14 coalition*, whose day is none here."""
    behind = around.neighbour(around.last, 2)
    day = around.after is not None and around.after.pos == "NUM"
    return day and behind is not None and behind.lower in table("words")["movements"]["words"]


def _is_word(around: Around, token: Token) -> bool:
    """*May I ask*, *the march on the capital*."""
    following = around.reading.tokens[token.i + 1 : token.i + 2]
    if token.pos in ("AUX", "VERB"):
        return not (following and following[0].tag in ("VBD", "VBZ") and _done_by_months(following[0]))
    if token.lower not in ("may", "march"):
        return False
    if around.before is None:
        return around.after is None or around.after.pos not in ("VERB", "AUX", "PUNCT")
    return token.lower == "march" and any(
        c.i < token.i for c in around.reading.children(token.i, "amod", "det", "nmod")
    )


def _is_person(around: Around, token: Token) -> bool:
    """Whether somebody is called so here, or elsewhere on the page where this place leaves it open."""
    reading, before, after = around.reading, around.before, around.after
    head = reading.tokens[token.head]
    if around.label(token) in ("PERSON", "ORG", "GPE") or _is_called(reading, token.text):
        return True
    if token.dep == "nsubj" and head.pos == "VERB":
        return not _done_by_months(head)
    if token.dep in ("dobj", "dative"):
        return head.lemma not in SPENT
    if before is not None and before.dep == "compound" and before.pos == "PROPN" and before.head == token.i:
        return True
    if before is not None and token.dep in ("pobj", "conj") and token.lower == "may":
        if before.lower not in TEMPORAL or (before.lower == "of" and not _of_time(reading, before)):
            return True
        if before.lower in PAIRED and not _beside_month(reading, token):
            return True
    return after is not None and after.pos == "PROPN" and token.dep == "compound" and token.head == after.i


def _done_by_months(verb: Token) -> bool:
    """*May saw the worst of it*."""
    return verb.lemma in table("words")["done_by_months"]["words"]


def _is_called(reading: Reading, name: str) -> bool:
    """Whether the text names somebody with this surname in full."""
    return any(_surname(reading, token) for token in reading.tokens if token.text == name)


def _surname(reading: Reading, token: Token) -> bool:
    before = reading.tokens[token.i - 1] if token.i else None
    if before is None or before.pos != "PROPN" or before.dep != "compound" or before.head != token.i:
        return False
    return not (before.lower in DEICTIC or key_of("weekdays", before.text) or key_of("months", before.text))


def _of_time(reading: Reading, of: Token) -> bool:
    """*As of May*, *the first days of May*."""
    before = reading.tokens[of.i - 1] if of.i else None
    return before is not None and (before.lower == "as" or key_of("units", before.lower) is not None)


def _beside_month(reading: Reading, token: Token) -> bool:
    """*April and May*, *between May and 1 July*."""
    near = reading.tokens[max(0, token.i - 3) : token.i + 5]
    return any(t.i != token.i and t.sentence == token.sentence and _names_month(t) for t in near)


def _names_month(token: Token) -> bool:
    return key_of("months", token.text) is not None or token.pos == "NUM"
