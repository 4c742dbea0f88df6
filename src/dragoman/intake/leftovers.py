"""Lines that an agency, a site or a mail program adds to an article, known by what they say (`data/intake/leftovers.toml`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dragoman.datafiles import read_table, read_words
from dragoman.intake.byline import agency_names
from dragoman.intake.dates import date_in
from dragoman.intake.rights import is_rights

__all__ = ["CREDIT", "address_of", "mail_head", "settle_leftovers"]

LONGEST = 600
PLACEHOLDER = re.compile(r"^(?:\{+[\w:. %-]{2,40}\}+|\[(?:ad|advert|advertisement|ads?[-_ :]\w+)\]|%%[\w.-]+%%|<!--.*-->|<\w[^>]*>)$", re.IGNORECASE)  # fmt: skip
CREDIT = re.compile(r"^\(?(?:additional )?reporting by [A-Z].{3,200}\)?\.?$", re.IGNORECASE)
DUTY = re.compile(
    r"^[(\[]?\s*(?:(?:additional|with|additional )?\s*(?:reporting|writing|editing|translation|research|graphics)|compiled|written|edited|"
    r"translated|reported)\b(?:(?:,| and|;| &|/)\s*(?:additional\s+)?(?:writing|reporting|editing|translated|edited))*\s+(?:by|from|in)\s+[A-Z]",
    re.IGNORECASE,
)
CONTRIBUTED = re.compile(
    r"[A-Z].{2,200}\bcontributed (?:(?:additional )?reporting\b.{0,80}|to this (?:report|story|article|dispatch)\b.{0,40})"
)
TAG_LINE = re.compile(
    r"^(?:Tags?|TAGS?|Tagged(?: with)?|Filed under|Related topics|Topics|Keywords|Labels)\b(?::|\s+(?=[A-Z#])|$)"
)
LINK_LINE = re.compile(
    r"^[\[(»›•]*\s*(?:read (?:more|also|next)|also read|see (?:more|also)|related(?: stor(?:y|ies)| articles?)?|more on this"
    r"|don['’]t miss|watch(?: (?:live|now|more))?|in pictures|click here)\s*(?:[:|>»-]|$)",
    re.IGNORECASE,
)
STAMP = re.compile(
    r"^[\W]*(?:(?:first|last|originally) )?(?:updated?|published|posted|modified|revised|filed)\b", re.IGNORECASE
)
TELLING = re.compile(r"\b[a-z]{4,}\b")
MAX_STAMP = 120
MAX_STAMP_WORDS = 4
ADDRESS = re.compile(
    r"\W{0,2}(?:(?:url|link|source|original|original article|article|retrieved from|available at|web address|permalink|from)\s*:?\s*)?"
    r"<?(?P<address>https?://[^\s<>]+)>?",
    re.IGNORECASE,
)
HEADER = re.compile(
    r"^(?P<name>from|to|cc|bcc|subject|sent|date|reply-to|message-id|mime-version|content-[\w-]+|x-[\w-]+|return-path|received"
    r"|delivered-to|importance|priority|attachments?|list-[\w-]+|organi[sz]ation|sender)\s*:(?:\s|$)",
    re.IGNORECASE,
)
MIN_HEADERS = 3
HEADER_GAP = 1
"""Other lines between headers: addresses that go on below."""


def settle_leftovers(lines: Sequence[str], labels: Sequence[str]) -> list[str]:
    """The labels with those corrected of lines that can be nothing but what was added to an article."""
    settled = list(labels)
    for row, line in enumerate(lines):
        if line[0] in "{[%<" and PLACEHOLDER.match(line):
            settled[row] = "ad"
        elif "eporting by" in line and CREDIT.match(line) and _is_credit(line):
            settled[row] = "credit"
        elif len(line) < 250 and LINK_LINE.match(line):
            settled[row] = "related"
        elif len(line) < 250 and line[-1] not in ".!?" and TAG_LINE.match(line):
            settled[row] = "tags"
        elif is_rights(line) and (settled[row] != "body" or len(line) < 200):
            settled[row] = "rights"
        elif settled[row] == "body":
            settled[row] = _label(line)
    for row, name in mail_head(lines).items():
        settled[row] = "date" if name in ("date", "sent") else "navigation"
    for row in range(len(lines) - 1, -1, -1):
        if settled[row] == "body":
            if not address_of(lines[row]):
                break
            settled[row] = "share"
    return settled


def address_of(line: str) -> str | None:
    """The address that a line gives and nothing else, perhaps after `URL:`; None where it gives none."""
    match = ADDRESS.fullmatch(line)
    return match["address"].rstrip(".,;)") if match else None


def _label(line: str) -> str:
    """The label of a line that was taken for text."""
    if len(line) > LONGEST:
        return "body"
    if _is_credit(line):
        return "credit"
    if len(line) <= MAX_STAMP and STAMP.match(line) and date_in(line) and len(TELLING.findall(line)) <= MAX_STAMP_WORDS:
        return "date"
    lowered = line.lower().replace("'", "’")
    return next((label for label, expression in _expressions() if expression.fullmatch(lowered)), "body")


def _is_credit(line: str) -> bool:
    if line.strip(" ().") in _signs():
        return True
    if CONTRIBUTED.fullmatch(line):
        return True
    return DUTY.match(line) is not None and read_words("intake/duty_words").issuperset(
        re.findall(r"(?<![\w'’-])[a-z]+", line)
    )


@cache
def _signs() -> frozenset[str]:
    """What agencies sign with below a report: short forms in capitals, and Reuters."""
    return frozenset(name.upper() for name in agency_names() if len(name) <= 5 and " " not in name) | {"Reuters", "dpa"}


@cache
def _expressions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (label, re.compile("|".join(f"(?:{line})" for line in section["lines"])))
        for label, section in read_table("intake/leftovers").items()
    )


def mail_head(lines: Sequence[str]) -> dict[int, str]:
    """The rows of a message's head within a page, by the name of the field: `from`, `subject`, `date` …"""
    found = dict[int, str]()
    run = dict[int, str]()
    last = -1
    for row, line in enumerate(lines):
        header = HEADER.match(line)
        if header and (not run or row - last <= 1 + HEADER_GAP):
            run[row] = header["name"].lower()
            last = row
        elif header or (run and row - last > HEADER_GAP):
            found.update(_head(run))
            run = {row: header["name"].lower()} if header else {}
            last = row if header else -1
    found.update(_head(run))
    return found


def _head(run: dict[int, str]) -> dict[int, str]:
    names = set(run.values())
    return run if len(names) >= MIN_HEADERS and names & {"from", "subject"} and names & {"to", "date", "sent"} else {}
