"""Pages from templates: what every page needs, and the filters that put codes into words."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dragoman.desk.desk import Desk
from dragoman.desk.session import Session
from dragoman.export import wording

__all__ = ["page"]

NAVIGATION = (
    ("/", "Overview"), ("/negotiations", "Negotiations"), ("/incidents", "Incidents"), ("/events", "Events"),
    ("/articles", "Articles"), ("/actors", "Actors"), ("/pairs", "Pairs"), ("/calendar", "Calendar"), ("/map", "Map"),
    ("/review", "Review"), ("/read", "Read a page"),
)  # fmt: skip
THEMES = ("light", "dark")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dragoman.desk", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        act=wording.act_word,
        actors=wording.actors_label,
        chain=wording.chain,
        count=wording.count_label,
        day=wording.day_label,
        link_label=wording.link_label,
        number=lambda value: f"{value:,.0f}",
        part=lambda id: quote(id, safe=":"),
        percent=lambda value: f"{value * 100:.0f} %",
        place=wording.place_label,
        position=wording.position_content,
        position_of=wording.position_label,
        promise=wording.promise_head,
        quotation=wording.quotation_text,
        query=lambda pairs: urlencode(list(pairs)),
        status=wording.status_word,
        time=wording.time_label,
        who=wording.who,
        words=lambda code, table: wording.word(table, code),
    )
    environment.globals.update(navigation=NAVIGATION)
    return environment


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
        "store_name": desk.settings.store.name,
    }
    return HTMLResponse(_environment().get_template(template).render(**{**common, **context}), status_code=status)
