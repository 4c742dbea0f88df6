"""Whom pronouns mean: grammar and agreement say who can be meant, `Antecedents` who most likely is."""

from __future__ import annotations

from dragoman.actors.antecedents import Antecedents, Pronoun
from dragoman.actors.cast import Mention
from dragoman.actors.discourse import REACH, SUBJECTS, Discourse
from dragoman.actors.sketch import Sketch
from dragoman.actors.wordlists import coreference, words
from dragoman.language.reading import Token

__all__ = ["Pronouns"]

LIKELY = 0.45
"""Share from which a pronoun means somebody."""
JOINED = frozenset({"person", "state", "body", "people"})
"""Kinds of those whom *they* may mean together."""
POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "whose"})


class Pronouns:
    """Resolves pronouns on a discourse."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.antecedents = Antecedents(discourse)

    def resolve(self, token: Token) -> tuple[Sketch, ...]:
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
        gender, number = features["gender"], features["number"]
        if (beside := self._beside(token, gender, number)) is not None:
            return self.discourse.link(token, (beside,), beside.sketches, f"pronoun:{token.lower}:beside", 0.85)
        if (asked := self._asked(token, gender, number)) is not None:
            return self.discourse.link(token, (asked,), asked.sketches, f"pronoun:{token.lower}:asked", 0.75)
        found, score = self._best(token, gender, number)
        elsewhere = all(m.sentence_of(self.discourse.reading) != token.sentence for m in found)
        if elsewhere and (ahead := self._ahead(token, gender, number)):
            return self.discourse.link(token, (ahead,), ahead.sketches, f"pronoun:{token.lower}:ahead", 0.7)
        sketches = tuple(s for m in found for s in m.sketches)
        return self.discourse.link(token, found, sketches, f"pronoun:{token.lower}", score, LIKELY)

    def some_of(self, token: Token) -> tuple[Sketch, ...]:
        """Of whom a bare quantity speaks: `Farmers marched; some threw stones, eleven were held`; or a crowd: `thousands`."""
        if token.dep not in SUBJECTS or token.children:
            return ()
        if token.lower in words("crowds"):
            return (self._crowd(token),)
        if token.lower not in words("some_of") and token.pos != "NUM":
            return ()
        for mention in self.discourse.recent(token, 1):
            if len(mention.sketches) == 1 and mention.sketches[0].kind == "people":
                return self.discourse.link(token, (mention,), mention.sketches, "some of", 0.7)
        return ()

    def _crowd(self, token: Token) -> Sketch:
        code = self.discourse.context.nearby(token.i, "local")
        country = self.discourse.meanings.world.country(code) if code else None
        return Sketch(
            "people", f"local:{code.lower()}-people" if code else "local:people", token.lower,
            country=country.coded if country else code, sectors=("CVL",), plural=True, role="people", rule="crowd",
        )  # fmt: skip

    def _beside(self, token: Token, gender: str, number: int) -> Mention | None:
        """ "Mr. Macron and his wife": whose is what stands beside somebody."""
        tokens = self.discourse.reading.tokens
        thing = tokens[token.head]
        if token.lower not in POSSESSIVES or thing.dep != "conj":
            return None
        mention = self.discourse.at(thing.head)
        return mention if mention is not None and self._fits(mention, gender, number) > 0 else None

    def _asked(self, token: Token, gender: str, number: int) -> Mention | None:
        """ "The envoy asked the president to wait. He refused": who replies is who was asked."""
        reading = self.discourse.reading
        here = reading.sentences[token.sentence]
        if token.head != here.root or token.dep != "nsubj" or not here.index:
            return None
        before = reading.sentences[here.index - 1]
        told, asked = reading.tokens[here.root].lemma, reading.tokens[before.root].lemma
        if told not in words("replying") or asked not in words("asking") or before.source != here.source:
            return None
        objects = [c.i for c in reading.children(before.root, "dobj", "dative", "ccomp")]
        objects += [
            p.i for c in reading.children(before.root, "prep") if c.lower == "on" for p in reading.children(c.i, "pobj")
        ]
        # "asked Chad to leave": the parser may make Chad the subject of what is asked
        objects += [s.i for i in objects for s in reading.children(i, "nsubj") if reading.tokens[i].dep == "ccomp"]
        return next(
            (m for i in objects if (m := self.discourse.at(i)) is not None and self._fits(m, gender, number) > 0), None
        )

    def _best(self, token: Token, gender: str, number: int) -> tuple[tuple[Mention, ...], float]:
        """The mentions that a pronoun most likely means and how likely; none where it likelier means nobody."""
        pronoun = Pronoun(token, gender, number, token.lower in POSSESSIVES)
        speaking = self._speaking(token)

        def fits(mention: Mention) -> float:
            if self._bound(token, mention) or any(s.id in speaking for s in mention.sketches):
                return 0.0
            return self._fits(mention, gender, number)

        joined = self._joined(token) if number == 2 else None
        choices = self.antecedents.choices(pronoun, REACH if number == 1 else 2, fits, joined)
        shares = self.antecedents.rank(pronoun, choices)
        together: dict[frozenset[str], float] = {}
        for choice, share in zip(choices, shares, strict=True):
            together[choice.ids] = together.get(choice.ids, 0.0) + share
        likeliest = max(together, key=lambda ids: together[ids])
        if not likeliest or together[likeliest] < LIKELY:
            return (), 0.0
        return next(c.mentions for c in choices if c.ids == likeliest), together[likeliest]

    def _joined(self, token: Token) -> tuple[Mention, ...] | None:
        """The subject "A, B and C" of this sentence or the one before, for "they"."""
        tokens = self.discourse.reading.tokens
        for mention in self.discourse.recent(token, 1):
            heads = [mention.token]
            while tokens[heads[-1]].dep == "conj":
                heads.append(tokens[heads[-1]].head)
            if len(heads) == 1 or tokens[heads[-1]].dep not in SUBJECTS or self._bound(token, mention):
                continue
            members = [self.discourse.at(i) for i in self._conjuncts(heads[-1])]
            if all(m is not None and m.sketches[0].kind in JOINED for m in members):
                return tuple(m for m in members if m is not None)
        return None

    def _conjuncts(self, head: int) -> list[int]:
        """A noun and all that are joined to it, each to the first or to the one before."""
        below = self.discourse.reading.children(head, "conj")
        return [head, *(i for child in below for i in self._conjuncts(child.i))]

    def _ahead(self, token: Token, gender: str, number: int) -> Mention | None:
        """ "In his speech, Mr. Kim said": a possessive in a phrase before the subject means the subject."""
        if token.lower not in POSSESSIVES or number != 1:
            return None
        sentence = self.discourse.reading.sentences[token.sentence]
        subject = next(
            (c for c in self.discourse.reading.children(sentence.root, "nsubj", "nsubjpass") if c.left > token.i), None
        )
        fronted = any(
            above.dep in ("prep", "advcl", "npadvmod") and above.head == sentence.root
            for above in self.discourse.reading.ancestors(token.i)
        )
        if subject is None or not fronted:
            return None
        mention = self.discourse.read_ahead(subject.i)
        return mention if mention is not None and self._fits(mention, gender, number) > 0 else None

    def _speaking(self, token: Token) -> set[str]:
        """Ids of those whose words a token stands in: "he" in a quotation is not its speaker."""
        source = self.discourse.reading.sentences[token.sentence].source
        return {
            sketch.id
            for s in self.discourse.reading.statements
            if s.direct and s.source == source and s.start <= token.start and token.end <= s.end
            for head in s.speakers
            if (mention := self.discourse.at(head) or self.discourse.read_ahead(head)) is not None
            for sketch in mention.sketches
        }

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
        if one.kind not in ("person", "office", "unnamed") or one.role in coreference("collectives")["nouns"]:
            return 0.0
        if one.gender and one.gender != gender:
            return 0.0
        return 1.0 if one.gender else 0.85

    def _bound(self, token: Token, mention: Mention) -> bool:
        """Whether grammar forbids the link: "him" is not the subject of its own verb."""
        there = self.discourse.reading.tokens[mention.token]
        owns = token.lower in POSSESSIVES and (token.lower != "her" or token.dep == "poss")
        if owns or token.lower.endswith(("self", "selves")):
            # "his" inside the phrase of a mention does not mean that mention
            return mention.first <= token.i < mention.last
        if there.sentence != token.sentence or token.dep in SUBJECTS:
            return False
        return mention.token in self._subjects(token)

    def _subjects(self, token: Token) -> set[int]:
        """The subject of the verb that governs a token, also where verbs share it ("held his hands and thanked him")."""
        tokens = self.discourse.reading.tokens
        verb = tokens[token.head]
        while (verb.dep in ("prep", "pobj", "agent", "dative") or verb.pos == "NUM") and verb.head != verb.i:
            verb = tokens[verb.head]  # also of "two of them"
        for _ in range(3):
            found = {c.i for c in self.discourse.reading.children(verb.i, "nsubj", "nsubjpass")}
            if found or verb.dep not in ("conj", "xcomp", "ROOT", "advcl") or verb.head == verb.i:
                return found
            verb = tokens[verb.head]
        return set()

    def _expletive(self, token: Token) -> bool:
        """ "It is clear that", "it rained": means nobody."""
        if token.dep == "expl":
            return True
        verb = self.discourse.reading.tokens[token.head]
        if token.dep in SUBJECTS and verb.lemma == "be" and verb.pos == "AUX":
            adjective = next(self.discourse.reading.children(verb.i, "acomp"), None)
            return adjective is None or self._judges(verb, adjective)
        if token.dep in SUBJECTS and verb.lemma in ("be", "seem", "appear", "rain", "snow", "take", "emerge", "matter"):
            return any(
                c.dep in ("ccomp", "xcomp", "advcl", "acomp", "csubj") for c in self.discourse.reading.children(verb.i)
            )
        return False

    def _judges(self, verb: Token, adjective: Token) -> bool:
        """ "It is clear that": what is judged follows; but it is somebody who is ready or able to do something."""
        if adjective.lemma in words("minded"):
            return False
        below = (c for t in (verb, adjective) for c in self.discourse.reading.children(t.i))
        return any(c.dep in ("ccomp", "xcomp", "csubj", "advcl") or c.tag == "TO" for c in below)

    def _speaker(self, token: Token) -> tuple[Sketch, ...]:
        """I and we in a quotation mean its speaker."""
        source = self.discourse.reading.sentences[token.sentence].source
        inside = [
            s for s in self.discourse.reading.statements
            if s.direct and s.source == source and s.start <= token.start and token.end <= s.end and s.speakers
        ]  # fmt: skip
        if not inside:
            return ()
        statement = min(inside, key=lambda s: s.end - s.start)
        found = [
            m for h in statement.speakers if (m := self.discourse.at(h) or self.discourse.read_ahead(h)) is not None
        ]
        sketches = tuple(s for m in found for s in m.sketches)
        return self.discourse.link(token, tuple(found), sketches, "speaker", 0.9 if not statement.carried else 0.75)

    def _holder_of(self, i: int) -> Mention | None:
        """The mention that a noun behind a preposition belongs to."""
        tokens = self.discourse.reading.tokens
        if tokens[i].dep != "pobj" or tokens[tokens[i].head].dep != "prep":
            return None
        return self.discourse.at(tokens[tokens[i].head].head)

    def _relative(self, token: Token) -> tuple[Sketch, ...]:
        """Who and which mean the noun that their clause hangs on."""
        for above in [token, *self.discourse.reading.ancestors(token.i)]:
            if above.dep == "relcl":
                mention = self.discourse.at(above.head)
                if token.lower in ("who", "whom") and (mention is None or mention.sketches[0].kind == "state"):
                    # "an official in Khartoum who": the parser hangs the clause on the nearest noun
                    mention = self._holder_of(above.head) or mention
                if mention is None or mention.token >= token.i:
                    return ()
                return self.discourse.link(token, (mention,), mention.sketches, "relative", 0.9)
        return ()
