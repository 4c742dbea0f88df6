"""Markdown: the brief for a note, an issue or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.export.select import View, news_and_past, select
from dragoman.export.wording import (
    act_word,
    actors_label,
    article_day,
    chain,
    count_label,
    position_content,
    position_label,
    promise_head,
    quotation_text,
    status_word,
    time_label,
    where_label,
    who,
    word,
)
from dragoman.export.writer import Writer
from dragoman.model import Event, Negotiation, Record

__all__ = ["MarkdownWriter", "escaped", "markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def escaped(text: str) -> str:
    """Text that Markdown shows as it is: no link, heading, table or HTML can come out of a page."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def markdown(record: Record, view: View) -> Iterator[str]:
    """The lines of a page's brief in Markdown (CommonMark)."""
    chosen = select(record, view)
    article = chosen.article
    yield f"# {escaped(article.title or '(no title)')}"
    yield ""
    behind = [article.publisher or "publisher unknown", article.agency, article.byline, article_day(article)]
    yield escaped(" · ".join(part for part in behind if part))
    if article.url and re.match(r"https?://[^\s<>]+$", article.url):
        yield f"<{article.url}>"
    for title, events in zip(("Events", "Background"), news_and_past(chosen), strict=True):
        if events:
            yield from ("", f"## {title}", "")
            for event in events:
                yield from _event(event, view)
    yield from _said(chosen)
    for negotiation in chosen.negotiations:
        yield from _negotiation(negotiation)
    yield ""


def _event(event: Event, view: View) -> Iterator[str]:
    date = time_label(event.date) or "no date"
    status = status_word(event.status).word
    tail = [where_label(event.place), *map(count_label, event.counts)]
    rest = "".join(f", {part}" for part in tail if part)
    change = f", {word('change', event.change)}" if event.change else ""
    yield (
        f"- **{escaped(date)}**, *{status}{change}*: {act_word(event.act)} “{escaped(event.trigger.text)}”, "
        f"{escaped(who(event) + rest)}"
    )
    if event.condition:
        yield f"  - on the condition: {escaped(event.condition)}"
    if event.attribution:
        yield f"  - according to {escaped(chain(event.attribution))}"
    if view.evidence:
        yield f"  > {escaped(event.evidence.text)}"


def _said(record: Record) -> Iterator[str]:
    direct = [quotation for quotation in record.quotations if quotation.direct]
    if direct:
        yield from ("", "## In their own words", "")
        for quotation in direct:
            speakers = actors_label(quotation.speakers) or "speaker unnamed"
            to = f", to {quotation.to.name}" if quotation.to else ""
            yield f"> {escaped(quotation_text(quotation))} — {escaped(speakers + to)}"
            yield ""
    if record.positions:
        yield from ("", "## Positions", "")
        for position in record.positions:
            stance = word("position", position.stance)
            yield f"- *{stance}*, {escaped(f'{position_label(position)}: {position_content(position)}')}"
    if record.promises:
        yield from ("", "## Promises", "")
        for promise in record.promises:
            due = time_label(promise.due)
            end = f" (due {due}; {word('outcome', promise.outcome)})" if due else f" ({promise.outcome})"
            yield f"- {escaped(f'{promise_head(promise)}: {promise.what}{end}')}"


def _negotiation(negotiation: Negotiation) -> Iterator[str]:
    yield from ("", f"## {escaped(negotiation.name)}", "")
    yield f"- parties: {escaped(actors_label(negotiation.parties))}"
    if negotiation.mediators:
        yield f"- mediators: {escaped(actors_label(negotiation.mediators))}"
    if negotiation.state:
        yield f"- state: {word('state', negotiation.state)}"
    for meeting in negotiation.meetings:
        held = "held" if meeting.status == "happened" else status_word(meeting.status).word
        parts = [" and ".join(meeting.parties), time_label(meeting.date), meeting.place]
        yield f"- meeting, {held}: {escaped(', '.join(part for part in parts if part))}"
    for agreement in negotiation.agreements:
        yield f"- agreement: {escaped(agreement.name)} ({word('stage', agreement.stage)})"


class MarkdownWriter(Writer):
    """Writes each page's brief."""

    def text(self, record: Record) -> str:
        """One page."""
        return "\n".join(markdown(record, self._view)) + "\n"
