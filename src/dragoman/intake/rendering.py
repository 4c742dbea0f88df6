"""An HTML page as lines of text, the way a reader sees it: intake's own rendering of the page.

Spans of an article that came from HTML lead back to this rendering. Block elements break lines, white space is
folded outside `<pre>`, and what no reader sees (scripts, styles, plainly hidden elements) is left out. The tree is
walked without recursion, so that nesting depth costs nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

__all__ = ["Rendering", "parse_html", "render"]

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small"
    " span strike strong sub sup time tt u var wbr amp-timeago".split()
)
"""Elements that do not break a line; every other element does, as in a browser's default style sheet."""

UNSEEN = frozenset(
    "script style noscript template svg math iframe object embed applet canvas audio video map head title meta link"
    " select option datalist textarea input progress meter amp-ad amp-analytics".split()
)
"""Elements whose content a reader does not see as text, or that holds no prose."""

HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+")


@dataclass(frozen=True, slots=True)
class Rendering:
    """The page as text: `lines` joined by newlines is `text`."""

    lines: tuple[str, ...]
    containers: tuple[str, ...]
    """For each line, the names of the elements it stands in, outermost first, joined by `/`."""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


MAX_DEPTH = 500
"""Deeper nesting is no page that a person wrote; the parser would drop what lies below its own limit."""
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>]*>")
CODE = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
SELF_CLOSING = frozenset(
    "p li br hr img input meta link option tr td th dt dd area base col embed source track wbr".split()
)
"""Elements that are empty or that pages leave open: they say nothing of depth."""


def _too_deep(source: str) -> bool:
    depth = 0
    for match in TAG.finditer(source):
        if match[2].lower() not in SELF_CLOSING:
            depth += -1 if match[1] else 1
            if depth > MAX_DEPTH:
                return True
    return False


def _shallow(source: str) -> str:
    """The same page without its nesting: what stood in blocks stands in paragraphs."""
    bare = TAG.sub(lambda match: "" if match[2].lower() in INLINE else "<p>", CODE.sub("", source))
    return f"<html><body><p>{bare}</body></html>"


def parse_html(source: str) -> lxml_html.HtmlElement | None:
    """The element tree of `source`; None where there is nothing to parse."""
    if _too_deep(source):
        source = _shallow(source)
    parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return tree if isinstance(tree, lxml_html.HtmlElement) else None


def render(tree: lxml_html.HtmlElement) -> Rendering:
    """Lines of text in the order of the page; empty lines are left out."""
    return _Renderer().run(tree)


def _hidden(element: lxml_html.HtmlElement) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style and HIDING_STYLE.search(style))


class _Renderer:
    """Collects pieces of text and closes a line at each block boundary."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.containers: list[str] = []
        self.pieces: list[str] = []
        self.path: list[str] = []
        self.verbatim = 0

    def run(self, tree: lxml_html.HtmlElement) -> Rendering:
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if tag in UNSEEN or not tag or _hidden(element):
                    walk.skip_subtree()
                    self.path.append("")
                    continue
                self._enter(tag, element.text)
            else:
                self._leave(tag)
                if element.tail and element is not tree:
                    self.pieces.append(element.tail)
        self._break()
        return Rendering(tuple(self.lines), tuple(self.containers))

    def _enter(self, tag: str, text: str | None) -> None:
        if tag in ("td", "th"):
            self.pieces.append(" ")
        elif tag not in INLINE:
            self._break()
        self.path.append(tag)
        self.verbatim += tag == "pre"
        if text:
            self.pieces.append(text)

    def _leave(self, tag: str) -> None:
        entered = self.path[-1]
        if entered and tag in ("td", "th"):
            self.pieces.append(" ")
        elif entered and tag not in INLINE:
            self._break()
        self.path.pop()
        self.verbatim -= entered == "pre"

    def _break(self) -> None:
        if not self.pieces:
            return
        raw = "".join(self.pieces).replace("\u00ad", "")
        self.pieces.clear()
        for part in raw.splitlines() if self.verbatim else (raw,):
            line = SPACE.sub(" ", part).strip()
            if line:
                self.lines.append(line)
                self.containers.append("/".join(name for name in self.path if name and name not in INLINE))
