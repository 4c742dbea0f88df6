"""The clause graph: every predicate of a sentence, its arguments, and its link to the clause above.

From the dependency tree to clauses in three steps, each sentence alone: find the predicates (`predicates.py`) and
join event nouns with the light verbs that carry them (`light.py`); hang each on the predicate above it
(`links.py`); fill in arguments (`arguments.py`) from the top down, so that a silent subject can be taken from the
clause above.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.language.arguments import (
    DITRANSITIVE,
    RELATIVE_PRONOUNS,
    noun_arguments,
    silent_subject,
    surface_subject,
    verb_arguments,
)
from dragoman.language.ellipsis import fill_ellipses
from dragoman.language.light import Carried, carried_nouns
from dragoman.language.links import Hang, hang, semi_modal
from dragoman.language.predicates import (
    VerbGroup,
    has_negative_determiner,
    lemma_of,
    predicate_kind,
    verb_group,
)
from dragoman.language.reading import Argument, Clause, Reading, Sentence, Token
from dragoman.language.repairs import repair_group
from dragoman.language.times.dateline import in_dateline

__all__ = ["build_clauses"]

LETTING = frozenset({"let", "make", "help"})
"""Verbs that take an infinitive without `to`."""
NO_GROUP = VerbGroup("none", False, False, False, None, False, False, True)


def build_clauses(reading: Reading) -> None:
    """Fill `reading.clauses` and `reading.clause_of`, sentence by sentence, and give each clause its times."""
    for sentence in reading.sentences:
        _build_sentence(reading, sentence)
        fill_ellipses(reading, sentence)
    _assign_times(reading)


def _build_sentence(reading: Reading, sentence: Sentence) -> None:
    tokens = reading.tokens[sentence.first : sentence.last]
    kinds = {t.i: kind for t in tokens if (kind := predicate_kind(reading, t))}
    carried = carried_nouns(reading, kinds)
    copulas = _copulas(reading, kinds)
    semi = {t.i: inner for t in tokens if t.i in kinds and (inner := semi_modal(reading, t)) is not None}
    replaced = {c.verb: noun for noun, c in carried.items()} | copulas | {v: inner for v, (inner, _) in semi.items()}
    outer = {inner: (v, modal) for v, (inner, modal) in semi.items()}
    carriers: dict[int, list[int]] = {}
    for verb in replaced:
        carriers.setdefault(_carried_by(replaced, verb), []).append(verb)
    order = sorted((i for i in kinds if i not in replaced), key=lambda i: (_depth(reading, carriers, i), i))
    first = len(reading.clauses)
    for index, i in enumerate(order, first):
        reading.clause_of[i] = index
    for verb in replaced:
        noun = _carried_by(replaced, verb)
        if noun in reading.clause_of:
            reading.clause_of[verb] = reading.clause_of[noun]
    for i in order:
        _build_clause(reading, sentence, i, kinds[i], carried.get(i), copulas, outer)


def _carried_by(replaced: dict[int, int], verb: int) -> int:
    """The predicate that a light verb, copula or semi-modal leads to in the end."""
    for _ in range(len(replaced)):
        if verb not in replaced:
            break
        verb = replaced[verb]
    return verb


def _depth(reading: Reading, carriers: dict[int, list[int]], i: int) -> int:
    """Steps to the root, counted from the highest word of the clause."""
    return min(sum(1 for _ in reading.ancestors(top)) for top in [i, *carriers.get(i, ())])


def _copulas(reading: Reading, kinds: Mapping[int, str]) -> dict[int, int]:
    """Forms of be and the like that carry a predicate adjective: {verb: adjective}."""
    found = {}
    for i, kind in kinds.items():
        token = reading.tokens[i]
        if kind == "adjective" and token.dep in ("acomp", "oprd", "attr") and token.head in kinds:
            found[token.head] = i
    return found


def _build_clause(
    reading: Reading,
    sentence: Sentence,
    i: int,
    kind: str,
    carried: Carried | None,
    copulas: dict[int, int],
    semi: dict[int, tuple[int, str]],
) -> None:
    tokens = reading.tokens
    word = tokens[i]
    carrier = tokens[carried.verb] if carried else next((tokens[be] for be, a in copulas.items() if a == i), None)
    verb = word if kind == "verb" else carrier
    clause = Clause(
        index=len(reading.clauses), sentence=sentence.index, predicate=i, kind=kind,  # type: ignore[arg-type]
        lemma=lemma_of(reading, word) if kind == "verb" else word.lemma, light=carrier.i if carried and carrier else -1,
    )  # fmt: skip
    reading.clauses.append(clause)
    group = verb_group(reading, verb) if verb is not None else NO_GROUP
    group = repair_group(reading, sentence, verb, group)
    above = semi.get(verb.i) if verb is not None else None
    _set_group(reading, clause, group, above)
    top = carrier if carrier is not None and not (carried and carried.below) else word
    if above is not None and not (carried and carried.below):
        top = tokens[above[0]]
    place = hang(reading, top)
    clause.parent, clause.link, clause.marker = place.parent, place.link, place.marker
    if kind == "verb":
        clause.arguments = verb_arguments(reading, word, group.passive)
    elif kind == "adjective":
        clause.arguments = noun_arguments(reading, word) + (verb_arguments(reading, carrier, False) if carrier else [])
        clause.arguments = [a for a in clause.arguments if a.head != i]
    else:
        clause.arguments = noun_arguments(reading, word)
        if carried and carrier:
            if carried.reversed:
                _name_agents(clause)
            _join_carrier(reading, clause, carrier, carried, group)
    if above is not None:
        _take_subject(reading, clause, tokens[above[0]])
    _undo_relative(reading, clause, top)
    if not (carried and carried.below):
        _share(reading, clause, top, place, group)
    _lend_object(reading, clause)
    negative = has_negative_determiner(reading, word) if kind == "noun" else _negative_argument(reading, clause)
    passed_over = clause.marker == "without" or _passed_over(reading, top)
    clause.negated = clause.negated or group.negated or negative or passed_over
    clause.question = clause.parent < 0 and tokens[sentence.last - 1].text == "?"


def _set_group(reading: Reading, clause: Clause, group: VerbGroup, above: tuple[int, str] | None) -> None:
    clause.tense, clause.perfect, clause.progressive = group.tense, group.perfect, group.progressive
    clause.passive, clause.modal = group.passive, group.modal
    if above is None:
        return
    outer = verb_group(reading, reading.tokens[above[0]])
    clause.negated = outer.negated
    if above[1] == "yet to":
        clause.negated, clause.tense = True, outer.tense
    elif above[1] == "future":
        clause.tense = "future"
    else:
        clause.tense, clause.modal = outer.tense, above[1]


def _join_carrier(reading: Reading, clause: Clause, verb: Token, carried: Carried, group: VerbGroup) -> None:
    """Give a carried noun the arguments of its light verb."""
    passive = group.passive and not carried.subject
    for argument in verb_arguments(reading, verb, passive):
        if argument.head == clause.predicate or argument.head in reading.conjuncts(clause.predicate):
            continue
        role = argument.role
        if role == "subject" and carried.subject:
            continue
        if carried.reversed:
            role = {"subject": "object", "from": "by", "at": "by"}.get(role, role)
        elif role == "object":
            role = "indirect" if not carried.preposition else role
        if all(a.head != argument.head for a in clause.arguments):
            clause.arguments.append(Argument(role, argument.head, argument.shared, argument.marker))
    clause.passive = False


def _name_agents(clause: Clause) -> None:
    """`came under attack from militiamen`: whom the act comes from does it."""
    for argument in clause.arguments:
        if argument.role == "from":
            argument.role = "by"


def _take_subject(reading: Reading, clause: Clause, outer: Token) -> None:
    """`The leaders are to be invited`: the subject stands with the outer verb."""
    role = "object" if clause.passive else "subject"
    for child in reading.children(outer.i, "nsubj", "nsubjpass"):
        for head in reading.conjuncts(child.i):
            if reading.tokens[head].lower in RELATIVE_PRONOUNS:
                continue
            if head != clause.predicate and all(a.head != head for a in clause.arguments):
                clause.arguments.append(Argument(role, head))


def _undo_relative(reading: Reading, clause: Clause, top: Token) -> None:
    """Put the antecedent in the place of a relative pronoun, or in the open place of a participle."""
    if top.dep not in ("relcl", "acl") or top.head == top.i or top.head == clause.predicate:
        return
    noun = reading.tokens[top.head]
    if noun.pos in ("VERB", "AUX"):
        return
    replaced = False
    for argument in clause.arguments:
        token = reading.tokens[argument.head]
        if token.lower in RELATIVE_PRONOUNS and token.i > noun.i:
            argument.head, argument.shared, replaced = noun.i, True, True
            others = [i for i in _joined_before(reading, noun, token) if i != noun.i]
            clause.arguments += [Argument(argument.role, i, shared=True) for i in others]
            break
    if replaced or any(
        reading.tokens[c].lower in ("where", "when", "why", "whose") for c in reading.tokens[top.i].children
    ):
        return
    if top.dep == "relcl":
        if clause.get("subject") and not clause.get("object"):
            clause.arguments.append(Argument("object", noun.i, shared=True))
    elif top.tag == "VBN" and not clause.get("object"):
        clause.arguments.append(Argument("object", noun.i, shared=True))
    elif top.tag == "VBG" and not clause.get("subject"):
        clause.arguments.append(Argument("subject", noun.i, shared=True))


def _joined_before(reading: Reading, noun: Token, pronoun: Token) -> list[int]:
    """All whom a relative pronoun takes up: "Kenya and Uganda, which have refused", but "A and B, which has"."""
    first = noun
    if noun.dep == "conj" and reading.tokens[pronoun.i - 1].text == ",":
        first = reading.tokens[noun.head]
    verb = reading.tokens[pronoun.head]
    finite = [verb, *(reading.tokens[c] for c in verb.children if reading.tokens[c].dep in ("aux", "auxpass"))]
    if first.pos != noun.pos or any(t.tag == "VBZ" or t.lower == "was" for t in finite):
        return [noun.i]
    return [i for i in reading.conjuncts(first.i) if i < pronoun.i]


def _share(reading: Reading, clause: Clause, top: Token, place: Hang, group: VerbGroup) -> None:
    """Take from other clauses what this one leaves unsaid: subjects, auxiliaries, objects."""
    first = reading.clauses[place.first] if 0 <= place.first < len(reading.clauses) else None
    open_place = clause.kind != "noun" or clause.light >= 0
    if not open_place:
        return
    has_subject = bool(clause.get(*_surface_roles(reading, clause)))
    if first is not None and first is not clause:
        if group.bare and (clause.kind == "verb" or clause.light >= 0):
            clause.modal, clause.perfect = clause.modal or first.modal, clause.perfect or first.perfect
            if clause.tense == "none" or (clause.tense == "present" and first.tense in ("future", "none")):
                clause.tense = first.tense
            clause.negated = clause.negated or first.negated
            if top.tag == "VBN" and first.passive and not clause.get("object"):
                suffer = clause.get("subject")  # "ten were killed and dozens wounded"
                for argument in suffer:
                    argument.role = "object"
                clause.passive, has_subject = True, bool(suffer)
        if not has_subject:
            _fill(reading, clause, surface_subject(first))
        _share_object(reading, first, clause)
        return
    if has_subject or place.parent < 0:
        return
    gerund = top.tag == "VBG"
    parent = reading.clauses[place.parent]
    if clause.link in (
        "complement",
        "purpose",
        "manner",
        "time",
        "cause",
        "result",
        "concession",
        "condition",
        "nominal",
    ):
        if clause.link == "nominal" and clause.light < 0:
            return
        marker = clause.marker if place.by_preposition or gerund else None
        if clause.link in ("complement",) or (gerund and clause.marker):
            _fill(reading, clause, silent_subject(reading, parent, marker, gerund))
        else:
            _fill(
                reading,
                clause,
                surface_subject(parent) if parent.kind != "noun" else parent.get("subject", "possessive"),
            )


def _surface_roles(reading: Reading, clause: Clause) -> tuple[str, ...]:
    """The roles of whatever stands in the subject's place; of `was denied a visa` whoever asked for it."""
    if not clause.passive:
        return ("subject",)
    given = clause.lemma in DITRANSITIVE and any(True for _ in reading.children(clause.predicate, "dobj"))
    return ("indirect",) if given else ("object", "indirect")


def _fill(reading: Reading, clause: Clause, arguments: list[Argument]) -> None:
    role = _surface_roles(reading, clause)[0]
    taken = {a.head for a in clause.arguments}
    clause.arguments.extend(Argument(role, a.head, True) for a in arguments if a.head not in taken)


def _share_object(reading: Reading, first: Clause, second: Clause) -> None:
    """`attacked and looted the village`: the first verb has the second's object if nothing stands between."""
    if first.kind != "verb" or second.kind != "verb" or first.passive or first.get("object"):
        return
    between = reading.tokens[first.predicate + 1 : second.predicate]
    if all(t.dep == "cc" or t.pos == "ADV" for t in between):
        first.arguments.extend(Argument("object", a.head, True) for a in second.get("object"))


def _lend_object(reading: Reading, clause: Clause) -> None:
    """`wants Iran to stop`, `let him go`: the parser makes Iran the inner subject; it is the outer object too."""
    if clause.link != "complement" or clause.parent < 0:
        return
    parent = reading.clauses[clause.parent]
    if clause.marker != "to" and not (parent.lemma in LETTING and reading.tokens[clause.predicate].tag == "VB"):
        return
    if parent.kind != "verb" or parent.get("object", "indirect"):
        return
    for argument in surface_subject(clause):
        if not argument.shared and argument.head > parent.predicate:
            parent.arguments.append(Argument("object", argument.head, True))


def _passed_over(reading: Reading, top: Token) -> bool:
    """`fled rather than fight`, `instead of fighting`: what was not done."""
    before = tuple(t.lower for t in reading.tokens[max(0, top.left - 2) : top.left])
    return before in (("rather", "than"), ("instead", "of"))


def _negative_argument(reading: Reading, clause: Clause) -> bool:
    """`no side attacked`, `found no weapons`."""
    for argument in clause.arguments:
        if argument.shared or argument.role not in ("subject", "object"):
            continue
        if has_negative_determiner(reading, reading.tokens[argument.head]):
            return True
    return False


def _assign_times(reading: Reading) -> None:
    """Each time goes to the clause that governs its head word."""
    for index, time in enumerate(reading.times):
        if time.head < 0 or in_dateline(reading, reading.tokens[time.head]):
            continue
        found = reading.clause_of.get(time.head)
        for ancestor in reading.ancestors(time.head):
            if found is not None:
                break
            found = reading.clause_of.get(ancestor.i)
        if found is not None:
            reading.clauses[found].times.append(index)
