"""Whose the people and bodies are of whom a page does not say it: "the police", "lawmakers", "two soldiers".

Of the countries that the page speaks of, the likeliest by where and how they are named around the noun.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dragoman.actors.cast import Mention
from dragoman.actors.context import Sort
from dragoman.actors.focus import Focus
from dragoman.actors.weighing import shares, weights_of
from dragoman.language.reading import Token
from dragoman.world import World

__all__ = ["Belonging"]

LIKELY = 0.4
"""Share from which a noun is a country's."""
CANDIDATES = 8
"""Countries of a page, by how often they are named, among which the choice is made."""
OPENING = 5
"""Words within which a sentence says where it is: "In Lahore, police …"."""
FAR = 4
"""Sentences from which on a country was named long ago."""
DEFINITE = frozenset({"the", "these", "those", "both", "all"})
SHARES = (0.5, 0.3, 0.1)
SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})


class Belonging:
    """The countries of untied nouns on one page, asked for in the order of the page."""

    def __init__(self, focus: Focus, publisher: str | None, world: World, history: Sequence[Mention] = ()) -> None:
        """`history` are the mentions of the page so far, in its order."""
        self.focus = focus
        self.world = world
        self.history = history
        self.reading = focus.reading
        self.publisher = publisher
        self.given: dict[str, str] = {}
        """The country that each noun was found to be of last."""

    def country(self, i: int, sort: Sort = "local") -> str | None:
        """The country that the noun at a token belongs to, by its code, or None where it is not clear."""
        token = self.reading.tokens[i]
        if len(beside := self.focus.beside(i)) == 1:
            return beside.pop()
        codes = self.candidates()
        told = list(self._told_of(token))
        features = [tuple(self.features(token, code, told)) for code in codes]
        found = self.choose(token, sort, codes, features)
        if found is not None:
            self.given[token.lemma] = found
        return found

    def candidates(self) -> list[str]:
        """The countries of the page."""
        codes = [code for code, _ in self.focus.counts.most_common(CANDIDATES)]
        return [*codes, self.publisher] if self.publisher and self.publisher not in codes else codes

    def choose(self, token: Token, sort: Sort, codes: list[str], features: list[tuple[str, ...]]) -> str | None:
        """The likeliest of some countries, if it is likely enough."""
        weighed = shares(weights_of("belonging"), sort, [*features, ("nobody", *self.noun(token))])
        best = max(range(len(weighed)), key=weighed.__getitem__)
        return codes[best] if best < len(codes) and weighed[best] >= LIKELY else None

    def noun(self, token: Token) -> Iterator[str]:
        """What the noun itself says for its being nobody's."""
        before = [c for c in self.reading.children(token.i) if c.i < token.i]
        counted = any(c.dep == "nummod" for c in before)
        the = any(c.lower in DEFINITE for c in before)
        yield f"{'the ' if the else ''}{'counted' if counted else 'described' if before[the:] else 'bare'}"
        yield f"tag {token.tag}"
        yield f"countries {min(len(self.focus.counts), 4)}"

    def features(self, token: Token, code: str, told: list[tuple[str, str]]) -> Iterator[str]:
        """What speaks for a country, by where it is named and whom the page tells of (as from `_told_of`)."""
        focus, sentence = self.focus, token.sentence
        country = self.world.country(code)
        coded = country.coded if country else code
        yield from (feature for feature, of in told if of == coded)
        yield from self._naming(sentence, code)
        yield from self._clause(token, code)
        where = focus.places_for(token.i, sentence)
        if code in where:
            yield "place" if len(where) > 1 else "only place"
        elif where:
            yield "another place"
        opening = self.reading.sentences[sentence].first + OPENING
        if any(c == code and i < opening for i, c in focus.places.get(sentence, ())):
            yield "opened by place"
        if code in {c for _, c in focus.places.get(sentence - 1, ())}:
            yield "place before"
        yield from self._on_page(code)
        if (last := self.given.get(token.lemma)) is not None:
            yield "same noun" if last == code else "same noun of another"

    def _told_of(self, token: Token) -> Iterator[tuple[str, str]]:
        """The countries of those told of last, with how: by name, description or pronoun."""
        tokens = self.reading.tokens
        above = {a.i for a in self.reading.ancestors(token.i)}
        last = subject = verb = True
        for mention in reversed(self.history):
            there = tokens[mention.token]
            away = token.sentence - there.sentence
            if away > 1 or not (last or subject or verb):
                return
            country = mention.sketches[0].country
            if country is None or mention.token >= token.i:
                continue
            if last:
                last = False
                yield f"told of last {away}", country
            if away == 0 and verb and there.dep in SUBJECTS and there.head in above:
                verb = False
                yield "does what it is in", country
            if away == 1 and subject and there.dep in SUBJECTS:
                subject = False
                yield "subject before", country

    def _naming(self, sentence: int, code: str) -> Iterator[str]:
        """How near a country is named, and whether others are."""
        for name, at in (("here", sentence), ("before", sentence - 1), ("two before", sentence - 2)):
            named = self.focus.by_sentence.get(at, Counter[str]())
            if code in named:
                yield f"only {name}" if len(named) == 1 else name
            elif named:
                yield f"others {name}"
        last = max(
            (s for s in self.focus.by_sentence if s <= sentence and code in self.focus.by_sentence[s]), default=-9
        )
        yield f"away {min(sentence - last, FAR)}"

    def _clause(self, token: Token, code: str) -> Iterator[str]:
        """How the names of a country in the sentence stand to the noun."""
        above = {a.i for a in self.reading.ancestors(token.i)}
        for i, named in self.focus.named_at.get(token.sentence, ()):
            if named != code:
                continue
            name = self.reading.tokens[i]
            while name.dep in ("compound", "amod", "nmod", "appos", "conj") and name.head != name.i:
                name = self.reading.tokens[name.head]
            if name.dep in SUBJECTS and name.head in above:
                yield "subject over it" if name.head != token.head else "subject beside it"
            elif name.head == token.head:
                yield "beside it"
            yield "earlier in sentence" if i < token.i else "later in sentence"

    def _on_page(self, code: str) -> Iterator[str]:
        """How much the page speaks of a country."""
        counts = self.focus.counts
        whole = sum(counts.values()) or 1
        rank = next((k for k, (c, _) in enumerate(counts.most_common(CANDIDATES)) if c == code), CANDIDATES)
        yield f"rank {min(rank, 3)}"
        share = counts[code] / whole
        yield f"share {next((k for k, least in enumerate(SHARES) if share >= least), len(SHARES))}"
        if len(counts) == 1:
            yield "alone on page"
        if code == self.publisher:
            yield "publisher"
        if code in self.focus.by_sentence.get(0, {}) or code in self.focus.by_sentence.get(1, {}):
            yield "opens page"
