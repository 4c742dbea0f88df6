"""Towards whom an act is that names nobody: those of whom the page tells, weighed against each other.

What grammar, phrase and content say comes first (`complete.py`, `towards.py`, `implied.py`); this is for what only a
reader of the whole page knows: whose decision was condemned, to whose border the troops went. A ranking over all of the
page, one by one and as several told of together, with nobody as one more choice; learnt from the coded articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.actors import Cast
from dragoman.actors.weighing import shares, weights_of
from dragoman.coding.candidates import Candidate
from dragoman.language.reading import Reading, Token
from dragoman.model import Actor

__all__ = ["LIKELY", "Choice", "Directed", "complete_directed", "is_wanting"]

LIKELY = 0.3
"""How likely somebody must be to be given."""
TABLE = "coding/directed"
OF_STATE = frozenset({"GOV", "MIL", "SPY", "LEG", "COP"})
"""Sectors of those in whom their party acts."""
WITHIN, AFTER = 4, 1
"""Sentences back and ahead in which several are told of together."""
ELSEWHERE = 50
"""How far the headline is from the text, in sentences."""
LATER = 20
"""What comes later is further than all that came before."""
ROLES = {
    "nsubj": "subject", "nsubjpass": "subject", "agent": "subject", "dobj": "object", "dative": "object",
    "attr": "object", "poss": "owner", "pobj": "oblique",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """Towards whom an act may be; nobody is no actors."""

    actors: tuple[Actor, ...]
    features: tuple[str, ...]


def complete_directed(reading: Reading, cast: Cast, candidates: Sequence[Candidate]) -> None:
    """Give acts that have an actor and nobody to act on the likeliest of the page, where somebody is likely.

    `candidates` are those of the whole page in the order of the text.
    """
    wanting = [c for c in candidates if is_wanting(c)]
    directed = Directed(reading, cast, candidates) if wanting else None
    for candidate in wanting:
        assert directed is not None
        choices = directed.choices(candidate)
        likely = directed.rank(candidate, choices)
        best = max(range(len(choices)), key=likely.__getitem__)
        if likely[best] >= LIKELY:
            side = candidate.actors if candidate.match.reciprocal else candidate.recipients
            side.extend(choices[best].actors)


def is_wanting(candidate: Candidate) -> bool:
    """Whether somebody does an act, and nobody is known to whom; or a mutual act has one side."""
    if not candidate.actors or candidate.recipients:
        return False
    return not candidate.match.reciprocal or len(candidate.parties) < 2


class Directed:
    """Ranks whom the acts of a page may be towards."""

    def __init__(self, reading: Reading, cast: Cast, candidates: Sequence[Candidate]) -> None:
        self.reading = reading
        self.candidates = candidates
        self.told: dict[str, list[tuple[Token, Actor]]] = defaultdict(list)
        """The words for each party, in the order of the page."""
        self.lists: list[tuple[int, tuple[str, ...]]] = []
        """(sentence, parties) of phrases that mean several."""
        for mention in cast.mentions:
            token = reading.tokens[mention.token]
            actors = [a for a in cast.actors_at(mention.token) if "JRN" not in a.sectors]
            for actor in actors:
                self.told[_party(actor)].append((token, actor))
            self.lists.append((token.sentence, _parties(actors)))
        self.sentences = {party: {token.sentence for token, _ in told} for party, told in self.told.items()}
        often = sorted(self.told, key=lambda party: -len(self.told[party]))
        self.order = {party: place for place, party in enumerate(often)}
        self.did: dict[str, list[Candidate]] = defaultdict(list)
        self.suffered: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            for party in _parties(candidate.actors):
                self.did[party].append(candidate)
            for party in _parties(candidate.recipients):
                self.suffered[party].append(candidate)

    def rank(self, candidate: Candidate, choices: list[Choice]) -> list[float]:
        """The probability of each choice."""
        return shares(weights_of(TABLE, candidate.act), [choice.features for choice in choices])

    def choices(self, candidate: Candidate) -> list[Choice]:
        """All whom an act may be towards, nobody the last."""
        ours = _parties(candidate.actors)
        own = {*ours, *(key for a in candidate.actors for key in (a.id, a.principal))}
        others = [party for party in self.told if party not in own]
        single: dict[str, Choice] = {}
        for party in others:
            near = sorted(self.told[party], key=lambda told: self._distance(candidate, told[0]))
            token, actor = near[0]
            whole = next((a for _, a in near if a.id == party), actor)  # it is the party that is meant, not who is near
            features = (
                *self._place(candidate, token),
                *self._who(candidate, actor),
                *self._weight(party, ours, others),
                *self._dealings(candidate, party, ours),
            )
            single[party] = Choice((whole,), features)
        several = [
            self._together(origin, [single[p] for p in parties]) for origin, parties in self._groups(candidate, own)
        ]
        return [*single.values(), *several, Choice((), ("nobody",))]

    # --- features ---------------------------------------------------------------------------------------------------

    def _distance(self, candidate: Candidate, token: Token) -> tuple[int, int]:
        """(sentences, words) from an act to a word."""
        here, sentences = self.reading.tokens[candidate.clause.predicate], self.reading.sentences
        words = abs(here.i - token.i)
        if sentences[here.sentence].source != sentences[token.sentence].source:
            return ELSEWHERE, words
        away = here.sentence - token.sentence
        return (away if away >= 0 else LATER - away), words

    def _place(self, candidate: Candidate, token: Token) -> Iterator[str]:
        """Where the nearest word for a party stands."""
        away, _ = self._distance(candidate, token)
        yield "headline" if away == ELSEWHERE else "later" if away > LATER else f"away {min(away, 4)}"
        yield f"{self._role(token)} {min(away, 2)}"

    def _role(self, token: Token) -> str:
        """The grammatical role of a word."""
        while token.dep in ("conj", "appos") and token.head != token.i:
            token = self.reading.tokens[token.head]
        return ROLES.get(token.dep, "other")

    def _who(self, candidate: Candidate, actor: Actor) -> Iterator[str]:
        """Who a party is."""
        yield f"kind {actor.id.partition(':')[0]}"
        yield f"sector {(actor.sectors or ('-',))[0]}"
        home = actor.country is not None and any(a.country == actor.country for a in candidate.actors)
        yield "home" if home else "abroad"

    def _weight(self, party: str, ours: Sequence[str], others: Sequence[str]) -> Iterator[str]:
        """How much the page tells of a party, and of it beside those who act."""
        yield f"named {min(len(self.told[party]), 5)}"
        yield f"before it {min(sum(self.order[other] < self.order[party] for other in others), 3)}"
        here = {sentence for one in ours for sentence in self.sentences.get(one, ())}
        yield f"beside {min(len(here & self.sentences[party]), 4)}"

    def _dealings(self, candidate: Candidate, party: str, ours: Sequence[str]) -> Iterator[str]:
        """What else the page tells of a party and those who act."""
        did = [c for c in self.did[party] if c is not candidate]
        alone = [c for c in did if not c.match.reciprocal]
        upon = sum(any(c in self.suffered[one] for one in ours) for c in alone)
        by = sum(c is not candidate and any(c in self.did[one] for one in ours) for c in self.suffered[party])
        yield f"acts on them {min(upon, 3)}"
        yield f"suffers them {min(by, 3)}"
        if any(c.match.reciprocal and any(c in self.did[one] for one in ours) for c in did):
            yield "acts with them"
        last = next((c for c in reversed(did) if c.clause.predicate < candidate.clause.predicate), None)
        if last is not None and (gap := candidate.clause.sentence - last.clause.sentence) <= 2:
            yield f"acted {gap} before"
            yield f"did {last.act}"
            if not last.recipients:
                yield "acted towards nobody"

    # --- several ----------------------------------------------------------------------------------------------------

    def _groups(self, candidate: Candidate, own: set[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Several who act, suffer, deal with each other or are named together near an act, each once."""
        seen: set[tuple[str, ...]] = set()
        for sentence, kind, parties in self._lists(candidate):
            away = candidate.clause.sentence - sentence
            others = tuple(p for p in parties if p in self.told and p not in own)
            if -AFTER <= away <= WITHIN and len(others) > 1 and others not in seen:
                seen.add(others)
                yield f"{kind} {'here' if away == 0 else 'near' if abs(away) <= 2 else 'far'}", others

    def _lists(self, candidate: Candidate) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        for other in self.candidates:
            if other is not candidate:
                sentence = other.clause.sentence
                yield sentence, "act", _parties(other.actors)
                yield sentence, "suffer", _parties(other.recipients)
                yield sentence, "both", _parties((*other.actors, *other.recipients))
        for sentence, parties in self.lists:
            yield sentence, "phrase", parties

    def _together(self, origin: str, members: Sequence[Choice]) -> Choice:
        """Several as one choice: what is so of each, and how they are told of together."""
        shared = [f for f in members[0].features if all(f in other.features for other in members[1:])]
        features = ("many", f"many {origin}", f"many {min(len(members), 5)}", *shared)
        return Choice(tuple(actor for member in members for actor in member.actors), features)


def _party(actor: Actor) -> str:
    """Whom an actor stands for: the collective that acts in it; people of a country are only themselves."""
    party = actor.party
    if party is None or party == actor.id:
        return actor.id
    collective = party.startswith(("group:", "org:"))
    return party if collective or not actor.sectors or actor.sectors[0] in OF_STATE else actor.id


def _parties(actors: Iterable[Actor]) -> tuple[str, ...]:
    """The parties of some actors, each once, in one order."""
    return tuple(sorted({_party(a) for a in actors}))
