"""What an HTML page says of itself: JSON-LD, meta tags, `<time>`, links and headings, and where they agree."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html

from dragoman.intake.dates import iso_moment
from dragoman.intake.headline import heads_of, is_no_headline, split_headline

__all__ = ["Candidate", "Metadata", "day_in_address", "read_metadata"]

MAX_JSON = 2_000_000
MAX_TAGS = 40
MAX_VALUE = 500
ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|Statement|Posting)$")

META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "headline", "parsely-title", "sailthru.title"),
    "byline": ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author", "citation_author"),
    "published": (
        "article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued", "dcterms.created",
        "pubdate", "publishdate", "publish-date", "date", "citation_publication_date", "article.published", "originalpublicationdate",
        "cxenseparse:recs:publishtime", "ptime", "published_time", "og:published_time",
    ),
    "publisher": ("og:site_name", "application-name", "dc.publisher", "publisher", "copyright-holder"),
    "section": ("article:section", "section", "parsely-section", "cse_section"),
    "tags": ("article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags"),
    "url": ("og:url",),
    "rights": ("copyright", "dc.rights", "rights", "dcterms.rights"),
    "language": ("og:locale", "content-language", "dc.language"),
}  # fmt: skip
"""Names of meta tags (name, property or itemprop, lower case) for each field, the most telling first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value for a field and where the page gives it."""

    value: str
    source: str
    """`json-ld`, `meta`, `time-element`, `html`, `address`."""


@dataclass(slots=True)
class Metadata:
    """Candidates by field, the most trusted source first, and the schema.org types of the page's article."""

    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    types: tuple[str, ...] = ()

    def add(self, name: str, value: object, source: str) -> None:
        """Keeps a value that is a short text."""
        if isinstance(value, str):
            value = " ".join(value.split())[:MAX_VALUE]
            if value:
                self.candidates.setdefault(name, []).append(Candidate(value, source))

    def best(self, name: str) -> Candidate | None:
        """The value that most sources agree on; among equals the most trusted source."""
        candidates = self.candidates.get(name, [])
        votes = {
            candidate: len({c.source for c in candidates if _same(name, c.value, candidate.value)})
            for candidate in candidates
        }
        return max(candidates, key=lambda candidate: votes[candidate], default=None)

    def replace_title(self, title: str, headline: str | None = None) -> None:
        """Takes out a title that is none, for the headline where it is known."""
        titles = self.candidates.get("title", [])
        left = [candidate for candidate in titles if not _same("title", candidate.value, title)]
        self.candidates["title"] = ([Candidate(headline, "html")] if headline else []) + left

    def tags(self) -> tuple[str, ...]:
        """Tags of the most trusted source that has any."""
        candidates = self.candidates.get("tags", [])
        if not candidates:
            return ()
        chosen = [c.value for c in candidates if c.source == candidates[0].source]
        if len(chosen) == 1:
            chosen = [part.strip() for part in re.split(r"[,;]", chosen[0])]
        return tuple(dict.fromkeys(tag for tag in chosen if tag))[:MAX_TAGS]


def _same(name: str, left: str, right: str) -> bool:
    if name == "published":
        return left[:10] == right[:10]
    return re.sub(r"\W+", "", left).lower() == re.sub(r"\W+", "", right).lower()


def read_metadata(tree: lxml_html.HtmlElement, address: str | None) -> Metadata:
    """Everything that the page says of itself. `address` is where it was fetched from, if it was."""
    found = Metadata()
    _json_ld(tree, found)
    _meta_tags(tree, found)
    _elements(tree, found, address)
    _clean_titles(found, address)
    if "published" not in found.candidates:
        for candidate in [*found.candidates.get("url", []), Candidate(address or "", "address")]:
            day = day_in_address(candidate.value)
            if day:
                found.add("published", day, "address")
    return found


# ---- JSON-LD
def _json_ld(tree: lxml_html.HtmlElement, found: Metadata) -> None:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > MAX_JSON:
            continue
        text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>)\s*$", "", script.text)
        try:
            data = json.loads(text.strip().rstrip(";"), strict=False)
            nodes = list(_nodes(data, 0))
        except (ValueError, RecursionError):
            continue
        for node in nodes:
            _article_node(node, found)


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        if any(ARTICLE_TYPES.search(kind) for kind in _types(data)):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate"):
            if key != "liveBlogUpdate" and isinstance(data.get(key), dict | list):
                yield from _nodes(data[key], depth + 1)


def _types(node: dict[str, Any]) -> list[str]:
    kind = node.get("@type")
    return (
        [kind] if isinstance(kind, str) else [k for k in kind if isinstance(k, str)] if isinstance(kind, list) else []
    )


def _article_node(node: dict[str, Any], found: Metadata) -> None:
    found.types = (*found.types, *_types(node))
    found.add("title", node.get("headline") or node.get("name"), "json-ld")
    names = [name for author in _listed(node.get("author") or node.get("creator")) if (name := _named(author))]
    found.add(
        "byline", " and ".join(dict.fromkeys(names)) if len(names) < 3 else ", ".join(dict.fromkeys(names)), "json-ld"
    )
    published = node.get("datePublished") or node.get("dateCreated")
    found.add("published", iso_moment(published) if isinstance(published, str) else None, "json-ld")
    for publisher in _listed(node.get("publisher"))[:1]:
        found.add("publisher", _named(publisher), "json-ld")
    for section in _listed(node.get("articleSection"))[:1]:
        found.add("section", section, "json-ld")
    for keyword in _listed(node.get("keywords"))[:MAX_TAGS]:
        found.add("tags", _named(keyword), "json-ld")
    page = node.get("mainEntityOfPage")
    for address in (node.get("url"), page.get("@id") if isinstance(page, dict) else page):
        if isinstance(address, str) and address.startswith(("http://", "https://")):
            found.add("url", address, "json-ld")
    found.add("rights", node.get("copyrightNotice"), "json-ld")
    found.add("language", node.get("inLanguage"), "json-ld")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _named(value: Any) -> str | None:
    name = value.get("name") if isinstance(value, dict) else value
    if isinstance(name, list):
        name = name[0] if name else None
    return name if isinstance(name, str) and not name.startswith(("http://", "https://")) else None


# ---- meta tags and elements
def _meta_tags(tree: lxml_html.HtmlElement, found: Metadata) -> None:
    values: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        content = meta.get("content")
        if name and content:
            values.setdefault(name, []).append(content)
    for field_name, names in META.items():
        for name in names:
            for value in values.get(name, [])[:MAX_TAGS]:
                if field_name == "published":
                    found.add(field_name, iso_moment(value), "meta")
                elif not (field_name == "byline" and value.startswith(("http://", "https://", "@"))):
                    found.add(field_name, value, "meta")
            if field_name == "tags" and values.get(name):
                break


def _elements(tree: lxml_html.HtmlElement, found: Metadata, address: str | None) -> None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower() and link.get("href"):
            target = urljoin(address or "", link.get("href").strip()) if _joinable(address, link.get("href")) else ""
            if target.startswith(("http://", "https://")):
                found.candidates.setdefault("url", []).insert(0, Candidate(target, "html"))
    for moment in tree.iter("time"):
        value = iso_moment(moment.get("datetime") or "") or iso_moment(moment.text_content() or "")
        if value and not _inside(moment, ("aside", "footer", "nav")):
            found.add("published", value, "time-element")
            break
    headings = [element for element in tree.iter("h1") if not _inside(element, ("header", "nav", "footer", "aside"))]
    for heading in headings[:2] or list(tree.iter("h1"))[:1]:
        found.add("title", heading.text_content(), "html")
    for title in list(tree.iter("title"))[:1]:
        found.add("title", title.text_content(), "html")
    for element in tree.iter("a", "span", "div", "p"):
        if element.get("rel") == "author" or element.get("itemprop") == "author":
            found.add("byline", (element.text_content() or "")[:120], "html")
            break
    language = tree.get("lang")
    found.add("language", language, "html")


def _joinable(address: str | None, target: str) -> bool:
    try:
        urlsplit(target)
        urljoin(address or "", target)
    except ValueError:
        return False
    return True


def _inside(element: lxml_html.HtmlElement, tags: tuple[str, ...]) -> bool:
    """Whether the element stands in one of `tags`, unless an article holds it more closely."""
    for ancestor in element.iterancestors():
        if ancestor.tag in ("article", "main"):
            return False
        if ancestor.tag in tags:
            return True
    return False


def day_in_address(address: str | None) -> str | None:
    """The ISO day in an address such as `/2019/03/14/`; None where it has none."""
    match = re.search(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:/|-|$)", address or "")
    return iso_moment(f"{match[1]}-{match[2]}-{match[3]}") if match else None


def _clean_titles(found: Metadata, address: str | None) -> None:
    """Takes the outlet's name off titles: `Headline - The Outlet`. A title that is nothing else is none."""
    titles = found.candidates.get("title", [])
    publisher = found.best("publisher")
    known = [name for name in (publisher and publisher.value, _host(address)) if name]
    folded = {re.sub(r"\W+", "", title.value).lower() for title in titles}
    cleaned = list[Candidate]()
    for title in titles:
        value = next((head for head in heads_of(title.value) if re.sub(r"\W+", "", head).lower() in folded), None)
        headline, outlet = split_headline(value or title.value, known)
        if outlet and not known:
            known.append(outlet)
            found.add("publisher", outlet, title.source)
        if not is_no_headline(headline, known):
            cleaned.append(Candidate(headline, title.source))
    if titles:
        found.candidates["title"] = cleaned


def _host(address: str | None) -> str | None:
    try:
        return urlsplit(address or "").hostname
    except ValueError:
        return None
