"""Pages from templates: what every page needs, and the filters that put codes into words."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dragoman.desk.desk import Desk
from dragoman.desk.manner import CHOICES, manner
from dragoman.desk.session import Session
from dragoman.export import wording
from dragoman.export.html import environment

__all__ = ["MANNER_COOKIE", "page"]

NAVIGATION = (
    ("/", "Overview"), ("/negotiations", "Negotiations"), ("/incidents", "Incidents"), ("/events", "Events"),
    ("/articles", "Articles"), ("/actors", "Actors"), ("/pairs", "Pairs"), ("/calendar", "Calendar"), ("/map", "Map"),
    ("/watch", "Watch"), ("/review", "Review"), ("/read", "Read a page"),
)  # fmt: skip
THEMES = ("light", "dark")
MANNER_COOKIE = "manner"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    found = environment("dragoman.desk", "templates")
    found.filters.update(
        actors=wording.actors_label,
        chain=lambda links: " ← ".join(manner().link(link) for link in links),
        count=lambda count: manner().count(count),
        day=lambda day: manner().marked(manner().day(day)),
        link_label=lambda link: manner().link(link),
        month=lambda month: manner().marked(manner().month(month)),
        number=lambda value: manner().number(value),
        part=lambda id: quote(id, safe=":"),
        percent=lambda share: manner().percent(share),
        position_of=wording.position_label,
        query=lambda pairs: urlencode(list(pairs)),
        signed=lambda value: manner().signed(value),
        step=lambda step: manner().marked(manner().time(wording.step_span(step))),
        time=lambda span: manner().marked(manner().time(span)),
        time_text=lambda span: manner().time(span),
        who=wording.who,
    )
    found.globals.update(navigation=NAVIGATION)
    return found


def page(desk: Desk, request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page of the desk."""
    session: Session = request.state.session
    theme = request.cookies.get("theme", "")
    common = {
        "path": request.url.path,
        "here": str(request.url.replace(scheme="", netloc="", fragment="")),
        "base_address": f"{request.url.scheme}://{request.url.netloc}",
        "theme": theme if theme in THEMES else "",
        "assets": desk.assets.version,
        "user": session.user,
        "guarded": desk.settings.guarded,
        "read_only": desk.settings.read_only,
        "csrf": desk.door.form_token(session),
        "names": desk.names,
        "accessed": datetime.date.today().isoformat(),
        "manner": manner(),
        "manners": CHOICES,
        "chosen_manner": request.cookies.get(MANNER_COOKIE, ""),
        "newest": desk.now.newest,
        "store_name": desk.settings.store.name,
    }
    return HTMLResponse(_environment().get_template(template).render(**{**common, **context}), status_code=status)
