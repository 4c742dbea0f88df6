"""iCalendar: meetings that are announced and deadlines of promises, each with a UID that stays.

Reports of one meeting are one entry: the incident's status and day hold. The UID is the id of that report which the
store had first, so that it stays whatever is read later, and a calendar program brings an entry up to date where a
meeting is put off or called off.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TextIO

import icalendar
import msgspec

from dragoman.export.job import Job
from dragoman.export.tables import table
from dragoman.export.wording import promise_head, who, word
from dragoman.model import Event, Incident, Promise, TimeSpan
from dragoman.store import Source

__all__ = ["write_calendar"]

NO_MEETING = "no meeting that was announced, and no deadline"
NO_DAY = "no date that a calendar can hold"
UNKNOWN_DAY = datetime(1970, 1, 1, tzinfo=UTC)
"""DTSTAMP where the page has no date: the entry must not change from one export to the next."""


def write_calendar(job: Job, stream: TextIO) -> None:
    """Write a calendar of the meetings and deadlines among the job's events."""
    job.store.incidents.link()
    stream.write(_head(job))
    written: set[str] = set()
    for event, source in job.events():
        entries = _meeting(job, event, written) + _deadlines(job, event, source, written)
        if not entries:
            job.tally.take_back(_objection(job, event, written))
        for entry in entries:
            stream.write(entry.to_ical().decode().replace("\r\n", "\n").replace("\n", "\r\n"))
            job.tally.rows += 1
    stream.write("END:VCALENDAR\r\n")


def _head(job: Job) -> str:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//dragoman//meetings and deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Meetings and deadlines in {job.store.path.name}")
    head: str = calendar.to_ical().decode()
    return head.removesuffix("END:VCALENDAR\r\n")


def _meeting(job: Job, event: Event, written: set[str]) -> list[icalendar.Event]:
    known = table("calendar")
    if event.act not in known["acts"]:
        return []
    incident = job.store.incidents.get(event.id)
    status = known["meetings"].get(incident.status)
    if status is None or incident.id in written or not _was_planned(incident):
        return []
    entry = _dated(incident.date)
    if entry is None:
        return []
    written.add(incident.id)
    told = msgspec.structs.replace(event, actors=incident.actors, recipients=incident.recipients, place=incident.place)
    entry.add("uid", f"{job.store.incidents.first_known(incident)}@meetings.dragoman")
    entry.add("summary", f"{word('act', event.act).capitalize()}: {who(told, codes=False)}")
    entry.add("status", status)
    entry.add("sequence", max(len(incident.history) - 1, 0))
    fullest = job.store.reviews.current(incident.event)  # whose sentence is quoted, with its page
    page = Source.of(job.store.stories.article(fullest.article))
    return [_described(entry, job, told, page, incident.sentence, incident.last_report)]


def _was_planned(incident: Incident) -> bool:
    statuses = {incident.status, *(step.get("status") for step in incident.history)}
    return not statuses.isdisjoint(table("calendar")["planned"]["statuses"])


def _deadlines(job: Job, event: Event, source: Source, written: set[str]) -> list[icalendar.Event]:
    entries = []
    for promise in job.store.stories.deadlines(event.article):
        if promise.event != event.id or promise.id in written:
            continue
        entry = _due(promise)
        if entry is None:
            continue
        written.add(promise.id)
        entry.add("uid", f"{promise.id}@deadlines.dragoman")
        entry.add("summary", f"Due: {promise_head(promise)}" + (f" – {promise.what}" if job.texts else ""))
        entry.add("status", table("calendar")["deadlines"][promise.outcome])
        entry.add("transp", "TRANSPARENT")
        entries.append(_described(entry, job, event, source, event.evidence.text, source.published))
    return entries


def _due(promise: Promise) -> icalendar.Event | None:
    """A deadline stands on the last day by which it is due."""
    last = promise.due and (promise.due.end or promise.due.start)
    if not last or not promise.due:
        return None
    return _dated(msgspec.structs.replace(promise.due, start=last, end=last))


def _dated(time: TimeSpan) -> icalendar.Event | None:
    """An entry of whole days, or None for a date that is no entry of a calendar."""
    first, last = time.start or time.end, time.end or time.start
    if not first or not last or time.precision in table("calendar")["vague"]["precisions"]:
        return None
    entry = icalendar.Event()
    entry.add("dtstart", date.fromisoformat(first[:10]))
    entry.add("dtend", date.fromisoformat(last[:10]) + timedelta(days=1))
    return entry


def _described(
    entry: icalendar.Event, job: Job, event: Event, source: Source, sentence: str, reported: str | None
) -> icalendar.Event:
    """The entry with where it is, who says so, and the day of the last report as its stamp."""
    entry.add("dtstamp", datetime.fromisoformat(f"{reported[:10]}T00:00:00+00:00") if reported else UNKNOWN_DAY)
    if event.place and event.place.origin == "clause":  # a dateline says where the page was written
        entry.add("location", event.place.name)
        if event.place.latitude is not None and event.place.longitude is not None:
            entry.add("geo", (event.place.latitude, event.place.longitude))
    if source.url:
        entry.add("url", source.url)
    if job.texts:
        publisher = f" ({source.publisher})" if source.publisher else ""
        entry.add("description", f"{sentence}{publisher}")
    return entry


def _objection(job: Job, event: Event, written: set[str]) -> str:
    """Why an event is no entry."""
    known = table("calendar")
    if event.act in known["acts"]:
        incident = job.store.incidents.get(event.id)
        if incident.id in written:
            return "another report of the same meeting"
        if incident.status in known["meetings"] and _was_planned(incident):
            return NO_DAY
    return NO_MEETING
