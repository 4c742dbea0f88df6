"""Whom "the two sides", "both leaders" and "the neighbours" mean."""

from __future__ import annotations

from dragoman.actors.cast import Mention
from dragoman.actors.discourse import OBJECTS, REACH, SUBJECTS, Discourse
from dragoman.actors.sketch import Sketch
from dragoman.actors.wordlists import coreference, pair_words
from dragoman.language.reading import Token
from dragoman.world.names import key

__all__ = ["Pairs"]

CLEARLY, LIKELY = 2.5, 2.0
"""How many times as often as a third party the page's two must be named to be meant before, or after, the last two."""


class Pairs:
    """Resolves pairs on a discourse."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse

    def is_pair(self, token: Token) -> bool:
        """Whether the phrase is "the two leaders", "both sides", "the two" …"""
        before = {self.discourse.reading.tokens[c].lower for c in token.children if c < token.i}
        if token.lower in pair_words("bare"):
            return token.dep in SUBJECTS | OBJECTS | {"pobj"} and (token.lower == "both" or "the" in before)
        if key(token.text) not in pair_words("sides"):
            return False
        if token.lower in ("sides", "parties") and ("the" in before or "both" in before or "warring" in before):
            return True
        return "both" in before or ("two" in before and bool(before & {"the", "these", "those"}))

    def resolve(self, token: Token) -> tuple[Sketch, ...]:
        """ "The two sides", "both leaders", "the neighbours": the two parties spoken of last."""
        persons = key(token.text) in pair_words("persons")
        wanted: tuple[str, ...] = ("person", "office") if persons else ("state", "body", "people", "person", "office")
        if key(token.text) in pair_words("bodies"):
            wanted = ("body",)  # "the two groups": charities and agencies too
        joined = self._coordinated(token, wanted, persons)
        if joined is not None:
            return self.discourse.link(token, joined[0], joined[1], "pair:coordinated", 0.85)
        if found := self._protagonists(token, wanted, persons, CLEARLY):
            return found
        parties: dict[str, tuple[Mention, Sketch]] = {}
        for mention in self.discourse.recent(token, 4):
            for sketch in mention.sketches:
                party = sketch.party or sketch.id
                if (
                    sketch.kind in wanted
                    and party not in parties
                    and self._two_sided(token, sketch, wanted)
                    and self._title_fits(token, sketch, persons)
                ):
                    parties[party] = (mention, sketch)
            if len(parties) == 2:
                break
        if len(parties) != 2:
            return self._protagonists(token, wanted, persons, LIKELY)
        chosen = list(parties.values())[::-1]
        sketches = tuple(self._side(token, s, persons) for _, s in chosen)
        nearest = min(token.sentence - self.discourse.reading.tokens[m.token].sentence for m, _ in chosen)
        farthest = max(token.sentence - self.discourse.reading.tokens[m.token].sentence for m, _ in chosen)
        score = 0.75 if farthest <= 1 else 0.65 if nearest <= 1 and farthest <= 3 else 0.45
        return self.discourse.link(token, tuple(m for m, _ in chosen), sketches, "pair:recent", score)

    def _protagonists(self, token: Token, wanted: tuple[str, ...], persons: bool, lead: float) -> tuple[Sketch, ...]:
        """The two parties that the page has named most so far, `lead` times as often as any third."""
        counts: dict[str, list[tuple[Mention, Sketch]]] = {}
        for mention in self.discourse.history:
            for sketch in mention.sketches:
                if (
                    mention.token < token.i
                    and sketch.kind in wanted
                    and sketch.rule != "focus"
                    and self._two_sided(token, sketch, wanted)
                    and self._title_fits(token, sketch, persons)
                ):
                    counts.setdefault(sketch.party or sketch.id, []).append((mention, sketch))
        ranked = sorted(counts.values(), key=lambda found: -len(found))
        if len(ranked) < 2 or (len(ranked) > 2 and len(ranked[1]) < lead * len(ranked[2])):
            return ()
        if lead == CLEARLY and len(ranked[1]) < 3:
            return ()
        chosen = sorted((found[-1] for found in ranked[:2]), key=lambda f: f[0].token)
        sketches = tuple(self._side(token, s, persons) for _, s in chosen)
        score = 0.75 if lead == CLEARLY else 0.6
        return self.discourse.link(token, tuple(m for m, _ in chosen), sketches, "pair:page", score)

    def _side(self, token: Token, sketch: Sketch, persons: bool) -> Sketch:
        """What an actor stands for as one of two: itself, its party, or its state."""
        return sketch if persons else self.discourse.party(sketch, whole=key(token.text) in pair_words("states"))

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

    def _coordinated(
        self, token: Token, wanted: tuple[str, ...], persons: bool
    ) -> tuple[tuple[Mention, ...], tuple[Sketch, ...]] | None:
        """Two parties that stood side by side not far above: "Iran and Iraq", "talks between A and B"."""
        for mention in self.discourse.recent(token, REACH):
            here = self.discourse.reading.tokens[mention.token]
            if here.dep != "conj":
                continue
            other = self.discourse.at(here.head)
            if other is None or len(mention.sketches) != 1 or len(other.sketches) != 1:
                continue
            pair = (other.sketches[0], mention.sketches[0])
            if any(
                s.kind not in wanted or not self._two_sided(token, s, wanted) or not self._title_fits(token, s, persons)
                for s in pair
            ):
                continue
            if pair[0].party == pair[1].party:
                continue
            return (other, mention), tuple(self._side(token, s, persons) for s in pair)
        return None
