"""Whole sentences: titles teach, places are no actors, sources are always somebody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors import Cast, Resolver
from dragoman.language.reading import Reading
from dragoman.model import Article


def test_the_page_teaches_who_somebody_is(meant: Callable) -> None:
    text = "Latvian Defence Minister Ilze Kronberga-Aust visited Oslo on Monday. Kronberga-Aust praised the treaty."
    found = meant(text, "Aust")
    assert [(a.id, a.name, a.country, a.sectors, a.title) for a in found] == [
        ("person:ilze-kronberga-aust", "Ilze Kronberga-Aust", "LVA", ("GOV",), "Defence Minister")
    ]
    assert (found[0].text, text[found[0].start : found[0].end]) == ("Kronberga-Aust", "Kronberga-Aust")


def test_an_apposition_teaches_too(meant: Callable) -> None:
    text = "Ilze Kronberga-Aust, a spokeswoman for the Latvian army, spoke. Ms. Kronberga-Aust gave no figures."
    found = meant(text, "Aust")
    assert [(a.id, a.country, a.sectors[0]) for a in found] == [("person:ilze-kronberga-aust", "LVA", "MIL")]


def test_a_bare_surname_is_not_of_somebody_whom_the_page_names_later(meant: Callable) -> None:
    text = (
        "Mr. Obama arrived in Havana on Sunday. His wife, Michelle Obama, opened a school. "
        "Later Obama spoke with dissidents."
    )
    assert [a.name for a in meant(text, "Obama", day="2016-03-21")] == ["Barack Obama"]


def test_of_two_namesakes_on_a_page_a_bare_surname_is_the_one_in_office(meant: Callable) -> None:
    text = "Kim Jong Un, the grandson of Kim Il Sung, inspected a mine. Kim praised the miners."
    assert [a.name for a in meant(text, "Kim")] == ["Kim Jong Un"]


@pytest.mark.parametrize(
    ("text", "word", "ids"),
    [
        ("They met in Switzerland.", "Switzerland", []),
        ("They met in Geneva, Switzerland.", "Switzerland", []),
        ("Switzerland hosted the talks.", "Switzerland", ["state:CHE"]),
        ("Peru signed a treaty with Chile.", "Chile", ["state:CHL"]),
        ("Lima accused Santiago of delay.", "Lima", ["state:PER"]),
        ("A fire broke out near Lima.", "Lima", []),
        ("The envoy read the letter.", "letter", []),
    ],
)
def test_a_place_is_an_actor_only_where_it_acts(meant: Callable, text: str, word: str, ids: list[str]) -> None:
    assert [a.id for a in meant(text, word)] == ids


def test_the_role_in_the_clause_decides_about_places(meant: Callable) -> None:
    text = "Peru and Chile will meet."
    assert [a.id for a in meant(text, "Chile", role="subject")] == ["state:CHL"]
    assert meant(text, "Chile", role="in") == []


def test_a_nationality_before_a_noun_is_its_state(meant: Callable) -> None:
    assert [a.id for a in meant("Kenyan strikes on the camp killed two.", "Kenyan")] == ["state:KEN"]
    assert [a.id for a in meant("Kenya's strikes on the camp killed two.", "Kenya")] == ["state:KEN"]


def test_two_states_before_one_noun_are_two_actors(meant: Callable) -> None:
    assert {a.country for a in meant("Kenyan and Ugandan officials met on Friday.", "officials")} == {"KEN", "UGA"}


@pytest.mark.parametrize(
    ("text", "word", "identity"),
    [
        ("State television showed the crash.", "television", "local:"),
        ("Two diplomats briefed on the talks said so.", "diplomats", "local:"),
        ("The Winterthur Kurier reported the theft.", "Kurier", "org:"),
        ("Reuters reported the theft.", "Reuters", "org:reuters"),
        ("A person close to the family said so.", "person", "local:"),
    ],
)
def test_a_source_is_always_somebody(
    cast: Callable[..., tuple[Cast, Reading]], text: str, word: str, identity: str
) -> None:
    found, reading = cast(text)
    head = next(t.i for t in reading.tokens if t.text == word)
    sources = found.channel(head)
    assert len(sources) == 1
    assert sources[0].id.startswith(identity)


def test_a_clause_has_its_place_or_the_dateline_s(cast: Callable[..., tuple[Cast, Reading]]) -> None:
    text = "VIENNA, May 2 - The two sides met in the Omani capital of Muscat. They will meet again."
    found, reading = cast(text, dateline="VIENNA, May 2")
    first, second = reading.sentences[-2:]
    place = found.place(range(first.first, first.last))
    assert place is not None
    assert (place.name, place.country, place.origin) == ("Muscat", "OMN", "clause")
    assert place.latitude == pytest.approx(23.6, abs=0.2)
    place = found.place(range(second.first, second.last))
    assert place is not None
    assert (place.name, place.country, place.origin) == ("Vienna", "AUT", "dateline")


def test_no_person_called_like_a_town(cast: Callable[..., tuple[Cast, Reading]]) -> None:
    found, reading = cast("Jack London spoke to Paris Hilton in the hall.")
    assert found.place(range(len(reading.tokens))) is None


def test_officials_of_several_states_are_one_each(meant: Callable) -> None:
    text = "The trade ministers of Chad, Niger and Togo praised the accord."
    assert [a.country for a in meant(text, "ministers")] == ["TCD", "NER", "TGO"]


def test_officials_of_the_two_countries_are_those_of_both(meant: Callable) -> None:
    text = "Ghana and Togo have quarrelled for a week. The trade ministers of the two countries met on Monday."
    assert sorted(a.country for a in meant(text, "ministers")) == ["GHA", "TGO"]


def test_police_are_of_the_town_that_their_sentence_names(meant: Callable) -> None:
    text = (
        "India and Pakistan exchanged maps on Monday. India praised the talks. Indian officials met their Pakistani hosts. "
        "In Lahore, police arrested marchers."
    )
    assert [a.country for a in meant(text, "police")] == ["PAK"]


def test_a_foreign_capital_may_be_a_town_of_the_page(meant: Callable) -> None:
    text = (
        "Lebanon closed its schools on Monday. The Lebanese army and Lebanese lawmakers met. "
        "In Tripoli, gendarmes arrested marchers."
    )
    assert [a.country for a in meant(text, "gendarmes")] == ["LBN"]


def test_a_full_name_is_learned_whatever_its_last_syllable(meant: Callable) -> None:
    text = "Kim Jong-un inspected a mine on Friday. Mr. Kim praised the miners."
    assert [a.name for a in meant(text, "Kim", day="2018-04-20")] == ["Kim Jong Un"]


@pytest.mark.parametrize(
    ("text", "word", "name", "party"),
    [
        (
            "Mali's Ministry of National Defence denied it.",
            "Ministry",
            "Malian Ministry of National Defence",
            "state:MLI",
        ),
        ("Foreign Minister Jordan Nyambura of Kenya refused.", "Nyambura", "Jordan Nyambura", "state:KEN"),
        ("Lech Nowak, the First Deputy Foreign Minister of Poland, left.", "Nowak", "Lech Nowak", "state:POL"),
        ("The nationalist Vatan party left Armenia's cabinet.", "party", "Vatan party", "group:vatan-party"),
        ("HMS Lancaster left port.", "Lancaster", "HMS Lancaster", "state:GBR"),
        ("Chad backed its ally Sudan.", "ally", "Sudan", "state:SDN"),
        (
            "U.N. officers met in Bangui. One peacekeeper died.",
            "peacekeeper",
            "One peacekeeper of United Nations",
            "org:united-nations",
        ),
        (
            "The European Union wept. UN officers met. One peacekeeper died.",
            "peacekeeper",
            "One peacekeeper of United Nations",
            "org:united-nations",
        ),
        ("The embassies in Cairo were closed.", "embassies", "embassies", None),
        ("Envoys from Japan met the Cambodian premier.", "Envoys", "Envoys", "state:JPN"),
        ("Ministers of OPEC met in Vienna.", "Ministers", "Ministers of OPEC", "org:opec"),
        ("The Minister of Labour of Angola left.", "Minister", "Minister of Labour", "state:AGO"),
        ("The Minister of Foreign Affairs of Chad left.", "Minister", "Minister of Foreign Affairs", "state:TCD"),
        ("Suspects in the USS Cole bombing fled.", "bombing", None, None),
        ("Militiamen attacked Butembo.", "Butembo", None, None),
    ],
)
def test_who_is_called_how(meant: Callable, text: str, word: str, name: str | None, party: str | None) -> None:
    assert [(a.name, a.party) for a in meant(text, word)] == ([(name, party)] if name else [])


def test_a_bare_secretary_general_is_of_the_body_that_the_page_names(meant: Callable) -> None:
    text = "The United Nations sent a mission to Rabat. The Secretary-General thanked Morocco."
    assert [a.name for a in meant(text, "General", day="1999-03-02")] == ["Kofi Annan"]


def test_who_is_described_beside_the_name_is_one(meant: Callable) -> None:
    text = "Martti Ahtisaari, the former Finnish president who has mediated since May, met the rebels."
    assert [a.name for a in meant(text, "president", day="2005-07-18")] == ["Martti Ahtisaari"]


def test_the_opposition_speaks_of_its_own_government(meant: Callable) -> None:
    text = "Kenya closed the border with Uganda. Uganda protested. Kenyan opposition leaders accused the government."
    assert [a.id for a in meant(text, "government")] == ["state:KEN"]


def test_a_bare_quantity_is_some_of_those_before_or_a_crowd(meant: Callable) -> None:
    assert [a.name for a in meant("Kenyan farmers marched. Some threw stones.", "Some")] == ["Kenyan farmers"]
    assert [(a.name, a.country) for a in meant("Thousands marched in Kenya.", "Thousands")] == [("thousands", "KEN")]


def test_the_two_of_the_title_are_the_two_countries(understand: Callable, resolver: Resolver) -> None:
    text = "Turkey sent two ministers, and the United States sent one. It is up to the parliaments of both countries."
    title = "Turkey and Armenia signed an accord"
    reading = understand(text, "2009-10-10", title=title)
    found = resolver.resolve(Article(id="a", text=text, title=title, published="2009-10-10"), reading)
    head = next(t.i for t in reading.tokens if t.text == "countries")
    assert {a.id for a in found.actors_at(head)} == {"state:TUR", "state:ARM"}
