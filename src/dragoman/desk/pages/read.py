"""Read a page: paste it, drop it, give its address; see the reading at once, and keep it or not.

Of a database's export, or a table, each article is read: its page fills meanwhile, and all are kept at once.
"""

from __future__ import annotations

import datetime

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.desk.batch import Batch
from dragoman.desk.desk import Desk
from dragoman.desk.pages.articles import edition
from dragoman.desk.readpage import ReadPage
from dragoman.desk.render import page
from dragoman.desk.taking import Taken, take_fetched, take_file, take_pasted
from dragoman.errors import PageError, UsageError
from dragoman.model import Run

__all__ = ["form", "keep", "keep_all", "show", "show_all", "take"]

FIELDS = ("published", "title", "publisher", "url")
"""What a reader may say of a page."""
WAYS = ("text", "address")
"""How a page may be given, beside a file."""
OF_ONE = ("title", "url")
"""What cannot be so of several articles."""
AGAIN_SECONDS = "2"
"""After this a browser asks how far an export is read."""


def form(desk: Desk, request: Request) -> Response:
    """The form; the parser is loaded while it is filled in."""
    desk.reading.warm_up()
    return page(desk, request, "read.html", trouble="", given=dict.fromkeys((*FIELDS, *WAYS), ""))


def take(desk: Desk, request: Request, form: FormData) -> Response:
    """Read what was given and go to its reading."""
    given = {name: str(form.get(name, "")).strip() for name in (*FIELDS, *WAYS)}
    try:
        known = _known(given)
        taken = _taken(desk, form, given)
        if len(taken.pages) + len(taken.rejects) > 1:
            _check_several(taken, known)
            return RedirectResponse(f"/read/several/{desk.reading.read_all(taken, known).key}", status_code=303)
        for reject in taken.rejects:
            raise PageError(reject.reason, reject.message)
        if not taken.pages:
            raise PageError("empty", f"{taken.name}: nothing to read in it")
        read = desk.reading.read(taken.pages[0], known)
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
        batch=desk.reading.batch_with(read.key),
    )  # fmt: skip


def show_all(desk: Desk, request: Request) -> Response:
    """The articles of an export: how many came in, what each tells of, what was set aside."""
    batch = _batch(desk, request)
    articles = desk.store.feed
    known = {key for key, read in list(batch.read.items()) if articles.number("articles", read.record.article.id)}
    response = page(desk, request, "several.html", batch=batch, read=list(batch.read.values()), known=known)
    if not batch.done:
        response.headers["Refresh"] = AGAIN_SECONDS
    return response


def keep_all(desk: Desk, request: Request, form: FormData) -> Response:
    """Keep all articles of an export that are not kept yet, and why the others could not be read."""
    batch = _batch(desk, request)
    if not batch.done:
        raise UsageError(f"{batch.name} is still being read: {batch.tried} of {batch.total} articles so far.")
    run = _run(desk)
    for read in batch.waiting:
        desk.store.keep(read.record, read.page, run, read.known)
        batch.kept.add(read.key)
    for reject in batch.rejects:
        desk.store.reject(reject, run)
    desk.store.incidents.link()
    desk.memory.refresh()
    return RedirectResponse(f"/read/several/{batch.key}", status_code=303)


def keep(desk: Desk, request: Request, form: FormData) -> Response:
    """Keep the page and its reading in the store."""
    read = _held(desk, request)
    desk.store.keep(read.record, read.page, _run(desk), read.known)
    desk.store.incidents.link()
    desk.memory.refresh()
    desk.reading.drop(read.key)
    return RedirectResponse(f"/articles/{read.record.article.id}", status_code=303)


def _run(desk: Desk) -> Run:
    from dragoman.store import new_run

    settings = desk.settings
    return new_run(lexicons=settings.lexicons, codebook=settings.codebook, options={"desk": True})


def _batch(desk: Desk, request: Request) -> Batch:
    batch = desk.reading.batch(request.path_params["key"])
    if batch is None:
        raise HTTPException(404, "These articles are gone: read the file again.")
    return batch


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


def _check_several(taken: Taken, known: dict[str, str]) -> None:
    """Raises UsageError where something is said of several articles that can be so of one only."""
    if any(name in known for name in OF_ONE):
        raise UsageError(
            f"{taken.name} holds {len(taken.pages)} articles: leave title and address empty, which are of one"
        )


def _in_full(address: str) -> str:
    """An address as a browser takes it: what names no scheme is asked for by HTTPS."""
    return address if "://" in address else f"https://{address}"


def _taken(desk: Desk, form: FormData, given: dict[str, str]) -> Taken:
    upload = form.get("file")
    if isinstance(upload, UploadFile) and upload.filename:
        return take_file(upload.filename, upload.file.read())
    if given["address"]:
        return take_fetched(desk.reading.fetch(_in_full(given["address"])))
    if given["text"]:
        return take_pasted(str(form["text"]))  # with the white space at its ends: the ids are those of a file
    raise UsageError("Nothing to read: paste a page, choose a file, or give an address.")
