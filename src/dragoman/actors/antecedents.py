"""Whom a pronoun of the third person means: the mentions and things before it, weighed against each other.

A ranking over what stands within reach, with nobody as one more choice, learnt from labelled pronouns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.actors.cast import Mention
from dragoman.actors.discourse import EMBEDDED, OBJECTS, SUBJECTS, Discourse
from dragoman.actors.weighing import shares, weights_of
from dragoman.actors.wordlists import words
from dragoman.language.reading import Token

__all__ = ["Antecedents", "Choice", "Pronoun"]

THINGS_REACH = 1
"""Sentences that a pronoun may reach back to a thing."""
NEAR = 4
"""Places in the order of nearness that are told apart."""
TELLING = frozenset({"of things", "says", "owns people"})
"""What speaks for or against a thing."""
ATTACHED = frozenset({"compound", "nmod", "poss", "npadvmod", "appos"})
"""Dependencies of nouns that only describe another."""


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun that asks whom it means."""

    token: Token
    gender: str
    """`m`, `f`, `n`, or empty for all."""
    number: int
    possessive: bool

    @property
    def sort(self) -> str:
        """`person`, `it` or `they`: what is learnt of each by itself."""
        return "they" if self.number == 2 else "it" if self.gender == "n" else "person"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a pronoun may mean: mentions, or a thing or nothing where there are none."""

    mentions: tuple[Mention, ...]
    features: tuple[str, ...]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(s.id for m in self.mentions for s in m.sketches)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a pronoun, the same for all that it may mean."""

    speaking: frozenset[str]
    """Ids of those who say what the pronoun stands in."""
    spoke_last: frozenset[str]
    """Ids of those whose saying ended last before it."""
    own_words: tuple[tuple[int, int], ...]
    """Offsets of what the pronoun itself says: `if Chad moved, he said`."""
    times: Counter[str]
    """How often the page has told of each id."""


class Antecedents:
    """Ranks what a pronoun may mean on a discourse."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.reading = discourse.reading
        self.times: Counter[str] = Counter()
        """How often the page has told of each id, as far as it was counted."""
        self.counted = 0

    def rank(self, pronoun: Pronoun, choices: list[Choice]) -> list[float]:
        """The probability of each choice."""
        return shares(weights_of("actors/antecedents", pronoun.sort), [choice.features for choice in choices])

    def choices(
        self, pronoun: Pronoun, reach: int, fits: Callable[[Mention], float], joined: tuple[Mention, ...] | None
    ) -> list[Choice]:
        """All that a pronoun may mean, nobody the last; `fits` tells how well a mention agrees with it, 0 for not."""
        found: list[Choice] = []
        around = self._around(pronoun)
        if joined is not None:
            found.append(Choice(joined, ("joined", *self._place(pronoun, joined[0].token))))
        order = 0
        seen: set[frozenset[str]] = set()
        for mention in self.discourse.recent(pronoun.token, reach):
            fit = fits(mention)
            if fit <= 0:
                continue
            ids = frozenset(s.id for s in mention.sketches)
            first = ids not in seen
            seen.add(ids)
            features = (
                *self._place(pronoun, mention.token),
                *self._who(pronoun, mention, fit, around),
                f"order {min(order, NEAR)}",
                "nearest of it" if first else "again",
            )
            order += first
            found.append(Choice((mention,), features))
        if pronoun.gender in ("n", ""):
            told = [f"thing {f}" for f in self._verb(pronoun) if f in TELLING]
            found += [Choice((), ("thing", *self._place(pronoun, thing.i), *told)) for thing in self._things(pronoun)]
        found.append(Choice((), ("nobody", *self._verb(pronoun), f"rivals {min(len(seen), 3)}")))
        return found

    # --- features ---------------------------------------------------------------------------------------------------

    def _place(self, pronoun: Pronoun, i: int) -> Iterator[str]:
        """Where a candidate stands, by itself and towards the pronoun."""
        tokens = self.reading.tokens
        here, there = pronoun.token, tokens[i]
        away = here.sentence - there.sentence
        role, own = self._role(there), self._role(here)
        yield f"away {min(away, 3)}"
        yield role
        yield f"{role} {min(away, 2)}"
        yield f"{own} to {role}"
        sentences = self.reading.sentences
        if sentences[here.sentence].paragraph == sentences[there.sentence].paragraph:
            yield "same paragraph"
        if there.i == sentences[there.sentence].first or there.left == sentences[there.sentence].first:
            yield f"opens {min(away, 1)}"
        if away == 0:
            yield from self._within(pronoun, there)
        if any(a.dep == "relcl" for a in (there, *self.reading.ancestors(i))):
            yield "in relative"

    def _within(self, pronoun: Pronoun, there: Token) -> Iterator[str]:
        """How a candidate of the same sentence stands to the pronoun."""
        tokens = self.reading.tokens
        here = pronoun.token
        above = {a.i for a in self.reading.ancestors(here.i)}
        if there.dep in SUBJECTS and there.head in above:
            verb = tokens[here.head] if not pronoun.possessive else tokens[tokens[here.head].head]
            kind = "own verb" if there.head == verb.i else f"over {verb.dep}"
            yield f"commands {kind}"
            yield f"commands {'possessive' if pronoun.possessive else 'not possessive'}"
        elif there.i in above:
            yield "above"
        if there.head == here.head:
            yield "beside"

    def _role(self, token: Token) -> str:
        """The grammatical role of a word: subject, inner, object, owner, oblique or other."""
        tokens = self.reading.tokens
        while token.dep in ("conj", "appos") and token.head != token.i:
            token = tokens[token.head]
        if token.dep in SUBJECTS:
            return "inner" if tokens[token.head].dep in EMBEDDED | {"relcl"} else "subject"
        if token.dep in OBJECTS or token.dep == "attr":
            return "object"
        if token.dep == "poss":
            return "owner"
        return "oblique" if token.dep == "pobj" else "other"

    def _who(self, pronoun: Pronoun, mention: Mention, fit: float, around: Around) -> Iterator[str]:
        """Who a mention is, and how the page speaks of it."""
        one = mention.sketches[0]
        token = self.reading.tokens[mention.token]
        yield f"kind {one.kind}"
        yield f"fit {fit:.1f}"
        yield f"word {token.pos}"
        if pronoun.number == 2:
            yield "many" if len(mention.sketches) > 1 or one.plural else "one"
        if pronoun.gender in ("m", "f"):
            yield "gender known" if one.gender else "gender unknown"
        ids = {s.id for s in mention.sketches}
        yield f"named {min(max(around.times[i] for i in ids), 4)}"
        if ids & around.speaking:
            yield "says it"
        elif ids & around.spoke_last:
            yield "spoke last"
        if any(a <= token.start < b for a, b in around.own_words):
            yield "spoken of by it"

    def _around(self, pronoun: Pronoun) -> Around:
        """Who speaks around a pronoun, and how often the page has told of each before it."""
        token = pronoun.token
        source = self.reading.sentences[token.sentence].source
        speaking: set[str] = set()
        ended, spoke_last = -1, frozenset[str]()
        own: list[tuple[int, int]] = []
        for statement in self.reading.statements:
            if token.i in statement.speakers:
                own += statement.stretches
            if statement.source != source or statement.start > token.start:
                continue
            ids = frozenset(
                s.id for h in statement.speakers if (m := self.discourse.at(h)) is not None for s in m.sketches
            )
            if any(a <= token.start < b for a, b in statement.stretches):
                speaking |= ids
            elif ids and ended < statement.end <= token.start:
                ended, spoke_last = statement.end, ids
        return Around(frozenset(speaking), spoke_last, tuple(own), self._told_before(token.i))

    def _told_before(self, i: int) -> Counter[str]:
        """How often the page has told of each id before a token; pronouns are mostly asked for in order."""
        history = self.discourse.history
        while self.counted < len(history) and history[self.counted].token < i:
            self.times.update({s.id for s in history[self.counted].sketches})
            self.counted += 1
        return self.times

    def _things(self, pronoun: Pronoun) -> Iterator[Token]:
        """Nouns before a pronoun that mean no actor, nearest first."""
        sentences = self.reading.sentences
        here = pronoun.token
        first = sentences[max(0, here.sentence - THINGS_REACH)].first
        tag = "NNS" if pronoun.number == 2 else "NN"
        for i in range(here.i - 1, first - 1, -1):
            thing = self.reading.tokens[i]
            if sentences[thing.sentence].source != sentences[here.sentence].source:
                return
            if thing.tag == tag and thing.dep not in ATTACHED and self.discourse.at(i) is None:
                yield thing

    def _verb(self, pronoun: Pronoun) -> Iterator[str]:
        """What is said of a pronoun that may mean nobody."""
        here = pronoun.token
        verb = self.reading.tokens[here.head]
        yield self._role(here)
        yield f"role {here.dep}"
        if pronoun.possessive and self.discourse.meanings.world.role(verb.lower) is not None:
            yield "owns people"
        if here.dep in SUBJECTS:
            yield f"verb {verb.lemma}" if verb.lemma in ("be", "seem", "become", "mean", "take") else "verb"
            if verb.lemma in words("done_by_things"):
                yield "of things"
            yield "passive" if here.dep == "nsubjpass" else "active"
            if any(s.cue == verb.i for s in self.reading.statements):
                yield "says"
            if any(c.dep in ("ccomp", "xcomp", "acomp", "attr") for c in self.reading.children(verb.i)):
                yield "complemented"
