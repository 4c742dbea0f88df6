"""A meeting that is put off keeps its plans: what was planned for the old day is no longer bound to that day."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dragoman.linking.report import PLANNED, Report
from dragoman.linking.score import score, was_moved

__all__ = ["release"]


def release(reports: Mapping[str, Report]) -> dict[str, Report]:
    """The reports, those plans without their day that another of them says were put off to a later one."""
    postponed = [report for report in reports.values() if report.change == "postponed"]
    if not postponed:
        return dict(reports)
    return {id: _undated(report) if _is_overtaken(report, postponed) else report for id, report in reports.items()}


def _is_overtaken(plan: Report, postponed: list[Report]) -> bool:
    if plan.status not in PLANNED or plan.change is not None or plan.first is None:
        return False
    return any(was_moved(later, plan) and score(later, plan) > 0 for later in postponed)


def _undated(plan: Report) -> Report:
    return msgspec.structs.replace(plan, first=None, last=None, firm=False)
