"""What sort of position an event states: an offer, a demand, a condition, a refusal … or none."""

from __future__ import annotations

import re

from dragoman.coding.acts import acts
from dragoman.coding.operators import EMBEDDING_LINKS
from dragoman.language.reading import Clause, Reading
from dragoman.language.tables import words as word_list
from dragoman.model import DONE, INTENDED, Event
from dragoman.negotiations.binding import begins, binds_nobody, position_words
from dragoman.negotiations.hanging import is_undone
from dragoman.negotiations.members import parties_of
from dragoman.negotiations.settings import pattern
from dragoman.negotiations.terms import Terms, is_ultimatum

__all__ = ["is_no_stake", "stance_of"]

ASKED = DONE | {"pledged", "scheduled"}
BARGAINED = frozenset({"SANCTION", "MOBILIZE"})
"""Acts against somebody that are bargained over."""
NO_BARGAIN = acts("against") - BARGAINED | {"CONSULT"}
"""Acts that, announced, are an arrangement or a threat and no position."""
FACTS = frozenset({"VBD", "VBZ"})
"""Tags of verbs that state what is or was so."""


def stance_of(
    reading: Reading, event: Event, clause: Clause, terms: Terms, content: Event | None, outer: Event | None = None
) -> str | None:
    """The stance that an event states, or None. `content` is the event within it, `outer` the one that it is within."""
    if binds_nobody(reading, event, clause, content):
        return None
    if clause.link in ("time", "condition") and event.status not in DONE:
        return None  # `we will believe it when their tanks turn round`
    if event.act in ("AGREE", "SUPPORT", "AID") and terms.what is not None and pattern("harms").search(terms.what.text):
        return None  # `promised them fire and fury`
    above = _above(reading, clause)
    words = {clause.lemma, clause.lemma.split()[0], *above}
    if event.act == "REJECT":
        if outer is not None and outer.act == "THREATEN" and clause.marker == "to":
            return None  # `threatened to refuse visas`
        return _of_refusal(reading, event, clause, terms, words)
    if event.status == "negated":
        return _of_denial(event, clause, terms, words)
    if event.within is not None:
        return None
    if event.act in ("REQUEST", "AGREE", "CONSULT") and event.status in DONE and words & position_words("proposal"):
        return None if _is_fact(reading, clause) else "proposal"
    if event.act == "REQUEST":
        return _of_request(reading, event, clause, words)
    offering = bool(words & position_words("offer"))
    if is_ultimatum(event, clause) and event.status in ASKED and terms.what is not None:
        return "demand"
    if event.act == "THREATEN":
        told = terms.awaits or ((event.status == "conditional" or _contents(reading, clause)) and _is_wanted(terms))
        return "condition" if told and event.status in (*ASKED, "conditional") else None
    if event.status == "conditional" and terms.condition:
        return _of_condition(event, clause, terms, offering)
    if event.act == "CONCEDE":
        if clause.link == "relative" and clause.tense == "present":
            return None  # `an agreement in which Korea gives up its weapons`
        yielding = words & position_words("yielding") and event.status in DONE and clause.kind == "verb"
        return "concession" if yielding else _of_pledge(event, clause, terms, offering)
    own_word = event.status == "pledged" and clause.lemma in word_list("promising")
    if event.act == "AGREE" and (own_word or not (event.status == "pledged" and words & position_words("agreeing"))):
        return _of_agreement(event, clause, terms, content, offering)
    if _is_arranged(event) and not words & word_list("promising"):
        return None
    return _of_pledge(event, clause, terms, offering)


def _above(reading: Reading, clause: Clause) -> set[str]:
    return {reading.clauses[clause.parent].lemma} if clause.parent >= 0 and clause.link in EMBEDDING_LINKS else set()


def _of_refusal(reading: Reading, event: Event, clause: Clause, terms: Terms, words: set[str]) -> str | None:
    ahead = clause.tense == "future" or clause.modal in position_words("ahead")
    itself = clause.negated and ahead and not words & position_words("refusing")  # its own `not` makes it a refusal
    if event.status not in (*DONE, "pledged", "conditional") and not (event.status == "negated" and itself):
        return None
    refusing = clause.negated or words & position_words("refusing") or _vows_not_to(reading, clause)
    if not refusing or not _is_bargaining(reading, clause, words):
        return None
    if event.status == "conditional" and not terms.condition:
        return None
    unable = clause.negated and clause.kind == "verb" and clause.modal in ("can", "could")
    if unable and clause.lemma not in position_words("assenting"):
        return None  # what somebody is not able to do
    lasting = (terms.joint or "").endswith("long as")  # `no talks as long as they stay` is refused till it ends
    return "condition" if terms.awaits or (event.status == "conditional" and not lasting) else "refusal"


def _vows_not_to(reading: Reading, clause: Clause) -> bool:
    """Whether somebody gives his word that he will not: `vowed never to negotiate`."""
    return clause.lemma in word_list("promising") and any(c.negated for c in _contents(reading, clause))


def _of_denial(event: Event, clause: Clause, terms: Terms, words: set[str]) -> str | None:
    """`would not negotiate with them`, `ruled out sending troops`; who will not ask any longer yields."""
    ruled_out = bool(words & position_words("refusing"))
    ahead = clause.negated and (
        clause.tense == "future" or clause.modal in position_words("ahead") or bool(words & {"vow", "swear"})
    )
    if event.act in ("CONCEDE", "REQUEST") and clause.lemma.split()[0] == "insist" and clause.tense != "past":
        return "concession"  # `no longer insists on their withdrawal`
    unwilling = (
        clause.negated
        and clause.lemma in position_words("assenting")
        and (clause.modal in ("can", "could") or clause.tense == "present")
    )  # `does not accept`, `could not agree to that`
    if event.act in acts("against") and clause.marker == "to" and words & word_list("promising"):
        joint = len(parties_of(event.actors)) > 1
        return None if joint else "commitment"  # `undertook not to board their ships`
    if event.within is not None or not (ruled_out or ahead or unwilling):
        return None
    if event.act == "REQUEST":
        return "concession" if ahead else None
    if event.act in acts("against") and not ruled_out:
        return "commitment"
    if event.act in ("THREATEN", "ACCUSE"):
        return None
    return "condition" if terms.awaits else "refusal"


def _of_request(reading: Reading, event: Event, clause: Clause, words: set[str]) -> str | None:
    asking = words & position_words("asking") or clause.modal in position_words("should")
    if event.status not in ASKED or not asking or _is_own_plan(reading, clause):
        return None
    if words & position_words("proposal"):
        return "proposal"
    return None if _is_fact(reading, clause) else "demand"


def _of_condition(event: Event, clause: Clause, terms: Terms, offering: bool) -> str | None:
    """`would free them if …` holds out something; `would come only if …` sets a condition."""
    if event.act in acts("against") - BARGAINED:
        return "demand" if event.act == "PROTEST" and terms.awaits else None
    if event.act == "SANCTION" and not _is_wanted(terms):
        return None
    what = terms.what.text if terms.what else ""
    if not begins(terms.joint or event.condition or "only", "joining_wishes") or (
        event.act in ("CONSULT", "AGREE") and _is_meeting(what)
    ):
        return "condition"
    if offering or event.act in ("RETREAT", "CONCEDE", "AID", "SUPPORT", "COOPERATE"):
        return "commitment" if begins(terms.joint or "", "joining_days") else "offer"
    return "condition"


def _is_wanted(terms: Terms) -> bool:
    """Whether what a threat hangs on tells what is wanted: `unless they leave`, `if they do not leave`. What only must
    not be done (`if they fire again`) is a threat and no position."""
    if terms.awaits is not None or (terms.joint or "").startswith("only"):
        return True
    return is_undone(terms.condition)


def _of_agreement(event: Event, clause: Clause, terms: Terms, content: Event | None, offering: bool) -> str | None:
    if event.status not in DONE and not (event.status == "pledged" and clause.lemma in word_list("promising")):
        return None
    joint = len(parties_of(event.actors)) > 1  # what several agree on is their agreement
    if terms.condition is not None and not offering and clause.lemma in position_words("agreeing"):
        return "condition"
    if clause.lemma in position_words("acceptance") and content is None:
        return None if joint else "concession"
    if terms.condition is not None and offering:
        return "condition" if _is_meeting(terms.what.text if terms.what else "") else "offer"
    if offering:
        return "offer"
    if not {clause.lemma, clause.lemma.split()[0]} & position_words("agreeing"):
        return None
    if content is None:  # the promise of an act that is none of PLOVER's
        return "commitment" if clause.lemma in word_list("promising") and terms.what and not joint else None
    return "commitment" if content.act not in NO_BARGAIN and not joint else None


def _is_arranged(event: Event) -> bool:
    """Whether several are to do it together, by somebody else's word: `the two sides will exchange prisoners`."""
    acting = parties_of(event.actors)
    speaking = parties_of(event.attribution[0].speakers) if event.attribution else frozenset()
    return len(acting) > 1 and not acting & speaking


def _of_pledge(event: Event, clause: Clause, terms: Terms, offering: bool) -> str | None:
    if event.status not in INTENDED or event.act in acts("against") or clause.lemma in position_words("courtesies"):
        return None
    if event.act == "CONSULT":
        return "offer" if offering else None
    if (terms.joint or "").startswith("only"):
        return "condition"
    return "offer" if offering else "commitment"


def _is_fact(reading: Reading, clause: Clause) -> bool:
    """Whether what is insisted on or suggested is that something is, was or might be so."""
    return not {clause.lemma, clause.lemma.split()[0]} & position_words("always") and any(
        c.kind == "verb"
        and c.marker != "to"
        and (
            c.modal in position_words("guessed")
            or c.tense == "future"
            or (c.modal is None and _finite(reading, c.predicate) in FACTS)
        )
        for c in _contents(reading, clause)
    )


def _finite(reading: Reading, predicate: int) -> str:
    """The tag of a clause's finite verb."""
    helpers = (c.tag for c in reading.children(predicate) if c.dep in ("aux", "auxpass") and c.i < predicate)
    return next(helpers, reading.tokens[predicate].tag)


def _contents(reading: Reading, clause: Clause) -> list[Clause]:
    return [c for c in reading.clauses if c.parent == clause.index and c.link == "complement"]


def _is_own_plan(reading: Reading, clause: Clause) -> bool:
    """Whether what is sought or suggested is the speaker's own doing, or common: `sought to create`, `seek a way out`."""
    if clause.lemma == "seek" and any(
        reading.tokens[a.head].lemma in position_words("common_aims") for a in clause.get("object", "for")
    ):
        return True
    return clause.lemma in position_words("seeking") and any(
        c.marker == "to" and all(a.shared for a in c.get("subject")) and not clause.get("object")
        for c in _contents(reading, clause)
    )


def is_no_stake(reading: Reading, event: Event, clause: Clause) -> bool:
    """Whether somebody asks it of his own side or of all sides: `told his generals to prepare`, `urged both capitals to
    tone down their language`."""
    if event.act != "REQUEST" or clause.lemma in position_words("proposal"):
        return False
    held = [reading.tokens[argument.head].start for argument in clause.arguments]
    asked = [a for a in event.recipients if any(a.start <= offset < a.end for offset in held)]
    own = {actor.party for actor in event.actors if actor.party}
    aside = own and not own & {a.party for a in event.recipients}
    return (aside and any(_is_everybody(a.text) for a in event.recipients)) or (
        bool(asked) and all(a.party is not None and a.party in own for a in asked)
    )


def _is_meeting(what: str) -> bool:
    """Whether it is talks or a visit that somebody sets a condition for; where nothing is said, it is the talks."""
    return not what or begins(what, "meeting")


def _is_everybody(text: str) -> bool:
    """Whether somebody is called by a word for all sides at once, to whom a mediator or onlooker speaks."""
    return bool(set(re.findall(r"\w+", text.lower())) & position_words("everybody"))


def _is_bargaining(reading: Reading, clause: Clause, words: set[str]) -> bool:
    """Whether a refusal turns down what was asked or offered, rather than a charge, a report or a question."""
    if words & position_words("denial"):
        return False
    heads = {reading.tokens[a.head].lemma for a in clause.get("object", "of", "to")}
    below = {
        c.lemma
        for c in reading.clauses
        if c.parent == clause.index and c.sentence == clause.sentence and c.kind == "verb" and c.link == "complement"
    }
    return not heads & position_words("claims") and not below & position_words("comment")
