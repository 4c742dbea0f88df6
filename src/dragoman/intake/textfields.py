"""The fields of an article out of its labelled lines: title, byline, date, tags, rights, publisher, dateline, agency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.intake.byline import find_agency, looks_like_byline, parse_byline
from dragoman.intake.dateline import Dateline, find_dateline, is_dateline_alone
from dragoman.intake.dates import date_in
from dragoman.intake.headline import split_headline
from dragoman.intake.leftovers import CREDIT, address_of, mail_head, settle_leftovers
from dragoman.intake.rights import holder, is_rights, masthead
from dragoman.intake.tags import parse_tags

__all__ = ["TextFields", "dateline_above", "read_fields", "says_what_follows", "settle_labels"]

HEAD = 30
"""Title, byline and date stand at most so many lines above the first line of the body …"""
TAIL = 6
"""… or, for byline and date, so many below its last."""
EDGE = 6
"""Lines at the head of a page in which its own address may stand."""
MAX_TITLE_WORDS = 30
MAX_DATE_LINE = 140
PUBLISHED_WORD = re.compile(r"\b(?:first published|published|posted|date)\b", re.IGNORECASE)
TELLING = re.compile(r"\b[a-z]{3,}\b")
MAX_TELLING = 3
"""Small words that a line with the date of publication has at most: with more of them it tells of another day."""
UPDATED_PART = re.compile(r"(?:last )?(?:updated|modified)\b.*?(?=\||;|published|posted|$)", re.IGNORECASE)
NAME_ALONE = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){1,3}")
MIN_PARAGRAPH = 12
TURN = re.compile(r"[A-Z][A-Z .'’-]{2,40}:\s")
MIN_TURNS = 3
SUBJECT = re.compile(r"^subject:\s*(?:(?:re|fwd?)\s*:\s*|\[[^\]]{1,40}\]\s*)*", re.IGNORECASE)
RELEASE = re.compile(r"^(?:for immediate release|press release|media release|news release)\b", re.IGNORECASE)


@dataclass(slots=True)
class TextFields:
    """What the lines of the page say of the article; None or empty where they do not."""

    title: str | None = None
    byline: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    agency: str | None = None
    dateline: str | None = None
    rights: str | None = None
    tags: tuple[str, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)
    """Number of the line that a field was read from."""


def settle_labels(
    lines: Sequence[str], labels: Sequence[str], title_chances: Sequence[float], known_title: str | None = None
) -> list[str]:
    """The classifier's labels with the title settled and corrected where a line can be nothing else.

    Args:
        lines: The page's lines.
        labels: The classifier's label of each.
        title_chances: The classifier's probability that the line is the title.
        known_title: The title where it is known from elsewhere (an option, the page's metadata).
    """
    settled = settle_leftovers(lines, labels)
    _settle_credits(lines, settled)
    _settle_title(lines, settled, title_chances, known_title)
    if "title" not in settled:
        for row, name in mail_head(lines).items():
            if name == "subject" and SUBJECT.sub("", lines[row]):
                settled[row] = "title"
                break
    return settled


def _settle_credits(lines: Sequence[str], labels: list[str]) -> None:
    """Bylines, dates and a statement's dateline about the head of the body, whatever the classifier took them for."""
    first = _first_body(labels)
    for row in range(max(0, first - HEAD), min(len(lines), first + 3)):
        line = lines[row]
        if labels[row] in ("rights", "ad", "credit"):
            continue
        if looks_like_byline(line):
            labels[row] = "byline"
        elif is_dateline_alone(line):
            labels[row] = "dateline"
        elif RELEASE.match(line) and len(line) < 60:
            labels[row] = "widget"
        elif labels[row] == "body" and row == first and _is_name_alone(lines, row):
            labels[row] = "byline"
        elif (
            labels[row] == "body"
            and row < first + 2
            and len(line) < 60
            and date_in(line)
            and not re.search(r"[a-z]{3,}[.!?]$", line)
        ):
            labels[row] = "date"


def _is_name_alone(lines: Sequence[str], row: int) -> bool:
    """A line of two to four names over the first paragraph, which does not speak of them: who wrote it."""
    line = lines[row]
    words = line.split()
    if not 2 <= len(words) <= 4 or row + 1 >= len(lines) or len(lines[row + 1].split()) < MIN_PARAGRAPH:
        return False
    below = " ".join(lines[row + 1 :]).lower()
    return NAME_ALONE.fullmatch(line) is not None and not any(w.lower() in below for w in words if len(w) > 2)


def dateline_above(labels: Sequence[str]) -> int | None:
    """The row of a dateline on a line of its own at the head of the body: below the title, with nothing but byline
    and date between it and the first paragraph; None where there is none.
    """
    for row in range(_first_body(labels) - 1, -1, -1):
        if labels[row] == "dateline":
            return row if _first_body(labels) < len(labels) else None
        if labels[row] not in ("byline", "date"):
            return None
    return None


def _settle_title(lines: Sequence[str], labels: list[str], chances: Sequence[float], known: str | None) -> None:
    first = _first_body(labels)
    for row, label in enumerate(labels):
        if label == "title":
            labels[row] = "navigation" if row < first else "related"
    if known:
        wanted = _folded(known)
        rows = [row for row, line in enumerate(lines) if wanted in (_folded(line), _folded(split_headline(line)[0]))]
        for row in rows:
            labels[row] = "title"
        if rows:
            return
    candidates = [
        row for row in range(max(0, first - HEAD), first) if labels[row] not in NO_TITLE and _may_be_title(lines[row])
    ]
    told = _stems(" ".join(line for line, label in zip(lines, labels, strict=True) if label == "body")[:LEAD])
    weighed = {row: chances[row] + _headline_evidence(lines, labels, row, told) for row in candidates}
    best = max(candidates, key=lambda row: weighed[row], default=None)
    if best is not None and weighed[best] >= MIN_TITLE_CHANCE:
        labels[best] = "title"
    elif (
        not known
        and first < len(lines)
        and labels.count("body") > 1
        and _headline_like(lines[first])
        and _no_prose_above(labels, first)
    ):
        labels[first] = "title"  # a clean article whose first line is its headline
    elif best is not None:
        labels[best] = "title"


NO_TITLE = frozenset({"rights", "ad", "byline", "date", "credit", "dateline", "tags"})
MIN_TITLE_CHANCE = 0.15
LEAD = 1500
"""Characters of the body that its headline sums up."""
STEM = 4
MENU = re.compile(r"\||›|»|\]\s*\[|\s>\s|^(?:live|watch|ad|breaking)\s*:", re.IGNORECASE)


def _headline_evidence(lines: Sequence[str], labels: Sequence[str], row: int, told: set[str]) -> float:
    """What speaks for a line as the headline beside the classifier: it says what the body's beginning says, and
    byline or date follow it; menus, paths and mastheads do neither.
    """
    stems = _stems(lines[row])
    score = len(stems & told) / len(stems) if len(stems) > 1 else 0.0
    if row + 1 < len(lines) and labels[row + 1] in ("byline", "date", "dateline", "credit"):
        score += 0.3
    if MENU.search(lines[row]):
        score -= 0.6
    return score


def says_what_follows(title: str, body: str) -> bool:
    """Whether any word of a title that carries meaning is one of the beginning of the body's prose; true without any."""
    prose = " ".join(line for line in body.split("\n") if len(line.split()) >= MIN_PARAGRAPH)
    return not prose or bool(_stems(title) & _stems(prose[:LEAD]))


def _stems(text: str) -> set[str]:
    """The beginnings of the words that carry meaning, so that `rebuffs` is `rebuffed`."""
    return {w[:STEM].lower() for w in re.findall(r"\w+", text) if len(w) >= STEM or w.isupper()}


def _no_prose_above(labels: Sequence[str], first: int) -> bool:
    return all(label in ("byline", "date", "dateline", "navigation", "caption") for label in labels[:first])


def _may_be_title(line: str) -> bool:
    return 2 <= len(line.split()) <= MAX_TITLE_WORDS and not line.endswith(":")


def _headline_like(line: str) -> bool:
    words = line.split()
    return 2 <= len(words) <= 22 and line[-1] not in ".:;," and find_dateline(line) is None


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _first_body(labels: Sequence[str]) -> int:
    return next((row for row, label in enumerate(labels) if label == "body"), len(labels))


def read_fields(lines: Sequence[str], labels: Sequence[str], text: str) -> TextFields:
    """Fields from lines that `settle_labels` has labelled. `text` is the article's body."""
    fields = TextFields()
    body = [row for row, label in enumerate(labels) if label == "body"]
    first, last = (body[0], body[-1]) if body else (len(lines), len(lines) - 1)
    near = [
        *range(max(0, first - HEAD), min(first + 3, len(lines))),
        *range(last + 1, min(last + 1 + TAIL, len(lines))),
    ]
    titles = [
        (row, split_headline(SUBJECT.sub("", lines[row]))) for row, label in enumerate(labels) if label == "title"
    ]
    _take(fields, "title", ((row, headline) for row, (headline, _) in titles))
    _take(fields, "byline", ((row, parse_byline(lines[row])) for row in _byline_rows(lines, labels, near)))
    _take(fields, "published", ((row, _published(lines[row])) for row in _date_rows(lines, labels, near)))
    edges = [row for row in near if row < min(first, EDGE) or row > last]
    _take(fields, "url", ((row, address_of(lines[row])) for row in edges))
    _take(fields, "rights", ((row, lines[row]) for row in _rights_rows(lines, labels, last)))
    fields.tags = parse_tags(
        [line for line, label in zip(lines, labels, strict=True) if label == "tags"], f"{fields.title or ''}\n{text}"
    )
    _read_datelines(fields, lines, labels, [] if _is_talk(lines, body) else body[:2])
    outlets = [(row, outlet) for row, (_, outlet) in titles[:1] if outlet]
    _take(fields, "publisher", [*outlets, *_publishers(lines, labels, first, last)])
    if fields.agency is None:
        credits = [row for row in near if labels[row] in ("byline", "credit", "author")]
        _take(fields, "agency", ((row, find_agency(lines[row])) for row in credits))
    return fields


def _take(fields: TextFields, name: str, candidates: object) -> None:
    """Sets the field to the first candidate that has a value."""
    for row, value in candidates:  # type: ignore[attr-defined]
        if value:
            setattr(fields, name, value)
            fields.rows[name] = row
            return


def _byline_rows(lines: Sequence[str], labels: Sequence[str], near: Sequence[int]) -> list[int]:
    marked = [row for row in near if labels[row] == "byline"]
    clear = [row for row in marked if looks_like_byline(lines[row])]
    credits = [row for row, label in enumerate(labels) if label == "credit" and CREDIT.match(lines[row])]
    return clear + [row for row in marked if row not in clear] + credits


def _date_rows(lines: Sequence[str], labels: Sequence[str], near: Sequence[int]) -> list[int]:
    rows = [
        row
        for row in near
        if labels[row] not in ("body", "rights", "related", "comment", "caption")
        and len(lines[row]) <= MAX_DATE_LINE
        and (PUBLISHED_WORD.search(lines[row]) or len(TELLING.findall(lines[row])) <= MAX_TELLING)
    ]
    return sorted(
        rows,
        key=lambda row: (
            not PUBLISHED_WORD.search(lines[row]),
            labels[row] not in ("date", "byline", "dateline"),
            near.index(row),
        ),
    )


def _published(line: str) -> str | None:
    return date_in(UPDATED_PART.sub(" ", line)) or date_in(line)


def _read_datelines(fields: TextFields, lines: Sequence[str], labels: Sequence[str], openings: Sequence[int]) -> None:
    found: list[tuple[int, Dateline]] = []
    for row in openings:
        dateline = find_dateline(lines[row])
        if dateline:
            found.append((row, dateline))
    found += [
        (row, alone)
        for row, label in enumerate(labels)
        if label == "dateline" and (alone := is_dateline_alone(lines[row]))
    ]
    for row, dateline in found[:1]:
        fields.dateline, fields.agency = (
            dateline.place,
            dateline.agency and (find_agency(dateline.agency) or dateline.agency),
        )
        if fields.published is None and dateline.day:
            fields.published = dateline.day
            fields.rows["published"] = row


def _is_talk(lines: Sequence[str], body: Sequence[int]) -> bool:
    """Whether several paragraphs begin with a name in capitals and a colon: turns in a transcript, and no datelines."""
    return sum(TURN.match(lines[row]) is not None for row in body) >= MIN_TURNS


def _rights_rows(lines: Sequence[str], labels: Sequence[str], last: int) -> list[int]:
    """Lines that claim rights in the page: those below the body first, since above it a picture's rights stand."""
    rows = [row for row, label in enumerate(labels) if label == "rights" and is_rights(lines[row])]
    return sorted(rows, key=lambda row: (row < last, row))


def _publishers(lines: Sequence[str], labels: Sequence[str], first: int, last: int) -> list[tuple[int, str | None]]:
    claims = [(row, holder(lines[row])) for row in _rights_rows(lines, labels, last)]
    heads = [
        (row, masthead(lines[row]))
        for row in range(min(first, HEAD))
        if ":" not in lines[row] and labels[row] not in NO_TITLE | {"title", "body"}
    ]
    named = [head for head in heads if head[1] and any(_shares_a_word(head[1], claim) for _, claim in claims)]
    return named + claims + heads


def _shares_a_word(name: str, claim: str | None) -> bool:
    """`The Harbour Post` over a page of `Harbour Newspapers Ltd.`: the masthead is the outlet's name."""
    return bool((_stems(name) - {"the"}) & _stems(claim or ""))
