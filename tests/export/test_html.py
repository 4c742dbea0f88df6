"""The HTML page stands by itself, and nothing that a page says can act in it."""

from __future__ import annotations

import io
import re

import msgspec
from lxml import html as lxml_html

from dragoman.export.html import HtmlWriter
from dragoman.export.select import View
from dragoman.model import Record, Span
from samples import ARTICLE, MET, RECORD

HOSTILE = "</p></style><script>alert(1)</script><img src=x onerror=alert(1)>\"'{{ 7*7 }}"


def page(*records: Record, view: View = View()) -> str:  # noqa: B008
    stream = io.StringIO()
    writer = HtmlWriter(stream, view)
    for record in records:
        writer.write(record)
    writer.close()
    return stream.getvalue()


def test_events_are_marked_in_the_text_and_lead_to_their_reading() -> None:
    tree = lxml_html.fromstring(page(RECORD))
    marked = tree.xpath("//section[contains(@class, 'text')]//span[contains(@class, 'mark')]/text()")
    assert [words.strip() for words in marked if words.strip()] == ["met", "open", "agreed", "talks", "shelled"]
    targets = {link.get("href")[1:] for link in tree.xpath("//a[@class='ref']")}
    assert targets <= set(tree.xpath("//@id"))
    assert len(targets) == 5


def test_the_text_of_the_article_is_whole() -> None:
    tree = lxml_html.fromstring(page(RECORD))
    for extra in tree.xpath("//span[@class='card'] | //a[@class='ref']"):
        extra.drop_tree()
    shown = [" ".join(p.text_content().split()) for p in tree.xpath("//section[contains(@class,'text')]/p")]
    assert shown == ARTICLE.text.split("\n")


def test_nothing_comes_from_elsewhere_and_nothing_runs() -> None:
    text = page(RECORD)
    assert "<script" not in text
    assert not re.search(r"(?:src=|@import|url\()", text)
    assert "default-src 'none'" in text


def test_hostile_text_is_shown_not_obeyed() -> None:
    article = msgspec.structs.replace(
        ARTICLE, title=HOSTILE, text=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)"
    )
    everywhere = Span(text=HOSTILE, start=0, end=len(HOSTILE))
    actor = msgspec.structs.replace(MET.actors[0], name=HOSTILE)
    event = msgspec.structs.replace(MET, actors=(actor,), condition=HOSTILE, trigger=everywhere, evidence=everywhere)
    text = page(Record(article=article, events=(event,)), view=View(evidence=True))
    tree = lxml_html.fromstring(text)
    assert not tree.xpath("//script | //img")
    assert not tree.xpath("//@onerror")
    assert not [href for href in tree.xpath("//@href") if not href.startswith("#")]
    assert "{{ 7*7 }}" in text


def test_several_pages_keep_their_ids_apart() -> None:
    tree = lxml_html.fromstring(page(RECORD, RECORD))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {"p1", "p2"} <= set(ids)


def test_no_page_is_still_a_document() -> None:
    assert page().startswith("<!doctype html>")
