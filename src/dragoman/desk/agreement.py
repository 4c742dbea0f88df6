"""How far reviewers agree: Krippendorff's alpha for nominal data with missing values (Krippendorff 2011)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dragoman.store.corrections import CORRECTABLE, UNDO, VERDICT
from dragoman.store.reviews import Decision

__all__ = ["alpha", "judgements"]


def alpha(units: Iterable[Mapping[str, str]]) -> float | None:
    """Alpha over units, each with the values that observers gave it; 1 is perfect, 0 what chance would give.

    Units that fewer than two observers judged tell nothing. None where nothing is left, or where all values are one.
    """
    pairs: dict[tuple[str, str], float] = defaultdict(float)
    for unit in units:
        values = list(unit.values())
        for at, one in enumerate(values):
            for other in values[:at] + values[at + 1 :]:
                pairs[one, other] += 1 / (len(values) - 1)
    totals: dict[str, float] = defaultdict(float)
    for (one, _), weight in pairs.items():
        totals[one] += weight
    everything = sum(totals.values())
    if len(totals) < 2:
        return None
    expected = sum(totals[a] * totals[b] for a in totals for b in totals if a != b) / (everything - 1)
    observed = sum(weight for (one, other), weight in pairs.items() if one != other)
    return 1 - observed / expected


def judgements(decisions: Iterable[Decision]) -> dict[str, dict[str, str]]:
    """By event and reviewer what each thought of it last: accept, reject, ignore or corrected."""
    decisions = list(decisions)
    undone = {decision.new for decision in decisions if decision.field == UNDO}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for decision in decisions:
        if decision.number in undone:
            continue
        if decision.field == VERDICT:
            found[decision.event][decision.who] = decision.new
        elif decision.field in CORRECTABLE:
            found[decision.event][decision.who] = "corrected"
    return dict(found)
