"""Decisions out of Label Studio: what people made of the tasks that `dragoman export` wrote.

A region that has an event's id is that event. Another label is another act, another choice another status, a region that
is gone a rejected event; one that stayed as it was is accepted. Regions that people drew themselves have no event: they
are counted, and left where they are.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import UsageError
from dragoman.store import Store

__all__ = ["Taken", "take_decisions"]


class Taken(msgspec.Struct):
    """What came of a file."""

    tasks: int = 0
    decisions: int = 0
    accepted: int = 0


def take_decisions(store: Store, file: Path, *, who: str) -> Taken:
    """Write down what the annotations of a Label Studio export (JSON) decide, in the name of `who`.

    Of several annotations of a task the last one that was not cancelled holds. Raises UsageError where the file is no
    such export.
    """
    taken = Taken()
    for task in _tasks(file):
        annotations = [a for a in task.get("annotations") or () if not a.get("was_cancelled")]
        if not annotations:
            continue
        taken.tasks += 1
        given = _regions(prediction["result"] for prediction in task.get("predictions") or () if "result" in prediction)
        made = _regions([annotations[-1].get("result", [])])
        for event in given:
            _decide(store, event, made.get(event), taken, who)
    return taken


def _tasks(file: Path) -> list[dict[str, Any]]:
    try:
        tasks = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{file} is no JSON: {error}") from error
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise UsageError(f"{file}: Label Studio's JSON export is a list of tasks")
    return tasks


def _regions(results: Any) -> dict[str, dict[str, str]]:
    """Label (`act`) and choice (`status`) of each region that is an event, by its id."""
    found: dict[str, dict[str, str]] = {}
    for result in results:
        for part in result:
            value = part.get("value", {})
            if part.get("type") == "labels" and value.get("labels", [""])[0].isupper():
                found.setdefault(part["id"], {})["act"] = value["labels"][0]
            elif part.get("type") == "choices" and part.get("from_name") == "status" and value.get("choices"):
                found.setdefault(part["id"], {})["status"] = value["choices"][0]
    return {id: fields for id, fields in found.items() if "act" in fields}


def _decide(store: Store, event: str, made: dict[str, str] | None, taken: Taken, who: str) -> None:
    """Write down what became of an event, unless that is what holds already."""
    if made is None:
        if store.reviews.holding(event).verdict != "reject":
            store.reviews.decide(event, "verdict", "reject", who=who)
            taken.decisions += 1
        return
    current = store.reviews.current(event)
    changed = {name: value for name, value in made.items() if getattr(current, name) != value}
    for name, value in changed.items():
        store.reviews.decide(event, name, value, who=who)
        taken.decisions += 1
    if not changed and store.reviews.holding(event).verdict != "accept":
        store.reviews.decide(event, "verdict", "accept", who=who)
        taken.accepted += 1
