"""What a page has said so far, and the links of coreference that are made on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from dragoman.actors.cast import Mention, Referral
from dragoman.actors.context import Context
from dragoman.actors.meanings import Meanings
from dragoman.actors.sketch import Sketch
from dragoman.language.reading import Reading, Token

__all__ = ["EMBEDDED", "OBJECTS", "REACH", "SUBJECTS", "Discourse"]

FLOOR = 0.5
"""Links below this score are not made."""
REACH = 3
"""Sentences that a pronoun may reach back."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
EMBEDDED = frozenset({"ccomp", "xcomp", "advcl", "acl"})
"""Dependencies of verbs whose subject is not what the sentence is about."""
OBJECTS = frozenset({"dobj", "dative", "obj", "iobj"})


@dataclass(slots=True)
class Discourse:
    """The mentions read so far, nearest and weightiest first where they are asked for."""

    reading: Reading
    meanings: Meanings
    context: Context
    at: Callable[[int], Mention | None]
    """The mention at a token that was read before."""
    nearby_countries: Callable[[int], list[str]]
    """Codes of the countries that a sentence names."""
    read_ahead: Callable[[int], Mention | None]
    """The mention at a token that comes later."""
    history: list[Mention] = field(default_factory=list)
    links: list[Referral] = field(default_factory=list)

    def remember(self, mention: Mention) -> None:
        """A mention that later words may point to."""
        self.history.append(mention)

    def recent(self, token: Token, reach: int) -> Iterator[Mention]:
        """Mentions before a token, at most `reach` sentences back, in the same part of the page."""
        source = self.reading.sentences[token.sentence].source
        for mention in reversed(self.history):
            there = self.reading.tokens[mention.token]
            if token.sentence - there.sentence > reach:
                return
            if mention.token < token.i and self.reading.sentences[there.sentence].source == source:
                yield mention

    def salience(self, token: Token, mention: Mention) -> float:
        """How much a mention weighs for a definite phrase that may mean it: near ones and subjects most, 0 to 1."""
        there = self.reading.tokens[mention.token]
        away = token.sentence - there.sentence
        weight = (1.0, 0.82, 0.58, 0.4)[min(away, 3)]
        if there.dep in SUBJECTS:
            inner = away and self.reading.tokens[there.head].dep in EMBEDDED
            weight *= 0.85 if inner else 1.0  # the next sentence goes on about whoever the main clause was about
        elif there.dep in OBJECTS or there.dep in ("pobj", "attr", "appos"):
            weight *= 0.7
        elif there.dep == "poss" and self.reading.tokens[there.head].dep in SUBJECTS:
            weight *= 0.8
        else:
            weight *= 0.55
        if mention.sketches[0].kind == "unnamed":
            weight *= 0.8
        if self.reading.tokens[there.head].dep == "relcl":
            weight *= 0.75  # "the coalition, which Saudi Arabia leads, said it": the aside is not spoken of
        return weight

    def party(self, sketch: Sketch, whole: bool = False) -> Sketch:
        """The collective that an actor acts for, as an actor itself; a body stays one, unless its state is wanted."""
        if sketch.kind == "state" or (not whole and sketch.kind in ("body", "people")) or not sketch.party:
            return sketch
        world = self.meanings.world
        if (country := world.country(sketch.party)) is not None and sketch.party.startswith("state:"):
            return self.meanings.state(country, "coreference:party")
        if (body := world.organisation(sketch.party)) is not None:
            return self.meanings.body(body, self.context)
        return sketch

    def link(
        self, token: Token, mentions: tuple[Mention, ...], sketches: tuple[Sketch, ...], rule: str, score: float,
        floor: float = FLOOR,
    ) -> tuple[Sketch, ...]:  # fmt: skip
        """Make a link and give whom it leads to, as sure as the link at most; nobody where it is too weak."""
        if score < floor or not sketches:
            return ()
        self.links.append(
            Referral(
                token.i,
                token.text,
                tuple(m.token for m in mentions),
                tuple(s.id for s in sketches),
                rule,
                round(score, 2),
            )
        )
        return tuple(replace(s, score=min(s.score, score)) for s in sketches)
