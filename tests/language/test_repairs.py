"""Each repair of the parse by example, and that it leaves the tree a tree."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.language.parse import Parser
from dragoman.language.reading import Clause, Reading

Understand = Callable[..., Reading]


def clause_at(reading: Reading, word: str) -> Clause:
    return next(c for c in reading.clauses if reading.tokens[c.predicate].text == word)


def above(reading: Reading, word: str) -> str:
    parent = clause_at(reading, word).parent
    return reading.tokens[reading.clauses[parent].predicate].text if parent >= 0 else ""


def test_inverted_condition(understand: Understand) -> None:
    reading = understand("Should the talks fail, the army would enter the town.")
    assert above(reading, "fail") == "enter"
    assert clause_at(reading, "fail").link == "condition"


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks failed, officials said.",
        "The talks, officials said, failed after three days.",
        "The talks failed on Monday and the envoys left, officials said.",
    ],
)
def test_inserted_speech(sentence: str, understand: Understand) -> None:
    assert above(understand(sentence), "failed") == "said"


def test_trailing_speech(understand: Understand) -> None:
    reading = understand("Officials said the rebels had fled, adding that the road was open.")
    adding = clause_at(reading, "adding")
    assert above(reading, "adding") == "said"
    assert [reading.tokens[a.head].text for a in adding.get("subject")] == ["Officials"]


@pytest.mark.parametrize(
    ("sentence", "first", "second"),
    [
        ("Some 300 marched to the palace; eleven were arrested.", "marched", "arrested"),
        ("The talks failed, the war went on.", "failed", "went"),
        ("The rebels took the town, the army fled, and the mayor was killed.", "took", "fled"),
    ],
)
def test_run_on(sentence: str, first: str, second: str, understand: Understand) -> None:
    reading = understand(sentence)
    assert above(reading, first) == ""
    assert clause_at(reading, second).link == "coordinated"


@pytest.mark.parametrize(
    ("sentence", "condition", "main"),
    [
        ("The union will strike should wages fall.", "fall", "strike"),
        ("The rebels will disarm provided that the army leaves.", "leaves", "disarm"),
        ("The deal will hold, providing both sides agree.", "agree", "hold"),
    ],
)
def test_conditions_without_if(sentence: str, condition: str, main: str, understand: Understand) -> None:
    reading = understand(sentence)
    assert (clause_at(reading, condition).link, above(reading, condition)) == ("condition", main)


def test_finite_conjunct(understand: Understand) -> None:
    reading = understand("The ministers refused to meet and left the hall.")
    assert clause_at(reading, "left").link == "coordinated"
    assert above(reading, "meet") == "refused"


@pytest.mark.parametrize(
    ("sentence", "word", "head"),
    [
        ("The envoy said on Monday he would resign.", "resign", "said"),
        ("The envoy made it clear he would resign.", "resign", "made"),
        ("He said that he was ill, and that talks were off.", "were", "said"),
        ("The army left, an aide said; the king is safe, two aides told the Courier.", "is", "told"),
    ],
)
def test_what_was_said_hangs_on_the_saying(sentence: str, word: str, head: str, understand: Understand) -> None:
    assert above(understand(sentence), word) == head


def test_bare_conjuncts(understand: Understand) -> None:
    reading = understand("She wants to triple the fund, grow the corps and leave.")
    assert above(reading, "grow") == "wants"
    assert clause_at(reading, "grow").marker == "to"


def test_in_order(understand: Understand) -> None:
    reading = understand("The envoys met in order to discuss a truce.")
    assert not [c for c in reading.clauses if reading.tokens[c.predicate].text == "order"]
    assert clause_at(reading, "discuss").link == "purpose"


def test_reduced_relative(understand: Understand) -> None:
    reading = understand("Fighters backed by the militia entered the city.")
    backed = clause_at(reading, "backed")
    assert backed.passive
    assert [reading.tokens[a.head].text for a in backed.get("object")] == ["Fighters"]


@pytest.mark.parametrize(
    ("title", "word", "tense", "passive"),
    [
        ("President to meet rebel chief", "meet", "future", False),
        ("Two killed in market blast", "killed", "past", True),
        ("President invited to Paris", "invited", "past", True),
    ],
)
def test_headlines(title: str, word: str, tense: str, passive: bool, understand: Understand) -> None:
    clause = clause_at(understand("", title=title), word)
    assert clause.passive == passive
    assert clause.tense in (tense, "none" if passive else tense)


@pytest.mark.parametrize(
    ("title", "verb", "subjects", "objects"),
    [
        ("Turkey shells Kurdish positions in northern Syria", "shells", "Turkey", "positions"),
        ("Saudi-led coalition bombs Sanaa airport", "bombs", "coalition", "airport"),
        ("Pakistan summons Indian envoy over raids", "summons", "Pakistan", "envoy"),
        ("US, Taliban resume talks in Doha", "resume", "US|Taliban", "talks"),
        ("Premier visits Asmara, meets rebels", "visits", "Premier", "Asmara"),
        ("Premier visits Asmara, meets rebels", "meets", "Premier", "rebels"),
        ("Merkel to visit Asmara in July, meet rebels", "visit", "Merkel", "Asmara"),
        ("Merkel to visit Asmara in July, meet rebels", "meet", "Merkel", "rebels"),
        ("Iran tests missile, US says", "tests", "Iran", "missile"),
        ("Opposition rejects results, calls for protests", "rejects", "Opposition", "results"),
    ],
)
def test_verbs_and_subjects_of_headlines(
    title: str, verb: str, subjects: str, objects: str, understand: Understand
) -> None:
    reading = understand("", title=title)
    clause = clause_at(reading, verb)
    found = ["|".join(reading.tokens[a.head].text for a in clause.get(role)) for role in ("subject", "object")]
    assert found == [subjects, objects]


@pytest.mark.parametrize("title", ["Peace talks in Doha", "Fresh attacks in Somalia", "Ceasefire violations in Donbas"])
def test_headlines_without_a_verb_get_none(title: str, understand: Understand) -> None:
    assert all(clause.kind == "noun" for clause in understand("", title=title).clauses)


def test_a_dateline_acts_in_no_clause(understand: Understand) -> None:
    reading = understand("ADDIS ABABA (Reuters) - The two leaders signed a pact.\nGENEVA is calm.")
    pact = next(c for c in reading.clauses if c.lemma == "pact")
    assert [reading.tokens[a.head].text for a in pact.get("subject")] == ["leaders"]


PIECES = st.sampled_from(
    [
        "should the talks fail", "officials said", "the army left", "he told reporters", "made it clear", "that the war was over",
        "on Monday he would resign", "adding that", "provided that the king agrees", "in order to meet", "and left", "grow the fund",
        "wants to triple it", "refused to move", "a spokesman said", "were one to come", "eleven were arrested", "backed by rebels",
        ",", ";", ".", ":", "“", "”", '"', "(", ")", "–", "and", "but", "if", "who", "were",
    ]
)  # fmt: skip
"""What repairs look for, to be thrown together."""


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, min_size=1, max_size=14).map(" ".join))
def test_trees_stay_trees_and_words_stay_in_place(parser: Parser, text: str) -> None:
    reading = next(parser.parse([("", text, None)]))
    for sentence in reading.sentences:
        assert reading.tokens[sentence.root].head == sentence.root
    for token in reading.tokens:
        assert text[token.start : token.end] == token.text
        above = [token.i, *(t.i for t in islice(reading.ancestors(token.i), len(reading.tokens)))]
        assert len(above) == len(set(above))
        assert reading.tokens[above[-1]].head == above[-1]
        assert token.left <= token.i <= token.right
        assert all(reading.tokens[child].head == token.i for child in token.children)


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Kenya will appeal to the Security Council, its foreign minister, Nora Ebei, said in Lodwar.", "minister"),
        ("Talks broke down, and Radio Turkana, citing an army officer, reported that shelling had resumed.", "Turkana"),
        ("The parties agreed to march against King Agu, rebel leader Ebei said on Saturday.", "Ebei"),
        ("The offer stands, one of the envoys, a former judge, said late on Sunday.", "one"),
    ],
)
def test_lost_speaker(sentence: str, speaker: str, understand: Understand) -> None:
    reading = understand(sentence)
    said = next(c for c in reading.clauses if c.lemma in ("say", "report"))
    assert [reading.tokens[a.head].text for a in said.get("subject")] == [speaker]
    assert any(reading.tokens[i].text == speaker for s in reading.statements for i in s.speakers)


def test_said_amid(understand: Understand) -> None:
    reading = understand("If the shelling went on, he told reporters on Tuesday, he would leave the city.")
    assert (above(reading, "went"), clause_at(reading, "went").link) == ("leave", "condition")
    assert above(reading, "leave") == "told"


def test_told_in_letter(understand: Understand) -> None:
    reading = understand("The governor told the council in a letter dated Saturday that his party accepted the plan.")
    assert above(reading, "accepted") == "told"


def test_what_is_not_answered_is_no_speech(understand: Understand) -> None:
    reading = understand("Rome accepted the text, Paris has not answered.")
    assert above(reading, "accepted") == ""
    assert reading.statements == []


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("Macedonia's army and ethnic Albanian rebels agreed on Thursday to a ceasefire.", {"army", "rebels"}),
        ("President Trump and Melania Trump, the first lady, welcomed the king of Jordan.", {"Trump"}),
        ("The prime minister and defence chief resigned.", {"minister", "chief"}),
        ("The trade and foreign ministers met.", {"ministers"}),
    ],
)
def test_joined_nouns(sentence: str, subjects: set[str], understand: Understand) -> None:
    reading = understand(sentence)
    clause = next(c for c in reading.clauses if c.kind == "verb" and c.get("subject"))
    assert {reading.tokens[a.head].text for a in clause.get("subject")} == subjects


def test_joined_names_are_two(understand: Understand) -> None:
    reading = understand("President Trump and Melania Trump, the first lady, welcomed President Macron of France.")
    clause = next(c for c in reading.clauses if c.kind == "verb")
    assert len(clause.get("subject")) == 2


def test_verbs_in_a_row_share_their_subject(understand: Understand) -> None:
    reading = understand(
        'The president has denounced Mr. Kim as a "madman," nicknamed him "Rocket Man," derided him as "short" and '
        "threatened to strike."
    )
    told = {c.lemma: {reading.tokens[a.head].text for a in c.get("subject")} for c in reading.clauses}
    assert told["denounce"] == told["deride"] == told["threaten"] == {"president"}


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("The rebels shelled the town and the army sent tanks.", {"shell": {"rebels"}, "send": {"army"}}),
        ("France condemned the coup and the United States called it unlawful.", {"call": {"States"}}),
        ("Iran rejected the plan and the European Union and Japan called for calm.", {"call": {"Union", "Japan"}}),
        ("The rebels attacked the garrison and the airport and fled.", {"flee": {"rebels"}}),
    ],
)
def test_a_noun_right_before_a_verb_is_its_subject(
    sentence: str, subjects: dict[str, set[str]], understand: Understand
) -> None:
    reading = understand(sentence)
    told = {c.lemma: {reading.tokens[a.head].text for a in c.get("subject")} for c in reading.clauses}
    assert {lemma: told[lemma] for lemma in subjects} == subjects


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Chad, the Sudan and the African Union have accepted the offer.", ["Chad", "Sudan", "Union"]),
        ("Mr. Smith, President and Chairman of the Union, has accepted the offer.", ["Smith"]),
    ],
)
def test_a_list_with_articles_is_no_apposition(understand: Understand, text: str, subjects: list[str]) -> None:
    reading = understand(text)
    accept = next(c for c in reading.clauses if c.lemma == "accept")
    assert [reading.tokens[a.head].text for a in accept.get("subject")] == subjects


def test_whom_one_meets_for_hours_goes_with_the_verb(understand: Understand) -> None:
    reading = understand("The premier conferred for three hours with Foreign Minister Ebei.")
    roles = {(a.role, reading.tokens[a.head].text) for a in clause_at(reading, "conferred").arguments}
    assert ("with", "Ebei") in roles


def test_those_meeting_somewhere_act_and_not_their_meeting(understand: Understand) -> None:
    reading = understand("NATO ambassadors meeting in Brussels authorized air strikes against the militia.")
    subjects = [reading.tokens[a.head].text for a in clause_at(reading, "authorized").get("subject")]
    assert subjects == ["ambassadors"]


@pytest.mark.parametrize(
    "text",
    [
        "The foreign ministers meeting in Luxembourg ended without an agreement.",
        "The finance ministers meeting in Paris was put off.",
        "A defence ministers meeting in Vilnius discussed the war.",
    ],
)
def test_a_meeting_of_ministers_is_no_ministers_who_meet(understand: Understand, text: str) -> None:
    reading = understand(text)
    assert "meeting" in {reading.tokens[a.head].text for c in reading.clauses for a in c.arguments}


def test_a_participle_with_its_have_is_a_verb(understand: Understand) -> None:
    reading = understand("The army sent tanks and has since bombed rebel camps from the air.")
    roles = {(a.role, reading.tokens[a.head].text) for a in clause_at(reading, "bombed").arguments}
    assert {("subject", "army"), ("object", "camps")} <= roles


def test_what_stands_behind_inserted_speech_goes_on_with_it(understand: Understand) -> None:
    reading = understand("Chad would take the matter to the council, its envoy said, and would consult Niger.")
    subjects = [reading.tokens[a.head].text for a in clause_at(reading, "consult").get("subject")]
    assert subjects == ["Chad"]


@pytest.mark.parametrize(
    ("text", "title", "verb", "role", "names"),
    [
        ("Chad is extending talks with Poland, Hungary, and the European Union.", "", "talks", "with", ["Poland", "Hungary", "Union"]),
        ("Saudi Arabia, Egypt, the United Arab Emirates, and Bahrain cut ties with Chad.", "", "cut", "subject",
         ["Arabia", "Egypt", "Emirates", "Bahrain"]),
        ("", "US, UK, France strike Syria", "strike", "subject", ["US", "UK", "France"]),
        ("", "Russia, Iran, Turkey to hold summit", "summit", "subject", ["Russia", "Iran", "Turkey"]),
        ("The envoys met in Vienna, Austria, and in Geneva.", "", "met", "in", ["Vienna", "Geneva"]),
    ],
)  # fmt: skip
def test_names_in_a_row(text: str, title: str, verb: str, role: str, names: list[str], understand: Understand) -> None:
    reading = understand(text, title=title)
    found = [reading.tokens[a.head].text for a in clause_at(reading, verb).get(role)]
    assert [name for name in found if name != "Austria"] == names


def test_who_visits_is_not_visited(understand: Understand) -> None:
    reading = understand("He stood by his words as visiting French President Emmanuel Macron lobbied the envoy.")
    assert not [c for c in reading.clauses if c.lemma == "visit"]
    assert [reading.tokens[a.head].text for a in clause_at(reading, "lobbied").get("subject")] == ["Macron"]


def test_what_a_name_did_stands_before_it(understand: Understand) -> None:
    reading = understand("The truce was the main issue in separate meetings Merkel held last week with the envoys.")
    assert [reading.tokens[a.head].text for a in clause_at(reading, "meetings").get("subject")] == ["Merkel"]


@pytest.mark.parametrize(
    ("text", "title", "names"),
    [
        ("The governor of Sakhalin, Oleg Petrenko, backed the protesters.", "governor", ["Petrenko"]),
        ("The UN envoy to Somalia, Lars Holm, welcomed the plan.", "envoy", ["Holm"]),
        ("The mayor of San Vicente, El Salvador, criticised the raid.", "mayor", []),
    ],
)
def test_the_name_behind_an_office_is_who_holds_it(
    text: str, title: str, names: list[str], understand: Understand
) -> None:
    reading = understand(text)
    head = next(t.i for t in reading.tokens if t.text == title)
    assert [t.text for t in reading.children(head, "appos")] == names
