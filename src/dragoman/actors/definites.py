"""Whom "the president", "the agency", "the kingdom", "the North" and "his counterpart" mean."""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors.cast import Mention
from dragoman.actors.discourse import Discourse
from dragoman.actors.sketch import Sketch
from dragoman.actors.wordlists import bodies, coreference, pair_words, words
from dragoman.language.reading import Token
from dragoman.world.names import key

__all__ = ["Definites"]

AT_HOME = 1.0
"""What an American paper's "the president" gains towards the American one."""


class Definites:
    """Resolves definite phrases on a discourse."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse

    def office(self, token: Token, sketch: Sketch) -> tuple[Sketch, ...]:
        """ "The president", "the CIA director": the person of that title named before on the page."""
        wanted = key(sketch.role)
        loose = sketch.rule == "focus" or sketch.party is None
        role = self.discourse.meanings.world.role(sketch.role)
        anywhere = role is not None and role.note == "relational"  # a chairman or envoy may be of any body
        found: dict[str, tuple[float, Mention, Sketch]] = {}
        for mention in self.discourse.history:
            if mention.token >= token.i or len(mention.sketches) != 1:
                continue
            known = mention.sketches[0]
            if known.kind != "person" or not (self._holds(known, wanted) or self._in_office(known, wanted)):
                continue
            if not loose and known.party not in (None, sketch.party):
                continue
            if loose and not anywhere and not set(sketch.sectors) & set(known.sectors):
                continue
            away = token.sentence - self.discourse.reading.tokens[mention.token].sentence
            weight, _, _ = found.get(known.id, (0.0, mention, known))
            found[known.id] = (weight + self.discourse.salience(token, mention) / (1 + away), mention, known)
        if not found:
            return ()
        for identity, (weight, mention, known) in found.items():
            if known.country is not None and known.country == self.discourse.context.publisher:
                found[identity] = (weight + AT_HOME, mention, known)
        ranked = sorted(found.values(), key=lambda f: -f[0])
        clear = len(ranked) == 1 or ranked[0][0] >= 1.3 * ranked[1][0]
        _, mention, known = ranked[0]
        return self.discourse.link(
            token, (mention,), (known,), "title", (0.85 if not loose else 0.75) if clear else 0.45
        )

    @staticmethod
    def _holds(known: Sketch, role: str) -> bool:
        if known.sectors[:1] == ("ELI",):
            return False
        return bool(role) and (key(known.role) == role or (known.title is not None and key(known.title).endswith(role)))

    def _in_office(self, known: Sketch, role: str) -> bool:
        """Whether somebody named without a title held the office on the day of the page."""
        proper = role in self.discourse.meanings.ranks and role not in words("loose_titles")
        if not (proper and known.party and known.party.startswith("state:")):
            return False
        office = self.discourse.meanings.world.holder(role, known.party, self.discourse.context.day)
        return office is not None and office.person == known.id

    def named_body(self, i: int, noun: str) -> Sketch | None:
        """The body that a word before a noun means: "coalition" in "coalition aircraft" after "the Saudi-led coalition"."""
        token = self.discourse.reading.tokens[i]
        found = self._same_noun(token) or self._last_body(token, noun) or self._last_body(token, noun + "s")
        return found[1] if found else None

    def body(self, token: Token) -> tuple[Sketch, ...]:
        """ "The group", "the bloc", "the agency": the body of that kind spoken of last."""
        found = self._last_body(token, token.text)
        return self.discourse.link(token, (found[0],), (found[1],), "body", 0.75) if found else ()

    def _last_body(self, token: Token, noun: str) -> tuple[Mention, Sketch] | None:
        kinds = bodies().get(key(noun))
        if kinds is None:
            return None
        nearest: dict[str, tuple[Mention, Sketch]] = {}
        ruling = key(noun) in coreference("governments")["nouns"]  # a government in exile is no junta
        sentence: int | None = None
        for mention in self.discourse.recent(token, 5):
            if sentence is not None and mention.sentence_of(self.discourse.reading) < sentence:
                break
            for known in mention.sketches:
                if ruling and known.sectors[:1] == ("OPP",):
                    continue
                if known.kind == "body" and (known.organisation in kinds or self._by_sector(known, noun)):
                    sentence = mention.sentence_of(self.discourse.reading)
                    nearest.setdefault(known.id, (mention, known))
        if not nearest and key(noun) in words("joined"):
            nearest = self._whose_officials(token, kinds)
        if len(nearest) > 1 and key(noun) in words("armed"):
            return None  # "FARC and ELN units clashed. The rebels …": neither rather than the last
        return next(iter(nearest.values())) if nearest else self._only_party(token, noun)

    def _whose_officials(self, token: Token, kinds: frozenset[str]) -> dict[str, tuple[Mention, Sketch]]:
        """The bodies whose people were told of: "the NATO ambassadors met. The alliance …"."""
        found: dict[str, tuple[Mention, Sketch]] = {}
        for mention in self.discourse.recent(token, 5):
            for known in mention.sketches:
                body = self.discourse.party(known, whole=True) if (known.party or "").startswith("org:") else known
                if body.kind == "body" and body.organisation in kinds:
                    found.setdefault(body.id, (mention, body))
        return found if len(found) == 1 else {}

    def _only_party(self, token: Token, noun: str) -> tuple[Mention, Sketch] | None:
        """ "The rebels" where all rebels of the page are of one group: its leaders and spokesmen count too."""
        if key(noun) not in words("armed"):
            return None
        found: dict[str, tuple[Mention, Sketch]] = {}
        for mention in self.discourse.history:
            for known in mention.sketches:
                if (
                    mention.token < token.i
                    and known.sectors[:1] == ("REB",)
                    and (known.party or "").startswith("group:")
                ):
                    found[known.party or ""] = (mention, self.discourse.party(known))
        return next(iter(found.values())) if len(found) == 1 else None

    def same_noun(self, token: Token) -> tuple[Sketch, ...]:
        """ "The council" after "the Security Council": the one body or group that ended in the same noun.

        A body with a name of its own goes before one told of by the noun alone ("the regional bloc").
        """
        found = self._same_noun(token)
        if found is None or (found[1].id.startswith("local:") and self._last_body(token, token.text)):
            return ()
        return self.discourse.link(token, (found[0],), (found[1],), "same noun", 0.75)

    def _same_noun(self, token: Token) -> tuple[Mention, Sketch] | None:
        found: dict[str, tuple[Mention, Sketch]] = {}
        for mention in self.discourse.history:
            here = self.discourse.reading.tokens[mention.token]
            if mention.token < token.i and len(mention.sketches) == 1 and here.lower == token.lower:
                known = mention.sketches[0]
                if known.kind == "body" or (known.country is not None and known.rule != "focus"):
                    found[known.id] = (mention, known)
        return next(iter(found.values())) if len(found) == 1 else None

    @staticmethod
    def _by_sector(known: Sketch, noun: str) -> bool:
        """A body that no lexicon knows has no kind; its sector must do."""
        fitting = coreference("sectors_of_nouns").get(key(noun), ())
        return not known.organisation and bool(set(known.sectors[:1]) & set(fitting))

    def is_state_anaphor(self, token: Token) -> bool:
        """Whether the phrase is "the kingdom", "the country" …"""
        before = {self.discourse.reading.tokens[c].lower for c in token.children if c < token.i}
        return token.lower in words("state_anaphors") and "the" in before

    def state(self, token: Token) -> tuple[Sketch, ...]:
        """ "The kingdom", "the country", "the government": the state spoken of last, if only one is near."""
        allowed: list[str] | None = coreference("forms_of_state").get(token.lower)
        if allowed is not None:
            formed = self._form_of_state(token, allowed)
            if formed or token.lower not in coreference("governments")["nouns"]:
                return formed
        if token.lower in coreference("governments")["nouns"] and (home := self._subject_home(token)):
            return self.discourse.link(token, home[:1], home[1:], "state", 0.7)
        seen: dict[str, Mention] = {}
        nearest: int | None = None
        for mention in self.discourse.recent(token, 2):
            sentence = mention.sentence_of(self.discourse.reading)
            if nearest is not None and sentence < nearest:
                break
            for known in mention.sketches:
                # in the same sentence a ministry or an official speaks for the state
                speaks = sentence == token.sentence and known.rule != "focus" and known.sectors[:1] == ("GOV",)
                party = known.party if known.kind == "state" or speaks else None
                if party and party.startswith("state:"):
                    nearest = sentence
                    seen.setdefault(party, mention)
        if len(seen) != 1:
            return ()
        party, mention = next(iter(seen.items()))
        country = self.discourse.meanings.world.country(party)
        if country is None:
            return ()
        found = self.discourse.meanings.state(country, "coreference:state")
        return self.discourse.link(token, (mention,), (found,), "state", 0.7)

    def _subject_home(self, token: Token) -> tuple[Mention, Sketch] | None:
        """The party, union or crowd whose act the sentence tells, with its state: `the opposition accused the government`."""
        tokens = self.discourse.reading.tokens
        within = coreference("governments")["whose"]
        for mention in self.discourse.recent(token, 1):
            here = tokens[mention.token]
            if here.sentence != token.sentence or here.dep != "nsubj":
                continue
            homes = {s.country for s in mention.sketches if s.kind != "state" and {*s.sectors[:1]} & {*within}}
            code = homes.pop() if len(homes) == 1 else None
            if code and (country := self.discourse.meanings.world.country(code)):
                return mention, self.discourse.meanings.state(country, "coreference:state")
        return None

    def _form_of_state(self, token: Token, allowed: list[str]) -> tuple[Sketch, ...]:
        """ "The kingdom": the one kingdom that the sentences before speak of, else the page's."""
        countries = self.discourse.meanings.world.country
        for reach in range(4):
            near = [c for c in self.discourse.nearby_countries(token.sentence - reach) if c in allowed]
            if len(set(near)) == 1 and (country := countries(near[0])):
                return self.discourse.link(
                    token, (), (self.discourse.meanings.state(country, "coreference:state"),), "state", 0.8
                )
            if near:
                return ()
        on_page = [c for c in self.discourse.context.countries if c in allowed]
        if len(on_page) == 1 and (country := countries(on_page[0])):
            return self.discourse.link(
                token, (), (self.discourse.meanings.state(country, "coreference:state"),), "state", 0.7
            )
        return ()

    def direction(self, token: Token) -> tuple[Sketch, ...]:
        """ "The North" and "the South" where the page is about such a pair."""
        table = coreference("directions")
        if token.lower not in table or token.text == token.lower:
            return ()
        for north, south in zip(table["north"], table["south"], strict=True):
            if self.discourse.context.countries.get(north) and self.discourse.context.countries.get(south):
                country = self.discourse.meanings.world.country(north if token.lower == "north" else south)
                if country is not None and country.period.holds(self.discourse.context.day):
                    return self.discourse.link(
                        token, (), (self.discourse.meanings.state(country, "coreference:place"),), "direction", 0.85
                    )
        for code in table[token.lower]:
            if self.discourse.context.countries.get(code, 0) and (
                country := self.discourse.meanings.world.country(code)
            ):
                return self.discourse.link(
                    token, (), (self.discourse.meanings.state(country, "coreference:place"),), "direction", 0.7
                )
        return ()

    def is_counterpart(self, token: Token) -> bool:
        """Whether the word is "counterpart" or the like."""
        return token.lower in pair_words("counterparts")

    def counterpart(self, token: Token, sketch: Sketch, owner: tuple[Sketch, ...]) -> tuple[Sketch, ...]:
        """ "Her Ethiopian counterpart": who held the same office in the other country."""
        if not owner or sketch.country is None or not sketch.party or sketch.party == owner[0].party:
            return ()
        title = owner[0].role or owner[0].title
        if not title:
            return (replace(sketch, sectors=owner[0].sectors or sketch.sectors),)
        office = self.discourse.meanings.world.holder(title, sketch.party, self.discourse.context.day)
        person = self.discourse.meanings.world.person(office.person) if office else None
        if person is None:
            return (replace(sketch, sectors=owner[0].sectors or sketch.sectors, title=owner[0].title),)
        found = replace(
            self.discourse.meanings.person(person, self.discourse.context),
            rule="coreference:counterpart",
            title=owner[0].title,
        )
        return self.discourse.link(token, (), (found,), "counterpart", 0.8)
