"""Negotiations: the list, and the dossier of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk.desk import Desk
from dragoman.desk.paging import as_data
from dragoman.desk.render import page
from dragoman.errors import UsageError
from dragoman.export.dossier.network import network
from dragoman.negotiations.dossier import Dossier
from dragoman.negotiations.series import Stand
from dragoman.store.negotiations import Listed
from dragoman.store.query import day

__all__ = ["data", "index", "latest", "show"]

AT_ONCE_SECONDS = 0.1
"""A page that is not about negotiations does not wait for them longer."""
AGAIN_SECONDS = "3"
"""After this a browser asks again for what is being gathered."""


def latest(desk: Desk, limit: int) -> list[Listed] | None:
    """The negotiations whose state changed last; None while they are being gathered."""
    found = desk.dossiers.listed(desk.now.version, patience=AT_ONCE_SECONDS)
    if found is None:
        return None
    return sorted(found, key=lambda n: (n.named, n.since or "", n.last or ""), reverse=True)[:limit]


def index(desk: Desk, request: Request) -> Response:
    """All negotiations."""
    found = desk.dossiers.listed(desk.now.version)
    response = page(desk, request, "negotiations.html", negotiations=found)
    if found is None:
        response.headers["Refresh"] = AGAIN_SECONDS
    return response


def show(desk: Desk, request: Request) -> Response:
    """The dossier of one; `since` adds what is new from a day on."""
    dossier = _dossier(desk, request)
    if dossier is None:
        response = page(desk, request, "gathering.html")
        response.headers["Refresh"] = AGAIN_SECONDS
        return response
    return page(
        desk, request, "negotiation.html", dossier=dossier, network=network(dossier),
        positions=_by_issue(dossier.stands), members={member.actor.id: member.actor for member in dossier.members},
        incidents={incident.id: incident for incident in dossier.incidents},
        stands={stand.id: stand for stand in dossier.stands},
        promises={promise.id: promise for promise in dossier.promises},
    )  # fmt: skip


def data(desk: Desk, request: Request) -> Response:
    """The list as data, or with an id in the address the whole dossier as JSON."""
    if "id" in request.path_params:
        dossier = _dossier(desk, request)
        if dossier is None:
            raise HTTPException(
                503, "The dossier is being gathered: ask again.", headers={"Retry-After": AGAIN_SECONDS}
            )
        return Response(msgspec.json.encode(dossier), media_type="application/json")
    found = desk.dossiers.listed(desk.now.version)
    if found is None:
        raise HTTPException(503, "The list is being gathered: ask again.", headers={"Retry-After": AGAIN_SECONDS})
    rows = [msgspec.to_builtins(listed) for listed in found]
    if request.path_params.get("suffix", "json") != "json":
        rows = [{**row, **{side: _names(row[side]) for side in ("parties", "mediators")}} for row in rows]
    return as_data(rows, request, "negotiations", Listed.__struct_fields__)


def _names(actors: Iterable[dict[str, Any]]) -> list[str]:
    return [actor["name"] for actor in actors]


def _dossier(desk: Desk, request: Request) -> Dossier | None:
    since = request.query_params.get("since", "").strip() or None
    if since is not None and len(day(since)) != len("2018-04-30"):
        raise UsageError(f"{since!r} is not a day: write YYYY-MM-DD")
    try:
        return desk.dossiers.dossier(request.path_params["id"], since, desk.now.version)
    except UsageError as error:
        raise HTTPException(404, str(error)) from None


def _by_issue(stands: Iterable[Stand]) -> dict[str, dict[str, list[Stand]]]:
    """Stands by issue and party, the issues with most stands first; those without an issue last."""
    found: dict[str, dict[str, list[Stand]]] = defaultdict(lambda: defaultdict(list))
    for stand in stands:
        found[stand.issue or ""][stand.party].append(stand)
    order = sorted(found, key=lambda issue: (not issue, -sum(map(len, found[issue].values())), issue))
    return {issue: dict(found[issue]) for issue in order}
