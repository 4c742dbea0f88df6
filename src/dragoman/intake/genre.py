"""What sort of page it is: news unless the page says plainly that it is something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dragoman.datafiles import read_table
from dragoman.model import Genre

__all__ = ["find_genre"]

SPEAKER = re.compile(r"^((?:[A-Z][\w.'’\-]*\s?){1,5}(?:\([^)]{1,40}\))?|Q|A):\s")
CLOCK = re.compile(
    r"^(?:\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?|GMT|BST|ET|EST|EDT|CET|UTC)?|updated at \d{1,2}[:.]\d\d.*)$", re.IGNORECASE
)
MIN_TURNS = 6
TURN_SHARE = 0.4
MIN_CLOCKS = 5


def find_genre(
    title: str | None,
    section: str | None,
    url: str | None,
    lines: Sequence[str],
    labels: Sequence[str],
    declared: Sequence[str] = (),
) -> Genre:
    """The genre by the page's own type (`declared`: schema.org types), title, section, address, and form of its body."""
    cues = read_table("intake/genres")
    for genre in ("liveblog", "opinion"):
        if any(kind in cues[genre]["types"] for kind in declared):
            return _genre(genre)
    heading = (title or "").lower().strip()
    for genre in ("liveblog", "transcript", "statement", "opinion"):
        if any(heading.startswith(start) for start in cues[genre]["title_starts"]):
            return _genre(genre)
        if any(phrase in heading for phrase in cues[genre]["title_phrases"]):
            return _genre(genre)
    if (section or "").lower().strip() in cues["opinion"]["sections"]:
        return "opinion"
    path = (url or "").lower()
    if any(f"/{name}/" in path for name in cues["opinion"]["paths"]):
        return "opinion"
    if any(f"/{name}/" in path for name in cues["liveblog"]["paths"]):
        return "liveblog"
    if any(
        line.lower().startswith(start) for line in lines for start in cues["statement"]["line_starts"] if len(line) < 80
    ):
        return "statement"
    body = [line for line, label in zip(lines, labels, strict=True) if label == "body"]
    if _is_transcript(body):
        return "transcript"
    if (
        sum(
            CLOCK.match(line) is not None
            for line, label in zip(lines, labels, strict=True)
            if label in ("body", "date")
        )
        >= MIN_CLOCKS
    ):
        return "liveblog"
    return "news"


def _genre(name: str) -> Genre:
    genres: dict[str, Genre] = {
        "liveblog": "liveblog",
        "opinion": "opinion",
        "statement": "statement",
        "transcript": "transcript",
    }
    return genres[name]


def _is_transcript(body: Sequence[str]) -> bool:
    """Most paragraphs begin with a speaker's name and a colon, and speakers come back."""
    turns = Counter(match[1].strip() for line in body if (match := SPEAKER.match(line)))
    total = sum(turns.values())
    return (
        total >= MIN_TURNS and total >= TURN_SHARE * len(body) and len(turns) >= 2 and turns.most_common(2)[1][1] >= 2
    )
