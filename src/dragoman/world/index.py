"""Every name and role noun of the lexicon in one dictionary, and the longest match over a text's words.

A look-up costs one dictionary access for each word that begins no name, so that a page is matched in about a
millisecond and nothing has to be compiled: an automaton over characters was no faster here, takes longer to load,
and would need word boundaries, hyphens and accents checked after each hit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dragoman.datafiles import read_table
from dragoman.world.names import Word, plural, split_words, surnames, word_pairs
from dragoman.world.tables import Country, Lexicon, Office, People, Region

__all__ = ["Hit", "Index", "Sense"]

BODIES = frozenset({"organisation", "metonym", "state", "nationality", "capital"})
PRINTED_SMALL = frozenset(read_table("world/names")["printed_small"])
TITLES = frozenset(read_table("world/names")["titles"])


class Sense(NamedTuple):
    """One meaning of a form."""

    kind: str
    """`state`, `nationality`, `citizen`, `citizens`, `capital`, `metonym`, `person`, `surname`, `organisation`,
    `region`, `regional`, `ethnic`, `ethnic-one`, `ethnic-many`, `role`, `roles`."""
    ref: str
    """Country code, id, or the role's key; for a metonym, region or people its number in the lexicon's list."""
    case: str
    """A letter a word: `u` must be in capitals, `c` must begin with one, `l` may be anything."""


class Hit(NamedTuple):
    """A form found in a text: words `first` to `last`, the latter not included."""

    first: int
    last: int
    senses: tuple[Sense, ...]


class Index:
    """Forms to senses."""

    def __init__(self, senses: dict[str, tuple[Sense, ...]], longest: dict[str, int]) -> None:
        self.senses = senses
        self.longest = longest
        self._papers: set[str] = set()

    @classmethod
    def of(cls, lexicon: Lexicon) -> Index:
        """The index of a lexicon."""
        index = cls({}, {})
        index._fill(lexicon)
        return index

    def _fill(self, lexicon: Lexicon) -> None:
        self._papers = {o.id for o in lexicon.organisations if o.kind == "media"}  # a journal is called Foreign Affairs
        for country in lexicon.countries.values():
            self._add_country(country)
        for k, metonym in enumerate(lexicon.metonyms):
            # "Kremlin officials": before a noun the article belongs to the noun
            bare = metonym.name.removeprefix("the ")
            self._add_all((metonym.name, bare, *metonym.aliases), "metonym", str(k))
        for k, region in enumerate(lexicon.regions):
            self._add_region(region, str(k))
        for k, people in enumerate(lexicon.peoples):
            self._add_people(people, str(k))
        for organisation in lexicon.organisations:
            self._add_all((organisation.name, *organisation.aliases), "organisation", organisation.id)
        self._add_persons(lexicon.offices)
        for noun, role in lexicon.roles.items():
            if self._begins_with_body(noun, lexicon):
                continue
            self._add(role.noun, "roles" if role.plural else "role", noun, any_case=True)
            if not role.plural:
                self._add(plural(role.noun), "roles", noun, any_case=True)
        self._add_spellings(lexicon.offices)

    def match(self, words: Sequence[Word]) -> list[Hit]:
        """The longest forms, from left to right, none inside another; capitals must agree."""
        hits: list[Hit] = []
        folded = [word[0] for word in words]
        end, longest = 0, self.longest
        for i, first in enumerate(folded):
            if first not in longest or i < end:
                continue
            hit = self._longest_at(words, folded, i)
            if hit is None:
                continue
            if first == "the" and i + 1 < len(folded) and folded[i + 1] in longest:
                # "the Elysee" is a name, but in "the Elysee Palace" the longer one without the article is meant
                behind = self._longest_at(words, folded, i + 1)
                hit = behind if behind is not None and behind.last > hit.last else hit
            hits.append(hit)
            end = hit.last
        return hits

    def _longest_at(self, words: Sequence[Word], folded: Sequence[str], i: int) -> Hit | None:
        """The longest form that begins at word `i`."""
        senses = self.senses
        for length in range(min(self.longest[folded[i]], len(folded) - i), 0, -1):
            found = senses.get(" ".join(folded[i : i + length]) if length > 1 else folded[i])
            if found and (fitting := _fitting(found, words[i : i + length])):
                return Hit(i, i + length, fitting)
        return None

    def look_up(self, text: str) -> tuple[Sense, ...]:
        """The senses of a form in any case."""
        return self.senses.get(" ".join(w.folded for w in split_words(text)), ())

    def _begins_with_body(self, noun: str, lexicon: Lexicon) -> bool:
        """Whether a role is a body's name and another role ("cia director"): the parts say more than the whole."""
        parts = noun.split()
        if (
            parts[0] == "opposition"
            and lexicon.roles[noun].sectors == ("OPP",)
            and " ".join(parts[1:]) in lexicon.roles
        ):
            return True  # OPP comes second: "opposition lawmakers" are LEG;OPP
        return any(
            any(s.kind in BODIES and s.case != "l" * k and s.ref not in self._papers
                for s in self.senses.get(" ".join(parts[:k]), ()))
            and " ".join(parts[k:]) in lexicon.roles
            for k in range(1, len(parts))
        )  # fmt: skip

    def _begins_with_title(self, alias: str, name: str) -> bool:
        """Whether an alias is only a title and a surname ("President Moon"): the title must stay a word of its own."""
        words = split_words(alias)
        return len(words) > 1 and alias != name and words[0].folded in TITLES and not name.startswith(words[0].raw)

    def _add_country(self, country: Country) -> None:
        self._add_all((country.name, *country.aliases), "state", country.code)
        self._add_all(country.adjectives, "nationality", country.code)
        self._add_all(country.capitals, "capital", country.code)
        for one, many in country.people or ((a, a + "s") for a in country.adjectives if a.endswith(("n", "i"))):
            self._add(one, "citizen", country.code)
            self._add(many, "citizens", country.code)

    def _add_region(self, region: Region, number: str) -> None:
        self._add_all((region.name, *region.aliases), "region", number)
        self._add_all(region.adjectives, "regional", number)
        for one, many in region.people or ((a, a + "s") for a in region.adjectives if a.endswith(("n", "i"))):
            self._add(one, "regional-one", number)
            self._add(many, "regional-many", number)

    def _add_people(self, people: People, number: str) -> None:
        self._add(people.name, "ethnic", number)
        for one, many in people.people:
            self._add(one, "ethnic-one", number)
            self._add(many, "ethnic-many", number)

    def _add_persons(self, offices: Iterable[Office]) -> None:
        for office in offices:
            country = office.party.removeprefix("state:")
            for name in (office.name, *office.aliases):
                if not self._begins_with_title(name, office.name):
                    self._add(name, "person", office.person)
            for short in surnames(office.name, country):
                self._add(short, "surname", office.person)

    def _add_spellings(self, offices: Iterable[Office]) -> None:
        """Surnames as other papers spell them, where nobody and nothing else is called so: Tudjman, Chou, Gorbachov."""
        found: list[tuple[str, str]] = []
        for office in offices:
            country = office.party.removeprefix("state:")
            for alias in office.aliases:
                if _spells(alias, office.name):
                    found += [(short, office.person) for short in surnames(alias, country)]
        for short, person in [(s, p) for s, p in dict.fromkeys(found) if not self.look_up(s)]:
            self._add(short, "surname", person)

    def _add_all(self, forms: Iterable[str], kind: str, ref: str) -> None:
        for form in forms:
            self._add(form, kind, ref)

    def _add(self, form: str, kind: str, ref: str, any_case: bool = False) -> None:
        words = word_pairs(form)
        if not words:
            return
        name = " ".join([folded for folded, _ in words])
        case = "l" * len(words) if any_case else "".join([_case(raw) for _, raw in words])
        sense = Sense(kind, ref, case)
        known = self.senses.get(name, ())
        if sense not in known:
            self.senses[name] = (*known, sense)
            first = words[0][0]
            if len(words) > self.longest.get(first, 0):
                self.longest[first] = len(words)


def _spells(alias: str, name: str) -> bool:
    """Whether an alias is the same name spelt otherwise, so that it ends in a surname too: not "the Prince of Wales"."""
    words = alias.split()
    if any(w in words for w in ("of", "the", "The")) or not (words[0][:1].isupper() and words[-1][:1].isupper()):
        return False
    own = {_joined(w) for w in name.split()}
    first, last = {_joined(w) for w in words[:-1]}, _joined(words[-1])
    return bool(own & first) or (len(words) > 1 and last in own)


def _joined(word: str) -> str:
    """A word without its hyphens and doubled letters, in which spellings differ most."""
    folded = "".join(folded for folded, _ in word_pairs(word))
    return "".join(c for c, before in zip(folded, " " + folded, strict=False) if c != before)


def _case(raw: str) -> str:
    if len(raw) > 1 and raw.isupper():
        return "u"
    return "c" if raw[:1].isupper() else "l"


def _fitting(senses: tuple[Sense, ...], words: Sequence[Word]) -> tuple[Sense, ...]:
    """The senses whose capitals agree; those that agree to the letter go before an acronym in small letters."""
    fitting = tuple(s for s in senses if _fits(s, words))
    if not fitting:
        fitting = tuple(s for s in senses if _fits(s, words, loosely=True))
    return senses if len(fitting) == len(senses) else fitting


def _fits(sense: Sense, words: Sequence[Word], loosely: bool = False) -> bool:
    for wanted, word in zip(sense.case, words, strict=True):
        if wanted == "u" and not word.raw.isupper():
            # "Farc" and "Unicef" are printed so by some papers; a short acronym must keep its capitals ("US", "WHO")
            small = len(word.raw) >= 5 or word.folded in PRINTED_SMALL
            if not (loosely and small and word.raw[0].isupper()):
                return False
        elif wanted == "c" and not (word.raw[0].isupper() or word.raw[0].isdigit()):
            return False
        elif sense.kind == "surname" and len(word.raw) <= 3 and len(word.raw) > 1 and word.raw.isupper():
            return False  # "NO" is not Mr. No
    return True
