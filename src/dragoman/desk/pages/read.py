"""Read a page: paste it, drop it, give its address; see the reading at once, and keep it or not."""

from __future__ import annotations

import datetime

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.desk.desk import Desk
from dragoman.desk.pages.articles import edition
from dragoman.desk.reading import ReadPage
from dragoman.desk.render import page
from dragoman.errors import PageError, UsageError
from dragoman.intake.page import Page

__all__ = ["form", "keep", "show", "take"]

FIELDS = ("published", "title", "publisher", "url")
"""What a reader may say of a page."""
WAYS = ("text", "address")
"""How a page may be given, beside a file."""


def form(desk: Desk, request: Request) -> Response:
    """The form; the parser is loaded while it is filled in."""
    desk.reading.warm_up()
    return page(desk, request, "read.html", trouble="", given=dict.fromkeys((*FIELDS, *WAYS), ""))


def take(desk: Desk, request: Request, form: FormData) -> Response:
    """Read what was given and go to its reading."""
    given = {name: str(form.get(name, "")).strip() for name in (*FIELDS, *WAYS)}
    try:
        known = _known(given)
        read = desk.reading.read(_page(desk, form, given), known)
    except (PageError, UsageError) as error:
        return page(desk, request, "read.html", status=400, trouble=str(error), given=given)
    return RedirectResponse(f"/read/{read.key}", status_code=303)


def show(desk: Desk, request: Request) -> Response:
    """A reading that is not kept yet."""
    read = _held(desk, request)
    known = desk.store.feed.number("articles", read.record.article.id) is not None
    return page(
        desk, request, "article.html", **edition(read.record), held={}, copies=[], kept=False, read=read,
        known=known, whole_page=request.query_params.get("view") == "page",
    )  # fmt: skip


def keep(desk: Desk, request: Request, form: FormData) -> Response:
    """Keep the page and its reading in the store."""
    from dragoman.store import new_run

    read = _held(desk, request)
    settings = desk.settings
    run = new_run(lexicons=settings.lexicons, codebook=settings.codebook, options={"desk": True})
    desk.store.keep(read.record, read.page, run, read.known)
    desk.store.incidents.link()
    desk.memory.refresh()
    desk.reading.drop(read.key)
    return RedirectResponse(f"/articles/{read.record.article.id}", status_code=303)


def _held(desk: Desk, request: Request) -> ReadPage:
    read = desk.reading.held(request.path_params["key"])
    if read is None:
        raise HTTPException(404, "This reading was kept, or is gone: read the page again.")
    return read


def _known(given: dict[str, str]) -> dict[str, str]:
    known = {name: given[name] for name in FIELDS if given[name]}
    if "published" in known:
        try:
            datetime.date.fromisoformat(known["published"][:10])
        except ValueError:
            raise UsageError(f"{known['published']!r} is not a day: write YYYY-MM-DD") from None
    return known


def _page(desk: Desk, form: FormData, given: dict[str, str]) -> Page:
    upload = form.get("file")
    if isinstance(upload, UploadFile) and upload.filename:
        data = upload.file.read()
        return Page(origin=upload.filename, data=data, content_type=upload.content_type)
    if given["address"]:
        return desk.reading.fetch(given["address"])
    if given["text"]:
        return Page(origin="pasted", data=given["text"].encode(), content_type="text/plain; charset=utf-8")
    raise UsageError("Nothing to read: paste a page, choose a file, or give an address.")
