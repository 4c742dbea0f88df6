"""Auxiliaries that stand for a verb told before: `Chad signed; Sudan has not`, `so did Greece`, `nor would Spain`."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from dragoman.language.predicates import FUTURE, INVERTING, MODALS
from dragoman.language.reading import Argument, Clause, Reading, Sentence, Token

__all__ = ["fill_ellipses"]

OWN = frozenset({"dobj", "attr", "acomp", "xcomp", "ccomp", "oprd", "dative", "agent", "prt", "aux", "auxpass", "expl"})
"""What an auxiliary does not have that stands for another verb."""
ECHOES = frozenset({"too", "either", "likewise"})
"""Adverbs by which an auxiliary repeats what stands in the sentence before, too."""
NO_ACT = frozenset({"be", "have", "do"})
"""Verbs that are not repeated: they may be auxiliaries themselves."""


def fill_ellipses(reading: Reading, sentence: Sentence) -> None:
    """Give the clauses of a sentence whose verb is left out that of the clause that they repeat, with what it is done to."""
    if reading.tokens[sentence.last - 1].text == "?":
        return
    for clause in _of_sentence(reading, sentence):
        verb = reading.tokens[clause.predicate]
        if not _is_alone(reading, clause, verb):
            continue
        denied = _denied_before(reading, verb)
        said_again = denied or clause.negated or _is_echo(reading, verb)
        told = _repeated(reading, sentence, verb, said_again)
        if told is not None:
            _repeat(clause, told, denied)


def _of_sentence(reading: Reading, sentence: Sentence) -> list[Clause]:
    """The clauses of the sentence that was built last, or of the one before it."""
    tail = takewhile(lambda clause: clause.sentence >= sentence.index, reversed(reading.clauses))
    return [clause for clause in tail if clause.sentence == sentence.index]


def _is_alone(reading: Reading, clause: Clause, verb: Token) -> bool:
    """Whether a predicate is an auxiliary with a subject and nothing of a verb of its own."""
    if clause.kind != "verb" or not (verb.lemma in ("have", "do") or verb.lower in MODALS or verb.lower in FUTURE):
        return False
    deps = {child.dep for child in reading.children(verb.i)}
    return bool(deps & {"nsubj", "nsubjpass"}) and not deps & OWN


def _denied_before(reading: Reading, verb: Token) -> bool:
    """`nor did Spain`, `and neither would Syria`."""
    return verb.i > 0 and reading.tokens[verb.i - 1].lower in INVERTING and _is_inverted(reading, verb)


def _is_inverted(reading: Reading, verb: Token) -> bool:
    return any(child.i > verb.i for child in reading.children(verb.i, "nsubj", "nsubjpass"))


def _is_echo(reading: Reading, verb: Token) -> bool:
    """`so did Greece`, `as did China`, `Kenya did too`."""
    return _is_inverted(reading, verb) or any(c.lower in ECHOES for c in reading.children(verb.i, "advmod"))


def _repeated(reading: Reading, sentence: Sentence, verb: Token, said_again: bool) -> Clause | None:
    """The finite clause before that an auxiliary repeats: the nearest whose own auxiliary would be the same."""
    before = [c for c in _of_sentence(reading, sentence) if c.predicate < verb.i and _can_be_repeated(c)]
    if not before and said_again and sentence.index:
        earlier = reading.sentences[sentence.index - 1]
        if earlier.source == sentence.source:
            before = [c for c in _of_sentence(reading, earlier) if _can_be_repeated(c)]
    before.sort(key=lambda c: -c.predicate)
    return next((c for c in before if _would_need(c, verb)), before[0] if before else None)


def _can_be_repeated(clause: Clause) -> bool:
    finite = clause.tense != "none" or clause.modal is not None
    return finite and (clause.kind == "verb" or clause.light >= 0) and clause.lemma not in NO_ACT


def _would_need(clause: Clause, verb: Token) -> bool:
    """Whether a clause is of the tense that an auxiliary stands for."""
    if verb.lemma == "have":
        return clause.perfect
    if verb.lemma == "do":
        return not clause.perfect and clause.modal is None and clause.tense in ("past", "present")
    return clause.modal is not None or clause.tense == "future"


def _repeat(clause: Clause, told: Clause, denied: bool) -> None:
    """Make of an auxiliary's clause one of the verb that it stands for, done by its own subject."""
    own = [a for a in clause.arguments if a.role == "subject"]
    if told.passive:
        own = [replace(a, role="object") for a in own]
    heads = {a.head for a in own}
    rest = [Argument(a.role, a.head, True, a.marker) for a in told.arguments if a.role != "subject" or told.passive]
    if told.passive:
        rest = [a for a in rest if a.role != "object"]
    clause.arguments = own + [a for a in rest if a.head not in heads]
    clause.stands_for = told.stands_for if told.stands_for >= 0 else told.predicate
    clause.kind, clause.lemma, clause.passive = told.kind, told.lemma, told.passive
    clause.light = clause.predicate if told.light >= 0 else -1
    clause.negated = clause.negated or denied
