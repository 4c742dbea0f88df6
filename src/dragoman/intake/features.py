"""What a line of a page looks like, as numbers: its shape, its words, its cues, and the lines around it.

Everything is counted for the whole page at once: characters through one table look-up over code points, cue
phrases through one Aho-Corasick pass, context through running sums. No number depends on the language model or on
anything outside the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import ahocorasick
import numpy as np
from numpy.typing import NDArray

from dragoman.datafiles import read_table, read_words

__all__ = ["CUES", "FEATURE_NAMES", "function_words", "line_features", "main_block"]

Floats = NDArray[np.float32]

CUES = (
    "share", "navigation", "cookie", "ad", "newsletter", "paywall", "related", "comment", "caption",
    "byline", "date", "tags", "rights", "author", "widget",
)  # fmt: skip
"""Sections of `data/intake/cues.toml`, in the order of the features."""

FENCES = ("related", "comment", "newsletter", "tags", "rights", "author")
"""Cues whose distance is a feature: what stands after such a line is seldom the article."""

# classes of code points
LOWER, UPPER, DIGIT, SPACE, COMMA, STOP, QUOTE, BAR, SLASH, AT, OPEN, SYMBOL, OTHER = range(13)
TABLE_SIZE = 0x3000
PROSE_WORDS = 9
"""A line of prose has at least so many words."""
END_PUNCTUATION = frozenset(".!?…")
CLOSERS = "\"'”’)]»"
DATE_LIKE = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?[ -])?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[ -]"
    r"(?:\d{1,2}(?:st|nd|rd|th)?,? ?)?(?:19|20)\d\d|\b(?:19|20)\d\d-\d\d-\d\d|\b\d{1,2}[/.]\d{1,2}[/.](?:\d\d)?\d\d\b"
    r"|\b\d{1,2}[:.]\d\d ?(?:[ap]\.?m\b|gmt|et\b|est\b|utc)",
    re.IGNORECASE,
)
BY_NAME = re.compile(r"^\s*(?:by|written by|posted by|from)\b[: ]", re.IGNORECASE)
BY_INITIALS = frozenset("bBwWpPfF")
LABEL_START = re.compile(r"^[A-Z][\w' ]{1,18}:\s")
LIST_MARK = re.compile(r"^(?:[•·\-–*▪■►»>]|\(?\d{1,3}[.)])\s")
HANDLE = re.compile(r"(?:^|\s)[@#]\w|https?://|www\.|\w@\w+\.\w")
WORD = re.compile(r"\w+")


def _table() -> NDArray[np.uint8]:
    table = np.full(TABLE_SIZE, OTHER, dtype=np.uint8)
    for code in range(TABLE_SIZE):
        letter = chr(code)
        if letter.isspace():
            table[code] = SPACE
        elif letter.isdigit():
            table[code] = DIGIT
        elif letter.isupper():
            table[code] = UPPER
        elif letter.isalpha():
            table[code] = LOWER
        else:
            table[code] = SYMBOL
    for kind, letters in (
        (COMMA, ",;:"), (STOP, ".!?…"), (QUOTE, "\"'“”‘’«»"), (BAR, "|•·›→↓↴"), (SLASH, "/\\"), (AT, "@#©"), (OPEN, "()[]{}"),
    ):  # fmt: skip
        for letter in letters:
            table[ord(letter)] = kind
    return table


@lru_cache(maxsize=1)
def _classes() -> NDArray[np.uint8]:
    return _table()


def function_words() -> frozenset[str]:
    """English function words, lower case."""
    return read_words("intake/function_words")


@lru_cache(maxsize=1)
def _cues() -> tuple[dict[str, list[int]], ahocorasick.Automaton]:
    """Whole-line cues by text, and an automaton for the others; both give positions in `CUES`."""
    data = read_table("intake/cues")
    whole: dict[str, list[int]] = {}
    within: dict[str, list[int]] = {}
    for number, cue in enumerate(CUES):
        for phrase in data[cue]["whole"]:
            whole.setdefault(phrase, []).append(number)
        for phrase in data[cue]["within"]:
            within.setdefault(phrase, []).append(number)
    automaton = ahocorasick.Automaton()
    for phrase, numbers in within.items():
        automaton.add_word(phrase, (len(phrase), phrase[0].isalnum(), phrase[-1].isalnum(), numbers))
    automaton.make_automaton()
    return whole, automaton


LOCAL_NAMES = (
    "characters", "words", "word_length", "lower", "upper", "digit", "commas", "stops", "quotes", "bars", "slashes",
    "handles", "brackets", "symbols", "function_words", "capitalised", "all_capitals", "inner_stops",
    "ends_stop", "ends_question", "ends_quote", "ends_colon", "ends_ellipsis", "starts_lower", "starts_digit",
    "starts_quote", "list_mark", "date_like", "by_name", "label_start", "link_like", "second_person", "first_person",
    "copies", "prose", "one_word", "few_words", "no_letters",
)  # fmt: skip
SECOND_PERSON = frozenset("you your yours you're you'll".split())
FIRST_PERSON = frozenset("i my me we our us i'm".split())


def _local(lines: Sequence[str]) -> Floats:
    """Features of each line by itself, without cues: (lines, len(LOCAL_NAMES))."""
    joined = "\n".join(lines)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = np.where(codes < TABLE_SIZE, _classes()[np.minimum(codes, TABLE_SIZE - 1)], OTHER)
    lengths = np.fromiter(map(len, lines), dtype=np.int64, count=len(lines))
    starts = np.concatenate(([0], np.cumsum(lengths + 1)[:-1]))

    def per_line(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
        sums = np.concatenate(([0], np.cumsum(mask)))
        return np.asarray(sums[starts + lengths] - sums[starts], dtype=np.float64)

    before = np.concatenate(([SPACE], kinds[:-1]))
    after = np.concatenate((kinds[1:], [SPACE]))
    counts = {kind: per_line(kinds == kind) for kind in range(13)}
    size = np.maximum(lengths, 1).astype(np.float64)
    words = np.maximum(counts[SPACE] + 1, 1)
    letters = np.maximum(counts[LOWER] + counts[UPPER] + counts[OTHER], 1)
    initial = per_line((kinds == UPPER) & ((before == SPACE) | (before == QUOTE) | (before == OPEN)))
    inner_stops = per_line((kinds == STOP) & (after == SPACE)) - 0.0

    rows = [_word_counts(line, bool(digits)) for line, digits in zip(lines, counts[DIGIT], strict=True)]
    table = np.array(rows, dtype=np.float64).reshape(len(lines), len(rows[0]) if rows else 0)
    copies = Counter(lines)
    repeated = np.fromiter((min(copies[line] - 1, 3) for line in lines), dtype=np.float64, count=len(lines))
    function, second, first = table[:, 0] / words, table[:, 1] / words, table[:, 2] / words
    ends_prose = np.maximum(np.maximum(table[:, 3], table[:, 4]), table[:, 5])
    prose = (words >= PROSE_WORDS) & (ends_prose > 0) & (counts[UPPER] / letters < 0.5)
    columns = [
        np.log1p(lengths) / 6, np.log1p(words) / 4, np.minimum(size / words, 12) / 8, counts[LOWER] / size,
        counts[UPPER] / size, counts[DIGIT] / size, np.minimum(counts[COMMA], 6) / 6, np.minimum(counts[STOP], 6) / 6,
        np.minimum(counts[QUOTE], 4) / 4, np.minimum(counts[BAR], 4) / 4, np.minimum(counts[SLASH], 4) / 4,
        np.minimum(counts[AT], 2) / 2, np.minimum(counts[OPEN], 4) / 4, np.minimum(counts[SYMBOL], 4) / 4,
        function, np.minimum(initial / words, 1), (counts[UPPER] / letters > 0.7).astype(float),
        np.minimum(inner_stops, 4) / 4, table[:, 3], table[:, 4], table[:, 5], table[:, 6], table[:, 7], table[:, 8],
        table[:, 9], table[:, 10], table[:, 11], table[:, 12], table[:, 13], table[:, 14], table[:, 15],
        np.minimum(second * 8, 1), np.minimum(first * 8, 1), repeated / 3, prose.astype(float),
        (words == 1).astype(float), (words <= 4).astype(float), (counts[LOWER] + counts[UPPER] + counts[OTHER] == 0).astype(float),
    ]  # fmt: skip
    return np.stack(columns, axis=1).astype(np.float32)


def _word_counts(line: str, digits: bool) -> tuple[float, ...]:
    """Counts that need words or patterns: kept to one pass over the line."""
    tokens = line.lower().split()
    known = function_words()
    end = line.rstrip(CLOSERS)[-1:]
    short = len(line) < 160
    first = line[:1]
    return (
        sum(map(known.__contains__, tokens)),
        sum(map(SECOND_PERSON.__contains__, tokens)),
        sum(map(FIRST_PERSON.__contains__, tokens)),
        float(end in END_PUNCTUATION and bool(end)),
        float(end == "?"),
        float(line[-1:] in '"”’' and bool(line)),
        float(end == ":"),
        float(line.endswith(("...", "…", "[...]", "[…]"))),
        float(first.islower()),
        float(first.isdigit()),
        float(first in "\"“‘'" and bool(first)),
        float(not first.isalpha() and LIST_MARK.match(line) is not None),
        float(short and digits and DATE_LIKE.search(line) is not None),
        float(short and first in BY_INITIALS and BY_NAME.match(line) is not None),
        float(":" in line[:22] and LABEL_START.match(line) is not None),
        float(("@" in line or "#" in line or "/" in line or "www" in line) and HANDLE.search(line) is not None),
    )


def _cue_hits(lines: Sequence[str]) -> tuple[Floats, Floats]:
    """For each line: is it nothing but a cue, and how many phrases of each cue it holds (1 = two or more)."""
    whole, automaton = _cues()
    alone = np.zeros((len(lines), len(CUES)), dtype=np.float32)
    inside = np.zeros((len(lines), len(CUES)), dtype=np.float32)
    for row, line in enumerate(lines):
        lowered = line.lower()
        if len(lowered) < 48:
            for number in whole.get(lowered.strip(" \t:.,!»›→«+-–|()*0123456789…↓↴>"), ()):
                alone[row, number] = 1.0
        for last, (length, left, right, numbers) in automaton.iter(lowered):
            start = last - length + 1
            if left and start and lowered[start - 1].isalnum():
                continue
            if right and last + 1 < len(lowered) and lowered[last + 1].isalnum():
                continue
            for number in numbers:
                inside[row, number] += 1.0
    halves: Floats = (np.minimum(inside, 2) / 2).astype(np.float32)
    return alone, halves


def main_block(prose: NDArray[np.floating], words: NDArray[np.floating]) -> tuple[int, int]:
    """The run of lines (start, end exclusive) with the most prose, other lines counting against it.

    Maximum subarray over line scores; the idea of text density of Kohlschütter et al. 2010, without its tags.
    """
    gain = np.where(prose > 0, np.minimum(words, 60) / 12, -0.55)
    sums = np.concatenate(([0.0], np.cumsum(gain)))
    lows = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lows))
    start = int(np.argmin(sums[: end + 1]))
    return (start, end) if end > start else (0, len(prose))


def _shift(table: Floats, by: int) -> Floats:
    """Row i of the result is row i + by of the table; zero outside."""
    result = np.zeros_like(table)
    if by > 0:
        result[:-by] = table[by:]
    elif by < 0:
        result[-by:] = table[:by]
    return result


def _window(table: Floats, reach: int, ahead: bool) -> Floats:
    """Mean over the `reach` rows before each row, or after it (the row itself left out)."""
    rows = len(table)
    sums = np.concatenate((np.zeros((1, table.shape[1])), np.cumsum(table, axis=0, dtype=np.float64)))
    here = np.arange(rows)
    low, high = (here + 1, np.minimum(here + 1 + reach, rows)) if ahead else (np.maximum(here - reach, 0), here)
    return ((sums[high] - sums[low]) / reach).astype(np.float32)


NEIGHBOUR_NAMES = (
    "words",
    "function_words",
    "capitalised",
    "ends_stop",
    "prose",
    "date_like",
    "few_words",
    "no_letters",
)
NEIGHBOURS = [LOCAL_NAMES.index(name) for name in NEIGHBOUR_NAMES]
NEIGHBOUR_CUES = [CUES.index(name) for name in ("ad", "related", "comment", "newsletter", "caption", "date")]
WINDOW_NAMES = ("words", "function_words", "prose", "few_words", "ends_ellipsis", "date_like", "second_person")
WINDOWS = [LOCAL_NAMES.index(name) for name in WINDOW_NAMES]
OFFSETS = (-2, -1, 1, 2)
REACHES = (4, 12)
PAGE_NAMES = (
    "in_block", "to_block_start", "to_block_end", "prose_before", "prose_after", "before_block", "after_block",
    "place", "page_lines", "page_prose", "last_prose_distance", "next_prose_distance", "longest_share",
)  # fmt: skip
FENCE_NAMES = tuple(f"since_{name}" for name in FENCES) + tuple(f"until_{name}" for name in FENCES)
FEATURE_NAMES: tuple[str, ...] = (
    LOCAL_NAMES
    + tuple(f"whole_{cue}" for cue in CUES)
    + tuple(f"cue_{cue}" for cue in CUES)
    + tuple(f"{name}@{offset:+d}" for offset in OFFSETS for name in NEIGHBOUR_NAMES)
    + tuple(f"cue_{CUES[cue]}@{offset:+d}" for offset in OFFSETS for cue in NEIGHBOUR_CUES)
    + tuple(f"{name}:{side}{reach}" for reach in REACHES for side in ("before", "after") for name in WINDOW_NAMES)
    + PAGE_NAMES
    + FENCE_NAMES
)
"""Names of the columns of `line_features`, in order."""


def _decayed(distance: NDArray[np.float64], scale: float) -> NDArray[np.float64]:
    return np.asarray(np.exp(-distance / scale))


def _page(local: Floats, words: NDArray[np.float64]) -> Floats:
    """Where the line stands in the page and to its main block."""
    rows = len(local)
    here = np.arange(rows, dtype=np.float64)
    prose = local[:, LOCAL_NAMES.index("prose")]
    start, end = main_block(prose, words)
    weight = prose * words
    total = max(float(weight.sum()), 1.0)
    before = np.concatenate(([0.0], np.cumsum(weight)[:-1])) / total
    after = 1 - before - weight / total
    last = np.maximum.accumulate(np.where(prose > 0, here, -99.0))
    following = np.minimum.accumulate(np.where(prose > 0, here, rows + 99.0)[::-1])[::-1]
    previous = np.concatenate(([-99.0], last[:-1]))
    upcoming = np.concatenate((following[1:], [rows + 99.0]))
    columns = [
        ((here >= start) & (here < end)).astype(float),
        _decayed(np.abs(here - start), 6) * np.where(here >= start, 1, -1),
        _decayed(np.abs(here - end + 1), 6) * np.where(here < end, 1, -1),
        before, after, (here < start).astype(float), (here >= end).astype(float),
        here / max(rows - 1, 1), np.full(rows, np.log1p(rows) / 6), np.full(rows, float(prose.mean())),
        _decayed(here - previous, 3), _decayed(upcoming - here, 3), np.minimum(weight / total * 4, 1),
    ]  # fmt: skip
    return np.stack(columns, axis=1).astype(np.float32)


def _fences(signals: Floats) -> Floats:
    """How near the last line with each cue of `FENCES` is, above and below, in decayed lines."""
    rows = len(signals)
    here = np.arange(rows, dtype=np.float64)[:, None]
    marked = signals > 0
    last = np.maximum.accumulate(np.where(marked, here, -500.0), axis=0)
    following = np.minimum.accumulate(np.where(marked, here, rows + 500.0)[::-1], axis=0)[::-1]
    return np.concatenate((_decayed(here - last, 10), _decayed(following - here, 10)), axis=1).astype(np.float32)


def line_features(lines: Sequence[str]) -> Floats:
    """Features of the lines of one page: (lines, len(FEATURE_NAMES)). Lines are stripped and not empty."""
    if not lines:
        return np.zeros((0, len(FEATURE_NAMES)), dtype=np.float32)
    local = _local(lines)
    words = np.expm1(local[:, LOCAL_NAMES.index("words")].astype(np.float64) * 4)
    alone, inside = _cue_hits(lines)
    either = np.maximum(alone, inside)
    near = local[:, NEIGHBOURS]
    near_cues = either[:, NEIGHBOUR_CUES]
    wide = local[:, WINDOWS]
    short = words <= 14
    signals = either[:, [CUES.index(name) for name in FENCES]] * short[:, None]
    return np.concatenate(
        [local, alone, inside]
        + [_shift(near, offset) for offset in OFFSETS]
        + [_shift(near_cues, offset) for offset in OFFSETS]
        + [_window(wide, reach, ahead) for reach in REACHES for ahead in (False, True)]
        + [_page(local, words), _fences(signals.astype(np.float32))],
        axis=1,
    )
