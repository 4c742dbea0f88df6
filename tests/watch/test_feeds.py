"""Feeds of every kind, and what only looks like one."""

from __future__ import annotations

import gzip
import json

import pytest

from dragoman.errors import PageError
from dragoman.watch.feeds import Entry, clean_address, parse_feed
from watch.site import atom, rss

AT = "https://news.example/feeds/all.xml"


def addresses(data: bytes, kind: str | None = None) -> list[str]:
    return [entry.address for entry in parse_feed(data, AT, kind, max_bytes=100_000).entries]


def test_rss_and_atom_lead_to_their_pages_each_once() -> None:
    paths = ["/talks", "/truce", "/talks"]
    for feed in (rss("https://news.example", paths), atom("https://news.example", paths)):
        assert addresses(feed) == ["https://news.example/talks", "https://news.example/truce"]


def test_title_and_times_are_those_of_the_feed() -> None:
    feed = parse_feed(rss("https://news.example", ["/talks"]), AT, "application/rss+xml", max_bytes=10_000)
    assert feed.entries[0] == Entry(
        address="https://news.example/talks", title="talks", published="2019-03-14T07:00:00Z", updated=None
    )


def test_a_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "/talks", "title": "Talks <b>resume</b>", "date_published": "2019-03-14T09:00:00+02:00"},
            {"id": "https://other.example/2"},
            {"id": 3},
            "no item",
        ],
    }
    found = parse_feed(json.dumps(feed).encode(), AT, "application/feed+json", max_bytes=10_000).entries
    assert [entry.address for entry in found] == ["https://news.example/talks", "https://other.example/2"]
    assert (found[0].title, found[0].published) == ("Talks resume", "2019-03-14T07:00:00Z")


NEWS = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><image:image><image:loc>https://news.example/photo.jpg</image:loc></image:image><loc>https://news.example/talks</loc>
<news:news><news:publication_date>2019-03-14</news:publication_date><news:title>Talks resume</news:title></news:news></url>
</urlset>"""


@pytest.mark.parametrize("data", [NEWS, gzip.compress(NEWS), b"\xef\xbb\xbf" + NEWS])
def test_a_sitemap_of_news_also_packed(data: bytes) -> None:
    (entry,) = parse_feed(data, AT, None, max_bytes=10_000).entries
    assert entry == Entry(address="https://news.example/talks", title="Talks resume", published="2019-03-14")


def test_an_index_leads_to_its_sitemaps_but_not_to_itself() -> None:
    places = "".join(f"<sitemap><loc>{place}</loc></sitemap>" for place in ("/a.xml", "/b.xml", AT, "file:///etc/x"))
    feed = parse_feed(f"<sitemapindex>{places}</sitemapindex>".encode(), AT, None, max_bytes=10_000)
    assert feed.further == ("https://news.example/a.xml", "https://news.example/b.xml") and not feed.entries


def test_a_feed_in_an_encoding_that_it_does_not_tell() -> None:
    feed = rss("https://news.example", ["/talks"], title="Gespräche").decode().encode("latin-1")
    assert addresses(feed, "text/xml; charset=utf-8") == ["https://news.example/talks"]


def test_a_feed_that_is_cut_short_gives_what_is_whole() -> None:
    whole = rss("https://news.example", ["/talks", "/truce"])
    assert "https://news.example/talks" in addresses(whole[:-60])


ENTITIES = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else 'boom'}'>" for n in range(9))
BOMB = (
    f"<?xml version='1.0'?><!DOCTYPE rss [{ENTITIES}]><rss version='2.0'><channel><title>&e8;</title></channel></rss>"
)
INSIDE = "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><item><title>&x;</title><link>https://a.example/1</link></item></channel></rss>"


def test_entities_neither_explode_nor_read_files() -> None:
    with pytest.raises(PageError, match="cut short or damaged"):
        addresses(BOMB.encode())
    found = parse_feed(INSIDE.encode(), AT, None, max_bytes=10_000).entries
    assert all("root:" not in (entry.title or "") for entry in found)
    sitemap = f"<!DOCTYPE urlset [{ENTITIES}]><urlset><url><loc>https://a.example/&e8;</loc></url></urlset>"
    assert all(len(entry.address) < 3_000 for entry in parse_feed(sitemap.encode(), AT, None, max_bytes=10_000).entries)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"), (b"  \n", "empty"), (b"<html><body>Not found</body></html>", "not-a-feed"),
        (b'{"items": []}', "not-a-feed"), (b'{"version"', "not-a-feed"), (b"[1, 2]", "not-a-feed"),
        (b"<rss><channel><item>", "not-a-feed"), (b"\x89PNG\r\n\x1a\n", "not-a-feed"), (b"\x1f\x8b\x08broken", "not-a-feed"),
        (gzip.compress(b"0" * 200_000), "too-large"),
    ],
)  # fmt: skip
def test_what_is_no_feed_says_so(data: bytes, reason: str) -> None:
    with pytest.raises(PageError) as caught:
        parse_feed(data, AT, "application/rss+xml", max_bytes=100_000)
    assert caught.value.reason == reason and str(caught.value).startswith(AT)


@pytest.mark.parametrize(
    ("address", "cleaned"),
    [
        ("/a#top", "https://news.example/a"), ("HTTPS://News.Example/A", "https://news.example/A"),
        ("https://news.example/a?id=1&utm_source=rss&utm_medium=x", "https://news.example/a?id=1"),
        ("https://news.example", "https://news.example/"), ("mailto:a@b.example", None), ("http://[bad", None),
        ("https://news.example/" + "a" * 3_000, None), ("javascript:alert(1)", None),
    ],
)  # fmt: skip
def test_an_address_has_one_spelling(address: str, cleaned: str | None) -> None:
    assert clean_address(address, AT) == cleaned
