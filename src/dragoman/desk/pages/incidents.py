"""One incident: its reports side by side, where they differ, how it came about; joined and parted by people."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.desk.desk import Desk
from dragoman.desk.pages.door import reviewer
from dragoman.desk.render import page
from dragoman.errors import UsageError
from dragoman.model import Incident

__all__ = ["join", "part", "show"]

NEIGHBOURS = 8
"""Incidents of the same parties and days that are offered to be joined."""


def show(desk: Desk, request: Request) -> Response:
    """The page of an incident; an id that it had before leads to it."""
    incident = _incident(desk, request)
    if incident.id != request.path_params["id"]:
        return RedirectResponse(f"/incidents/{incident.id}", status_code=301)
    witnesses = desk.store.incidents.witnesses(incident)
    return page(
        desk, request, "incident.html", incident=incident, witnesses=witnesses,
        articles={w.event.article: desk.store.stories.article(w.event.article) for w in witnesses},
        neighbours=list(desk.store.lookups.near(incident, NEIGHBOURS)),
    )  # fmt: skip


def join(desk: Desk, request: Request, form: FormData) -> Response:
    """Two incidents are one happening."""
    incident = _incident(desk, request)
    other = str(form.get("other", "")).strip().rstrip("/").rpartition("/")[2]
    id = desk.store.incidents.join(incident.id, other, who=reviewer(request))
    desk.memory.refresh()
    return RedirectResponse(f"/incidents/{id}", status_code=303)


def part(desk: Desk, request: Request, form: FormData) -> Response:
    """Some of its reports tell of another happening."""
    events = [str(event) for event in form.getlist("event")]
    id, _ = desk.store.incidents.part(events, who=reviewer(request))
    desk.memory.refresh()
    return RedirectResponse(f"/incidents/{id}", status_code=303)


def _incident(desk: Desk, request: Request) -> Incident:
    try:
        return desk.store.incidents.get(request.path_params["id"])
    except UsageError:
        raise HTTPException(404, "There is no incident of that id in this store.") from None
