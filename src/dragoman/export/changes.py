"""What a new reading changed, for the terminal: first how much, then event by event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TextIO

import msgspec

from dragoman.export.layout import plain
from dragoman.export.wording import act_word, status_word, time_label, who
from dragoman.model import TimeSpan
from dragoman.store import Change

__all__ = ["write_changes"]

MARKS = {"added": "+", "gone": "−", "changed": "~"}
LONG = 160
"""Characters of a sentence or a value that are shown."""


def write_changes(
    changes: Callable[[], Iterable[Change]], verdicts: Mapping[str, int], stream: TextIO, most: int
) -> None:
    """Write the numbers of `changes`, which is called twice, and `most` of them; `verdicts` count decisions."""
    kinds: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    articles: set[str] = set()
    for change in changes():
        kinds[change.change] += 1
        fields.update(list(change.fields))
        articles.add(change.article)
    total = sum(kinds.values())
    if not total:
        stream.write("No event changed.\n")
    else:
        said = ", ".join(f"{kinds[kind]:,} {kind}" for kind in MARKS)
        stream.write(f"Events: {said}, in {len(articles):,} article{'' if len(articles) == 1 else 's'}.\n")
    if fields:
        stream.write(f"Changed: {', '.join(f'{name} {number:,}' for name, number in fields.most_common())}.\n")
    if any(verdicts.values()):
        stream.write(
            f"Decisions are kept: the program now agrees with {verdicts['agrees']:,}, differs from "
            f"{verdicts['differs']:,}, and no longer finds the events of {verdicts['gone']:,}.\n"
        )
    for shown, change in enumerate(changes()):
        if shown == most:
            stream.write(f"\n{most:,} of {total:,} changes are shown; --limit shows more, --format jsonl all.\n")
            break
        stream.write("\n" + _told(change))


def _told(change: Change) -> str:
    event = change.record
    if event is None:  # changed once more since
        return f"{MARKS[change.change]} {change.event}\n"
    date = time_label(event.date) or "no date"
    head = f"{date}, {status_word(event.status).word}: {act_word(event.act)}, {who(event, codes=False)}"
    lines = [f"{MARKS[change.change]} {plain(head)}", f"    “{_short(event.evidence.text)}”"]
    lines += [f"    {name}: {_value(name, old)} → {_value(name, new)}" for name, (old, new) in change.fields.items()]
    return "\n".join(lines) + "\n"


def _value(name: str, value: Any) -> str:
    """A field's value in a few words."""
    if name in ("actors", "recipients"):
        return _short(", ".join(actor["name"] for actor in value)) or "nobody"
    if name in ("date", "announced"):
        return time_label(msgspec.convert(value, TimeSpan)) if value else "none"
    if isinstance(value, dict):
        return _short(str(value.get("text") or value.get("name") or value))
    if isinstance(value, list | tuple):
        return _short("; ".join(_value("", part) for part in value)) or "none"
    return "none" if value is None else _short(str(value))


def _short(words: str) -> str:
    words = plain(" ".join(words.split()))
    return words if len(words) <= LONG else words[: LONG - 1] + "…"
