"""The article of a page: paragraphs, subheads, lists, and what a site puts between them."""

from __future__ import annotations

from furniture import captions, related_box
from page import Page

INTERRUPTIONS = "ad ad related related caption caption newsletter newsletter newsletter share box widget".split()
SHORT_SHARE = 0.12
"""Pages whose article is a paragraph or two amid as much furniture as any."""
INFORMAL = {"blog", "recipe", "interview", "health"}


def body(page: Page) -> None:
    r = page.random
    paragraphs = max(1, min(120, round(r.lognormvariate(2.4, 0.8))))
    if page.chance(SHORT_SHARE):
        paragraphs = r.choice([1, 1, 2, 3])
        page.mean_sentences = max(page.mean_sentences, r.choice([2.0, 4.0, 7.0]))
    subheads = r.choice([0, 0, 0, 0.08, 0.2, 0.45]) if page.style != "world" else r.choice([0, 0, 0.1])
    informal = page.style in INFORMAL | {"tech", "release"}
    lists = r.choice([0, 0, 0.05, 0.15]) if informal else r.choice([0, 0, 0, 0.03, 0.08])
    embeds = r.choice([0, 0, 0, 0, 0.05, 0.2])
    for index in range(paragraphs):
        if index and page.chance(subheads):
            page.add("body", subhead(page))
        if page.chance(lists) or (page.style == "recipe" and page.chance(0.06)):
            body_list(page)
        if index and page.chance(embeds):
            page.add("body", page.writer.fill(r.choice(page.writer.furniture["headline"]["embedded"])))
        for text in paragraph_lines(page):
            page.add("body", text)
        if index < paragraphs - 1 and page.chance(page.noise):
            interruption(page)
    if page.chance(0.1):
        page.add("credit", page.writer.piece("credits"))


def subhead(page: Page) -> str:
    return page.writer.piece("subheads") if page.chance(0.92) else page.writer.headline()


def body_list(page: Page) -> None:
    if page.chance(0.5):
        lead = page.writer.sentence(page.style).rstrip('.!?”"') + ":"
        page.add("body", lead if page.chance(0.7) else page.writer.piece("subheads") + ":")
    mark = page.random.choice(["", "", "", "• ", "- ", "* "])
    pattern = page.random.choice(page.writer.furniture["headline"]["list_items"]) if page.chance(0.6) else None
    kind = "list_items" if page.chance(0.75) else "table_rows"
    for number in range(1, page.random.randint(2, 14)):
        if page.chance(0.1):
            text = page.writer.sentence(page.style)
        else:
            text = page.writer.fill(pattern) if pattern else page.writer.piece(kind)
        page.add("body", (f"{number}. " if mark == "* " else mark) + text)


def paragraph_lines(page: Page) -> list[str]:
    style = page.style if page.chance(0.92) else page.random.choice(list(page.writer.prose))
    text = page.writer.paragraph(style, page.mean_sentences)
    if page.chance(0.02):  # a paragraph that a link or a footnote mark cut in pieces
        words = text.split(" ")
        cut = page.random.randint(1, len(words))
        return [" ".join(words[:cut]), " ".join(words[cut:]) or str(page.random.randint(1, 40))]
    return [text]


def interruption(page: Page) -> None:
    kind = page.random.choice(INTERRUPTIONS)
    if kind == "ad":
        page.many("ad", page.random.choice([1, 1, 2, 3]))
    elif kind == "related" and page.chance(0.35):
        for _ in range(page.random.choice([1, 1, 1, 2, 3])):
            page.add("related", page.headline_like())
    elif kind == "related" and page.chance(0.6):
        page.many("related", page.random.choice([1, 1, 2]), "related_prefix")
    elif kind == "related":
        related_box(page, page.random.randint(1, 5))
    elif kind == "caption":
        captions(page)
    elif kind == "newsletter":
        page.many("newsletter", page.random.randint(1, 5))
    elif kind == "share":
        page.many("share", page.random.randint(1, 6))
    elif kind == "box":
        page.many("author", 1)
    else:
        page.many("widget", page.random.randint(1, 4))
