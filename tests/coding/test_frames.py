"""Frames: what a clause tells of act, mode and roles. The sentences were written for these tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.coding.codebook import Codebook
from dragoman.coding.frame_check import check
from dragoman.coding.frames import FrameBook, FrameMatch, head_word
from dragoman.errors import DataError
from dragoman.language.reading import Argument, Clause, Reading, Sentence, Token
from dragoman.language.tables import words

Understand = Callable[..., Reading]


@pytest.fixture(scope="module")
def frames() -> FrameBook:
    return FrameBook.load()


def matches(frames: FrameBook, reading: Reading, word: str) -> list[FrameMatch]:
    """The frames that fit the clause of a predicate, given by its form."""
    clause = next(c for c in reading.clauses if reading.tokens[c.predicate].text == word)
    return frames.match(reading, clause)


def texts(reading: Reading, heads: list[int]) -> set[str]:
    return {reading.tokens[head].text for head in heads}


# --- the files


def test_the_frames_are_in_order(frames: FrameBook) -> None:
    assert check(frames, Codebook.load()) == []


def test_they_cover_every_type_and_mode(frames: FrameBook) -> None:
    told = {(f.act, mode) for f in frames.frames for mode in f.modes}
    told |= {(f.act, mode) for f in frames.frames for rule in f.refine for mode in rule.modes}
    for kind in Codebook.load().types.values():
        assert sum(f.act == kind.name for f in frames.frames) >= 80, kind.name
        # the mode of a demand, a refusal or a threat comes from what is asked, refused or threatened
        assert {(kind.name, mode) for mode in kind.modes} <= told, kind.name
    assert len({(f.kind, f.word, f.act) for f in frames.frames}) >= 1500


def test_the_clause_builder_knows_every_event_noun(frames: FrameBook) -> None:
    assert frames.event_nouns() <= words("event_nouns")


@pytest.mark.parametrize(
    ("phrase", "head"), [("cease-fire", "fire"), ("air strike", "strike"), ("cessation of hostilities", "cessation")]
)
def test_a_noun_phrase_hangs_on_one_word(phrase: str, head: str) -> None:
    assert head_word(phrase) == head


# --- one word, several senses

SENSES = [
    ("Uruguay cut diplomatic ties with Syria.", "cut", "SANCTION", "discontinue"),
    ("Denmark cut aid to Eritrea.", "cut", "SANCTION", "discontinue"),
    ("The regime cut off the internet.", "cut", "COERCE", "censor"),
    ("The council cut taxes.", "cut", None, None),
    ("The two unions struck a deal.", "struck", None, None),
    ("Jets struck the depot.", "struck", "ASSAULT", "aerial"),
    ("The president fired his defence minister.", "fired", "SANCTION", "expel"),
    ("The garrison fired rockets at the village.", "fired", "ASSAULT", "heavy-weapons"),
    ("The army fired a missile into the sea.", "fired", "MOBILIZE", "weapons"),
    ("Police fired tear gas at the dockers.", "fired", "ASSAULT", "crowd-control"),
    ("The guerrillas released two priests.", "released", "RETREAT", "release"),
    ("The ministry released a statement.", "released", None, None),
    ("Commandos freed the hostages.", "freed", "AID", None),
    ("The sect freed its captives.", "freed", "RETREAT", "release"),
    ("The colonel warned Gambia of reprisals.", "warned", "THREATEN", "violence"),
    ("Forecasters warned of floods.", "warned", None, None),
    ("The embassy warned its citizens against travel.", "warned", None, None),
    ("The admiral withdrew his ships from the strait.", "withdrew", "RETREAT", "withdraw"),
    ("Panama withdrew from the treaty.", "withdrew", "SANCTION", "withdraw"),
    ("The rebels laid down their arms.", "laid", "RETREAT", "disarm"),
    ("Crowds blocked the road to the mine.", "blocked", "PROTEST", "obstruct"),
    ("The regulator blocked the website.", "blocked", "COERCE", "censor"),
    ("China and Vietnam blocked the resolution.", "blocked", "REJECT", None),
    ("Dancers took to the stage.", "took", None, None),
    ("Bandits took the teachers hostage.", "took", "ASSAULT", "abduct"),
    ("Iceland tested a rocket engine.", "tested", None, None),
    ("The north tested a ballistic missile.", "tested", "MOBILIZE", "weapons"),
    ("The senate approved the treaty.", "approved", "SUPPORT", None),
    ("A quake killed forty people.", "killed", None, None),
    ("Rebels killed forty people.", "killed", "ASSAULT", None),
    ("Soldiers raped the nurses.", "raped", "ASSAULT", "sexual"),
    ("The left winger attacked down the flank.", "attacked", None, None),
    ("Peru closed its nuclear test site.", "closed", "RETREAT", "disarm"),
    ("The minister left for Peru.", "left", "CONSULT", "visit"),
    ("The senate confirmed the nomination.", "confirmed", "SUPPORT", None),
    ("The palace confirmed the visit.", "confirmed", None, None),
    ("Peru raised concern about the dam.", "raised", "ACCUSE", "disapprove"),
    ("The missile tests raised concern in Peru.", "raised", None, None),
]


@pytest.mark.parametrize(("sentence", "word", "act", "mode"), SENSES, ids=[s[0] for s in SENSES])
def test_what_stands_around_a_word_tells_its_sense(
    frames: FrameBook, understand: Understand, sentence: str, word: str, act: str | None, mode: str | None
) -> None:
    reading = understand(sentence)
    found = [c for c in reading.clauses if reading.tokens[c.predicate].text == word]
    best = frames.match(reading, found[0]) if found else []
    assert (best[0].act if best else None) == act
    if act is not None:
        assert best[0].mode == mode


# --- who stands where

ROLES = [
    ("Togo accused Benin of theft.", "accused", {"Togo"}, {"Benin"}),
    ("Two editors were arrested by the police.", "arrested", {"police"}, {"editors"}),
    ("The premier accepted an invitation from Oman.", "accepted", {"premier"}, {"Oman"}),
    ("The convoy came under attack by rebels.", "attack", {"rebels"}, {"convoy"}),
    ("The treaty won praise from Norway.", "won", {"Norway"}, {"treaty"}),
    ("Estonia hosted the Finnish president.", "hosted", {"president"}, {"Estonia"}),
    ("Mali rejected Niger's demand.", "rejected", {"Mali"}, {"Niger"}),
    ("Belgium imposed sanctions on the general.", "sanctions", {"Belgium"}, {"general"}),
    ("Gabon's arrest of the poet drew little notice.", "arrest", {"Gabon"}, {"poet"}),
    ("The poet's arrest drew little notice.", "arrest", set(), {"poet"}),
    ("A Syrian shell killed two farmers.", "killed", {"Syrian"}, {"farmers"}),
    ("A roadside bomb killed two farmers.", "killed", set(), {"farmers"}),
    ("Japan gave Laos a loan of ten million dollars.", "gave", {"Japan"}, {"Laos"}),
    ("Cuba arrested the singer on Friday.", "arrested", {"Cuba"}, {"singer"}),
]


@pytest.mark.parametrize(("sentence", "word", "actors", "recipients"), ROLES, ids=[r[0] for r in ROLES])
def test_roles_go_by_grammar_and_by_the_frame(
    frames: FrameBook, understand: Understand, sentence: str, word: str, actors: set[str], recipients: set[str]
) -> None:
    reading = understand(sentence)
    best = matches(frames, reading, word)[0]
    assert texts(reading, best.actor_heads) == actors
    assert texts(reading, best.recipient_heads) == recipients


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Chad and Niger held talks.", "talks"),
        ("Chad held talks with Niger.", "talks"),
        ("Talks between Chad and Niger went on.", "Talks"),
        ("Chad met Niger in the desert.", "met"),
        ("Chad signed a treaty with Niger.", "treaty"),
        ("Troops of Chad and Niger clashed.", "clashed"),
    ],
)
def test_all_who_take_part_in_a_mutual_act_are_actors(
    frames: FrameBook, understand: Understand, sentence: str, word: str
) -> None:
    reading = understand(sentence)
    best = matches(frames, reading, word)[0]
    assert best.reciprocal and best.recipient_heads == []
    assert texts(reading, best.actor_heads) <= {"Chad", "Niger", "Troops"}
    assert best.actor_heads


@pytest.mark.parametrize(
    ("sentence", "word", "inner", "inner_actor"),
    [
        ("Laos agreed to withdraw its troops.", "agreed", "scheduled", "subject"),
        ("Laos urged Burma to withdraw its troops.", "urged", "demanded", "recipient"),
        ("Laos refused to withdraw its troops.", "refused", "negated", "subject"),
        ("Laos threatened to withdraw its troops.", "threatened", "hypothetical", "subject"),
    ],
)
def test_acts_that_hold_another_say_how_real_the_inner_one_is(
    frames: FrameBook, understand: Understand, sentence: str, word: str, inner: str, inner_actor: str
) -> None:
    best = matches(frames, understand(sentence), word)[0]
    assert (best.nests, best.inner, best.inner_actor) == (True, inner, inner_actor)


def test_a_condition_absorbs_the_noun_that_it_rests_on(frames: FrameBook, understand: Understand) -> None:
    reading = understand("The rebels broke off the talks.")
    assert texts(reading, matches(frames, reading, "broke")[0].absorbed) == {"talks"}


def test_a_particular_sense_goes_before_a_general_one(frames: FrameBook, understand: Understand) -> None:
    reading = understand("Malta recalled its ambassador from Rome.")
    found = matches(frames, reading, "recalled")
    assert found[0].act == "SANCTION"
    assert len({match.act for match in found}) == len(found)
    assert all(0 <= match.strength <= 1 for match in found)


def test_without_anybody_to_act_a_frame_is_less_sure(frames: FrameBook, understand: Understand) -> None:
    alone = understand("There were arrests.")
    full = understand("There were arrests of monks by soldiers.")
    assert matches(frames, alone, "arrests")[0].strength < matches(frames, full, "arrests")[0].strength


def test_the_caller_says_who_can_act(frames: FrameBook, understand: Understand) -> None:
    reading = understand("Two boats sank in the Heron attack on the harbour.")
    clause = next(c for c in reading.clauses if reading.tokens[c.predicate].text == "attack")
    heron = next(t.i for t in reading.tokens if t.text == "Heron")
    known = frames.match(reading, clause, is_actor=lambda head: head == heron)
    unknown = frames.match(reading, clause, is_actor=lambda head: False)
    assert heron in known[0].actor_heads
    assert not unknown or heron not in unknown[0].actor_heads


# --- files of one's own

OWN = """
act = "CONSULT"
cameo = "040"
verbs = [ { words = ["powwow"], pattern = "mutual", sure = 0.9, where = { subject = "@boats" } } ]
"""


def by_hand(*lemmas: str) -> tuple[Reading, Clause]:
    """`lemmas[0]` is the subject of the verb `lemmas[1]`."""
    text = " ".join(lemmas)
    tokens, at = [], 0
    for i, lemma in enumerate(lemmas):
        tokens.append(
            Token(
                i=i, text=lemma, lower=lemma, lemma=lemma, pos="NOUN" if i == 0 else "VERB", tag="", dep="", head=1,
                start=at, end=at + len(lemma), sentence=0, left=i, right=i,
            )
        )  # fmt: skip
        at += len(lemma) + 1
    sentence = Sentence(index=0, first=0, last=len(lemmas), start=0, end=len(text), paragraph=0, source="text", root=1)
    clause = Clause(index=0, sentence=0, predicate=1, kind="verb", lemma=lemmas[1], arguments=[Argument("subject", 0)])
    return Reading(text=text, title="", published=None, tokens=tokens, sentences=[sentence], clauses=[clause]), clause


def test_frames_and_classes_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "classes.toml").write_text('[classes]\nboats = ["trawler"]\n', encoding="utf-8")
    book = FrameBook.load([tmp_path])
    assert [m.act for m in book.match(*by_hand("trawler", "powwow"))] == ["CONSULT"]
    assert book.match(*by_hand("kettle", "powwow")) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("act = 'AID", "not TOML"),
        ("act = 'AID'\nverbs = [ { words = ['x'], wear = {} } ]", "unknown key 'wear'"),
        ("act = 'AID'\nverbs = [ { words = ['x'], where = { object = '@nothing' } } ]", "no word class @nothing"),
        ("act = 'AID'\nverbs = [ { words = ['x'], where = { object = '#colour' } } ]", "no sort #colour"),
        ("act = 'AID'\nverbs = [ { words = ['x'], pattern = 'sideways' } ]", "no role pattern 'sideways'"),
        ("verbs = [ { words = ['x'] } ]", "has no act"),
    ],
)
def test_a_wrong_frame_file_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        FrameBook.load([path])


def test_a_missing_frame_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.toml"):
        FrameBook.load([tmp_path / "none.toml"])


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(
        "act = 'AID'\ncameo = '070'\n"
        "verbs = [ { words = ['lend'] }, { words = ['lend'], act = 'SUPPORT', cameo = '999', modes = ['loud'] } ]\n"
        "nouns = [ { words = ['quux'] } ]\n",
        encoding="utf-8",
    )
    found = "\n".join(check(FrameBook.load([path]), Codebook.load()))
    for fault in ("clashes with", "no CAMEO code '999'", "has no mode loud", "'quux' is not in"):
        assert fault in found
