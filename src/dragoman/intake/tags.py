"""Tag lines: `Tags: a, b` and, harder, `Tags Donald Duck North Korea peace talks` with nothing between the tags."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["parse_tags"]

PREFIX = re.compile(
    r"^\s*(?:related topics|related tags|topics in this article|in this article|more on|filed under|tagged(?: with| as)?"
    r"|posted in|categories|category|keywords|labels|topics|tags|tag|explore)\b\s*[:|]?\s*",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s*[,;|•·/]\s*|\s{2,}|\t+")
MAX_TAG_WORDS = 6
MAX_TAGS = 40


def parse_tags(lines: Sequence[str], text: str) -> tuple[str, ...]:
    """The tags of the lines labelled as such, in order, each once. `text` is the article, which helps to part them."""
    found: list[str] = []
    for line in lines:
        prefix = PREFIX.match(line)
        rest = line[prefix.end() :].strip() if prefix else line.strip()
        if not rest:
            continue
        if "#" in rest:
            found += re.findall(r"#(\w+)", rest)
        elif SEPARATOR.search(rest):
            found += SEPARATOR.split(rest)
        elif prefix:
            found += _split_run(rest.split(), text)
        elif len(rest.split()) <= MAX_TAG_WORDS:
            found.append(rest)
    seen: dict[str, str] = {}
    for tag in found:
        tag = tag.strip(" .#\"'")
        if tag and len(tag.split()) <= MAX_TAG_WORDS:
            seen.setdefault(tag.lower(), tag)
    return tuple(seen.values())[:MAX_TAGS]


def _split_run(words: Sequence[str], text: str) -> list[str]:
    """Parts words that nothing separates: phrases that the article uses stay together, the rest parts where case
    changes, and names in pairs."""
    lowered = " ".join(re.findall(r"\w+", text.lower()))
    tags: list[str] = []
    loose: list[str] = []
    position = 0
    while position < len(words):
        length = _phrase_length(words, position, lowered)
        if length:
            tags += _pairs(loose)
            loose = []
            tags.append(" ".join(words[position : position + length]))
            position += length
        else:
            loose.append(words[position])
            position += 1
    return tags + _pairs(loose)


def _phrase_length(words: Sequence[str], position: int, lowered: str) -> int:
    """Words from `position` on that the article uses together; 0 where it does not."""
    for length in range(min(4, len(words) - position), 1, -1):
        phrase = words[position : position + length]
        if len({word[:1].isupper() for word in phrase}) > 1:
            continue
        folded = " ".join(re.findall(r"\w+", " ".join(phrase).lower()))
        if f" {folded} " in f" {lowered} ":
            return length
    return 0


def _pairs(words: Sequence[str]) -> list[str]:
    runs: list[list[str]] = []
    for word in words:
        same_case = runs and runs[-1][-1][:1].isupper() == word[:1].isupper()
        if runs and same_case and (word[:1].islower() or len(runs[-1]) < 2):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [" ".join(run) for run in runs]
