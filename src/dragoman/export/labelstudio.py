"""Label Studio: a task a page, its events as predictions; what people make of them comes back with `dragoman import`.

Every trigger is a region with the id of its event, labelled by its act and with its status as a choice; those who take
part are regions of their own, related to it. Offsets are in UTF-16 units, since Label Studio counts as JavaScript does.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, TextIO, get_args

import msgspec

from dragoman import __version__
from dragoman.export.job import Job
from dragoman.export.sorting import Sorter
from dragoman.model import Act, Actor, Article, Event, Status

__all__ = ["labelling_config", "utf16_offset", "write_tasks"]

SIDES = ("actor", "recipient")
IN_TITLE = "in the title, which is not part of the task's text"


def write_tasks(job: Job, stream: TextIO) -> None:
    """Write a JSON list of tasks, one a line. Events whose trigger stands in a title are left out."""
    stream.write("[\n")
    for article, events in _by_article(job):
        stream.write((",\n" if job.tally.rows else "") + msgspec.json.encode(_task(article, events)).decode())
        job.tally.rows += 1
    stream.write("\n]\n")


def labelling_config() -> str:
    """The labelling interface that these tasks fit into, as Label Studio's XML."""
    labels = "\n".join(f'    <Label value="{escape(label)}"/>' for label in (*get_args(Act), *SIDES))
    choices = "\n".join(f'    <Choice value="{escape(status)}"/>' for status in get_args(Status))
    return (
        '<View>\n  <Header value="$title"/>\n'
        f'  <Labels name="label" toName="text">\n{labels}\n  </Labels>\n'
        f'  <Choices name="status" toName="text" perRegion="true" required="false">\n{choices}\n  </Choices>\n'
        '  <Text name="text" value="$text"/>\n</View>\n'
    )


def _by_article(job: Job) -> Iterator[tuple[Article, list[Event]]]:
    """Each article that the job's events are of, with those events."""
    with Sorter() as sorter:
        for event, _ in job.events():
            if event.trigger.source == "title":
                job.tally.take_back(IN_TITLE)
                continue
            sorter.add((event.article,), msgspec.to_builtins(event))
        for (article,), rows in sorter.groups():
            yield job.store.stories.article(article), [msgspec.convert(row, Event) for row in rows]


def _task(article: Article, events: list[Event]) -> dict[str, Any]:
    results: list[dict[str, Any]] = []
    for event in events:
        results.extend(_regions(event, article.text))
    return {
        "data": {
            "text": article.text,
            "title": article.title or "",
            "article": article.id,
            "url": article.url,
            "published": article.published,
        },
        "predictions": [
            {
                "model_version": f"dragoman-{__version__}",
                "score": min((event.confidence for event in events), default=0.0),
                "result": results,
            }
        ],
    }


def _regions(event: Event, text: str) -> Iterator[dict[str, Any]]:
    trigger = _span(text, event.trigger.start, event.trigger.end)
    yield _region(event.id, "label", "labels", {**trigger, "labels": [event.act]}, event.confidence)
    yield _region(event.id, "status", "choices", {**trigger, "choices": [event.status]}, event.confidence)
    for side, actors in zip(SIDES, (event.actors, event.recipients), strict=True):
        for ordinal, actor in enumerate(actors):
            if actor.source == "text" and actor.end > actor.start:
                yield from _participant(event, side, ordinal, actor, text)


def _participant(event: Event, side: str, ordinal: int, actor: Actor, text: str) -> Iterator[dict[str, Any]]:
    id = f"{event.id}-{side}-{ordinal}"
    value = {**_span(text, actor.start, actor.end), "labels": [side]}
    yield _region(id, "label", "labels", value, event.confidence) | {"meta": {"text": [actor.id]}}
    yield {"type": "relation", "from_id": event.id, "to_id": id, "direction": "right", "labels": [side]}


def _region(id: str, control: str, sort: str, value: dict[str, Any], score: float) -> dict[str, Any]:
    return {"id": id, "from_name": control, "to_name": "text", "type": sort, "value": value, "score": score}


def _span(text: str, start: int, end: int) -> dict[str, Any]:
    return {"start": utf16_offset(text, start), "end": utf16_offset(text, end), "text": text[start:end]}


def utf16_offset(text: str, offset: int) -> int:
    """An offset in code points as one in UTF-16 units."""
    return len(text[:offset].encode("utf-16-le")) // 2
