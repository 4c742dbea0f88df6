"""The state of a process as a dated series: each step follows from what its two main parties did.

A process rises from contacts over planned talks and talks to an agreement and its carrying out; what only repeats or
falls behind the state that was reached is no step. It is broken by a suspension, an end, a lapse, and rises again after
it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dragoman.coding.acts import acts
from dragoman.model import DONE, StateStep
from dragoman.negotiations.members import Pair
from dragoman.negotiations.moments import Moment
from dragoman.negotiations.settings import pattern

__all__ = ["course"]

HEIGHT = {"contacts": 1, "talks-scheduled": 2, "under-way": 3, "agreed": 4, "implementing": 5}
BREAKS = frozenset({"suspended", "broken-off", "lapsed"})
NEGOTIATION = "046"
"""CAMEO: engage in negotiation."""
ANEW = 90
"""Days after an agreement from which talks are new ones."""


def course(moments: Iterable[Moment], tables: Iterable[Pair] = ()) -> list[StateStep]:
    """The steps in order of the day from which each holds; undated ones come last.

    `tables` are the parties whose dealings are the process, two of them, or more pairs where a person made one of
    several: what others do among themselves, or one of these with an ally, is a contact at most.
    """
    tables = tuple(tables)
    steps: list[StateStep] = []
    for moment in sorted(moments, key=_order):
        state = _state(moment, tables)
        if state is None or not _is_step(steps, state, moment):
            continue
        if steps and _leads_over(steps[-1], state, moment.since):
            steps.pop()
        steps.append(StateStep(state=state, since=moment.since, event=moment.event, reason=moment.sentence))  # type: ignore[arg-type]
    return steps


def _leads_over(last: StateStep, state: str, since: str | None) -> bool:
    """Whether the last state was only passed on the way to a higher one of the same day."""
    return since is not None and last.since == since and HEIGHT.get(state, 0) > HEIGHT.get(last.state, 9)


def _order(moment: Moment) -> tuple[str, int, str]:
    """Of what holds from one day the lower state comes first, so that the higher one follows it."""
    return moment.order[0], HEIGHT.get(_state(moment, ()) or "", 0), moment.event


def _is_step(steps: list[StateStep], state: str, moment: Moment) -> bool:
    """Whether a state leads on from the one that was reached."""
    if not steps:
        return state != "lapsed" and not moment.carries_out
    last = steps[-1]
    if state == last.state or (moment.carries_out and last.state != "agreed"):
        return False  # what is carried out must have been agreed on here
    if state in BREAKS or last.state in BREAKS:
        return not (state in BREAKS and last.state in BREAKS)
    if HEIGHT[last.state] >= HEIGHT["agreed"] and state in ("talks-scheduled", "under-way"):
        return _days_between(last.since, moment.since) > ANEW
    return HEIGHT[state] > HEIGHT[last.state]


def _state(moment: Moment, tables: tuple[Pair, ...]) -> str | None:
    """The state that a moment by itself shows."""
    if moment.act == "CONSULT":
        state = _of_talks(moment)
    elif moment.carries_out and (not tables or any(moment.parties & {*pair} for pair in tables)):
        return "implementing"  # one side does it alone
    elif moment.act in acts("accords") and moment.status == "happened":
        state = _of_accord(moment)
    elif moment.act in acts("refusals") and moment.status in DONE:
        state = moment.broken if _is_about_talks(moment) else None
        if state and any(moment.parties & {*pair} for pair in tables):
            return state  # one side does it alone
    elif pattern("lapses").search(moment.near) and moment.status in DONE:
        state = "lapsed"
    else:
        state = None
    if state and tables and not any({*pair} <= moment.parties for pair in tables):
        return "contacts" if moment.status in DONE and state in ("contacts", "under-way") else None
    return state


def _of_talks(moment: Moment) -> str | None:
    if moment.change == "postponed":
        return None  # still planned
    if moment.status == "cancelled":
        return "suspended"
    if moment.status in ("scheduled", "pledged"):
        offered = moment.status == "pledged" and pattern("offered").search(moment.lead)
        return None if offered else "talks-scheduled"
    if moment.status not in DONE:
        return None
    if moment.broken is not None:
        return moment.broken
    formal = moment.cameo == NEGOTIATION or _is_about_talks(moment)
    return "under-way" if formal and len(moment.parties) > 1 else "contacts"


def _is_about_talks(moment: Moment) -> bool:
    return pattern("formal").search(moment.near) is not None


def _of_accord(moment: Moment) -> str | None:
    if len(moment.parties) < 2:
        return None
    if pattern("lapses").search(moment.near):
        return "lapsed"
    if not pattern("agreement").search(moment.near) or not pattern("concludes").search(moment.lead):
        return None
    return "implementing" if pattern("implements").search(moment.near) else "agreed"


def _days_between(one: str | None, other: str | None) -> int:
    if not one or not other:
        return 0
    return (date.fromisoformat(other[:10]) - date.fromisoformat(one[:10])).days
