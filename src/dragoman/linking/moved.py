"""A meeting that is put off keeps its plans, no longer bound to the old day; one that is called off does not: what is
planned for another day after that is another meeting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from dragoman.linking.report import PLANNED, Report
from dragoman.linking.score import BELATED, CALLED_OFF, score, was_moved

__all__ = ["anew", "release"]


def release(reports: Mapping[str, Report]) -> dict[str, Report]:
    """The reports, those plans without their day that another of them says were put off, and that one too where the day
    that it gives is the old one."""
    postponed = [report for report in reports.values() if report.change == "postponed"]
    if not postponed:
        return dict(reports)
    plans = [report for report in reports.values() if report.status in PLANNED and report.change is None]
    moved = {
        id
        for later in postponed
        for plan in plans
        if plan.first is not None and was_moved(later, plan) and score(later, plan) > 0
        for id in (plan.id, *([later.id] if later.first == plan.first else []))
    }
    return {id: _undated(report) if id in moved else report for id, report in reports.items()}


def anew(reports: Mapping[str, Report]) -> Iterator[tuple[str, str]]:
    """Pairs of plans between which a meeting was called off: the one that was meant, and one made for another day after
    that. Where a text says that it was put off, it is the old one."""
    plans = [report for report in reports.values() if report.status in PLANNED and report.change is None]
    for off in reports.values():
        if off.status != CALLED_OFF or off.change is not None or off.told is None:
            continue
        before = [p for p in plans if p.told is not None and p.told <= off.told and score(off, p) > 0]
        after = [p for p in plans if _is_made_after(off, p)]
        yield from ((old.id, new.id) for old in before for new in after if not _same_day(old, new))


def _is_made_after(off: Report, plan: Report) -> bool:
    """Whether a plan is another than the one that was called off: a page may tell of that one a little later still."""
    if off.told is None or plan.told is None or _same_day(off, plan):
        return False
    dated = off.first is not None and plan.first is not None
    return plan.told >= off.told if dated else plan.told > off.told + BELATED


def _same_day(one: Report, other: Report) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first <= other.last and other.first <= one.last


def _undated(plan: Report) -> Report:
    return msgspec.structs.replace(plan, first=None, last=None, firm=False)
