"""What a clause does to the reality of the one below it: its operator, looked up in `data/language/embedding.toml`.

A word may stand there with what joins the lower clause to it: `insist on`, `forget to`, `stop -ing`.
"""

from __future__ import annotations

from functools import cache

from dragoman.coding.reality import Operator
from dragoman.language.reading import Clause, Reading
from dragoman.language.tables import table, words

__all__ = ["AMBIGUOUS", "EMBEDDING_LINKS", "is_subjunctive", "is_utterance", "operator_of", "sets_terms"]

EMBEDDING_LINKS = frozenset({"complement", "quoted", "nominal", "modifier", "purpose", "condition"})
"""Links over which a clause governs the one below; what hangs otherwise is asserted by itself."""

CONTENT_LINKS = frozenset({"complement", "quoted"})
KEEP_FINITE = frozenset({"denied", "hypothetical", "belief", "possible"})
"""Operators that hold over a finite clause too: `hopes that talks will resume`."""
KEEP_FUTURE = frozenset({"pledged", "scheduled"})
"""Operators that hold over a finite clause that looks ahead: `promised that it would leave`."""
SUBJECT_KEEPS = frozenset({"transparent", "resumed", "extended", "postponed", "cancelled"})
"""Operators that reach the subject of their verb (`talks resumed`); of any other the subject is there already."""
GIVEN_SUBJECTS = frozenset({"it", "he", "she", "they", "we", "i"})
FIRST = frozenset({"first", "second", "third", "latest", "last", "only"})
WARNINGS = frozenset({"warn", "assure", "reassure"})
"""Verbs that promise only what their own subject is to do: `warned that he would attack`."""
AMBIGUOUS = frozenset({"insist", "suggest"})
"""Verbs under which a plural verb in the present may be no demand: `insists that rebels attack civilians`."""


@cache
def _operators() -> dict[tuple[str, str], Operator]:
    """(part of speech, lemma) → operator."""
    found: dict[tuple[str, str], Operator] = {}
    for name, section in table("embedding").items():
        for kind, key in (("verb", "verbs"), ("noun", "nouns"), ("adjective", "adjectives")):
            for word in section[key]:
                found.setdefault((kind, word), name)
    return found


@cache
def _saying() -> frozenset[tuple[str, str]]:
    data = table("saying")
    words = {("verb", verb) for name in ("asserts", "confirms", "claims", "predicts") for verb in data[name]["verbs"]}
    return frozenset(words | {("noun", n) for name in ("asserts", "confirms", "claims") for n in data[name]["nouns"]})


@cache
def _prepositions(name: str) -> frozenset[str]:
    return frozenset(table("status")["prepositions"][name])


@cache
def _only_told() -> frozenset[str]:
    return frozenset(table("status")["sourcing"]["words"])


def operator_of(reading: Reading, clause: Clause, below: Clause) -> Operator:
    """What a clause does to the reality of the one that it governs."""
    if below.link == "condition":
        return "condition"
    told = any(reading.tokens[a.head].lemma in _only_told() for a in clause.get("object"))
    if told and (below.marker == "of" or below.link == "complement"):
        return "say"  # "made no mention of dismantling it", "gave no sign that he will"
    if clause.lemma == "vote" and below.marker == "to" and _is_of_body(reading, clause):
        return "transparent"  # "parliament voted to ban the party": it is decided, where miners only mean to strike
    if (joined := _with_marker(reading, clause, below)) is not None:
        return joined
    if below.marker == "to" and _is_of_first(reading, clause, below):
        return "transparent"  # "became the first country to recognise it"
    if clause.lemma == "be" and _is_gerund_subject(reading, below):
        return "hypothetical"  # "protesting against him is our duty"
    if below.link == "purpose":
        return "purpose"
    if below.marker in ("whether", "if") and below.link in CONTENT_LINKS:
        return "whether"
    if below.kind == "noun" and below.marker in _prepositions("settings"):
        return "given"
    keys = (clause.lemma, reading.tokens[clause.predicate].lemma)
    operator = next((found for key in keys if (found := _operators().get((clause.kind, key)))), None)
    says = any((clause.kind, key) in _saying() for key in keys)
    if below.kind == "noun" and below.link == "nominal":
        return _of_noun(clause, below, operator or ("say" if says and not below.marker else "transparent"))
    if below.link in CONTENT_LINKS:
        return _of_content(reading, clause, below, operator, says)
    return _by_preposition(clause, below, operator or "transparent")


def _is_of_first(reading: Reading, clause: Clause, below: Clause) -> bool:
    """Whether an infinitive says what the first, the last or the only one did."""
    above = reading.tokens[below.predicate].head
    said = [a.head for a in clause.get("attribute") if above in (a.head, clause.predicate)]
    return any(c.lower in FIRST for head in said for c in reading.children(head, "amod"))


def _is_gerund_subject(reading: Reading, below: Clause) -> bool:
    verb = reading.tokens[below.predicate]
    return verb.dep == "csubj" and verb.tag == "VBG"


def _is_of_body(reading: Reading, clause: Clause) -> bool:
    """Whether a chamber, a council or its members do something."""
    subjects = [reading.tokens[a.head] for a in clause.get("subject")]
    own = words("chambers")
    return any(t.lemma in own or t.lower in own for t in subjects)


def is_utterance(clause: Clause) -> bool:
    """Whether a noun names a demand, an offer or a claim, which was made whatever becomes of it."""
    named = _operators().get((clause.kind, clause.lemma)) in ("demanded", "pledged", "scheduled")
    return clause.kind == "noun" and (named or (clause.kind, clause.lemma) in _saying())


def sets_terms(clause: Clause) -> bool:
    """Whether a clause promises, agrees or refuses, so that a condition beside it is one that somebody sets."""
    return _operators().get((clause.kind, clause.lemma)) in ("pledged", "agreed", "negated", "rejected", "excluded")


def _with_marker(reading: Reading, clause: Clause, below: Clause) -> Operator | None:
    """The operator of a word with what joins the lower clause to it."""
    marker = below.marker or (
        "-ing" if reading.tokens[below.predicate].tag == "VBG" and below.link == "complement" else ""
    )
    if not marker:
        return None
    lemma = reading.tokens[clause.predicate].lemma
    objects = [f"{lemma} {reading.tokens[a.head].lemma} {marker}" for a in clause.get("object")]
    keys = (*objects, f"{clause.lemma} {marker}", f"{lemma} {marker}")
    return next((found for key in keys if (found := _operators().get((clause.kind, key)))), None)


def _of_noun(clause: Clause, below: Clause, operator: Operator) -> Operator:
    """`talks failed`: the subject of a verb is there, whatever the verb says of its object."""
    is_subject = any(a.head == below.predicate for a in clause.get("subject")) and not below.marker
    if clause.kind == "verb" and is_subject and operator not in SUBJECT_KEEPS:
        return "given"
    if operator == "demanded" and clause.names_object:
        return "given"
    if clause.lemma == "announce" and below.lemma in table("status")["terms"]["agreed"]:
        return "transparent"  # a deal is there when it is announced
    if operator == "rejected" and (below.kind, below.lemma) in _saying():
        return "denied"  # "dismissed reports that …"
    return _by_preposition(clause, below, operator)


def _of_content(reading: Reading, clause: Clause, below: Clause, operator: Operator | None, says: bool) -> Operator:
    """A clause that completes another: finite ones are said to be so, unless the word above keeps its hold."""
    finite = below.tense != "none" or below.modal is not None
    if operator == "demanded" and is_subjunctive(reading, clause, below):
        return operator
    if clause.lemma == "be" and _disagrees(reading, below) and is_subjunctive(reading, clause, below):
        return "demanded"  # "the demand is that Iran stop enrichment"
    if finite and operator in KEEP_FUTURE and _looks_ahead(clause, below, reading):
        return operator
    if operator and not (finite and says and operator not in KEEP_FINITE):
        reason = below.marker == "for" and operator not in KEEP_FUTURE
        return "factive" if reason else _by_preposition(clause, below, operator)
    if says and (finite or operator is None):
        return "say"
    if finite:
        return "say"
    if below.marker == "for":
        return "factive"  # "punished for killing a priest"
    return "hypothetical" if below.marker == "to" else "transparent"


def is_subjunctive(reading: Reading, clause: Clause, below: Clause) -> bool:
    """`asked that the rebels disarm`: the bare verb is what is asked for, not what is so."""
    verb = reading.tokens[below.light if below.light >= 0 else below.predicate]
    if below.marker != "that" or below.modal or below.tense not in ("none", "present"):
        return False
    auxiliary = next(reading.children(verb.i, "aux", "auxpass"), None)
    word = auxiliary or verb
    return word.tag == "VB" or (
        word.tag == "VBP" and word.lower == word.lemma and (clause.lemma not in AMBIGUOUS or clause.tense == "past")
    )


def _disagrees(reading: Reading, clause: Clause) -> bool:
    """Whether a singular subject stands with a bare verb, which no report has."""
    subjects = clause.get("subject")
    return len(subjects) == 1 and reading.tokens[subjects[0].head].tag in ("NN", "NNP")


def _looks_ahead(clause: Clause, below: Clause, reading: Reading) -> bool:
    if below.tense != "future" and below.modal != "would":
        return False
    if clause.lemma not in WARNINGS:
        return True
    return any(reading.tokens[a.head].lower in GIVEN_SUBJECTS for a in below.get("subject"))


def _by_preposition(clause: Clause, below: Clause, operator: Operator) -> Operator:
    """What a preposition between verb and noun makes of the operator."""
    if below.kind != "noun":
        return operator
    if operator == "transparent" and below.marker in _prepositions("purposes"):
        return "given" if is_utterance(below) else "scheduled"
    if below.marker in _prepositions("beside") and (operator == "transparent" or clause.kind == "verb"):
        return "given"
    return operator
