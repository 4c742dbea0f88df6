"""Whom "he", "both leaders", "the ministry" and "his counterpart" mean.

Every link is made by a named rule with a score and is kept; below `FLOOR` no link is made, since a wrong actor is
worse than none. Candidates are the mentions before the word, nearest sentences first; subjects and the topic of the
paragraph weigh more (the preferences of centering, as used in rule-based coreference since Lappin and Leass 1994).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from dragoman.actors.cast import Mention, Referral
from dragoman.actors.context import Context
from dragoman.actors.meanings import Meanings
from dragoman.actors.sketch import Sketch
from dragoman.actors.wordlists import bodies, coreference, pair_words, words
from dragoman.language.reading import Reading, Token
from dragoman.world.names import key

__all__ = ["Coreference"]

FLOOR = 0.5
"""Links below this score are not made."""
REACH = 3
"""Sentences that a pronoun may reach back."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
OBJECTS = frozenset({"dobj", "dative", "obj", "iobj"})
AT_HOME = 1.0
"""What an American paper's "the president" gains towards the American one."""
POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "whose"})


@dataclass(slots=True)
class Coreference:
    """The discourse so far."""

    reading: Reading
    meanings: Meanings
    context: Context
    at: Callable[[int], Mention | None]
    """The mention at a token that was read before."""
    nearby_countries: Callable[[int], list[str]]
    """Codes of the countries that a sentence names."""
    read_ahead: Callable[[int], Mention | None] = lambda _: None
    """The mention at a token that comes later."""
    history: list[Mention] = field(default_factory=list)
    links: list[Referral] = field(default_factory=list)

    def remember(self, mention: Mention) -> None:
        """A mention that later words may point to."""
        self.history.append(mention)

    # --- pronouns -------------------------------------------------------------------------------------------------

    def pronoun(self, token: Token) -> tuple[Sketch, ...]:
        """Whom a pronoun means; empty where no candidate stands out."""
        features = coreference("pronouns").get(token.lower)
        if features is None:
            return ()
        if features["person"] == 1:
            return self._speaker(token)
        if features["person"] == 0:
            return self._relative(token)
        if token.lower in ("it", "its") and self._expletive(token):
            return ()
        if features["number"] == 2 and (both := self._joined(token)) is not None:
            return self._link(
                token, both, tuple(s for m in both for s in m.sketches), f"pronoun:{token.lower}:joined", 0.8
            )
        best = self._best(token, features["gender"], features["number"])
        if best is None or (features["gender"] == "n" and best[1] < FLOOR / self._rivalled(token, best[0])):
            ahead = self._ahead(token, features["gender"], features["number"])
            return self._link(token, (ahead,), ahead.sketches, f"pronoun:{token.lower}:ahead", 0.7) if ahead else ()
        if best[0].sentence_of(self.reading) != token.sentence and (
            ahead := self._ahead(token, features["gender"], features["number"])
        ):
            return self._link(token, (ahead,), ahead.sketches, f"pronoun:{token.lower}:ahead", 0.7)
        mention, score = best
        return self._link(token, (mention,), mention.sketches, f"pronoun:{token.lower}", score)

    def _best(self, token: Token, gender: str, number: int) -> tuple[Mention, float] | None:
        scored: list[tuple[float, int, Mention]] = []
        speaking = self._speaking(token)
        for mention in self._recent(token, REACH if number == 1 else 2):
            fit = self._fits(mention, gender, number)
            if fit <= 0 or self._bound(token, mention) or any(s.id in speaking for s in mention.sketches):
                continue
            scored.append((self._salience(token, mention) * fit, mention.token, mention))
        if not scored:
            return None
        if number == 2 and any(self._plural(m) for _, _, m in scored):
            scored = [s for s in scored if self._plural(s[2])]
        scored.sort(key=lambda s: (-s[0], -s[1]))
        top, _, mention = scored[0]
        rival = next(
            (s for s, _, m in scored[1:] if {k.id for k in m.sketches} != {k.id for k in mention.sketches}), 0.0
        )
        score = min(1.0, top) * (1.0 if rival < 0.6 * top else 0.8 if rival < 0.8 * top else 0.62)
        return (mention, score) if score >= FLOOR else None

    def _joined(self, token: Token) -> tuple[Mention, ...] | None:
        """The subject "A and B" of this sentence or the one before, for "they"."""
        for mention in self._recent(token, 1):
            here = self.reading.tokens[mention.token]
            first = self.reading.tokens[here.head]
            if here.dep != "conj" or first.dep not in SUBJECTS or self._bound(token, mention):
                continue
            other = self.at(first.i)
            if other is not None and all(
                m.sketches[0].kind in ("person", "state", "body", "people") for m in (other, mention)
            ):
                return other, mention
        return None

    def _rivalled(self, token: Token, mention: Mention) -> float:
        """How far things that are no actors compete for an "it": a subject between the two is the likelier meant."""
        if token.lower == "its":
            return 1.0
        factor = 1.0
        for other in self.reading.tokens[mention.last : token.i]:
            thing = other.tag == "NN" and other.dep in ("nsubj", "nsubjpass", "dobj") and self.at(other.i) is None
            if thing:
                factor = min(factor, 0.5 if other.dep != "dobj" else 0.75)
        return factor

    def _ahead(self, token: Token, gender: str, number: int) -> Mention | None:
        """ "In his speech, Mr. Kim said": a possessive in a phrase before the subject means the subject."""
        if token.lower not in POSSESSIVES or number != 1:
            return None
        sentence = self.reading.sentences[token.sentence]
        subject = next(
            (c for c in self.reading.children(sentence.root, "nsubj", "nsubjpass") if c.left > token.i), None
        )
        fronted = any(
            above.dep in ("prep", "advcl", "npadvmod") and above.head == sentence.root
            for above in self.reading.ancestors(token.i)
        )
        if subject is None or not fronted:
            return None
        mention = self.read_ahead(subject.i)
        return mention if mention is not None and self._fits(mention, gender, number) > 0 else None

    def _speaking(self, token: Token) -> set[str]:
        """Ids of those whose words a token stands in: "he" in a quotation is not its speaker."""
        source = self.reading.sentences[token.sentence].source
        return {
            sketch.id
            for s in self.reading.statements
            if s.direct and s.source == source and s.start <= token.start and token.end <= s.end
            for head in s.speakers
            if (mention := self.at(head) or self.read_ahead(head)) is not None
            for sketch in mention.sketches
        }

    def _recent(self, token: Token, reach: int) -> Iterator[Mention]:
        """Mentions before a token, at most `reach` sentences back, in the same part of the page."""
        source = self.reading.sentences[token.sentence].source
        for mention in reversed(self.history):
            there = self.reading.tokens[mention.token]
            if token.sentence - there.sentence > reach:
                return
            if mention.token < token.i and self.reading.sentences[there.sentence].source == source:
                yield mention

    @staticmethod
    def _plural(mention: Mention) -> bool:
        one = mention.sketches[0]
        return len(mention.sketches) > 1 or one.plural or one.id.startswith("group:")

    @staticmethod
    def _fits(mention: Mention, gender: str, number: int) -> float:
        """How well a mention agrees with a pronoun, 0 to 1."""
        sketches = mention.sketches
        plural = len(sketches) > 1 or sketches[0].plural
        if number == 2:
            if plural:
                return 1.0
            armed = sketches[0].id.startswith("group:")
            return 0.9 if armed else 0.55 if sketches[0].kind in ("body", "state") else 0.0
        one = sketches[0]
        if gender == "n" and len(sketches) == 1 and one.role in coreference("collectives")["nouns"]:
            return 1.0
        if plural:
            return 0.0
        if gender == "n":
            return 1.0 if one.kind in ("state", "body") else 0.0
        if one.kind not in ("person", "office", "unnamed"):
            return 0.0
        if one.gender and one.gender != gender:
            return 0.0
        return 1.0 if one.gender else 0.85

    def _salience(self, token: Token, mention: Mention) -> float:
        there = self.reading.tokens[mention.token]
        away = token.sentence - there.sentence
        weight = (1.0, 0.82, 0.58, 0.4)[min(away, 3)]
        if there.dep in SUBJECTS:
            weight *= 1.0
        elif there.dep in OBJECTS or there.dep in ("pobj", "attr", "appos"):
            weight *= 0.7
        elif there.dep == "poss" and self.reading.tokens[there.head].dep in SUBJECTS:
            weight *= 0.8
        else:
            weight *= 0.55
        if mention.sketches[0].kind == "unnamed":
            weight *= 0.8
        return weight

    def _bound(self, token: Token, mention: Mention) -> bool:
        """Whether grammar forbids the link: "him" is not the subject of its own verb."""
        there = self.reading.tokens[mention.token]
        if token.lower in POSSESSIVES or token.lower.endswith(("self", "selves")):
            # "his" inside the phrase of a mention does not mean that mention
            return mention.first <= token.i < mention.last
        if there.sentence != token.sentence or token.dep in SUBJECTS:
            return False
        return mention.token in self._subjects(token)

    def _subjects(self, token: Token) -> set[int]:
        """The subject of the verb that governs a token, also where verbs share it ("held his hands and thanked him")."""
        tokens = self.reading.tokens
        verb = tokens[token.head]
        while verb.dep in ("prep", "pobj", "agent", "dative") and verb.head != verb.i:
            verb = tokens[verb.head]
        for _ in range(3):
            found = {c.i for c in self.reading.children(verb.i, "nsubj", "nsubjpass")}
            if found or verb.dep not in ("conj", "xcomp", "ROOT", "advcl") or verb.head == verb.i:
                return found
            verb = tokens[verb.head]
        return set()

    def _expletive(self, token: Token) -> bool:
        """ "It is clear that", "it rained": means nobody."""
        if token.dep == "expl":
            return True
        verb = self.reading.tokens[token.head]
        if token.dep in SUBJECTS and verb.lemma == "be" and verb.pos == "AUX":
            return True
        if token.dep in SUBJECTS and verb.lemma in ("be", "seem", "appear", "rain", "snow", "take", "emerge", "matter"):
            return any(c.dep in ("ccomp", "xcomp", "advcl", "acomp", "csubj") for c in self.reading.children(verb.i))
        return False

    def _speaker(self, token: Token) -> tuple[Sketch, ...]:
        """I and we in a quotation mean its speaker."""
        source = self.reading.sentences[token.sentence].source
        inside = [
            s for s in self.reading.statements
            if s.direct and s.source == source and s.start <= token.start and token.end <= s.end and s.speakers
        ]  # fmt: skip
        if not inside:
            return ()
        statement = min(inside, key=lambda s: s.end - s.start)
        found = [m for h in statement.speakers if (m := self.at(h) or self.read_ahead(h)) is not None]
        sketches = tuple(s for m in found for s in m.sketches)
        return self._link(token, tuple(found), sketches, "speaker", 0.9 if not statement.carried else 0.75)

    def _relative(self, token: Token) -> tuple[Sketch, ...]:
        """Who and which mean the noun that their clause hangs on."""
        for above in [token, *self.reading.ancestors(token.i)]:
            if above.dep == "relcl":
                mention = self.at(above.head)
                if mention is None or mention.token >= token.i:
                    return ()
                return self._link(token, (mention,), mention.sketches, "relative", 0.9)
        return ()

    # --- pairs ------------------------------------------------------------------------------------------------------

    def pair(self, token: Token) -> tuple[Sketch, ...]:
        """ "The two sides", "both leaders", "the neighbours": the two parties spoken of last."""
        persons = key(token.text) in pair_words("persons")
        wanted = ("person", "office") if persons else ("state", "body", "people", "person", "office")
        joined = self._coordinated(token, wanted, persons)
        if joined is not None:
            return self._link(token, joined[0], joined[1], "pair:coordinated", 0.85)
        parties: dict[str, tuple[Mention, Sketch]] = {}
        for mention in self._recent(token, 4):
            for sketch in mention.sketches:
                party = sketch.party or sketch.id
                if (
                    sketch.kind in wanted
                    and party not in parties
                    and self._two_sided(sketch)
                    and self._title_fits(token, sketch, persons)
                ):
                    parties[party] = (mention, sketch)
            if len(parties) == 2:
                break
        if len(parties) != 2:
            return self._protagonists(token, wanted, persons)
        chosen = list(parties.values())[::-1]
        sketches = tuple(s if persons else self._party(s) for _, s in chosen)
        nearest = min(token.sentence - self.reading.tokens[m.token].sentence for m, _ in chosen)
        farthest = max(token.sentence - self.reading.tokens[m.token].sentence for m, _ in chosen)
        score = 0.75 if farthest <= 1 else 0.65 if nearest <= 1 and farthest <= 3 else 0.45
        return self._link(token, tuple(m for m, _ in chosen), sketches, "pair:recent", score)

    def _protagonists(self, token: Token, wanted: tuple[str, ...], persons: bool) -> tuple[Sketch, ...]:
        """The two parties that the page has named by far the most so far."""
        counts: dict[str, list[tuple[Mention, Sketch]]] = {}
        for mention in self.history:
            for sketch in mention.sketches:
                if (
                    mention.token < token.i
                    and sketch.kind in wanted
                    and self._two_sided(sketch)
                    and self._title_fits(token, sketch, persons)
                ):
                    counts.setdefault(sketch.party or sketch.id, []).append((mention, sketch))
        ranked = sorted(counts.values(), key=lambda found: -len(found))
        if len(ranked) < 2 or (len(ranked) > 2 and len(ranked[1]) < 2 * len(ranked[2])):
            return ()
        chosen = sorted((found[-1] for found in ranked[:2]), key=lambda f: f[0].token)
        sketches = tuple(s if persons else self._party(s) for _, s in chosen)
        return self._link(token, tuple(m for m, _ in chosen), sketches, "pair:page", 0.6)

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
    def _two_sided(sketch: Sketch) -> bool:
        """Whether an actor can be a side: a state, group or body with a party, not the press or bystanders."""
        return sketch.party is not None and sketch.sectors[:1] not in (("JRN",), ("IGO",), ("NGO",), ("CVL",), ("BUS",))

    def _coordinated(
        self, token: Token, wanted: tuple[str, ...], persons: bool
    ) -> tuple[tuple[Mention, ...], tuple[Sketch, ...]] | None:
        """Two parties that stood side by side not far above: "Iran and Iraq", "talks between A and B"."""
        for mention in self._recent(token, REACH):
            here = self.reading.tokens[mention.token]
            if here.dep != "conj":
                continue
            other = self.at(here.head)
            if other is None or len(mention.sketches) != 1 or len(other.sketches) != 1:
                continue
            pair = (other.sketches[0], mention.sketches[0])
            if any(
                s.kind not in wanted or not self._two_sided(s) or not self._title_fits(token, s, persons) for s in pair
            ):
                continue
            if pair[0].party == pair[1].party:
                continue
            return (other, mention), tuple(s if persons else self._party(s) for s in pair)
        return None

    def _party(self, sketch: Sketch) -> Sketch:
        """The collective that an actor acts for, as an actor itself."""
        if sketch.kind in ("state", "body", "people") or not sketch.party:
            return sketch
        world = self.meanings.world
        if (country := world.country(sketch.party)) is not None and sketch.party.startswith("state:"):
            return self.meanings.state(country, "coreference:party")
        if (body := world.organisation(sketch.party)) is not None:
            return self.meanings.body(body, self.context)
        return sketch

    # --- definite phrases -----------------------------------------------------------------------------------------

    def office(self, token: Token, sketch: Sketch) -> tuple[Sketch, ...]:
        """ "The president", "the CIA director": the person of that title named before on the page."""
        wanted = key(sketch.role)
        loose = sketch.rule == "focus" or sketch.party is None
        found: dict[str, tuple[float, Mention, Sketch]] = {}
        for mention in self.history:
            if mention.token >= token.i or len(mention.sketches) != 1:
                continue
            known = mention.sketches[0]
            if known.kind != "person" or not self._holds(known, wanted):
                continue
            if not loose and known.party not in (None, sketch.party):
                continue
            if loose and sketch.sectors[:1] != known.sectors[:1]:
                continue
            away = token.sentence - self.reading.tokens[mention.token].sentence
            weight, _, _ = found.get(known.id, (0.0, mention, known))
            found[known.id] = (weight + self._salience(token, mention) / (1 + away), mention, known)
        if not found:
            return ()
        for identity, (weight, mention, known) in found.items():
            if known.country is not None and known.country == self.context.publisher:
                found[identity] = (weight + AT_HOME, mention, known)
        ranked = sorted(found.values(), key=lambda f: -f[0])
        clear = len(ranked) == 1 or ranked[0][0] >= 1.3 * ranked[1][0]
        _, mention, known = ranked[0]
        return self._link(token, (mention,), (known,), "title", (0.85 if not loose else 0.75) if clear else 0.45)

    @staticmethod
    def _holds(known: Sketch, role: str) -> bool:
        if known.sectors[:1] == ("ELI",):
            return False
        return bool(role) and (key(known.role) == role or (known.title is not None and key(known.title).endswith(role)))

    def body(self, token: Token) -> tuple[Sketch, ...]:
        """ "The group", "the bloc", "the agency": the body of that kind spoken of last."""
        kinds = bodies().get(key(token.text))
        if kinds is None:
            return ()
        for mention in self._recent(token, 5):
            for known in mention.sketches:
                if known.kind == "body" and (known.organisation in kinds or self._by_sector(known, token)):
                    return self._link(token, (mention,), (known,), "body", 0.75)
        return ()

    def same_noun(self, token: Token) -> tuple[Sketch, ...]:
        """ "The council" after "the Security Council": the one body or group that ended in the same noun."""
        found: dict[str, tuple[Mention, Sketch]] = {}
        for mention in self.history:
            here = self.reading.tokens[mention.token]
            if mention.token < token.i and len(mention.sketches) == 1 and here.lower == token.lower:
                known = mention.sketches[0]
                if known.country is not None or known.kind == "body":
                    found[known.id] = (mention, known)
        if len(found) != 1:
            return ()
        mention, known = next(iter(found.values()))
        return self._link(token, (mention,), (known,), "same noun", 0.75)

    @staticmethod
    def _by_sector(known: Sketch, token: Token) -> bool:
        """A body that no lexicon knows has no kind; its sector must do."""
        by_noun = {"rebels": {"REB"}, "militants": {"REB"}, "guerrillas": {"REB"}, "insurgents": {"REB"},
                   "group": {"REB", "NGO", "SOC"}, "movement": {"REB", "PTY"}, "party": {"PTY"}, "militia": {"REB", "PRM"},
                   "newspaper": {"JRN"}, "paper": {"JRN"}, "company": {"BUS"}, "union": {"LAB"}, "court": {"JUD"}}  # fmt: skip
        return not known.organisation and bool(set(known.sectors[:1]) & by_noun.get(token.lower, set()))

    def state(self, token: Token) -> tuple[Sketch, ...]:
        """ "The kingdom", "the country", "the government": the state spoken of last, if only one is near."""
        seen: dict[str, Mention] = {}
        allowed: list[str] | None = coreference("forms_of_state").get(token.lower)
        if allowed is not None:
            return self._form_of_state(token, allowed)
        nearest: int | None = None
        for mention in self._recent(token, 2):
            sentence = mention.sentence_of(self.reading)
            if nearest is not None and sentence < nearest:
                break
            for known in mention.sketches:
                if known.kind == "state":
                    nearest = sentence
                    seen.setdefault(known.id, mention)
        if len(seen) != 1:
            return ()
        mention = next(iter(seen.values()))
        found = next(s for s in mention.sketches if s.kind == "state")
        return self._link(token, (mention,), (found.with_rule("coreference:state"),), "state", 0.7)

    def _form_of_state(self, token: Token, allowed: list[str]) -> tuple[Sketch, ...]:
        """ "The kingdom": the one kingdom that the sentences before speak of, else the page's."""
        countries = self.meanings.world.country
        for reach in range(4):
            near = [c for c in self.nearby_countries(token.sentence - reach) if c in allowed]
            if len(set(near)) == 1 and (country := countries(near[0])):
                return self._link(token, (), (self.meanings.state(country, "coreference:state"),), "state", 0.8)
            if near:
                return ()
        on_page = [c for c in self.context.countries if c in allowed]
        if len(on_page) == 1 and (country := countries(on_page[0])):
            return self._link(token, (), (self.meanings.state(country, "coreference:state"),), "state", 0.7)
        return ()

    def direction(self, token: Token) -> tuple[Sketch, ...]:
        """ "The North" and "the South" where the page is about such a pair."""
        table = coreference("directions")
        if token.lower not in table or token.text == token.lower:
            return ()
        for north, south in zip(table["north"], table["south"], strict=True):
            if self.context.countries.get(north) and self.context.countries.get(south):
                country = self.meanings.world.country(north if token.lower == "north" else south)
                if country is not None and country.period.holds(self.context.day):
                    return self._link(
                        token, (), (self.meanings.state(country, "coreference:place"),), "direction", 0.85
                    )
        for code in table[token.lower]:
            if self.context.countries.get(code, 0) and (country := self.meanings.world.country(code)):
                return self._link(token, (), (self.meanings.state(country, "coreference:place"),), "direction", 0.7)
        return ()

    def counterpart(self, token: Token, sketch: Sketch, owner: tuple[Sketch, ...]) -> tuple[Sketch, ...]:
        """ "Her Ethiopian counterpart": who held the same office in the other country."""
        if not owner or sketch.country is None or not sketch.party or sketch.party == owner[0].party:
            return ()
        title = owner[0].role or owner[0].title
        if not title:
            return (replace(sketch, sectors=owner[0].sectors or sketch.sectors),)
        office = self.meanings.world.holder(title, sketch.party, self.context.day)
        person = self.meanings.world.person(office.person) if office else None
        if person is None:
            return (replace(sketch, sectors=owner[0].sectors or sketch.sectors, title=owner[0].title),)
        found = replace(
            self.meanings.person(person, self.context), rule="coreference:counterpart", title=owner[0].title
        )
        return self._link(token, (), (found,), "counterpart", 0.8)

    def is_counterpart(self, token: Token) -> bool:
        """Whether the word is "counterpart" or the like."""
        return token.lower in pair_words("counterparts")

    def is_pair(self, token: Token) -> bool:
        """Whether the phrase is "the two leaders", "both sides", "the two" …"""
        before = {self.reading.tokens[c].lower for c in token.children if c < token.i}
        if token.lower in pair_words("bare"):
            return token.dep in SUBJECTS | OBJECTS | {"pobj"} and (token.lower == "both" or "the" in before)
        if key(token.text) not in pair_words("sides"):
            return False
        if token.lower in ("sides", "parties") and ("the" in before or "both" in before or "warring" in before):
            return True
        return "both" in before or ("two" in before and bool(before & {"the", "these", "those"}))

    def is_state_anaphor(self, token: Token) -> bool:
        """Whether the phrase is "the kingdom", "the country" …"""
        before = {self.reading.tokens[c].lower for c in token.children if c < token.i}
        return token.lower in words("state_anaphors") and "the" in before

    def _link(
        self, token: Token, mentions: tuple[Mention, ...], sketches: tuple[Sketch, ...], rule: str, score: float
    ) -> tuple[Sketch, ...]:
        if score < FLOOR or not sketches:
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
