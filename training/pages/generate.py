"""Pages of our own as labelled lines: many layouts of sites around articles in many styles.

python training/pages/generate.py --pages 5 --seed 3      # look at some
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

import furniture
from body import body
from page import Line, Page

Part = Callable[[Page], None]

CLOSING: list[tuple[Part, float]] = [
    (furniture.tag_lines, 0.45),
    (furniture.share_bar, 0.4),
    (furniture.author_box, 0.35),
    (furniture.newsletter_box, 0.35),
    (furniture.paywall, 0.07),
    (furniture.sources, 0.05),
    (furniture.boilerplate, 0.06),
    (furniture.disclaimer, 0.08),
]
"""What may follow the article, and how often."""
LATER: list[tuple[Part, float]] = [
    (lambda page: furniture.related_box(page, page.random.randint(2, 14)), 0.65),
    (furniture.comments, 0.4),
    (lambda page: furniture.teaser_list(page, page.random.randint(3, 25)), 0.4),
    (furniture.widgets, 0.5),
    (furniture.widgets, 0.2),
    (lambda page: furniture.related_box(page, page.random.randint(2, 10)), 0.3),
    (furniture.ads, 0.3),
    (lambda page: furniture.menu(page, page.random.choice([6, 20, 60])), 0.25),
]
"""What may follow that, before the footer."""


def write(page: Page) -> list[Line]:
    """The whole page: what stands before the article, the article, what follows."""
    bareness = page.random.random()
    if bareness < 0.06:  # a clean article, title or none
        if page.chance(0.7):
            page.add("title", page.title)
        if page.chance(0.5):
            furniture.credit_block(page)
        body(page)
        return page.lines
    before(page)
    head(page)
    body(page)
    after(page)
    return page.lines


def before(page: Page) -> None:
    if page.chance(0.3):
        page.many("cookie", page.random.randint(1, 6))
    if page.chance(0.2):
        page.many("newsletter", page.random.randint(1, 4))
    if page.chance(0.15):
        page.many("ad", page.random.randint(1, 3))
    if page.chance(0.85):
        furniture.menu(page, page.random.choice([4, 8, 15, 30, 60, 140]))
    if page.chance(0.25):
        furniture.teaser_list(page, page.random.randint(2, 8))
    if page.chance(0.06):
        furniture.legal_prose(page, "rights", 1)
    if page.chance(0.3):
        page.many("navigation", page.random.randint(1, 3))


def head(page: Page) -> None:
    parts: list[Part] = [furniture.title_block]
    if page.chance(0.85):
        parts.append(furniture.credit_block)
    if page.chance(0.5):
        parts.append(furniture.share_bar)
    if page.chance(0.45):
        parts.append(furniture.captions)
    if page.chance(0.8):
        page.random.shuffle(parts[1:])
    else:
        page.random.shuffle(parts)
    for part in parts:
        part(page)
    if page.chance(0.15):
        page.many("ad", page.random.randint(1, 2))
    if page.chance(0.08):
        furniture.related_box(page, page.random.randint(1, 4))


def after(page: Page) -> None:
    parts = [part for part, probability in CLOSING if page.chance(probability)]
    page.random.shuffle(parts)
    later = [part for part, probability in LATER if page.chance(probability)]
    page.random.shuffle(later)
    if page.chance(0.12):
        page.many("comment", 1, "disclaimer")
    for part in parts + later:
        part(page)
    if page.chance(0.85):
        furniture.footer(page)


STRANGE = str.maketrans("aeioustrnAEIOUSTRN", "eioausnrtEIOAUSNRT")
"""Makes words that no list knows and leaves their shape: a page in another tongue."""
STRANGE_SHARE = 0.06


def pages(count: int, seed: int) -> list[list[Line]]:
    """`count` pages, each by a site of its own; a few in no language, so that shape alone must tell."""
    written = []
    for number in range(count):
        page = Page(seed * 1_000_003 + number)
        lines = write(page)
        if page.chance(STRANGE_SHARE):
            lines = [(label, text.translate(STRANGE)) for label, text in lines]
        written.append(lines)
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for page in pages(options.pages, options.seed):
        print("-" * 80)
        for label, text in page:
            print(f"{label:11} {text}")


if __name__ == "__main__":
    main()
