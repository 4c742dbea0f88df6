"""Clauses beside clauses: conditions without *if*, main clauses in a row, verbs joined by *and*."""

from __future__ import annotations

from dragoman.language.reading import Reading, Sentence, Token
from dragoman.language.repairs.tree import VERBAL, has, is_main, make_root, move, take_place
from dragoman.language.speech.cues import telling_verbs, verb_cue

__all__ = [
    "bare_conjuncts",
    "finite_conjuncts",
    "hidden_participle",
    "in_order",
    "inverted_condition",
    "lent_subject",
    "provided",
    "reduced_relatives",
    "run_on",
    "trailing_condition",
    "verbs_in_row",
]

QUOTATION_MARKS = frozenset({'"', "“", "”", "''", "``", "«", "»"})
SUBJECTS = ("nsubj", "nsubjpass", "expl")
NOMINAL = ("NOUN", "PROPN", "PRON")
JOINING = ("and", "but", "while")


def inverted_condition(reading: Reading, sentence: Sentence) -> bool:
    """`Should talks fail, war would follow`: the inverted clause is a condition, not the main clause."""
    first = reading.tokens[sentence.first]
    if first.lower not in ("should", "were", "had") or reading.tokens[sentence.last - 1].text == "?":
        return False
    verb = reading.tokens[first.head]
    if verb.i != sentence.root or first.dep not in ("aux", "auxpass"):
        return False
    for child in reading.children(verb.i, "ccomp", "conj", "parataxis", "advcl"):
        if child.i > verb.i and child.pos in VERBAL and has(reading, child, "nsubj", "nsubjpass"):
            make_root(sentence, child)
            inner = next((c for c in reading.children(child.i, "ccomp") if c.i > child.i), None)
            verb.head, verb.dep = (inner or child).i, "advcl"
            return True
    return False


def trailing_condition(reading: Reading, sentence: Sentence) -> bool:
    """`They will strike should talks fail`: the inverted clause at the end is a condition."""
    for i in range(sentence.first + 1, sentence.last):
        should = reading.tokens[i]
        if should.lower != "should" or should.dep != "aux" or should.head == should.i:
            continue
        verb = reading.tokens[should.head]
        main = reading.tokens[verb.head]
        inverted = verb.left == i and verb.dep in ("ccomp", "conj", "parataxis", "dep", "advcl", "npadvmod")
        if inverted and main.i < i and main.pos in VERBAL and not has(reading, verb, "ccomp", "mark"):
            verb.dep, verb.pos = "advcl", "VERB"
            return True
    return False


def provided(reading: Reading, sentence: Sentence) -> bool:
    """`will disarm provided that the army leaves`: a word that joins a condition, not something provided."""
    for i in range(sentence.first + 1, sentence.last):
        joins = reading.tokens[i]
        if joins.lower not in ("provided", "providing") or joins.tag not in ("VBN", "VBD", "VBG"):
            continue
        inner = next((c for c in reading.children(i, "ccomp", "pcomp") if c.i > i), None)
        if inner is None or has(reading, joins, "auxpass", "dobj", "agent") or not has(reading, inner, "nsubj"):
            continue
        if joins.head == i:
            main = next((c for c in reading.children(i) if c.i < i and c.pos in VERBAL), None)
            if main is None:
                continue
            for child in reading.children(i):
                if child not in (main, inner):
                    child.head = main.i
            take_place(reading, sentence, main, joins, "mark")
        inner.head, inner.dep = joins.head, "advcl"
        joins.head, joins.dep, joins.pos = inner.i, "mark", "SCONJ"
        return True
    return False


def run_on(reading: Reading, sentence: Sentence) -> bool:
    """`Some marched; eleven were arrested`: main clauses side by side, the first no complement of the last."""
    changed = _loose_clauses(reading, sentence)
    for last in reading.tokens[sentence.first : sentence.last]:
        if last.pos in VERBAL and (last.i == sentence.root or last.dep in ("conj", "ccomp")):
            changed |= _set_side_by_side(reading, sentence, last)
    return changed


def verbs_in_row(reading: Reading, sentence: Sentence) -> bool:
    """`Lagos denounced the rebels, mocked them as bandits, derided their chief`: a verb without a subject goes with
    the one before that has it, which is no speech of its own."""
    for last in reading.tokens[sentence.first : sentence.last]:
        if last.tag not in ("VBD", "VBZ", "VBN") or has(reading, last, *SUBJECTS, "expl", "mark", "aux", "auxpass"):
            continue
        for first in [c for c in reading.children(last.i, "ccomp") if c.i < last.i and is_main(reading, c)]:
            return take_place(reading, sentence, first, last, "conj")
    return False


def lent_subject(reading: Reading, sentence: Sentence) -> bool:
    """`shelled the town and the army sent tanks`: a noun right before a verb in want of a subject is its subject, not
    a second object of the verb before."""
    changed = False
    for i in range(sentence.first + 1, sentence.last):
        verb = reading.tokens[i]
        if verb.dep != "conj" or verb.head >= i or verb.tag not in ("VBD", "VBZ", "VBP"):
            continue
        if has(reading, verb, *SUBJECTS, "mark", "auxpass"):
            continue
        begin = min([i, *(c.i for c in reading.children(i, "aux", "advmod", "neg"))])
        before = (reading.tokens[begin - 1], *reading.ancestors(begin - 1))
        noun = next((t for t in before if t.dep == "conj" and t.pos in NOMINAL), None)
        if noun is None or noun.right != begin - 1 or noun.i < verb.head:
            continue
        first = reading.tokens[noun.head]
        if reading.tokens[noun.left - 1].lower in JOINING and _is_joined(reading, first):
            noun, first = first, reading.tokens[first.head]
        if reading.tokens[noun.left - 1].lower not in JOINING or first.pos not in NOMINAL or first.dep in SUBJECTS:
            continue
        changed |= move(reading, noun, verb, "nsubj")
    return changed


def _is_joined(reading: Reading, noun: Token) -> bool:
    """Whether `and` stands before a noun that goes with another."""
    return noun.dep == "conj" and noun.pos in NOMINAL and reading.tokens[noun.left - 1].lower in JOINING


def _set_side_by_side(reading: Reading, sentence: Sentence, last: Token) -> bool:
    side_by_side = [c for c in reading.children(last.i, "ccomp") if c.i < last.i and is_main(reading, c)]
    if not side_by_side:
        return False
    subject = next(reading.children(last.i, *SUBJECTS), None)
    quoted = any(t.text in QUOTATION_MARKS for t in reading.tokens[sentence.first : last.i])
    if subject is None or subject.i < side_by_side[-1].i or quoted:
        return False
    between = reading.tokens[side_by_side[0].i : subject.i]
    cue = verb_cue(last.lemma)
    told = last.lemma in telling_verbs() or not has(reading, last, "dobj", "auxpass")
    joined = reading.tokens[reading.tokens[subject.i].left - 1].lower in ("and", "but")
    denies = any(True for _ in reading.children(last.i, "neg"))  # "Rome agreed, Paris has not answered"
    speaks = cue is not None and cue.clause and told and not joined and not denies
    if speaks and len(side_by_side) == 1 and not any(t.text == ";" for t in between):
        return False
    first, *others = side_by_side
    take_place(reading, sentence, first, last, "conj")
    for verb in others:
        verb.head, verb.dep = first.i, "conj"
    return True


def _loose_clauses(reading: Reading, sentence: Sentence) -> bool:
    """`The rebels took the town, the army fled`: what the parser calls an insertion is the next main clause."""
    changed = False
    for i in range(sentence.first, sentence.last):
        verb = reading.tokens[i]
        if verb.dep == "parataxis" and verb.head < i and is_main(reading, verb) and verb_cue(verb.lemma) is None:
            verb.dep, changed = "conj", True
    return changed


def finite_conjuncts(reading: Reading, sentence: Sentence) -> bool:
    """`refused to meet and left the hall`: a finite verb goes with the finite one, not with its infinitive."""
    changed = False
    for i in range(sentence.first, sentence.last):
        verb = reading.tokens[i]
        finite_form = verb.tag in ("VBD", "VBZ") or verb.lower in ("are", "have")
        if verb.dep != "conj" or not finite_form or has(reading, verb, "aux", "auxpass"):
            continue
        above = reading.tokens[verb.head]
        if not any(c.tag in ("TO", "MD") for c in reading.children(above.i, "aux")):
            continue
        finite = next((t for t in reading.ancestors(above.i) if t.tag == verb.tag), None)
        if finite is not None:
            changed |= move(reading, verb, finite, "conj")
    return changed


def bare_conjuncts(reading: Reading, sentence: Sentence) -> bool:
    """`wants to triple the fund, grow the corps`: a bare infinitive goes with the one before it."""
    changed = False
    for i in range(sentence.first, sentence.last):
        verb = reading.tokens[i]
        above = reading.tokens[verb.head]
        if verb.dep != "conj" or verb.tag != "VB" or above.tag not in ("VBD", "VBZ", "VBP") or not verb.children:
            continue
        if has(reading, verb, "aux", "auxpass", "nsubj", "mark"):
            continue
        inner = next((c for c in reading.children(above.i, "xcomp") if above.i < c.i < i and c.tag == "VB"), None)
        if inner is not None:
            changed |= move(reading, verb, inner, "conj")
    return changed


def hidden_participle(reading: Reading, sentence: Sentence) -> bool:
    """`sent tanks and has since bombed rebel camps`: a participle with its *has* is a verb, whatever noun follows."""
    for verb in reading.tokens[sentence.first : sentence.last]:
        noun = reading.tokens[verb.head]
        if verb.tag != "VBN" or verb.dep != "amod" or noun.i < verb.i or not has(reading, verb, "aux"):
            continue
        if not take_place(reading, sentence, verb, noun, "dobj"):
            return False
        verb.pos = "VERB"
        return True
    return False


def in_order(reading: Reading, sentence: Sentence) -> bool:
    """`in order to discuss`: a joining word of three, not an order."""
    changed = False
    for i in range(sentence.first + 1, sentence.last - 1):
        order = reading.tokens[i]
        joins = reading.tokens[i - 1]
        if order.lower != "order" or joins.lower != "in" or reading.tokens[i + 1].lower not in ("to", "for", "that"):
            continue
        verb = next((c for c in reading.children(i, "acl", "relcl", "ccomp")), None)
        if verb is None or joins.head == joins.i or reading.tokens[joins.head] is verb:
            continue
        verb.head, verb.dep = joins.head, "advcl"
        joins.head, joins.dep, joins.pos = verb.i, "fixed", "SCONJ"
        order.head, order.dep, order.pos = joins.i, "fixed", "SCONJ"
        changed = True
    return changed


def reduced_relatives(reading: Reading, sentence: Sentence) -> bool:
    """`fighters backed by the militia`: what modifies a noun without a subject of its own is a participle."""
    for i in range(sentence.first, sentence.last):
        verb: Token = reading.tokens[i]
        if verb.tag == "VBD" and verb.dep == "acl" and not has(reading, verb, "nsubj", "nsubjpass", "aux", "mark"):
            verb.tag = "VBN"
    return False
