"""Whose the people and bodies are of whom a page does not say it: "the police", "lawmakers", "two soldiers".

Of the countries that the page speaks of, the likeliest by where and how they are named around the noun.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dragoman.actors.cast import Mention
from dragoman.actors.context import Sort
from dragoman.actors.discourse import SUBJECTS
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
NONE: Counter[str] = Counter()
"""What a sentence names that names no country."""
DEFINITE = frozenset({"the", "these", "those", "both", "all"})
SHARES = (0.5, 0.3, 0.1)
"""Of all that the page names, a country's share that is told apart."""


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
        features = self.features(token, codes)
        found = self.choose(token, sort, codes, features)
        if found is not None:
            self.given[token.lemma] = found
        return found

    def candidates(self) -> list[str]:
        """The countries of the page."""
        codes = [code for code, _ in self.focus.counts.most_common(CANDIDATES)]
        return [*codes, self.publisher] if self.publisher and self.publisher not in codes else codes

    def choose(self, token: Token, sort: Sort, codes: list[str], features: list[list[str]]) -> str | None:
        """The likeliest of some countries, if it is likely enough."""
        weighed = shares(weights_of("actors/belonging", sort), [*features, ["nobody", *self.noun(token)]])
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

    def features(self, token: Token, codes: list[str]) -> list[list[str]]:
        """What speaks for each country, by where it is named and whom the page tells of."""
        found: dict[str, list[str]] = {code: [] for code in codes}
        for code, feature in (
            *self._told_of(token, codes),
            *self._named(token, codes),
            *self._in_clause(token),
            *self._placed(token, codes),
        ):
            if code in found:
                found[code].append(feature)
        for rank, code in enumerate(codes):
            found[code] += self._by_itself(token, code, rank)
        return [found[code] for code in codes]

    def _told_of(self, token: Token, codes: list[str]) -> Iterator[tuple[str, str]]:
        """The countries of those told of last, by name, description or pronoun."""
        countries = {land.coded: code for code in reversed(codes) if (land := self.world.country(code))}
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
            code = countries.get(country, country)
            if last:
                last = False
                yield code, f"told of last {away}"
            if away == 0 and verb and there.dep in SUBJECTS and there.head in above:
                verb = False
                yield code, "does what it is in"
            if away == 1 and subject and there.dep in SUBJECTS:
                subject = False
                yield code, "subject before"

    def _named(self, token: Token, codes: list[str]) -> Iterator[tuple[str, str]]:
        """Which countries are named in the sentence and those before it."""
        for name, at in (("here", token.sentence), ("before", token.sentence - 1), ("two before", token.sentence - 2)):
            if named := self.focus.by_sentence.get(at):
                how = f"only {name}" if len(named) == 1 else name
                yield from ((code, how if code in named else f"others {name}") for code in codes)

    def _in_clause(self, token: Token) -> Iterator[tuple[str, str]]:
        """How the names of the sentence stand to the noun."""
        tokens = self.reading.tokens
        above = {a.i for a in self.reading.ancestors(token.i)}
        for i, code in self.focus.named_at.get(token.sentence, ()):
            name = tokens[i]
            while name.dep in ("compound", "amod", "nmod", "appos", "conj") and name.head != name.i:
                name = tokens[name.head]
            if name.dep in SUBJECTS and name.head in above:
                yield code, "subject over it" if name.head != token.head else "subject beside it"
            elif name.head == token.head:
                yield code, "beside it"
            yield code, "earlier in sentence" if i < token.i else "later in sentence"

    def _placed(self, token: Token, codes: list[str]) -> Iterator[tuple[str, str]]:
        """The countries of phrases of place."""
        if where := self.focus.places_for(token.i, token.sentence):
            how = "place" if len(where) > 1 else "only place"
            yield from ((code, how if code in where else "another place") for code in codes)
        opening = self.reading.sentences[token.sentence].first + OPENING
        for i, code in self.focus.places.get(token.sentence, ()):
            if i < opening:
                yield code, "opened by place"
        for _, code in self.focus.places.get(token.sentence - 1, ()):
            yield code, "place before"

    def _by_itself(self, token: Token, code: str, rank: int) -> Iterator[str]:
        """How long ago a country was named, how much the page speaks of it, and what the noun was before."""
        focus, sentence = self.focus, token.sentence
        away = next((k for k in range(FAR) if code in focus.by_sentence.get(sentence - k, NONE)), FAR)
        yield f"away {away}"
        yield f"rank {min(rank, 3)}"
        share = focus.counts[code] / (sum(focus.counts.values()) or 1)
        yield f"share {next((k for k, least in enumerate(SHARES) if share >= least), len(SHARES))}"
        if len(focus.counts) == 1:
            yield "alone on page"
        if code == self.publisher:
            yield "publisher"
        if code in focus.by_sentence.get(0, NONE) or code in focus.by_sentence.get(1, NONE):
            yield "opens page"
        if (last := self.given.get(token.lemma)) is not None:
            yield "same noun" if last == code else "same noun of another"
