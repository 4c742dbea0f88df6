"""The brief: a page's reading as a good editor would lay it on the desk, in a terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.export.select import View, by_date, select
from dragoman.export.wording import (
    act_word,
    actor_label,
    actors_label,
    article_day,
    chain,
    count_label,
    day_label,
    place_label,
    position_sentence,
    promise_head,
    quotation_text,
    status_word,
    time_label,
    word,
)
from dragoman.model import Actor, Article, Event, Meeting, Negotiation, Position, Promise, Quotation, Record

__all__ = ["BriefWriter", "brief", "plain"]

WIDEST = 100
"""Columns; longer lines are hard to read, however wide the terminal."""
MARGIN = 13
"""Columns of the left margin, in which the dates stand: `18 April 2018`."""
UNSURE = 0.5
"""Below this confidence a row says `unsure`."""

# C0 and C1 controls and the marks that turn the direction of writing: a page must not drive the terminal.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


def plain(text: str) -> str:
    """Text without anything that could drive a terminal."""
    return _CONTROLS.sub(" ", text)


def _text(text: str, style: str = "") -> Text:
    return Text(plain(text), style=style)


def _joined(parts: Iterable[tuple[str, str]]) -> Text:
    return Text.assemble(*((plain(text), style) for text, style in parts))


def _row(left: str, *body: RenderableType, style: str = "bold") -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(width=MARGIN, style=style)
    grid.add_column(ratio=1)
    grid.add_row(_text(left), Group(*body))
    return grid


def _heading(title: str, style: str = "bold") -> Iterator[RenderableType]:
    yield Text()
    yield Rule(_text(title, style), align="left", style="dim", characters="─")


def brief(record: Record, view: View) -> Iterator[RenderableType]:
    """The brief of one page as rich renderables, top to bottom."""
    chosen = select(record, view)
    news = by_date(tuple(event for event in chosen.events if not event.background))
    past = by_date(tuple(event for event in chosen.events if event.background))
    yield from _head(chosen, news, past)
    yield from _events("Events", news, chosen, view)
    yield from _quotations(chosen)
    yield from _loose_ends(chosen, view)
    for negotiation in chosen.negotiations:
        yield from _negotiation(negotiation, chosen, view)
    if past:
        yield from _events("Background", past, chosen, view, dim=True)
    yield Text()


def _head(record: Record, news: Sequence[Event], past: Sequence[Event]) -> Iterator[RenderableType]:
    article = record.article
    yield _text(article.title or "(no title)", "bold")
    yield _text(" · ".join(_standing_behind(article)))
    aside = [article.section, None if article.genre == "news" else article.genre, ", ".join(article.tags)]
    if any(aside):
        yield _text(" · ".join(part for part in aside if part), "dim")
    if not article.published:
        yield _text("Give the day of the page with --published to resolve “last month” and the like.", "yellow")
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


def _tally(news: Sequence[Event], past: Sequence[Event]) -> Text:
    if not news and not past:
        return _text("No event was found in this page.", "dim")
    counts = Counter(event.status for event in news)
    parts: list[tuple[str, str]] = [(f"{len(news)} event{'s' if len(news) != 1 else ''}", "bold")]
    for status, number in counts.most_common():
        shown = status_word(status)
        parts += [("   ", ""), (f"{shown.mark} ", shown.terminal), (f"{number} {shown.word}", "")]
    if past:
        parts.append((f"   {len(past)} in the background", "dim"))
    return _joined(parts)


def _events(
    title: str, events: Sequence[Event], record: Record, view: View, *, dim: bool = False
) -> Iterator[RenderableType]:
    if not events:
        return
    style = "dim" if dim else ""
    yield from _heading(title, "dim bold" if dim else "bold")
    outer = {event.id: event for event in record.events}
    shown_date = None
    for index, event in enumerate(events):
        date = time_label(event.date) or "no date"
        yield _styled(
            _row("" if date == shown_date else date, *_event(event, outer.get(event.within or ""), view)),
            style,
        )
        if index < len(events) - 1:
            yield Text()
        shown_date = date


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
    yield _joined(head)
    yield _sides(event)
    details = [place_label(event.place) and f"in {place_label(event.place)}", *map(count_label, event.counts)]
    if any(details):
        yield _text(" · ".join(detail for detail in details if detail))
    if event.condition:
        yield _joined([("on the condition: ", "dim"), (event.condition, "")])
    if outer is not None:
        introduced = word("within", outer.act if outer.act in WITHIN_ACTS else "default")
        yield _text(f"{introduced} (“{outer.trigger.text}”, {status_word(outer.status).word})", "dim")
    yield from _said_by(event)
    if view.evidence:
        yield _evidence(event.evidence.text)


WITHIN_ACTS = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "CONSULT"})
"""Acts that have an introduction of their own in the wording for what is within them."""


def _sides(event: Event) -> Text:
    parts = _actors(event.actors) or [("somebody unnamed", "dim italic")]
    if event.recipients:
        parts += [(" → ", "bold"), *_actors(event.recipients)]
    return _joined(parts)


def _actors(actors: Sequence[Actor]) -> list[tuple[str, str]]:
    parts: list[tuple[str, str]] = []
    for index, actor in enumerate(actors):
        if index:
            parts.append((" and " if index == len(actors) - 1 else ", ", ""))
        parts.append((actor.name, ""))
        codes = actor_label(actor)[len(actor.name) :]
        if codes:
            parts.append((codes, "dim"))
        if actor.role != "party":
            parts.append((f", {actor.role}", "italic"))
    return parts


def _said_by(event: Event) -> Iterator[RenderableType]:
    if event.attribution:
        yield _joined([("← ", "bold"), (chain(event.attribution), "")])
    announced = time_label(event.announced)
    if announced and announced != time_label(event.date):
        yield _text(f"made known {announced}", "dim")


def _evidence(text: str) -> RenderableType:
    return Padding(_text(" ".join(plain(text).split()), "italic dim"), (0, 0, 0, 2))


def _quotations(record: Record) -> Iterator[RenderableType]:
    """Words between quotation marks; what is only reported stands in the chains of the events."""
    direct = [quotation for quotation in record.quotations if quotation.direct]
    if not direct:
        return
    yield from _heading("In their own words")
    for index, quotation in enumerate(direct):
        if index:
            yield Text()
        yield from _quotation(quotation)


def _quotation(quotation: Quotation) -> Iterator[RenderableType]:
    yield _text(quotation_text(quotation))
    parts = [("— ", "")]
    parts += _actors(quotation.speakers) or [("speaker unnamed", "dim italic")]
    if quotation.to:
        parts.append((f", to {quotation.to.name}", ""))
    when = time_label(quotation.date)
    if when:
        parts.append((f", {when}", "dim"))
    yield Padding(_joined(parts), (0, 0, 0, 2))


def _loose_ends(record: Record, view: View) -> Iterator[RenderableType]:
    """Positions and promises that belong to no negotiation; the others stand under theirs."""
    positions_in = {id for negotiation in record.negotiations for id in negotiation.positions}
    promises_in = {id for negotiation in record.negotiations for id in negotiation.promises}
    positions = [position for position in record.positions if position.id not in positions_in]
    promises = [promise for promise in record.promises if promise.id not in promises_in]
    if positions:
        yield from _heading("Positions")
        yield from _positions(positions, record, view)
    if promises:
        yield from _heading("Promises")
        yield from _promises(promises, record, view)


def _positions(positions: Sequence[Position], record: Record, view: View) -> Iterator[RenderableType]:
    for position in positions:
        yield _joined([*_actors((position.party,)), (" ", ""), (position_sentence(position), "")])
        if position.attribution:
            yield Padding(_joined([("← ", "bold"), (chain(position.attribution), "")]), (0, 0, 0, 2))
        if view.evidence:
            yield _evidence(_sentence_of(position.event, record) or _words(position, record))


def _promises(promises: Sequence[Promise], record: Record, view: View) -> Iterator[RenderableType]:
    for promise in promises:
        due = time_label(promise.due)
        made = time_label(promise.made)
        days = [made and f"made {made}", due and f"due {due}", word("outcome", promise.outcome)]
        yield _joined(
            [
                (promise_head(promise), ""),
                (f": {promise.what}  ", ""),
                (" · ".join(day for day in days if day), "dim"),
            ]
        )
        if view.evidence and (sentence := _sentence_of(promise.event, record)):
            yield _evidence(sentence)


def _sentence_of(event_id: str | None, record: Record) -> str:
    return next((event.evidence.text for event in record.events if event.id == event_id), "")


def _words(position: Position, record: Record) -> str:
    return record.article.text[position.start : position.end]


def _negotiation(negotiation: Negotiation, record: Record, view: View) -> Iterator[RenderableType]:
    yield from _heading("Negotiation")
    state = word("state", negotiation.state)
    yield _joined([(negotiation.name, "bold"), (f"  {state}" if state else "", "bold cyan")])
    yield Text()
    facts = [
        ("parties", actors_label(negotiation.parties)),
        ("mediators", actors_label(negotiation.mediators)),
        ("issues", ", ".join(negotiation.issues)),
    ]
    for name, value in facts:
        if value:
            yield _row(name, _text(value), style="dim")
    if negotiation.states:
        yield _row(
            "course", *(_text(_step(step.state, step.since, step.reason)) for step in negotiation.states), style="dim"
        )
    if negotiation.meetings:
        yield _row("meetings", *map(_text_of_meeting, negotiation.meetings), style="dim")
    for agreement in negotiation.agreements:
        signed = f", signed {day_label(agreement.signed)}" if agreement.signed else ""
        by = f" ({', '.join(agreement.signatories)})" if agreement.signatories else ""
        yield _row("agreement", _text(f"{agreement.name}: {word('stage', agreement.stage)}{signed}{by}"), style="dim")
    positions = [position for position in record.positions if position.id in negotiation.positions]
    if positions:
        yield _row("positions", *_positions(positions, record, view), style="dim")
    promises = [promise for promise in record.promises if promise.id in negotiation.promises]
    if promises:
        yield _row("promises", *_promises(promises, record, view), style="dim")


def _step(state: str, since: str | None, reason: str) -> str:
    start = f"{day_label(since)}: " if since else ""
    return f"{start}{word('state', state)}" + (f" ({reason})" if reason else "")


def _text_of_meeting(meeting: Meeting) -> Text:
    status = status_word(meeting.status)
    rest = [
        time_label(meeting.date),
        meeting.place and f"in {meeting.place}",
        meeting.change and word("change", meeting.change),
    ]
    held = "held" if meeting.status == "happened" else status.word
    return _joined(
        [
            (f"{status.mark} {held}  ", status.terminal),
            (" and ".join(meeting.parties) if len(meeting.parties) < 3 else ", ".join(meeting.parties), ""),
            ("".join(f", {part}" for part in rest if part), ""),
        ]
    )


class BriefWriter:
    """Writes briefs; several pages are parted by a line. Colour only where the stream is a terminal."""

    def __init__(self, stream: TextIO, view: View) -> None:
        self._stream = stream
        self._console = Console(file=stream, highlight=False, soft_wrap=False)
        self._console.width = min(self._console.width, WIDEST)
        self._view = view
        self._first = True

    def write(self, record: Record) -> None:
        """Write one page's brief."""
        with self._console.capture() as captured:
            if not self._first:
                self._console.print(Rule(characters="═", style="dim"))
                self._console.print()
            for part in brief(record, self._view):
                self._console.print(part)
        self._first = False
        text = captured.get()
        if not self._console.is_terminal:  # a grid fills its lines with blanks, which a file has no use for
            text = "\n".join(line.rstrip() for line in text.split("\n"))
        self._stream.write(text)
        self._stream.flush()

    def close(self) -> None:
        """Nothing is held back."""
