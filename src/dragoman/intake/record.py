"""One article of a news database's export: which of its lines are text, and what the others say.

The article's own lines are kept as the page, so that offsets lead back to the export. Databases write a head (labelled
or not), the text, and a tail of labelled lines; where the text begins and ends differs by form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.intake.byline import parse_byline
from dragoman.intake.dateline import place_of
from dragoman.intake.dates import date_in
from dragoman.intake.forms import Form, boundaries
from dragoman.intake.metadata import Metadata
from dragoman.intake.paragraphs import Line, Row, rows_of, whole_lines
from dragoman.intake.rights import holder, is_rights

__all__ = ["Entry", "read_entry"]

SOURCE = "export"
"""Where a field's value was found, as the article's `sources` say it."""
LABELS = {
    "title": "title", "byline": "byline", "date": "date", "dateline": "widget", "rights": "rights", "tags": "tags",
    "body": "widget",
}  # fmt: skip
"""The label of a line by what it says; all others are `widget`, what the database adds."""
WORDS = re.compile(r"[\d,]+ words")
CLOCK = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?(?: [A-Z]{2,4})?")
CODE = re.compile(r"[A-Z0-9]{3,8}")
LANGUAGE = re.compile(r"English|LANGUAGE: English", re.IGNORECASE)
WRITER = re.compile(r"(?:by|from)\s", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S+")
NOBODY = frozenset({"anonymous", "staff", "unknown", "none", "n/a"})
LAST_FIRST = re.compile(r"[A-ZÀ-Þ][^,\d]{1,40}, [A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,2}")
SHARE = re.compile(r"\s*\(\d+%\)")
MOST_HEAD = 40
"""Rows of a head without labels."""


@dataclass(slots=True)
class Entry:
    """An article of an export: its lines with their labels, and its fields."""

    lines: list[Line]
    labels: list[str]
    metadata: Metadata
    dateline: str | None = None
    outlet: str = ""


@dataclass(slots=True)
class _Sorted:
    """Rows of an article by what they say."""

    what: list[str]
    values: dict[str, list[str]] = field(default_factory=dict)

    def put(self, name: str, value: str) -> None:
        if value:
            self.values.setdefault(name, []).append(value)

    def first(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")


def read_entry(page: str, form: Form) -> Entry:
    """The article of an export that `page` holds, which `form` fits."""
    rows = rows_of(page)
    texts = [page[start:end] for start, end, _, _ in rows]
    found = _Sorted(["head"] * len(rows))
    starts = _factiva(texts, found) if form.id == "factiva" else _labelled(rows, texts, form, found)
    _leave_out(texts, found)
    lines, labels = _lines(page, rows, found.what, starts)
    return Entry(lines, labels, _metadata(found), place_of(found.first("dateline")), _outlet(found.first("publisher")))


def _leave_out(texts: Sequence[str], found: _Sorted) -> None:
    """Takes out of the text what the database repeats there: page numbers, the title above a page, the owner's name."""
    title = found.first("title")
    for row, text in enumerate(texts):
        again = found.what[row] == "body" and text == title and found.what[row - 1] in ("furniture", "label")
        if again or boundaries().furniture.fullmatch(text):
            found.what[row] = "furniture"
        elif found.what[row] == "body" and ADDRESS.fullmatch(text):
            _note(found, row, "url", text)
    last = max((row for row, what in enumerate(found.what) if what == "body"), default=0)
    owner = f"{holder(found.first('rights'))} {found.first('publisher')}".lower()
    if found.what[last] == "body" and len(texts[last]) < 60 and texts[last].rstrip(".").lower() in owner:
        found.what[last] = "furniture"


# ---- Factiva without codes: everything by its place about the count of words
def _factiva(texts: Sequence[str], found: _Sorted) -> dict[int, int]:
    count = next(row for row, text in enumerate(texts) if WORDS.fullmatch(text))
    above = [row for row in range(count) if not boundaries().furniture.fullmatch(texts[row])]
    unsigned = [row for row in above if not WRITER.match(texts[row])]
    title = max(unsigned, key=lambda row: (len(texts[row].split()), -row), default=None)
    if title is not None:
        _note(found, title, "title", texts[title])
        for row in above:
            if row > title:
                _note(found, row, "byline", texts[row])
            elif row < title and row == above[0]:
                _note(found, row, "section", texts[row])
    body = _below_count(texts, count, found)
    for row in range(body, len(texts)):
        found.what[row] = "tail" if boundaries().closing.fullmatch(texts[row]) else "body"
    return {}


def _below_count(texts: Sequence[str], count: int, found: _Sorted) -> int:
    """Notes what stands below the count of words; the row at which the text begins."""
    end = min(len(texts), count + MOST_HEAD)
    dated = next((row for row in range(count + 1, min(end, count + 4)) if date_in(texts[row])), None)
    if dated is None:
        return count + 1
    _note(found, dated, "date", texts[dated])
    outlet = dated + 2 if dated + 1 < end and CLOCK.fullmatch(texts[dated + 1]) else dated + 1
    if outlet < end:
        _note(found, outlet, "publisher", texts[outlet])
    last = outlet
    for row in range(outlet + 1, min(end, outlet + 9)):
        if is_rights(texts[row]):
            _note(found, row, "rights", texts[row])
            rest = row + 1
            while rest < end and texts[rest][:1].islower() and len(texts[rest]) < 80:
                found.what[rest] = "rights"
                rest += 1
            return rest
        if LANGUAGE.fullmatch(texts[row]) or (row == outlet + 1 and CODE.fullmatch(texts[row])):
            last = row
    return last + 1


# ---- forms with labels
def _labelled(rows: Sequence[Row], texts: Sequence[str], form: Form, found: _Sorted) -> dict[int, int]:
    """Sorts the rows; gives the rows on which the text stands behind its label, with where it begins."""
    marks = {row: label for row, text in enumerate(texts) if (label := form.label_of(text))}
    starts = dict[int, int]()
    body = next((row for row, label in marks.items() if form.labels[label[0]] == "body"), None)
    first_mark = min((row for row, label in marks.items() if label[0] != "SHOW"), default=len(rows))
    if body is None:
        body = _body_without_label(rows, marks, form)
    tail = next(
        (row for row, label in marks.items() if row > body and form.labels[label[0]] in ("tail", "tags", "url", "title")),
        len(rows),
    )  # fmt: skip
    what, name = "head", ""
    for row, text in enumerate(texts):
        if row in marks and (row <= body or row >= tail or form.labels[marks[row][0]] == "body"):
            name, at = marks[row]
            what, value = form.labels[name], text[at:].strip()
            found.what[row] = what
            if what != "body":
                found.put(what, value)
            elif value:
                starts[row] = len(text) - len(value)
            else:
                found.what[row] = "label"
        elif body <= row < tail:
            found.what[row] = what = "body"
        elif row < first_mark:
            continue
        elif rows[row][3] and what not in ("tags",) and form.id != "factiva-codes" and _valued(found, what):
            found.what[row], what = "head" if row < body else "tail", "tail"
        else:
            found.what[row] = what
            _extend(found, what, text)
    _head(rows, texts, first_mark, body, form, found)
    return starts


def _valued(found: _Sorted, what: str) -> bool:
    return what not in ("title", "byline", "date", "publisher", "rights") or bool(found.values.get(what))


def _extend(found: _Sorted, what: str, text: str) -> None:
    """A row that goes on with the value above it."""
    if what in found.values:
        found.values[what][-1] += f" {text}"
    else:
        found.put(what, text)


def _body_without_label(rows: Sequence[Row], marks: dict[int, tuple[str, int]], form: Form) -> int:
    """The row at which the text begins where no label says so: the first paragraph below the count of words and the
    labels that follow it."""
    counted = False
    for row in range(len(rows)):
        if row in marks:
            if form.labels[marks[row][0]] == "tail" and counted:
                return row
            counted = counted or marks[row][0].lower() == "length"
        elif counted and rows[row][3]:
            return row
    return len(rows)


def _head(rows: Sequence[Row], texts: Sequence[str], first_mark: int, body: int, form: Form, found: _Sorted) -> None:
    """Outlet, date, title and rights where they stand without labels, above the first one."""
    marks = boundaries()
    plain = [
        row for row in range(min(first_mark, body))
        if found.what[row] == "head" and not marks.furniture.fullmatch(texts[row])
    ]  # fmt: skip
    dates = [row for row in plain if not is_rights(texts[row]) and _is_date(texts[row])]
    dated = None if not dates else dates[-1] if _is_new(texts) else dates[0]
    for row in [*plain, *range(body, len(rows))]:
        if found.what[row] != "body" and is_rights(texts[row]):
            _note(found, row, "rights", texts[row])
    plain = [row for row in plain if found.what[row] == "head"]
    if form.id == "proquest":
        for row in plain[:1]:
            _note(found, row, "title", texts[row])
        return
    if dated is None:
        return
    _note(found, dated, "date", texts[dated])
    above = [row for row in plain if row < dated]
    below = [row for row in plain if row > dated]
    title = _paragraph(rows, below, last=True) if form.alone and not _is_new(texts) else []
    if len(above) > 1 and not title and not found.values.get("title"):
        title = above[-2:-1] if above[-1] == above[-2] + 1 else []
    if above:
        _note(found, above[-1], "publisher", texts[above[-1]])
    if title and not found.values.get("title"):
        for row in title:
            found.what[row] = "title"
        found.put("title", " ".join(texts[row] for row in title))


def _is_new(texts: Sequence[str]) -> bool:
    """Nexis as it is since 2018: title, outlet, date, and the text below a line `Body`."""
    return "Body" in texts


def _paragraph(rows: Sequence[Row], among: Sequence[int], *, last: bool) -> list[int]:
    """The last paragraph among these rows that is not set in the middle of the page, as editions and places are."""
    paragraphs = list[list[int]]()
    for row in among:
        if paragraphs and not rows[row][3] and paragraphs[-1][-1] == row - 1:
            paragraphs[-1].append(row)
        else:
            paragraphs.append([row])
    flush = [paragraph for paragraph in paragraphs if rows[paragraph[0]][2] < CENTRED]
    return flush[-1] if flush and last else []


CENTRED = 8
"""Columns of indent from which a line is set in the middle."""


def _is_date(text: str) -> bool:
    return len(text) < 90 and date_in(text) is not None


def _note(found: _Sorted, row: int, what: str, value: str) -> None:
    found.what[row] = what
    found.put(what, value)


# ---- lines and fields
def _lines(page: str, rows: Sequence[Row], what: Sequence[str], starts: dict[int, int]) -> tuple[list[Line], list[str]]:
    """Rows as labelled lines; paragraphs of the text that were wrapped are made whole."""
    lines, labels = list[Line](), list[str]()
    row = 0
    while row < len(rows):
        start, end = rows[row][:2]
        if what[row] == "body":
            last = row
            while last + 1 < len(rows) and what[last + 1] == "body" and last + 1 not in starts:
                last += 1
            begin = start + starts.get(row, 0)
            if row in starts:
                lines.append(Line(((start, begin),), page[start:begin].strip()))
                labels.append("widget")
            else:
                begin -= rows[row][2]
            paragraphs = whole_lines(page[begin : rows[last][1]], begin)
            lines += paragraphs
            labels += ["body"] * len(paragraphs)
            row = last + 1
            continue
        lines.append(Line(((start, end),), page[start:end]))
        labels.append(LABELS.get(what[row], "widget"))
        row += 1
    return lines, labels


def _metadata(found: _Sorted) -> Metadata:
    known = Metadata()
    known.add("title", found.first("title").rstrip(";"), SOURCE)
    known.add("byline", _turned(found.first("byline")) or _writers(found.first("byline")), SOURCE)
    known.add("published", date_in(found.first("date")), SOURCE)
    known.add("publisher", _outlet(found.first("publisher")), SOURCE)
    known.add("section", found.first("section"), SOURCE)
    known.add("rights", found.first("rights"), SOURCE)
    known.add("url", next(iter(found.first("url").split()), None), SOURCE)
    for tag in re.split(r"\s*[;,]\s+", SHARE.sub("", found.first("tags"))):
        known.add("tags", tag.strip(" ;"), SOURCE)
    return known


def _turned(text: str) -> str | None:
    """`Ebei, Nora; Dahl, Ove` turned about; None where names do not stand so."""
    parts = [part.strip(" .") for part in text.split(";") if part.strip(" .")]
    if not parts or WRITER.match(text) or not all(LAST_FIRST.fullmatch(part) for part in parts):
        return None
    names = [" ".join(reversed(part.split(", ", 1))) for part in parts]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _writers(text: str) -> str | None:
    """The names in a byline that may lack its `By`."""
    first = text.split(";")[0].strip()
    if not first or first.rstrip(".").lower() in NOBODY:
        return None
    return parse_byline(_cased(first if WRITER.match(first) else f"By {first}")) or WRITER.sub("", first) or None


def _cased(text: str) -> str:
    """NORA EBEI is Nora Ebei where all names are written so."""
    words = [word for word in re.findall(r"[^\W\d_]{2,}", text) if word.lower() not in ("by", "and", "from")]
    if not all(word.isupper() for word in words):
        return text
    return re.sub(r"[^\W\d_]{2,}", lambda word: word[0].capitalize() if word[0].isupper() else word[0], text)


def _outlet(text: str) -> str:
    """An outlet without edition and place: `Harbour Post, Late Edition; Lodwar` is the Harbour Post."""
    return re.sub(r",[^,]*\bedition\b.*$|\s+--\s+\w+$", "", text.split(";")[0], flags=re.IGNORECASE).strip()
