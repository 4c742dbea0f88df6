"""The nouns of the record: what leaves the house, field by field.

Every struct with a `kind` is one line of `--format jsonl`. The field names are the contract with users, exports,
the desk and the evaluation: fields may be added, never renamed.

Offsets count Unicode code points of the article's `text` (or of its `title`, where a span says `in: "title"`),
so that `text[start:end]` is always the quoted text. Days are ISO 8601 (`YYYY-MM-DD`). Country codes are
ISO 3166-1 alpha-3 (former states ISO 3166-3 alpha-3, Kosovo `XKX`) or `IGO`, `NGO`, `INT`.
"""

from __future__ import annotations

from dragoman.model.article import Article, FieldSource, Genre, LabelledLine
from dragoman.model.event import DONE, INTENDED, UNDONE, Act, Event, Status
from dragoman.model.incident import Incident
from dragoman.model.negotiation import (
    Agreement,
    Meeting,
    Negotiation,
    Position,
    PositionStance,
    Promise,
    PromiseOutcome,
    StateStep,
)
from dragoman.model.parts import Actor, Count, Link, Place, Precision, Source, Span, Stance, TimeSpan
from dragoman.model.quotation import Quotation
from dragoman.model.record import Record, Reject, Run

__all__ = [
    "DONE",
    "INTENDED",
    "UNDONE",
    "Act",
    "Actor",
    "Agreement",
    "Article",
    "Count",
    "Event",
    "FieldSource",
    "Genre",
    "Incident",
    "LabelledLine",
    "Link",
    "Meeting",
    "Negotiation",
    "Place",
    "Position",
    "PositionStance",
    "Precision",
    "Promise",
    "PromiseOutcome",
    "Quotation",
    "Record",
    "Reject",
    "Run",
    "Source",
    "Span",
    "Stance",
    "StateStep",
    "Status",
    "TimeSpan",
]
