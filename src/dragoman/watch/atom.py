"""Alerts as an Atom feed (RFC 4287), for feed readers and for other programs."""

from __future__ import annotations

import msgspec
from lxml import etree

from dragoman.store import Store
from dragoman.watch.alert import Alert
from dragoman.watch.delivery.letter import Body
from dragoman.watch.digest.letters import alert_body

__all__ = ["alerts_feed"]

NAMESPACE = "http://www.w3.org/2005/Atom"
ENTRIES = 100


def alerts_feed(store: Store, base: str, rule: str | None = None) -> bytes:
    """The latest alerts of a store, all or of a rule; `base` is the address of the desk."""
    kept = store.telling.alerts(rule=rule, limit=ENTRIES)
    feed = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})
    _add(feed, "title", f"Alerts of {store.path.stem}" + (f": {rule}" if rule else ""))
    _add(feed, "id", f"{base}/watch/alerts" + (f"#{rule}" if rule else ""))
    _add(feed, "updated", kept[0].made_at if kept else "1970-01-01T00:00:00Z")
    author = etree.SubElement(feed, f"{{{NAMESPACE}}}author")
    _add(author, "name", "Dragoman")
    etree.SubElement(feed, f"{{{NAMESPACE}}}link", rel="alternate", href=f"{base}/watch/alerts")
    for one in kept:
        alert = msgspec.json.decode(one.record, type=Alert)
        body: Body = alert_body(alert)
        entry = etree.SubElement(feed, f"{{{NAMESPACE}}}entry")
        _add(entry, "title", f"{one.rule}: {one.headline}")
        _add(entry, "id", f"{base}/watch/alerts/{one.number}")
        _add(entry, "updated", one.made_at)
        place = f"incidents/{alert.incident}" if alert.incident else "watch/alerts"
        etree.SubElement(entry, f"{{{NAMESPACE}}}link", rel="alternate", href=f"{base}/{place}")
        _add(entry, "content", body.text, type="text")
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8"))


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    element.text = "".join(letter for letter in text if letter >= " " or letter in "\n\t")
