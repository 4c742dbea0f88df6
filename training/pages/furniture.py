"""What stands around an article: menus, bylines, share bars, teasers, comments, legal notes."""

from __future__ import annotations

from page import Page


def menu(page: Page, size: int) -> None:
    for _ in range(page.random.randint(2, size)):
        if page.chance(0.3):
            page.add("navigation", page.writer.line("navigation"))
        else:
            page.add("navigation", page.writer.fill(page.random.choice(page.writer.words["menu_item"])))


def title_block(page: Page) -> None:
    if page.chance(0.25):
        page.add("navigation", page.writer.fill("{section}"))
    if page.chance(0.94):
        page.add("title", page.title)
    if page.chance(0.35):
        page.add("standfirst", standfirst(page))
        if page.chance(0.12):
            page.add("standfirst", standfirst(page))


def standfirst(page: Page) -> str:
    return page.writer.piece("teasers") if page.chance(0.5) else page.writer.sentence(page.style)


def credit_block(page: Page) -> None:
    for label, probability in (("byline", 0.8), ("date", 0.75)):
        if page.chance(probability):
            page.many(
                label, page.random.choice([1, 1, 1, 2, 3]) if label == "byline" else page.random.choice([1, 1, 2])
            )
    if page.chance(0.06):
        page.many("author", 1)


def share_bar(page: Page) -> None:
    page.many("share", page.random.randint(1, 9))


def captions(page: Page) -> None:
    for _ in range(page.random.choice([1, 1, 1, 2, 4])):
        if page.chance(0.3):
            text = page.writer.sentence(page.style)
            credit = page.writer.line("caption")
            together, apart = page.chance(0.4), page.chance(0.5)
            page.add("caption", f"{text} {credit}" if together else text)
            if apart and not together:
                page.add("caption", credit)
        else:
            page.add("caption", page.writer.line("caption"))
        if page.chance(0.08):
            page.lines.append(page.lines[-1])


def tag_lines(page: Page) -> None:
    if page.chance(0.6):
        page.add("tags", page.writer.line("tags"))
    else:
        if page.chance(0.7):
            page.add("tags", page.random.choice(["Tags", "Topics", "Tags:", "Related topics", "Filed under:"]))
        for topic in page.writer._topics_raw():
            page.add("tags", topic)


def author_box(page: Page) -> None:
    page.many("author", page.random.randint(1, 4))
    if page.chance(0.4):
        page.add("author", " ".join(page.writer.line("bio") for _ in range(page.random.randint(1, 6))))
        if page.chance(0.3):
            page.many("share", page.random.randint(1, 4))


def newsletter_box(page: Page) -> None:
    if page.chance(0.7):
        page.many("newsletter", page.random.randint(1, 6))
    if page.chance(0.2):
        page.many("newsletter", page.random.choice([1, 1, 2]), "promo")


def paywall(page: Page) -> None:
    page.many("paywall", page.random.randint(1, 4))


def ads(page: Page) -> None:
    page.many("ad", page.random.randint(1, 4))
    if page.chance(0.4):
        page.add("ad", page.writer.headline())


def sources(page: Page) -> None:
    page.add("related", page.random.choice(["Sources:", "Sources", "References", "Notes"]))
    for _ in range(page.random.randint(2, 12)):
        page.add("related", page.writer.piece("sources"))


def disclaimer(page: Page) -> None:
    texts = [page.writer.line("disclaimer") for _ in range(page.random.randint(1, 4))]
    for text in texts if page.chance(0.6) else [" ".join(texts)]:
        page.add("rights", text)


def boilerplate(page: Page) -> None:
    """What a company says of itself under each of its releases."""
    if page.chance(0.6):
        page.add("author", page.writer.fill("About {company}"))
    for _ in range(page.random.choice([1, 1, 2])):
        page.add("author", page.writer.line("promo") if page.chance(0.5) else page.writer.paragraph("release", 3.0))


def related_box(page: Page, size: int) -> None:
    if page.chance(0.85):
        page.add("related", page.writer.line("related_head"))
    with_teaser, with_date = page.chance(0.15), page.chance(0.25)
    numbered, with_section = page.chance(0.12), page.chance(0.15)
    for number in range(1, size + 1):
        if numbered and page.chance(0.5):
            page.add("related", str(number))
        if with_section:
            page.add("related", page.writer.fill("{section}"))
        page.add("related", (f"{number}. " if numbered else "") + page.writer.headline())
        if with_teaser:
            page.add("related", page.writer.piece("teasers") if page.chance(0.6) else page.writer.sentence(page.style))
        if with_date:
            page.add("related", page.writer.line("date"))


def teaser_list(page: Page, size: int) -> None:
    """Stories of the front page: headline, perhaps a summary that reads like prose, date, author."""
    if page.chance(0.5):
        page.add("related", page.writer.line("widget" if page.chance(0.5) else "related_head"))
    summary, byline, date, more = page.chance(0.45), page.chance(0.25), page.chance(0.4), page.chance(0.15)
    length = page.random.choice([1.0, 1.0, 2.0])
    for _ in range(size):
        page.add("related", page.writer.headline())
        if byline:
            page.add("related", page.writer.line("byline"))
        if summary:
            style = page.random.choice(list(page.writer.prose))
            text = page.writer.paragraph(style, length) if page.chance(0.6) else page.writer.piece("teasers")
            if page.chance(0.3):
                text = text[: page.random.randint(60, 160)].rstrip() + page.random.choice(
                    ["...", "…", " [...]", " […]"]
                )
            page.add("related", text)
        if date:
            page.add("related", page.writer.line("date"))
        if more:
            page.add("related", page.random.choice(["Read more", "READ MORE", "Read more »", "Continue reading →"]))


def comments(page: Page) -> None:
    page.many("comment", page.random.randint(1, 4))
    if page.chance(0.55):
        for _ in range(page.random.choice([1, 2, 4, 8, 20])):
            page.add(
                "comment",
                page.random.choice(
                    [page.writer.fill("{person}"), page.writer.fill("{lower}"), page.writer.fill("{first} says:")]
                ),
            )
            if page.chance(0.7):
                page.add(
                    "comment",
                    page.writer.fill(
                        page.random.choice(["{month} {dom}, {year} at {clock}", "{num} days ago", "{mon} {dom}"])
                    ),
                )
            for _ in range(page.random.choice([1, 1, 1, 2, 4])):
                page.add("comment", comment_text(page))
            if page.chance(0.6):
                page.add("comment", page.random.choice(["Reply", "Like", "Report", "Reply Like", "↓ Reply"]))
    page.many("comment", page.random.randint(0, 5))


def comment_text(page: Page) -> str:
    if page.chance(0.5):
        return page.writer.line("comment_text")
    style = page.random.choice(["opinion", "blog", "interview", page.style])
    return page.writer.paragraph(style, page.random.choice([1.0, 2.0, 4.0]))


def widgets(page: Page) -> None:
    page.many("widget", page.random.randint(1, 10))
    if page.chance(0.3):
        for _ in range(page.random.randint(3, 20)):
            page.add(
                "widget",
                page.writer.fill(
                    page.random.choice(["{section}", "{place}", "{topic}", "{month} {year}", "{country}"])
                ),
            )


def footer(page: Page) -> None:
    for _ in range(page.random.choice([1, 3, 8, 20, 50])):
        if page.chance(0.6):
            page.add("navigation", page.writer.line("footer"))
        else:
            page.add("navigation", page.writer.fill(page.random.choice(page.writer.words["menu_item"])))
    if page.chance(0.8):
        page.many("rights", page.random.choice([1, 1, 1, 2, 3]))
    if page.chance(0.1):
        disclaimer(page)
    if page.chance(0.15):
        legal_prose(page, "cookie", page.random.randint(1, 4))
    if page.chance(0.2):
        page.many("cookie", page.random.randint(1, 8))
    if page.chance(0.2):
        page.many("newsletter", page.random.randint(1, 5))


def legal_prose(page: Page, label: str, count: int) -> None:
    """Long legal or consent text: several pieces run together."""
    for _ in range(count):
        kinds = [label, label, "newsletter", "rights"]
        page.add(label, " ".join(page.writer.line(page.random.choice(kinds)) for _ in range(page.random.randint(2, 5))))
