"""The clause graph by example: who does what to whom in each clause, and how it hangs on the clause above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.language.clauses import build_clauses
from dragoman.language.parse import Parser
from dragoman.language.reading import Clause, Reading


@dataclass
class Example:
    """A sentence, one of its predicates, and what is to be found there. `above` is the predicate of the clause above."""

    sentence: str
    predicate: str
    roles: dict[str, str] = field(default_factory=dict)
    link: str | None = None
    above: str | None = None
    marker: str | None = None
    title: bool = False
    features: dict[str, Any] = field(default_factory=dict)


def e(
    sentence: str, predicate: str, roles: str = "", hangs: str = "", *, title: bool = False, **features: Any
) -> Example:
    """`roles` as in "subject=rebels|army object=town"; `hangs` as in "purpose sent to"."""
    held = dict(pair.split("=") for pair in roles.split())
    link, above, marker = ([*hangs.split(), "", "", ""])[:3]
    return Example(sentence, predicate, held, link or None, above or None, marker or None, title, features)


EXAMPLES = {
    "plain": [
        e("Rebels attacked the town.", "attacked", "subject=Rebels object=town", tense="past", negated=False),
        e("The army will withdraw its troops from the valley.", "withdraw", "subject=army object=troops from=valley", tense="future"),
        e("The envoy has not met the rebels.", "met", "subject=envoy object=rebels", negated=True, perfect=True),
        e("Neither side attacked the convoy.", "attacked", "object=convoy", negated=True),
        e("The two sides may sign a treaty.", "treaty", "subject=sides", modal="may"),
        e("The ministry called off the parade.", "called", "subject=ministry object=parade", lemma="call off"),
    ],
    "passive": [
        e("The town was attacked by rebels.", "attacked", "subject=rebels object=town", passive=True, tense="past"),
        e("Three aid workers were abducted near the border.", "abducted", "object=workers near=border", passive=True),
        e("The minister was told by aides that the truce had collapsed.", "told", "indirect=minister subject=aides", passive=True),
        e("The governor has been arrested.", "arrested", "object=governor", passive=True, perfect=True),
        e("The bridge is being rebuilt by soldiers.", "rebuilt", "subject=soldiers object=bridge", passive=True),
    ],
    "control": [
        e("The president promised to free the prisoners.", "free", "subject=president object=prisoners", "complement promised to"),
        e("The council urged the rebels to disarm.", "disarm", "subject=rebels", "complement urged to"),
        e("The general threatened to bomb the port.", "bomb", "subject=general object=port", "complement threatened to"),
        e("Police accused the mayor of hiding the weapons.", "hiding", "subject=mayor object=weapons", "complement accused of"),
        e("Soldiers prevented farmers from crossing the river.", "crossing", "subject=farmers object=river"),
        e("The rebels refused to leave the camp.", "leave", "subject=rebels object=camp", "complement refused to"),
        e("Officials persuaded the tribes to join the talks.", "talks", "subject=tribes"),
    ],
    "raising": [
        e("The rebels appear to control the airport.", "control", "subject=rebels object=airport", "complement appear to"),
        e("The envoy is expected to visit the capital.", "visit", "subject=envoy object=capital", "complement expected to"),
        e("The truce is likely to hold.", "hold", "subject=truce"),
    ],
    "relative": [
        e("The soldiers who guarded the bridge fled.", "guarded", "subject=soldiers object=bridge", "relative fled"),
        e("The village that rebels had burned was retaken.", "burned", "subject=rebels object=village", "relative retaken"),
        e("Fighters backed by the militia entered the city.", "backed", "subject=militia object=Fighters", "relative entered", passive=True),
        e("Troops guarding the dam opened fire.", "guarding", "subject=Troops object=dam"),
    ],
    "coordination": [
        e("The army and the police stormed the camp.", "stormed", "subject=army|police object=camp"),
        e("Rebels attacked the town and burned the market.", "burned", "subject=Rebels object=market"),
        e("Gunmen attacked and looted the village.", "attacked", "subject=Gunmen object=village"),
        e("The minister met the envoy and the ambassador.", "met", "subject=minister object=envoy|ambassador"),
        e("The factions will disarm and form a government.", "form", "subject=factions object=government", tense="future"),
    ],
    "light verbs": [
        e("The two ministers held talks in the capital.", "talks", "subject=ministers in=capital", tense="past", kind="noun"),
        e("The rebels launched an attack on the barracks.", "attack", "subject=rebels on=barracks"),
        e("The convoy came under attack from militiamen.", "attack", "object=convoy by=militiamen"),
        e("Talks between the factions took place on Monday.", "Talks", "between=factions", tense="past"),
        e("No meeting was held.", "meeting", negated=True),
        e("The talks held in the capital failed.", "talks", "in=capital"),
    ],
    "nominal arguments": [
        e("The general's arrest shocked the army.", "arrest", "possessive=general", "nominal shocked"),
        e("Villagers condemned the army's shelling of the market.", "shelling", "possessive=army of=market", "nominal condemned"),
        e("The attack by rebels on the port was repelled.", "attack", "by=rebels on=port"),
        e("Talks between the king and the rebels collapsed.", "Talks", "between=king|rebels", "nominal collapsed"),
    ],
    "purpose and result": [
        e("The governor sent troops to guard the dam.", "guard", "object=dam", "purpose sent to"),
        e("The envoys met in order to discuss a truce.", "discuss", "subject=envoys object=truce", "purpose met to"),
        e("The army shelled the town, killing ten farmers.", "killing", "subject=army object=farmers"),
    ],
    "conditions": [
        e("If the army attacks the camp, the rebels will leave the talks.", "attacks", "subject=army", "condition leave if"),
        e("The rebels will disarm unless the army attacks them.", "attacks", "subject=army", "condition disarm unless"),
        e("Should the talks fail, the army would enter the town.", "fail", "subject=talks", "condition enter"),
    ],
    "time, cause, concession": [
        e("The king left the city after rebels entered it.", "entered", "subject=rebels object=it", "time left after"),
        e("The talks stopped because the army had shelled the camp.", "shelled", "subject=army object=camp", "cause stopped because"),
        e("Although the truce held, villagers fled.", "held", "subject=truce", "concession fled although"),
        e("Before leaving the capital, the envoy met the king.", "leaving", "subject=envoy object=capital", "time met before"),
    ],
    "reported": [
        e("The minister said that rebels had burned the bridge.", "burned", "subject=rebels object=bridge", "complement said that", perfect=True),
        e("The talks, the minister said, have failed.", "failed", "subject=talks", "complement said"),
        e("The talks failed, officials said.", "failed", "subject=talks", "complement said"),
    ],
    "semi-modals": [
        e("The leaders are to meet in spring.", "meet", "subject=leaders", modal="be to"),
        e("The army is going to attack the port.", "attack", "subject=army object=port", tense="future"),
        e("The rebels have to leave the city.", "leave", "subject=rebels object=city", modal="must"),
        e("The hostages are to be freed.", "freed", "object=hostages", modal="be to", passive=True),
    ],
    "headlines": [
        e("President to meet rebel chief in spring", "meet", "subject=President object=chief", title=True, tense="future"),
        e("Two killed in market blast", "killed", "object=Two in=blast", title=True, passive=True),
    ],
    "questions": [e("Will the rebels sign the accord?", "accord", "subject=rebels", question=True)],
}  # fmt: skip
CASES = [pytest.param(x, id=f"{kind}: {x.sentence}") for kind, examples in EXAMPLES.items() for x in examples]


def clause_at(reading: Reading, word: str) -> Clause:
    """The clause whose predicate is the given word."""
    found = [c for c in reading.clauses if reading.tokens[c.predicate].text == word]
    assert found, f"no clause of {word!r} among {[reading.tokens[c.predicate].text for c in reading.clauses]}"
    return found[0]


def heads(reading: Reading, clause: Clause, role: str) -> str:
    return "|".join(reading.tokens[a.head].text for a in sorted(clause.get(role), key=lambda a: a.head))


@pytest.mark.parametrize("example", CASES)
def test_clauses(example: Example, understand: Callable[..., Reading]) -> None:
    reading = understand("" if example.title else example.sentence, title=example.sentence if example.title else "")
    clause = clause_at(reading, example.predicate)
    for role, words in example.roles.items():
        assert heads(reading, clause, role) == words, role
    for name, value in example.features.items():
        assert getattr(clause, name) == value, name
    if example.link:
        assert clause.link == example.link
    if example.above:
        assert clause.parent >= 0
        assert reading.tokens[reading.clauses[clause.parent].predicate].text == example.above
    if example.marker:
        assert clause.marker == example.marker


def test_the_light_verb_is_kept_beside_the_noun(understand: Callable[..., Reading]) -> None:
    reading = understand("The two ministers held talks in the capital.")
    clause = clause_at(reading, "talks")
    assert reading.tokens[clause.light].text == "held"
    assert reading.clause_of[clause.light] == clause.index


def test_a_clause_stands_after_the_one_above_it(understand: Callable[..., Reading]) -> None:
    reading = understand("Aides said the king wanted the army to leave the town that it had burned.")
    assert all(clause.parent < clause.index for clause in reading.clauses)
    assert [clause.index for clause in reading.clauses] == list(range(len(reading.clauses)))


words = st.sampled_from(
    'The rebels army said that "talks" “ ” \' , . : — ( ) ; ? will attack to held meeting and or if who which by not no'
    " according reportedly is was being told citing town's U.S. 2019 % $ \n".split(" ")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=200), st.lists(words, max_size=40).map(" ".join)))
def test_any_text_gives_a_graph_without_cycles(parser: Parser, text: str) -> None:
    reading = next(parser.parse([("", text, None)]))
    build_clauses(reading)
    for clause in reading.clauses:
        assert reading.sentences[clause.sentence].first <= clause.predicate < reading.sentences[clause.sentence].last
        assert len(list(reading.path(clause))) <= len(reading.clauses)
        assert all(0 <= a.head < len(reading.tokens) for a in clause.arguments)
