"""The brief: a page's reading as a good editor would lay it on the desk, in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dragoman.export.layout import Flow, actor_parts, console_for, evidence, heading, joined, printed, row, text
from dragoman.export.select import View, news_and_past, select
from dragoman.export.wording import (
    DOUBTFUL,
    UNSURE,
    act_word,
    actors_label,
    article_day,
    chain,
    count_label,
    day_label,
    has_word,
    position_content,
    position_label,
    promise_head,
    quotation_text,
    status_word,
    step_day,
    time_label,
    where_label,
    word,
)
from dragoman.export.writer import Writer
from dragoman.model import Article, Event, Meeting, Negotiation, Position, Promise, Quotation, Record

__all__ = ["BriefWriter", "brief"]


def brief(record: Record, view: View) -> Iterator[RenderableType]:
    """The brief of one page as rich renderables, top to bottom."""
    chosen = select(record, view)
    news, past = news_and_past(chosen)
    yield from _head(chosen, news, past)
    yield from _events("Events", [event for event in news if event.confidence >= DOUBTFUL], chosen, view)
    yield from _quotations(chosen)
    yield from _loose_ends(chosen, view)
    for negotiation in chosen.negotiations:
        yield from _negotiation(negotiation, chosen, view)
    if past:
        yield from _events("Background", past, chosen, view, dim=True)
    yield from _doubtful([event for event in news if event.confidence < DOUBTFUL])
    yield Text()


def _head(record: Record, news: Sequence[Event], past: Sequence[Event]) -> Iterator[RenderableType]:
    article = record.article
    yield text(article.title or "(no title)", "bold")
    yield text(" · ".join(_standing_behind(article)))
    aside = [article.section, None if article.genre == "news" else article.genre, ", ".join(article.tags)]
    if any(aside):
        yield text(" · ".join(part for part in aside if part), "dim")
    if not article.published:
        yield text("Give the day of the page with --published to resolve “last month” and the like.", "yellow")
    yield Text()
    yield _tally(news, past)


def _standing_behind(article: Article) -> Iterator[str]:
    yield article.publisher or "publisher unknown"
    if article.agency and article.agency != article.publisher:
        yield f"agency {article.agency}"
    if article.byline:
        byline = article.byline
        yield byline if byline.lower().startswith("by ") else f"by {byline}"
    yield article_day(article)


def _tally(news: Sequence[Event], past: Sequence[Event]) -> RenderableType:
    if not news and not past:
        return text("No event was found in this page.", "dim")
    counts = Counter(event.status for event in news)
    items = [text(f"{len(news)} event{'s' if len(news) != 1 else ''}", "bold")]
    for status, number in counts.most_common():
        shown = status_word(status)
        items.append(joined([(f"{shown.mark} ", shown.terminal), (f"{number} {shown.word}", "")]))
    if past:
        items.append(text(f"{len(past)} in the background", "dim"))
    return Flow(items)


def _events(
    title: str, events: Sequence[Event], record: Record, view: View, *, dim: bool = False
) -> Iterator[RenderableType]:
    if not events:
        return
    style = "dim" if dim else ""
    yield from heading(title, "dim bold" if dim else "bold")
    outer = {event.id: event for event in record.events}
    shown_date = None
    for index, event in enumerate(events):
        date = time_label(event.date) or "no date"
        yield _styled(
            row("" if date == shown_date else date, *_event(event, outer.get(event.within or ""), view)),
            style,
        )
        if index < len(events) - 1:
            yield Text()
        shown_date = date


def _doubtful(events: Sequence[Event]) -> Iterator[RenderableType]:
    """Readings that are hardly ever right, a line each: whoever checks a page may want them."""
    if events:
        yield from heading(f"Doubtful, below {DOUBTFUL:.0%}", "dim bold")
    for event in events:
        status = status_word(event.status)
        told = f"{status.mark} {status.word}  {act_word(event.act)}  “{event.trigger.text}”  "
        yield joined([(part, "dim") for part, _ in [(told, ""), *_sides_of(event)]])


def _styled(row: RenderableType, style: str) -> RenderableType:
    return Padding(row, (0, 0), style=style) if style else row


def _event(event: Event, outer: Event | None, view: View) -> Iterator[RenderableType]:
    status = status_word(event.status)
    head = [
        (f"{status.mark} {status.word}", f"bold {status.terminal}"),
        ("  ", ""),
        (act_word(event.act), "bold"),
    ]
    if event.trigger.text.lower() != act_word(event.act):
        head.append((f"  “{event.trigger.text}”", ""))
    if event.change:
        head.append((f", {word('change', event.change)}", status.terminal))
    code = " ".join(part for part in (event.type or event.act, event.cameo) if part)
    head.append((f"  {code}", "dim"))
    if event.confidence < UNSURE:
        head.append((f"  unsure ({event.confidence:.0%})", "yellow"))
    yield joined(head)
    yield joined(_sides_of(event))
    details = [where_label(event.place), *map(count_label, event.counts)]
    if any(details):
        yield text(" · ".join(detail for detail in details if detail))
    if event.condition:
        yield joined([("on the condition: ", "dim"), (event.condition, "")])
    if outer is not None:
        introduced = word("within", outer.act if has_word("within", outer.act) else "default")
        yield text(f"{introduced} (“{outer.trigger.text}”, {status_word(outer.status).word})", "dim")
    yield from _said_by(event)
    if view.evidence:
        yield evidence(event.evidence.text)


def _sides_of(event: Event) -> list[tuple[str, str]]:
    parts = actor_parts(event.actors) or [("somebody unnamed", "dim italic")]
    if event.recipients:
        parts += [(" → ", "bold"), *actor_parts(event.recipients, event)]
    return parts


def _said_by(event: Event) -> Iterator[RenderableType]:
    if event.attribution:
        yield joined([("← ", "bold"), (chain(event.attribution), "")])
    announced = time_label(event.announced)
    if announced and announced != time_label(event.date):
        yield text(f"made known {announced}", "dim")


def _quotations(record: Record) -> Iterator[RenderableType]:
    """Words between quotation marks; what is only reported stands in the chains of the events."""
    direct = [quotation for quotation in record.quotations if quotation.direct]
    if not direct:
        return
    yield from heading("In their own words")
    for index, quotation in enumerate(direct):
        if index:
            yield Text()
        yield from _quotation(quotation)


def _quotation(quotation: Quotation) -> Iterator[RenderableType]:
    yield text(quotation_text(quotation))
    parts = [("— ", "")]
    parts += actor_parts(quotation.speakers) or [("speaker unnamed", "dim italic")]
    if quotation.to:
        parts.append((f", to {quotation.to.name}", ""))
    when = time_label(quotation.date)
    if when:
        parts.append((f", {when}", "dim"))
    yield Padding(joined(parts), (0, 0, 0, 2))


def _loose_ends(record: Record, view: View) -> Iterator[RenderableType]:
    """Positions and promises that belong to no negotiation; the others stand under theirs."""
    positions_in = {id for negotiation in record.negotiations for id in negotiation.positions}
    promises_in = {id for negotiation in record.negotiations for id in negotiation.promises}
    positions = [position for position in record.positions if position.id not in positions_in]
    promises = [promise for promise in record.promises if promise.id not in promises_in]
    if positions:
        yield from heading("Positions")
        yield from _positions(positions, record, view)
    if promises:
        yield from heading("Promises")
        yield from _promises(promises, record, view)


def _positions(positions: Sequence[Position], record: Record, view: View) -> Iterator[RenderableType]:
    for position in positions:
        stance = word("position", position.stance)
        yield joined(
            [(f"{stance}  ", "bold cyan"), (position_label(position), ""), (": " + position_content(position), "")]
        )
        if position.attribution:
            yield Padding(joined([("← ", "bold"), (chain(position.attribution), "")]), (0, 0, 0, 2))
        if view.evidence:
            yield evidence(_sentence_of(position.event, record) or _words(position, record))


def _promises(promises: Sequence[Promise], record: Record, view: View) -> Iterator[RenderableType]:
    for promise in promises:
        due = time_label(promise.due)
        made = time_label(promise.made)
        days = [made and f"made {made}", due and f"due {due}", word("outcome", promise.outcome)]
        yield joined(
            [
                (promise_head(promise), ""),
                (f": {promise.what}  ", ""),
                (" · ".join(day for day in days if day), "dim"),
            ]
        )
        if view.evidence and (sentence := _sentence_of(promise.event, record)):
            yield evidence(sentence)


def _sentence_of(event_id: str | None, record: Record) -> str:
    return next((event.evidence.text for event in record.events if event.id == event_id), "")


def _words(position: Position, record: Record) -> str:
    return record.article.text[position.start : position.end]


def _negotiation(negotiation: Negotiation, record: Record, view: View) -> Iterator[RenderableType]:
    yield from heading("Negotiation")
    state = word("state", negotiation.state)
    yield joined([(negotiation.name, "bold"), (f"  {state}" if state else "", "bold cyan")])
    yield Text()
    facts = [
        ("parties", actors_label(negotiation.parties)),
        ("mediators", actors_label(negotiation.mediators)),
        ("issues", ", ".join(negotiation.issues)),
    ]
    for name, value in facts:
        if value:
            yield row(name, text(value), style="dim")
    if negotiation.states:
        yield row("course", *_course(negotiation, record, view), style="dim")
    if negotiation.meetings:
        yield row("meetings", *map(_text_of_meeting, negotiation.meetings), style="dim")
    for agreement in negotiation.agreements:
        signed = f", signed {day_label(agreement.signed)}" if agreement.signed else ""
        by = f" ({', '.join(agreement.signatories)})" if agreement.signatories else ""
        yield row("agreement", text(f"{agreement.name}: {word('stage', agreement.stage)}{signed}{by}"), style="dim")
    positions = [position for position in record.positions if position.id in negotiation.positions]
    if positions:
        yield row("positions", *_positions(positions, record, view), style="dim")
    promises = [promise for promise in record.promises if promise.id in negotiation.promises]
    if promises:
        yield row("promises", *_promises(promises, record, view), style="dim")


def _course(negotiation: Negotiation, record: Record, view: View) -> Iterator[RenderableType]:
    """How the negotiation came to its state; the sentence only where evidence is asked for."""
    events = {event.id: event for event in record.events}
    for step in negotiation.states:
        event = events.get(step.event)
        parts = [(word("state", step.state), "cyan"), (f", {when}" if (when := step_day(step, event)) else "", "")]
        if event is not None:
            parts.append((f"  “{event.trigger.text}”", "dim"))
        yield joined(parts)
        if view.evidence and step.reason:
            yield evidence(step.reason)


def _text_of_meeting(meeting: Meeting) -> Text:
    status = status_word(meeting.status)
    rest = [
        time_label(meeting.date),
        meeting.place and f"in {meeting.place}",
        meeting.change and word("change", meeting.change),
    ]
    held = "held" if meeting.status == "happened" else status.word
    return joined(
        [
            (f"{status.mark} {held}  ", status.terminal),
            (" and ".join(meeting.parties) if len(meeting.parties) < 3 else ", ".join(meeting.parties), ""),
            ("".join(f", {part}" for part in rest if part), ""),
        ]
    )


class BriefWriter(Writer):
    """Writes briefs; several pages are parted by a line. Colour only where the stream is a terminal."""

    def __init__(self, stream: TextIO, view: View) -> None:
        super().__init__(stream, view)
        self._console = console_for(stream)
        self._first = True

    def text(self, record: Record) -> str:
        """One page's brief."""
        between = () if self._first else (Rule(characters="═", style="dim"), Text())
        self._first = False
        return printed(self._console, *between, *brief(record, self._view))
