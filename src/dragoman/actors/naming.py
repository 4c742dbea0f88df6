"""Where in a noun phrase a person's name stands, and where the titles before it end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.actors.context import Context
from dragoman.actors.line import Line, Name
from dragoman.actors.wordlists import bodies, gender_of_name, words
from dragoman.world import Person, World
from dragoman.world.names import PARTICLES, key

__all__ = ["PersonName", "find_person"]

PLACE_LIKE = frozenset({"state", "capital", "metonym", "organisation", "region", "nationality", "citizens", "regional"})
NO_GIVEN_NAMES = frozenset({"the", "former", "ex", "late", "acting", "then"})
PLACE_KINDS = frozenset({"state", "capital", "nationality", "citizen", "citizens", "region", "regional", "metonym"})
"""Kinds of names that somebody may bear as a surname: Denzel Washington."""
ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "every", "each"})
LEADING = frozenset({"president", "prime minister", "chancellor", "king", "queen", "supreme leader", "leader"})
"""Offices whose holders are told of by a bare surname that is also a city's name."""
BIG_CITY = 300_000
"""Inhabitants from which a city's name is no bare surname."""
TOWN = 50_000
"""Inhabitants from which the name of a town is no person's, if only the tagger says so."""
INITIALS = re.compile(r"(?:[A-Z]\.-?){1,4}")
NO_NAME = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name: tokens `first` to `last`, the latter not included."""

    first: int
    last: int
    ids: list[str]
    """The lexicon's persons of that name."""
    full: bool
    """More than a surname."""
    title_end: int
    """Token behind the last title word before the name."""
    gender: str = ""


def find_person(
    line: Line, first: int, last: int, world: World, context: Context, apposed: bool = False
) -> PersonName | None:
    """The person named at the end of tokens `first` to `last`; None if the words name nobody.

    `apposed` where they stand beside a title (`the envoy, Rajab Azzarouk`), so that two capitals are a name.
    """
    if first >= last:
        return None
    name = line.name(last - 1)
    if not any(map(line.capital, range(last - 1 if name is None else max(name.first, first), last))):
        return None
    kinds = {s.kind for s in name.senses} if name else set()
    entity = context.entity(last - 1)
    tagged = entity is not None and entity[2] == "PERSON" and not _is_mistagged(line, *entity[:2], world, context)
    if entity is not None and entity[2] in NO_NAME and not (name and _title_before(line, first, name.first)):
        return None  # "on 4 May", but not "Mrs May"
    if name is not None and "person" in kinds and name.first >= first:
        alone = name.last - name.first == 1  # "Assad" is a name of two presidents, whoever has it as an alias
        ids = [s.ref for s in name.senses if s.kind == "person" or (alone and s.kind == "surname")]
        if kinds & PLACE_LIKE and not tagged:
            return None
        start = _extend(line, first, name.first)
        if start < name.first and name.last - name.first == 1:
            ids = _same_person(line, start, last, name, world)  # Scott Paul is not King Paul
        several = alone and start == name.first and len(set(ids)) > 1
        return _finish(line, first, start, last, ids, not several, name)
    if name is not None and "surname" in kinds and name.first >= first:
        start = _extend(line, first, name.first)
        titled = _title_before(line, first, start)
        if start < name.first:
            ids = _same_person(line, start, last, name, world)
        elif kinds & PLACE_LIKE and not (titled or context.ledger.find(line.words(name.first, last))):
            return None
        elif start and line.lowers[start - 1] in ARTICLES and not titled:
            return None  # "in the North"
        elif not titled and _is_city(line, name, world, context):
            return None
        else:
            ids = [s.ref for s in name.senses if s.kind == "surname"]
        if ids and kinds & {"role", "roles"} and not (tagged or titled):
            return None
        return _finish(line, first, start, last, ids, start < name.first, name)
    if name is not None and name.last == last and kinds - {"citizen", "ethnic-one", "ethnic", "regional-one"}:
        whole = tagged and entity is not None and first <= entity[0] < name.first and kinds <= PLACE_KINDS
        namesake = context.ledger.find(line.words(name.first, last))
        if namesake is not None and namesake.kind == "person" and not context.spoken_of(name):
            return _finish(line, first, name.first, last, [], False, name)  # Jordan, after Michael Jordan
        if not (whole or _given_before(line, first, name)):
            return None
        if line.lowers[name.first - 1] in ARTICLES:
            return None
        return _finish(line, first, _extend(line, first, name.first - 1), last, [], True, name)
    return _unlisted(line, first, last, context, tagged, entity, apposed)


def _is_mistagged(line: Line, first: int, last: int, world: World, context: Context) -> bool:
    """Whether what the tagger takes for a person is a town, or words such as bodies are named by: "National Defence"."""
    name = line.words(first, last)
    if last - first > 1 and world.common_words.issuperset(map(key, line.texts[first:last])):
        return True
    if gender_of_name(name):
        return False
    if _inhabitants(name, world) >= TOWN:
        return True
    near = tuple(c for c, _ in context.countries.most_common(3)) if line.name(last - 1) is None else ()
    spot = world.places.best(name, near) if near else None  # of the page's own countries villages too
    return spot is not None and spot.country in near


def _same_person(line: Line, start: int, last: int, name: Name, world: World) -> list[str]:
    """Those of a surname who may be meant by a text's longer or shorter form of their whole name.

    "Mariam al-Sadig al-Mahdi" is Mariam al-Mahdi, and "José Barroso" is José Manuel Barroso.
    """
    printed = key(line.words(start, last)).split()
    found = []
    people = [p for s in name.senses if s.kind in ("surname", "person") and (p := world.person(s.ref))]
    if all(INITIALS.fullmatch(text) for text in line.texts[start : name.first]):
        initials = "".join(c for text in line.texts[start : name.first] for c in text if c.isalpha())
        return [p.id for p in _by_initials(initials, people)]
    for person in people:
        words_of = key(person.name).split()
        longer = len(words_of) > 1 and set(words_of) <= set(printed)
        shorter = set(printed) <= set(words_of) and words_of[:1] == printed[:1]
        if longer or shorter:
            found.append(person.id)
    return found


@lru_cache(maxsize=4096)
def _inhabitants(text: str, world: World) -> int:
    """Of the town that is meant first by a name; 0 where no town has it."""
    return max((spot.population for spot in world.places.named(text)[:1]), default=0)


def _is_city(line: Line, name: Name, world: World, context: Context) -> bool:
    """Whether a bare surname is rather a big city: "Birmingham" is no Senator Birmingham, but Kennedy is president."""
    form = line.words(name.first, name.last)
    if context.ledger.find(form) or _inhabitants(form, world) < BIG_CITY:
        return False
    people = [p for s in name.senses if s.kind == "surname" and (p := world.person(s.ref))]
    return not any(o.office in LEADING for p in people for o in p.on(context.day))


def _given_before(line: Line, first: int, name: Name) -> bool:
    """ "Jordan" in "Michael Jordan", "Chad" in "Mr. Chad": a given name or honorific right before a place's name."""
    i = name.first - 1
    if i < first or not line.capital(i):
        return False
    if key(line.texts[i]) in words("honorifics"):
        return key(line.words(name.first, name.last)) not in words("addressed")  # "your visit, Mr. President"
    return _nameless(line, i) and bool(gender_of_name(line.texts[i]))


def _unlisted(
    line: Line,
    first: int,
    last: int,
    context: Context,
    tagged: bool,
    entity: tuple[int, int, str] | None,
    apposed: bool,
) -> PersonName | None:
    """A name that the lexicon does not have: behind a title, or taken for a person by the tagger."""
    start = last
    while start > first and _name_word(line, start - 1):
        start -= 1
    if start == last or line.lowers[last - 1] in words("buildings"):
        return None
    if _is_given_name(line, first, start - 1):
        start -= 1
    ledgered = context.ledger.find(line.words(start, last))
    if ledgered is not None and ledgered.kind != "person" and not apposed:
        return None
    titled = _title_before(line, first, start) or (apposed and start == first and last - start > 1)
    given = last - start >= 2 and bool(gender_of_name(line.words(start, last)))
    known = ledgered is not None and ledgered.kind == "person"
    if tagged and entity is not None:
        start = max(start, min(entity[0], last - 1)) if not titled else start
    if not (titled or tagged or known or given):
        return None
    if not (titled or known) and all(INITIALS.fullmatch(text) or text == "." for text in line.texts[start:last]):
        return None  # "UNITED NATIONS, N. Y."
    if start and line.lowers[start - 1] in ARTICLES and not (titled or known):
        return None  # "the Red Sea Mills" are nobody, whatever the tagger says
    if start and line.lowers[start - 1] in words("locative") and last - start == 1 and not (titled or known):
        return None  # "in Panmunjom"
    if tagged and not titled and last - start == 1 and not known:
        # one unknown word that only the tagger takes for a person is as often a place or a body
        return PersonName(start, last, [], False, start) if entity and entity[1] - entity[0] == 1 else None
    return _finish(line, first, start, last, [], last - start > 1, None)


def _is_given_name(line: Line, first: int, i: int) -> bool:
    """Whether the name of a place or body between a title and a surname is given to a person: "Minister Israel Katz"."""
    name = line.name(i) if i > first else None
    if name is None or name.last - name.first > 1 or name.joint or not line.capital(i):
        return False
    return {s.kind for s in name.senses} <= PLACE_LIKE and not line.texts[i].isupper() and _title_before(line, first, i)


def _name_word(line: Line, i: int) -> bool:
    """Whether a token can be part of an unlisted name."""
    text = line.texts[i]
    if text in ("-", "–", "'", "’", "."):
        return i > 0
    if line.lowers[i] in PARTICLES and i + 1 < len(line):
        return line.capital(i) or line.lowers[i] not in ("at", "as", "an", "do")
    acronym = text.isupper() and len(text) > 3 and not INITIALS.fullmatch(text)
    if not text[:1].isupper() or key(text) in words("honorifics") or acronym:
        return False
    if not text.replace("'", "").replace("’", "").replace("-", "").replace(".", "").isalpha():
        return False  # "ICBMs)–part"
    name = line.name(i)
    if name is None:
        return text not in ("The", "A", "An", "In", "On", "At", "But", "And", "Former", "Ex")
    kinds = {s.kind for s in name.senses}
    return name.last - name.first == 1 and kinds <= {"surname", "person", "ethnic-one", "ethnic-many", "ethnic"}


def _extend(line: Line, first: int, start: int) -> int:
    """The beginning of a full name that ends in a known one: "Teresa Heinz" before "Kerry"."""
    i = start
    while i > first:
        before = i - 1
        while before > first and (line.texts[before] in ("-", "–") or line.lowers[before] in PARTICLES):
            before -= 1  # "Sadig" in "al-Sadig al-Mahdi", "Maria" in "Maria van der Hoeven"
        nameless = _nameless(line, before) or line.lowers[before] in words("given_names_too")
        initials = INITIALS.fullmatch(line.texts[before])
        if not (line.capital(before) and nameless and (initials or line.texts[before].isalpha())):
            break
        if key(line.texts[before]) in words("honorifics") or line.lowers[before] in NO_GIVEN_NAMES:
            break
        if line.tags[before] not in ("", "NNP", "NNPS") and not initials and not gender_of_name(line.texts[before]):
            break
        i = before
    return i


def _by_initials(initials: str, people: list[Person]) -> list[Person]:
    """Those whom initials fit, else those whom they do not refute: "R.F." Botha is not P. W. Botha, but maybe Pik."""
    spelt = [p for p in people if INITIALS.match(p.name)]
    exact = [p for p in spelt if "".join(c for c in p.name.rpartition(" ")[0] if c.isalpha()) == initials]
    others = [p for p in people if p not in spelt]
    return exact or [p for p in others if p.name[:1] == initials[0]] or others


def _nameless(line: Line, i: int) -> bool:
    """Whether the lexicon has nothing for a token but somebody's surname: "Ali" in "Ali Mansour"."""
    name = line.name(i)
    return name is None or (
        name.last - name.first == 1
        and {s.kind for s in name.senses} <= {"surname", "ethnic", "ethnic-one", "ethnic-many"}
    )


def _title_before(line: Line, first: int, start: int) -> bool:
    """Whether a role or an honorific stands right before a name."""
    i = start - 1
    while i >= first and line.texts[i] in ("-", ".", ","):
        i -= 1
    if i < first:
        return False
    if key(line.texts[i]) in words("honorifics") or key(line.texts[i]) in words("abbreviated"):
        return True
    name = line.name(i)
    if name is None:
        return False
    roles = [s.ref for s in name.senses if s.kind == "role"]
    # "the daily Blic", "the company Norilsk", "National Defence": the name behind such a noun is no person's
    return bool(roles) and not any(ref in bodies() or ref in words("no_titles") for ref in roles)


def _finish(line: Line, first: int, start: int, last: int, ids: list[str], full: bool, name: Name | None) -> PersonName:
    gender = ""
    end = start
    while end > first and (key(line.texts[end - 1]) in words("honorifics") or line.texts[end - 1] == "."):
        low = key(line.texts[end - 1])
        gender = gender or (
            "f" if low in words("female_honorifics") else "m" if low in words("male_honorifics") else ""
        )
        if (hit := line.name(end - 1)) is not None and any(s.kind == "role" for s in hit.senses):
            break
        end -= 1
    return PersonName(start, last, ids, full, end, gender)
