"""A digest as text, Markdown and HTML."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator, Sequence

from dragoman.export.layout import plain
from dragoman.export.markdown import escaped
from dragoman.export.wording import counted, day_label
from dragoman.watch.alert import Quote
from dragoman.watch.digest.item import Digest, Item, Page

__all__ = ["digest_html", "digest_markdown", "digest_text", "quote_source", "summary"]

WIDTH = 78
ARTICLES = 12
LONGEST = 400
"""Characters of a sentence; the rest is behind the link."""


def summary(digest: Digest) -> str:
    """`14 articles of 9 publishers tell of 23 new happenings; 5 that were known have changed.`"""
    if not digest.articles:
        return "No article came in."
    articles = counted(digest.articles, "article")
    by = f" of {counted(digest.publishers, 'publisher')}" if digest.publishers else ""
    tells = "tells" if digest.articles == 1 else "tell"
    news = f"{tells} of {counted(digest.new, 'new happening')}" if digest.new else f"{tells} of nothing new"
    changed = len(digest.changed)
    also = f"; {counted(changed, 'known one')} {'has' if changed == 1 else 'have'} changed" if changed else ""
    return f"{articles}{by} {news}{also}."


def digest_text(digest: Digest) -> str:
    """For a terminal and for the plain part of an e-mail."""
    return "\n".join(_text(digest)).rstrip() + "\n"


def _text(digest: Digest) -> Iterator[str]:
    yield digest.title
    yield "=" * len(digest.title)
    yield from _wrapped(summary(digest))
    yield ""
    for page in digest.top:
        yield from _wrapped(_title(page), first="* ", other="  ")
    if digest.top:
        yield ""
    for title, items, more in _blocks(digest):
        title = plain(title)
        yield from (title, "-" * len(title))
        for item in items:
            yield from _wrapped(_lead(item))
            yield from _wrapped(f"“{_cut(item.quote.sentence)}”", first="    ", other="    ")
            yield from _wrapped(_foot(item), first="    ", other="    ")
            yield ""
        if more:
            yield from (more, "")
    for title, lines in _lists(digest):
        yield from (title, "-" * len(title))
        for line in lines:
            yield from _wrapped(
                line,
                first="* " if not line.startswith("  ") else "    - ",
                other="  " if not line.startswith("  ") else "      ",
            )
        yield ""


def digest_markdown(digest: Digest) -> str:
    """For a wiki or a repository."""
    parts = [f"# {digest.title}", "", summary(digest), ""]
    parts += [f"- **{_md(_title(page))}**" for page in digest.top] + [""]
    for title, items, more in _blocks(digest):
        parts += [f"## {_md(title)}", ""]
        for item in items:
            link = item.quote.url
            foot = _md(_foot(item))
            parts += [f"**{_md(_lead(item))}**", "", f"> {_md(_cut(item.quote.sentence))}", ">"]
            parts += [f"> — [{foot}](<{link}>)" if link and link.startswith("http") else f"> — {foot}", ""]
        parts += [more, ""] if more else []
    for title, lines in _lists(digest):
        parts += [f"## {title}", ""]
        parts += [f"  - {_md(line.strip())}" if line.startswith("  ") else f"- {_md(line)}" for line in lines] + [""]
    return "\n".join(parts).rstrip() + "\n"


def digest_html(digest: Digest) -> str:
    """For the HTML part of an e-mail: one file that loads nothing."""
    return _PAGE.format(title=_h(digest.title), body="\n".join(_html(digest)))


def _html(digest: Digest) -> Iterator[str]:
    yield f"<h1>{_h(digest.title)}</h1><p class=sum>{_h(summary(digest))}</p>"
    if digest.top:
        yield f"<ul class=top>{''.join(f'<li>{_h(_title(page))}</li>' for page in digest.top)}</ul>"
    for title, items, more in _blocks(digest):
        yield f"<h2>{_h(title)}</h2>"
        for item in items:
            foot = _h(_foot(item))
            link = item.quote.url
            if link and link.startswith(("http://", "https://")):
                foot = f'<a href="{_h(link)}">{foot}</a>'
            yield f"<h3>{_h(_lead(item))}</h3><blockquote>{_h(_cut(item.quote.sentence))}</blockquote><p class=foot>{foot}</p>"
        if more:
            yield f"<p class=foot>{_h(more)}</p>"
    for title, lines in _lists(digest):
        entries = "".join(
            f"<li{' class=in' if line.startswith('  ') else ''}>{_h(line.strip())}</li>" for line in lines
        )
        yield f"<h2>{_h(title)}</h2><ul>{entries}</ul>"


_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><style>
body{{font:16px/1.5 Georgia,serif;max-width:42em;margin:1.5em auto;padding:0 1em;color:#1b1b1b;background:#fff}}
h1{{font-size:1.6em;margin:0}}h2{{font-size:1.15em;border-top:1px solid #bbb;padding-top:.7em;margin:1.6em 0 .4em}}
h3{{font-size:1em;margin:1.1em 0 .2em}}blockquote{{margin:0 0 0 .1em;padding-left:.8em;border-left:3px solid #ccc}}
.sum,.foot{{color:#555;margin:.2em 0 0}}.foot{{font-size:.87em}}.foot a{{color:#555}}.in{{margin-left:1.5em}}.top li{{font-weight:bold}}
body{{overflow-wrap:anywhere}}@media screen and (prefers-color-scheme:dark){{body{{color:#e8e6e1;background:#16171a}}
.sum,.foot,.foot a{{color:#a0a3a8}}h2{{border-color:#4a4f57}}blockquote{{border-color:#4a4f57}}}}
</style></head><body>
{body}
</body></html>
"""


def _blocks(digest: Digest) -> Iterator[tuple[str, Sequence[Item], str]]:
    """The parts that hold happenings: title, items, and how many more there are."""
    if digest.changed:
        yield "What changed", digest.changed, ""
    for section in digest.sections:
        more = f"… and {section.more} more" if section.more else ""
        yield section.title or "Others", section.items, more


def _lists(digest: Digest) -> Iterator[tuple[str, list[str]]]:
    """The parts that are lists of lines; one that begins with two spaces belongs to the one before."""
    if digest.negotiations:
        lines = []
        for standing in digest.negotiations:
            lines.append(f"{standing.name}: {standing.state}")
            lines += [f"  {_cut(line)}" for line in standing.lines]
        yield "Negotiations", lines
    if digest.ahead:
        yield "Ahead", [_ahead(item) for item in digest.ahead]
    if digest.due:
        yield "Due", [_cut(line) for line in digest.due]
    if others := [page for page in digest.pages if page.title and page not in digest.top]:
        more = [f"… and {len(others) - ARTICLES} more"] if len(others) > ARTICLES else []
        yield "Other articles" if digest.top else "Articles", [_title(page) for page in others[:ARTICLES]] + more
    if digest.left_out:
        yield "Left out", [f"{counted(digest.left_out, 'happening')} of lesser weight or less sure; the desk has them"]
    if digest.troubles:
        yield "In trouble", [_cut(line) for line in digest.troubles]


def _title(page: Page) -> str:
    """`Talks resume in Geneva (the-paper.example)`."""
    title = " ".join((page.title or "").split()).rstrip(".")
    return f"{title} ({page.publisher})" if page.publisher else title


def _ahead(item: Item) -> str:
    when = f"{item.when}: " if item.when else ""
    return f"{when}{item.headline} ({quote_source(item.quote)})"


def _lead(item: Item) -> str:
    parts = [item.headline, f" ({item.when})" if item.when else "", f": {item.why}" if item.why else ""]
    return "".join(parts)


def _foot(item: Item) -> str:
    """`the-paper.example, 20 April 2018; also in two others; reports differ on …`"""
    told = quote_source(item.quote)
    if item.beside:
        shown = ", ".join(item.beside[:3]) + (f" and {len(item.beside) - 3} more" if len(item.beside) > 3 else "")
        told += f"; also {shown}"
    if item.alike:
        told += f"; {counted(item.alike, 'more report')} of the kind"
    return "; ".join((told, *item.doubts))


def quote_source(quote: Quote) -> str:
    """`the-paper.example, 20 April 2018`."""
    return ", ".join(
        part for part in (quote.publisher or quote.title or "publisher unknown", day_label(quote.published)) if part
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def _wrapped(text: str, *, first: str = "", other: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(plain(text).split()), WIDTH, initial_indent=first, subsequent_indent=other, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def _h(text: str) -> str:
    return html.escape(text)


def _md(text: str) -> str:
    """Text in which nothing is a mark of Markdown's."""
    return escaped(plain(text))
