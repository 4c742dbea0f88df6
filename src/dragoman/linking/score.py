"""How much speaks for two reports telling of one happening."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dragoman.coding.vectors import unpack
from dragoman.linking.blocks import MOVED
from dragoman.linking.report import PLANNED, SOME, UNREAL, Report, nation, what_sort
from dragoman.linking.settings import family, settings

__all__ = ["APART", "BELATED", "CALLED_OFF", "features", "score", "was_moved"]

APART = -4.0
"""What two reports add that were never compared, since their days or their parties do not meet."""
RECENT = 7
"""Days before its page in which an undated act may lie."""
AHEAD = 60
"""Days after its page in which an undated plan may be carried out, and beyond which further days make no difference."""
PATIENCE = 6
"""How much less a day counts for a plan without a date than for two reports of what has happened."""
OTHER_DAYS = frozenset({"other_date", "next_day"})
CALLED_OFF, POSTPONED = "cancelled", "postponed"
BELATED = 1
"""Days after which a page no longer tells of a plan that was called off."""
NEAR_RATIO = 0.7
"""Lower count over higher, from which two numbers that differ are near."""
ALIKE = 0.9
"""Likeness of two sentences from which they are one, reprinted."""
SENTENCE_WORDS = 6
"""Telling words that a sentence has at least to be known again."""
MEANING_ALIKE = 0.1
"""What the likeness of two vectors says at most: they tell acts from each other, not one meeting from the next."""
FEWEST_WORDS = 3
WITHIN = 0.4
"""What a day within the time given for a promise counts for, as a share of the two intervals."""

Features = dict[str, float]


def score(one: Report, other: Report) -> float:
    """Above 0 the two are rather one happening, below rather two. The order of the two makes no difference."""
    weights = settings().weights
    return weights["base"] + sum(weights[name] * value for name, value in features(one, other).items())


def features(one: Report, other: Report) -> Features:
    """What is seen of the two, each under the name of its weight."""
    seen: Features = {}
    for look in LOOKS:
        seen.update(look(one, other))
    return seen


def _act(one: Report, other: Report) -> Features:
    if one.act != other.act:
        return {"other_act": 1.0 if family(one.act) == family(other.act) else 4.0}
    seen = {"same_act": 1.0}
    if set(one.modes) & set(other.modes):
        seen["same_mode"] = 1.0
    return seen


def _parties(one: Report, other: Report) -> Features:
    shared = _shared(one.parties, other.parties)
    further = max(len(one.parties), len(other.parties)) - shared
    seen: Features = {"shared_party": float(min(shared, 2)), "further_party": float(further)}
    if not _meet(one.actors, other.actors) or not _meet(one.recipients, other.recipients):
        seen["other_side"] = 1.0
    if shared < 2:
        seen["lone_party"] = 1.0
    return seen


def _shared(one: frozenset[str], other: frozenset[str]) -> int:
    """How many parties of the one are among those of the other; the unnamed by what they are or whence."""
    shared, left, right = one & other, one - other, other - one
    if not left or not right or not any(party.startswith(SOME) for party in left | right):
        return len(shared)
    for same in (what_sort, nation):
        matched = Counter(map(same, left)) & Counter(map(same, right))
        if matched:
            return len(shared) + matched.total()
    return len(shared)


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the two sides can be the same: one is empty, or somebody is on both; the unnamed may be anybody."""
    if not one or not other or _shared(one, other):
        return True
    return any(party.startswith(SOME) for party in one | other)


def _people(one: Report, other: Report) -> Features:
    seen: Features = {}
    for party in one.people.keys() & other.people.keys():
        same = bool(set(one.people[party]) & set(other.people[party]))
        seen["same_person" if same else "other_person"] = 1.0
    return seen


def _days(one: Report, other: Report) -> Features:
    if one.first is not None and other.first is not None:
        seen = _dated(one, other)
        return _moved(one, other) or seen if seen.keys() & OTHER_DAYS else seen
    if was_moved(one, other) or was_moved(other, one):
        return {"moved": 1.0}
    if one.first is None and other.first is None:
        seen = _undated(one, other)
    else:
        seen = _half_dated(one, other) if one.first is None else _half_dated(other, one)
    if one.weekdays and other.weekdays and not one.weekdays & other.weekdays:
        seen["other_weekday"] = 1.0
    return seen


def _moved(one: Report, other: Report) -> Features:
    """What two days that differ say where one of them was given up: nothing where no meeting was moved."""
    if was_moved(one, other) or was_moved(other, one):
        return {"moved": 1.0}
    for put_off, later in ((one, other), (other, one)):
        if put_off.change == "postponed" and put_off.told is not None and (later.first or 0) >= put_off.told:
            return _half_dated(put_off, later)  # the day that it gives may be the old one
    return {}


def was_moved(one: Report, other: Report) -> bool:
    """Whether `one` says that a meeting was put off or called off, and `other` planned it for a later day than that."""
    if not (one.change in MOVED or one.status in MOVED) or one.told is None:
        return False
    if CALLED_OFF in (one.status, one.change) and POSTPONED not in (one.change, other.change):
        return _is_plan_called_off(one, other)
    if other.last is None:
        return other.status in PLANNED
    planned = other.status in PLANNED or other.change in MOVED
    return planned and one.told <= other.last and (other.told is None or abs(other.told - one.told) <= AHEAD)


def _is_plan_called_off(one: Report, other: Report) -> bool:
    """Whether `one` calls off the meeting that `other` plans: one that is planned after it, or for another day, is new,
    unless a text says that it is the old one, put off."""
    if other.status not in PLANNED or one.told is None:
        return False
    late = other.told is not None and other.told > one.told + BELATED
    return not late and (one.first is None or other.first is None)


def _undated(one: Report, other: Report) -> Features:
    if one.told is None or other.told is None:
        return {}
    between = abs(one.told - other.told)
    return {"both_undated": 1.0} if between <= 1 else {"days_between": float(between)}


def _half_dated(undated: Report, dated: Report) -> Features:
    """An act without a date lies near its page's day: just before it if it has happened, after it if it is planned."""
    if undated.told is None or dated.first is None or dated.last is None:
        return {}
    before, after = undated.told - dated.last, dated.first - undated.told
    if undated.status in PLANNED:
        if before > 0:
            return {"other_date": 1.0} if before > RECENT else {}
        return {"date_near": 1.0} if after <= RECENT else {"days_between": min(after, AHEAD) / PATIENCE}
    if after > 0:
        return {"other_date": 1.0}
    return {"date_near": 1.0} if before <= RECENT else {"days_between": float(min(before, AHEAD))}


def _dated(one: Report, other: Report) -> Features:
    assert one.first is not None and one.last is not None and other.first is not None and other.last is not None
    shared = min(one.last, other.last) - max(one.first, other.first) + 1
    if shared > 0:
        both = max(one.last, other.last) - min(one.first, other.first) + 1
        if both == 1:
            return {"same_day": 1.0} if one.firm and other.firm else {"same_day_loose": 1.0}
        promised = one.status in PLANNED or other.status in PLANNED  # by when, rather than when
        return {"date_overlap": max(shared / both, WITHIN if promised else 0.0)}
    if shared == 0:  # side by side
        return {"next_day": 1.0} if one.firm and other.firm else {"next_day_loose": 1.0}
    return {"other_date": 1.0}


def _place(one: Report, other: Report) -> Features:
    if one.place and other.place:
        firm = one.place_firm and other.place_firm
        if one.place == other.place:
            return {"same_place": 1.0} if firm else {"near_place": 1.0}
        if not firm:
            return {}
        return {"other_place": 1.0} | ({"other_front": 1.0} if family(one.act) == "force" else {})
    if one.place_firm or other.place_firm:
        countries = {c for c in (one.place_country, other.place_country) if c}
        return {"other_country": 1.0} if len(countries) > 1 else {}
    return {}


def _counts(one: Report, other: Report) -> Features:
    seen: Features = {}
    for what in one.counts.keys() & other.counts.keys():
        (low, high), (other_low, other_high) = one.counts[what], other.counts[what]
        if low <= other_high and other_low <= high:
            seen["same_count"] = 1.0
            continue
        smaller, larger = min(high, other_high), max(low, other_low)
        seen["near_count" if larger and smaller / larger >= NEAR_RATIO else "other_count"] = 1.0
    return seen


def _words(one: Report, other: Report) -> Features:
    if len(one.words) < FEWEST_WORDS or len(other.words) < FEWEST_WORDS:
        return {}
    shared = len(one.words & other.words)
    likeness = shared / math.sqrt(len(one.words) * len(other.words))
    seen = {"same_words": likeness} if shared else {"no_words": 1.0}
    if likeness >= ALIKE and shared >= SENTENCE_WORDS:
        seen["same_sentence"] = 1.0
    return seen


def _meaning(one: Report, other: Report) -> Features:
    if one.vector is None or other.vector is None:
        return {}
    cosine = float(np.dot(_direction(one.vector), _direction(other.vector)))
    return {"meaning": min(cosine - settings().weights["usual_cosine"], MEANING_ALIKE)}


@lru_cache(maxsize=4096)
def _direction(packed: bytes) -> npt.NDArray[np.float32]:
    return unpack(packed)


def _reality(one: Report, other: Report) -> Features:
    seen: Features = {}
    if one.status == other.status:
        seen["same_status"] = 1.0
    elif (one.status in UNREAL) != (other.status in UNREAL):
        seen["unreal_status"] = 1.0
    if one.background != other.background:
        seen["one_background"] = 1.0
    if one.article == other.article:
        seen["same_page"] = 1.0
    if one.within == other.id or other.within == one.id:
        seen["nested"] = 1.0
    return seen


LOOKS: tuple[Callable[[Report, Report], Features], ...] = (
    _act, _parties, _people, _days, _place, _counts, _words, _meaning, _reality,
)  # fmt: skip
