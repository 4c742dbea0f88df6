"""Names that several bear, settled by what else the page names: Georgia on the Black Sea or in America; the Radical
Party of Serbia or of Argentina.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dragoman.actors.focus import codes_of
from dragoman.actors.line import Line, Name
from dragoman.actors.naming import LEADING
from dragoman.actors.wordlists import known_abroad
from dragoman.datafiles import read_table
from dragoman.language.reading import Reading, Sentence
from dragoman.world import World
from dragoman.world.names import key
from dragoman.world.tables import Organisation

__all__ = ["is_headline", "settle_homonyms", "settle_namesakes", "settle_words"]

OF_A_STATE = frozenset({"party", "government-body", "military", "security-service", "court", "legislature"})
"""Kinds of bodies that nearly every country has, under much the same names."""
FEW = 4
"""Longer words that a sentence must have to be told to be a headline."""
MOSTLY = 0.75
"""Share of a headline's longer words that begin with a capital."""


@cache
def _table() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    rows = read_table("actors/homonyms").items()
    return {name: (frozenset(row["country"]), frozenset(row["land"])) for name, row in rows}


def settle_homonyms(line: Line, around: Sequence[str] = ()) -> None:
    """Drop the senses of such names that the page's words, and those `around`, speak against."""
    seen: frozenset[str] | None = None
    for k, name in enumerate(line.names):
        kinds = {s.kind for s in name.senses}
        if not {"state", "region"} <= kinds or (cues := _table().get(key(line.words(name.first, name.last)))) is None:
            continue
        seen = seen if seen is not None else frozenset((*line.lowers, *around))
        country, land = cues
        dropped = "state" if seen & land and not seen & country else "region"
        line.narrow(k, tuple(s for s in name.senses if s.kind != dropped))


def settle_namesakes(line: Line, world: World, day: str | None, publisher: str | None) -> None:
    """Drop bodies named in words that many bodies share, where the page speaks of other countries than theirs.

    Some need no country on the page: news of all lands says "the State Department". Alliances called by a short name
    are dropped if they did not exist on the day: there were several contact groups. `publisher` is the country of the
    page's publisher.
    """
    spoken = {code for name in line.names for code in _countries(name, world, day)}
    for k, name in enumerate(line.names):
        ids = {s.ref for s in name.senses if s.kind == "organisation"}
        bodies = [body for i in ids if (body := world.organisation(i))]
        if not bodies:
            continue
        form = key(line.words(name.first, name.last)).removeprefix("the ")
        words = form.split()
        wrong = {b.id for b in bodies if b.kind == "alliance" and _is_short(words, b) and not b.period.holds(day)}
        abroad = form in known_abroad() and not spoken & known_abroad()[form]
        if spoken and not abroad and world.common_words.issuperset(words) and not _names_state(words, world):
            home = {*spoken, publisher, "IGO"}
            wrong |= {b.id for b in bodies if b.kind in OF_A_STATE and home.isdisjoint(b.country)}
        if _is_ruler(name, line, world, day):
            wrong = ids
        if wrong:
            line.narrow(k, tuple(s for s in name.senses if s.ref not in wrong))


def settle_words(line: Line, reading: Reading) -> None:
    """Drop the surnames that are only words with a capital: "Guns Leave Hills" on a page that speaks of hills.

    A word is one in a headline where the tagger takes it for one, and anywhere if the page prints it in small letters
    too; not where a title or a given name stands before it once.
    """
    small = {text for text in line.texts if text.islower()}
    headlines = {k for k, s in enumerate(reading.sentences) if is_headline(reading, s)}
    doubtful = []
    for k, name in enumerate(line.names):
        alone = name.last - name.first == 1 and any(s.kind == "surname" for s in name.senses)
        if not alone:
            continue
        low, headline = line.lowers[name.first], reading.tokens[name.first].sentence in headlines
        if low in small or (headline and not line.tags[name.first].startswith("NNP")):
            doubtful.append((k, low))
    told = {line.lowers[n.first] for n in line.names if _is_introduced(line, n.first, reading, headlines)}
    for k, low in doubtful:
        if low not in told:
            kept = tuple(s for s in line.names[k].senses if s.kind not in ("surname", "person"))
            line.narrow(k, kept)


def _is_introduced(line: Line, i: int, reading: Reading, headlines: set[int]) -> bool:
    """Whether a capital stands right before a word, as in "Mr. Page" and "Larry Page", and no headline has it so."""
    before = i - 2 if i > 1 and line.texts[i - 1] == "." else i - 1
    if before < 0 or reading.tokens[before].sentence != reading.tokens[i].sentence:
        return False
    opens = before == reading.sentences[reading.tokens[i].sentence].first and line.tags[before] in ("DT", "IN", "CC")
    return line.capital(before) and not opens and reading.tokens[i].sentence not in headlines


def is_headline(reading: Reading, sentence: Sentence) -> bool:
    """Whether nearly all words of a sentence begin with a capital."""
    long = [t for t in reading.tokens[sentence.first : sentence.last] if len(t.text) > 3 and t.text.isalpha()]
    return len(long) >= FEW and sum(t.text[0].isupper() for t in long) >= MOSTLY * len(long)


def _is_ruler(name: Name, line: Line, world: World, day: str | None) -> bool:
    """Whether a body's one-word name means who leads a state on that day: "Santos" is no oil company in 2016.

    Not where the page speaks of the body's country by other names and not of the ruler's.
    """
    form = line.words(name.first, name.last)
    if name.last - name.first > 1 or form.isupper():
        return False
    people = [p for s in name.senses if s.kind in ("person", "surname") and (p := world.person(s.ref))]
    ruled = {world.country_of(o.party) for p in people for o in p.on(day) if day and o.office in LEADING}
    bodies = [b for s in name.senses if s.kind == "organisation" and (b := world.organisation(s.ref))]
    if not ruled or not bodies or any(b.kind not in ("company", "media", "agency", "igo-organ") for b in bodies):
        return False
    others = {c for n in line.names if line.words(n.first, n.last) != form for c in _countries(n, world, day)}
    return bool(ruled & others) or others.isdisjoint(code for b in bodies for code in b.country)


def _names_state(words: list[str], world: World) -> bool:
    """Whether a body's name says of which country it is: "the Syrian army"."""
    return any(sense.kind in ("state", "nationality") for word in words for sense in world.senses(word))


def _is_short(words: list[str], body: Organisation) -> bool:
    return len(words) < len(body.name.split())


def _countries(name: Name, world: World, day: str | None) -> tuple[str | None, ...]:
    """The countries that a name speaks of, unless it is a body's: its own, or those that its bearers hold office in."""
    kinds = {s.kind for s in name.senses}
    if kinds & {"person", "surname"}:
        people = [p for s in name.senses if s.kind in ("person", "surname") and (p := world.person(s.ref))]
        return tuple(world.country_of(office.party) for p in people for office in p.on(day) or p.offices)
    return () if "organisation" in kinds else codes_of(name.senses, world, day)
