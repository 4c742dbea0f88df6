"""How likely an event is right in act, actors and status all together: a small calibrated model.

The judge's probability is about the act alone. Whether the rest is right shows in how the participants were found:
named or not, with a country or without, on both sides or one, and how sure the classifier is of them. Weights are fitted by `training/fit_confidence.py` on
coded articles of the project's own (logistic regression) and stand in `data/judge.toml`.
"""

from __future__ import annotations

import math

from dragoman.coding.candidates import Candidate
from dragoman.datafiles import read_table
from dragoman.model import DONE

__all__ = ["FEATURES", "confidence_of", "features_of"]

CLIP = 0.02
"""The judge's probability is taken no nearer to 0 and 1 than this."""
ONE_SIDED = frozenset({"PROTEST", "MOBILIZE", "RETREAT", "CONCEDE", "AGREE", "SUPPORT"})
"""Acts that are whole without a recipient."""
FEATURES = (
    "constant",
    "act",
    "named",
    "unplaced",
    "nobody_acts",
    "nobody_addressed",
    "unreal",
    "unframed",
    "retold",
    "heard_actors",
    "heard_recipients",
    "missed",
)


def features_of(candidate: Candidate, status: str) -> dict[str, float]:
    """What the confidence rests on, by the names in FEATURES."""
    taking_part = [*candidate.actors, *candidate.recipients]
    probability = min(1 - CLIP, max(CLIP, candidate.score))
    addressed = candidate.recipients or candidate.match.reciprocal or candidate.act in ONE_SIDED
    return {
        "constant": 1.0,
        "act": math.log(probability / (1 - probability)),
        "named": float(min(2, sum(not a.id.startswith("local:") for a in taking_part))),
        "unplaced": float(min(2, sum(a.country is None for a in taking_part))),
        "nobody_acts": float(not candidate.actors),
        "nobody_addressed": float(not addressed),
        "unreal": float(status not in DONE),
        "unframed": float(not candidate.match.frame),
        "retold": float(min(2, len(candidate.mentions))),
        "heard_actors": candidate.heard.get("actors", 0.0),
        "heard_recipients": candidate.heard.get("recipients", 0.0),
        "missed": candidate.heard.get("missed", 0.0),
    }


def confidence_of(candidate: Candidate, status: str) -> float:
    """The probability that act, actors, recipients and status are all right, 0 to 1."""
    weights = read_table("judge")["confidence"]
    z = sum(weights[name] * value for name, value in features_of(candidate, status).items())
    return round(1 / (1 + math.exp(-z)), 3)
