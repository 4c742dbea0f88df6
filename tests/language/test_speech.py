"""Who says what, by example: content, speakers, kind, and the chain that statements make."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.language.clauses import build_clauses
from dragoman.language.parse import Parser
from dragoman.language.reading import Reading, Statement
from dragoman.language.speech import find_statements

Understand = Callable[..., Reading]


def content(reading: Reading, statement: Statement) -> str:
    """What is said; pieces are joined by an ellipsis."""
    text = reading.title if statement.source == "title" else reading.text
    return " … ".join(text[start:end] for start, end in statement.stretches).rstrip(".")


def speakers(reading: Reading, statement: Statement) -> str:
    return "|".join(reading.tokens[head].text for head in statement.speakers)


def shown(reading: Reading) -> list[tuple[str, str, str]]:
    """(speakers, cue, content) of every statement of speech."""
    return [(speakers(reading, s), s.cue_text, content(reading, s)) for s in reading.statements if s.kind == "speech"]


SPEECH = [
    # indirect
    ("The minister said that the talks had failed.", "minister", "said", "that the talks had failed"),
    ("The talks have failed, the minister said.", "minister", "said", "The talks have failed"),
    ("The talks, the minister said, have failed.", "minister", "said", "The talks … have failed"),
    ("The rebels left the town, but the army waited until dawn, a source said.", "source", "said",
     "The rebels left the town, but the army waited until dawn"),
    ("Two officials briefed on the plan said the army would withdraw.", "officials", "said", "the army would withdraw"),
    ("The ministry confirmed that the envoy had left.", "ministry", "confirmed", "that the envoy had left"),
    # direct
    ('"We will never leave the valley," Tala Okoro said.', "Okoro", "said", '"We will never leave the valley,"'),
    ("“We will never leave the valley,” said Tala Okoro, a commander.", "Okoro", "said", "“We will never leave the valley,”"),
    ('Okoro said: "We will never leave the valley."', "Okoro", "said", '"We will never leave the valley."'),
    ('"We will stay," Okoro said, "and we will win."', "Okoro", "said", '"We will stay," … "and we will win."'),
    ('"We will stay," Okoro said. "We will win this war."', "Okoro", "said", '"We will stay," … "We will win this war."'),
    ("''We will stay,'' Okoro said. ''We will win this war.''", "Okoro", "said", "''We will stay,'' … ''We will win this war.''"),
    ("Okoro called the siege a crime. He said “the world must see what they did.”", "He", "said",
     "“the world must see what they did.”"),
    # mixed
    ("The envoy said the siege was “a crime against us all” and must end.", "envoy", "said",
     "the siege was “a crime against us all” and must end"),
    # phrases
    ("According to the army, the rebels have left the town.", "army", "According", "the rebels have left the town"),
    ("The rebels have left the town, according to two officials.", "officials", "according", "The rebels have left the town"),
    ("Twelve died, according to figures released by the ministry.", "ministry", "according", "Twelve died"),
    ("According to radio host Tala Okoro, the siege will end.", "Okoro", "According", "the siege will end"),
    ("In the words of one envoy, the siege is over.", "envoy", "words", "the siege is over"),
    ("In the ministry's view, the siege is over.", "ministry", "view", "the siege is over"),
    ("As Okoro put it, the siege is over.", "Okoro", "put", "the siege is over"),
    # when and to whom it was said is none of it
    ("The minister said on Monday he would resign.", "minister", "said", "he would resign"),
    ("The siege was over, a spokesman for the ministry told reporters.", "spokesman", "told", "The siege was over"),
    ("Okoro made it clear he would stay.", "Okoro", "made", "he would stay"),
    ("(The ministry later said that the road was open.)", "ministry", "said", "that the road was open"),
    # both halves are said
    ("Okoro said that he was ill, and that the talks were off.", "Okoro", "said",
     "that he was ill, and that the talks were off"),
    ("Okoro said that the talks were off; the army would leave.", "Okoro", "said",
     "that the talks were off; the army would leave"),
    # what follows is the writer's
    ("“We will stay,” Okoro said, then left.", "Okoro", "said", "“We will stay,”"),
    ("Okoro scolded him: “You have lost the war for all of us,” she said.", "she", "said",
     "“You have lost the war for all of us,”"),
    ("He claimed that he was poor, although he admitted that he owned land.", "He", "claimed", "that he was poor"),
    # two speakers, two halves
    ("The army has left, a spokesman said; the king is safe, two aides said.", "aides", "said", "the king is safe"),
    # documents speak for their owners
    ("A report by the monitors says that forty people died.", "monitors", "says", "that forty people died"),
    ("The ministry's statement said the border was closed.", "ministry", "said", "the border was closed"),
    # objects that are what was said
    ("The ministry denied the charge.", "ministry", "denied", "the charge"),
    # nouns
    ("The king rejected the general's claim that the army had won.", "general", "claim", "that the army had won"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "cue", "what"), SPEECH, ids=[x[0] for x in SPEECH])
def test_who_said_what(text: str, who: str, cue: str, what: str, understand: Understand) -> None:
    assert (who, cue, what) in shown(understand(text))


def chain(reading: Reading, word: str) -> list[str]:
    """The speakers of the statements around a word, nearest first."""
    token = next(t for t in reading.tokens if t.text == word)
    inside = [s for s in reading.statements if any(a <= token.start < b for a, b in s.stretches) and s.kind == "speech"]
    statement = min(inside, key=lambda s: sum(b - a for a, b in s.stretches), default=None)
    links = []
    while statement is not None:
        links.append(speakers(reading, statement))
        statement = reading.statements[statement.parent] if statement.parent >= 0 else None
    return links


CHAINS = [
    ("The Courier reported that the minister said the king would abdicate.", "abdicate", ["minister", "Courier"]),
    ("State media quoted the minister as saying that the king would abdicate.", "abdicate", ["minister", "media"]),
    (
        "The king will abdicate, the Courier reported on Monday, citing two officials.",
        "abdicate",
        ["officials", "Courier"],
    ),
    ("The king will abdicate.", "abdicate", []),
    ('The aide said: "The minister told me that the king would abdicate."', "abdicate", ["minister", "aide"]),
]


@pytest.mark.parametrize(("text", "word", "links"), CHAINS, ids=[x[0] for x in CHAINS])
def test_chains(text: str, word: str, links: list[str], understand: Understand) -> None:
    assert chain(understand(text), word) == links


def test_the_one_told_is_no_link(understand: Understand) -> None:
    reading = understand("The minister told the Courier that the king would abdicate.")
    (statement,) = reading.statements
    assert speakers(reading, statement) == "minister"
    assert reading.tokens[statement.to].text == "Courier"


@pytest.mark.parametrize(
    ("text", "stance", "hedge"),
    [
        ("The army reportedly said that the town had fallen.", "asserts", "reportedly"),
        ("The rebels have reportedly left the town.", "asserts", "reportedly"),
        ("It is understood that the king will abdicate.", "asserts", "is understood"),
        ("The rebels are said to have left the town.", "asserts", "are said"),
        ("The army claimed that the town had fallen.", "claims", None),
        ("The army denied that the town had fallen.", "denies", None),
        ("The army confirmed that the town had fallen.", "confirms", None),
        ("The army predicted that the town would fall.", "predicts", None),
    ],
)
def test_stance_and_hedge(text: str, stance: str, hedge: str | None, understand: Understand) -> None:
    statement = next(s for s in understand(text).statements if s.kind == "speech")
    assert (statement.stance, statement.hedge) == (stance, hedge)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The minister said that talks would resume.", "speech"),
        ("The minister believes that talks will resume.", "attitude"),
        ("The minister hopes talks will resume.", "attitude"),
        ("The minister called for a truce.", "act"),
        ("The minister urged the rebels to disarm.", "act"),
        ("The minister vowed to resume the talks.", "act"),
        ("The minister condemned the attack.", "act"),
    ],
)
def test_kinds_are_kept_apart(text: str, kind: str, understand: Understand) -> None:
    reading = understand(text)
    assert [(s.kind, speakers(reading, s)) for s in reading.statements] == [(kind, "minister")]


def test_what_a_speaker_wants_by_their_own_account_is_no_statement(understand: Understand) -> None:
    reading = understand('"We want to leave and we demand a truce," the general said.')
    assert [s.kind for s in reading.statements] == ["speech"]


def test_a_quotation_goes_on_over_paragraphs(understand: Understand) -> None:
    text = '"We buried nine men that night," Okoro said.\n\n"Nobody came to help us before the morning."'
    first, second = understand(text).statements
    assert second.carried
    assert second.direct
    assert second.speakers == first.speakers


def test_free_reported_speech_goes_on_in_the_would_of_the_speaker(understand: Understand) -> None:
    reading = understand("The minister said talks would open on Friday. The army would leave by May. Shops opened.")
    carried = [s for s in reading.statements if s.carried]
    assert [(speakers(reading, s), content(reading, s)) for s in carried] == [
        ("minister", "The army would leave by May")
    ]


def test_free_reported_speech_may_set_a_condition(understand: Understand) -> None:
    text = "Talks were useless, the general said. If the army left, his men would free the five officers."
    assert [s.carried for s in understand(text).statements] == [False, True]


def test_a_source_tells_no_more_than_its_part_of_the_sentence(understand: Understand) -> None:
    reading = understand("The envoy came on Sunday; the rebels had promised peace, according to a priest.")
    (statement,) = [s for s in reading.statements if s.kind == "speech"]
    assert content(reading, statement) == "the rebels had promised peace"
    reading = understand("Kenya held a vote in which, according to the ministry, nine in ten agreed.")
    (statement,) = [s for s in reading.statements if s.kind == "speech"]
    assert content(reading, statement) == "nine in ten agreed"


def test_a_quotation_that_ends_its_sentence_is_not_the_next_speakers(understand: Understand) -> None:
    text = '"We will stay," Okoro said. "It was a hard year." While he admitted losses, Hakim noted gains.'
    reading = understand(text)
    assert ("Okoro", "said", '"We will stay," … "It was a hard year."') in shown(reading)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The king praised the rebels, who had freed forty men.", "the rebels"),
        ("The king endorsed the plan - the third this year.", "the plan"),
        ("The king denounced the raid in a speech.", "the raid"),
    ],
)
def test_what_is_added_to_a_thing_is_not_what_was_praised(text: str, what: str, understand: Understand) -> None:
    reading = understand(text)
    assert [content(reading, s) for s in reading.statements] == [what]


def test_a_name_that_looks_like_a_verb_says_nothing(understand: Understand) -> None:
    reading = understand("Tehran's envoy, Said Rafiq Karimi, accused the council of bias.")
    assert not [s for s in reading.statements if s.cue_text == "Said"]


def test_a_mark_left_open_goes_on_with_the_same_statement(understand: Understand) -> None:
    text = 'Okoro told reporters: "We buried nine men that night.\n\n"Nobody came to help us before the morning."'
    (statement,) = understand(text).statements
    assert len(statement.stretches) == 2
    assert text[slice(*statement.stretches[1])] == '"Nobody came to help us before the morning."'


def test_nobody_speaks_on_once_the_outlet_has_spoken_for_long(understand: Understand) -> None:
    own = "\n\n".join(["The valley was quiet on Tuesday.", "Shops opened.", "Rain fell.", "Children went to school."])
    text = f'"We will stay," Okoro said.\n\n{own}\n\n"Nobody is allowed past this gate today."'
    assert not [s for s in understand(text).statements if s.carried]


@pytest.mark.parametrize(
    ("title", "who", "what"),
    [
        ("Okoro: “We will never leave the valley”", "Okoro", "“We will never leave the valley”"),
        ("Truce talks to resume in spring: officials", "officials", "Truce talks to resume in spring"),
    ],
)
def test_headlines_with_a_colon(title: str, who: str, what: str, understand: Understand) -> None:
    assert (who, "", what) in shown(understand("", title=title))


def test_who_adds_said_the_first(understand: Understand) -> None:
    reading = understand("The general said the rebels had fled, adding that the road was open.")
    assert ("general", "said", "the rebels had fled") in shown(reading)
    assert ("general", "adding", "that the road was open") in shown(reading)


words = st.sampled_from(
    "The minister said that \"talks“ ” ' `` '' , . : ; told reporters had failed adding according to reportedly citing"
    " officials claim it is understood “We “ leave,” denied accused of \n \n\n — ( ) ?".split(" ")
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=200), st.lists(words, max_size=50).map(" ".join)))
def test_statements_of_any_text_lie_inside_it(parser: Parser, text: str) -> None:
    reading = next(parser.parse([("", text, None)]))
    build_clauses(reading)
    statements = find_statements(reading)
    for index, statement in enumerate(statements):
        ends = [place for stretch in statement.stretches for place in stretch]
        assert ends == sorted(ends)
        assert 0 <= statement.start == ends[0] < ends[-1] == statement.end <= len(text)
        seen = {index}
        while statement.parent >= 0:
            assert statement.parent not in seen
            seen.add(statement.parent)
            statement = statements[statement.parent]
