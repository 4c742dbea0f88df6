"""Reports of one happening against clusters of them: B³ (Bagga and Baldwin 1998).

The file is JSON lines. A line is one of

    {"cluster": "a", "text": "…", "published": "2019-03-05", "publisher": "…", "trigger": "met"}
    {"cluster": "a", "event": {…an event of the record…}, "published": "2019-03-05"}
    {"events": [{…}, {…}], "published": ["2019-03-05", null]}     one cluster
    {"one": {…}, "other": {…}, "same": true}                      a pair; pairs that are the same make up clusters

where an event may also be `{"text": …, "published": …, "trigger": …}`. Texts are read by the program; of the events
that it finds, the one with the trigger (a word of the text) counts, or, where there is none, the most confident one. A text in which it finds none stands alone and is counted under `missing`. All events that were found are linked,
and those that the file names are scored.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import DataError
from dragoman.linking.copies import independent_groups
from dragoman.linking.link import link
from dragoman.linking.memory import MemoryShelf
from dragoman.linking.report import Report, make_report
from dragoman.model import Article, Event, Record

__all__ = ["b_cubed", "score_linking"]


class Mention(msgspec.Struct):
    """An event that the file names, and the cluster in which it belongs."""

    cluster: str
    published: str | None
    event: Event | None = None
    text: str | None = None
    publisher: str | None = None
    trigger: str | None = None
    line: int = 0


def score_linking(path: Path, errors: int = 0) -> dict[str, Any]:
    """B³ on a file; up to `errors` clusters that came out otherwise are added under `misses`.

    Raises `DataError` with file and line.
    """
    mentions = list(_mentions(path))
    reports: dict[str, Report] = {}
    gold: dict[str, str] = {}
    told: dict[str, str] = {}
    missing = 0
    for number, (mention, record) in enumerate(_read(mentions)):
        chosen = _chosen(mention, record)
        missing += chosen is None
        key = chosen.id if chosen is not None else f"missing:{number}"
        gold[key] = mention.cluster
        told[key] = mention.text or (chosen.evidence.text if chosen else "")
        for event in record.events:
            reports.setdefault(event.id, make_report(event, mention.published, record.vectors.get(event.id)))
    shelf = MemoryShelf()
    link(shelf, reports.values())
    system = {id: ids[0] for ids in shelf.groups for id in ids}
    precision, recall, f1 = b_cubed(gold, {id: system.get(id, id) for id in gold})
    found = {"b3_precision": round(precision, 4), "b3_recall": round(recall, 4), "b3_f1": round(f1, 4)}
    counts = {"mentions": len(gold), "clusters": len(set(gold.values())), "missing": missing}
    return found | counts | ({"misses": _misses(gold, system, told)[:errors]} if errors else {})


def b_cubed(gold: Mapping[str, str], system: Mapping[str, str]) -> tuple[float, float, float]:
    """(precision, recall, F1) of the clusters of `system` against those of `gold`, each as id → cluster."""
    wanted, found = _members(gold), _members({id: system[id] for id in gold})
    precision = recall = 0.0
    for id in gold:
        right = len(wanted[gold[id]] & found[system[id]])
        precision += right / len(found[system[id]])
        recall += right / len(wanted[gold[id]])
    precision, recall = (value / len(gold) if gold else 0.0 for value in (precision, recall))
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def _members(of: Mapping[str, str]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for id, cluster in of.items():
        members[cluster].add(id)
    return members


def _mentions(path: Path) -> Iterator[Mention]:
    if not path.is_file():
        raise DataError("no such file; give JSON lines of clusters or pairs", path=path)
    pairs: list[tuple[Mention, Mention, bool]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line, type=dict[str, Any])
            if "one" in row:
                pairs.append((*(_mention("", row[side], row, number) for side in ("one", "other")), bool(row["same"])))  # type: ignore[arg-type]
            elif "events" in row:
                days = row.get("published")
                for at, event in enumerate(row["events"]):
                    day = days[at] if isinstance(days, list) else days
                    yield _mention(f"line {number}", event, {"published": day}, number)
            else:
                yield _mention(str(row["cluster"]), row.get("event", row), row, number)
        except (KeyError, IndexError, msgspec.DecodeError) as error:
            raise DataError(f"not a cluster or pair of events: {error}", path=path, line=number) from error
    yield from _of_pairs(pairs)


def _mention(cluster: str, given: dict[str, Any], row: dict[str, Any], line: int) -> Mention:
    published = given.get("published") or row.get("published")
    if "text" in given:
        return Mention(
            cluster, published, text=given["text"], publisher=given.get("publisher"), trigger=given.get("trigger"),
            line=line,
        )  # fmt: skip
    return Mention(cluster, published, event=msgspec.convert({"kind": "event", **given}, Event), line=line)


def _of_pairs(pairs: list[tuple[Mention, Mention, bool]]) -> Iterator[Mention]:
    """Each event of the pairs once, in the cluster that the pairs that are the same make of it."""
    mentions = {_key(mention): mention for one, other, _ in pairs for mention in (one, other)}
    groups = independent_groups((_key(one), _key(other)) for one, other, same in pairs if same)
    for key, mention in mentions.items():
        mention.cluster = groups.get(key, key)
        yield mention


def _key(mention: Mention) -> str:
    if mention.event is not None:
        return mention.event.id
    return hashlib.sha256(f"{mention.text}:{mention.published}:{mention.trigger}".encode()).hexdigest()


def _read(mentions: list[Mention]) -> Iterator[tuple[Mention, Record]]:
    """Each mention with what was read: the event itself, or what the program finds in its text."""
    texts = [mention for mention in mentions if mention.text is not None]
    read: dict[str, Record] = {}
    if texts:
        # Imported here: the parser is of no use where the file holds events.
        from dragoman.pipeline import Reader

        articles = {_key(m): Article(id=_key(m), text=m.text or "", published=m.published, publisher=m.publisher)
                    for m in texts}  # fmt: skip
        read = {record.article.id: record for record in Reader().read_articles(articles.values())}
    for mention in mentions:
        if mention.event is not None:
            yield mention, Record(article=Article(id=mention.event.article, text=""), events=(mention.event,))
        else:
            yield mention, read[_key(mention)]


def _chosen(mention: Mention, record: Record) -> Event | None:
    """The event that a mention is about: the one with its trigger, else the most confident one."""
    surest = max(record.events, key=lambda event: (not event.background, event.confidence), default=None)
    if mention.event is not None or not mention.trigger:
        return surest
    wanted = mention.trigger.lower().split()[0]
    return next(
        (e for e in record.events if wanted in {span.text.lower().split()[0] for span in (e.trigger, *e.mentions)}),
        surest,
    )


def _misses(gold: Mapping[str, str], system: Mapping[str, str], told: Mapping[str, str]) -> list[str]:
    found = []
    for cluster, ids in _members(gold).items():
        groups = defaultdict(list)
        for id in sorted(ids):
            groups[system.get(id, id)].append(told[id][:80])
        strangers = [told[id][:80] for id in gold if gold[id] != cluster and system.get(id, id) in groups]
        if len(groups) > 1:
            found.append(f"{cluster}: apart: {' | '.join(texts[0] for texts in groups.values())}")
        found.extend(f"{cluster}: not of it: {stranger}" for stranger in strangers)
    return found
