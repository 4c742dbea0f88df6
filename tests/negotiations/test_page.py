"""The negotiation of one page: its state, its meetings, its agreements."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.model import Actor, Event, Negotiation, TimeSpan
from dragoman.negotiations.agreements import agreement_of, find_agreements
from dragoman.negotiations.between import bridged, mediators_of
from dragoman.negotiations.meetings import meetings_of
from dragoman.negotiations.members import members_of
from dragoman.negotiations.page import negotiations_of
from dragoman.negotiations.ties import Meeting, meeting_of, ties_of
from linking.happenings import event, who

PUBLISHED = "2019-03-14"


def negotiation(*events: Event) -> Negotiation:
    def party(id: str) -> Actor:
        return Actor(id=id, name=id.rpartition(":")[2], party=id)

    found, _ = negotiations_of("page", events, [], party, PUBLISHED)
    return found[0]


def states(*events: Event) -> list[tuple[str, str | None]]:
    return [(step.state, step.since) for step in negotiation(*events).states]


def said(day: str) -> TimeSpan:
    return TimeSpan(start=day, end=day, precision="day")


MET = event("Tamm *met* Besk in Sadova in February.", by="Ilka Tamm; Oro Besk", day="2019-02-01", until="2019-02-28")
SUMMIT = event("The two leaders will *meet* in April, it was said in February.", by="Ilka Tamm; Oro Besk",
               status="scheduled", day="2019-04-01", until="2019-04-30", announced=said("2019-02-20"))  # fmt: skip


def test_a_meeting_in_the_past_and_one_to_come() -> None:
    assert states(SUMMIT, MET) == [("contacts", "2019-02-01"), ("talks-scheduled", "2019-02-20")]
    assert negotiation(SUMMIT, MET).state == "talks-scheduled"


def test_what_one_side_discusses_with_its_ally_is_a_contact_at_most() -> None:
    working = event("Norland and Qalat are *negotiating* over how to end the siege.", by="NOR; QAL", status="ongoing",
                    day=PUBLISHED)  # fmt: skip
    assert states(SUMMIT, MET, working)[-1] == ("talks-scheduled", "2019-02-20")


def test_a_plan_whose_announcement_is_not_dated_was_known_by_the_day_of_the_page() -> None:
    plan = event("They will *meet* in April.", by="NOR; VRN", status="scheduled", day="2019-04-02")
    assert states(plan) == [("talks-scheduled", PUBLISHED)]


def test_the_course_of_a_long_story() -> None:
    def talks(sentence: str, day: str, act: str = "CONSULT", **fields: Any) -> Event:
        return event(sentence, act, by="NOR; VRN", day=day, **fields)

    assert states(
        talks("Envoys *met* quietly.", "2018-01-10"),
        talks("The first *round* of talks opened.", "2018-03-01"),
        talks("Another *round* of talks was held.", "2018-04-01"),
        talks("The *talks* broke down over tolls.", "2018-05-01"),
        talks("The two sides went back to the *talks*.", "2018-07-01"),
        talks("They *signed* a treaty on the river.", "2018-09-01", "AGREE"),
        talks("Envoys *met* for a photograph.", "2018-09-02"),
        talks("Norland and Varen *tore* up the treaty.", "2019-02-01", "AGREE"),
    ) == [
        ("contacts", "2018-01-10"),
        ("under-way", "2018-03-01"),
        ("broken-off", "2018-05-01"),
        ("under-way", "2018-07-01"),
        ("agreed", "2018-09-01"),
        ("lapsed", "2019-02-01"),
    ]


def test_a_meeting_put_off_stays_planned_and_one_called_off_suspends() -> None:
    plan = {"by": "NOR; VRN", "status": "scheduled"}
    put_off = event("Their *summit* was put off.", **plan, change="postponed", announced=said("2019-03-01"))
    called_off = event(
        "Their *summit* was called off.", by="NOR; VRN", status="cancelled", announced=said("2019-03-02")
    )
    assert [state for state, _ in states(SUMMIT, put_off)] == ["talks-scheduled"]
    assert [state for state, _ in states(SUMMIT, called_off)] == ["talks-scheduled", "suspended"]


def test_meetings_are_held_planned_or_called_off() -> None:
    asked = event("Norland asked Varen to *meet*.", by="NOR; VRN", status="demanded")
    feared = event("They may never *meet*.", by="NOR; VRN", status="hypothetical")
    assert [meeting.status for meeting in meetings_of([MET, SUMMIT, asked, feared])] == ["happened", "scheduled"]


def test_what_people_met_for_is_no_further_meeting() -> None:
    sentence = "Tamm flew in on Monday and {} Besk to hold {} on the bridge."
    met = event(sentence.format("*met*", "talks"), by="Ilka Tamm; Oro Besk", day="2019-03-04", said="Monday")
    talks = event(sentence.format("met", "*talks*"), by="Ilka Tamm; Oro Besk", day="2019-03-04", said="Monday",
                  status="scheduled")  # fmt: skip
    assert [meeting.event for meeting in meetings_of([met, talks])] == [met.id]


def test_a_summit_that_envoys_prepare_has_not_their_day() -> None:
    sentence = "Aides {} on Monday to prepare a {} of Tamm and Besk."
    aides = event(sentence.format("*met*", "summit"), by="NOR; VRN", day="2019-03-04", said="Monday")
    summit = event(sentence.format("met", "*summit*"), by="Ilka Tamm; Oro Besk", day="2019-03-04", said="Monday",
                   status="scheduled")  # fmt: skip
    assert [(m.event, m.date.start) for m in meetings_of([aides, summit])] == [
        (aides.id, "2019-03-04"),
        (summit.id, None),
    ]


def test_agreements_have_a_stage_and_signatories() -> None:
    truce = event("Norland and Varen *signed* a truce for the valley on March 3.", "AGREE", by="NOR; VRN",
                  day="2019-03-03", said="March 3")  # fmt: skip
    found = agreement_of(truce)
    assert found is not None
    assert (found.name, found.stage, found.signed, found.signatories) == (
        "truce", "ceasefire", "2019-03-03", ("Norland", "Varen"),
    )  # fmt: skip
    extended = event("They *agreed* to extend the deal on tolls.", "AGREE", by="NOR; VRN")
    alone = event("Norland *agreed* to a deal.", "AGREE", by="NOR")
    assert [a.stage for a in find_agreements([extended, alone])] == ["renewal"]


COUNCIL = Actor(id="org:river-council", name="River Council", party="org:river-council", country="IGO")


def met(act: str, by: str, to: str = "") -> Meeting:
    """`met("REQUEST", "QAL", "NOR VRN")`: an act by parties, towards others; `IGO` is the river council."""
    left, right = ([COUNCIL if code == "IGO" else who(code) for code in codes.split()] for codes in (by, to))
    return meeting_of(act, left, right)


def shown(*meetings: Meeting) -> tuple[list[str], list[str]]:
    """Parties, heaviest first, and mediators, as `NOR` or the body's name."""
    pairs = ties_of(meetings)
    mediators = mediators_of(meetings, pairs)
    parties = members_of(bridged(meetings, pairs, mediators))
    return [id.rpartition(":")[2] for id in parties], [id.rpartition(":")[2] for id in sorted(mediators)]


TALKS = met("CONSULT", "NOR VRN")


def test_members_are_those_tied_to_the_heaviest_pair() -> None:
    assert shown(
        TALKS, met("AGREE", "NOR VRN"), met("CONSULT", "IGO NOR VRN"), met("SUPPORT", "NOR QAL"), met("CONSULT", "SYR TUR")
    ) == (["NOR", "VRN"], ["river-council"])  # fmt: skip


def test_a_body_that_faces_one_state_and_nobody_else_is_a_party() -> None:
    assert shown(met("REJECT", "NOR", "IGO"), met("CONSULT", "IGO NOR")) == (["NOR", "river-council"], [])


def test_a_body_whose_plan_one_side_takes_and_the_other_does_not_stands_between_them() -> None:
    fighting = [met("ASSAULT", "NOR", "VRN"), met("ACCUSE", "VRN", "NOR")]
    assert shown(met("AGREE", "NOR", "IGO"), met("REQUEST", "IGO", "NOR VRN"), *fighting) == (
        ["NOR", "VRN"],
        ["river-council"],
    )


def test_a_state_that_asks_the_same_of_two_who_meet_without_it_stands_between_them() -> None:
    asked = met("REQUEST", "QAL", "NOR VRN")
    assert shown(TALKS, asked) == (["NOR", "VRN"], ["QAL"])
    assert shown(TALKS, asked, met("THREATEN", "QAL", "VRN"))[1] == []
    assert shown(met("CONSULT", "NOR VRN QAL"), asked)[1] == []


def test_a_state_with_more_at_stake_than_the_two_have_with_each_other_is_no_mediator() -> None:
    dealt = [met("CONSULT", "QAL", "NOR"), met("AGREE", "QAL VRN"), met("AGREE", "QAL NOR")]
    assert shown(met("SUPPORT", "NOR VRN"), met("REQUEST", "QAL", "NOR VRN"), *dealt)[1] == []


def test_a_mediator_s_visits_to_both_sides_tie_them() -> None:
    visits = [met("CONSULT", "IGO", "NOR VRN"), met("CONSULT", "IGO", "NOR"), met("CONSULT", "IGO", "VRN")]
    assert shown(*visits, met("ACCUSE", "NOR", "VRN"), met("CONSULT", "NOR QAL"))[0][:2] == ["NOR", "VRN"]


def test_allies_who_refuse_together_do_not_face_each_other() -> None:
    assert met("REJECT", "NOR QAL").pairs == frozenset()
    assert met("REJECT", "NOR QAL", "VRN").pairs == {("state:NOR", "state:VRN"), ("state:QAL", "state:VRN")}
    assert met("AGREE", "NOR QAL").pairs == {("state:NOR", "state:QAL")}


def test_an_actor_called_a_mediator_is_one() -> None:
    envoy = Actor(id="person:aro-lind", name="Aro Lind", party="state:QAL", title="peace envoy", text="Lind")
    meetings = [TALKS, meeting_of("CONSULT", [envoy], [who("NOR")])]
    assert mediators_of(meetings, ties_of(meetings)) == {"state:QAL"}


def test_two_sides_told_of_apart_are_both_parties() -> None:
    told = [
        event("Norland's delegates *met* the envoy.", by="NOR", day="2019-03-12"),
        event("Norland *accused* the rebels.", "ACCUSE", by="NOR"),
        event("Varen *refused* to move.", "REJECT", by="VRN"),
        event("Varen *demanded* the harbour.", "REQUEST", by="VRN"),
        event("Norland *ruled* it out.", "REJECT", by="NOR"),
    ]
    assert {party.name for party in negotiation(*told).parties} == {"NOR", "VRN"}


def test_a_page_that_tells_of_no_dealing_tells_of_no_negotiation() -> None:
    shelled = event("Varen guns *shelled* Sadova.", "ASSAULT", by="VRN", to="NOR")
    assert negotiations_of("page", [shelled], [], who)[0] == []


def test_talks_that_one_side_suspends_are_suspended() -> None:
    plan = event("A *round* of talks opened.", by="NOR; VRN", day="2019-03-01")
    alone = event("Varen *suspended* the talks over the tolls.", "SANCTION", by="VRN", day="2019-03-05")
    assert states(plan, alone) == [("under-way", "2019-03-01"), ("suspended", "2019-03-05")]
    aid = event("Varen *suspended* its payments during the talks.", "SANCTION", by="VRN", day="2019-03-05")
    assert states(plan, aid) == [("under-way", "2019-03-01")]


def test_talks_about_a_halt_to_the_fighting_are_not_halted() -> None:
    over = event("Norland and Varen held *talks* about how to halt the fighting.", by="NOR; VRN", day="2019-03-01")
    assert states(over) == [("under-way", "2019-03-01")]


def test_talks_put_on_hold_are_no_meeting() -> None:
    suspended = event("Varen suspended its part in the *talks* with Norland.", by="NOR; VRN", day="2019-03-05")
    assert meetings_of([suspended]) == []


def test_of_several_steps_of_one_day_the_highest_stands() -> None:
    day = {"by": "NOR; VRN", "day": "2019-03-01"}
    assert states(
        event("Envoys *met* at noon.", **day),
        event("A *round* of talks followed.", **day),
        event("They *signed* a truce at night.", "AGREE", **day),
    ) == [("agreed", "2019-03-01")]


def test_talks_that_somebody_offers_to_hold_are_not_planned_yet() -> None:
    met = event("Envoys *met* at noon.", by="NOR; VRN", day="2019-03-01")
    offer = event("Qalat offered to host *talks* between Norland and Varen.", by="NOR; VRN", status="pledged")
    assert states(met, offer) == [("contacts", "2019-03-01")]


def test_who_only_appeals_to_both_sides_mediates_nothing() -> None:
    talks = event("Norland and Varen held *talks*.", by="NOR; VRN", day="2019-03-01")
    appeal = event("Qalat *urged* Norland and Varen to keep calm.", "REQUEST", by="QAL", to="NOR; VRN")
    visit = event("Qalat's minister *visited* Norland and Varen.", by="QAL", to="NOR; VRN")
    assert [m.name for m in negotiation(talks, talks, appeal).mediators] == []
    assert [m.name for m in negotiation(talks, talks, visit).mediators] == ["QAL"]


def test_a_body_that_is_only_turned_to_is_no_party() -> None:
    court = Actor(id="org:court", name="Court", party="org:court", country="IGO")
    talks = event("Norland and Varen held *talks*.", by="NOR; VRN", day="2019-03-01")
    turned = [
        msgspec.structs.replace(event(f"Varen *complained* a {n}th time.", "REQUEST", by="VRN"), recipients=(court,))
        for n in range(4, 8)
    ]
    found = negotiation(talks, *turned)
    assert [p.name for p in (*found.parties, *found.mediators)] == ["NOR", "VRN"]


def test_a_page_of_a_truce_alone_tells_of_a_negotiation() -> None:
    signed = event("Norland and Varen *signed* a truce.", "CONCEDE", by="NOR; VRN", day="2019-03-01")
    assert negotiation(signed).state == "agreed"


def test_who_invites_both_sides_stands_between_them() -> None:
    talks = event("Norland *rejected* the map of Varen.", "REJECT", by="NOR", to="VRN", day="2019-03-01")
    invited = event("Qalat *invited* Norland and Varen for talks.", "AGREE", by="QAL", to="NOR; VRN")
    found = negotiation(talks, invited)
    assert ([p.name for p in found.parties], [m.name for m in found.mediators]) == (["NOR", "VRN"], ["QAL"])
