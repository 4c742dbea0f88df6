"""What becomes of an incident's id when incidents are joined or split: it leads on to the one that has its event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

__all__ = ["heirs"]


def heirs(former: Mapping[str, str], aliases: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Old id or alias → id of the incident that it means now; ids that are still in use lead to themselves.

    `former` and `now` give the incident of each event, before and after; `aliases` the incident that an alias meant.
    An id is that of an event: it follows its event, or, if that is gone, most of its former company.
    """
    company: dict[str, Counter[str]] = {}
    for event, incident in former.items():
        if event in now:
            company.setdefault(incident, Counter())[now[event]] += 1
    found = {}
    for name, meant in {**{incident: incident for incident in former.values()}, **aliases}.items():
        if name in now:
            found[name] = now[name]
        elif meant in company:
            most = max(company[meant].values())
            found[name] = min(incident for incident, times in company[meant].items() if times == most)
    return found
