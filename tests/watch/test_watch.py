"""A watch against a site that does what sites do: pages come, change and go, feeds move, servers break."""

from __future__ import annotations

import gzip
import re
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from dragoman.errors import UsageError
from dragoman.watch.archive import Archive, archive_folder
from dragoman.watch.clock import moment
from dragoman.watch.lock import only_one
from watch.site import Clock, Reply, Site, article, atom, rss, trickle

TALKS = article(
    "Talks resume in Geneva",
    "GENEVA - The foreign ministers of Chad and Niger met in Geneva on Monday, officials of both countries said.",
    "They agreed to hold a second round of talks in April, and to exchange lists of prisoners before that.",
)
LATER = TALKS.replace(b"on Monday", b"on Tuesday")
TRUCE = article(
    "Truce holds in the valley",
    "NIAMEY - A truce between the army and the rebels held for a third day on Thursday, the United Nations said.",
    "Aid workers reached the valley for the first time since January with food for nine thousand people.",
)


def serve(site: Site, *paths: str, tag: str | None = None) -> None:
    headers = {"ETag": tag} if tag else {}
    site.replies["/feed"] = Reply(rss(site.address, paths), kind="application/rss+xml", headers=headers)
    site.replies.setdefault("/talks", Reply(TALKS))
    site.replies.setdefault("/truce", Reply(TRUCE))


def test_new_pages_are_fetched_kept_and_read_and_known_ones_left(watching: Any, site: Site, clock: Clock) -> None:
    serve(site, "/talks", tag='"1"')
    watching.once("/feed")
    assert watching.titles() == ["Talks resume in Geneva"]
    clock.on(minutes=20)
    serve(site, "/talks", "/truce", tag='"2"')
    watching.once("/feed")
    assert sorted(watching.titles()) == ["Talks resume in Geneva", "Truce holds in the valley"]
    assert site.paths() == ["/feed", "/talks", "/feed", "/truce"]
    (version,) = watching.store.watching.versions_with(next(watching.store.articles()).id)
    archive = Archive(archive_folder(watching.store.path))
    assert archive.page(version.file, version.place) in (TALKS, TRUCE)


def test_a_feed_that_did_not_change_is_not_sent_again(watching: Any, site: Site, clock: Clock) -> None:
    serve(site, "/talks", tag='"1"')
    watching.once("/feed")
    clock.on(minutes=20)
    watching.once("/feed")
    assert site.asked[-1].headers["if-none-match"] == '"1"'
    assert (watching.feed().status, watching.feed().failures) == ("ok", 0)


def test_a_feed_is_left_alone_until_it_is_due(watching: Any, site: Site, clock: Clock) -> None:
    serve(site)
    watching.once("/feed")
    clock.on(minutes=10)
    watching.once("/feed")
    assert site.paths() == ["/feed"]


def test_hosts_are_asked_one_request_at_a_time_with_a_pause(watching: Any, site: Site) -> None:
    serve(site, *(f"/page-{number}" for number in range(5)))
    watching.once("/feed")
    times = [asked.at for asked in site.asked]
    assert min(later - earlier for earlier, later in pairwise(times)) >= timedelta(seconds=10)


def test_a_page_whose_text_changed_is_a_new_version_with_the_change_marked(
    watching: Any, site: Site, clock: Clock
) -> None:
    serve(site, "/talks")
    watching.once("/feed")
    old = next(watching.store.articles())
    site.replies["/talks"] = Reply(LATER)
    clock.on(hours=2)
    assert watching.once("/feed").read.changed == 1
    first, second = watching.store.watching.versions_with(old.id)
    assert (first.version, second.version) == (1, 2) and first.changed is None
    marked = msgspec.json.decode(second.changed)
    assert [part for part in marked if part[0] != "="] == [["-", "Monday,"], ["+", "Tuesday,"]]
    assert "on Monday" in watching.store.read_article(old.id).article.text, "what was read of it before stays"


def test_a_page_that_only_looks_otherwise_is_no_new_version(watching: Any, site: Site, clock: Clock) -> None:
    serve(site, "/talks")
    watching.once("/feed")
    site.replies["/talks"] = Reply(TALKS.replace(b"<body>", b"<body><!-- 1,204 readers online -->"))
    clock.on(hours=2)
    read = watching.once("/feed").read
    assert (read.same, read.changed) == (1, 0) and len(watching.titles()) == 1


def test_a_page_is_looked_at_again_as_the_settings_say_and_then_no_more(
    watching: Any, site: Site, clock: Clock
) -> None:
    serve(site, "/talks")
    for _ in range(6):
        watching.once("/feed")
        clock.on(hours=12)
    assert site.paths().count("/talks") == 3  # once, after an hour, after six
    assert watching.page("/talks").next_at is None


def test_a_page_that_is_gone_keeps_its_sentence(watching: Any, site: Site, clock: Clock) -> None:
    serve(site, "/talks")
    watching.once("/feed")
    site.replies["/talks"] = Reply(b"gone", 410)
    clock.on(hours=2)
    watching.once("/feed")
    assert watching.page("/talks").state == "gone"
    (version,) = watching.store.watching.versions_with(next(watching.store.articles()).id)
    assert b"met in Geneva" in Archive(archive_folder(watching.store.path)).page(version.file, version.place)


def test_a_feed_that_says_a_page_was_updated_has_it_looked_at(watching: Any, site: Site, clock: Clock) -> None:
    serve(site)
    site.replies["/feed"] = Reply(atom(site.address, ["/talks"]), kind="application/atom+xml")
    watching.once("/feed", manners={"recheck": ()})
    clock.on(hours=1)
    site.replies["/talks"] = Reply(LATER)
    site.replies["/feed"] = Reply(atom(site.address, ["/talks"], updated="2019-03-14T08:30:00Z"))
    assert watching.once("/feed", manners={"recheck": ()}).read.changed == 1


# Manners


def test_robots_txt_is_asked_first_remembered_and_obeyed(watching: Any, site: Site, clock: Clock) -> None:
    robots = b"User-agent: *\nDisallow: /truce\nCrawl-delay: 30\n\nUser-agent: other\nDisallow: /"
    site.replies["/robots.txt"] = Reply(robots, kind="text/plain")
    serve(site, "/talks", "/truce")
    watching.once("/feed")
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/feed", "/talks"]
    assert site.asked[2].at - site.asked[1].at >= timedelta(seconds=30)
    assert watching.page("/truce").state == "refused" and "robots.txt" in watching.page("/truce").message
    clock.on(hours=2)
    watching.once("/feed")
    assert [asked.path for asked in site.asked].count("/robots.txt") == 1
    clock.on(hours=25)
    watching.once("/feed")
    assert [asked.path for asked in site.asked].count("/robots.txt") == 2


def test_a_feed_that_robots_txt_forbids_is_barred(watching: Any, site: Site) -> None:
    site.replies["/robots.txt"] = Reply(b"User-agent: Dragoman\nDisallow: /\n", kind="text/plain")
    serve(site, "/talks")
    watching.once("/feed")
    assert site.paths() == [] and watching.feed().status == "barred"


@pytest.mark.parametrize("status", [500, 503, 429])
def test_nothing_is_fetched_while_a_host_cannot_say_what_may_be(watching: Any, site: Site, status: int) -> None:
    site.replies["/robots.txt"] = Reply(b"", status)
    serve(site, "/talks")
    watching.once("/feed")
    assert site.paths() == []
    assert watching.feed().status == "failing" and "robots.txt" in watching.feed().message


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_in_trouble_is_left_alone_longer_each_time(
    watching: Any, site: Site, clock: Clock, status: int
) -> None:
    serve(site, "/talks")
    site.replies["/talks"] = Reply(b"busy", status)
    watching.once("/feed")
    waits = []
    for _ in range(5):
        page = watching.page("/talks")
        waits.append((moment(page.next_at) - clock.now()).total_seconds())
        clock.at = moment(page.next_at)
        watching.once("/feed")
    assert watching.page("/talks").state == "waiting"
    assert waits[4] > 3 * waits[0] >= 90
    site.replies["/talks"] = Reply(TALKS)
    clock.on(days=1)
    watching.once("/feed")
    assert watching.titles() == ["Talks resume in Geneva"], "nothing is lost by it"


def test_retry_after_is_obeyed_for_the_whole_host(watching: Any, site: Site, clock: Clock) -> None:
    serve(site, "/talks", "/truce")
    site.replies["/talks"] = Reply(b"slow down", 429, headers={"Retry-After": "7200"})
    watching.once("/feed")
    assert "/truce" not in site.paths()
    clock.on(hours=1)
    watching.once("/feed")
    assert site.paths() == ["/feed", "/talks"]
    site.replies["/talks"] = Reply(TALKS)
    clock.on(hours=1.5)
    watching.once("/feed")
    assert len(watching.titles()) == 2


def test_a_host_with_much_does_not_keep_the_others_waiting(watching: Any, site: Site, clock: Clock) -> None:
    serve(site, *(f"/page-{number}" for number in range(60)))
    with Site(clock) as other:
        other.replies["/feed"] = Reply(rss(other.address, ["/talks"]))
        other.replies["/talks"] = Reply(TALKS)
        watching.once("/feed")  # its pages are not there: they are due again, and longer than those of the other
        clock.on(hours=1)
        site.replies["/more"] = Reply(rss(other.address, ["/talks"]))
        before = len(site.asked)
        watching.once("/feed", "/more")
        talks = next(asked.at for asked in other.asked if asked.path == "/talks")
    assert sum(asked.at < talks for asked in site.asked[before:]) < 30


def test_who_asks_is_told(watching: Any, site: Site) -> None:
    serve(site)
    watching.once("/feed", manners={"contact": "desk@news.example"})
    assert re.fullmatch(r"Dragoman/\S+ \(\+desk@news\.example\)", site.asked[-1].headers["user-agent"])


# Servers that misbehave


def wrong_length(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", str(len(TALKS) + 1_000))
    handler.end_headers()
    handler.wfile.write(TALKS)


def slow(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


def nonsense(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\x01\x02 this is not HTTP\r\n\r\n")


def broken_gzip(handler: BaseHTTPRequestHandler) -> None:
    body = gzip.compress(TALKS)[:-20]
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


BOMB = gzip.compress(b"0" * 5_000_000)


@pytest.mark.parametrize(
    ("reply", "state", "said"),
    [
        (Reply(act=trickle), "waiting", "took too long"),
        (Reply(act=slow), "waiting", "took too long"),
        (Reply(act=wrong_length), "waiting", "broke off"),
        (Reply(act=nonsense), "waiting", "cannot be fetched"),
        (Reply(act=broken_gzip), "waiting", "cannot be fetched"),
        (Reply(BOMB, headers={"Content-Encoding": "gzip"}), "refused", "when unpacked"),
        (Reply(b"x" * 200_000), "refused", "more than"),
        (Reply(b"", 302, headers={"Location": "/talks"}), "refused", "redirects"),
        (Reply(b"", 302, headers={"Location": "ftp://elsewhere.example/"}), "refused", "plain http"),
        (Reply(b"%PDF-1.4", kind="application/pdf"), "refused", "not a page"),
        (Reply(b"<html>no", 404), "waiting", "answered 404"),
        (Reply(b"<html>no", 410), "failed", "answered 410"),
        (Reply(b"", 200), "refused", ""),
        (Reply(b"\x00\x01\x02" * 50), "refused", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_had_is_told_and_harms_nothing_else(
    watching: Any, site: Site, clock: Clock, reply: Reply, state: str, said: str
) -> None:
    site.replies["/talks"] = reply
    serve(site, "/talks", "/truce")
    watching.once("/feed", manners={"timeout": "1s"})
    clock.on(minutes=5)
    watching.once("/feed", manners={"timeout": "1s"})
    page = watching.page("/talks")
    assert (page.state, said in page.message) == (state, True), page.message
    assert watching.titles() == ["Truce holds in the valley"]


def test_a_page_in_the_wrong_encoding_is_read_all_the_same(watching: Any, site: Site) -> None:
    text = TALKS.decode().replace("Geneva", "Genève").encode("latin-1")
    site.replies["/talks"] = Reply(text, kind="text/html; charset=utf-8")
    serve(site, "/talks")
    watching.once("/feed")
    assert watching.titles() == ["Talks resume in Genève"]


@pytest.mark.parametrize("target", ["http://10.0.0.1/inside", "http://169.254.169.254/latest/", "http://[::1]:1/"])
def test_a_redirect_inside_is_not_followed(
    watching: Any, site: Site, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.setattr("dragoman.intake.web._is_public", lambda number: number == "127.0.0.1")
    site.replies["/talks"] = Reply(b"", 302, headers={"Location": target})
    serve(site, "/talks")
    watching.once("/feed", manners={"allow_private": False})
    page = watching.page("/talks")
    assert (page.state, "not a public address" in page.message) == ("refused", True)


def test_a_feed_on_a_private_network_is_barred(watching: Any, site: Site) -> None:
    serve(site, "/talks")
    watching.once("/feed", manners={"allow_private": False})
    assert site.asked == [] and watching.feed().status == "barred"


# Feeds that move, break and go


def test_a_feed_that_moved_for_good_is_asked_at_its_new_place(watching: Any, site: Site, clock: Clock) -> None:
    serve(site, "/talks")
    site.replies["/new"], site.replies["/feed"] = site.replies["/feed"], Reply(b"", 301, headers={"Location": "/new"})
    watching.once("/feed")
    assert "moved for good" in watching.feed().message and watching.titles()
    clock.on(minutes=20)
    watching.once("/feed")
    assert site.paths()[-1] == "/new" and site.paths().count("/feed") == 1


def test_a_feed_that_is_elsewhere_for_now_stays_where_it_is(watching: Any, site: Site, clock: Clock) -> None:
    serve(site, "/talks")
    site.replies["/new"], site.replies["/feed"] = site.replies["/feed"], Reply(b"", 307, headers={"Location": "/new"})
    watching.once("/feed")
    clock.on(minutes=20)
    watching.once("/feed")
    assert site.paths().count("/feed") == 2 and watching.feed().status == "ok"


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        (Reply(b"<html>Welcome</html>"), "failing"), (Reply(b"", 404), "failing"), (Reply(b"", 410), "gone"),
        (Reply(b"", 302, headers={"Location": "/broken"}), "failing"), (Reply(b""), "failing"),
    ],
)  # fmt: skip
def test_a_feed_that_is_none_is_told_and_the_others_go_on(watching: Any, site: Site, reply: Reply, status: str) -> None:
    serve(site, "/talks")
    site.replies["/broken"] = reply
    watching.once("/broken", "/feed")
    assert watching.feed("/broken").status == status and watching.feed("/broken").message
    assert watching.feed().status == "ok" and watching.titles()


def test_an_index_of_sitemaps_is_followed(watching: Any, site: Site) -> None:
    serve(site)
    index = f"<sitemapindex><sitemap><loc>{site.address}/news.xml</loc></sitemap></sitemapindex>"
    site.replies["/feed"] = Reply(index.encode(), kind="text/xml")
    site.replies["/news.xml"] = Reply(
        f"<urlset><url><loc>{site.address}/talks</loc></url></urlset>".encode(), kind="text/xml"
    )
    watching.once("/feed")
    assert watching.titles() == ["Talks resume in Geneva"]


def test_a_feed_that_left_the_file_is_asked_no_more(watching: Any, site: Site, clock: Clock) -> None:
    serve(site, "/talks")
    site.replies["/other"] = Reply(rss(site.address, ["/truce"]))
    watching.once("/feed", "/other")
    clock.on(hours=1)
    watching.once("/other")
    assert site.paths().count("/feed") == 1 and not watching.feed().listed


def test_two_addresses_of_one_page_are_one_page(watching: Any, site: Site) -> None:
    serve(site, "/talks", "/short")
    site.replies["/short"] = Reply(b"", 302, headers={"Location": "/talks"})
    watching.once("/feed")
    assert len(watching.titles()) == 1 and "watched itself" in watching.page("/short").message


def test_a_day_that_only_the_feed_knows_is_the_page_s(watching: Any, site: Site) -> None:
    bare = b"Talks resume in Geneva\n\n" + b"The foreign ministers of Chad and Niger met there, officials said.\n" * 3
    site.replies["/talks"] = Reply(bare, kind="text/plain; charset=utf-8")
    serve(site, "/talks")
    watching.once("/feed")
    (found,) = watching.store.articles()
    assert found.published == "2019-03-14T07:00:00Z"


def test_only_one_watch_works_on_a_store(watching: Any, site: Site) -> None:
    folder = archive_folder(watching.store.path)
    folder.mkdir()
    with only_one(folder), pytest.raises(UsageError, match="another `dragoman watch`"):
        watching.once("/feed")
