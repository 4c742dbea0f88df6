"""What a feed says: RSS and Atom by feedparser; JSON Feed and sitemaps, those of news and indexes of them, here."""

from __future__ import annotations

import calendar
import io
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import msgspec
from lxml import etree

from dragoman.errors import FetchError, PageError
from dragoman.intake.dates import iso_moment
from dragoman.intake.web import target_of, unpacked

__all__ = ["Entry", "Feed", "clean_address", "parse_feed"]

MOST_ENTRIES = 5_000
"""A sitemap of news may have a thousand; more are a fault, or meant to do harm."""
MOST_SITEMAPS = 20
"""Sitemaps of an index that are followed, the last ones, which are the newest."""
SITEMAP = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]")
LONGEST = 2_000
"""Characters of an address; longer ones are no news."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A page that a feed leads to."""

    address: str
    title: str | None = None
    published: str | None = None
    """ISO time, UTC."""
    updated: str | None = None


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed, read."""

    entries: tuple[Entry, ...]
    further: tuple[str, ...] = ()
    """Sitemaps that an index leads to."""


def parse_feed(data: bytes, address: str, content_type: str | None, *, max_bytes: int) -> Feed:
    """Read a feed that came from an address, whatever kind it is.

    Raises PageError `empty` or `not-a-feed`, and `too-large` where it was packed and unpacks to more than `max_bytes`.
    """
    data = _unpacked(data, address, max_bytes)
    head = data[:5_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        raise PageError("empty", f"{address}: the feed is empty")
    if head.startswith((b"{", b"[")):
        return _feed(_json_feed(data, address))
    if SITEMAP.search(head):
        return _sitemap(data, address)
    return _feed(_xml_feed(data, address, content_type))


def clean_address(address: str, base: str) -> str | None:
    """The address of a page as it is known by: whole, without its fragment and without marks of who sent the reader
    there (`utm_…`). None for what cannot be fetched."""
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        target_of(urlunsplit(parts))
    except (ValueError, FetchError):
        return None
    query = parts.query
    if "utm_" in query:
        query = urlencode([(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not k.startswith("utm_")])
    cleaned = urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", query, ""))
    return cleaned if len(cleaned) <= LONGEST else None


def _feed(entries: Iterable[Entry]) -> Feed:
    """Each address once, the first that is told of it."""
    by_address: dict[str, Entry] = {}
    for entry in entries:
        by_address.setdefault(entry.address, entry)
        if len(by_address) >= MOST_ENTRIES:
            break
    return Feed(entries=tuple(by_address.values()))


def _unpacked(data: bytes, address: str, max_bytes: int) -> bytes:
    """A sitemap may be a gzip file by itself."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return unpacked(data, "gzip", max_bytes, address)
    except (OSError, EOFError, zlib.error) as error:
        raise PageError("not-a-feed", f"{address}: a gzip file that cannot be unpacked ({error})") from None


def _xml_feed(data: bytes, address: str, content_type: str | None) -> list[Entry]:
    # Imported here: of no use to `dragoman --help`.
    from xml.sax import SAXException

    import feedparser

    headers = {"content-location": address, **({"content-type": content_type} if content_type else {})}
    try:
        parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except Exception as error:  # whatever a parser of others trips over is a feed that cannot be read
        raise PageError("not-a-feed", f"{address}: cannot be read ({type(error).__name__}: {error})") from None
    if not parsed.entries and not parsed.version:
        raise PageError("not-a-feed", f"{address}: this is no feed (RSS, Atom, JSON Feed or a sitemap is)")
    found = [entry for given in parsed.entries if (entry := _xml_entry(given, address)) is not None]
    if not found and isinstance(parsed.get("bozo_exception"), SAXException):
        raise PageError("not-a-feed", f"{address}: a feed that is cut short or damaged ({parsed.bozo_exception})")
    return found


def _xml_entry(given: Any, address: str) -> Entry | None:
    """An item as feedparser has it; None where it leads nowhere."""
    link = given.get("link") or next((one.get("href") for one in given.get("links", []) if one.get("href")), None)
    found = clean_address(str(link), address) if link else None
    if found is None:
        return None
    return Entry(
        address=found,
        title=_line(given.get("title")),
        published=_time(given.get("published_parsed")),
        updated=_time(given["updated_parsed"]) if "updated_parsed" in given else None,
    )


def _time(parsed: Any) -> str | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _json_feed(data: bytes, address: str) -> Iterator[Entry]:
    try:
        given = json.loads(data.decode("utf-8-sig"))
        items = given["items"]
        if "jsonfeed.org" not in str(given.get("version", "")) or not isinstance(items, list):
            raise TypeError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise PageError("not-a-feed", f"{address}: this is JSON, but no JSON Feed") from None
    for item in items:
        if not isinstance(item, dict):
            continue
        link = item.get("url") or item.get("external_url") or item.get("id")
        found = clean_address(link, address) if isinstance(link, str) else None
        if found is not None:
            yield Entry(
                address=found,
                title=_line(item.get("title")),
                published=_day(item.get("date_published")),
                updated=_day(item.get("date_modified")),
            )


def _sitemap(data: bytes, address: str) -> Feed:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PageError("not-a-feed", f"{address}: a sitemap that cannot be read ({error})") from None
    if root is None:
        raise PageError("not-a-feed", f"{address}: a sitemap that cannot be read")
    found = [_names(element) for element in root if isinstance(element.tag, str)]
    if etree.QName(root).localname == "sitemapindex":
        latest = sorted((one for one in found if "loc" in one), key=lambda one: one.get("lastmod", ""))
        addresses = [clean_address(one["loc"], address) for one in latest[-MOST_SITEMAPS:]]
        return Feed(entries=(), further=tuple(one for one in addresses if one is not None and one != address))
    return _feed(_pages(found, address))


def _pages(found: Iterable[dict[str, str]], address: str) -> Iterator[Entry]:
    for one in found:
        page = clean_address(one.get("loc", ""), address) if one.get("loc") else None
        if page is not None:
            yield Entry(
                address=page,
                title=_line(one.get("title")),
                published=_day(one.get("publication_date")),
                updated=_day(one.get("lastmod")),
            )


def _names(element: Any) -> dict[str, str]:
    """The texts of an element's descendants by their names, the first of each; those of pictures are left aside."""
    found: dict[str, str] = {}
    for one in element.iter():
        if isinstance(one.tag, str) and one.text and one.text.strip() and not _is_of_picture(one):
            found.setdefault(etree.QName(one).localname, one.text.strip())
    return found


def _is_of_picture(element: Any) -> bool:
    names = (etree.QName(above).localname for above in element.iterancestors() if isinstance(above.tag, str))
    return any(name in ("image", "video") for name in names)


def _line(text: object) -> str | None:
    return (" ".join(re.sub(r"<[^>]*>", " ", text).split())[:500] or None) if isinstance(text, str) else None


def _day(text: object) -> str | None:
    """An ISO day or time, UTC where it says its zone."""
    if not isinstance(text, str):
        return None
    try:
        when = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        return iso_moment(text)
    if len(text.strip()) <= 10 or when.tzinfo is None:
        return text.strip()
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
