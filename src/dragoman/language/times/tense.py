"""The tense that a time expression is understood by: walk up from it to the verb that governs it.

Infinitives and participles take theirs from what stands above them, unless that looks ahead (*plans to meet Friday*,
*talks scheduled for Monday*). The words that look ahead are in `data/times/tense.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from dragoman.language.reading import Reading, Token
from dragoman.language.times.values import Tense
from dragoman.language.times.words import table

__all__ = ["appointed_for", "goes_on_until", "had_been", "is_put_off", "may_be_announced", "tense_of", "was_set_going"]

VERBAL = frozenset({"VERB", "AUX"})
FINITE_PRESENT = frozenset({"VBZ", "VBP"})
QUALIFIERS = frozenset({"poss", "compound", "nmod", "amod"})
NEGATIVE = frozenset({"neither", "nor", "no", "nobody", "none"})
BEHIND = frozenset({"after", "at", "during", "following", "in", "over", "since"})
"""Prepositions below a past verb whose noun has been (*since the vote in June*)."""
LIMITS = frozenset({"until", "till", "to", "through"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
FAR = 12
"""Heads to climb before the search is given up."""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("tense")[name]["words"])


def tense_of(reading: Reading, i: int) -> Tense:
    """The tense of the clause that token `i` stands in; `none` where nothing shows it, `nearest` for what had been
    appointed and may lie on either side of the publication.

    The present perfect counts as past. A headline's present tells of what has just been, but its bare infinitive
    (*Leaders to meet Friday*) looks ahead. A time that only qualifies a noun (*Friday's ruling*) follows a finite
    verb above it, but no infinitive: *to appeal Friday's ruling* says nothing about Friday.
    """
    token = reading.tokens[i]
    qualifies = token.dep in QUALIFIERS and reading.tokens[token.head].pos in ("NOUN", "PROPN")
    if qualifies and _is_announced(reading, reading.tokens[token.head]):
        return "future"
    if qualifies and reading.tokens[token.head].lemma in _words("done_nouns"):
        return "past"
    if qualifies and reading.tokens[token.head].lemma == "deadline":
        return "nearest"
    for above in islice(_upward(reading, token), FAR):
        if above.pos in VERBAL:
            if qualifies and above.tag in ("VB", "VBG", "VBN") and not _has_auxiliary(reading, above):
                return "none"
            if tense := _of_verb(reading, above):
                return tense
        elif above.pos in ("ADJ", "NOUN", "ADP") and above.lemma in _words("ahead_nouns"):
            return "future"
    return "none"


def may_be_announced(reading: Reading, i: int) -> bool:
    """Whether a month below a past verb may be one that is announced rather than one that has been: *announced
    elections in June*, *discussed the June summit*, *was summoned to testify in June*, *the June vote was put off*;
    but *took power in June*, *won the June vote*, *the June riots spread*.
    """
    below, noun = reading.tokens[i], None
    for above in islice(reading.ancestors(i), FAR):
        if above.pos in VERBAL:
            if above.lemma in _words("announcing_verbs"):
                return True
            if above.tag == "VB" and any(c.tag == "TO" for c in reading.children(above.i, "aux")):
                return True
            if noun is None or noun.lemma not in _words("appointed_nouns"):
                return False
            if below.dep in SUBJECTS:
                return below.dep == "nsubjpass" and above.lemma in _words("disposing_verbs")
            return not (below is noun and above.lemma in _words("holding_verbs"))
        if noun is not None and above.lower in BEHIND:
            return False
        if noun is None and above.pos in ("NOUN", "PROPN"):
            noun = above
        below = above
    return noun is not None


def goes_on_until(reading: Reading, i: int, first: int) -> bool:
    """Whether the expression that begins at token `first`, with its head `i`, ends what a verb lets go on or puts
    off: *adjourned until Monday*, *extended to November*.
    """
    before = reading.tokens[first - 1].lower if first else ""
    if before not in LIMITS:
        return False
    verb = next((t for t in islice(reading.ancestors(i), FAR) if t.pos in VERBAL), None)
    return verb is not None and verb.lemma in _words("extending_verbs")


def appointed_for(reading: Reading, i: int, first: int) -> Tense | None:
    """What *set for Tuesday* says of that day, where the expression begins at token `first` and has its head `i`."""
    if not first or reading.tokens[first - 1].lower != "for":
        return None
    verb = next((t for t in islice(reading.ancestors(i), FAR) if t.pos in VERBAL), None)
    if verb is None or verb.lemma not in _words("setting_verbs"):
        return None
    past = any(c.tag == "VBD" or c.lower == "had" for c in reading.children(verb.i, "aux", "auxpass"))
    return "nearest" if past or verb.dep in ("acl", "relcl") else "future"


def had_been(reading: Reading, i: int) -> bool:
    """Whether the verb above a token is a pluperfect: *by Friday he had fled*."""
    verb = next((t for t in islice(reading.ancestors(i), FAR) if t.pos in VERBAL), None)
    return verb is not None and any(c.lower == "had" for c in reading.children(verb.i, "aux"))


def is_put_off(reading: Reading, i: int) -> bool:
    """Whether a weekday is that of something put off or called off: *Sunday's visit was put off*, *cancelled a visit
    on Sunday*.
    """
    noun: Token | None = None
    for above in islice(reading.ancestors(i), FAR):
        if above.pos in VERBAL:
            return noun is not None and above.lemma in _words("postponing_verbs")
        if above.pos in ("NOUN", "PROPN"):
            noun = above if above.lemma in _words("appointed_nouns") else noun
    return False


def was_set_going(reading: Reading, i: int, first: int) -> bool:
    """Whether the expression that begins at token `first`, with its head `i`, tells when something agreed or declared
    was to begin: *agreed to a truce starting Friday*, *declared a curfew from Friday*.
    """
    if not any(t.lower in _words("starting_words") for t in reading.tokens[max(0, first - 2) : first]):
        return False
    above = (t for t in islice(reading.ancestors(i), FAR) if t.pos in VERBAL)
    verb = next((t for t in above if t.lower not in _words("starting_words")), None)
    return verb is not None and verb.lemma in _words("declaring_verbs")


def _is_announced(reading: Reading, noun: Token) -> bool:
    """*Saturday's planned rally*, *Monday's scheduled vote*."""
    return any(
        c.lemma in _words(words) or c.lower in _words(words)
        for c in reading.children(noun.i, "amod")
        for words in ("appointing_verbs", "ahead_nouns")
    )


def _upward(reading: Reading, token: Token) -> Iterator[Token]:
    """The token, if it is a verb itself, and its heads."""
    if token.pos in VERBAL:
        yield token
    yield from reading.ancestors(token.i)


def _has_auxiliary(reading: Reading, verb: Token) -> bool:
    return any(c.tag != "TO" for c in reading.children(verb.i, "aux", "auxpass"))


def _of_verb(reading: Reading, verb: Token) -> Tense | None:
    """The tense of one verb, or null if it must be taken from above."""
    auxiliaries = list(reading.children(verb.i, "aux", "auxpass"))
    words, tags = {a.lower for a in auxiliaries}, {a.tag for a in auxiliaries}
    if words & _words("modals_ahead"):
        return "past" if "have" in words or ("could" in words and _is_negated(reading, verb)) else "future"
    if verb.lemma == "be" and any(c.lemma in _words("ahead_nouns") for c in reading.children(verb.i, "acomp")):
        return "nearest" if verb.tag == "VBD" else "future"  # "was due in Cairo on Wednesday"
    if verb.lemma in _words("appointing_verbs"):
        return _of_appointment(reading, verb, tags)
    if verb.tag == "VBD" or (words and tags & {"VBD"}):
        return "past"
    if "to" in words and (verb.tag == "VB" or (verb.tag == "VBN" and "be" in words)):  # "a date to be fixed in June"
        return _of_infinitive(reading, verb)
    if verb.tag == "VBN":
        return _of_participle(verb, {a.lemma for a in auxiliaries} | words, tags)
    if verb.tag == "VBG" and tags & FINITE_PRESENT:
        return "present" if verb.lemma in _words("states") else "future"
    told = verb.tag == "VB" and verb.dep == "ROOT" and any(True for _ in reading.children(verb.i, "nsubj"))
    if verb.tag in FINITE_PRESENT or (told and not auxiliaries):  # the tagger's VB for "the parties resume talks"
        return "future" if _is_timetable(reading, verb) else "present"
    return None


def _is_timetable(reading: Reading, verb: Token) -> bool:
    """*The deal expires Friday*, *the truce takes effect Friday*; *holds talks Friday* tells in a headline of what
    has been.
    """
    if verb.lemma in _words("timetable_verbs"):
        return True
    if reading.sentences[verb.sentence].source == "title":
        return False
    if verb.lemma == "take":
        return any(c.lemma in _words("timetable_objects") for c in reading.children(verb.i, "dobj"))
    return verb.lemma in _words("timetable_verbs_of_texts")


def _of_appointment(reading: Reading, verb: Token, tags: set[str]) -> Tense:
    """*Is scheduled for Monday* looks ahead; what *was scheduled for Monday* may have come or gone by then."""
    if verb.tag == "VBD" or "VBD" in tags:
        return "nearest"
    if verb.tag == "VBN" and not tags and verb.head != verb.i:
        main = next((t for t in reading.ancestors(verb.i) if t.pos in VERBAL), None)
        if main is not None and main.lemma not in _words("appointing_verbs") and _of_verb(reading, main) == "past":
            return "nearest"
    return "future"


def _is_negated(reading: Reading, verb: Token) -> bool:
    """*Could not be reached*, *neither of them could*: tells of a try that failed, and so of the past."""
    if any(True for _ in reading.children(verb.i, "neg")):
        return True
    subjects = [i for c in reading.children(verb.i, "nsubj", "nsubjpass") for i in range(c.left, c.right + 1)]
    return any(reading.tokens[i].lower in NEGATIVE for i in subjects)


def _of_participle(verb: Token, auxiliaries: set[str], tags: set[str]) -> Tense | None:
    """*Has met* is past, *is held* present; *the talks held Friday* tells of what is done."""
    if auxiliaries & {"have", "'ve", "’ve"}:
        return "past"
    if tags & FINITE_PRESENT:
        return "present"
    return "past" if verb.dep in ("acl", "relcl", "ROOT", "advcl", "conj") else None


def _of_infinitive(reading: Reading, verb: Token) -> Tense | None:
    """*Plans to meet*, *is to meet*, *leaders to meet* look ahead; *refused to meet* is as past as the refusal."""
    above = reading.tokens[verb.head]
    if above.lemma == "be" and above.tag == "VBD" and above.i != verb.i:
        return "nearest"  # "was to begin on Monday"
    if verb.dep == "ROOT" or above.i == verb.i or above.lemma == "be" or verb.dep in ("acl", "relcl"):
        return "future"
    if above.lemma in _words("appointing_verbs") and above.pos in VERBAL:
        return _of_verb(reading, above)
    return "future" if above.lemma in _words("ahead_verbs") | _words("ahead_nouns") else None
