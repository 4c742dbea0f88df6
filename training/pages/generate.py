"""Pages of our own as labelled lines: many layouts of sites around articles in many styles.

python training/pages/generate.py --pages 5 --seed 3      # look at some
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from material import Writer

Line = tuple[str, str]
"""Label and text."""

NEWS = ["world", "world", "local", "business", "sport"]
INTERRUPTIONS = "ad ad related related caption caption newsletter newsletter newsletter share box widget".split()
SHORT_SHARE = 0.12
"""Pages whose article is a paragraph or two amid as much furniture as any."""
INFORMAL = {"blog", "recipe", "interview", "health"}


class PageWriter:
    """Draws the habits of one site, then writes pages with them."""

    def __init__(self, seed: int) -> None:
        self.w = Writer(seed)
        r = self.r = self.w.random
        self.style = r.choice(NEWS if r.random() < 0.35 else list(self.w.prose))
        self.mean_sentences = r.choice([1.0, 1.2, 1.6, 2.2, 3.0, 4.5, 7.0])
        self.noise = r.choice([0.0, 0.03, 0.08, 0.15, 0.25])
        """How often something foreign stands between two paragraphs of the body."""
        self.title = self.w.headline()
        self.lines: list[Line] = []

    def add(self, label: str, text: str) -> None:
        if text:
            self.lines.append((label, text))

    def many(self, label: str, count: int, kind: str | None = None) -> None:
        for _ in range(count):
            self.add(label, self.w.line(kind or label))

    def chance(self, probability: float) -> bool:
        return self.r.random() < probability

    # ---- the whole page
    def write(self) -> list[Line]:
        bareness = self.r.random()
        if bareness < 0.06:  # a clean article, title or none
            if self.chance(0.7):
                self.add("title", self.title)
            if self.chance(0.5):
                self.credit_block()
            self.body()
            return self.lines
        self.before()
        self.head()
        self.body()
        self.after()
        return self.lines

    def before(self) -> None:
        if self.chance(0.3):
            self.many("cookie", self.r.randint(1, 6))
        if self.chance(0.2):
            self.many("newsletter", self.r.randint(1, 4))
        if self.chance(0.15):
            self.many("ad", self.r.randint(1, 3))
        if self.chance(0.85):
            self.menu(self.r.choice([4, 8, 15, 30, 60, 140]))
        if self.chance(0.25):
            self.teaser_list(self.r.randint(2, 8))
        if self.chance(0.06):
            self.furniture_prose("rights", 1)
        if self.chance(0.3):
            self.many("navigation", self.r.randint(1, 3))

    def menu(self, size: int) -> None:
        for _ in range(self.r.randint(2, size)):
            if self.chance(0.3):
                self.add("navigation", self.w.line("navigation"))
            else:
                self.add("navigation", self.w.fill(self.r.choice(self.w.words["menu_item"])))

    def head(self) -> None:
        parts: list[Callable[[], None]] = [self.title_block]
        if self.chance(0.85):
            parts.append(self.credit_block)
        if self.chance(0.5):
            parts.append(self.share_bar)
        if self.chance(0.45):
            parts.append(self.captions)
        if self.chance(0.8):
            self.r.shuffle(parts[1:])
        else:
            self.r.shuffle(parts)
        for part in parts:
            part()
        if self.chance(0.15):
            self.many("ad", self.r.randint(1, 2))
        if self.chance(0.08):
            self.related_box(self.r.randint(1, 4))

    def title_block(self) -> None:
        if self.chance(0.25):
            self.add("navigation", self.w.fill("{section}"))
        if self.chance(0.94):
            self.add("title", self.title)
        if self.chance(0.35):
            self.add("standfirst", self.standfirst())
            if self.chance(0.12):
                self.add("standfirst", self.standfirst())

    def standfirst(self) -> str:
        return self.w.piece("teasers") if self.chance(0.5) else self.w.sentence(self.style)

    def credit_block(self) -> None:
        for label, probability in (("byline", 0.8), ("date", 0.75)):
            if self.chance(probability):
                self.many(label, self.r.choice([1, 1, 1, 2, 3]) if label == "byline" else self.r.choice([1, 1, 2]))
        if self.chance(0.06):
            self.many("author", 1)

    def share_bar(self) -> None:
        self.many("share", self.r.randint(1, 9))

    def captions(self) -> None:
        for _ in range(self.r.choice([1, 1, 1, 2, 4])):
            if self.chance(0.3):
                text = self.w.sentence(self.style)
                credit = self.w.line("caption")
                together, apart = self.chance(0.4), self.chance(0.5)
                self.add("caption", f"{text} {credit}" if together else text)
                if apart and not together:
                    self.add("caption", credit)
            else:
                self.add("caption", self.w.line("caption"))
            if self.chance(0.08):
                self.lines.append(self.lines[-1])

    # ---- the article
    def body(self) -> None:
        r = self.r
        paragraphs = max(1, min(120, round(r.lognormvariate(2.4, 0.8))))
        if self.chance(SHORT_SHARE):
            paragraphs = r.choice([1, 1, 2, 3])
            self.mean_sentences = max(self.mean_sentences, r.choice([2.0, 4.0, 7.0]))
        subheads = r.choice([0, 0, 0, 0.08, 0.2, 0.45]) if self.style != "world" else r.choice([0, 0, 0.1])
        informal = self.style in INFORMAL | {"tech", "release"}
        lists = r.choice([0, 0, 0.05, 0.15]) if informal else r.choice([0, 0, 0, 0.03, 0.08])
        embeds = r.choice([0, 0, 0, 0, 0.05, 0.2])
        for index in range(paragraphs):
            if index and self.chance(subheads):
                self.add("body", self.subhead())
            if self.chance(lists) or (self.style == "recipe" and self.chance(0.06)):
                self.body_list()
            if index and self.chance(embeds):
                self.add("body", self.w.fill(r.choice(self.w.furniture["headline"]["embedded"])))
            for text in self.paragraph_lines():
                self.add("body", text)
            if index < paragraphs - 1 and self.chance(self.noise):
                self.interruption()
        if self.chance(0.1):
            self.add("credit", self.w.piece("credits"))

    def subhead(self) -> str:
        return self.w.piece("subheads") if self.chance(0.92) else self.w.headline()

    def body_list(self) -> None:
        if self.chance(0.5):
            lead = self.w.sentence(self.style).rstrip('.!?”"') + ":"
            self.add("body", lead if self.chance(0.7) else self.w.piece("subheads") + ":")
        mark = self.r.choice(["", "", "", "• ", "- ", "* "])
        pattern = self.r.choice(self.w.furniture["headline"]["list_items"]) if self.chance(0.6) else None
        kind = "list_items" if self.chance(0.75) else "table_rows"
        for number in range(1, self.r.randint(2, 14)):
            if self.chance(0.1):
                text = self.w.sentence(self.style)
            else:
                text = self.w.fill(pattern) if pattern else self.w.piece(kind)
            self.add("body", (f"{number}. " if mark == "* " else mark) + text)

    def paragraph_lines(self) -> list[str]:
        style = self.style if self.chance(0.92) else self.r.choice(list(self.w.prose))
        text = self.w.paragraph(style, self.mean_sentences)
        if self.chance(0.02):  # a paragraph that a link or a footnote mark cut in pieces
            words = text.split(" ")
            cut = self.r.randint(1, len(words))
            return [" ".join(words[:cut]), " ".join(words[cut:]) or str(self.r.randint(1, 40))]
        return [text]

    def headline_like(self) -> str:
        """A link to another story, in capitals on some sites."""
        text = self.w.headline()
        return text.upper() if self.chance(0.2) else text

    def interruption(self) -> None:
        kind = self.r.choice(INTERRUPTIONS)
        if kind == "ad":
            self.many("ad", self.r.choice([1, 1, 2, 3]))
        elif kind == "related" and self.chance(0.35):
            for _ in range(self.r.choice([1, 1, 1, 2, 3])):
                self.add("related", self.headline_like())
        elif kind == "related" and self.chance(0.6):
            self.many("related", self.r.choice([1, 1, 2]), "related_prefix")
        elif kind == "related":
            self.related_box(self.r.randint(1, 5))
        elif kind == "caption":
            self.captions()
        elif kind == "newsletter":
            self.many("newsletter", self.r.randint(1, 5))
        elif kind == "share":
            self.many("share", self.r.randint(1, 6))
        elif kind == "box":
            self.many("author", 1)
        else:
            self.many("widget", self.r.randint(1, 4))

    # ---- what follows
    def after(self) -> None:
        parts: list[Callable[[], None]] = []
        for part, probability in (
            (self.tag_lines, 0.45), (self.share_bar, 0.4), (self.author_box, 0.35), (self.newsletter_box, 0.35),
            (self.paywall, 0.07), (self.sources, 0.05), (self.boilerplate, 0.06), (self.disclaimer, 0.08),
        ):  # fmt: skip
            if self.chance(probability):
                parts.append(part)
        self.r.shuffle(parts)
        later: list[Callable[[], None]] = []
        for part, probability in (
            (lambda: self.related_box(self.r.randint(2, 14)), 0.65), (self.comments, 0.4),
            (lambda: self.teaser_list(self.r.randint(3, 25)), 0.4), (self.widgets, 0.5), (self.widgets, 0.2),
            (lambda: self.related_box(self.r.randint(2, 10)), 0.3), (self.ads, 0.3),
            (lambda: self.menu(self.r.choice([6, 20, 60])), 0.25),
        ):  # fmt: skip
            if self.chance(probability):
                later.append(part)
        self.r.shuffle(later)
        if self.chance(0.12):
            self.many("comment", 1, "disclaimer")
        for part in parts + later:
            part()
        if self.chance(0.85):
            self.footer()

    def tag_lines(self) -> None:
        if self.chance(0.6):
            self.add("tags", self.w.line("tags"))
        else:
            if self.chance(0.7):
                self.add("tags", self.r.choice(["Tags", "Topics", "Tags:", "Related topics", "Filed under:"]))
            for topic in self.w._topics_raw():
                self.add("tags", topic)

    def author_box(self) -> None:
        self.many("author", self.r.randint(1, 4))
        if self.chance(0.4):
            self.add("author", " ".join(self.w.line("bio") for _ in range(self.r.randint(1, 6))))
            if self.chance(0.3):
                self.many("share", self.r.randint(1, 4))

    def newsletter_box(self) -> None:
        if self.chance(0.7):
            self.many("newsletter", self.r.randint(1, 6))
        if self.chance(0.2):
            self.many("newsletter", self.r.choice([1, 1, 2]), "promo")

    def paywall(self) -> None:
        self.many("paywall", self.r.randint(1, 4))

    def ads(self) -> None:
        self.many("ad", self.r.randint(1, 4))
        if self.chance(0.4):
            self.add("ad", self.w.headline())

    def sources(self) -> None:
        self.add("related", self.r.choice(["Sources:", "Sources", "References", "Notes"]))
        for _ in range(self.r.randint(2, 12)):
            self.add("related", self.w.piece("sources"))

    def disclaimer(self) -> None:
        texts = [self.w.line("disclaimer") for _ in range(self.r.randint(1, 4))]
        for text in texts if self.chance(0.6) else [" ".join(texts)]:
            self.add("rights", text)

    def boilerplate(self) -> None:
        """What a company says of itself under each of its releases."""
        if self.chance(0.6):
            self.add("author", self.w.fill("About {company}"))
        for _ in range(self.r.choice([1, 1, 2])):
            self.add("author", self.w.line("promo") if self.chance(0.5) else self.w.paragraph("release", 3.0))

    def related_box(self, size: int) -> None:
        if self.chance(0.85):
            self.add("related", self.w.line("related_head"))
        with_teaser, with_date = self.chance(0.15), self.chance(0.25)
        numbered, with_section = self.chance(0.12), self.chance(0.15)
        for number in range(1, size + 1):
            if numbered and self.chance(0.5):
                self.add("related", str(number))
            if with_section:
                self.add("related", self.w.fill("{section}"))
            self.add("related", (f"{number}. " if numbered else "") + self.w.headline())
            if with_teaser:
                self.add("related", self.w.piece("teasers") if self.chance(0.6) else self.w.sentence(self.style))
            if with_date:
                self.add("related", self.w.line("date"))

    def teaser_list(self, size: int) -> None:
        """Stories of the front page: headline, perhaps a summary that reads like prose, date, author."""
        if self.chance(0.5):
            self.add("related", self.w.line("widget" if self.chance(0.5) else "related_head"))
        summary, byline, date, more = self.chance(0.45), self.chance(0.25), self.chance(0.4), self.chance(0.15)
        length = self.r.choice([1.0, 1.0, 2.0])
        for _ in range(size):
            self.add("related", self.w.headline())
            if byline:
                self.add("related", self.w.line("byline"))
            if summary:
                style = self.r.choice(list(self.w.prose))
                text = self.w.paragraph(style, length) if self.chance(0.6) else self.w.piece("teasers")
                if self.chance(0.3):
                    text = text[: self.r.randint(60, 160)].rstrip() + self.r.choice(["...", "…", " [...]", " […]"])
                self.add("related", text)
            if date:
                self.add("related", self.w.line("date"))
            if more:
                self.add("related", self.r.choice(["Read more", "READ MORE", "Read more »", "Continue reading →"]))

    def comments(self) -> None:
        self.many("comment", self.r.randint(1, 4))
        if self.chance(0.55):
            for _ in range(self.r.choice([1, 2, 4, 8, 20])):
                self.add(
                    "comment",
                    self.r.choice([self.w.fill("{person}"), self.w.fill("{lower}"), self.w.fill("{first} says:")]),
                )
                if self.chance(0.7):
                    self.add(
                        "comment",
                        self.w.fill(
                            self.r.choice(["{month} {dom}, {year} at {clock}", "{num} days ago", "{mon} {dom}"])
                        ),
                    )
                for _ in range(self.r.choice([1, 1, 1, 2, 4])):
                    self.add("comment", self.comment_text())
                if self.chance(0.6):
                    self.add("comment", self.r.choice(["Reply", "Like", "Report", "Reply Like", "↓ Reply"]))
        self.many("comment", self.r.randint(0, 5))

    def comment_text(self) -> str:
        if self.chance(0.5):
            return self.w.line("comment_text")
        style = self.r.choice(["opinion", "blog", "interview", self.style])
        return self.w.paragraph(style, self.r.choice([1.0, 2.0, 4.0]))

    def widgets(self) -> None:
        self.many("widget", self.r.randint(1, 10))
        if self.chance(0.3):
            for _ in range(self.r.randint(3, 20)):
                self.add(
                    "widget",
                    self.w.fill(self.r.choice(["{section}", "{place}", "{topic}", "{month} {year}", "{country}"])),
                )

    def footer(self) -> None:
        for _ in range(self.r.choice([1, 3, 8, 20, 50])):
            if self.chance(0.6):
                self.add("navigation", self.w.line("footer"))
            else:
                self.add("navigation", self.w.fill(self.r.choice(self.w.words["menu_item"])))
        if self.chance(0.8):
            self.many("rights", self.r.choice([1, 1, 1, 2, 3]))
        if self.chance(0.1):
            self.disclaimer()
        if self.chance(0.15):
            self.furniture_prose("cookie", self.r.randint(1, 4))
        if self.chance(0.2):
            self.many("cookie", self.r.randint(1, 8))
        if self.chance(0.2):
            self.many("newsletter", self.r.randint(1, 5))

    def furniture_prose(self, label: str, count: int) -> None:
        """Long legal or consent text: several pieces run together."""
        for _ in range(count):
            kinds = [label, label, "newsletter", "rights"]
            self.add(label, " ".join(self.w.line(self.r.choice(kinds)) for _ in range(self.r.randint(2, 5))))


STRANGE = str.maketrans("aeioustrnAEIOUSTRN", "eioausnrtEIOAUSNRT")
"""Makes words that no list knows and leaves their shape: a page in another tongue."""
STRANGE_SHARE = 0.06


def pages(count: int, seed: int) -> list[list[Line]]:
    """`count` pages, each by a site of its own; a few in no language, so that shape alone must tell."""
    written = []
    for number in range(count):
        writer = PageWriter(seed * 1_000_003 + number)
        page = writer.write()
        if writer.chance(STRANGE_SHARE):
            page = [(label, text.translate(STRANGE)) for label, text in page]
        written.append(page)
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
