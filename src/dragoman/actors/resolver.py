"""`Resolver`: a page's reading becomes its cast.

Two passes over the tokens. The first learns whom the page names in full, with their titles; the second describes
every noun phrase in the order of the page and lets coreference fill in the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.actors.belonging import Belonging
from dragoman.actors.cast import Cast, Mention
from dragoman.actors.compose import Composer
from dragoman.actors.context import Context
from dragoman.actors.coreference import Coreference
from dragoman.actors.discourse import Discourse
from dragoman.actors.focus import Focus, count_countries, count_people, is_of_place, publisher_country
from dragoman.actors.homonyms import settle_homonyms, settle_namesakes, settle_words
from dragoman.actors.identify import Candidate, identify
from dragoman.actors.learning import FirstPass
from dragoman.actors.line import Line, Name, line_of_reading
from dragoman.actors.phrase import Phrase, tree_phrase
from dragoman.actors.place import Places
from dragoman.actors.sketch import Sketch
from dragoman.actors.wordlists import bodies, coreference, pair_words, words
from dragoman.language.reading import Reading, Token
from dragoman.model import Actor, Article
from dragoman.world import World
from dragoman.world.names import key

__all__ = ["Resolver"]

MODIFIERS = frozenset(
    {"compound", "amod", "nmod", "det", "nummod", "quantmod", "advmod", "punct", "predet", "case", "npadvmod"}
)
OWNING = frozenset({"his", "her", "its", "their"})
DATELINE = 16
"""Tokens within which a dateline ends."""
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
NOMINAL_DEPS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "agent", "appos", "dative", "poss", "ROOT"}
)


class Resolver:
    """Finds the actors of pages; made once, used for any number of them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.composer = Composer(world)

    def resolve(self, article: Article, reading: Reading) -> Cast:
        """The cast of one page: `actors_at`, `channel` and `place` answer for its tokens."""
        return _Page(self, article, reading).cast()

    def party(self, identity: str) -> Actor:
        """The collective behind a party's id, as an actor."""
        country = self.world.country_of(identity)
        return Actor(id=identity, name=self.world.name_of(identity), party=identity, country=country)

    def identify(self, text: str, *, on: str | None = None, context: str = "") -> list[Candidate]:
        """Whom a bare mention means on a day, the likeliest first, and why. `context` is text around it."""
        return identify(self.composer, text, on, context)


class _Page:
    """One page while it is being read."""

    def __init__(self, resolver: Resolver, article: Article, reading: Reading) -> None:
        self.reading = reading
        self.composer = resolver.composer
        self.world = resolver.world
        self.line: Line = line_of_reading(reading, self.world)
        day = (article.published or reading.published or "")[:10] or None
        publisher = publisher_country(article.publisher, self.world)
        self.spelt = frozenset(self.line.texts)
        settle_homonyms(self.line)
        settle_words(self.line, reading)
        settle_namesakes(self.line, self.world, day, publisher)
        self.context = Context(
            day=day, countries=count_countries(self.line, self.world, day), entity=self._entity,
            publisher=publisher, possessor=self._owner, people=count_people(self.line, self.world, day),
        )  # fmt: skip
        self.places = Places(reading, self.line, self.composer.meanings, self.context, article.dateline)
        self.body = self._body_start()
        focus = self.focus = Focus(reading, self.line, self.world, self.context.countries, day, self.body)
        self.context.nearby = Belonging(focus, publisher, self.world).country
        self.context.spoken_of = self._spoken_of
        named = {s.ref for n in self.line.names for s in n.senses if s.kind == "organisation"}
        self.context.names_body = named.__contains__
        self.mentions: dict[int, Mention] = {}
        self.phrases: dict[int, Phrase] = {}
        """The phrases that were looked at, by their heads."""
        self.coreference = Coreference(
            Discourse(reading, self.composer.meanings, self.context, self.mentions.get, focus.named, self._ahead)
        )
        self.context.antecedent = self.coreference.definites.named_body
        self.context.read = self._read_before
        self.context.sides = self._sides
        self.in_order = True
        self._looking_ahead: set[int] = set()

    def cast(self) -> Cast:
        FirstPass(self.reading, self.line, self.composer, self.context, self.focus, self._phrase).learn()
        history = self.coreference.discourse.history
        # the first pass asked out of order: what it found of the nouns says nothing of those read now
        self.context.nearby = Belonging(self.focus, self.context.publisher, self.world, history).country
        for token in self.reading.tokens:
            if token.i not in self.mentions and not self._in_dateline(token) and self._heads_phrase(token):
                self._read(token)
        self.in_order = False
        return Cast(self.reading, self.mentions, self._on_request, self.places, self.coreference.discourse.links)

    def _phrase(self, head: int) -> Phrase:
        """The noun phrase at a token, taken from the parse once."""
        if head not in self.phrases:
            self.phrases[head] = tree_phrase(self.reading, self.line, head)
        return self.phrases[head]

    def _in_dateline(self, token: Token) -> bool:
        return token.i < self.body and self.reading.sentences[token.sentence].source == "text"

    def _body_start(self) -> int:
        """The first token behind the dateline: "GENEVA, April 18 (Reuters) -" is nobody's act."""
        first = next((s for s in self.reading.sentences if s.source == "text"), None)
        if first is None:
            return 0
        texts, spans = self.line.texts, self.line.spans
        if not (texts[first.first].isupper() and len(texts[first.first]) > 2):
            return 0
        for i in range(first.first + 1, min(first.last, first.first + DATELINE)):
            spaced = spans[i - 1][1] < spans[i][0]
            if texts[i] == "—" or (texts[i] in ("-", "–", "--") and spaced):
                return i + 1
        return 0

    def _entity(self, i: int) -> tuple[int, int, str] | None:
        number = self.reading.tokens[i].entity
        if number < 0:
            return None
        entity = self.reading.entities[number]
        if entity.label == "PERSON" and all(t.text.isupper() for t in self._words_of(i)):
            # of a line in capitals the tagger makes people of any words, but some are named in the text as well
            named = self.line.texts[entity.first : entity.last]
            if not all(word.capitalize() in self.spelt for word in named if word.isalpha()):
                return None
        return entity.first, entity.last, entity.label

    def _words_of(self, i: int) -> Iterator[Token]:
        """The words of the sentence that a token stands in."""
        sentence = self.reading.sentences[self.reading.tokens[i].sentence]
        return (t for t in self.reading.tokens[sentence.first : sentence.last] if t.text.isalpha())

    # --- second pass ----------------------------------------------------------------------------------------------

    def _heads_phrase(self, token: Token) -> bool:
        if token.pos in NOUNS:
            return token.dep not in MODIFIERS
        return (
            token.dep in NOMINAL_DEPS
            and token.pos in ("ADJ", "NUM", "DET", "X", "SYM", "INTJ", "VERB")
            and (self.line.name(token.i) is not None or token.lower in pair_words("bare"))
        )

    def _read(self, token: Token) -> None:
        phrase, sketches = self._describe(token)
        if not sketches:
            return
        first = next((i for i in range(phrase.first, phrase.last) if self.line.texts[i][:1].isalnum()), phrase.first)
        mention = Mention(token.i, first, phrase.last, sketches)
        self.mentions[token.i] = mention
        if not self._where(token):
            self.coreference.discourse.remember(mention)

    def _where(self, token: Token) -> bool:
        """Whether the phrase only says where: `in Goma`, `the Tanzanian city of Arusha`."""
        locative = token.dep == "pobj" and self.line.lowers[token.head] in words("locative")
        return locative or is_of_place(self.reading.tokens, token)

    def _describe(self, token: Token) -> tuple[Phrase, tuple[Sketch, ...]]:
        """The phrase at a token and whom it means."""
        here = Phrase(token.i, token.i + 1, token.i)
        links = self.coreference
        if token.lower in coreference("pronouns") and token.pos in ("PRON", "DET", "SCONJ") and token.lower != "that":
            return here, links.pronouns.resolve(token)
        if token.lower == "that":
            return here, links.pronouns.resolve(token) if token.dep in (
                "nsubj",
                "nsubjpass",
                "dobj",
            ) and token.tag == "WDT" else ()
        phrase = self._phrase(token.i)
        if token.tag == "NN" and phrase.last - phrase.first == 1 and token.lower in words("needing_article"):
            return phrase, ()
        if found := links.definites.direction(token) or links.pronouns.some_of(token):
            return phrase, found
        if links.pairs.is_pair(token):
            found = links.pairs.resolve(token)
            tied = phrase.posts or any(self.line.name(i) for i in range(phrase.first, phrase.last) if i != token.i)
            if found or not tied:
                return phrase, found
        sketches = tuple(self.composer.describe(self.line, phrase, self.context))
        return phrase, self._refer(token, phrase, sketches)

    def _sides(self, head: int) -> list[Sketch]:
        """The states that "the two countries" at a token means."""
        token = self.reading.tokens[head]
        pairs = self.coreference.pairs
        return [s for s in pairs.resolve(token) if s.kind == "state"] if pairs.is_pair(token) else []

    def _refer(self, token: Token, phrase: Phrase, sketches: tuple[Sketch, ...]) -> tuple[Sketch, ...]:
        """Definite phrases may mean somebody named before, and what somebody is called him."""
        if found := self._called(token, sketches) or self._own_group(token, phrase):
            return found
        links = self.coreference
        first = self.line.lowers[phrase.first]
        if len(sketches) > 1:
            return sketches  # "the presidents of Chad and Sudan" are named here
        if sketches and links.definites.is_counterpart(token):
            return links.definites.counterpart(token, sketches[0], self._possessors(phrase)) or sketches
        if first != "the" and not (sketches and sketches[0].rule == "office"):
            return sketches
        collective = key(token.text) in bodies() or token.lower in coreference("collectives")["nouns"]
        if (
            sketches
            and sketches[0].role
            and sketches[0].kind in ("office", "person")
            and not sketches[0].plural
            and not collective
        ):
            if sketches[0].rule in ("role", "focus", "office") and (
                found := links.definites.office(token, sketches[0])
            ):
                return found
            tied = sketches[0].country is not None and sketches[0].rule != "focus"
            if tied or sketches[0].kind == "person":
                return sketches
        own = self.line.name(phrase.last - 1)
        bare = all(self.line.name(i) in (None, own) for i in range(phrase.first, phrase.last - 1))
        loose = not sketches or sketches[0].rule == "focus"
        loose = loose or (sketches[0].country in (None, "IGO") and sketches[0].rule == "role")
        loose = loose or (bool(sketches) and sketches[0].rule == "government" and sketches[0].score < 0.7)
        if bare and loose and not self._tied(phrase):
            if links.definites.is_state_anaphor(token) and (found := links.definites.state(token)):
                return found
            if found := links.definites.same_noun(token) or links.definites.body(token):
                return found
        return sketches

    def _called(self, token: Token, sketches: tuple[Sketch, ...]) -> tuple[Sketch, ...]:
        """Who is called so: `Ahtisaari, the former president who mediated`, `its ally Azerbaijan`, `the firm, Codelco`."""
        if len(sketches) != 1 or sketches[0].plural or not sketches[0].id.startswith("local:"):
            return ()
        of_bodies = sketches[0].kind == "body" or key(token.text) in bodies()
        before, behind = ("body", "body") if of_bodies else ("person", "state")
        if not of_bodies and sketches[0].kind not in ("office", "unnamed"):
            return ()
        tokens = self.reading.tokens
        named = self.mentions.get(token.head) if token.dep == "appos" else None
        if named is not None and tokens[named.token].pos == "PROPN" and self._is_one(named, before):
            return named.sketches
        beside = next((c for c in self.reading.children(token.i, "appos") if c.left <= token.i + 2), None)
        found = self._ahead(beside.i) if beside is not None and beside.pos == "PROPN" else None
        return found.sketches if found is not None and self._is_one(found, behind) else ()

    @staticmethod
    def _is_one(mention: Mention, kind: str) -> bool:
        return [s.kind for s in mention.sketches] == [kind]

    def _own_group(self, token: Token, phrase: Phrase) -> tuple[Sketch, ...]:
        """Whom somebody acts for, called his: `he said his movement would act`, `her organisation`, `their side`."""
        owned = phrase.last - phrase.first == 2 and self.line.lowers[phrase.first] in OWNING
        if not owned or token.lower not in words("own_groups"):
            return ()
        owners = {s.id: s for s in map(self.coreference.discourse.party, self._possessors(phrase))}
        owner = owners.popitem()[1] if len(owners) == 1 else None
        if owner is None or owner.kind in ("person", "office", "unnamed"):
            return ()
        fits = owner.kind == "body" or token.lower in words("own_sides")
        return (owner.with_rule("own group", 0.9),) if fits else ()

    def _tied(self, phrase: Phrase) -> bool:
        """Whether the words behind a head name somebody: "the leader of the Houthis", but not "the rebels of shelling"."""
        return any(self.composer.describe(self.line, post, self.context) for _, post in phrase.posts)

    def _possessors(self, phrase: Phrase) -> tuple[Sketch, ...]:
        """Whom the possessive at the beginning of a phrase means."""
        for i in range(phrase.first, phrase.last):
            token = self.reading.tokens[i]
            if token.dep == "poss" or token.lower in ("his", "her", "its", "their", "whose"):
                mention = self.mentions.get(i) or self._on_request(i)
                return mention.sketches if mention else ()
        return ()

    def _ahead(self, i: int) -> Mention | None:
        """The name at a later token, read without coreference.

        None while that token is being read ahead already: the word that asks stands in the phrase it would mean.
        """
        if i in self._looking_ahead:
            return None
        self._looking_ahead.add(i)
        try:
            return self._read_ahead(i)
        finally:
            self._looking_ahead.discard(i)

    def _read_ahead(self, i: int) -> Mention | None:
        phrase = self._phrase(i)
        token = self.reading.tokens[i]
        if token.pos == "PRON" or self.line.lowers[phrase.first] in coreference("pronouns"):
            return None
        sketches = self._refer(token, phrase, tuple(self.composer.describe(self.line, phrase, self.context)))
        return Mention(i, phrase.first, phrase.last, sketches) if sketches else None

    def _spoken_of(self, name: Name) -> bool:
        """Whether the page has another word for what a place's name means: Amman or Jordanians for Jordan."""
        codes = [s.ref for s in name.senses if s.kind in ("state", "capital", "nationality")]
        return self.focus.spoken_of(codes, key(self.line.words(name.first, name.last)))

    def _read_before(self, i: int) -> list[Sketch]:
        return list(self.mentions[i].sketches) if i in self.mentions else []

    def _owner(self, i: int) -> list[Sketch]:
        """Whom a possessive pronoun means, for the composer."""
        token = self.reading.tokens[i]
        if i in self.mentions:
            return list(self.mentions[i].sketches)
        if not self.in_order:
            return []
        found = self.coreference.pronouns.resolve(token)
        if found:
            self.mentions[i] = Mention(i, i, i + 1, found)
        return list(found)

    def _on_request(self, i: int) -> Mention | None:
        """A phrase asked for that heads none of its own: "Israeli" in "Israeli strikes"."""
        token = self.reading.tokens[i]
        name = self.line.name(i)
        if self._in_dateline(token) or (token.pos == "ADJ" and not self.line.capital(i) and token.dep in MODIFIERS):
            return None
        if token.lower in words("standing_for") and (body := self.context.antecedent(i, token.lower)):
            return Mention(i, i, i + 1, (body,))
        if name is not None and token.dep in MODIFIERS and self._only_where(name, token):
            return None
        if name is not None and token.dep in MODIFIERS | {"poss"} and token.pos != "PRON":
            phrase = Phrase(name.first, name.last, name.last - 1)
            ties = self.composer.affiliations.before(self.line, name.first, name.last, self.context, 3)
            sketches = [self._of_tie(t.party) or t.principal for t in ties if t.party or t.principal]
            if found := tuple(s for s in sketches if s is not None):
                principal = next((t.principal for t in ties if t.principal), None)
                return Mention(i, phrase.first, phrase.last, (principal,) if principal else found)
        phrase, found = self._describe(token)
        return Mention(i, phrase.first, phrase.last, found) if found else None

    def _only_where(self, name: Name, token: Token) -> bool:
        """Whether a capital only says where something was agreed or held: "the Minsk agreements", "the Oslo talks"."""
        head = self.reading.tokens[token.head]
        kinds = {s.kind for s in name.senses}
        return "capital" in kinds and not kinds & {"state", "nationality"} and head.lemma in words("held_in_towns")

    def _of_tie(self, party: str | None) -> Sketch | None:
        country = self.world.country(party) if party and party.startswith("state:") else None
        return self.composer.meanings.state(country, "nationality") if country else None
