"""feeds.toml: what it says, and what is wrong with it, told before anything is fetched."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dragoman.errors import DataError, UsageError
from dragoman.watch.digest.schedule import last_boundary
from dragoman.watch.durations import seconds_of, words_for
from dragoman.watch.load import load_plan
from dragoman.watch.settings import DigestPlan, Email

FEED = '[[feed]]\nurl = "https://news.example/feed"\n'
MAIL = '[deliver.desk]\nkind = "email"\nhost = "mail.example"\nfrom = "a@b.example"\nto = ["c@d.example"]\n'
DOCS = Path(__file__).parents[2] / "docs" / "watch.md"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_with_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example of the docs, with its further alerts."""
    monkeypatch.setenv("MAIL_PASSWORD", "sesame")
    first, more = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    plan = load_plan(written(tmp_path, first + more))
    assert [feed.called for feed in plan.feed] == ["Example Wire", "https://paper.example/news-sitemap.xml"]
    assert isinstance(plan.deliver["editors"], Email) and plan.deliver["editors"].security == "starttls"
    assert [rule.on for rule in plan.alert] == ["incident", "incident", "stage", "promise", "week", "contact"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no feed"), ("[[feed]\n", "not a TOML file"), (FEED + FEED, "stands in it 2 times"),
        ('[[feed]]\nurl = "ftp://a.example"', "only plain http"), (FEED + 'evry = "1h"', "unknown field `evry`"),
        (FEED + 'every = "soon"', "no length of time"), (FEED + 'every = "5s"', "too short"),
        ('[watch]\ndelay = "0s"\n' + FEED, "too short"), ('[watch]\ntime_zone = "Mars/Tharsis"\n' + FEED, "no time zone"),
        ('[watch]\nhosts = 0\n' + FEED, "from 1 to 64"), ('[watch]\nmax_bytes = 1\n' + FEED, "max_bytes"),
        (FEED + '[[alert]]\nname = "a"\nto = ["desk"]', "no way of delivery 'desk'"),
        (FEED + '[[alert]]\nname = "a"\nstatus = ["hapened"]', "alert 'a', status: Invalid enum value 'hapened': did you mean 'happened'?"),
        (FEED + '[[alert]]\nname = "a"\non = "stages"', "alert 'a', on: Invalid enum value 'stages': did you mean 'stage'?"),
        (FEED + '[[alert]]\nname = "a"\non = "dawn"', "there are incident, stage, promise, week, contact"),
        (FEED + '[[alert]]\nnam = "a"', "alert number 1: Object contains unknown field `nam`: did you mean 'name'?"),
        (FEED + '[[alert]]\nname = "a"\npair = ["Chad"]', "alert 'a', pair: Expected `array` of length 2, got 1"),
        (FEED.replace("feed]", "feeds]"), "unknown field `feeds`: did you mean 'feed'?"),
        (FEED + '[watch]\nevery = 5', "watch, every: Expected `str`, got `int`"),
        (FEED + '[[alert]]\nname = "a"\n[[alert]]\nname = "a"', "stands in it 2 times"),
        (FEED + '[[alert]]\nname = "a"\non = "contact"', "say whose contact"),
        (FEED + '[[alert]]\nname = "a"\non = "stage"\ntype = ["AGREE"]', "cannot be asked of a stage"),
        (FEED + '[[alert]]\nname = "a"\nmin_confidence = 2.0', "from 0 to 1"),
        (FEED + '[[alert]]\nname = "a"\ncountry = ["North Korea"]', "is no code of a country: write PRK"),
        (FEED + '[[alert]]\nname = "a"\ncountry = ["NAR"]', "'NAR' is no code of a country: write it as in COL"),
        (FEED + MAIL + '[[digest]]\nname = "d"\nto = ["desk"]\nat = "7"', "no time of day"),
        (FEED + MAIL + 'security = "none"', "in the clear"), (FEED + MAIL + 'user = "me"', "password_env"),
        (FEED + MAIL + 'user = "me"\npassword_env = "NOT_SET"', "NOT_SET"),
        (FEED + MAIL + 'user = "me"\npassword_file = "none.txt"', "none.txt"),
        (FEED + '[deliver.x]\nkind = "webhook"\nurl = "https://a.example"', "a webhook is signed"),
        (FEED + '[deliver.x]\nkind = "command"\ncommand = []', "list of words"),
        (FEED + '[deliver.x]\nkind = "pigeon"', "'pigeon'; there are email, webhook, command, atom"),
        (FEED + '[deliver.x]\nkind = "command"\ncomand = ["a"]', "did you mean 'command'?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DataError) as caught:
        load_plan(written(tmp_path, text))
    assert said in str(caught.value) and "feeds.toml" in str(caught.value) and "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        load_plan(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("written", "seconds"), [("90s", 90), ("15m", 900), ("1.5h", 5_400), (" 2 d ", 172_800), ("1w", 604_800)]
)
def test_lengths_of_time(written: str, seconds: float) -> None:
    assert seconds_of(written) == seconds


@pytest.mark.parametrize("written", ["", "15", "m", "-1h", "1 month", "١h"])
def test_what_is_no_length_of_time(written: str) -> None:
    with pytest.raises(UsageError):
        seconds_of(written)


def test_lengths_in_words() -> None:
    assert [words_for(n) for n in (60, 90, 7_200, 86_400, 90 * 86_400)] == [
        "1 minute", "90 seconds", "2 hours", "1 day", "90 days",
    ]  # fmt: skip


def plan(**more: str) -> DigestPlan:
    return DigestPlan(name="d", to=(), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("every", "at", "zone", "now", "due"),
    [
        ("hour", "00:15", "UTC", "2019-03-14T08:20", "2019-03-14T08:15"),
        ("hour", "00:15", "UTC", "2019-03-14T08:10", "2019-03-14T07:15"),
        ("day", "07:00", "Europe/Vienna", "2019-03-14T08:00", "2019-03-14T06:00"),
        ("day", "07:00", "Europe/Vienna", "2019-03-14T05:59", "2019-03-13T06:00"),
        ("day", "07:00", "Europe/Vienna", "2019-04-01T08:00", "2019-04-01T05:00"),  # in summer
        ("day", "02:30", "Europe/Vienna", "2019-03-31T08:00", "2019-03-31T01:30"),  # an hour that there was not
        ("week", "07:00", "UTC", "2019-03-14T08:00", "2019-03-11T07:00"),
        ("week", "07:00", "UTC", "2019-03-11T06:00", "2019-03-04T07:00"),
    ],
)
def test_when_a_digest_was_due_last(every: str, at: str, zone: str, now: str, due: str) -> None:
    found = last_boundary(plan(every=every, at=at), datetime.fromisoformat(now).replace(tzinfo=UTC), zone)
    assert found == datetime.fromisoformat(due).replace(tzinfo=UTC)
