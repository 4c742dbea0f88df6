"""The body of an HTML page: trafilatura's word, matched to the lines of intake's own rendering.

Trafilatura returns text and no places. Its lines are aligned with the rendering's, so that the article's text is cut
from the rendering and every span leads back there.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from lxml import html as lxml_html

__all__ = ["extracted_text", "kept_shares"]

WORD = re.compile(r"\w+")
SHINGLE = 4
MAX_ELEMENTS = 60_000
MAX_DEPTH = 400
"""Deeper trees are no pages of news, and trafilatura walks them by recursion."""

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def extracted_text(tree: lxml_html.HtmlElement) -> str:
    """The body as trafilatura sees it, paragraphs on lines of their own; empty where it finds none. `tree` may be changed."""
    if not _manageable(tree):
        return ""
    import trafilatura  # here, since it takes half a second that a page of text need not wait for

    try:
        return trafilatura.extract(tree, favor_precision=True, include_comments=False, include_tables=True) or ""
    except (RecursionError, ValueError, TypeError, AttributeError, AssertionError, KeyError, IndexError):
        return ""  # malformed trees make it fail in many ways; the line classifier then decides alone


def _manageable(tree: lxml_html.HtmlElement) -> bool:
    element = tree
    for count, element in enumerate(tree.iter()):
        if count > MAX_ELEMENTS or (count % 50 == 0 and _depth(element) > MAX_DEPTH):
            return False
    return _depth(element) <= MAX_DEPTH


def _depth(element: lxml_html.HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def kept_shares(lines: Sequence[str], extracted: str) -> list[float]:
    """For each line of the rendering, the share of it (0 to 1) that is in the extracted text.

    Lines that are equal are paired in order; of the rest, each counts the 4-word shingles it shares with what was
    extracted and not paired, so that a line that was cut or joined still counts.
    """
    tokens = [tuple(WORD.findall(line)) for line in lines]
    wanted = [words for line in extracted.split("\n") if (words := tuple(WORD.findall(line)))]
    shares = [0.0] * len(lines)
    paired: set[int] = set()
    for block in SequenceMatcher(None, tokens, wanted, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            shares[block.a + step] = 1.0
            paired.add(block.b + step)
    left: Counter[tuple[str, ...]] = Counter()
    for number, words in enumerate(wanted):
        if number not in paired:
            left.update(_shingles(words))
    if left:
        for number, words in enumerate(tokens):
            if not shares[number] and words:
                shingles = _shingles(words)
                shares[number] = sum(left[shingle] > 0 for shingle in shingles) / len(shingles)
    return shares


def _shingles(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[start : start + SHINGLE] for start in range(max(1, len(words) - SHINGLE + 1))]
