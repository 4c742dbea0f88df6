"""The dossier of a negotiation, from material made by hand."""

from __future__ import annotations

import msgspec
import pytest

from dragoman.model import Link
from dragoman.negotiations.dossier import make_dossier
from dragoman.negotiations.encounters import ceasefires_of, combined_agreements
from dragoman.negotiations.material import Material
from dragoman.negotiations.relations import relations_of
from linking.happenings import who
from negotiations.river import material, position, told

MET = [
    told("2019-03-05", "Ilka Tamm *met* Oro Besk in Sadova on Monday.", by="Ilka Tamm; Oro Besk", day="2019-03-04",
         said="Monday", place="Sadova", intensity=2.5, id="met"),
    told("2019-03-06", "The two *met* in Sadova.", by="NOR; VRN", day="2019-03-04", place="Sadova", intensity=2.5,
         page="other", id="met-too"),
]  # fmt: skip
ROUND = [told("2019-04-03", "A *round* of river talks was held.", by="NOR; VRN", day="2019-04-02", id="round")]
NEXT = [told("2019-04-03", "They will *meet* again on May 7.", by="NOR; VRN", status="scheduled", day="2019-05-07",
             page="page-2019-04-03", id="next")]  # fmt: skip
OFFER = [told("2019-03-05", "Varen *offered* to open the bridge in exchange for river tolls.", "AGREE", by="VRN",
              to="NOR", id="offer", page="page-2019-03-05")]  # fmt: skip
REFUSAL = [told("2019-04-10", "Varen *refused* to open the bridge.", "REJECT", by="VRN", to="NOR", day="2019-04-09",
                id="refusal")]  # fmt: skip
TRUCE = [told("2019-04-21", "Norland and Varen *signed* a truce for the valley on April 20.", "AGREE", by="NOR; VRN",
              day="2019-04-20", said="April 20", intensity=4.0, id="truce")]  # fmt: skip
SHELLED = [told("2019-04-26", "Varen guns *shelled* Sadova.", "ASSAULT", by="VRN", to="NOR", day="2019-04-25",
                intensity=-9.0, id="shelled")]  # fmt: skip
POSITIONS = (
    position(OFFER[0][1], "offer", "open the bridge", in_exchange_for="river tolls", issue="borders"),
    position(REFUSAL[0][1], "refusal", "open the bridge", issue="borders"),
)


def whole() -> Material:
    return material(MET, ROUND, NEXT, OFFER, REFUSAL, TRUCE, SHELLED, positions=POSITIONS, read_until="2019-04-30")


def test_who_negotiates_and_who_speaks_for_them() -> None:
    dossier = make_dossier(whole())
    assert [(m.role, m.actor.name) for m in dossier.members] == [
        ("party", "Norland"), ("party", "Varen"), ("mediator", "River Council"),
    ]  # fmt: skip
    assert [speaker.name for speaker in dossier.members[0].speakers] == ["Ilka Tamm"]
    assert dossier.hosts == ("Sadova, NOR",)
    assert dossier.read_until == "2019-04-30"


def test_a_surname_alone_is_no_further_speaker() -> None:
    day, met = MET[1]
    short = msgspec.structs.replace(who("Ilka Tamm"), id="person:tamm", name="Tamm")
    other = msgspec.structs.replace(who("Ilka Tamm"), id="person:vessel", name="Vessel")
    again = (day, msgspec.structs.replace(met, id="again", actors=(short, other, who("VRN"))))
    dossier = make_dossier(material(MET, [again]))
    assert [speaker.name for speaker in dossier.members[0].speakers] == ["Ilka Tamm", "Vessel"]


def test_where_it_stands_and_how_it_came_to_that() -> None:
    dossier = make_dossier(whole())
    assert [(step.state, step.since) for step in dossier.states] == [
        ("contacts", "2019-03-04"), ("under-way", "2019-04-02"), ("agreed", "2019-04-20"),
    ]  # fmt: skip
    assert dossier.state == "agreed"
    assert {step.event for step in dossier.states} <= set(dossier.sources)


def test_meetings_once_each_with_how_many_tell_of_them() -> None:
    dossier = make_dossier(whole())
    assert [(m.status, m.date.start, m.reports) for m in dossier.meetings] == [
        ("happened", "2019-03-04", 2), ("happened", "2019-04-02", 1), ("scheduled", "2019-05-07", 1),
    ]  # fmt: skip


def test_positions_are_a_dated_series_with_the_bargain() -> None:
    stands = make_dossier(whole()).stands
    assert [(s.day, s.stance, s.what, s.in_exchange_for) for s in stands] == [
        ("2019-03-05", "offer", "open the bridge", "river tolls"),
        ("2019-04-10", "refusal", "open the bridge", None),
    ]


def test_the_same_party_for_and_against() -> None:
    (contradiction,) = make_dossier(whole()).contradictions
    assert (contradiction.sort, contradiction.subject) == ("for-and-against", "state:VRN")
    assert [id.rpartition(":")[2] for id in contradiction.stands] == ["offer", "refusal"]


def test_denied_by_one_and_asserted_by_another() -> None:
    denial = (Link(speakers=(who("VRN"),), cue="denied", stance="denies"),)
    denied = told("2019-04-27", "Varen denied that its guns *shelled* Sadova.", "ASSAULT", by="VRN", to="NOR",
                  status="denied", attribution=denial, id="denied")  # fmt: skip
    (contradiction,) = make_dossier(material([*SHELLED, denied])).contradictions
    assert contradiction.sort == "denied"


def test_a_ceasefire_and_the_attacks_that_came_after_it() -> None:
    known = whole()
    agreements = combined_agreements(known)
    assert [(a.stage, a.signed, a.signatories) for a, _ in agreements] == [
        ("ceasefire", "2019-04-20", ("Norland", "Varen"))
    ]
    (ceasefire,) = ceasefires_of(known, agreements)
    assert (ceasefire.since, ceasefire.breaches) == ("2019-04-20", ("shelled",))


def test_cooperation_and_conflict_beside_how_much_was_read() -> None:
    (relation,) = relations_of(whole())
    assert (relation.one, relation.other, relation.unit) == ("state:NOR", "state:VRN", "week")
    assert (relation.cooperation, relation.conflict) == (6.5, -9.0)
    first = relation.periods[0]
    assert (first.start, first.cooperation, first.incidents, first.articles) == ("2019-03-04", 2.5, 2, 3)
    assert sum(period.articles for period in relation.periods) <= 9


def test_what_is_new_since_a_day() -> None:
    changes = make_dossier(whole(), "2019-04-20").changes
    assert changes is not None
    assert (changes.state_before, [step.state for step in changes.states]) == ("under-way", ["agreed"])
    assert set(changes.incidents) == {"truce", "shelled"}
    assert changes.agreements == ("truce",)
    assert changes.stands == ()


def test_a_meeting_that_was_planned_and_is_held_has_come_further() -> None:
    held = told("2019-05-08", "They *met* on Tuesday.", by="NOR; VRN", day="2019-05-07", id="held")
    changes = make_dossier(material(MET, [*NEXT, held]), "2019-05-01").changes
    assert changes is not None
    assert (changes.steps, changes.incidents) == (("next",), ())


def test_a_promise_whose_day_has_passed_has_another_outcome() -> None:
    pledge = told("2019-03-05", "Varen pledged to *withdraw* by April 1.", "RETREAT", by="VRN", status="pledged",
                  day="2019-04-01", said="April 1", id="pledge")  # fmt: skip
    done = told("2019-03-30", "Varen *withdrew* on Friday.", "RETREAT", by="VRN", day="2019-03-29", id="done")
    changes = make_dossier(material(MET, [pledge, done]), "2019-03-20").changes
    assert changes is not None
    assert len(changes.outcomes) == 1


def test_an_agreement_on_another_subject_is_none_of_the_process() -> None:
    talks = told("2019-03-05", "Norland and Varen *met* to discuss the border along the river.", "CONSULT",
                 by="NOR; VRN", id="talks")  # fmt: skip
    steel = told("2019-03-06", "Norland and Varen *signed* a deal on steel exports.", "SUPPORT", by="NOR; VRN",
                 id="steel")  # fmt: skip
    line = told("2019-03-07", "Norland and Varen *signed* a deal on the border.", "SUPPORT", by="NOR; VRN",
                id="line")  # fmt: skip
    stand = position(talks[1], "proposal", "a new border")
    others = [told(f"2019-03-{day:02}", "Norland and Varen *discussed* the border.", "CONSULT", by="NOR; VRN",
                   id=f"more-{day}") for day in range(8, 14)]  # fmt: skip
    dossier = make_dossier(material([talks], [steel], [line], *([one] for one in others), positions=[stand]))
    assert [agreement.event for agreement in dossier.agreements] == ["line"]


def test_what_was_joined_has_its_steps_though_its_parties_deal_with_none_of_the_others() -> None:
    signed = [told("2019-04-21", "Qalat and Iraq *signed* a treaty on the pipeline.", "AGREE", by="QAL; IRQ",
                   day="2019-04-20", said="April 20", id="treaty")]  # fmt: skip
    joined = msgspec.structs.replace(
        material(MET, signed), parties=tuple(who(code) for code in ("NOR", "VRN", "QAL", "IRQ"))
    )
    dossier = make_dossier(joined)
    assert [(step.state, step.event) for step in dossier.states] == [("contacts", "met"), ("agreed", "treaty")]
    assert [member.actor.name for member in dossier.members if member.role == "party"] == [
        "Norland", "Varen", "Qalat", "Iraq",
    ]  # fmt: skip


MEMORANDUM = [told("2019-04-03", "Norland and Varen *signed* a memorandum on the river posts on April 2.", "AGREE",
                   by="NOR; VRN", day="2019-04-02", said="April 2", id="memorandum")]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("Varen troops *withdrew* from the river posts on Friday under the memorandum.", "implementing"),
        ("Varen *withdrew* its guns, in line with the new border agreement.", "implementing"),
        ("Varen *withdrew* its guns from the river posts on Friday.", "agreed"),
        ("Varen *withdrew* its guns, but Norland forces stayed under the memorandum.", "agreed"),
    ],
)
def test_what_one_side_does_by_the_terms_of_an_agreement_carries_it_out(sentence: str, state: str) -> None:
    done = [told("2019-04-20", sentence, "RETREAT", by="VRN", day="2019-04-19", id="done")]
    assert make_dossier(material(MET, MEMORANDUM, done)).state == state


def test_what_is_done_under_an_agreement_that_nobody_told_of_carries_out_none() -> None:
    done = [told("2019-04-20", "Varen *withdrew* its guns under the treaty.", "RETREAT", by="VRN", day="2019-04-19",
                 id="done")]  # fmt: skip
    assert make_dossier(material(MET, done)).state == "contacts"


def test_an_agreement_that_a_later_page_only_points_back_to_was_reached_on_its_own_day() -> None:
    back = told("2019-04-24", "Guns left the posts under the *memorandum* that Norland and Varen signed this month.",
                "AGREE", by="NOR; VRN", day="2019-04-01", until="2019-04-30", said="this month", id="back")  # fmt: skip
    dossier = make_dossier(material(MET, [*MEMORANDUM, back]))
    assert [(step.state, step.event) for step in dossier.states] == [("contacts", "met"), ("agreed", "memorandum")]
