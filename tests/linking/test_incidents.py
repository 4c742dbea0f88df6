"""Reports of one happening become an incident: what most say, its history, and how sure it is."""

from __future__ import annotations

from typing import Any

from dragoman.linking.aliases import heirs
from dragoman.linking.incidents import make_incident
from dragoman.linking.witness import Witness
from dragoman.model import Actor, Incident, Link
from linking.happenings import event, who

AGENCY = Actor(id="org:river-wire", name="River Wire", sectors=("JRN",))


def witness(
    sentence: str,
    act: str = "CONSULT",
    *,
    published: str = "2019-03-05",
    publisher: str = "courier.example",
    agency: str | None = None,
    text: str | None = None,
    **fields: Any,
) -> Witness:
    fields.setdefault("page", f"{publisher}-{published}")
    told = event(sentence, act, **fields)
    return Witness(event=told, published=published, publisher=publisher, agency=agency, text=text or told.article)


def shelling(killed: float, publisher: str, **fields: Any) -> Witness:
    return witness("Varen guns *shelled* Sadova on Monday.", "ASSAULT", by="VRN", to="NOR", day="2019-03-04",
                   said="Monday", place="Sadova", killed=killed, publisher=publisher, **fields)  # fmt: skip


def history(incident: Incident) -> list[tuple[str, str, str | None]]:
    return [(step["status"], step["since"], step["change"]) for step in incident.history]


def test_an_incident_says_what_its_reports_say() -> None:
    incident = make_incident([
        witness("Tamm *met* Besk.", by="Ilka Tamm; VRN", published="2019-03-06", publisher="herald.example", id="later"),
        witness("Ilka Tamm *met* Oro Besk in Sadova on Monday.", by="Ilka Tamm; Oro Besk", day="2019-03-04",
                said="Monday", place="Sadova", id="first"),
    ], score=2.0)  # fmt: skip
    assert (incident.id, incident.events) == ("first", ("first", "later"))
    assert [actor.name for actor in incident.actors] == ["Ilka Tamm", "Oro Besk"]  # nobody twice: Besk acts for Varen
    assert incident.date.start == "2019-03-04"
    assert incident.place is not None
    assert incident.place.name == "Sadova"
    assert (incident.first_report, incident.last_report) == ("2019-03-05", "2019-03-06")
    assert incident.publishers == ("courier.example", "herald.example")
    assert incident.sentence.startswith("Ilka Tamm met Oro Besk in Sadova")
    assert 0.8 < incident.score < 0.9


def test_one_whom_a_single_page_of_many_names_is_left_out() -> None:
    told = [witness("Ilka Tamm *met* Oro Besk.", by="Ilka Tamm; Oro Besk", publisher=outlet) for outlet in "abcd"]
    stray = witness("Mira Quill *met* them.", by="Ilka Tamm; Mira Quill; Oro Besk", publisher="e")
    assert [actor.name for actor in make_incident([*told, stray]).actors] == ["Ilka Tamm", "Oro Besk"]


def test_the_history_of_a_meeting() -> None:
    plan = {"by": "Ilka Tamm; Oro Besk", "status": "scheduled"}
    incident = make_incident([
        witness("Tamm *met* Besk on Tuesday.", by="Ilka Tamm; Oro Besk", day="2019-04-09", published="2019-04-10"),
        witness("The *meeting* was put off.", **plan, change="postponed", day="2019-04-09", published="2019-03-29"),
        witness("They will *meet* in April.", **plan, day="2019-04-02", published="2019-03-14"),
        witness("They are to *meet* on April 2.", **plan, day="2019-04-02", published="2019-03-15"),
        witness("They were still to *meet*, said a slow paper.", **plan, published="2019-04-11"),
    ])  # fmt: skip
    assert history(incident) == [
        ("scheduled", "2019-03-14", None),
        ("scheduled", "2019-03-29", "postponed"),
        ("happened", "2019-04-09", None),
    ]
    assert (incident.status, incident.date.start) == ("happened", "2019-04-09")


def test_a_report_that_knows_the_day_less_exactly_is_no_earlier_step() -> None:
    incident = make_incident([
        witness("Norland and Varen *signed* the treaty on April 2.", "AGREE", by="NOR; VRN", day="2019-04-02",
                said="April 2", published="2019-04-03", id="signed"),
        witness("Guns left under the *treaty* of this month.", "AGREE", by="NOR; VRN", day="2019-04-01",
                until="2019-04-30", said="this month", published="2019-04-20", id="pointed"),
    ])  # fmt: skip
    assert [(step["since"], step["event"]) for step in incident.history] == [("2019-04-02", "signed")]


def test_a_denial_is_a_dispute_and_no_step() -> None:
    denial = (Link(speakers=(who("VRN"),), cue="denied", stance="denies"),)
    confirmation = (Link(speakers=(who("QAL"),), cue="confirmed", stance="confirms"),)
    incident = make_incident([
        shelling(3, "courier.example", attribution=confirmation),
        shelling(3, "herald.example", status="denied", attribution=denial),
    ])  # fmt: skip
    assert history(incident) == [("happened", "2019-03-04", None)]
    assert (incident.confirmed_by, incident.denied_by) == (("Qalat",), ("Varen",))


def test_what_nobody_asserts_is_denied() -> None:
    assert make_incident([shelling(3, "herald.example", status="denied")]).status == "denied"


def test_reports_are_independent_unless_they_share_a_text_or_an_agency() -> None:
    cited = (Link(speakers=(AGENCY,), cue="reported"),)
    incident = make_incident([
        shelling(3, "courier.example"),
        shelling(3, "copyist.example", text="courier.example-2019-03-05"),
        shelling(3, "herald.example", agency="River Wire"),
        shelling(3, "post.example", attribution=cited),
        shelling(3, "gazette.example"),
    ])  # fmt: skip
    assert (incident.reports, incident.independent) == (4, 3)
    assert len(incident.publishers) == 5


def test_an_agency_and_who_credits_it_are_one_source() -> None:
    assert make_incident([shelling(3, "reuters.com"), shelling(3, "herald.example", agency="Reuters")]).independent == 1


def test_differences_are_those_that_exclude_each_other() -> None:
    incident = make_incident([
        shelling(14, "a.example", id="a"),
        shelling(17, "b.example", id="b"),
        witness("Sela's guns *shelled* the port this week.", "ASSAULT", by="QAL", to="NOR", day="2019-03-04",
                until="2019-03-10", publisher="c.example", id="c"),
    ])  # fmt: skip
    assert incident.differs == (
        {"field": "counts.killed", "values": [{"value": "14", "events": ["a"]}, {"value": "17", "events": ["b"]}]},
        {"field": "actors", "values": [{"value": "state:VRN", "events": ["a", "b"]},
                                       {"value": "state:QAL", "events": ["c"]}]},
    )  # fmt: skip
    assert incident.counts == ({"what": "killed", "low": 14.0, "high": 17.0},)


def test_an_id_follows_its_event_when_incidents_are_joined_and_split() -> None:
    joined = heirs({"a": "a", "b": "b", "c": "b"}, {"z": "b"}, {"a": "a", "b": "a", "c": "a"})
    assert joined == {"a": "a", "b": "a", "z": "a"}
    split = heirs({"a": "a", "b": "a", "c": "a"}, {"b": "a"}, {"a": "a", "b": "b", "c": "b"})
    assert split == {"a": "a", "b": "b"}


def test_an_id_whose_event_is_gone_follows_its_company() -> None:
    assert heirs({"b": "gone", "c": "gone"}, {}, {"b": "b", "c": "b"}) == {"gone": "b"}
