"""Records built by hand, for the tests of what leaves the house. All people and places are invented."""

from __future__ import annotations

from dragoman.model import (
    Actor,
    Article,
    Count,
    Event,
    FieldSource,
    LabelledLine,
    Link,
    Meeting,
    Negotiation,
    Place,
    Position,
    Promise,
    Quotation,
    Record,
    Span,
    StateStep,
    TimeSpan,
)

TEXT = (
    "Foreign Minister Ilka Tamm of Norland met the Varen leader Oro Besk in Sadova last week, "
    "the Norland Courier reported.\n"
    "“We will open the bridge if the guns fall silent,” Ms. Tamm told reporters on Thursday.\n"
    "Varen offered to withdraw its troops from the valley in exchange for river tolls, and agreed to hold "
    "a second round of talks on April 2.\n"
    "In 1994, Varen shelled the valley, killing 12 people."
)

NORLAND = "state:NOR"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(text=words, start=start, end=start + len(words))


def sentence(words: str) -> Span:
    """The paragraph of the sample text that holds the words."""
    at = TEXT.index(words)
    start = TEXT.rfind("\n", 0, at) + 1
    end = TEXT.find("\n", at)
    end = len(TEXT) if end < 0 else end
    return Span(text=TEXT[start:end], start=start, end=end)


def actor(id: str, name: str, country: str, *sectors: str, words: str = "", title: str | None = None) -> Actor:
    words = words or name
    start = TEXT.index(words)
    return Actor(
        id=id,
        name=name,
        party=f"state:{country}",
        country=country,
        sectors=sectors,
        title=title,
        text=words,
        start=start,
        end=start + len(words),
    )


def day(start: str, end: str | None = None, precision: str = "day", text: str | None = None) -> TimeSpan:
    return TimeSpan(start=start, end=end or start, precision=precision, text=text)  # type: ignore[arg-type]


TAMM = actor("person:ilka-tamm", "Ilka Tamm", "NOR", "GOV", title="Foreign Minister")
BESK = actor("person:oro-besk", "Oro Besk", "VRN", "REB", title="leader")
VAREN = actor("state:VRN", "Varen", "VRN", "GOV")
COURIER = Actor(id="org:norland-courier", name="The Norland Courier", country="NOR", sectors=("MED",))
REPORTED = Link(speakers=(COURIER,), cue="reported")

ARTICLE = Article(
    id="a1f3c2d4e5f60718",
    url="https://example.org/river-talks",
    title="Norland and Varen meet over the valley",
    publisher="example.org",
    byline="A. Writer",
    published="2019-03-14",
    published_from="option",
    tags=("Norland", "Varen"),
    text=TEXT,
    origin="river.txt",
    sources=(FieldSource(field="published", value="2019-03-14", source="option"),),
    lines=(
        LabelledLine(label="body", text=TEXT, start=0, end=len(TEXT)),
        LabelledLine(label="widget", text="Subscribe now!", start=len(TEXT) + 1, end=len(TEXT) + 15),
    ),
    offsets=((0, 0, len(TEXT)),),
)

MET = Event(
    id="e-met",
    article=ARTICLE.id,
    act="CONSULT",
    type="CONSULT",
    cameo="040",
    quad="verbal-cooperation",
    intensity=2.5,
    contexts=("diplomatic",),
    actors=(TAMM, BESK),
    date=day("2019-03-04", "2019-03-10", "week", "last week"),
    place=Place(name="Sadova", country="NOR", latitude=60.5, longitude=10.25, precision="city", text="Sadova"),
    attribution=(REPORTED,),
    trigger=span("met"),
    evidence=sentence("met the"),
    confidence=0.93,
)
AGREED = Event(
    id="e-agreed",
    article=ARTICLE.id,
    act="AGREE",
    type="AGREE",
    cameo="050",
    quad="verbal-cooperation",
    actors=(VAREN,),
    date=day("2019-03-14"),
    trigger=span("agreed"),
    evidence=sentence("agreed"),
    confidence=0.81,
)
SECOND_ROUND = Event(
    id="e-second",
    article=ARTICLE.id,
    within="e-agreed",
    act="CONSULT",
    status="scheduled",
    actors=(VAREN, TAMM),
    date=day("2019-04-02", text="on April 2"),
    trigger=span("talks"),
    evidence=sentence("talks"),
    confidence=0.4,
)
OPENING = Event(
    id="e-open",
    article=ARTICLE.id,
    act="CONCEDE",
    type="CONCEDE",
    status="conditional",
    actors=(TAMM,),
    condition="if the guns fall silent",
    trigger=span("open"),
    evidence=sentence("open"),
    confidence=0.7,
    attribution=(Link(speakers=(TAMM,), cue="told", date=day("2019-03-14", text="on Thursday")),),
)
SHELLED = Event(
    id="e-shelled",
    article=ARTICLE.id,
    act="ASSAULT",
    type="ASSAULT",
    cameo="194",
    quad="material-conflict",
    background=True,
    actors=(VAREN,),
    date=day("1994-01-01", "1994-12-31", "year", "In 1994"),
    counts=(
        Count(
            what="killed",
            low=12,
            high=12,
            text="12 people",
            start=TEXT.index("12 people"),
            end=TEXT.index("12 people") + 9,
        ),
    ),
    trigger=span("shelled"),
    evidence=sentence("shelled"),
    confidence=0.9,
)

QUOTATION = Quotation(
    id="q1",
    article=ARTICLE.id,
    speakers=(TAMM,),
    text="We will open the bridge if the guns fall silent,",
    direct=True,
    cue="told",
    start=TEXT.index("“"),
    end=TEXT.index("”") + 1,
)
OFFER = Position(
    id="p1",
    article=ARTICLE.id,
    party=VAREN,
    stance="offer",
    issue="withdrawal",
    what="withdraw its troops from the valley",
    in_exchange_for="river tolls",
    event="e-agreed",
    start=TEXT.index("withdraw"),
    end=TEXT.index("valley in") + 6,
)
PROMISE = Promise(
    id="m1",
    by=TAMM,
    to=(VAREN,),
    what="open the bridge",
    sort="condition",
    made=day("2019-03-14"),
    outcome="open",
    event="e-open",
)
NEGOTIATION = Negotiation(
    id="n1",
    name="Norland and Varen on the valley",
    article=ARTICLE.id,
    parties=(TAMM, VAREN),
    issues=("withdrawal", "river tolls"),
    state="talks-scheduled",
    states=(StateStep(state="contacts", since="2019-03-04", event="e-met", reason="they met in Sadova"),),
    meetings=(
        Meeting(event="e-met", status="happened", parties=("Ilka Tamm", "Oro Besk"), date=MET.date, place="Sadova"),
        Meeting(event="e-second", status="scheduled", parties=("Varen", "Norland"), date=SECOND_ROUND.date),
    ),
    positions=("p1",),
    promises=("m1",),
    events=("e-met", "e-second"),
)

RECORD = Record(
    article=ARTICLE,
    events=(MET, OPENING, AGREED, SECOND_ROUND, SHELLED),
    quotations=(QUOTATION,),
    positions=(OFFER,),
    promises=(PROMISE,),
    negotiations=(NEGOTIATION,),
)
