"""What happened, or is said, planned, asked or feared to."""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.model.parts import Actor, Count, Link, Place, Span, TimeSpan

__all__ = ["DONE", "Act", "Event", "Status"]

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

DONE = frozenset({"happened", "ongoing"})
"""Statuses of what is no plan, wish or denial: it has been done, or is being done."""

UNDONE = frozenset({"negated", "denied"})
"""Statuses of what somebody says did not happen."""

INTENDED = frozenset({"pledged", "scheduled", "conditional"})
"""Statuses of what its own actors have yet to do."""


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

    def implies(self, actor: Actor) -> bool:
        """Whether one who takes part is named elsewhere on the page only, and not in the event's own sentence."""
        inside = self.evidence.start <= actor.start and actor.end <= self.evidence.end
        return bool(actor.text) and (actor.source != self.evidence.source or not inside)
