"""The nouns of the record: what leaves the house, field by field.

Every struct with a `kind` is one line of `--format jsonl`. The field names are the contract with users, exports,
the desk and the evaluation: fields may be added, never renamed.

Offsets count Unicode code points of the article's `text` (or of its `title`, where a span says `in: "title"`),
so that `text[start:end]` is always the quoted text. Days are ISO 8601 (`YYYY-MM-DD`). Country codes are
ISO 3166-1 alpha-3 (former states ISO 3166-3 alpha-3, Kosovo `XKX`) or `IGO`, `NGO`, `INT`.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

__all__ = [
    "Act",
    "Actor",
    "Agreement",
    "Article",
    "Count",
    "Event",
    "FieldSource",
    "Incident",
    "LabelledLine",
    "Link",
    "Meeting",
    "Negotiation",
    "Place",
    "Position",
    "Promise",
    "Quotation",
    "Record",
    "Reject",
    "Run",
    "Span",
    "StateStep",
    "Status",
    "TimeSpan",
]

Act = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
"""PLOVER's sixteen event types. A codebook of one's own may have others, so events hold any name."""

Status = Literal[
    "happened", "ongoing", "scheduled", "pledged", "demanded",
    "conditional", "hypothetical", "negated", "cancelled", "denied",
]  # fmt: skip
"""How far an act is real."""

Source = Literal["text", "title"]
Precision = Literal["day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "interval"]
Stance = Literal["asserts", "confirms", "denies", "claims", "predicts"]


class Span(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A stretch of the article, or of its title."""

    text: str
    """The words themselves: `article.text[start:end]`."""
    start: int
    """Offset of the first code point."""
    end: int
    """Offset after the last code point."""
    source: Source = msgspec.field(name="in", default="text")
    """What the offsets count: the body's `text`, or the `title`."""


class TimeSpan(msgspec.Struct, frozen=True, kw_only=True):
    """When: a closed interval of days and how exactly it is known. Both ends null: the text does not say."""

    start: str | None = None
    """First day, ISO."""
    end: str | None = None
    """Last day, ISO, itself included."""
    precision: Precision | None = None
    """The unit the text speaks in; `interval` for a range."""
    text: str | None = None
    """The expression in the text, or null where the day follows from the page's own date."""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """One taking part in an act, or one who speaks."""

    id: str
    """Stable: `person:…`, `state:KOR`, `group:…`, `org:…`, or `local:…` for somebody the text leaves unnamed."""
    name: str
    """The fullest name known."""
    party: str | None = None
    """The collective this actor acts for: `state:COL`, `group:farc`, `org:united-nations`."""
    country: str | None = None
    """ISO alpha-3, or IGO, NGO, INT."""
    sectors: tuple[str, ...] = ()
    """PLOVER's sectors, the main one first."""
    role: Literal["party", "mediator", "host", "guarantor", "observer"] = "party"
    """The part taken in the act."""
    title: str | None = None
    """Office or description on that day, such as `foreign minister`."""
    text: str = ""
    """The mention that this was read from."""
    start: int = 0
    """Offset of the mention's first code point."""
    end: int = 0
    """Offset after the mention's last code point."""
    source: Source = msgspec.field(name="in", default="text")
    """What the offsets count."""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One link of an attribution chain: somebody says that what is below it is so."""

    speakers: tuple[Actor, ...]
    """Who says it."""
    cue: str | None = None
    """The word that marks the saying (`confirmed`, `according to`)."""
    stance: Stance = "asserts"
    """What the cue implies of the speaker's commitment."""
    hedge: str | None = None
    """A word of the writer's distance, such as `reportedly`."""
    date: TimeSpan | None = None
    """When it was said, if the text says so."""
    start: int | None = None
    """Offset of the cue's first code point."""
    end: int | None = None
    """Offset after the cue's last code point."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an act happens."""

    name: str
    """The place's usual name."""
    country: str | None = None
    """ISO alpha-3 of the state it lies in."""
    latitude: float | None = None
    """Degrees north, WGS 84."""
    longitude: float | None = None
    """Degrees east, WGS 84."""
    geonames: int | None = None
    """GeoNames id."""
    precision: Literal["city", "region", "country"] | None = None
    """What sort of place it is."""
    origin: Literal["clause", "dateline", "context"] = "clause"
    """Where the program took it from."""
    text: str | None = None
    """The words in the text."""
    start: int | None = None
    end: int | None = None


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A number that the text gives for an act."""

    what: Literal["killed", "injured", "arrested", "displaced", "detained", "participants", "troops", "money"]
    """What is counted; money is in the currency of the words."""
    low: float
    """Lower bound."""
    high: float
    """Upper bound; equal to `low` where the text gives one number."""
    text: str
    start: int
    end: int


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="event"):
    """One happening of one page, at its fullest mention."""

    id: str
    """Hash of the article, the trigger's place in the page and an ordinal; never of the codes."""
    article: str
    """The article's id."""
    within: str | None = None
    """The event whose content this is (what was agreed to, asked for, refused)."""
    change: Literal["postponed", "resumed", "extended"] | None = None
    """A planned or halted act that was moved, taken up again or drawn out."""
    act: str
    """What the clause is about, were it done."""
    modes: tuple[str, ...] = ()
    """PLOVER's modes of the act."""
    status: Status = "happened"
    """How far it is real."""
    background: bool = False
    """History told to explain; left out of counts unless asked for."""
    condition: str | None = None
    """What a conditional act hangs on, in the text's words."""
    type: str | None = None
    """PLOVER's code for exports; null where the act is within another or has none."""
    cameo: str | None = None
    """CAMEO code of `type`, always a string."""
    quad: str | None = None
    """Quad class of `type`: verbal or material, cooperation or conflict."""
    intensity: float | None = None
    """PLOVER's intensity of `type`, -10 to 10."""
    contexts: tuple[str, ...] = ()
    """PLOVER's contexts (topics)."""
    actors: tuple[Actor, ...] = ()
    """Who acts; all who take part in a reciprocal act."""
    recipients: tuple[Actor, ...] = ()
    """Whom it is done to."""
    date: TimeSpan = TimeSpan()
    """When it happens, or is to happen."""
    announced: TimeSpan | None = None
    """When it was said or decided, where that is another day."""
    place: Place | None = None
    counts: tuple[Count, ...] = ()
    attribution: tuple[Link, ...] = ()
    """Who says so, nearest speaker first; empty where the page speaks in its own voice."""
    trigger: Span
    """The word or words that name the act."""
    evidence: Span
    """The sentence that the row rests on."""
    mentions: tuple[Span, ...] = ()
    """Other places in the page that tell of the same happening."""
    confidence: float = 0.0
    """Probability that act, actors and status are all right."""


class Quotation(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="quotation"):
    """Somebody's words, direct or reported."""

    id: str
    article: str
    speakers: tuple[Actor, ...]
    to: Actor | None = None
    """The one told: a channel, not a source."""
    text: str
    """The words, without their quotation marks."""
    direct: bool
    """True between quotation marks."""
    cue: str | None = None
    date: TimeSpan | None = None
    start: int
    end: int


PositionStance = Literal["offer", "demand", "condition", "concession", "refusal", "proposal", "commitment"]


class Position(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="position"):
    """What a party offers, demands, refuses, and for what."""

    id: str
    article: str
    party: Actor
    to: tuple[Actor, ...] = ()
    stance: PositionStance
    issue: str | None = None
    """The subject, such as `denuclearisation`."""
    what: str
    """The text's words for it."""
    in_exchange_for: str | None = None
    on_condition: str | None = None
    date: TimeSpan | None = None
    attribution: tuple[Link, ...] = ()
    event: str | None = None
    """The event that carries it."""
    start: int
    end: int


PromiseOutcome = Literal["open", "kept", "broken", "carried-out", "overdue", "superseded", "void", "no-report"]


class Promise(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="promise"):
    """A pledge, threat, deadline or condition, and what became of it."""

    id: str
    by: Actor | None
    to: tuple[Actor, ...] = ()
    what: str
    sort: Literal["pledge", "threat", "deadline", "condition"]
    made: TimeSpan | None = None
    due: TimeSpan | None = None
    outcome: PromiseOutcome = "open"
    evidence_for: tuple[str, ...] = ()
    evidence_against: tuple[str, ...] = ()
    event: str | None = None


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting of a negotiation, held or to be held."""

    event: str
    status: Status
    change: str | None = None
    parties: tuple[str, ...]
    """Names of those who take part."""
    date: TimeSpan
    place: str | None = None


class StateStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step of a process and why."""

    state: Literal[
        "contacts", "talks-scheduled", "under-way", "suspended", "broken-off", "agreed", "implementing", "lapsed"
    ]
    since: str | None
    """ISO day, or null where the text gives none."""
    event: str
    """The event that the step rests on."""
    reason: str


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement, with PA-X's stage."""

    stage: Literal[
        "pre-negotiation", "ceasefire", "framework-partial", "framework-comprehensive",
        "implementation", "renewal", "other",
    ]  # fmt: skip
    name: str
    signatories: tuple[str, ...] = ()
    guarantors: tuple[str, ...] = ()
    signed: str | None = None
    ratified: str | None = None
    in_force: str | None = None
    event: str


class Negotiation(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="negotiation"):
    """Parties that consult, agree, ask and refuse over a subject."""

    id: str
    name: str
    article: str | None = None
    parties: tuple[Actor, ...] = ()
    mediators: tuple[Actor, ...] = ()
    issues: tuple[str, ...] = ()
    state: str | None = None
    states: tuple[StateStep, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    positions: tuple[str, ...] = ()
    """Ids of its positions."""
    promises: tuple[str, ...] = ()
    """Ids of its promises."""
    events: tuple[str, ...] = ()
    """Ids of its events."""


class Incident(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="incident"):
    """One happening, however many pages report it."""

    id: str
    """Its earliest event's id."""
    aliases: tuple[str, ...] = ()
    """Ids under which it was known before others were joined to it."""
    act: str
    status: Status = "happened"
    """How far it is real, by the latest report."""
    background: bool = False
    """Told as history by every page."""
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    date: TimeSpan = TimeSpan()
    place: Place | None = None
    counts: tuple[dict[str, Any], ...] = ()
    """Numbers over all reports: `what`, `low`, `high`."""
    history: tuple[dict[str, Any], ...] = ()
    """Its statuses in order: `status`, `since`, `event`, `date`, `change`."""
    reports: int = 1
    """Pages that tell of it, copies of one text counted once."""
    independent: int = 1
    """Reports that do not go back to the same text or agency."""
    publishers: tuple[str, ...] = ()
    """All who published it, those of copies too."""
    first_report: str | None = None
    """ISO day of the first page that tells of it."""
    last_report: str | None = None
    confirmed_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    differs: tuple[dict[str, Any], ...] = ()
    """Where reports differ: `field`, `values` (each with `value` and `events`)."""
    score: float = 1.0
    """How well its reports fit together, 0 to 1."""
    sentence: str = ""
    """The fullest sentence that tells of it."""
    event: str = ""
    """The event of that sentence."""
    events: tuple[str, ...] = ()
    """Ids of all its events, by the day of their pages."""


class FieldSource(msgspec.Struct, frozen=True, kw_only=True):
    """Where a field of the article was taken from."""

    field: str
    value: str
    source: str
    """`option`, `json-ld`, `meta`, `time-element`, `html`, `text`, `address` …"""


class LabelledLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the page and what intake took it for."""

    label: str
    """`body`, `title`, `byline`, `date`, `caption`, `tags`, `rights`, `navigation`, `related`, `ad`, `widget` …"""
    text: str
    start: int
    """Offset in the page's text (for HTML, in intake's rendering of it)."""
    end: int


Genre = Literal["news", "statement", "opinion", "transcript", "liveblog"]


class Article(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="article"):
    """A page, cleaned."""

    id: str
    """Hash of the bytes that were given, never of the cleaned text."""
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    """The news agency that the page credits."""
    byline: str | None = None
    section: str | None = None
    genre: Genre = "news"
    published: str | None = None
    """ISO day or time of publication."""
    published_from: Literal["option", "metadata", "text", "unknown"] = "unknown"
    language: str = "en"
    tags: tuple[str, ...] = ()
    rights: str | None = None
    dateline: str | None = None
    """Place of the dateline, which itself belongs to `text`."""
    text: str
    """The body; paragraphs are separated by one newline."""
    origin: str | None = None
    """What the user gave: file name or address."""
    sources: tuple[FieldSource, ...] = ()
    lines: tuple[LabelledLine, ...] = ()
    """Every line of the page with its label; body lines in order make up `text`."""
    offsets: tuple[tuple[int, int, int], ...] = ()
    """Where `text` lies in the page: (start in text, start in page, length), in order."""


class Reject(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="reject"):
    """A page that could not be read, and why. Nothing is lost silently."""

    origin: str
    reason: str
    """Machine name: `empty`, `not-english`, `binary` …"""
    message: str
    """The line a user reads."""
    line: int | None = None
    """Row of a table or file, from 1, if the page came from one."""


class Run(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="run"):
    """What made a reading: versions and options."""

    id: str
    program: str
    model: str
    lexicon: str
    codebook: str
    options: dict[str, Any]
    started: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everything read from one page."""

    article: Article
    events: tuple[Event, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    positions: tuple[Position, ...] = ()
    promises: tuple[Promise, ...] = ()
    negotiations: tuple[Negotiation, ...] = ()
    vectors: dict[str, bytes] = {}
    """By event id what the encoder made of the clause, packed (`coding/vectors.py`); never part of an export."""
