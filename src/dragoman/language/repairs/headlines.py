"""Headlines: verbs taken for nouns, subjects taken for their modifiers, dropped auxiliaries, commas for *and*."""

from __future__ import annotations

from dragoman.language.predicates import VerbGroup
from dragoman.language.reading import Reading, Sentence, Token
from dragoman.language.repairs.tree import VERBAL, has, make_root, take_place
from dragoman.language.tables import table

__all__ = ["headline_infinitive", "headline_row", "headline_subject", "headline_verb", "hidden_verb", "repair_group"]

SUFFERED = frozenset(
    "kill injure wound arrest detain jail sentence hurt hold charge seize free release abduct kidnap behead"
    " execute hospitalise hospitalize evacuate displace deport expel ban suspend cancel postpone oust sack"
    " invite summon accuse indict convict acquit nominate appoint attack bomb shell ambush target besiege storm raid"
    " lift sign reach approve ratify confirm extend delay halt declare announce rescue shoot stab poison".split()
)
"""Headline verbs that stand as bare participles far more often than as finite verbs without an object."""
NOMINAL = frozenset({"NOUN", "PROPN"})
MODIFYING = ("compound", "nmod", "npadvmod", "amod", "dep")
"""What the parser calls a subject that it takes for part of a name."""
FINITE = frozenset({"VBZ", "VBP", "VBD"})


def headline_verb(reading: Reading, sentence: Sentence) -> bool:
    """`Army bombs airport`: where nothing else is a verb, a word that may be one, between nouns, is."""
    if sentence.source != "title":
        return False
    tokens = reading.tokens[sentence.first : sentence.last]
    if any(t.pos in VERBAL and t.tag != "VBN" and t.dep != "conj" for t in tokens):
        return False
    known = frozenset(table("headlines")["verbs"])
    verb = next((t for t in tokens[1:-1] if t.tag in ("NNS", "NNPS") and _may_be_verb(reading, t, known)), None)
    if verb is None:
        return False
    old = reading.tokens[sentence.root]
    before, after = reading.tokens[verb.i - 1], [c for c in reading.children(verb.i) if c.i > verb.i]
    for child in reading.children(verb.i):
        if child.i < before.i:
            child.head = before.i
    make_root(sentence, verb)
    before.head, before.dep = verb.i, "nsubj"
    if old is not verb:
        old.head, old.dep = verb.i, "dep"
    for child in after[:1]:
        child.dep = "dobj" if child.pos in NOMINAL else child.dep
    verb.pos, verb.tag = "VERB", "VBZ"
    return True


def _may_be_verb(reading: Reading, token: Token, known: frozenset[str]) -> bool:
    """Between a noun and what may be an object, and no conjunct or object of a preposition."""
    before, after = reading.tokens[token.i - 1], reading.tokens[token.i + 1]
    listed = token.lemma in known or token.lower in known
    named = before.pos in NOMINAL or before.text[:1].isupper()
    return (
        listed and named and token.dep not in ("pobj", "conj") and after.pos in ("NOUN", "PROPN", "ADJ", "NUM", "DET")
    )


def headline_subject(reading: Reading, sentence: Sentence) -> bool:
    """`Turkey shells positions`: the word before a finite verb that has no subject is its subject."""
    root = reading.tokens[sentence.root]
    if sentence.source != "title" or root.tag not in FINITE or has(reading, root, "nsubj", "nsubjpass", "expl"):
        return False
    before = reading.tokens[root.i - 1] if root.i > sentence.first else None
    if before is None or before.head != root.i or before.dep not in MODIFYING or before.pos not in NOMINAL:
        return False
    first = reading.tokens[before.i - 2] if before.i - 2 >= sentence.first else None
    if (
        first is not None
        and reading.tokens[before.i - 1].text == ","
        and first.pos in NOMINAL
        and first.dep in MODIFYING
    ):
        first.head, first.dep = root.i, "nsubj"  # "US, Taliban resume talks"
        before.head, before.dep = first.i, "conj"
        return True
    before.dep = "nsubj"
    return True


def hidden_verb(reading: Reading, sentence: Sentence) -> bool:
    """`Iran tests missile, US says`: a finite verb with a subject is no part of a noun."""
    if sentence.source != "title":
        return False
    for verb in reading.tokens[sentence.first : sentence.last]:
        noun = reading.tokens[verb.head]
        if verb.tag in FINITE and verb.dep in MODIFYING and noun.i > verb.i and has(reading, verb, "nsubj"):
            take_place(reading, sentence, verb, noun, "dobj")
            verb.dep = "ccomp" if verb.dep == "dep" else verb.dep
            return True
    return False


def headline_row(reading: Reading, sentence: Sentence) -> bool:
    """`Leader visits Eritrea, meets rebels`: a comma for *and*, and one subject."""
    last = reading.tokens[sentence.root]
    if sentence.source != "title" or last.tag not in FINITE or has(reading, last, "nsubj", "nsubjpass"):
        return False
    first = next((c for c in reading.children(last.i, "ccomp") if c.i < last.i and c.tag in FINITE), None)
    if first is None or not has(reading, first, "nsubj"):
        return False
    return take_place(reading, sentence, first, last, "conj")


def headline_infinitive(reading: Reading, sentence: Sentence) -> bool:
    """`Merkel to visit Asmara in July, meet rebels`: the first infinitive is what the headline tells, of what stands before."""
    tokens = reading.tokens[sentence.first : sentence.last]
    to = next((t for t in tokens[1:-1] if t.tag == "TO"), None)
    if (
        sentence.source != "title"
        or to is None
        or any(t.tag in (*FINITE, "MD", "IN") for t in tokens[: to.i - sentence.first])
    ):
        return False
    verb, subject, root = reading.tokens[to.i + 1], reading.tokens[to.i - 1], reading.tokens[sentence.root]
    while subject.dep == "conj":  # "Russia, Turkey to hold a summit"
        subject = reading.tokens[subject.head]
    named = subject.pos in NOMINAL or (subject is root and subject.tag == "VB" and subject.text[:1].isupper())
    row = subject.head == root.i and root.tag == "VB" and reading.tokens[root.i - 1].text == ","
    if verb.tag != "VB" or to.head != verb.i or verb.head != subject.i or not named or not (subject is root or row):
        return False
    make_root(sentence, verb)
    for child in list(reading.children(subject.i)):
        if child.i > to.i:  # what stands before describes the subject
            child.head = verb.i
    for child in list(reading.children(root.i)) if row else ():
        if child.i < root.i:
            child.head = verb.i
    if subject.pos != "NOUN":
        subject.pos, subject.tag = "PROPN", "NNP"
    subject.head, subject.dep = verb.i, "nsubj"
    if row:
        root.head, root.dep = verb.i, "conj"
    return True


def repair_group(reading: Reading, sentence: Sentence, verb: Token | None, group: VerbGroup) -> VerbGroup:
    """`Trump to meet Kim` is a future, `Two killed in blast` a passive."""
    if verb is None or verb.i != sentence.root:
        return group
    if group.infinitive and group.tense == "none":
        group.tense = "future"
    if verb.lemma in SUFFERED and verb.tag in ("VBN", "VBD") and not group.passive:
        children = list(reading.children(verb.i))
        bare = not any(c.dep in ("dobj", "aux", "auxpass", "ccomp") for c in children)
        headline = sentence.source == "title" or reading.tokens[sentence.last - 1].text not in '.!?”"'
        if bare and headline:
            group.passive = True
            for child in children:
                if child.dep == "nsubj":
                    child.dep = "nsubjpass"
    return group
