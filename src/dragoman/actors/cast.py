"""`Cast`: who is meant by each noun phrase of a page, and where its clauses happen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dragoman.actors.place import Places
from dragoman.actors.sketch import Sketch
from dragoman.actors.wordlists import words
from dragoman.language.reading import Reading
from dragoman.model import Actor, Place
from dragoman.world.names import kebab

__all__ = ["Cast", "Mention", "Referral"]

PLACE_RULES = frozenset({"name", "capital", "region", "metonym", "coreference:place"})
"""Rules by which a bare place name became a state: behind "in" it is a place again."""
DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "some", "his", "her", "its", "their", "our", "my"}
)


@dataclass(slots=True)
class Mention:
    """A noun phrase that means somebody: tokens `first` to `last`, the latter not included."""

    token: int
    first: int
    last: int
    sketches: tuple[Sketch, ...]

    def sentence_of(self, reading: Reading) -> int:
        """Index of the sentence that the mention stands in."""
        return reading.tokens[self.token].sentence


@dataclass(frozen=True, slots=True)
class Referral:
    """A link of coreference: the phrase at `token` means those who were named at `antecedents`."""

    token: int
    text: str
    antecedents: tuple[int, ...]
    actors: tuple[str, ...]
    rule: str
    score: float


class Cast:
    """The actors and places of one page."""

    def __init__(
        self, reading: Reading, mentions: dict[int, Mention], describe: Callable[[int], Mention | None], places: Places,
        links: list[Referral],
    ) -> None:  # fmt: skip
        self._reading = reading
        self._mentions = mentions
        self._describe = describe
        self._nobody: set[int] = set()
        """Tokens that were asked for and mean no actor."""
        self._places = places
        self.links = links
        """The links of coreference with their rules and scores, in the order of the page."""

    def actors_at(self, head: int, role: str = "") -> tuple[Actor, ...]:
        """The actors that the noun phrase headed by token `head` means.

        One; several for "the two sides" or "they"; none for what is no political actor, and for a place name that
        only says where. `role` is the argument's role in its clause (`subject`, `in`, `with` …); the word's own
        preposition is used where it is empty.
        """
        mention = self.mention(head)
        if mention is None:
            return ()
        preposition = role or self._preposition(head)
        if preposition in words("locative"):
            return tuple(self._actor(s, mention) for s in mention.sketches if not _place_like(s))
        return tuple(self._actor(s, mention) for s in mention.sketches)

    def mention(self, head: int) -> Mention | None:
        """The mention at a token, described now if it was no head of its own."""
        if head not in self._mentions:
            if head in self._nobody or (found := self._describe(head)) is None:
                self._nobody.add(head)
                return None
            self._mentions[head] = found
        return self._mentions[head]

    @property
    def mentions(self) -> list[Mention]:
        """All mentions of actors found as heads, in the order of the page."""
        return [self._mentions[k] for k in sorted(self._mentions)]

    def channel(self, head: int) -> tuple[Actor, ...]:
        """Those who speak: as `actors_at`, and always somebody. An unnamed source stays one ("local:…")."""
        if found := self.actors_at(head, "subject"):
            return found
        first, last = self._reading.phrase(head)
        tokens = self._reading.tokens
        while first < head and tokens[first].lower in DETERMINERS:
            first += 1
        last = max(head, min(last, _end_of_base(self._reading, head)))
        span = self._reading.words(first, last)
        name = span.strip("\"'“”‘’ ,") or tokens[head].text
        if tokens[head].pos == "PRON":
            name = "somebody unnamed"  # a pronoun of whom nobody can say whom it means
        proper = tokens[head].pos == "PROPN"
        sketch = Sketch(
            "unnamed", f"{'org' if proper else 'local'}:{kebab(name) or 'source'}", name,
            sectors=(), title=None, score=0.4, rule="speaker",
        )  # fmt: skip
        return (self._actor(sketch, Mention(head, first, last + 1, (sketch,))),)

    def place(self, tokens: Iterable[int]) -> Place | None:
        """Where the clause made of these tokens happens; else the dateline's place, marked as such; else None."""
        return self._places.of_clause(tokens) or self._places.dateline()

    def _preposition(self, head: int) -> str:
        token = self._reading.tokens[head]
        while token.dep in ("appos", "conj") and token.head != token.i:
            token = self._reading.tokens[token.head]
        return self._reading.tokens[token.head].lower if token.dep == "pobj" else ""

    def _actor(self, sketch: Sketch, mention: Mention) -> Actor:
        tokens = self._reading.tokens
        first, last = tokens[mention.first], tokens[mention.last - 1]
        source = self._reading.sentences[first.sentence].source
        return Actor(
            id=sketch.id, name=sketch.name, party=sketch.party, country=sketch.country, sectors=sketch.sectors,
            title=sketch.title, text=self._reading.source_of(first)[first.start : last.end], start=first.start,
            end=last.end, source=source,
        )  # fmt: skip


def _place_like(sketch: Sketch) -> bool:
    return sketch.rule in PLACE_RULES and (sketch.kind == "state" or sketch.rule in ("region", "metonym"))


def _end_of_base(reading: Reading, head: int) -> int:
    """The last token of the words right before and at the head, and of an "of" phrase behind it."""
    last = head
    for child in reading.children(head, "prep", "acl", "amod"):
        if child.i == last + 1 and child.lower in ("of", "from", "for", "in", "at", "close", "familiar", "briefed"):
            last = max(last, child.right)
    return last
