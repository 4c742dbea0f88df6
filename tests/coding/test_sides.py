"""Who acts and who is acted on, where the clause itself does not say all of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coding.conftest import names
from dragoman.model import Event

Events = Callable[..., list[Event]]


@pytest.mark.parametrize(
    ("text", "word", "actors", "recipients"),
    [
        # a place that is visited is the host; one's own town is not
        ("The Turkish foreign minister landed in Tbilisi on Wednesday.", "landed", ["TUR"], ["GEO"]),
        ("The Turkish foreign minister flew to Ankara on Wednesday.", "flew", ["TUR"], []),
        # who is met there, and not the town
        ("Sergei Lavrov flew to Geneva on Monday for talks with Iran.", "flew", ["RUS", "IRN"], []),
        # talks beside what one side did
        ("The Swiss envoy left Juba after two days of talks with the Sudanese army.", "talks", ["SDN", "CHE"], []),
        # those who speak by a text
        ("A Khmer Rouge radio broadcast accused the Thai government of an attack.", "accused", ["KHM"], ["THA"]),
        ("Turkey sent a note urging Greece to withdraw its ships.", "urging", ["TUR"], ["GRC"]),
        # a relative clause takes up both names
        ("Kenya and Uganda, which in May refused an Iranian request, were silent.", "refused", ["KEN", "UGA"], ["IRN"]),
        # what two agree to set up is no party
        ("Moldova and Russia have agreed to put peacekeepers between the armies.", "agreed", ["MDA", "RUS"], []),
        # who is told is who is refused
        ("Greece told Turkey on Monday that it would not withdraw its ships.", "withdraw", ["GRC"], ["TUR"]),
        # all whom one word means together; what an act stops; whose a thing is
        ("Mali and Niger clashed on Monday. Spain urged restraint on both sides.", "urged", ["ESP"], ["MLI", "NER"]),
        ("Venezuela stopped issuing permits for Colombian meat.", "stopped", ["VEN"], ["COL"]),
        ("Russia deployed warships off the coast of Norway.", "deployed", ["RUS"], ["NOR"]),
        ("The Kenyan Senate passed a motion asking Uganda to withdraw.", "asking", ["KEN"], ["UGA"]),
        # the one answered, and the doer of what is judged
        ("Iran said that Iraq had shelled Abadan. A spokesman in Baghdad denied this.", "denied", ["IRQ"], ["IRN"]),
        ("Rwandan troops arrested a Belgian priest. Belgium condemned the arrest.", "condemned", ["BEL"], ["RWA"]),
        ("Rwandan troops detained a Belgian priest. Belgium condemned the arrest.", "condemned", ["BEL"], ["RWA"]),
        ("Chad broke off relations with Sudan. Egypt deplored the step.", "deplored", ["EGY"], ["TCD"]),
        # whose act it is that is announced, answered with, taken part in
        ("The Kenyan army announced an exercise in the bay.", "exercise", ["KEN"], []),
        ("Kenya responded with an ultimatum.", "ultimatum", ["KEN"], []),
        ("Kenyan lawyers took part in a march through Nairobi.", "march", ["KEN"], []),
        ("A Kenyan patrol came under fire near the border.", "fire", [], ["KEN"]),
        # meetings in plain words; what is denied is denied by somebody
        ("The Turkish president is to see the Greek ambassador on Friday.", "see", ["TUR", "GRC"], []),
        ("Egypt accused Sudan of a raid. Sudan denied that its troops had left their barracks.", "denied", ["SDN"], ["EGY"]),
        ("The Kenyan embassy called the charge unfounded.", "unfounded", ["KEN"], []),
        # a town where something was agreed is no party
        ("Russia violated the Minsk agreements.", "violated", ["RUS"], []),
        # an act is called something, not who judged it before
        ("Chad bombed a Sudanese base. France condemned the raid and Spain called it unacceptable.", "called", ["ESP"], ["TCD"]),
        # who is refused something after a journey does not refuse it
        ("A Swiss envoy flew to Niger on Monday and was refused a visa.", "refused", [], ["CHE"]),
        ("A Swiss envoy flew to Niger on Monday and was denied a meeting.", "denied", [], ["CHE"]),
        # a bare answer is to whoever asked
        ("Chadian monitors have asked to inspect the bridge. Ethiopia refused.", "refused", ["ETH"], ["TCD"]),
    ],
)  # fmt: skip
def test_sides(events: Events, text: str, word: str, actors: list[str], recipients: list[str]) -> None:
    found = {e.trigger.text: e for e in events(text)}
    assert word in found, sorted(found)
    assert sorted(names(found[word].actors)) == sorted(actors)
    assert names(found[word].recipients) == recipients


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Mortars fell on the railway station at Bendery on Tuesday.", "ASSAULT"),
        ("The curfew in the mining towns was lifted on Sunday.", "CONCEDE"),
        ("Eleven were arrested near the cathedral on Friday.", "COERCE"),
    ],
)
def test_an_act_is_told_though_nobody_stands_in_its_clause(events: Events, text: str, act: str) -> None:
    assert [(e.act, e.actors, e.recipients) for e in events(text)] == [(act, (), ())]


def test_a_noun_with_nobody_about_it_is_no_event(events: Events) -> None:
    assert events("An accusation hung in the air, and so did the offer of a truce.") == []


def test_the_headline_repeats_its_text(events: Events) -> None:
    text = "Turkey on Monday rejected a Greek proposal for joint patrols.\n\nAnkara called home its envoy to Athens."
    found = events(text, title="Turkey spurns Greek plan")
    assert [e.trigger.source for e in found if e.act == "REJECT"] == ["text"]


def test_what_is_split_between_two_acts_is_an_act_all_the_same(events: Events) -> None:
    found = events("Libya has shown that it is willing to give up its chemical weapons in return for aid.")
    given = [e for e in found if e.trigger.text == "give up"]
    assert [(e.act in ("RETREAT", "CONCEDE"), e.status) for e in given] == [(True, "conditional")]


def test_a_contraction_with_a_curly_apostrophe_looks_ahead(events: Events) -> None:
    found = events("“I’m going to cancel the Iran deal,” Senator Marco Rubio said.")
    assert [e.status for e in found if e.trigger.text == "cancel"] != ["happened"]


def test_what_was_only_planned_did_not_happen(events: Events) -> None:
    found = events("Niger called off a meeting of the two delegations that was planned for Monday in Algiers.")
    assert found
    assert "planned" not in {e.trigger.text for e in found}
    assert all(e.status != "happened" for e in found if e.act == "CONSULT")


@pytest.mark.parametrize(
    ("text", "act", "status"),
    [
        ("Russia vowed to withdraw its troops from Georgia by May.", "RETREAT", "pledged"),
        ("Niger promised to recognize the fishing permits of Chad.", "AGREE", "pledged"),
    ],
)
def test_a_promise_is_the_act_promised_or_where_none_is_known_itself(
    events: Events, text: str, act: str, status: str
) -> None:
    (event,) = events(text)
    assert (event.act, event.status) == (act, status)


def test_a_preposition_makes_no_other_phrase_of_a_verb_with_its_particle(events: Events) -> None:
    found = {
        e.trigger.text: e.act for e in events("Iran is willing to give up its nuclear weapons in exchange for aid.")
    }
    assert found["give up"] == "RETREAT"


def test_the_end_of_an_act_is_about_what_its_sentence_is_about(events: Events) -> None:
    agreed, ended = events("Chile agreed to stop fining trawlers from Peru.")
    assert (agreed.act, ended.act) == ("AGREE", "CONCEDE")
    assert ended.contexts == agreed.contexts != ()


def test_what_is_threatened_no_longer_is_no_threat(events: Events) -> None:
    types = [e.type for e in events("Chad stopped threatening to invade Libya.") if e.type]
    assert types == ["CONCEDE"]


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger held a second round of talks in Cairo.",
        "Chad and Niger met their mediator and held a series of meetings.",
        "A round of talks between Chad and Niger took place in Cairo.",
    ],
)
def test_what_is_counted_is_told_all_the_same(events: Events, text: str) -> None:
    assert {"TCD", "NER"} <= {a.country for e in events(text) if e.act == "CONSULT" for a in e.actors}


def test_what_is_told_in_the_present_of_a_day_that_is_not_over_is_planned(events: Events) -> None:
    assert [e.status for e in events("The ministers of Chad meet the envoy of Niger today.")] == ["scheduled"]


def test_a_march_called_for_a_day_is_on_that_day(events: Events) -> None:
    (march,) = events("The opposition of Chad called a march for Saturday.")
    assert (march.status, march.date.start) == ("scheduled", "2015-05-09")


def test_two_verbs_side_by_side_tell_of_two_acts_unless_one_comes_of_the_other(events: Events) -> None:
    assert len(events("Rebels in Mali burned houses and seized hostages.")) == 2
    assert len(events("Rebels in Mali shelled the port and killed two soldiers.")) == 1


def test_what_is_offered_is_pledged_as_what_it_is(events: Events) -> None:
    (aid,) = events("Japan pledged $5 million in aid to Jordan.")
    assert (aid.act, aid.status, aid.type) == ("AID", "pledged", "AGREE")


def test_the_body_whose_summit_it_is_is_no_side(events: Events) -> None:
    found = events("Angela Merkel met Emmanuel Macron at the NATO summit in Riga.")
    assert all(a.country != "IGO" for e in found if len(e.actors) > 1 for a in e.actors)


def test_who_praises_a_promise_praises_its_maker(events: Events) -> None:
    found = events("Niger promised to recognize the permits that Chad issues. Ghana welcomed the promise.")
    assert [[a.country for a in e.recipients] for e in found if e.act == "SUPPORT"] == [["NER"]]


@pytest.mark.parametrize(
    ("text", "word", "actors", "recipients"),
    [
        ("Iraqi guns pounded the town of Abadan on Tuesday.", "pounded", ["IRQ"], []),
        ("Niger took its soldiers out of Benin.", "took", ["NER"], ["BEN"]),
        ("Chad and Niger signed an accord. Mali denounced the deal.", "denounced", ["MLI"], ["TCD", "NER"]),
    ],
)
def test_arms_own_troops_and_deals(
    events: Events, text: str, word: str, actors: list[str], recipients: list[str]
) -> None:
    event = next(e for e in events(text) if e.trigger.text == word)
    assert (names(event.actors), names(event.recipients)) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "act", "status", "actors"),
    [
        ('Peru called the deserters "porters of mercenaries".', "ACCUSE", "happened", ["PER"]),
        ("Norway's foreign minister called the accord a historic step for Kenya.", "SUPPORT", "happened", ["NOR"]),
        ("President Bashir promised elections in Darfur.", "CONCEDE", "pledged", ["SDN"]),
    ],
)
def test_what_is_called_so_and_bare_promises(
    events: Events, text: str, act: str, status: str, actors: list[str]
) -> None:
    event = next(iter(events(text)))
    assert (event.act, event.status, names(event.actors)) == (act, status, actors)


def test_talks_that_resume_are_of_those_who_talked(events: Events) -> None:
    found = events("Iran and Iraq held talks in Geneva on Monday. The talks are to resume on Friday.")
    assert [sorted(names(e.actors)) for e in found if e.status == "scheduled"] == [["IRN", "IRQ"]]


def test_what_or_where_talks_are_about_is_no_third_side(events: Events) -> None:
    [event] = events("Chad and Niger held Libya talks on Monday.")
    assert sorted(names(event.actors)) == ["NER", "TCD"]
    [event] = events("The Tripoli talks between Chad and Niger began on Monday.")
    assert sorted(names(event.actors)) == ["NER", "TCD"]
    [event] = events("The president of Chad held a White House meeting with the president of Niger on Monday.")
    assert sorted(names(event.actors)) == ["NER", "TCD"]
