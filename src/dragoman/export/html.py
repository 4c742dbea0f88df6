"""HTML: a page that stands by itself, with the article's text, its events marked, and a small timeline.

No script, no font, no picture, nothing from elsewhere; what the page says is escaped, and a content security
policy forbids the rest.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import Any, TextIO, get_args

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman.export import wording
from dragoman.export.marking import event_marks, paragraphs
from dragoman.export.select import View, news_and_past, select
from dragoman.export.timeline import timeline
from dragoman.export.writer import Writer
from dragoman.model import Event, Negotiation, Record, Status

__all__ = ["HtmlWriter", "environment", "fragment", "shown", "style", "templates"]


def environment(package: str, folder: str) -> Environment:
    """The templates of a package's folder and those of pages that stand by themselves, with the wording as filters."""
    found = Environment(
        loader=ChoiceLoader([PackageLoader(package, folder), PackageLoader("dragoman", "data/templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(
        act=wording.act_word,
        place=wording.place_label,
        position=wording.position_content,
        promise=wording.promise_head,
        quotation=wording.quotation_text,
        status=wording.status_word,
        words=lambda code, table: wording.word(table, code),
    )
    return found


@cache
def templates() -> Environment:
    """The templates of all pages that stand by themselves."""
    found = environment("dragoman", "data/templates")
    found.filters.update(
        actors=lambda actors: _unbroken(wording.actors_label(actors)),
        chain=wording.chain,
        count=wording.count_label,
        day=wording.day_label,
        names=lambda actors: wording.actors_label(actors, codes=False),
        position_of=lambda position: _unbroken(wording.position_label(position)),
        time=wording.time_label,
        time_text=wording.time_label,
        who=lambda event: _unbroken(wording.who(event)),
    )
    return found


def _unbroken(label: str) -> str:
    """An actor's codes kept on one line: `(USA, GOV)`."""
    return re.sub(r"\(([A-Z]{3}), ([A-Z]{3})\)", "(\\1,\u00a0\\2)", label)


def style() -> Markup:
    """The style sheet, with the colours of the statuses from the wording."""
    sheet = (
        templates()
        .get_template("style.css")
        .render(statuses={status: wording.status_word(status) for status in get_args(Status)})
    )
    return Markup(sheet)  # ours alone: nothing of a page is in it


def fragment(record: Record, view: View, *, number: int = 1) -> str:
    """One page's reading as an HTML `<article>`; `number` keeps the ids of several pages apart."""
    chosen = select(record, view)
    numbered = _numbered(chosen)
    article = chosen.article
    context: dict[str, Any] = {
        **shown(chosen, numbered),
        "behind": [part for part in (article.publisher, article.agency, article.byline) if part],
        "day": wording.article_day(article),
        "evidence": view.evidence,
        "title": paragraphs((article.title or "(no title)").replace("\n", " "), event_marks(numbered, "title")),
        "text": paragraphs(article.text, event_marks(numbered, "text")),
        "steps": {negotiation.id: _steps(negotiation, numbered) for negotiation in chosen.negotiations},
        "page": f"p{number}",
    }
    return templates().get_template("reading.html").render(context)


def shown(record: Record, numbered: list[tuple[int, Event]]) -> dict[str, Any]:
    """What any page that shows an article needs of its record, its events numbered."""
    article = record.article
    news = [(at, event) for at, event in numbered if not event.background]
    present = {event.status for event in record.events}
    return {
        "record": record,
        "article": article,
        "address": article.url if article.url and re.match(r"https?://", article.url) else None,
        "events": dict(numbered),
        "outer": {event.id: at for at, event in numbered},
        "news": news,
        "past": [(at, event) for at, event in numbered if event.background],
        "statuses": [status for status in get_args(Status) if status in present],
        "line": timeline(news, article.published),
        "quotations": [quotation for quotation in record.quotations if quotation.direct],
        "unsure": wording.UNSURE,
    }


def _numbered(record: Record) -> list[tuple[int, Event]]:
    """Events numbered by date, those of the background after the others."""
    return list(enumerate(chain.from_iterable(news_and_past(record)), start=1))


def _steps(negotiation: Negotiation, numbered: list[tuple[int, Event]]) -> list[dict[str, Any]]:
    """The course of a negotiation, each step with the number of the event that it rests on."""
    known = {event.id: (number, event) for number, event in numbered}
    steps = []
    for step in negotiation.states:
        number, event = known.get(step.event, (None, None))
        when = wording.step_day(step, event)
        steps.append({"state": step.state, "when": when, "number": number, "reason": step.reason})
    return steps


class HtmlWriter(Writer):
    """Writes one HTML document with a section for each page, as they are read."""

    def __init__(self, stream: TextIO, view: View) -> None:
        super().__init__(stream, view)
        self._pages = 0

    def write(self, record: Record) -> None:
        """Write one page's section."""
        self._begin(record.article.title or "Dragoman")
        self._pages += 1
        self._stream.write(fragment(record, self._view, number=self._pages))
        self._stream.flush()

    def close(self) -> None:
        """End the document."""
        self._begin("Dragoman: nothing was read")
        self._stream.write("</body>\n</html>\n")

    def _begin(self, title: str) -> None:
        if not self._pages:
            self._stream.write(templates().get_template("head.html").render(title=title, style=style()))
