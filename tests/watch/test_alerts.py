"""Rules find what they ask for, once, whatever is joined, reported again or killed meanwhile. All events are invented."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.errors import UsageError
from dragoman.intake.page import Page
from dragoman.model import Article, Event, Promise, Record, Span, TimeSpan
from dragoman.store import Store, new_run
from dragoman.watch.alert import Alert
from dragoman.watch.rules.weeks import robust_z
from dragoman.watch.settings import Command, Plan, Rule
from dragoman.watch.telling import Telling
from stores import CHAD, MALI, NIGER, event, person
from watch.site import Clock


def on(day: str, **fields: Any) -> Event:
    """A meeting of Chad and Niger on a day, unless said otherwise."""
    return event("", date=day, **fields)


class Desk:
    """A store that articles come to, and rules that look at it."""

    def __init__(self, store: Store, clock: Clock, folder: Path) -> None:
        self.store, self.clock, self.folder = store, clock, folder
        self.count = 0
        self.lines: list[str] = []
        """What a watch says meanwhile."""

    def comes(self, published: str, *events: Event, linked: bool = True) -> None:
        """An article with these events; the clock is set to its day."""
        self.count += 1
        id = f"a{self.count:03d}"
        own = tuple(
            msgspec.structs.replace(one, id=f"{id}-{at}", article=id, trigger=_at(one.trigger, at))
            for at, one in enumerate(events)
        )
        text = f"Article {self.count}: " + " ".join(one.evidence.text for one in own)
        article = Article(
            id=id, text=text, published=published, publisher=f"{id}.example", url=f"https://{id}.example/"
        )
        self.store.keep(Record(article=article, events=own), Page(origin=id, data=id.encode()), new_run())
        if linked:
            self.store.incidents.link()
        self.clock.at = self.clock.at.replace(
            year=int(published[:4]), month=int(published[5:7]), day=int(published[8:10])
        )

    def telling(self, *rules: Rule, **more: Any) -> Telling:
        plan = Plan(alert=rules, **more)
        telling = Telling(self.store, plan, self.clock, random.Random(1), self.folder, self.lines.append)
        telling.begin()
        return telling

    def alerts(self) -> list[Alert]:
        kept = reversed(self.store.telling.alerts())
        return [msgspec.json.decode(alert.record, type=Alert) for alert in kept]

    def headlines(self) -> list[str]:
        return [alert.headline for alert in self.alerts()]


def _at(trigger: Span, at: int) -> Span:
    return msgspec.structs.replace(trigger, start=trigger.start + 100 * at, end=trigger.end + 100 * at)


@pytest.fixture
def desk(store: Store, clock: Clock, tmp_path: Path) -> Desk:
    return Desk(store, clock, tmp_path)


def saying(words: str) -> Span:
    return Span(text=words, start=0, end=len(words))


ATTACK = {
    "act": "ASSAULT", "type": "ASSAULT", "cameo": "190", "quad": "material-conflict", "intensity": -9.0,
    "actors": (MALI,), "recipients": (NIGER,), "evidence": saying("Mali shelled a post of Niger on Monday."),
}  # fmt: skip


def test_something_new_is_told_once_with_its_sentence(desk: Desk) -> None:
    telling = desk.telling(Rule(name="Sahel", pair=("TCD", "NER")))
    desk.comes("2018-04-20", on("2018-04-20"))
    telling.look()
    telling.look()
    (alert,) = desk.alerts()
    assert (alert.headline, alert.why) == ("Chad and Niger held talks", "new")
    assert alert.quotes[0].sentence == "Chad and Niger met in Zinder on Monday."
    assert alert.quotes[0].url == "https://a001.example/"


def test_another_report_of_it_is_no_news(desk: Desk) -> None:
    telling = desk.telling(Rule(name="Sahel", pair=("TCD", "NER")))
    for day in ("2018-04-20", "2018-04-21"):
        desk.comes(day, on("2018-04-20"))
        telling.look()
    assert desk.store.incidents.count() == 1 and len(desk.alerts()) == 1


def test_a_change_of_its_status_is(desk: Desk) -> None:
    telling = desk.telling(Rule(name="Sahel", pair=("TCD", "NER")))
    desk.comes("2018-04-20", on("2018-04-25", status="scheduled"))
    telling.look()
    desk.comes("2018-04-26", on("2018-04-25"))
    telling.look()
    assert [alert.why for alert in desk.alerts()] == ["new", "was planned, has happened"]


def test_what_the_store_held_before_the_rule_is_not_told(desk: Desk) -> None:
    desk.comes("2018-04-20", on("2018-04-20"))
    telling = desk.telling(Rule(name="Sahel"))
    desk.comes("2018-04-21", on("2018-04-20"), on("2018-04-21", **ATTACK))
    telling.look()
    assert desk.headlines() == ["Mali attacked Niger"]


def test_what_comes_while_no_watch_is_on_is_told_by_the_next(desk: Desk) -> None:
    rule = Rule(name="Sahel")
    desk.telling(rule)
    desk.comes("2018-04-20", on("2018-04-20"))
    desk.telling(rule).look()
    assert len(desk.alerts()) == 1


def test_what_another_program_puts_into_the_store_is_linked_and_told(desk: Desk) -> None:
    telling = desk.telling(Rule(name="Sahel"))
    desk.comes("2018-04-20", on("2018-04-20"), linked=False)
    telling.look()
    assert len(desk.alerts()) == 1


def test_a_watch_that_is_killed_between_telling_and_noting_tells_nothing_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = Rule(name="Sahel")
    telling = desk.telling(rule)
    desk.comes("2018-04-20", on("2018-04-20"))
    with monkeypatch.context() as patch:
        patch.setattr(desk.store.watching, "set_mark", _killed)
        with pytest.raises(KeyboardInterrupt):
            telling.look()
    desk.telling(rule).look()
    assert len(desk.alerts()) == 1


def _killed(*given: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ({"actor": ("Mali",)}, ["Mali attacked Niger"]),
        ({"country": ("TCD",)}, ["Chad and Niger held talks"]),
        ({"type": ("ASSAULT",)}, ["Mali attacked Niger"]),
        ({"status": ("scheduled",)}, []),
        ({"search": "shelled"}, ["Mali attacked Niger"]),
        ({"independent": 2}, []),
        ({"min_confidence": 0.95}, []),
        ({"pair": ("Mali", "Niger"), "act": ("ASSAULT",)}, ["Mali attacked Niger"]),
    ],
)
def test_conditions_of_a_rule(desk: Desk, rule: dict[str, Any], found: list[str]) -> None:
    telling = desk.telling(Rule(name="rule", **rule))
    desk.comes("2018-04-20", on("2018-04-20"), on("2018-04-19", **ATTACK))
    telling.look()
    assert desk.headlines() == found


def test_a_letter_goes_to_each_way_and_comes_once(desk: Desk) -> None:
    ways = {"one": Command(command=("true",)), "two": Command(command=("true",))}
    telling = desk.telling(Rule(name="Sahel", to=("one", "two")), deliver=ways)
    desk.comes("2018-04-20", on("2018-04-20"))
    telling.look()
    telling.send_due()
    telling.send_due()
    assert desk.store.telling.counts() == {"sent": 2}


# First contact


def test_the_first_contact_after_a_silence(desk: Desk) -> None:
    desk.comes("2018-01-05", on("2018-01-05"))
    telling = desk.telling(Rule(name="contact", on="contact", pair=("TCD", "NER"), silence="60d"))
    desk.comes("2018-02-20", on("2018-02-20"))
    telling.look()
    assert desk.alerts() == [], "46 days are no silence"
    desk.comes("2018-06-20", on("2018-06-20"))
    telling.look()
    desk.comes("2018-06-21", on("2018-06-21"))
    telling.look()
    (alert,) = desk.alerts()
    assert alert.day == "2018-06-20" and alert.why == "the first contact after 60 days without one"


def test_nobody_knows_of_a_silence_before_the_store_began(desk: Desk) -> None:
    telling = desk.telling(Rule(name="contact", on="contact", pair=("TCD", "NER"), silence="60d"))
    desk.comes("2018-06-20", on("2018-06-20"))
    telling.look()
    assert desk.alerts() == []


# Weeks


@pytest.mark.parametrize(
    ("count", "usual", "z"),
    [(9, [1, 1, 2, 1, 0, 2, 1, 1], 8.0), (3, [3] * 10, 0.0), (20, [4, 8, 6, 5, 7, 6, 6, 5], 5.71), (1, [0] * 9, 1.0)],
)
def test_robust_z_never_takes_chance_for_news(count: int, usual: list[int], z: float) -> None:
    assert robust_z(count, usual) == pytest.approx(z, abs=0.01)


def weekly(desk: Desk, weeks: int) -> date:
    """One meeting and one attack a week; the day after them."""
    first = date(2018, 1, 1)
    for week in range(weeks):
        day = (first + timedelta(weeks=week)).isoformat()
        desk.comes(day, on(day))
    return first + timedelta(weeks=weeks)


def busy(day: date) -> Iterable[Event]:
    for at, act in enumerate(("ACCUSE", "THREATEN", "ASSAULT", "SANCTION", "COERCE", "REJECT")):
        words = f"Chad moved against Niger for the {at}th time."
        then = (day - timedelta(days=20 * at)).isoformat()  # so that they are happenings of their own
        yield on(then, act=act, type=act, actors=(CHAD,), recipients=(NIGER,), evidence=saying(words))


def test_a_pair_s_unusual_week_is_told_once(desk: Desk) -> None:
    start = weekly(desk, 12)
    telling = desk.telling(Rule(name="week", on="week", pair=("TCD", "NER")))
    for later in range(3):
        desk.comes((start + timedelta(days=later)).isoformat(), *busy(start + timedelta(days=later)))
        telling.look()
    (alert,) = desk.alerts()
    assert alert.headline == "An unusual week between Niger and Chad"
    assert "where 1 are usual" in alert.why and alert.quotes


def test_a_usual_week_is_not_told_nor_one_of_a_store_that_knows_too_little(desk: Desk) -> None:
    start = weekly(desk, 4)
    telling = desk.telling(Rule(name="week", on="week"))
    desk.comes(start.isoformat(), *busy(start))
    telling.look()
    assert desk.alerts() == []


# Negotiations


def dealing(desk: Desk) -> None:
    for day in ("2018-04-02", "2018-04-05", "2018-04-09"):
        desk.comes(day, on(day))


def test_a_negotiation_that_comes_to_another_stage(desk: Desk) -> None:
    dealing(desk)
    telling = desk.telling(Rule(name="stage", on="stage", pair=("Chad", "Niger")))
    planned = saying("Chad and Niger will meet in Agadez on the first of June.")
    for day in ("2018-04-20", "2018-04-21"):
        desk.comes(day, on("2018-06-01", status="scheduled", evidence=planned))
        telling.look(all_=True)
    (alert,) = desk.alerts()
    assert alert.headline == "Niger – Chad: talks planned" and "before that contacts" in alert.why
    assert alert.quotes[0].sentence == planned.text


def test_a_rule_of_a_negotiation_that_there_is_not_yet_waits(desk: Desk) -> None:
    telling = desk.telling(Rule(name="later", negotiation="Chad"), Rule(name="stage", on="stage", negotiation="Chad"))
    telling.look(all_=True)
    dealing(desk)
    telling.look(all_=True)
    assert {alert.rule for alert in desk.alerts()} == {"later", "stage"}


def test_what_no_digest_would_tell_is_told_only_where_a_rule_says_how_sure(desk: Desk) -> None:
    telling = desk.telling(Rule(name="usual"), Rule(name="all", min_confidence=0.0))
    desk.comes(
        "2019-03-14", on("2019-03-14", confidence=0.2), on("2019-03-20", status="hypothetical"),
        on("2019-01-02", act="ACCUSE", type="ACCUSE", actors=(CHAD,), recipients=(NIGER,)), on("2019-03-13", actors=(MALI, NIGER)),
    )  # fmt: skip
    telling.look()
    told = [alert.rule for alert in desk.alerts()]
    assert (told.count("usual"), told.count("all")) == (1, 4)


def test_a_party_that_nobody_knows_is_told_at_the_start(desk: Desk) -> None:
    with pytest.raises(UsageError, match=r"alert 'stage'.*Atlantis"):
        desk.telling(Rule(name="stage", on="stage", pair=("Atlantis of the West", "Niger")))


def test_a_pair_of_countries_by_name_is_also_whoever_acts_for_them(desk: Desk) -> None:
    telling = desk.telling(Rule(name="pair", pair=("Chad", "Niger")))
    desk.comes("2019-03-14", on("2019-03-14", actors=(person("Hassan Oumar", "TCD"), person("Issa Garba", "NER"))))
    telling.look()
    assert desk.headlines() == ["Hassan Oumar and Issa Garba held talks"]


def test_a_name_that_nobody_has_is_told_where_somebody_may_come(desk: Desk) -> None:
    desk.telling(
        Rule(name="typo", pair=("Nigre", "TCD")), Rule(name="name", actor=("Ilka Tamm",)),
        Rule(name="known", pair=("Niger", "TCD"), actor=("state:NER",)), Rule(name="words", actor=("rebels",)),
    )  # fmt: skip
    assert desk.lines == [
        "alert 'typo' waits for somebody called 'Nigre', who is not known yet",
        "alert 'name' waits for somebody called 'Ilka Tamm', who is not known yet",
    ]


def test_a_promise_that_was_broken(desk: Desk) -> None:
    dealing(desk)
    telling = desk.telling(Rule(name="promise", on="promise"))
    pledge = on(
        "2018-04-30", act="RETREAT", type="CONCEDE", status="pledged", actors=(CHAD,), recipients=(NIGER,),
        evidence=saying("Chad promised to withdraw its troops from Niger by the end of April."),
    )  # fmt: skip
    desk.comes("2018-04-12", on("2018-04-12"), pledge)
    _promise(desk, Promise(
        id="promise", by=CHAD, to=(NIGER,), what="withdraw its troops from Niger", sort="pledge", event="a004-1",
        made=TimeSpan(start="2018-04-12", end="2018-04-12"), due=TimeSpan(start="2018-04-30", end="2018-04-30"),
    ))  # fmt: skip
    telling.look(all_=True)
    assert desk.alerts() == []
    never = saying("Chad did not withdraw its troops from Niger by the end of April.")
    desk.comes("2018-05-02", msgspec.structs.replace(pledge, status="negated", evidence=never, type=None))
    telling.look(all_=True)
    telling.look(all_=True)
    (alert,) = desk.alerts()
    assert alert.headline == "Chad: pledge to Niger overdue" and "withdraw its troops" in alert.why


def _promise(desk: Desk, promise: Promise) -> None:
    """Put a promise to the article that came last."""
    id = f"a{desk.count:03d}"
    record = desk.store.read_article(id)
    record = msgspec.structs.replace(record, promises=(promise,))
    desk.store.keep(record, Page(origin=id, data=id.encode()), new_run())
    desk.store.incidents.link()


def test_who_is_named_in_a_line(desk: Desk) -> None:
    telling = desk.telling(Rule(name="all"))
    envoy = person("Asha Doro", "TCD", role="mediator")
    desk.comes("2018-04-20", on("2018-04-20", actors=(MALI, NIGER, envoy)))
    telling.look()
    assert desk.headlines() == ["Mali and Niger held talks, Asha Doro mediating"]
