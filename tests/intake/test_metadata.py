from __future__ import annotations

import json

from dragoman.intake.metadata import Metadata, read_metadata
from dragoman.intake.rendering import parse_html


def read(head: str, body: str = "", address: str | None = None) -> Metadata:
    tree = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")
    assert tree is not None
    return read_metadata(tree, address)


def value(found: Metadata, name: str) -> str | None:
    best = found.best(name)
    return best.value if best else None


def ld(**data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **data})}</script>'


def test_json_ld_in_a_graph() -> None:
    node = {
        "@graph": [
            {"@type": "WebSite", "name": "no"},
            {"@type": ["Article"], "headline": "Yes", "author": {"name": "Mira Tal"}},
        ]
    }
    found = read(f'<script type="application/ld+json">{json.dumps(node)}</script>')
    assert (value(found, "title"), value(found, "byline")) == ("Yes", "Mira Tal")


def test_what_most_sources_agree_on_wins() -> None:
    head = (
        ld(headline="Shop now")
        + '<meta property="og:title" content="Ministers agree"><title>Ministers agree | The Quay</title>'
    )
    assert value(read(head, "<article><h1>Ministers agree</h1></article>"), "title") == "Ministers agree"


def test_the_outlet_is_taken_off_the_title() -> None:
    head = '<meta property="og:site_name" content="The Quay"><title>Ministers agree on the dam - The Quay</title>'
    assert value(read(head), "title") == "Ministers agree on the dam"
    assert value(read("<title>East-West talks - a history</title>"), "title") == "East-West talks - a history"


def test_the_date_of_publication_and_not_of_change() -> None:
    head = (
        ld(datePublished="2020-05-01T10:00:00Z", dateModified="2020-05-09")
        + '<meta property="article:modified_time" content="2020-05-09">'
    )
    assert value(read(head), "published") == "2020-05-01T10:00:00Z"


def test_a_time_element_of_the_article_and_not_of_the_margin() -> None:
    body = '<aside><time datetime="2011-01-01">old</time></aside><article><time datetime="2020-05-01">1 May</time></article>'
    assert value(read("", body), "published") == "2020-05-01"


def test_a_day_in_the_address_is_the_last_resort() -> None:
    assert value(read("", address="https://quay.example/2020/05/01/dam"), "published") == "2020-05-01"
    assert value(read("", address="https://quay.example/archive/2020/dam"), "published") is None


def test_the_canonical_address_is_made_whole() -> None:
    assert (
        value(read('<link rel="canonical" href="/dam">', address="https://quay.example/dam?x=1"), "url")
        == "https://quay.example/dam"
    )
    assert value(read('<link rel="canonical" href="javascript:no">'), "url") is None


def test_broken_json_ld_is_passed_over() -> None:
    for broken in (
        "{",
        "[" * 5000,
        '{"@type": "Article", "headline": 7, "author": [null, {"name": []}], "keywords": {"a": 1}}',
        '"text"',
    ):
        found = read(f'<script type="application/ld+json">{broken}</script><meta name="author" content="Mira Tal">')
        assert value(found, "byline") == "Mira Tal"


def test_tags_from_the_most_trusted_source() -> None:
    head = ld(keywords=["Nile", "Water"]) + '<meta name="keywords" content="news, world, the quay">'
    assert read(head).tags() == ("Nile", "Water")
    assert read('<meta name="keywords" content="Nile, Water">').tags() == ("Nile", "Water")
