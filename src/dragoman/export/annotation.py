"""W3C Web Annotations in JSON-LD: an annotation for every span that an event rests on.

Each has a text quote selector, which finds the words again in the page wherever it stands, and a text position
selector, whose offsets count Unicode code points of the page's cleaned text, as the standard asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TextIO

import msgspec

from dragoman import __version__
from dragoman.export.job import Job
from dragoman.export.rows import digest
from dragoman.model import Article, Event

__all__ = ["event_annotations", "write_annotations"]

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"dragoman": "urn:dragoman:"}]
AROUND = 32
"""Characters of the text on either side that a quote selector gives, as most annotation tools do."""


class Marked(NamedTuple):
    """A span with what it is to the event."""

    part: str
    words: str
    start: int
    end: int
    source: str
    tags: tuple[str, ...]


def write_annotations(job: Job, stream: TextIO) -> None:
    """Write one collection with all annotations, one a line between its brackets, and at its end what went in."""
    head = {"@context": CONTEXT, "id": "urn:dragoman:annotations", "type": "AnnotationCollection"}
    page = {"id": "urn:dragoman:annotations:1", "type": "AnnotationPage", "startIndex": 0}
    stream.write(_json(head)[:-1] + ',"first":' + _json(page)[:-1] + ',"items":[\n')
    for event, _ in job.events():
        for annotation in event_annotations(event, job.store.stories.article(event.article), texts=job.texts):
            stream.write((",\n" if job.tally.rows else "") + _json(annotation))
            job.tally.rows += 1
    stream.write(f'\n]}},"total":{job.tally.rows},"dragoman:about":{_json(job.about("web-annotation"))}}}\n')


def event_annotations(event: Event, article: Article, *, texts: bool = True) -> Iterator[dict[str, Any]]:
    """The annotations of an event; without `texts` they have no quote selector, but the SHA-256 of the words."""
    for number, marked in enumerate(_marked(event)):
        whole = (article.title or "") if marked.source == "title" else article.text
        position = {"type": "TextPositionSelector", "start": marked.start, "end": marked.end}
        quote = {
            "type": "TextQuoteSelector",
            "exact": marked.words,
            "prefix": whole[max(marked.start - AROUND, 0) : marked.start],
            "suffix": whole[marked.end : marked.end + AROUND],
        }
        target: dict[str, Any] = {
            "source": article.url or f"urn:dragoman:article:{article.id}",
            "selector": [quote, position] if texts else [position],
            "dragoman:article": article.id,
            "dragoman:in": marked.source,
        }
        if not texts:
            target["dragoman:sha256"] = digest(marked.words)
        yield {
            "id": f"urn:dragoman:event:{event.id}:{number}",
            "type": "Annotation",
            "motivation": "classifying",
            "generator": {"id": "urn:dragoman", "type": "Software", "name": f"dragoman {__version__}"},
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in (marked.part, *marked.tags)
            ],
            "target": target,
            "dragoman:event": event.id,
        }


def _marked(event: Event) -> Iterator[Marked]:
    """Every span of an event."""
    codes = (f"act:{event.act}", f"status:{event.status}", *([f"type:{event.type}"] if event.type else []))
    for part, span in (("trigger", event.trigger), ("evidence", event.evidence)):
        yield Marked(part, span.text, span.start, span.end, span.source, codes)
    for span in event.mentions:
        yield Marked("mention", span.text, span.start, span.end, span.source, codes)
    speakers = tuple(speaker for link in event.attribution for speaker in link.speakers)
    for part, actors in (("actor", event.actors), ("recipient", event.recipients), ("speaker", speakers)):
        for actor in actors:
            if actor.end > actor.start:
                party = [f"party:{actor.party}"] if actor.party else []
                yield Marked(part, actor.text, actor.start, actor.end, actor.source, (actor.id, *party))
    for link in event.attribution:
        if link.cue and link.start is not None and link.end is not None:
            yield Marked("cue", link.cue, link.start, link.end, "text", (f"stance:{link.stance}",))
    for count in event.counts:
        yield Marked("count", count.text, count.start, count.end, "text", (count.what,))
    place = event.place
    if place and place.text and place.start is not None and place.end is not None:
        yield Marked("place", place.text, place.start, place.end, "text", (place.name,))


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
