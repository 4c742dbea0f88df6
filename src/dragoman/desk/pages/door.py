"""Signing in and out, the name that one reviews under, and the choice of light or dark."""

from __future__ import annotations

from dataclasses import replace

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.desk.desk import Desk
from dragoman.desk.manner import CHOICES
from dragoman.desk.render import MANNER_COOKIE, page
from dragoman.desk.session import Session, clean_name

__all__ = ["enter", "form", "leave", "manner", "name", "reviewer", "theme", "way_back"]

YEAR = 365 * 24 * 3600


def reviewer(request: Request) -> str:
    """The name that this session decides under.

    Raises HTTPException where it has none yet.
    """
    session: Session = request.state.session
    if not session.user:
        raise HTTPException(400, "Say first under what name you decide: on the page Review.")
    return session.user


def form(desk: Desk, request: Request) -> Response:
    """The page at the door; a token in the address opens it at once."""
    session: Session = request.state.session
    if desk.door.has_token(request.query_params.get("token", "")):
        return _in(desk, request, replace(session, inside=True))
    return page(desk, request, "sign-in.html", wrong=False, names_needed=bool(desk.settings.users))


def enter(desk: Desk, request: Request, form: FormData) -> Response:
    """Name and password, or the token."""
    address = request.client.host if request.client else ""
    if desk.door.must_wait(address):
        raise HTTPException(429, "Too many wrong passwords. Wait five minutes.")
    name, password = clean_name(str(form.get("name", ""))), str(form.get("password", ""))
    if not desk.door.enters(address, name, password):
        return page(desk, request, "sign-in.html", status=403, wrong=True, names_needed=bool(desk.settings.users))
    session: Session = request.state.session
    return _in(desk, request, replace(session, inside=True, user=name or session.user))


def leave(desk: Desk, request: Request, form: FormData) -> Response:
    """Out of the door."""
    response = RedirectResponse("/", status_code=303)
    response.delete_cookie("dragoman")
    return response


def name(desk: Desk, request: Request, form: FormData) -> Response:
    """The name that one reviews under; where there are users it is theirs."""
    session: Session = request.state.session
    chosen = clean_name(str(form.get("name", "")))
    if desk.settings.users or not chosen:
        raise HTTPException(400, "Write a name." if not chosen else "Your name is the one you signed in with.")
    response = RedirectResponse(way_back(form, "/review"), status_code=303)
    desk.door.keep(response, replace(session, user=chosen), secure=request.url.scheme == "https")
    return response


def theme(desk: Desk, request: Request, form: FormData) -> Response:
    """Light, dark, or as the system has it."""
    response = RedirectResponse(way_back(form, "/"), status_code=303)
    chosen = str(form.get("theme", ""))
    if chosen in ("light", "dark"):
        response.set_cookie("theme", chosen, max_age=YEAR, samesite="lax")
    else:
        response.delete_cookie("theme")
    return response


def manner(desk: Desk, request: Request, form: FormData) -> Response:
    """How days and numbers are written: one of the choices, or as the browser asks."""
    response = RedirectResponse(way_back(form, "/"), status_code=303)
    chosen = str(form.get("manner", ""))
    if chosen and chosen in dict(CHOICES):
        response.set_cookie(MANNER_COOKIE, chosen, max_age=YEAR, samesite="lax", httponly=True)
    else:
        response.delete_cookie(MANNER_COOKIE)
    return response


def _in(desk: Desk, request: Request, session: Session) -> Response:
    response = RedirectResponse("/", status_code=303)
    desk.door.keep(response, session, secure=request.url.scheme == "https")
    return response


def way_back(form: FormData, usual: str) -> str:
    """The address to go back to, if it is one of this desk."""
    to = str(form.get("back", ""))
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) else usual
