"""A meeting that is put off keeps its plans: what was planned for the old day is no longer bound to that day."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dragoman.linking.report import PLANNED, Report
from dragoman.linking.score import score, was_moved

__all__ = ["release"]


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


def _undated(plan: Report) -> Report:
    return msgspec.structs.replace(plan, first=None, last=None, firm=False)
