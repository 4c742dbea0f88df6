"""The nouns of the language room: a `Reading` is an article understood as clauses, times and speech.

A `Reading` holds no spaCy object, so that memory stays flat over a million pages. Token indices count in
`Reading.tokens`; offsets count code points of the article's text, or of its title where the sentence's `source`
is `"title"`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "Argument",
    "Clause",
    "Entity",
    "Reading",
    "Sentence",
    "Statement",
    "TimeExpression",
    "Token",
]

Source = Literal["text", "title"]


@dataclass(slots=True, eq=False)
class Token:
    """A word with its place in the dependency tree."""

    i: int
    """Index in `Reading.tokens`."""
    text: str
    lower: str
    lemma: str
    """Lower-case lemma."""
    pos: str
    """Universal part of speech."""
    tag: str
    """Penn Treebank tag."""
    dep: str
    """spaCy's (ClearNLP) dependency label."""
    head: int
    """Index of the head; the token's own index at a root."""
    start: int
    end: int
    sentence: int
    """Index in `Reading.sentences`."""
    left: int
    """Index of the first token of the subtree."""
    right: int
    """Index of the last token of the subtree, itself included."""
    entity: int = -1
    """Index in `Reading.entities`, or -1."""
    children: list[int] = field(default_factory=list)
    """Indices of the dependents, in order."""


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence: tokens `first` to `last`, the latter not included."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    """Index of the paragraph, from 0; -1 for the title."""
    source: Source
    root: int
    """Token index of the head."""


@dataclass(slots=True, eq=False)
class Entity:
    """A name as the tagger sees it: tokens `first` to `last`, the latter not included."""

    first: int
    last: int
    label: str
    """OntoNotes label: PERSON, GPE, ORG, NORP, DATE …"""
    start: int
    end: int
    text: str


@dataclass(slots=True, eq=False)
class TimeExpression:
    """A time in the text, as TIMEX3 and as an interval."""

    start: int
    """Offset of the first code point."""
    end: int
    source: Source
    text: str
    kind: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    """TIMEX3 value, such as `2018-04-18`, `P2W`, `PRESENT_REF`."""
    first_day: str | None
    """ISO day on which the interval begins, or null where it cannot be told."""
    last_day: str | None
    """ISO day on which the interval ends, itself included."""
    precision: str | None
    """See `model.Precision`."""
    relation: str = ""
    """`since`, `until`, `by`, `before`, `after`, `for`, `within` … where such a word governs the expression."""
    head: int = -1
    """Token index of the expression's head word."""


ArgumentRole = str
"""`subject`, `object`, `indirect` (the one given, told or asked), `attribute`, `agent` (by-phrase of a passive),
or the preposition (`of`, `with`, `against` …); for nouns also `possessive`, `compound`, `modifier`."""


@dataclass(slots=True, eq=False)
class Argument:
    """One that takes part in a clause; coordination is already undone: each conjunct is an argument."""

    role: ArgumentRole
    head: int
    """Token index of the noun phrase's head."""
    shared: bool = False
    """True where the clause does not hold it itself but gets it by control, raising or coordination."""
    marker: int = -1
    """Token index of the preposition, or -1."""


LinkKind = Literal[
    "complement",  # said, thought, wanted: "said that …", "agreed to …"
    "quoted",  # the clause is (in) a quotation of the one above
    "parenthetical",  # "…, he said, …": the clause above was inserted
    "condition",  # if, unless, provided that
    "purpose",  # in order to, to plan talks
    "result",  # so that, leaving …
    "cause",  # because, after being …
    "time",  # when, after, before
    "concession",  # although, despite
    "manner",  # by doing, as
    "relative",  # the clause modifies a noun of the one above
    "nominal",  # a noun event that is an argument of the clause above ("postponed the talks")
    "modifier",  # a noun event under a noun event or phrase ("a series of attacks")
    "coordinated",  # and, but, or
    "apposition",
]


@dataclass(slots=True, eq=False)
class Clause:
    """A predicate with its arguments and its link to the clause above."""

    index: int
    """Index in `Reading.clauses`."""
    sentence: int
    """Index in `Reading.sentences`."""
    predicate: int
    """Token index of the word that names the act: a verb, an event noun or an adjective."""
    kind: Literal["verb", "noun", "adjective"]
    lemma: str
    """Lemma with its particle: `call off`."""
    light: int = -1
    """Token index of the light verb that carries an event noun (`held` talks), or -1."""
    stands_for: int = -1
    """Token index of the word that an auxiliary repeats (`Chad signed; Sudan has not`), or -1."""
    arguments: list[Argument] = field(default_factory=list)
    negated: bool = False
    """The clause itself is negated; what stands above it is not counted here."""
    tense: Literal["past", "present", "future", "none"] = "none"
    perfect: bool = False
    progressive: bool = False
    passive: bool = False
    modal: str | None = None
    """Lemma of the modal (`may`, `would`, `be to` …)."""
    question: bool = False
    parent: int = -1
    """Index of the clause above, or -1."""
    link: LinkKind | None = None
    """How this clause hangs on the one above."""
    marker: str | None = None
    """The word that joins it: `if`, `that`, `to`, `after` …"""
    times: list[int] = field(default_factory=list)
    """Indices in `Reading.times` that this clause governs."""

    @property
    def is_bare_noun(self) -> bool:
        """An event noun that no light verb carries: `the talks`, but not `held talks`."""
        return self.kind == "noun" and self.light < 0

    @property
    def names_object(self) -> bool:
        """It says what its object is, or is called: `called the talks a farce`."""
        return bool(self.get("attribute")) and bool(self.get("object"))

    def get(self, *roles: str) -> list[Argument]:
        """The arguments in any of the given roles, in the order of the sentence."""
        return [a for a in self.arguments if a.role in roles]


@dataclass(slots=True, eq=False)
class Statement:
    """Somebody says something: a source, a cue, and what is said."""

    start: int
    """Offset of the content's first code point."""
    end: int
    source: Source
    direct: bool
    """True where the content is between quotation marks."""
    speakers: list[int]
    """Head tokens of those who say it; empty where nobody is named."""
    cue: int = -1
    """Token index of the saying word, or -1 where the quotation has none."""
    cue_text: str = ""
    stance: str = "asserts"
    """See `model.Stance`."""
    hedge: str | None = None
    to: int = -1
    """Head token of the one told, or -1."""
    clause: int = -1
    """Index of the saying clause, or -1."""
    parent: int = -1
    """Index of the statement that this one is part of, or -1 (the chain's next link outward)."""
    carried: bool = False
    """The speaker was carried over from an earlier sentence."""
    parts: list[tuple[int, int]] = field(default_factory=list)
    """Offsets of the content's pieces where the cue stands in its middle; empty where it is one piece."""
    kind: Literal["speech", "attitude", "act"] = "speech"
    """`speech` reports that something is so and is a link of a chain; `attitude` is a state of mind; the content of
    an `act` of speech is what was asked for, promised, criticised."""

    @property
    def stretches(self) -> list[tuple[int, int]]:
        """The pieces of the content, in order; one piece unless the cue stands in its middle."""
        return self.parts or [(self.start, self.end)]


@dataclass(slots=True, eq=False)
class Reading:
    """An article, read: the whole of what language knows and later rooms need."""

    text: str
    title: str
    published: str | None
    """ISO day of publication."""
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    clause_of: dict[int, int] = field(default_factory=dict)
    """From a token that names an act to its clause."""

    def words(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, the latter included."""
        a, b = self.tokens[first], self.tokens[last]
        return self.source_of(a)[a.start : b.end]

    def source_of(self, token: Token) -> str:
        """The string that the token's offsets count in."""
        return self.title if self.sentences[token.sentence].source == "title" else self.text

    def phrase(self, head: int) -> tuple[int, int]:
        """First and last token (included) of the subtree under a head."""
        token = self.tokens[head]
        return token.left, token.right

    def children(self, head: int, *deps: str) -> Iterator[Token]:
        """The dependents of a token, all or those with one of the given labels."""
        for i in self.tokens[head].children:
            child = self.tokens[i]
            if not deps or child.dep in deps:
                yield child

    def conjuncts(self, head: int) -> list[int]:
        """The token and those coordinated with it, in order."""
        found = [head]
        for i in found:
            found.extend(c.i for c in self.children(i, "conj"))
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[Token]:
        """The heads above a token, nearest first."""
        token = self.tokens[i]
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def path(self, clause: Clause) -> Iterator[Clause]:
        """The clause and those above it, to the top of the sentence."""
        yield clause
        while clause.parent >= 0:
            clause = self.clauses[clause.parent]
            yield clause
