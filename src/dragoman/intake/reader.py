"""A page becomes an Article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import PageError, UsageError
from dragoman.intake.byline import find_agency, parse_byline
from dragoman.intake.classifier import LABELS, body_lines, label_probabilities
from dragoman.intake.dates import iso_moment
from dragoman.intake.decode import decode, is_html
from dragoman.intake.english import is_english
from dragoman.intake.exports import several_articles
from dragoman.intake.extraction import extracted_text, kept_shares
from dragoman.intake.forms import Form, form_of
from dragoman.intake.genre import find_genre
from dragoman.intake.head import HEAD_LABELS, read_head
from dragoman.intake.headline import parts_of, split_headline
from dragoman.intake.leftovers import settle_leftovers
from dragoman.intake.metadata import Metadata, day_in_address, read_metadata
from dragoman.intake.page import Page
from dragoman.intake.paragraphs import Line, assemble, logical_lines
from dragoman.intake.record import read_entry
from dragoman.intake.rendering import parse_html, render
from dragoman.intake.rights import masthead
from dragoman.intake.textfields import (
    TextFields,
    dateline_above,
    read_fields,
    says_what_follows,
    settle_labels,
)
from dragoman.intake.walls import check_wall
from dragoman.model import Article, FieldSource, LabelledLine

__all__ = ["body_of", "page_text", "read_page"]

Floats = NDArray[np.float32]
PublishedFrom = Literal["option", "metadata", "text", "unknown"]

EXTRACTION_WEIGHT = 5.0
"""Nats by which a line that trafilatura kept (or dropped) is likelier (or less likely) to be body."""
EXTRACTION_BIAS = 1.0
FAVOURS = (0.0, 2.0, 4.0)
"""Nats by which body is favoured, in turn, until enough is found: an article of one paragraph is easily missed."""
ENOUGH_WORDS = 25
TINY_PAGE = 3
"""A page of so few lines has no furniture: what is given is the text."""
MAX_LINES = 20_000
MIN_HEADLINE = 4
"""Words of a line that a title's part must have to be taken for the headline."""
NO_TEXT = re.compile(r"(?:none|not) available\.?|\W*", re.IGNORECASE)
"""What an export says where it may not give the text."""


@dataclass(slots=True)
class _Sheet:
    """A page taken apart: its text, lines and labels, and what it says of itself."""

    text: str
    lines: list[Line]
    labels: list[str]
    metadata: Metadata
    html: bool
    dateline: str | None = None
    """Place that a field of its own gives."""
    wire: str = ""
    """Outlet of an export's article, which may be an agency."""

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]


def read_page(
    page: Page,
    *,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Article:
    """Reads the article out of a page of HTML or text.

    Args:
        page: The page as it was given.
        published: ISO day or time of publication, where the caller knows it; goes before what the page says.
        title: Title, where the caller knows it.
        publisher: Outlet, where the caller knows it.
        url: Address, where the caller knows it.

    Returns:
        The article. `text` is the body, paragraphs joined by one newline; `offsets` lead from it to `page_text(page)`.

    Raises:
        PageError: The page is `empty`, `binary`, `too-large`, `not-english`, a `login-wall`, or has `no-article`.
        UsageError: `published` is no date.
    """
    if published is not None and iso_moment(published) is None:
        raise UsageError(f"published: {published!r} is no date; give it as YYYY-MM-DD")
    given = _table_title(page, publisher, url)
    sheet = _take_apart(page, title or given)
    text, offsets = assemble(_body(sheet))
    check_wall(page.origin, text, sheet.text)
    if not text:
        raise PageError("no-article", f"{page.origin}: no article found among the {len(sheet.lines)} lines of the page")
    if not is_english(text):
        raise PageError("not-english", f"{page.origin}: the text is not in English")
    fields = read_fields(sheet.texts, sheet.labels, text)
    choices = _Choices(sheet, fields, page, given)
    address = choices.choose("url", url or page.url, None if sheet.html else fields.url)
    found_title = choices.choose("title", title, fields.title)
    section = choices.choose("section", None)
    byline = choices.choose("byline", None, fields.byline)
    day = choices.choose("published", published and iso_moment(published), fields.published or day_in_address(address))
    return Article(
        id=page.id,
        url=address,
        title=found_title,
        publisher=choices.choose("publisher", publisher, fields.publisher) or _host(address),
        agency=fields.agency or find_agency(byline or "") or find_agency(sheet.wire),
        byline=_clean_byline(byline),
        section=section,
        genre=find_genre(found_title, section, address, sheet.texts, sheet.labels, sheet.metadata.types),
        published=day,
        published_from=_origin_of_date(choices.sources),
        language="en",
        tags=sheet.metadata.tags() or fields.tags,
        rights=choices.choose("rights", None, fields.rights),
        dateline=sheet.dateline or fields.dateline,
        text=text,
        origin=page.origin,
        sources=tuple(choices.sources),
        lines=tuple(
            LabelledLine(label=label, text=line.text, start=line.start, end=line.end)
            for line, label in zip(sheet.lines, sheet.labels, strict=True)
        ),
        offsets=offsets,
    )


def _table_title(page: Page, publisher: str | None, url: str | None) -> str | None:
    """The title that a table's row gives, without the outlet that search engines and readers of feeds hang on it."""
    known = [name for name in (publisher or page.publisher, _host(url or page.url)) if name]
    return split_headline(page.title, known)[0] if page.title else None


def page_text(page: Page) -> str:
    """The text that `offsets` and `lines` count in: of HTML intake's rendering, else the decoded text.

    Raises:
        PageError: As `read_page`, for pages that are no text.
    """
    source = decode(page)
    if is_html(page, source):
        tree = parse_html(source)
        return "" if tree is None else render(tree).text
    return source


def body_of(page: Page) -> str:
    """The body of a page in any language; empty where there is none. For measuring.

    Raises:
        PageError: `empty`, `binary` or `too-large`.
    """
    sheet = _take_apart(page, None)
    return assemble(_body(sheet))[0]


def _body(sheet: _Sheet) -> list[Line]:
    """The lines of the body, with a dateline on a line of its own at its head, which belongs to it."""
    opening = dateline_above(sheet.labels)
    return [
        line
        for row, (line, label) in enumerate(zip(sheet.lines, sheet.labels, strict=True))
        if label == "body" or row == opening
    ]


def _take_apart(page: Page, title: str | None) -> _Sheet:
    source = decode(page)
    if is_html(page, source):
        return _html_sheet(page, source, title)
    form = form_of([line.strip() for line in source.split("\n")])
    if form is not None:
        return _entry_sheet(page, source, form)
    lines = logical_lines(source)
    _check_count(page, lines)
    texts = [line.text for line in lines]
    head, metadata = read_head(texts)
    best = metadata.best("title")
    others = [row for row in range(len(texts)) if row not in head and not lines[row].running]
    found = _labels([texts[row] for row in others], None, title or (best.value if best else None))
    labels = [HEAD_LABELS.get(head.get(row, ""), "navigation") for row in range(len(texts))]
    for row, label in zip(others, found, strict=True):
        labels[row] = label
    return _Sheet(source, lines, labels, metadata, False)


def _entry_sheet(page: Page, source: str, form: Form) -> _Sheet:
    """An article of a news database's export, which says itself what its lines are."""
    if several_articles(source):
        raise PageError("several-articles", f"{page.origin}: an export of {form.name} with several articles; give it as a file, and each is read")  # fmt: skip
    entry = read_entry(source, form)
    _check_count(page, entry.lines)
    texts = [line.text for line in entry.lines]
    settled = settle_leftovers(texts, entry.labels)
    labels = [new if old == "body" else old for old, new in zip(entry.labels, settled, strict=True)]
    if not any(label == "body" and not NO_TEXT.fullmatch(text) for text, label in zip(texts, labels, strict=True)):
        raise PageError("no-article", f"{page.origin}: the {form.name} export describes this article and does not hold its text")  # fmt: skip
    return _Sheet(source, entry.lines, labels, entry.metadata, False, entry.dateline, entry.outlet)


def _html_sheet(page: Page, source: str, title: str | None) -> _Sheet:
    tree = parse_html(source)
    if tree is None:
        raise PageError("empty", f"{page.origin}: the HTML holds nothing to read")
    rendering = render(tree)
    metadata = read_metadata(tree, page.url)
    lines: list[Line] = []
    position = 0
    for line in rendering.lines:
        lines.append(Line(((position, position + len(line)),), line))
        position += len(line) + 1
    _check_count(page, lines)
    extracted = extracted_text(tree)
    shares = kept_shares(rendering.lines, extracted)
    _name_as_on_page(metadata, rendering.lines)
    while (best := metadata.best("title")) and masthead(best.value) and not says_what_follows(best.value, extracted):
        if not metadata.best("publisher"):
            metadata.add("publisher", best.value, best.source)
        metadata.replace_title(best.value)
    labels = _labels(rendering.lines, shares, title or (best.value if best else None))
    return _Sheet(rendering.text, lines, labels, metadata, True)


def _name_as_on_page(metadata: Metadata, lines: Sequence[str]) -> None:
    """A title of which a part is a line of the page is that line: `Outlet: Headline` over a page with the headline."""
    best = metadata.best("title")
    if best and best.value not in lines:
        part = next(
            (part for part in parts_of(best.value) if part in lines and len(part.split()) >= MIN_HEADLINE), None
        )
        if part:
            metadata.replace_title(best.value, part)


def _check_count(page: Page, lines: Sequence[Line]) -> None:
    if len(lines) > MAX_LINES:
        raise PageError("too-large", f"{page.origin}: {len(lines)} lines are too many for a page (at most {MAX_LINES})")


def _labels(lines: Sequence[str], kept: Sequence[float] | None, title: str | None) -> list[str]:
    """Labels of a page's lines; `kept` is the share of each that the HTML extractor kept."""
    if not lines:
        return []
    chances = label_probabilities(lines)
    odds = np.zeros(len(lines), dtype=np.float64)
    if kept is not None and any(kept):
        odds += EXTRACTION_WEIGHT * (2 * np.asarray(kept) - 1) + EXTRACTION_BIAS
    inside = _likeliest_body(lines, chances[:, LABELS.index("body")], odds)
    others = chances.copy()
    others[:, LABELS.index("body")] = 0
    labels = ["body" if body else LABELS[best] for body, best in zip(inside, others.argmax(axis=1), strict=True)]
    settled = settle_labels(lines, labels, chances[:, LABELS.index("title")].tolist(), title)
    if "body" not in settled and len(lines) <= TINY_PAGE:
        settled = [
            "body" if re.search(r"[^\W\d_]", line) else label for line, label in zip(lines, settled, strict=True)
        ]
    return settled


def _likeliest_body(lines: Sequence[str], chance: Floats, evidence: NDArray[np.float64]) -> list[bool]:
    """Body lines; where none or next to none is found, those that would be the first to be taken for body."""
    best: list[bool] = []
    for favour in FAVOURS:
        inside = body_lines(chance, evidence + favour)
        best = best if any(best) else inside
        if sum(len(line.split()) for line, body in zip(lines, inside, strict=True) if body) >= ENOUGH_WORDS:
            return inside
    return best


class _Choices:
    """Picks each field from option, table, metadata and text in that order, and notes where it came from."""

    def __init__(self, sheet: _Sheet, fields: TextFields, page: Page, title: str | None) -> None:
        self.metadata = sheet.metadata
        self.row = {"title": title, "published": page.published, "publisher": page.publisher}
        self.sources: list[FieldSource] = []
        if fields.agency:
            self._note("agency", fields.agency, "text")
        if fields.dateline:
            self._note("dateline", fields.dateline, "text")

    def _note(self, name: str, value: str, source: str) -> None:
        self.sources.append(FieldSource(field=name, value=value, source=source))

    def choose(self, name: str, option: str | None, from_text: str | None = None) -> str | None:
        """The value of the first source that has one; all values that were found are kept in `sources`, the chosen first."""
        best = self.metadata.best(name)
        found = [(option, "option"), (self.row.get(name), "table")]
        found += [(best.value if best else None, best.source if best else ""), (from_text, "text")]
        found += [(other.value, other.source) for other in self.metadata.candidates.get(name, []) if other != best]
        values = [(value, source) for value, source in found if value]
        for value, source in dict.fromkeys(values):
            self._note(name, value, source)
        return values[0][0] if values else None


def _origin_of_date(sources: Sequence[FieldSource]) -> PublishedFrom:
    first = next((source.source for source in sources if source.field == "published"), None)
    if first is None:
        return "unknown"
    return "option" if first == "option" else "text" if first == "text" else "metadata"


MORE_THAN_NAMES = re.compile(r"\d|@|\bFollow\b|\s[-–—]$|,\s[A-Z][A-Z ]+$|^(?i:by)\b")


def _clean_byline(byline: str | None) -> str | None:
    """Metadata often keeps the `By`, the role, the outlet or the time; names alone are wanted, where there are names."""
    if byline and MORE_THAN_NAMES.search(byline):
        return parse_byline(byline) or re.sub(r"^by\b[\s:]*", "", byline, flags=re.IGNORECASE) or None
    return byline


def _host(address: str | None) -> str | None:
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
