"""Which candidates of a page are acts worth keeping: by what the words allow, by the judge, and by what the page is about."""

from __future__ import annotations

from dragoman.coding.asking import MUST
from dragoman.coding.candidates import Candidate
from dragoman.coding.cessation import CEASING
from dragoman.coding.operators import AMBIGUOUS, is_subjunctive
from dragoman.language.reading import Clause, Reading
from dragoman.language.tables import table, words
from dragoman.model import Actor

__all__ = ["keep_events", "keep_probable", "worth_judging"]

LEAST = 0.4
"""A candidate that is less probably an act than this is left out."""
LEAST_UNFRAMED = 0.65
"""The same where no frame knows the clause: the classifier alone must be surer."""
OF_NOBODY = frozenset({"ASSAULT", "COERCE", "CONCEDE", "MOBILIZE", "RETREAT", "AGREE", "SUPPORT", "PROTEST"})
"""Acts that news tells without saying whose they are."""
SHARING = frozenset({"agree", "concur"})
"""Verbs by which somebody shares an opinion as well as gives his word."""
SURE = 0.35
"""The act must be as probable where an unknown verb may only describe somebody."""
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
PUBLIC = 0.4
"""Share of a page's acts that somebody who acts for a state or body takes part in, below which the others are doubted."""
OFFICES = frozenset((sector,) for sector in ("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "REB", "PRM", "UAF"))
"""Main sectors of those who govern or bear arms."""
PLAYED = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
"""Acts that reports of matches tell of teams."""
SPORT_WORDS = 3
SPORT_SHARE = 0.015
"""How many words of sport, and what share of all tokens, make a page of sport: reports of matches have 2 to 6 in a
hundred, news of states half a one at most."""
PRIVATE = frozenset({("CVL",), ("REF",), ("REL",)})
"""Main sectors of people whose journeys are their own."""
MANY = 5
"""Acts from which a page shows what it is about."""


def worth_judging(reading: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Without those that can come to nothing, whatever the classifier says."""
    return [
        c
        for c in candidates
        if not (
            _is_mere_noun(reading, c)
            or _describes_source(reading, c.clause)
            or _is_standing(reading, c)
            or _is_judged(reading, c.clause)
            or _is_accident(reading, c)
            or _withholds_comment(reading, c.clause)
            or _is_told(reading, c.clause)
        )
    ]


def _is_mere_noun(reading: Reading, candidate: Candidate) -> bool:
    """A noun in passing with nobody about it, which can come to nothing and is not worth the encoder's time."""
    clause = candidate.clause
    ceases = clause.parent >= 0 and reading.clauses[clause.parent].lemma in CEASING
    return clause.is_bare_noun and not candidate.actors and not candidate.recipients and not ceases


def _is_standing(reading: Reading, candidate: Candidate) -> bool:
    """`the Iran deal`, `last week's truce`: an agreement that is there already, named as something to speak of; but
    `announced the deal`.
    """
    clause = candidate.clause
    terms = table("status")["terms"]
    if not clause.is_bare_noun or clause.lemma not in terms["agreed"]:
        return False
    above = reading.clauses[clause.parent] if clause.parent >= 0 else None
    if above is not None and above.lemma in terms["made_known"] and candidate.actors:
        return False
    noun = reading.tokens[clause.predicate]
    definite = any(c.dep == "poss" or c.lower in DEFINITE for c in reading.children(noun.i, "det", "poss"))
    named = reading.sentences[clause.sentence].source == "title" and noun.tag in ("NN", "NNP")
    return (definite or named) and not clause.negated


def _is_judged(reading: Reading, clause: Clause) -> bool:
    """`made a terrible deal`, `got a bad deal`: what somebody thinks of an agreement that is there already."""
    terms = table("status")["terms"]
    if clause.kind != "noun" or clause.lemma not in terms["agreed"]:
        return False
    return any(c.lower in terms["judged"] for c in reading.children(clause.predicate, "amod"))


def _is_accident(reading: Reading, candidate: Candidate) -> bool:
    """`were killed when their bus overturned`, `a blast at a mine killed ten`: nobody's doing."""
    clause = candidate.clause
    if candidate.actors or candidate.match.act != "ASSAULT":
        return False
    words = table("status")["accidents"]
    when = (c for c in reading.clauses[clause.index + 1 :] if c.parent == clause.index and c.link == "time")
    if any(c.lemma in words["verbs"] and c.marker != "before" for c in when):
        return True
    bursts = [a.head for a in clause.get("subject") if reading.tokens[a.head].lemma in words["bursts"]]
    prepositions = (p for head in bursts for p in reading.children(head, "prep") if p.lower in ("at", "in"))
    return any(c.lemma in words["places"] for p in prepositions for c in reading.children(p.i, "pobj"))


def _is_told(reading: Reading, clause: Clause) -> bool:
    """`told a party meeting that …`, `told an audience`: those who listen."""
    above = reading.clauses[clause.parent] if clause.parent >= 0 and clause.is_bare_noun else None
    return above is not None and above.lemma == "tell" and any(a.head == clause.predicate for a in above.get("object"))


def _withholds_comment(reading: Reading, clause: Clause) -> bool:
    """`declined to comment`: nothing is refused but an answer to the page."""
    said = table("status")["sourcing"]
    return clause.lemma in said["withhold"] and any(
        c.parent == clause.index and c.lemma in said["comment"] for c in reading.clauses[clause.index + 1 :]
    )


def _describes_source(reading: Reading, clause: Clause) -> bool:
    """Whether a clause says how a source knows, or why it has no name: `an official briefed on the talks`, `because he
    was not authorised to speak`.
    """
    said = table("status")["sourcing"]
    if clause.lemma in said["knows"] and clause.link == "relative":
        noun = reading.tokens[clause.predicate].head
        return any(noun in statement.speakers for statement in reading.statements)
    if clause.lemma in said["speak"] and clause.parent >= 0 and clause.link == "complement":
        above = reading.clauses[clause.parent]
        return above.lemma in said["leave"] and (clause.negated or above.negated)
    if clause.lemma not in said["leave"]:
        return False
    below = (c for c in reading.clauses[clause.index + 1 :] if c.parent == clause.index and c.link == "complement")
    return any(c.lemma == "withhold" or (c.lemma in said["speak"] and (c.negated or clause.negated)) for c in below)


def keep_probable(candidates: list[Candidate]) -> list[Candidate]:
    """Without what is too improbably an act, or repeats one."""
    told = {(c.clause.sentence, c.act) for c in candidates if c.match.frame and c.match.act == c.act}
    return [
        c for c in candidates if c.any_act >= (LEAST if c.match.frame else LEAST_UNFRAMED) and not _is_echo(c, told)
    ]


def _only_describes(reading: Reading, candidate: Candidate) -> bool:
    """A clause that no frame knows and that says who somebody is, or that something was said (`who leads the
    delegation`, `made the announcement`).
    """
    clause = candidate.clause
    if candidate.match.frame:
        return False
    if clause.link == "relative" and clause.tense == "present" and not (clause.perfect or clause.progressive):
        return True
    said = table("status")["sourcing"]["words"]
    if any(reading.tokens[a.head].lemma in said for a in clause.get("object")):
        return True
    return clause.link == "relative" and candidate.score < SURE


def _is_echo(candidate: Candidate, told: set[tuple[int, str]]) -> bool:
    """An infinitive or a noun that no frame knows for its act, beside the same act: `Pompeo, the nominee to lead the
    department, met Kim`; `signed an accord under pressure`.
    """
    clause = candidate.clause
    heard = not candidate.match.frame or (clause.is_bare_noun and candidate.match.act != candidate.act)
    return heard and clause.tense == "none" and (clause.sentence, candidate.act) in told


def keep_events(reading: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Without what nobody does or suffers, and without what a page of sport or business tells of people who act for nobody."""
    told = [
        c
        for c in candidates
        if not (
            _only_describes(reading, c)
            or _is_with_press(reading, c)
            or _only_says(reading, c)
            or _is_private_journey(c)
            or _is_only_watched(c)
        )
    ]
    return _political(reading, [c for c in told if _is_event(reading, c)])


def _is_with_press(reading: Reading, candidate: Candidate) -> bool:
    """`speaking to reporters`, `asked by journalists`: how the page came by its news."""
    if candidate.clause.lemma not in table("status")["sourcing"]["interview"]:
        return False
    press = [a for a in (*candidate.actors, *candidate.recipients) if "JRN" in a.sectors[:1]]
    if candidate.act == "REQUEST":
        asked = any(c.parent == candidate.clause.index and c.marker == "to" for c in reading.clauses)
        return bool(candidate.actors) and all(a in press for a in candidate.actors) and not asked
    others = len(candidate.actors) + len(candidate.recipients) - len(press)
    return candidate.act == "CONSULT" and bool(press) and others < 2


def _is_private_journey(candidate: Candidate) -> bool:
    """`ban Muslims from travelling there`, `tourists visited the coast`: who travels for nobody."""
    clause = candidate.clause
    travels = candidate.act == "CONSULT" and (
        clause.lemma in ("visit", "tour", "journey", "trip") or clause.lemma in words("journeys")
    )
    return (
        travels
        and bool(candidate.actors)
        and all(a.sectors[:1] in PRIVATE and not a.id.startswith("person:") for a in candidate.actors)
    )


def _is_only_watched(candidate: Candidate) -> bool:
    """`analysts think the talks will fail`: who judges talks and deals takes no part in them."""
    sides = [*candidate.actors, *candidate.recipients]
    onlookers = frozenset(table("status")["sourcing"]["onlookers"])
    return (
        candidate.act in ("CONSULT", "AGREE")
        and bool(sides)
        and all(a.party is None and not onlookers.isdisjoint(a.text.lower().split()) for a in sides)
    )


def _only_says(reading: Reading, candidate: Candidate) -> bool:
    """`suggested that he was staying`, `insisted the visit would go ahead`: what is so, and nothing that is asked for;
    `agreed that the war was lost`: an opinion, and nothing that is to be done.
    """
    clause = candidate.clause
    opinion = candidate.act == "AGREE" and clause.lemma in SHARING
    if not opinion and not (candidate.act == "REQUEST" and clause.lemma in AMBIGUOUS):
        return False
    content = [c for c in reading.clauses if c.parent == clause.index and c.link in ("complement", "quoted")]
    said = [c for c in content if c.tense != "none" and c.modal not in MUST and not is_subjunctive(reading, clause, c)]
    if not opinion:
        return bool(said) and not any(c.modal in MUST or c.tense == "none" for c in content)
    if any(c.marker == "to" or c.modal in MUST for c in content):
        return False
    outcomes = table("status")["outcomes"]["verbs"]
    return any(c.tense != "future" for c in said) or any(c.lemma in outcomes for c in content)


def _is_event(reading: Reading, candidate: Candidate) -> bool:
    """Somebody must act or be acted on."""
    return bool(candidate.actors or candidate.recipients) or _is_told_of_nobody(reading, candidate)


def _is_told_of_nobody(reading: Reading, candidate: Candidate) -> bool:
    """Whether an act is told as one though nobody stands in the clause: `mortars fell on the station`, `the curfew
    was lifted`.
    """
    clause = candidate.clause
    told = (clause.kind == "verb" or clause.light >= 0) and (clause.tense != "none" or clause.modal is not None)
    inside = clause.link in ("manner", "result", "time", "condition")
    return (
        told
        and not inside
        and bool(candidate.match.frame)
        and (candidate.act in OF_NOBODY or _has_unknown_subject(reading, clause))
        and reading.sentences[clause.sentence].source == "text"
    )


def _has_unknown_subject(reading: Reading, clause: Clause) -> bool:
    """Whether somebody acts, by a name or a pronoun of whom the page does not show whom it means, or as a body of men
    (`the chamber complains`, `its inspectorate has opened an inquiry`)."""
    subjects = [reading.tokens[a.head] for a in clause.get("subject") if not clause.passive]
    return any(
        t.pos == "PROPN" or t.lower in ("he", "she", "they", "it") or t.lemma in words("bodies") for t in subjects
    )


def _political(reading: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Without those of people who act for nobody, where most on the page are: a page of sport or business speaks of
    raids and talks too.
    """
    candidates = [c for c in candidates if not _is_alone_in_title(reading, c)]
    if is_of_sport(reading):
        return _official(candidates)
    public = [c for c in candidates if any(a.party for a in (*c.actors, *c.recipients))]
    return public if len(candidates) >= MANY and len(public) < PUBLIC * len(candidates) else candidates


def is_of_sport(reading: Reading) -> bool:
    """Whether a page is about games: by its share of words that little else has, and of several of them."""
    told = [t.lemma for t in reading.tokens if t.lemma in words("sport") or t.lower in words("sport")]
    return len(set(told)) >= SPORT_WORDS and len(told) >= SPORT_SHARE * len(reading.tokens)


def _official(candidates: list[Candidate]) -> list[Candidate]:
    """Those that somebody in office, or under arms, does or suffers. By its name alone a state is its team, and no
    `government`, unless those who govern it act on the page too; and even then its attacks and retreats are the team's.
    """
    governed = {a.country for c in candidates for a in c.actors if a.id != a.party and a.sectors[:1] == ("GOV",)}

    def counts(actor: Actor, act: str) -> bool:
        called = {word.lower() for word in actor.text.split()}
        if actor.id == actor.party and actor.country != "IGO" and called.isdisjoint(words("bodies")):
            return actor.country in governed and act not in PLAYED
        return actor.country == "IGO" or actor.sectors[:1] in OFFICES

    return [c for c in candidates if any(counts(a, c.act) for a in c.actors or c.recipients)]


def _is_alone_in_title(reading: Reading, candidate: Candidate) -> bool:
    """A headline's bare `talks` with one side named: whatever it speaks of, the body tells it."""
    title = reading.sentences[candidate.clause.sentence].source == "title"
    bare = candidate.clause.is_bare_noun
    return title and bare and candidate.match.reciprocal and len(candidate.parties) < 2
