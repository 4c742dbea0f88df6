"""Negotiations found among the dealings of parties."""

from __future__ import annotations

from itertools import count

from dragoman.negotiations.dealings import Case, Dealing, find_cases

NUMBERS = count()


def dealing(pair: str, day: str, *pages: str, act: str = "CONSULT", marked: str = "") -> Dealing:
    """`NOR+VRN` deal with each other on a day, as these pages tell."""
    parties = [f"state:{code}" for code in pair.split("+")]
    pairs = frozenset((one, other) for at, one in enumerate(parties) for other in parties[at + 1 :])
    between = frozenset({f"state:{marked}"} if marked else ())
    id = f"{pair}-{day}-{next(NUMBERS)}"
    return Dealing(incident=id, act=act, day=day, pairs=pairs, marked=between, pages=frozenset(pages))


def parties(cases: list[Case]) -> list[tuple[str, ...]]:
    return [tuple(party.removeprefix("state:") for party in case.parties) for case in cases]


RIVER = [dealing("NOR+VRN", "2019-03-04", "a", "b"), dealing("NOR+VRN", "2019-04-02", "c")]
FISH = [dealing("NOR+QAL", "2019-03-10", "x"), dealing("NOR+QAL", "2019-03-20", "y")]


def test_two_that_meet_twice_negotiate_and_one_visit_is_no_negotiation() -> None:
    assert parties(find_cases([*RIVER, dealing("XEN+YOR", "2019-03-04", "z")])) == [("NOR", "VRN")]


def test_dealings_told_on_other_pages_are_another_negotiation() -> None:
    assert parties(find_cases([*RIVER, *FISH])) == [("NOR", "VRN"), ("NOR", "QAL")]


def test_dealings_told_on_the_same_pages_are_one() -> None:
    shuttle = [dealing("QAL+VRN", "2019-03-05", "a", "b"), dealing("NOR+QAL", "2019-03-06", "b", "c")]
    assert parties(find_cases([*RIVER, *shuttle])) == [("NOR", "VRN", "QAL")]


def test_dealings_that_share_two_parties_are_one_sooner() -> None:
    """Both are told on two of their pages beside the other talks, and on one alone."""
    talks = [dealing(pair, "2019-03-04", "a", "b") for pair in ("NOR+VRN", "NOR+QAL")]
    third = dealing("QAL+VRN", "2019-03-05", "a", "b", "x")
    other = dealing("NOR+XEN", "2019-03-05", "a", "b", "x")
    again = [dealing("NOR+XEN", "2019-03-06", "x")]
    assert [set(found) for found in parties(find_cases([*talks, third]))] == [{"NOR", "VRN", "QAL"}]
    assert ("NOR", "XEN") in parties(find_cases([*talks, other, *again]))


def test_a_word_about_a_visit_in_a_page_about_a_summit_does_not_tie_the_two() -> None:
    """The page tells of the summit three times and of the visit once."""
    summit = [dealing("NOR+VRN", day, "a", "b") for day in ("2019-03-01", "2019-03-02", "2019-03-03")]
    visit = [dealing("NOR+QAL", "2019-03-02", "a"), dealing("NOR+QAL", "2019-03-10", "x", "y")]
    assert parties(find_cases([*summit, *visit])) == [("NOR", "VRN"), ("NOR", "QAL")]


def test_a_long_silence_ends_a_negotiation() -> None:
    later = [dealing("NOR+VRN", "2020-03-04", "p"), dealing("NOR+VRN", "2020-03-20", "q")]
    cases = find_cases([*RIVER, *later])
    assert [(case.id, case.first, case.last) for case in cases] == [
        ("state:NOR+state:VRN:2019", "2019-03-04", "2019-04-02"),
        ("state:NOR+state:VRN:2020", "2020-03-04", "2020-03-20"),
    ]


def test_who_mediates_is_no_party() -> None:
    talks = [
        dealing("NOR+QAL+VRN", day, page, marked="QAL") for day, page in (("2019-03-04", "a"), ("2019-03-09", "b"))
    ]
    (case,) = find_cases(talks)
    assert (case.parties, case.mediators) == (("state:NOR", "state:VRN"), ("state:QAL",))


def test_an_ally_who_only_did_something_at_their_side_is_no_party_of_their_talks() -> None:
    side_by_side = [dealing("NOR+QAL+VRN", day, "a", "b", act=act)
                    for act in ("SUPPORT", "COOPERATE") for day in ("2019-03-04", "2019-03-05")]  # fmt: skip
    assert parties(find_cases([*RIVER, *side_by_side])) == [("NOR", "VRN")]
    asked = dealing("NOR+QAL", "2019-03-06", "a", "b", act="REQUEST")
    assert parties(find_cases([*RIVER, *side_by_side, asked])) == [("NOR", "VRN", "QAL")]


def test_people_join_and_part() -> None:
    joined = find_cases([*RIVER, *FISH], joined=[(RIVER[0].incident, FISH[0].incident)])
    assert parties(joined) == [("NOR", "VRN", "QAL")]
    shuttle = [dealing("NOR+QAL", "2019-03-05", "a", "b"), dealing("NOR+QAL", "2019-03-06", "b", "c")]
    assert len(find_cases([*RIVER, *shuttle])) == 1
    parted = find_cases([*RIVER, *shuttle], parted=[(RIVER[0].incident, shuttle[0].incident)])
    assert sorted(parties(parted)) == [("NOR", "QAL"), ("NOR", "VRN")]


def test_what_people_join_is_told_whole_though_it_shares_no_party() -> None:
    visit = [dealing("XEN+YOR", "2019-03-10", "x"), dealing("XEN+YOR", "2019-03-20", "y")]
    busy = [dealing("NOR+VRN", f"2019-03-{day}", f"page-{day}") for day in range(10, 30)]
    for heavier in (RIVER, busy):
        (case,) = find_cases([*heavier, *visit], joined=[(heavier[0].incident, visit[0].incident)])
        assert set(case.parties) == {"state:NOR", "state:VRN", "state:XEN", "state:YOR"}
        assert set(case.incidents) == {one.incident for one in (*heavier, *visit)}


def test_who_came_to_the_same_talks_as_the_two_that_were_joined_stays_a_party() -> None:
    summit = [dealing("XEN+YOR+ZAN", "2019-03-10", "x"), dealing("XEN+YOR", "2019-03-20", "x")]
    busy = [dealing("NOR+VRN", f"2019-03-{day}", f"page-{day}") for day in range(10, 30)]
    (case,) = find_cases([*busy, *summit], joined=[(busy[0].incident, summit[1].incident)])
    assert set(case.parties) == {f"state:{code}" for code in ("NOR", "VRN", "XEN", "YOR", "ZAN")}


def test_the_parties_of_what_is_joined_are_told_where_it_is_a_mediators_visit_that_was_named() -> None:
    shuttle = [dealing("XEN+YOR+QAL", "2019-03-09", "x", marked="QAL"), dealing("XEN+QAL", "2019-03-10", "x"),
               dealing("QAL+YOR", "2019-03-11", "x")]  # fmt: skip
    (case,) = find_cases([*RIVER, *shuttle], joined=[(RIVER[0].incident, shuttle[2].incident)])
    assert set(case.parties) == {"state:NOR", "state:VRN", "state:XEN", "state:YOR"}
    assert case.mediators == ("state:QAL",)


def test_the_order_of_arrival_makes_no_difference() -> None:
    assert find_cases([*RIVER, *FISH]) == find_cases([*reversed(FISH), *reversed(RIVER)])


def test_who_only_turns_to_a_body_negotiates_with_nobody() -> None:
    pair = ("org:court", "state:NOR")
    turned = [
        Dealing(
            incident=f"turned-{n}",
            act="REQUEST",
            day=f"2019-03-0{n}",
            pairs=frozenset({pair}),
            pages=frozenset({"a"}),
            addressed=frozenset({"org:court"}),
        )
        for n in range(1, 9)
    ]
    assert find_cases(turned) == []
