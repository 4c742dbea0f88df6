"""Conditions of a frame: which word, or what sort of word, may stand in which place of a clause."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.language.predicates import lemma_of
from dragoman.language.reading import Clause, Reading, Token

__all__ = ["SORTS", "Condition", "View", "is_named_actor"]

ACTOR_LABELS = frozenset({"PERSON", "GPE", "NORP", "ORG"})
NUMBER_LABELS = frozenset({"DATE", "TIME", "PERCENT"})
SORTS: dict[str, frozenset[str]] = {
    "#person": frozenset({"PERSON"}),
    "#money": frozenset({"MONEY"}),
    "#place": frozenset({"GPE", "LOC", "FAC"}),
    "#country": frozenset({"GPE", "NORP"}),
    "#org": frozenset({"ORG"}),
}
"""Tests by the tagger's label; `#actor` asks the caller, and `*` is content with anything."""

SAME_PLACE = {"subject": ("subject", "agent"), "by": ("by", "agent"), "of": ("of", "out of")}
MODIFIER_LABELS = ("compound", "amod", "nmod", "poss", "nummod")
LINKS_OF_CONTENT = frozenset({"complement", "quoted"})
GRAMMATICAL = frozenset(
    {"subject", "object", "indirect", "attribute", "agent", "complement", "light", "modifier", "said", "told"}
)
"""Roles that are no prepositions."""
DEFINITE = frozenset({"the", "these", "those"})
KINDS_OF = frozenset({"act", "form", "kind", "sort", "piece", "case"})
"""Nouns that only say that something is of a kind: `an act of piracy`."""
HYPHENS = frozenset({"-", "‑", "–"})


def is_named_actor(reading: Reading, head: int) -> bool:
    """Whether a token belongs to a name that can act; what a caller who knows no actors goes by."""
    entity = reading.tokens[head].entity
    return entity >= 0 and reading.entities[entity].label in ACTOR_LABELS


@dataclass(slots=True, frozen=True)
class Condition:
    """One place and what may stand there. The condition holds if any word in any of the roles passes."""

    roles: tuple[str, ...]
    words: frozenset[str] = frozenset()
    sorts: frozenset[str] = frozenset()

    def heads(self, view: View) -> list[int]:
        """The tokens that pass, in the order of the roles."""
        return [head for role in self.roles for head in view.heads(role) if self._passes(view, head)]

    def holds(self, view: View) -> bool:
        """Whether any token passes."""
        return any(self._passes(view, head) for role in self.roles for head in view.heads(role))

    def _passes(self, view: View, head: int) -> bool:
        if self.words and not self.words.isdisjoint(view.names(head)):
            return True
        return any(view.is_sort(head, sort) for sort in self.sorts)


@dataclass(eq=False)
class View:
    """A clause as conditions look at it: heads by role, and the names under which a word may be listed."""

    reading: Reading
    clause: Clause
    is_actor: Callable[[int], bool]
    groups: frozenset[str]
    """Nouns that only count or collect ("dozens of"): what they count is looked at too."""
    _names: dict[int, frozenset[str]] = field(default_factory=dict)
    _heads: dict[str, list[int]] = field(default_factory=dict)

    def heads(self, role: str) -> list[int]:
        """Head tokens in a role. `modifier`, `complement`, `light`, `said` (what something is called, with its
        adjectives) and `told` (what it is said to be) stand for more than arguments."""
        found = self._heads.get(role)
        if found is None:
            found = self._heads[role] = list(self._find(role))
        return found

    def _find(self, role: str) -> Iterator[int]:
        clause = self.clause
        if role == "complement":
            yield from (c.predicate for c in self._complements())
        elif role == "light":
            yield from [clause.light] if clause.light >= 0 else []
        elif role == "said":
            yield from self._called([a.head for a in clause.get("attribute", "as")], clause)
        elif role == "told":
            for content in self._complements():
                if content.lemma == "be" and not content.negated:
                    yield from self._called([a.head for a in content.get("attribute")], content)
        elif role == "modifier":
            held = [a.head for a in clause.arguments if a.role in ("modifier", "compound")]
            tokens = [self.reading.tokens[clause.predicate]]
            below = [c.i for t in tokens for c in self.reading.children(t.i, *MODIFIER_LABELS) if c.dep != "poss"]
            if clause.kind == "verb":  # "held joint exercises": what modifies the object modifies the act
                below += [c.i for a in clause.get("object") for c in self.reading.children(a.head, "amod", "compound")]
            yield from dict.fromkeys([*held, *below])
        else:
            places = clause.get(*SAME_PLACE.get(role, (role,)))
            found = [a.head for a in places]
            if not found and clause.kind == "verb" and role not in GRAMMATICAL:
                found = [h for a in clause.get("object") for h in self._below(a.head, role)]
            yield from found

    def _called(self, heads: list[int], clause: Clause) -> list[int]:
        """What something is called: nouns with their adjectives, and the adjectives of `was unlawful`, `as unlawful`."""
        children = self.reading.children
        plain = [c.i for c in children(clause.predicate, "acomp")]
        plain += [
            c.i for p in children(clause.predicate, "prep") if p.lower == "as" for c in children(p.i) if c.pos == "ADJ"
        ]
        plain += [i for head in heads if self.reading.tokens[head].lemma in KINDS_OF for i in self._below(head, "of")]
        joined = [c.i for head in plain for c in children(head, "conj")]
        return list(dict.fromkeys([*heads, *(c.i for head in heads for c in children(head, "amod")), *plain, *joined]))

    def _below(self, head: int, role: str) -> list[int]:
        """What hangs on a noun by a preposition, or owns it: `rejected the demands of X`, `rejected X's demands`."""
        if role in ("possessive", "compound"):
            return [c.i for c in self.reading.children(head, "poss" if role == "possessive" else "compound")]
        prepositions = [c for c in self.reading.children(head, "prep") if c.lower == role]
        return [
            conjunct
            for preposition in prepositions
            for child in self.reading.children(preposition.i, "pobj")
            for conjunct in self.reading.conjuncts(child.i)
        ]

    def _complements(self) -> list[Clause]:
        return [c for c in self.content if c.link in LINKS_OF_CONTENT and (c.kind != "noun" or c.light >= 0)]

    def label(self, head: int) -> str | None:
        """The tagger's label of the name that a token belongs to, or None."""
        entity = self.reading.tokens[head].entity
        return self.reading.entities[entity].label if entity >= 0 else None

    def is_number(self, head: int) -> bool:
        """Whether a head is a day, a time or a share, which are no parties: `on Monday`."""
        return self.label(head) in NUMBER_LABELS

    def owners(self, head: int) -> list[int]:
        """Those whose a thing is: `an Israeli missile`, `the army's bombs`, `an attack by the rebels`."""
        found = [c.i for c in self.reading.children(head, "poss", "amod", "compound", "nmod")]
        if any(c.lower in DEFINITE for c in self.reading.children(head, "det")):
            found = [i for i in found if not self.is_aim(self.reading.tokens[i])]  # "the Syria strikes killed nine"
        for preposition in self.reading.children(head, "prep"):
            if preposition.lower in ("by", "from"):
                found.extend(c.i for c in self.reading.children(preposition.i, "pobj"))
        return [i for i in found if self.is_actor(i)]

    def is_aim(self, token: Token) -> bool:
        """`the Iran sanctions`, `the Syria strikes`: the bare name of a place before such a noun is whom it hits;
        `US sanctions` and `Turkish strikes` name who strikes.
        """
        named = token.dep == "compound" and token.pos == "PROPN" and self.is_sort(token.i, "#place")
        return named and not token.text.replace(".", "").isupper()

    def authors(self, head: int) -> list[int]:
        """Those who speak by a text: its owners, else who sends it (`replied with a letter asking for help`)."""
        if (found := self.owners(head)) or self.clause.parent < 0:
            return found
        for passed in self.reading.children(head, "acl"):
            for agent in self.reading.children(passed.i, "agent"):
                found.extend(c.i for c in self.reading.children(agent.i, "pobj"))
        above = self.reading.clauses[self.clause.parent]
        if above.kind == "noun" and above.predicate == head and above.parent >= 0:
            above = self.reading.clauses[above.parent]  # "passed a motion asking": a motion is an act itself
        if not found and self.clause.link == "relative" and all(a.head != head for a in above.get("subject")):
            found = [a.head for a in above.get("subject", "agent")]
        return [i for i in found if self.is_actor(i)]

    @cached_property
    def content(self) -> list[Clause]:
        """The clauses that hang on this one."""
        clauses, own = self.reading.clauses, self.clause
        found = []
        for step in (1, -1):
            i = own.index + step
            while 0 <= i < len(clauses) and clauses[i].sentence == own.sentence:
                if clauses[i].parent == own.index:
                    found.append(clauses[i])
                i += step
        return found

    def complement_marker(self) -> str:
        """`to`, `that` or `none`: what sort of clause completes this one."""
        markers = {c.marker for c in self._complements()}
        if "to" in markers:
            return "to"
        return "that" if markers else "none"

    def names(self, head: int) -> frozenset[str]:
        """Under what a word may be listed: its lemma, its form, with the word before, with what it counts."""
        found = self._names.get(head)
        if found is None:
            found = self._names[head] = frozenset(self._name(head))
        return found

    def _name(self, head: int) -> Iterator[str]:
        tokens = self.reading.tokens
        token = tokens[head]
        yield token.lemma
        yield token.lower
        before = self.before(head)
        if before is not None:
            yield f"{before.lemma} {token.lemma}"
            yield f"{before.lower} {token.lower}"
        for preposition in self.reading.children(head, "prep"):
            for inner in self.reading.children(preposition.i, "pobj"):
                yield f"{token.lemma} {preposition.lower} {inner.lower}"
                if head == self.clause.light and inner.i == self.clause.predicate:
                    yield f"{token.lemma} {preposition.lower}"  # "came under fire"
        if head == self.clause.light:
            yield lemma_of(self.reading, token)  # "hammered out a deal"
        for inner_head in self.counted(head):
            yield from self.names(inner_head)

    def counted(self, head: int) -> list[int]:
        """What a word that only counts is said of: of `dozens of monks`, the monks."""
        token = self.reading.tokens[head]
        if token.lemma not in self.groups and token.pos != "NUM":
            return []
        prepositions = [c for c in self.reading.children(head, "prep") if c.lower == "of"]
        return [c.i for p in prepositions for c in self.reading.children(p.i, "pobj")]

    def before(self, head: int) -> Token | None:
        """The word before a token in its phrase, over a hyphen."""
        i = head - 1
        tokens = self.reading.tokens
        if i >= 0 and tokens[i].text in HYPHENS:
            i -= 1
        return tokens[i] if i >= 0 and tokens[i].sentence == tokens[head].sentence else None

    def is_sort(self, head: int, sort: str) -> bool:
        """Whether a head is `#actor`, `#person`, `#place` …, or anything but a number (`*`)."""
        if sort == "*":
            return not self.is_number(head)
        heads = (head, *self.counted(head))
        if sort == "#actor":
            return any(map(self.is_actor, heads))
        return any(self.label(h) in SORTS[sort] for h in heads)

    def phrases(self) -> Iterator[str]:
        """Keys under which phrasal predicates stand: `lash out`, `take hostage`, `take into custody`."""
        word = self.reading.tokens[self.clause.predicate]
        before = self.before(word.i)
        if before is not None and before.i == word.i - 2:  # "test-fired" is three tokens
            yield f"{before.lower}-{word.lemma}"
        children = list(self.reading.children(word.i))
        particle = any(child.dep == "prt" for child in children)
        for child in children:
            if particle and child.dep == "prep":
                continue  # "give up arms in exchange" is no "give in"
            if child.dep in ("prt", "advmod", "prep", "acomp", "oprd"):
                yield f"{word.lemma} {child.lower}"
                yield from (f"{word.lemma} {child.lower} {p.lemma}" for p in self.reading.children(child.i, "pobj"))
            elif child.dep in ("dobj", "xcomp", "ccomp"):
                yield f"{word.lemma} {child.lemma}"
