"""Whom pronouns and definite phrases mean: the passages hold their floors, and links tell their reasons."""

from __future__ import annotations

from collections.abc import Callable

from actors.passages import score
from dragoman.actors import Cast, Resolver
from dragoman.language.reading import Reading
from dragoman.model import Actor


def test_the_passages_hold_their_floors(resolver: Resolver, understand: Callable[..., Reading]) -> None:
    result = score(resolver, understand)
    assert result.count >= 180
    assert result.precision >= 0.95
    assert result.coverage >= 0.95


def test_a_link_keeps_its_rule_and_score(cast: Callable[..., tuple[Cast, Reading]]) -> None:
    found, _ = cast("Norway sent a ship. It carried grain.")
    links = [link for link in found.links if link.text == "It"]
    assert [(link.actors, link.rule) for link in links] == [(("state:NOR",), "pronoun:it")]
    assert 0.5 <= links[0].score <= 1


def test_the_publisher_decides_whose_president_it_is(meant: Callable) -> None:
    text = "President Trump met President Macron. Both spoke of steel. The president then flew to Ohio."
    assert [a.id for a in meant(text, "president", publisher="usatoday.com")] == ["person:donald-trump"]


def test_a_speaker_described_by_a_pronoun_is_read_once(cast: Callable[..., tuple[Cast, Reading]]) -> None:
    found, _ = cast(
        "Mike Ford wrote short plays in Minneapolis. Few people have read his plays.\n\n"
        "“When you’re reading a Ford play, you knew it instantly,” said Mara Lind, one of his editors at the house. "
        "“Every act held a puzzle. He would use a word, and he meant all of it.”"
    )
    assert "Mara Lind" in {sketch.name for mention in found.mentions for sketch in mention.sketches}


def test_two_countries_are_two_states(meant: Callable[..., list[Actor]]) -> None:
    text = "Chad withdrew its patrol boats. Niger recognized the permits. The two countries then met."
    assert {actor.id for actor in meant(text, "countries")} == {"state:TCD", "state:NER"}


def test_the_two_sides_are_the_pages_two_and_not_whoever_stands_between(meant: Callable[..., list[Actor]]) -> None:
    text = (
        "Chad and Niger exchanged fire at the lake on Monday. Niger accused Chad of moving its marker stones. Gabon, "
        "through its foreign minister, urged both capitals to hold their fire. Qatari mediators said the two sides "
        "would meet in Doha, and both presidents would come. The political parties were silent."
    )
    for word in ("capitals", "sides", "presidents"):
        assert {actor.party for actor in meant(text, word)} == {"state:TCD", "state:NER"}, word
    assert len(meant(text, "parties")) < 2


def test_what_is_between_the_two_is_between_those_who_speak_of_it(meant: Callable[..., list[Actor]]) -> None:
    text = "Spain backed Chad. Spain met Chad again. Chad and Niger spoke of a pact between the two countries."
    assert {actor.party for actor in meant(text, "countries")} == {"state:TCD", "state:NER"}
    told = "Gabon urged Chad and Niger to talk. Gabon and Togo urged restraint on both sides."
    assert {actor.party for actor in meant(told, "sides")} == {"state:TCD", "state:NER"}


def test_the_administration_is_american_where_that_country_is_told_of(meant: Callable[..., list[Actor]]) -> None:
    text = (
        "The United States fined a bank. Brazil sold steel to Chad. The administration threatened Brazil with duties."
    )
    assert [a.party for a in meant(text, "administration")] == ["state:USA"]
    assert [a.party for a in meant("Brazil sold steel. The administration wants more.", "administration")] == [
        "state:BRA"
    ]


def test_a_government_in_exile_is_no_junta(meant: Callable[..., list[Actor]]) -> None:
    text = "Malaysia met the National Unity Government of Myanmar. On Monday the junta condemned the meeting."
    assert [a.name for a in meant(text, "junta")] != ["National Unity Government"]


def test_who_is_freed_is_not_who_frees(meant: Callable[..., list[Actor]]) -> None:
    text = "Masked men threw stones at the embassy of Spain. Police arrested five of them."
    assert [actor.name for actor in meant(text, "them")] == ["Masked men"]


def test_a_government_beside_a_group_is_that_of_the_groups_country(meant: Callable[..., list[Actor]]) -> None:
    text = "The government and the Liberation Tigers of Tamil Eelam will meet again, Norwegian facilitators said."
    assert [actor.party for actor in meant(text, "government")] == ["state:LKA"]


def test_initials_belong_to_a_name_and_tell_nothing_against_a_nickname(meant: Callable[..., list[Actor]]) -> None:
    text = "Foreign Minister R.F. Botha of South Africa met K.A. Gbedemah. Mr. Gbedemah then left for Accra."
    assert [actor.id for actor in meant(text, "Botha", day="1979-03-20")] == ["person:pik-botha"]
    assert [actor.name for actor in meant(text, "Gbedemah", day="1979-03-20")] == ["K.A. Gbedemah"]


def test_a_body_told_in_short_is_not_told_twice(meant: Callable[..., list[Actor]]) -> None:
    assert [actor.name for actor in meant("A UN mission left Juba.", "mission")] == ["UN mission"]


def test_force_alone_is_no_party(meant: Callable[..., list[Actor]]) -> None:
    assert not meant("Both presidents promised not to use or threaten force.", "force")
    assert meant("Japan sent a force to Guam.", "force")


def test_a_peninsula_of_two_countries_is_in_neither(cast: Callable[..., tuple[Cast, Reading]]) -> None:
    found, reading = cast("South Korea said that it wants peace on the Korean Peninsula.")
    place = found.place(range(len(reading.tokens)))
    assert place is None or place.country is None


def test_an_envoys_name_behind_a_comma_is_a_persons(meant: Callable[..., list[Actor]]) -> None:
    text = "Libya's former ambassador, Rajab Azzarouk, who once freed hostages, arrived in Zamboanga on Monday night."
    (actor,) = meant(text, "ambassador")
    assert (actor.id, actor.country) == ("person:rajab-azzarouk", "LBY")


def test_whose_is_what_stands_beside_somebody(meant: Callable[..., list[Actor]]) -> None:
    text = "President Trump welcomed President Emmanuel Macron of France and his wife to the White House."
    assert [actor.id for actor in meant(text, "his")] == ["person:emmanuel-macron"]


def test_it_is_somebody_who_is_ready(meant: Callable[..., list[Actor]]) -> None:
    assert [actor.id for actor in meant("Libya said that it was ready to talk.", "it")] == ["state:LBY"]
    assert [actor.id for actor in meant("Jordan said it was neutral.", "it")] == ["state:JOR"]
    assert not meant("Libya said that it was hard to talk.", "it")


def test_letters_that_a_page_gives_a_body_say_whose_its_people_are(meant: Callable[..., list[Actor]]) -> None:
    text = "The Free Valley Movement (FVM) signed a truce with Ghana. The FVM leadership rejected the plan."
    assert [a.party for a in meant(text, "leadership")] == ["group:free-valley-movement"]


def test_exile_is_where_and_no_exile(meant: Callable[..., list[Actor]]) -> None:
    text = "Thaksin Shinawatra urged calm in a message from exile. The army ignored him."
    assert meant(text, "exile") == []
    assert [a.id for a in meant(text, "him")] == ["person:thaksin-shinawatra"]


def test_no_town_is_called_one(meant: Callable[..., list[Actor]]) -> None:
    assert [a.country for a in meant("One official met the rebels in Manila.", "official")] == ["PHL"]


def test_every_country_has_its_people(meant: Callable[..., list[Actor]]) -> None:
    assert [a.country for a in meant("The minister urged Australians to leave.", "Australians")] == ["AUS"]


def test_a_ministry_is_named_with_its_country_however_the_text_joins_them(meant: Callable[..., list[Actor]]) -> None:
    for text in ("Egypt's foreign ministry said no.", "The foreign ministry of Egypt said no."):
        assert [a.name for a in meant(text, "ministry")] == ["Egyptian foreign ministry"]


def test_who_replies_is_who_was_asked(meant: Callable[..., list[Actor]]) -> None:
    asked = "The American ambassador asked President Macron to wait for two days. He refused."
    assert [actor.id for actor in meant(asked, "He")] == ["person:emmanuel-macron"]
    for text in (
        "Chad called on Libya to leave the strip. It refused.",
        "Chad accused Libya of theft. It denied that.",
    ):
        assert [actor.country for actor in meant(text, "It")] == ["LBY"], text


def test_the_official_is_the_one_told_of_before(meant: Callable[..., list[Actor]]) -> None:
    text = "A senior Iraqi official met the press in Iraq. Iraq wants a deal. The official told the Courier so."
    assert [actor.name for actor in meant(text, "official")] == ["senior Iraqi official"]


def test_they_are_all_who_are_named_together(meant: Callable[..., list[Actor]]) -> None:
    text = "Norway, Chile and Peru signed the pact on Monday. They will meet again in May."
    assert {a.id for a in meant(text, "They")} == {"state:NOR", "state:CHL", "state:PER"}
