"""HTML: a page that stands by itself, with the article's text, its events marked, and a small timeline.

No script, no font, no picture, nothing from elsewhere; what the page says is escaped, and a content security
policy forbids the rest.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TextIO, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman.export import wording
from dragoman.export.marking import event_marks, paragraphs
from dragoman.export.select import View, by_date, select
from dragoman.export.timeline import timeline
from dragoman.model import Event, Negotiation, Record, Status

__all__ = ["HtmlWriter", "fragment", "style", "templates"]


@cache
def templates() -> Environment:
    """The templates of all pages that stand by themselves, with the wording as filters."""
    environment = Environment(
        loader=PackageLoader("dragoman", "data/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        act=wording.act_word,
        actors=lambda actors: _unbroken(wording.actors_label(actors)),
        chain=wording.chain,
        count=wording.count_label,
        day=wording.day_label,
        names=lambda actors: wording.actors_label(actors, codes=False),
        place=wording.place_label,
        position=wording.position_content,
        position_of=lambda position: _unbroken(wording.position_label(position)),
        promise=wording.promise_head,
        quotation=wording.quotation_text,
        status=wording.status_word,
        time=wording.time_label,
        who=lambda event: _unbroken(wording.who(event)),
        words=lambda code, table: wording.word(table, code),
    )
    return environment


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
    by_number = dict(numbered)
    context: dict[str, Any] = {
        "article": article,
        "behind": [part for part in (article.publisher, article.agency, article.byline) if part],
        "address": article.url if article.url and re.match(r"https?://", article.url) else None,
        "day": wording.article_day(article),
        "evidence": view.evidence,
        "events": by_number,
        "outer": {event.id: number for number, event in numbered},
        "news": [(at, event) for at, event in numbered if not event.background],
        "past": [(at, event) for at, event in numbered if event.background],
        "statuses": _statuses(chosen.events),
        "title": paragraphs((article.title or "(no title)").replace("\n", " "), event_marks(numbered, "title")),
        "text": paragraphs(article.text, event_marks(numbered, "text")),
        "line": timeline([(at, event) for at, event in numbered if not event.background], article.published),
        "quotations": [quotation for quotation in chosen.quotations if quotation.direct],
        "record": chosen,
        "steps": {negotiation.id: _steps(negotiation, numbered) for negotiation in chosen.negotiations},
        "page": f"p{number}",
        "unsure": wording.UNSURE,
    }
    return templates().get_template("reading.html").render(context)


def _numbered(record: Record) -> list[tuple[int, Event]]:
    """Events numbered by date, those of the background after the others."""
    news = by_date(tuple(event for event in record.events if not event.background))
    past = by_date(tuple(event for event in record.events if event.background))
    return list(enumerate([*news, *past], start=1))


def _steps(negotiation: Negotiation, numbered: list[tuple[int, Event]]) -> list[dict[str, Any]]:
    """The course of a negotiation, each step with the number of the event that it rests on."""
    known = {event.id: (number, event) for number, event in numbered}
    steps = []
    for step in negotiation.states:
        number, event = known.get(step.event, (None, None))
        when = wording.step_day(step, event)
        steps.append({"state": step.state, "when": when, "number": number, "reason": step.reason})
    return steps


def _statuses(events: tuple[Event, ...]) -> list[str]:
    present = {event.status for event in events}
    return [status for status in get_args(Status) if status in present]


class HtmlWriter:
    """Writes one HTML document with a section for each page, as they are read."""

    def __init__(self, stream: TextIO, view: View) -> None:
        self._stream = stream
        self._view = view
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
