"""The tense that a time expression is understood by: walk up from it to the verb that governs it.

Infinitives and participles take theirs from what stands above them, unless that looks ahead (*plans to meet Friday*,
*talks scheduled for Monday*). The words that look ahead are in `data/times/tense.toml`.
"""

from __future__ import annotations

from functools import cache

from dragoman.language.reading import Reading, Token
from dragoman.language.times.values import Tense
from dragoman.language.times.words import table

__all__ = ["tense_of"]

VERBAL = frozenset({"VERB", "AUX"})
FINITE_PAST = frozenset({"VBD"})
FINITE_PRESENT = frozenset({"VBZ", "VBP"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("tense")[name]["words"])


def tense_of(reading: Reading, i: int) -> Tense:
    """The tense of the clause that token `i` stands in; `none` where nothing shows it.

    The present perfect counts as past. In a headline the present tells of what has just been, but a bare infinitive
    (*Leaders to meet Friday*) looks ahead.
    """
    token = reading.tokens[i]
    steps = 0
    for above in _upward(reading, token):
        steps += 1
        if above.pos in VERBAL:
            tense = _of_verb(reading, above)
            if tense is not None:
                return tense
        elif above.lemma in _words("ahead_adjectives") and above.pos in ("ADJ", "NOUN", "ADP"):
            return "future"
        if steps > 12:
            break
    return "none"


def _upward(reading: Reading, token: Token) -> list[Token]:
    found = [token] if token.pos in VERBAL else []
    found.extend(reading.ancestors(token.i))
    return found


def _of_verb(reading: Reading, verb: Token) -> Tense | None:
    """The tense of one verb, or null if it must be taken from above."""
    auxiliaries = [c for c in reading.children(verb.i, "aux", "auxpass") if c.i < verb.i or reading.tokens[verb.i].tag]
    words = {a.lower for a in auxiliaries}
    lemmas = {a.lemma for a in auxiliaries}
    if words & _words("modals_ahead"):
        return "past" if "have" in words and verb.tag == "VBN" else "future"
    ahead = verb.lemma in _words("ahead_verbs")
    if verb.tag == "VB" and "to" in words:
        return _of_infinitive(reading, verb)
    if verb.tag == "VBN":
        if "have" in lemmas or "'ve" in words:
            return "past"
        if ahead:
            return "future"
        if any(a.tag in FINITE_PAST for a in auxiliaries):
            return "past"
        if any(a.tag in FINITE_PRESENT for a in auxiliaries):
            return "present"
        # "the talks held Friday": a participle after its noun tells of what is done
        return "past" if verb.dep in ("acl", "relcl", "ROOT", "advcl", "conj") else None
    if verb.tag == "VBG":
        if any(a.tag in FINITE_PRESENT for a in auxiliaries):
            return "future" if verb.lemma not in _words("states") else "present"
        if any(a.tag in FINITE_PAST for a in auxiliaries):
            return "past"
        return "future" if ahead and verb.dep in ("acl", "relcl") else None
    if verb.tag in FINITE_PAST:
        return "past"
    if verb.tag in FINITE_PRESENT:
        return "future" if ahead else "present"
    return None


def _of_infinitive(reading: Reading, verb: Token) -> Tense | None:
    """*Plans to meet*, *is to meet*, *leaders to meet* look ahead; *refused to meet* is as past as the refusal."""
    if verb.dep == "ROOT" or verb.head == verb.i:
        return "future"
    above = reading.tokens[verb.head]
    if above.lemma in _words("ahead_verbs") or above.lemma in _words("ahead_adjectives"):
        return "future"
    if above.lemma == "be" or verb.dep in ("acl", "relcl"):
        return "future"
    return None
