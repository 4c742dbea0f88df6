"""What became of promises: each outcome from events, and none from silence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Promise, TimeSpan
from dragoman.negotiations.ledger import find_deadlines, ledger
from dragoman.negotiations.promises import find_promises
from negotiations.river import Told, material, position, told

DUE = {"day": "2019-06-01", "until": "2019-06-01", "said": "June 1"}


def pledge(**fields: Any) -> Told:
    return told("2019-03-05", "Varen pledged to *withdraw* its guns from the river bank by June 1.", "RETREAT",
                by="VRN", to="NOR", **{"status": "pledged", "id": "pledge", **DUE, **fields})  # fmt: skip


def judged(*incidents: list[Told], **options: Any) -> Promise:
    (promise,) = ledger(material(*incidents, **options))
    return promise


def test_silence_is_never_breach() -> None:
    promise = judged([pledge()])
    assert (promise.outcome, promise.evidence_for, promise.evidence_against) == ("no-report", (), ())


def test_what_is_not_due_yet_is_open() -> None:
    assert judged([pledge()], read_until="2019-05-31").outcome == "open"
    assert judged([pledge(day=None, until=None)]).outcome == "open"


def test_done_in_time_is_kept() -> None:
    done = told("2019-05-21", "Varen *withdrew* its guns from the river bank.", "RETREAT", by="VRN", to="NOR",
                day="2019-05-20", said="May 20", id="done")  # fmt: skip
    for incidents in ([[pledge(), done]], [[pledge()], [done]]):
        promise = judged(*incidents)
        assert (promise.outcome, promise.evidence_for) == ("kept", ("done",))


def test_done_by_somebody_else_or_of_something_else_keeps_nothing() -> None:
    other = told("2019-05-21", "Norland *withdrew* its guns from the river bank.", "RETREAT", by="NOR",
                 day="2019-05-20", id="other")  # fmt: skip
    unlike = told("2019-05-22", "Varen *recalled* its envoy to the fish market.", "RETREAT", by="VRN",
                  day="2019-05-20", id="unlike")  # fmt: skip
    assert judged([pledge()], [other], [unlike]).outcome == "no-report"


def test_what_was_done_before_the_promise_does_not_keep_it() -> None:
    before = told("2019-02-21", "Varen *withdrew* its guns from the river bank.", "RETREAT", by="VRN",
                  day="2019-02-20", id="before")  # fmt: skip
    assert judged([pledge()], [before]).outcome == "no-report"


def test_a_contrary_act_breaks_it() -> None:
    contrary = told("2019-04-11", "Varen *moved* more guns to the river bank.", "MOBILIZE", by="VRN",
                    day="2019-04-10", id="contrary")  # fmt: skip
    promise = judged([pledge()], [contrary])
    assert (promise.outcome, promise.evidence_against) == ("broken", ("contrary",))


def test_a_contrary_act_about_something_else_breaks_nothing() -> None:
    elsewhere = told("2019-04-11", "Varen *sent* frigates to its southern islands.", "MOBILIZE", by="VRN",
                     day="2019-04-10", id="elsewhere")  # fmt: skip
    assert judged([pledge()], [elsewhere]).outcome == "no-report"


def test_called_off_by_its_maker_is_broken() -> None:
    off = told("2019-04-11", "Varen called off the *withdrawal* of its guns.", "RETREAT", by="VRN", to="NOR",
               status="cancelled", id="off")  # fmt: skip
    assert judged([pledge(), off]).outcome == "broken"


def test_a_page_after_its_day_that_says_it_was_not_done_makes_it_overdue() -> None:
    undone = told("2019-06-05", "Varen has not *withdrawn* its guns from the river bank.", "RETREAT", by="VRN",
                  status="negated", id="undone")  # fmt: skip
    early = told("2019-05-05", "Varen has not *withdrawn* its guns from the river bank.", "RETREAT", by="VRN",
                 status="negated", id="early")  # fmt: skip
    promise = judged([pledge(), undone])
    assert (promise.outcome, promise.evidence_against) == ("overdue", ("undone",))
    assert judged([pledge(), early]).outcome == "no-report"


def test_a_later_day_for_the_same_supersedes_it() -> None:
    later = told("2019-05-25", "Varen said it would *withdraw* its guns from the river bank by September.", "RETREAT",
                 by="VRN", to="NOR", status="pledged", day="2019-09-01", until="2019-09-30", said="September",
                 id="later")  # fmt: skip
    outcomes = {p.event: p.outcome for p in ledger(material([pledge()], [later]))}
    assert outcomes == {"pledge": "superseded", "later": "no-report"}


def test_a_condition_that_did_not_come_about_makes_it_void() -> None:
    offer = pledge(status="conditional", condition="if Norland lifted the river tolls", day=None, until=None)
    refused = told("2019-04-02", "Norland *refused* to lift the river tolls.", "REJECT", by="NOR", to="VRN",
                   day="2019-04-01", id="refused")  # fmt: skip
    promise = judged([offer], [refused])
    assert (promise.sort, promise.outcome, promise.evidence_against) == ("condition", "void", ("refused",))


def test_a_threat_is_carried_out_or_taken_back() -> None:
    threat = told("2019-03-05", "Varen threatened to *close* the river bridge.", "COERCE", by="VRN", to="NOR",
                  status="pledged", id="threat")  # fmt: skip
    closed = told("2019-04-02", "Varen *closed* the river bridge.", "COERCE", by="VRN", to="NOR", day="2019-04-01",
                  id="closed")  # fmt: skip
    off = told("2019-04-02", "Varen dropped its plan to *close* the bridge.", "COERCE", by="VRN", to="NOR",
               status="cancelled", id="off")  # fmt: skip
    assert judged([threat], [closed]).outcome == "carried-out"
    assert judged([threat, off]).outcome == "superseded"


def test_a_deadline_is_set_by_one_for_another() -> None:
    demand = told("2019-03-05", "Norland *demanded* that Varen open the bridge by April 1.", "REQUEST", by="NOR",
                  to="VRN", day="2019-03-04", id="demand")  # fmt: skip
    opening = told("2019-03-05", "Norland demanded that Varen *open* the bridge by April 1.", "CONCEDE", by="VRN",
                   status="demanded", within="demand", day="2019-04-01", said="April 1", id="opening")  # fmt: skip
    promise = judged([demand], [opening])
    assert (promise.sort, promise.outcome) == ("deadline", "no-report")
    assert promise.by is not None
    assert (promise.by.name, [actor.name for actor in promise.to]) == ("Norland", ["Varen"])


def test_one_promise_however_many_pages_tell_of_it() -> None:
    again = told("2019-03-06", "Varen is to *withdraw* its guns by June 1.", "RETREAT", by="VRN", status="pledged",
                 **DUE, id="again")  # fmt: skip
    promise = judged([pledge(), again])
    assert promise.made == TimeSpan(start="2019-03-05", end="2019-03-05", precision="day")


SENTENCES = (
    "Varen *withdrew* its guns from the river bank.",
    "Varen *moved* guns to the river bank.",
    "Norland *refused* to lift the river tolls.",
    "Envoys *met* in the market.",
)


@st.composite
def aftermath(draw: st.DrawFn) -> list[list[Told]]:
    """What may come after a promise: anything by anybody."""
    return [
        [
            told(
                f"2019-{draw(st.integers(3, 9)):02}-{draw(st.integers(10, 28))}",
                draw(st.sampled_from(SENTENCES)),
                draw(st.sampled_from(("RETREAT", "MOBILIZE", "REJECT", "CONSULT"))),
                by=draw(st.sampled_from(("VRN", "NOR"))),
                status=draw(st.sampled_from(("happened", "negated", "cancelled", "scheduled"))),
                id=f"after-{number}",
                page=f"after-{number}",
            )
        ]
        for number in range(draw(st.integers(0, 4)))
    ]


@given(aftermath())
@settings(deadline=None, max_examples=60)
def test_no_judgement_without_the_events_that_it_rests_on(after: list[list[Told]]) -> None:
    promises = ledger(material([pledge(condition="if Norland lifted the river tolls")], *after))
    assert promises
    for promise in promises:
        rests_on = {*promise.evidence_for, *promise.evidence_against}
        assert bool(rests_on) == (promise.outcome not in ("open", "no-report"))
        assert rests_on <= {one.id for group in after for _, one in group}


@pytest.mark.parametrize("said", ["From June 1", "as of June 1"])
def test_a_day_from_which_on_it_holds_is_no_day_by_which_it_is_due(said: str) -> None:
    sentence = f"{said} Varen will *withdraw* its guns." if said[0] == "F" else f"Varen will *withdraw* guns {said}."
    start = told("2019-03-05", sentence, "RETREAT", by="VRN", status="pledged", day="2019-06-01", said="June 1")
    assert judged([start]).due is None


def test_a_promise_told_again_in_other_words_stands_once() -> None:
    again = told("2019-03-09", "Varen pledged to *withdraw* its guns from the bank of the river.", "RETREAT", by="VRN",
                 status="pledged", id="again")  # fmt: skip
    (promise,) = ledger(material([pledge()], [again]))
    assert promise.event == "pledge"


@pytest.mark.parametrize(
    "sentence",
    [
        "Varen will *halt* its tests of missiles over the river.",
        "Varen said it would *freeze* missile tests over the river if Norland opened the bridge.",
        "Varen will *stop* all its tests of long and short missiles over the river and the lake.",
    ],
)
def test_a_promise_with_another_word_for_ending_or_with_its_condition_stands_once(sentence: str) -> None:
    first = told("2019-03-05", "Varen will *suspend* its missile tests over the river.", "RETREAT", by="VRN",
                 status="pledged", id="first")  # fmt: skip
    condition = "if Norland opened the bridge" if " if " in sentence else None
    again = told("2019-03-08", sentence, "RETREAT", by="VRN", status="conditional" if condition else "pledged",
                 condition=condition, id="again")  # fmt: skip
    assert len(ledger(material([first], [again]))) == 1


def test_another_number_is_another_promise() -> None:
    some, more = (
        told(
            f"2019-03-0{day}",
            f"Varen will *free* {number} sailors from the river fort.",
            "RETREAT",
            by="VRN",
            status="pledged",
            id=f"free-{number}",
        )
        for day, number in ((5, 30), (8, 60))
    )
    assert len(ledger(material([some], [more]))) == 2


BAN = "Varen promised to *lift* its ban on herring from Norland, which has kept forty boats in port since the winter gales."


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Varen *lifted* its ban, to the joy of the fishing towns, after a year of quarrels over nets.", "CONCEDE"),
        ("Varen has *lifted* the ban on herring, its envoy said in Sadova.", "COOPERATE"),
    ],
    ids=["in a word", "taken for another act"],
)
def test_what_was_promised_is_kept_by_an_act_of_its_maker_in_the_same_words(sentence: str, act: str) -> None:
    promised = told("2019-03-05", BAN, "CONCEDE", by="VRN", to="NOR", status="pledged", id="ban")
    done = told("2019-04-02", sentence, act, by="VRN", day="2019-04-01", id="done")
    other = told("2019-04-02", sentence, act, by="NOR", day="2019-04-01", id="other")
    outcomes = [judged([promised], [one], positions=(position(promised[1], "commitment", "lift its ban on herring"),))
                for one in (done, other)]  # fmt: skip
    assert [(promise.outcome, promise.evidence_for) for promise in outcomes] == [("kept", ("done",)), ("open", ())]


def test_a_promise_of_what_is_no_act_of_plovers_is_judged_by_its_words() -> None:
    given = told("2019-03-05", "Varen *pledged* to issue fifty licences by April 20.", "AGREE", by="VRN", to="NOR",
                 status="pledged", day="2019-03-05", id="given")  # fmt: skip
    words = (position(given[1], "commitment", "issue fifty licences by April 20"),)
    unmet = told("2019-04-24", "By April 20 Varen had not *issued* a single licence, a minister of Norland said.",
                 "COOPERATE", by="VRN", status="negated", day="2019-04-20", said="April 20", id="unmet")  # fmt: skip
    met = told("2019-04-19", "Varen *issued* fifty licences on Thursday.", "COOPERATE", by="VRN", day="2019-04-18",
               id="met")  # fmt: skip
    early = told("2019-04-02", "Varen has not *issued* a licence so far.", "COOPERATE", by="VRN", status="negated",
                 id="early")  # fmt: skip
    promise = judged([given], [unmet], positions=words)
    assert promise.due is not None
    assert (promise.due.end, promise.outcome, promise.evidence_against) == ("2019-04-20", "overdue", ("unmet",))
    assert judged([given], [met], positions=words).outcome == "kept"
    assert judged([given], [early], positions=words).outcome == "no-report"


def test_what_was_promised_to_be_left_undone_is_not_kept_by_doing_it() -> None:
    vow = told("2019-03-05", "Varen *pledged* not to raise the river tolls.", "AGREE", by="VRN", status="pledged",
               day="2019-03-05", id="vow")  # fmt: skip
    raised = told("2019-04-19", "Varen *raised* the river tolls.", "SANCTION", by="VRN", day="2019-04-18", id="raised")
    words = (position(vow[1], "commitment", "not to raise the river tolls"),)
    assert judged([vow], [raised], positions=words).outcome == "open"


def threat(page: str, sentence: str, day: str = "2019-03-05") -> Told:
    return told(day, sentence, "SANCTION", by="VRN", to="NOR", status="conditional",
                condition="if Norland shuts the bridge", id=page, page=page)  # fmt: skip


def test_a_threat_that_two_pages_tell_in_their_own_detail_stands_once() -> None:
    short = threat("short", "Varen said it would answer with *tariffs* on Norland goods.")
    long = threat("long", "Varen will *set* its own duties on products from timber to herring that Norland exports.")
    assert len(ledger(material([short], [long]))) == 1


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Varen said it would *freeze* the accounts of Norland ministers.", "2019-03-05"),
        ("Varen said it would answer with *tariffs* on Norland cars.", "2019-03-20"),
    ],
    ids=["another subject", "another time"],
)
def test_a_threat_on_another_subject_or_of_another_time_is_another(sentence: str, day: str) -> None:
    short = threat("short", "Varen said it would answer with *duties* on herring.")
    assert len(ledger(material([short], [threat("long", sentence, day)]))) == 2


def test_a_denial_that_it_came_about_makes_no_promise_void() -> None:
    threat = told("2019-03-05", "Varen threatened to *leave* the talks if Norland shelled the river posts.", "SANCTION",
                  by="VRN", status="conditional", condition="if Norland shelled the river posts", id="threat")  # fmt: skip
    denied = told("2019-03-20", "Norland denied that it had *shelled* the river posts.", "ASSAULT", by="NOR",
                  status="denied", id="denied")  # fmt: skip
    promise = judged([threat], [denied])
    assert promise.outcome == "open"


def test_who_failed_to_do_it_by_its_day_is_overdue() -> None:
    failed = told("2019-06-04", "Varen *failed* to withdraw its guns from the river bank.", "REJECT", by="VRN",
                  day="2019-06-04", id="failed")  # fmt: skip
    promise = judged([pledge()], [failed])
    assert (promise.outcome, promise.evidence_against) == ("overdue", ("failed",))


def test_what_is_insisted_on_by_a_day_to_come_is_a_deadline_however_it_is_told() -> None:
    demand = told("2019-03-05", "Norland *insisted* that Varen open the bridge by April 1.", "REQUEST", by="NOR",
                  to="VRN", day="2019-03-04", id="demand")  # fmt: skip
    opening = told("2019-03-05", "Norland insisted that Varen *open* the bridge by April 1.", "CONCEDE", by="VRN",
                   within="demand", day="2019-03-05", until="2019-04-01", said="April 1", id="opening")  # fmt: skip
    assert judged([demand], [opening]).sort == "deadline"


def test_in_return_is_no_condition_and_those_who_are_freed_are_promised_nothing() -> None:
    freed = told("2019-03-05", "In return Varen promised to *free* the sailors.", "RETREAT", by="VRN", to="sailors of NOR",
                 status="conditional", condition="return", id="freed")  # fmt: skip
    promise = judged([freed])
    assert (promise.sort, promise.what, promise.to) == ("pledge", "free the sailors", ())


def test_a_bargain_that_the_other_side_turns_down_is_void() -> None:
    offer = pledge(status="conditional", condition="if Norland lifted the river tolls", day=None, until=None)
    refusal = told("2019-03-08", "Norland *rejected* the offer.", "REJECT", by="NOR", to="VRN", id="refusal")
    stand = position(refusal[1], "refusal", "withdraw its guns from the river bank")
    (promise,) = ledger(material([offer], [refusal], positions=(stand,)))
    assert (promise.outcome, promise.evidence_against) == ("void", ("refusal",))


def test_a_deadline_past_which_nothing_was_done_is_overdue_though_a_later_day_is_named_then() -> None:
    undone = told("2019-06-05", "Varen has not *withdrawn* its guns from the river bank.", "RETREAT", by="VRN",
                  status="negated", id="undone")  # fmt: skip
    later = told("2019-06-09", "Varen said it would *withdraw* its guns from the river bank by September.", "RETREAT",
                 by="VRN", to="NOR", status="pledged", day="2019-09-01", until="2019-09-30", said="September",
                 id="later")  # fmt: skip
    outcomes = {p.event: p.outcome for p in ledger(material([pledge()], [undone], [later]))}
    assert outcomes["pledge"] == "overdue"


def test_what_a_bargain_hangs_on_does_not_keep_it() -> None:
    offer = told("2019-03-05", "Varen would *open* the bridge if Varen dropped its complaint at the river court.",
                 "CONCEDE", by="VRN", status="conditional", condition="if Varen dropped its complaint at the river court",
                 id="offer")  # fmt: skip
    dropped = told("2019-04-02", "Varen *dropped* its complaint at the river court.", "CONCEDE", by="VRN",
                   day="2019-04-01", id="dropped")  # fmt: skip
    assert judged([offer], [dropped]).outcome == "open"


def test_a_promise_not_to_do_harm_is_broken_by_doing_it_and_kept_by_nothing() -> None:
    vow = told("2019-03-05", "Varen undertook not to *shell* the river town.", "ASSAULT", by="VRN", status="negated",
               id="vow")  # fmt: skip
    shelled = told("2019-04-02", "Varen *shelled* the river town.", "ASSAULT", by="VRN", day="2019-04-01", id="shelled")
    quiet = told("2019-05-02", "Varen has not *shelled* the river town.", "ASSAULT", by="VRN", status="negated",
                 id="quiet")  # fmt: skip
    assert (judged([vow], [quiet]).sort, judged([vow], [quiet]).outcome) == ("pledge", "open")
    assert judged([vow], [shelled]).outcome == "broken"


def test_what_another_asks_for_is_a_deadline_and_no_word_of_ones_own() -> None:
    demand = told("2019-03-05", "Norland *demanded* that Varen open the bridge by April 1 or pay.", "REQUEST", by="NOR",
                  to="VRN", day="2019-03-04", id="demand")  # fmt: skip
    opening = told("2019-03-05", "Norland demanded that Varen *open* the bridge by April 1 if it could.", "CONCEDE",
                   by="VRN", status="conditional", condition="if it could", within="demand", day="2019-04-01",
                   said="April 1", id="opening")  # fmt: skip
    assert [promise.sort for promise in find_promises([demand[1], opening[1]])] == []
    assert [promise.sort for promise in find_deadlines(material([demand], [opening]))] == ["deadline"]
