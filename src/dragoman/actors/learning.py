"""The first pass over a page: whom it names in full, with title and short forms, before anything is resolved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dragoman.actors.compose import Composer
from dragoman.actors.context import Context
from dragoman.actors.focus import Focus
from dragoman.actors.line import Line
from dragoman.actors.naming import find_person
from dragoman.actors.phrase import Phrase
from dragoman.actors.sketch import Sketch
from dragoman.actors.wordlists import gender_of_name, words
from dragoman.language.reading import Reading, Token
from dragoman.world.names import TWO_FAMILY_NAMES, key, surnames

__all__ = ["FirstPass"]


@dataclass(slots=True)
class FirstPass:
    """Fills the page's ledger; `phrase` gives the noun phrase that a token heads."""

    reading: Reading
    line: Line
    composer: Composer
    context: Context
    focus: Focus
    phrase: Callable[[int], Phrase]

    def learn(self) -> None:
        """Whom the page names in full, with title and short forms. Names with more words come first."""
        found: list[tuple[int, Sketch, str]] = []
        bare: dict[str, str] = {}
        """Whom the first bare surname of the body means, by what is known of the world."""
        seen: list[tuple[int, str]] = []
        for token in self.reading.tokens:
            if not (self._ends_known(token) or (token.pos == "PROPN" and self.line.capital(token.i))):
                continue
            if not (self._ends_person(token) or self._ends_body(token)):
                continue
            phrase = self.phrase(token.i)
            person = find_person(self.line, phrase.first, phrase.last, self.composer.world, self.context)
            if person is None:
                self._learn_body(phrase)
                continue
            form = self.line.words(person.first, person.last)
            seen.append((token.i, form))
            for sketch in self._titled(token) or self.composer.describe(self.line, phrase, self.context)[:1]:
                if sketch.kind == "person":
                    if person.last - person.first == 1 and person.ids and self._in_body(token):
                        bare.setdefault(key(form), sketch.id)
                    elif person.full and self._in_body(token):
                        for surname in surnames(sketch.name, sketch.country):
                            bare.setdefault(key(surname), sketch.id)
                    found.append((len(form.split()), sketch, form))
        alone = {form for _, form in seen if " " not in form}
        for _length, sketch, form in sorted(found, key=lambda f: -f[0]):
            known = self.context.ledger.find(form)
            if known is not None and known.id != sketch.id:
                if sketch.rule == "title":
                    self.context.ledger.add(replace(sketch, id=known.id, name=known.name), [form])
                continue
            forms = [form, sketch.name, *surnames(form, sketch.country), *surnames(sketch.name, sketch.country)]
            if given := [w for w in form.split()[:-1] if key(w) not in words("honorifics")]:
                forms.append(given[0])
                forms += self._mothers(sketch, given[1:], alone)
            # news names people in full before it shortens them: who is "Trump" before anybody of that name came up is
            # not the first lady named later
            forms = [f for f in forms if " " in f or bare.get(key(f), sketch.id) == sketch.id]
            self.context.ledger.add(replace(sketch, rule="page"), list(dict.fromkeys(forms)))
        for token_index, form in seen:
            known = self.context.ledger.find(form)
            if known is not None and known.party and known.party.startswith("state:"):
                self.focus.add(token_index, known.party.removeprefix("state:"))

    @staticmethod
    def _mothers(sketch: Sketch, between: list[str], alone: set[str]) -> list[str]:
        """The name before the last of somebody unlisted, by which the Spanish go: "Rueda" is Enrique Rueda Pacheco."""
        unlisted = sketch.rule in ("named", "title") and sketch.country in (None, *TWO_FAMILY_NAMES)
        return [w for w in between[-1:] if unlisted and w in alone and not gender_of_name(w)]

    def _in_body(self, token: Token) -> bool:
        return self.reading.sentences[token.sentence].source == "text"

    def _titled(self, token: Token) -> list[Sketch]:
        """Somebody named behind a title: "Pinochet's Interior Minister, Enrique Montero"."""
        head = self.reading.tokens[token.head]
        if token.dep != "appos" or self.line.name(head.i) is None or head.pos == "PRON":
            return []
        title = self.phrase(head.i)
        if find_person(self.line, title.first, title.last, self.composer.world, self.context) is not None:
            return []  # of a list: "Sen. Marco Rubio, Gov. Jeb Bush and others"
        found = self.composer.describe(self.line, self.phrase(head.i), self.context)[:1]
        return [s for s in found if s.kind == "person" and s.rule == "title" and s.role]

    def _learn_body(self, phrase: Phrase) -> None:
        """A body that the page names in full and then by its letters: "Free Valley Movement (FVM)"."""
        for sketch in self.composer.describe(self.line, phrase, self.context)[:1]:
            if sketch.kind != "body" or sketch.rule not in ("named", "page"):
                continue
            letters = "".join(w[0] for w in sketch.name.split() if w[0].isupper())
            after = [t.text for t in self.reading.tokens[phrase.last : phrase.last + 3]]
            lettered = len(after) == 3 and after[0] == "(" and after[1].upper() == letters
            forms = [sketch.name, after[1]] if lettered else [sketch.name]
            self.context.ledger.add(replace(sketch, rule="page"), forms)

    def _ends_known(self, token: Token) -> bool:
        """Whether a full name of the lexicon ends here, whatever the tagger makes of it: the "un" of Kim Jong-un."""
        name = self.line.name(token.i)
        full = name is not None and name.last == token.i + 1 and name.last - name.first > 1
        return full and name is not None and any(s.kind == "person" for s in name.senses)

    def _ends_person(self, token: Token) -> bool:
        name = self.line.name(token.i)
        if name is not None and name.last == token.i + 1 and any(s.kind in ("person", "surname") for s in name.senses):
            return True
        entity = self.context.entity(token.i)
        return entity is not None and entity[2] in ("PERSON", "ORG", "GPE") and entity[1] == token.i + 1

    def _ends_body(self, token: Token) -> bool:
        entity = self.context.entity(token.i)
        return entity is not None and entity[2] == "ORG" and entity[1] == token.i + 1
