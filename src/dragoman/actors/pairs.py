"""Whom "the two sides", "both leaders" and "the neighbours" mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.actors.cast import Mention
from dragoman.actors.discourse import OBJECTS, REACH, SUBJECTS, Discourse
from dragoman.actors.sketch import Sketch
from dragoman.actors.wordlists import coreference, pair_words, words
from dragoman.language.reading import Token
from dragoman.world.names import key

__all__ = ["Pairs"]

FADES = 0.85
"""What is left of a mention's weight a sentence later."""
LASTS = 0.25
"""Weight of a mention however far back: the page's protagonists stay its two sides."""
CLEARLY = 1.3
"""How many times the weight of a third party each of the two must have to be surely meant."""


class Pairs:
    """Resolves pairs on a discourse."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse

    def is_pair(self, token: Token) -> bool:
        """Whether the phrase is "the two leaders", "both sides", "the two" …"""
        bare = token.lower in pair_words("bare")
        if not bare and key(token.text) not in pair_words("sides"):
            return False
        before = {self.discourse.reading.tokens[c].lower for c in token.children if c < token.i}
        if bare:
            return token.dep in SUBJECTS | OBJECTS | {"pobj"} and (token.lower == "both" or "the" in before)
        if token.lower in ("sides", "parties") and ("the" in before or "both" in before or "warring" in before):
            described = {
                self.discourse.reading.tokens[c].lower
                for c in token.children
                if self.discourse.reading.tokens[c].dep in ("amod", "nummod", "compound")
            }
            return described <= pair_words("opposed")  # not "the four main parties", "the political parties"
        return "both" in before or ("two" in before and bool(before & {"the", "these", "those"}))

    def resolve(self, token: Token) -> tuple[Sketch, ...]:
        """ "The two sides", "both leaders", "the neighbours": two who stood side by side, else the page's two."""
        persons = key(token.text) in pair_words("persons")
        wanted: tuple[str, ...] = ("person", "office") if persons else ("state", "body", "people", "person", "office")
        if key(token.text) in pair_words("bodies"):
            wanted = ("body",)  # "the two groups": charities and agencies too
        aside = self._aside(token)
        joined = self._coordinated(token, self.discourse.recent(token, REACH), wanted, persons, aside)
        if joined is None:
            joined = self._coordinated(token, self._in_title(), wanted, persons, aside)
        if joined is not None:
            return self.discourse.link(token, joined[0], joined[1], "pair:coordinated", 0.85)
        found = self._weightiest(token, wanted, persons, aside)
        if not found and key(token.text) in pair_words("rulers"):
            # "both presidents", of whom none is named: those of the two states
            return self._weightiest(token, ("state",), False, aside)
        return found

    def _weightiest(
        self, token: Token, wanted: tuple[str, ...], persons: bool, aside: frozenset[str]
    ) -> tuple[Sketch, ...]:
        """The two parties that the page has spoken of most and last."""
        weights: dict[str, float] = {}
        latest: dict[str, tuple[Mention, Sketch]] = {}
        for mention in self.discourse.history:
            if mention.token >= token.i:
                continue
            away = token.sentence - self.discourse.reading.tokens[mention.token].sentence
            for sketch in mention.sketches:
                party = sketch.principal
                fits = sketch.kind in wanted and party not in aside and self._two_sided(token, sketch, wanted)
                if fits and self._title_fits(token, sketch, persons):
                    weights[party] = weights.get(party, 0.0) + LASTS + FADES**away
                    latest[party] = mention, sketch
        ranked = sorted(weights, key=lambda p: -weights[p])
        if len(ranked) < 2:
            return ()
        third = weights[ranked[2]] if len(ranked) > 2 else 0.0
        chosen = sorted((latest[party] for party in ranked[:2]), key=lambda f: f[0].token)
        sketches = self._both(token, [s for _, s in chosen], persons)
        score = 0.75 if weights[ranked[1]] >= CLEARLY * third else 0.55
        return self.discourse.link(token, tuple(m for m, _ in chosen), sketches, "pair:page", score)

    def _aside(self, token: Token) -> frozenset[str]:
        """Parties that cannot be one of the two: who does something to both, and who stands between them."""
        tokens = self.discourse.reading.tokens
        found: set[str] = set()
        for mention in self.discourse.history:
            here = tokens[mention.token]
            if here.lemma in pair_words("between") or tokens[here.head].lemma in pair_words("between"):
                found |= {s.principal for s in mention.sketches}
        if token.dep not in SUBJECTS:
            verb = tokens[token.head]
            while verb.pos not in ("VERB", "AUX") and verb.head != verb.i:
                verb = tokens[verb.head]
            subjects = self.discourse.reading.children(verb.i, "nsubj")
            while not subjects and verb.dep == "conj":
                verb = tokens[verb.head]
                subjects = self.discourse.reading.children(verb.i, "nsubj")
            for subject in subjects:
                if tokens[token.head].lower == "between" and any(tokens[c].dep == "conj" for c in subject.children):
                    continue  # two who do something together may be the two themselves
                if (mention_ := self.discourse.at(subject.i)) is not None:
                    found |= {s.principal for s in mention_.sketches}
        return frozenset(found)

    def _both(self, token: Token, pair: Sequence[Sketch], persons: bool) -> tuple[Sketch, ...]:
        """What the two stand for: the army fights a militia of its own country for itself, rather than as the state."""
        fight = key(token.text) not in pair_words("states") and len({s.country for s in pair}) == 1
        militia = fight and any(s.sectors[:1] in (("REB",), ("PRM",)) for s in pair)
        return tuple(s if militia and _is_army(s) else self._side(token, s, persons) for s in pair)

    def _side(self, token: Token, sketch: Sketch, persons: bool) -> Sketch:
        """What an actor stands for as one of two: itself, its party, or its state."""
        official = sketch.kind == "people" or (sketch.kind == "body" and sketch.sectors[:1] == ("GOV",))
        of_state = official and (sketch.party or "").startswith("state:")
        whole = of_state or key(token.text) in pair_words("states")
        return sketch if persons else self.discourse.party(sketch, whole=whole)

    @staticmethod
    def _title_fits(token: Token, sketch: Sketch, persons: bool) -> bool:
        """Whether a person can be one of "the two presidents"; parties always can."""
        if not persons:
            return True
        if sketch.kind != "person":
            return False
        titles: list[str] | None = coreference("titles").get(
            token.lemma if token.lemma != token.text else token.lower.rstrip("s")
        )
        if titles is None:
            return True
        held = key(f"{sketch.title or ''} {sketch.role}")
        return any(key(title) in held for title in titles)

    @staticmethod
    def _two_sided(token: Token, sketch: Sketch, wanted: tuple[str, ...]) -> bool:
        """Whether an actor can be a side: a state, group or body with a party, not the press or bystanders."""
        if key(token.text) in pair_words("states") and not (sketch.party or "").startswith("state:"):
            return False
        if wanted == ("body",):
            return True
        if sketch.country in ("IGO", "NGO") or sketch.party is None:
            return False
        return sketch.sectors[:1] not in (("JRN",), ("IGO",), ("NGO",), ("CVL",), ("BUS",))

    def _listed(self, last: Token) -> bool:
        """Whether a conjunct is one of three or more: "Chad, the Sudan and Libya" are no two sides."""
        tokens = self.discourse.reading.tokens
        joined = self.discourse.reading.children(last.i, "conj")
        return tokens[last.head].dep == "conj" or any(True for _ in joined)

    def _in_title(self) -> list[Mention]:
        reading = self.discourse.reading
        return [m for m in self.discourse.history if reading.sentences[m.sentence_of(reading)].source == "title"]

    def _coordinated(
        self, token: Token, among: Iterable[Mention], wanted: tuple[str, ...], persons: bool, aside: frozenset[str]
    ) -> tuple[tuple[Mention, ...], tuple[Sketch, ...]] | None:
        """Two parties that stood side by side not far above, or in the title: "Iran and Iraq", "talks between A and B"."""
        for mention in among:
            here = self.discourse.reading.tokens[mention.token]
            if here.dep != "conj":
                continue
            other = self.discourse.at(here.head)
            if self._listed(here) or other is None or len(mention.sketches) != 1 or len(other.sketches) != 1:
                continue
            pair = (other.sketches[0], mention.sketches[0])
            if any(
                s.kind not in wanted or not self._two_sided(token, s, wanted) or not self._title_fits(token, s, persons)
                for s in pair
            ):
                continue
            if pair[0].party == pair[1].party or aside & {s.principal for s in pair}:
                continue
            return (other, mention), self._both(token, pair, persons)
        return None


def _is_army(sketch: Sketch) -> bool:
    return sketch.sectors[:1] == ("MIL",) and sketch.kind != "person" and key(sketch.role) in words("own_forces")
