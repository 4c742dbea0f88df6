"""Who takes part in a clause: roles by grammar, with passives, control, relatives and coordination undone."""

from __future__ import annotations

from functools import cache

from dragoman.language.reading import Argument, Clause, Reading, Token
from dragoman.language.tables import table

__all__ = ["noun_arguments", "silent_subject", "verb_arguments"]

RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
DITRANSITIVE = frozenset(
    [
        "give",
        "tell",
        "ask",
        "offer",
        "grant",
        "send",
        "show",
        "promise",
        "deny",
        "award",
        "hand",
        "lend",
        "owe",
        "pay",
        "sell",
        "teach",
        "accord",
        "cause",
        "guarantee",
        "order",
        "inform",
        "assure",
        "warn",
        "remind",
        "notify",
        "advise",
        "urge",
        "brief",
        "allow",
        "permit",
        "forgive",
        "refuse",
    ]
)


SOURCES = frozenset({"according", "per"})
"""Prepositions that name a source, who is no part of what is told."""


def verb_arguments(reading: Reading, verb: Token, passive: bool) -> list[Argument]:
    """The arguments that the verb holds itself."""
    found: list[Argument] = []
    children = list(reading.children(verb.i))
    objects = [c for c in children if c.dep in ("dobj", "obj") and c.pos not in ("ADV",)]
    called = [c for c in children if c.dep == "oprd"] if not objects and not passive else []
    for child in children:
        if child.dep == "nsubj":
            _add(reading, found, "subject", child)
        elif child.dep == "nsubjpass":
            told = passive and verb.lemma in DITRANSITIVE and (objects or _has_complement(reading, verb))
            _add(reading, found, "indirect" if told else "object", child)
        elif child.dep in ("dobj", "obj") or (len(called) > 1 and child is called[0]):
            _add(reading, found, "object", child)  # "called the leader a friend": the parser may say both of nobody
        elif child.dep in ("dative", "iobj"):
            inner = next(reading.children(child.i, "pobj"), None) if child.pos == "ADP" else child
            if inner is not None:
                _add(reading, found, "indirect", inner)
        elif child.dep in ("attr", "oprd"):
            _add(reading, found, "attribute", child)
        elif child.dep == "agent":
            # "broke up a march by students": of a verb with an object, whose march it was
            role = "by" if objects and not passive else "subject"
            for inner in reading.children(child.i, "pobj"):
                _add(reading, found, role, inner, marker=child.i)
        elif child.dep == "prt":
            for inner in reading.children(child.i, "pobj"):
                _add(reading, found, "object", inner)  # "called off the talks": a particle governs nothing
        elif child.dep == "prep" or (child.dep == "advmod" and any(reading.children(child.i, "pobj", "prep"))):
            _prepositional(reading, found, child)
        elif child.dep in ("advcl", "ccomp", "xcomp"):
            for joins in reading.children(child.i, "mark"):
                if joins.lower == "for":  # "called for the rebels to disarm"
                    for inner in reading.children(child.i, "nsubj", "nsubjpass"):
                        _add(reading, found, "for", inner, marker=joins.i)
    if verb.lemma in DITRANSITIVE and any(c.dep == "ccomp" for c in children):
        # "told Congress that …": without a second object the one told is what the parser calls the object
        for argument in found:
            if argument.role == "object":
                argument.role = "indirect"
    return found


def noun_arguments(reading: Reading, noun: Token) -> list[Argument]:
    """The arguments that an event noun holds itself."""
    found: list[Argument] = []
    for child in reading.children(noun.i):
        if child.dep == "poss":
            _add(reading, found, "possessive", child)
        elif child.dep in ("compound", "nmod"):
            _add(reading, found, "compound", child)
        elif child.dep == "amod" and (child.entity >= 0 or child.text[:1].isupper() or child.pos == "PROPN"):
            _add(reading, found, "modifier", child)
        elif child.dep == "prep":
            _prepositional(reading, found, child)
            if child.lower == "by":
                _lift(reading, found, child)
        elif child.dep == "relcl":
            continue
        elif child.dep == "nsubj":
            _add(reading, found, "subject", child)
        elif child.dep == "agent":
            for inner in reading.children(child.i, "pobj"):
                _add(reading, found, "by", inner, marker=child.i)
    return found


def _lift(reading: Reading, found: list[Argument], by: Token) -> None:
    """`an attack by rebels on the port`: the parser hangs the target on those who attack."""
    for agent in reading.children(by.i, "pobj"):
        for prep in reading.children(agent.i, "prep"):
            if prep.lower in ("on", "against"):
                _prepositional(reading, found, prep)


def _prepositional(reading: Reading, found: list[Argument], prep: Token) -> None:
    role = prep.lower
    if role in SOURCES:
        return  # "according to an official": who says so takes no part
    for child in reading.children(prep.i):
        if child.dep in ("pobj", "obj"):
            _add(reading, found, role, child, marker=prep.i)
        elif child.dep == "prep":
            # "out of Syria", "because of …": the inner preposition names the slot
            for inner in reading.children(child.i, "pobj"):
                _add(
                    reading,
                    found,
                    child.lower if child.lower != "of" else f"{role} of",
                    inner,
                    marker=child.i,
                )
        elif child.dep == "conj" and child.pos == "ADP":
            _prepositional(reading, found, child)


def _add(reading: Reading, found: list[Argument], role: str, token: Token, marker: int = -1) -> None:
    for head in reading.conjuncts(token.i):
        if all(a.head != head or a.role != role for a in found):
            found.append(Argument(role=role, head=head, marker=marker))


def _has_complement(reading: Reading, verb: Token) -> bool:
    return any(True for _ in reading.children(verb.i, "ccomp", "xcomp"))


@cache
def _control() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = table("control")
    return (
        frozenset(data["subject"]),
        frozenset(data["gerund_object"]),
        frozenset(data["gerund_object_verbs"]),
    )


def surface_subject(clause: Clause) -> list[Argument]:
    """What stands in the subject's place: of a passive the one acted on."""
    if clause.passive:
        return clause.get("indirect") or clause.get("object") or clause.get("subject")
    return clause.get("subject")


def silent_subject(reading: Reading, parent: Clause, marker: str | None, gerund: bool) -> list[Argument]:
    """Who acts in an infinitive or gerund without a subject of its own, from the clause above."""
    by_subject, object_prepositions, object_verbs = _control()
    if parent.kind == "noun":
        owners = parent.get("subject") or parent.get("possessive") or parent.get("by") or parent.get("modifier")
        asked = parent.get("to", "on", "for", "against") if parent.lemma in ASKING_NOUNS else []
        if parent.lemma == "invitation" and not asked and parent.parent >= 0:
            # "accepted an invitation from X to meet": who accepts is invited
            above = reading.clauses[parent.parent]
            asked = surface_subject(above) if any(a.head == parent.predicate for a in above.get("object")) else []
        return asked or owners or parent.get("between", "of")
    if parent.kind == "adjective":
        return parent.get("subject")
    if gerund and parent.lemma in JOINT_VERBS:
        return surface_subject(parent) + parent.get("with")
    if gerund and marker:
        if marker in object_prepositions and parent.lemma in object_verbs:
            return parent.get("object") or surface_subject(parent)
        return surface_subject(parent)
    if parent.lemma not in by_subject:
        told = parent.get("indirect", "object")
        called = parent.get("on", "upon", "to", "for", "with") if parent.lemma in CALLING_VERBS else []
        if told or called:
            return told or called
    return surface_subject(parent)


ASKING_NOUNS = frozenset(
    {
        "call",
        "appeal",
        "demand",
        "request",
        "order",
        "plea",
        "invitation",
        "ultimatum",
        "pressure",
        "warning",
        "instruction",
    }
)
JOINT_VERBS = frozenset({"work", "cooperate", "collaborate", "partner", "team up", "join", "help", "liaise"})
"""`worked with X on drafting a treaty`: both draft."""
CALLING_VERBS = frozenset({"call", "appeal", "plead", "signal", "call out", "shout", "press", "push"})
