"""What is easily taken for one happening and is two, and the other way round."""

from __future__ import annotations

import pytest

from linking.happenings import report, together


def test_five_outlets_on_one_meeting_come_together() -> None:
    assert together(
        report("Ilka Tamm *met* Oro Besk in Sadova on Monday to talk about the bridge.", by="Ilka Tamm; Oro Besk",
               day="2019-03-04", said="Monday", place="Sadova", published="2019-03-05", page="courier"),
        report("*Talks* between Tamm and Besk on the closed bridge were held in Sadova on March 4.",
               by="Ilka Tamm; Oro Besk", day="2019-03-04", said="March 4", place="Sadova", published="2019-03-06",
               page="herald"),
        report("The foreign minister *sat down* with the Varen leader over the bridge.", by="Ilka Tamm; Oro Besk",
               published="2019-03-05", page="post"),
        report("Norland and Varen *discussed* the bridge in Sadova.", by="NOR; VRN", day="2019-03-04",
               until="2019-03-10", said="this week", published="2019-03-08", page="weekly"),
        report("Tamm's *meeting* with Oro Besk about the bridge lasted an hour.", by="Ilka Tamm; VRN",
               day="2019-03-04", published="2019-03-04", page="wire"),
    ) == [{0, 1, 2, 3, 4}]  # fmt: skip


def test_the_same_town_shelled_on_successive_days_is_three_shellings() -> None:
    shelled = [
        report(f"Varen guns *shelled* Sadova on {weekday}, killing {killed} people.", "ASSAULT", by="VRN", to="NOR",
               day=day, said=weekday, place="Sadova", killed=killed, published=published, page=f"{outlet}-{day}")
        for weekday, day, published, killed in (
            ("Monday", "2019-03-04", "2019-03-05", 3.0),
            ("Tuesday", "2019-03-05", "2019-03-06", 5.0),
            ("Wednesday", "2019-03-06", "2019-03-07", 2.0),
        )
        for outlet in ("courier", "herald")
    ]  # fmt: skip
    assert together(*shelled) == [{0, 1}, {2, 3}, {4, 5}]


def test_a_shelling_whose_day_was_lost_goes_by_the_weekday_in_its_sentence() -> None:
    assert together(
        report("Varen guns *shelled* the old port on Monday.", "ASSAULT", by="VRN", to="NOR", day="2019-03-04",
               said="Monday", published="2019-03-05", page="a"),
        report("The *shelling* of the old port by Varen guns on Monday shook the town.", "ASSAULT", by="VRN", to="NOR",
               published="2019-03-05", page="b"),
        report("Varen guns *shelled* the old port again on Tuesday.", "ASSAULT", by="VRN", to="NOR", day="2019-03-05",
               said="Tuesday", published="2019-03-06", page="c"),
    ) == [{0, 1}, {2}]  # fmt: skip


def test_monthly_rounds_of_the_same_talks_stay_apart() -> None:
    rounds = [
        report("Norland and Varen held another *round* of river talks in Sadova.", by="NOR; VRN", day=day,
               said="on Monday", place="Sadova", published=day, page=f"{outlet}-{day}")
        for day in ("2019-03-04", "2019-04-01", "2019-05-06")
        for outlet in ("courier", "herald")
    ]  # fmt: skip
    assert together(*rounds) == [{0, 1}, {2, 3}, {4, 5}]


def test_undated_rounds_stay_apart_by_the_days_of_their_pages() -> None:
    rounds = [
        report("Norland and Varen held another *round* of river talks.", by="NOR; VRN", published=day, page=day)
        for day in ("2019-03-04", "2019-03-05", "2019-04-02")
    ]
    assert together(*rounds) == [{0, 1}, {2}]


def test_two_meetings_of_the_same_men_in_a_week() -> None:
    assert together(
        report("Ilka Tamm *met* Oro Besk in Sadova on Monday.", by="Ilka Tamm; Oro Besk", day="2019-03-04",
               said="Monday", place="Sadova", published="2019-03-05", page="a"),
        report("Tamm and Besk held *talks* in Sadova on Monday.", by="Ilka Tamm; Oro Besk", day="2019-03-04",
               said="Monday", place="Sadova", published="2019-03-05", page="b"),
        report("Ilka Tamm *met* Oro Besk again, in Varenholm, on Thursday.", by="Ilka Tamm; Oro Besk",
               day="2019-03-07", said="Thursday", place="Varenholm", published="2019-03-08", page="a2"),
        report("Tamm and Besk held *talks* in Varenholm on Thursday.", by="Ilka Tamm; Oro Besk", day="2019-03-07",
               said="Thursday", place="Varenholm", published="2019-03-08", page="b2"),
    ) == [{0, 1}, {2, 3}]  # fmt: skip


def test_other_people_of_the_same_states_on_the_same_day_hold_another_meeting() -> None:
    assert together(
        report("Ilka Tamm *met* Oro Besk on Monday.", by="Ilka Tamm; Oro Besk", day="2019-03-04", said="Monday",
               published="2019-03-05", page="a"),
        report("General Sela Dorn *met* officers of Varen on Monday.", by="Sela Dorn; VRN", day="2019-03-04",
               said="Monday", published="2019-03-05", page="b"),
    ) == [{0}, {1}]  # fmt: skip


def test_a_meeting_that_is_planned_put_off_and_held_is_one() -> None:
    assert together(
        report("Tamm and Besk will *meet* in Sadova on April 2.", by="Ilka Tamm; Oro Besk", status="scheduled",
               day="2019-04-02", said="April 2", place="Sadova", published="2019-03-14", page="a"),
        report("The *meeting* of Tamm and Besk in Sadova was put off from April 2 to April 9.",
               by="Ilka Tamm; Oro Besk", status="scheduled", change="postponed", day="2019-04-09", said="April 9",
               place="Sadova", published="2019-03-29", page="b"),
        report("Ilka Tamm *met* Oro Besk in Sadova on Tuesday.", by="Ilka Tamm; Oro Besk", day="2019-04-09",
               said="Tuesday", place="Sadova", published="2019-04-10", page="c"),
        report("Tamm and Besk *met* in Sadova on May 7.", by="Ilka Tamm; Oro Besk", day="2019-05-07", said="May 7",
               place="Sadova", published="2019-05-08", page="d"),
    ) == [{0, 1, 2}, {3}]  # fmt: skip


def test_a_summit_that_was_called_off_is_not_the_next_one() -> None:
    assert together(
        report("Tamm and Besk will *meet* in Sadova on April 2.", by="Ilka Tamm; Oro Besk", status="scheduled",
               day="2019-04-02", said="April 2", place="Sadova", published="2019-03-14", page="a"),
        report("Tamm called off her *meeting* with Besk in Sadova.", by="Ilka Tamm; Oro Besk", status="cancelled",
               day="2019-04-02", said="April 2", place="Sadova", published="2019-03-30", page="b"),
        report("Tamm and Besk *met* in Sadova on June 4.", by="Ilka Tamm; Oro Besk", day="2019-06-04", said="June 4",
               place="Sadova", published="2019-06-05", page="c"),
    ) == [{0, 1}, {2}]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "off"),
    [("2019-04-02", "2019-04-02"), ("2019-04-02", None), (None, "2019-04-02")],
    ids=["each tells the day", "only the plan tells it", "only the calling off tells it"],
)
@pytest.mark.parametrize("change", [None, "postponed"], ids=["planned anew", "put off"])
def test_talks_called_off_and_talks_planned_for_another_day_are_two_unless_they_were_put_off(
    first: str | None, off: str | None, change: str | None
) -> None:
    again = "moved to" if change else "planned for"
    assert together(
        report("A *round* of river talks in Sadova is planned.", by="NOR; VRN", status="scheduled",
               day=first, said=first and "April 2", published="2019-03-14", page="a"),
        report("Norland called off the *round* of river talks in Sadova.", by="NOR; VRN", status="cancelled",
               day=off, said=off and "April 2", published="2019-03-30", page="b"),
        report(f"A *round* of river talks in Sadova is {again} April 28.", by="NOR; VRN", status="scheduled",
               change=change, day="2019-04-28", said="April 28", published="2019-04-01", page="c"),
    ) == ([{0, 1, 2}] if change else [{0, 1}, {2}])  # fmt: skip


def test_talks_called_off_and_planned_for_the_same_day_again_are_one() -> None:
    plans = [
        report("A *round* of river talks in Sadova is planned for April 2.", by="NOR; VRN", status="scheduled",
               day="2019-04-02", said="April 2", published=published, page=published)
        for published in ("2019-03-14", "2019-03-28")
    ]  # fmt: skip
    off = report("Norland called off the *round* of river talks in Sadova.", by="NOR; VRN", status="cancelled",
                 day="2019-04-02", said="April 2", published="2019-03-20", page="off")  # fmt: skip
    assert together(*plans, off) == [{0, 1, 2}]


def test_talks_of_which_only_the_calling_off_is_told_are_not_those_planned_next() -> None:
    assert together(
        report("Norland called off the *round* of river talks in Sadova.", by="NOR; VRN", status="cancelled",
               published="2019-03-30", page="b"),
        report("A *round* of river talks in Sadova is planned for April 28.", by="NOR; VRN", status="scheduled",
               day="2019-04-28", said="April 28", published="2019-04-08", page="c"),
    ) == [{0}, {1}]  # fmt: skip


def test_reports_that_differ_on_the_dead_are_of_one_attack() -> None:
    assert together(
        report("Varen guns *attacked* a ferry near Sadova on Sunday, killing at least 14.", "ASSAULT", by="VRN",
               day="2019-03-03", said="Sunday", place="Sadova", killed=14.0, published="2019-03-04", page="a"),
        report("A Varen *attack* on a ferry near Sadova on Sunday left 17 dead.", "ASSAULT", by="VRN",
               day="2019-03-03", said="Sunday", place="Sadova", killed=17.0, published="2019-03-04", page="b"),
    ) == [{0, 1}]  # fmt: skip


def test_a_denial_is_of_the_same_happening() -> None:
    assert together(
        report("Norland said Varen had *shelled* a clinic in Sadova on Sunday.", "ASSAULT", by="VRN", to="NOR",
               day="2019-03-03", said="Sunday", place="Sadova", published="2019-03-04", page="a"),
        report("Varen denied that it had *shelled* a clinic in Sadova on Sunday.", "ASSAULT", by="VRN", to="NOR",
               status="denied", day="2019-03-03", said="Sunday", place="Sadova", published="2019-03-04", page="b"),
    ) == [{0, 1}]  # fmt: skip


def test_the_answer_to_a_demand_is_no_report_of_it() -> None:
    assert together(
        report("Norland *demanded* on Monday that Varen open the bridge.", "REQUEST", by="NOR", to="VRN",
               day="2019-03-04", said="Monday", published="2019-03-05", page="a"),
        report("Varen on Monday *rejected* a demand of Norland to open the bridge.", "REJECT", by="VRN", to="NOR",
               day="2019-03-04", said="Monday", published="2019-03-05", page="b"),
    ) == [{0}, {1}]  # fmt: skip


def test_what_was_agreed_is_not_the_agreeing() -> None:
    outer = report("Norland *agreed* with Varen to share the tolls.", "AGREE", by="NOR; VRN", published="2019-03-05",
                   id="outer")  # fmt: skip
    inner = report("Norland agreed with Varen to *share* the tolls.", "COOPERATE", by="NOR; VRN", within="outer",
                   status="scheduled", published="2019-03-05", id="inner")  # fmt: skip
    assert together(outer, inner) == [{0}, {1}]


@pytest.mark.parametrize(("said", "one"), [("early Saturday", True), ("Saturday", False)])
def test_midnight_is_not_the_same_everywhere(said: str, one: bool) -> None:
    friday = report("Norland *announced* a halt to its tests of river mines on Friday.", "RETREAT", by="NOR",
                    day="2019-03-01", said="Friday", published="2019-03-02", page="a")  # fmt: skip
    saturday = report(f"Norland *announced* a halt to its tests of river mines {said}.", "RETREAT", by="NOR",
                      day="2019-03-02", said=said, published="2019-03-02", page="b")  # fmt: skip
    assert (together(friday, saturday) == [{0, 1}]) is one
