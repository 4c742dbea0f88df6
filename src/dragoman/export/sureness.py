"""How sure an incident is, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.export.wording import day_label, status_word, step_span, time_label, word
from dragoman.model import Incident

__all__ = ["difference_label", "history_label", "sureness_parts"]

MANY_NAMES = 3
NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


def sureness_parts(incident: Incident) -> Iterator[str]:
    """`told by five pages, three of them independent`, `first 20 April 2018, last 24 April 2018`, `denied by Varen` …"""
    yield _reports(incident)
    first, last = day_label(incident.first_report), day_label(incident.last_report)
    if first and first != last:
        yield f"first {first}, last {last}"
    if incident.confirmed_by:
        yield f"confirmed by {_names(incident.confirmed_by)}"
    if incident.denied_by:
        yield f"denied by {_names(incident.denied_by)}"
    for difference in incident.differs:
        yield difference_label(difference)


def difference_label(difference: dict[str, Any]) -> str:
    """`reports differ on the number killed: 14, 17`."""
    values = [str(value["value"]) for value in difference["values"]]
    if difference["field"] == "date":
        values = [_days(value) for value in values]
    return f"reports differ on {_field(difference['field'])}: {', '.join(values)}"


def history_label(incident: Incident) -> str:
    """`planned 14 March 2019, postponed 29 March 2019, happened 9 April 2019`; empty where there is but one step."""
    if len(incident.history) < 2:
        return ""
    return ", ".join(_step(step) for step in incident.history)


def _step(step: dict[str, Any]) -> str:
    said = word("change", step["change"]) if step["change"] else status_word(step["status"]).word
    return f"{said} {time_label(step_span(step))}".rstrip()


def _reports(incident: Incident) -> str:
    told = f"told by {_number(incident.reports)} page{'' if incident.reports == 1 else 's'}"
    copies = len(incident.publishers) - incident.reports
    if copies > 0:
        told += f" ({len(incident.publishers)} with copies)"
    if incident.independent < incident.reports:
        told += f", {_number(incident.independent)} of them independent"
    return told


def _number(count: int) -> str:
    return NUMBERS.get(count, str(count))


def _names(names: tuple[str, ...]) -> str:
    shown = list(names[:MANY_NAMES])
    if len(names) > MANY_NAMES:
        shown.append(f"{len(names) - MANY_NAMES} more")
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def _field(field: str) -> str:
    if field.startswith("counts."):
        return f"the number {word('count', field.removeprefix('counts.'))}"
    return word("differs", field)


def _days(span: str) -> str:
    return " – ".join(day_label(day) for day in span.split("/"))
