"""Which court of nations "the court in The Hague" is."""

from __future__ import annotations

from dragoman.actors.affiliation import Affiliation
from dragoman.actors.context import Context
from dragoman.actors.line import Line
from dragoman.actors.meanings import Meanings
from dragoman.actors.phrase import Phrase
from dragoman.actors.sketch import Sketch
from dragoman.actors.wordlists import courts_in_the_hague, words

__all__ = ["court_in_the_hague"]


def court_in_the_hague(
    meanings: Meanings, line: Line, phrase: Phrase, noun: str, ties: list[Affiliation], possessor: list[Sketch], definite: bool,
    context: Context,
) -> Sketch | None:  # fmt: skip
    """The international court that "the court in The Hague", "the judges in The Hague" are of on that day.

    It is the one that the page names, or the only one there was; a tribunal is that for Yugoslavia where the page
    is about its lands; else some court of nations. A Dutch one is called Dutch, or by its rank.
    """
    there = [p for sign, p in phrase.posts if sign in ("in", "at") and line.lowers[p.last - 1] == "hague"]
    if not (there and definite) or possessor or noun not in words("courts") | words("of_courts"):
        return None
    if any(t.country not in (None, "NLD", "IGO") or t.last not in (-1, there[0].last) for t in ties):
        return None
    world = meanings.world
    alive = [b for i in courts_in_the_hague() if (b := world.organisation(i)) and b.period.holds(context.day)]
    told = [b for b in alive if context.names_body(b.id)]
    if not told and noun != "court":
        told = [b for b in alive if any(context.countries.get(c) for c in courts_in_the_hague()[b.id])]
    told = told or (alive if len(alive) == 1 else [])
    if len(told) == 1:
        return meanings.body(told[0], context)
    return Sketch(
        "body", "org:international-court", f"the {noun} in The Hague", country="IGO", sectors=("IGO", "JUD"),
        party="org:international-court", role=noun, gender="n", definite=True, score=0.6, rule="role",
    )  # fmt: skip
