"""Who sits at the desk: a signed cookie, passwords, and the proof that a form came from here."""

from __future__ import annotations

import secrets
import time
from collections import defaultdict, deque
from dataclasses import dataclass
from threading import Lock
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk.settings import Settings

__all__ = ["Door", "Session"]

COOKIE = "dragoman"
DAYS_14 = 14 * 24 * 3600
FAILURES = 5
"""Wrong passwords from one address, within `WINDOW_SECONDS`, after which it must wait."""
WINDOW_SECONDS = 300.0
NAME_LENGTH = 60


@dataclass(frozen=True)
class Session:
    """One browser."""

    id: str
    user: str | None = None
    """The name that decisions are written down under."""
    inside: bool = False
    """Whether it gave a password or the token."""
    new: bool = False
    """Not yet in a cookie."""


class Door:
    """Reads and writes sessions, checks passwords and forms."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._cookies = URLSafeTimedSerializer(secrets.token_hex(32), salt="session")
        self._forms = URLSafeTimedSerializer(secrets.token_hex(32), salt="form")
        self._hasher = PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_hex(8))
        self._failures: dict[str, deque[float]] = defaultdict(deque)
        self._lock = Lock()

    def session(self, request: Request) -> Session:
        """The session of a request, a new one where its cookie is missing, old or false."""
        try:
            held: dict[str, Any] = self._cookies.loads(request.cookies.get(COOKIE, ""), max_age=DAYS_14)
            return Session(id=held["id"], user=held["user"], inside=held["inside"])
        except (BadSignature, KeyError, TypeError):
            return Session(id=secrets.token_urlsafe(12), new=True)

    def keep(self, response: Response, session: Session, *, secure: bool) -> None:
        """Put a session into the browser's cookie."""
        value = self._cookies.dumps({"id": session.id, "user": session.user, "inside": session.inside})
        response.set_cookie(COOKIE, value, max_age=DAYS_14, httponly=True, samesite="strict", secure=secure)

    def is_open(self, request: Request, session: Session) -> bool:
        """Whether this request may go in."""
        if not self._settings.guarded or session.inside:
            return True
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and self.has_token(given.strip())

    def has_token(self, given: str) -> bool:
        """Whether this is the desk's token."""
        token = self._settings.token
        return token is not None and secrets.compare_digest(given.encode(), token.encode())

    def must_wait(self, address: str) -> bool:
        """Whether too many wrong passwords came from an address of late."""
        with self._lock:
            failures = self._failures[address]
            while failures and failures[0] < time.monotonic() - WINDOW_SECONDS:
                failures.popleft()
            return len(failures) >= FAILURES

    def enters(self, address: str, name: str, password: str) -> bool:
        """Whether name and password are right; a wrong one is remembered against the address."""
        right = self._knows(name, password)
        with self._lock:
            if right:
                self._failures.pop(address, None)
            else:
                self._failures[address].append(time.monotonic())
        return right

    def _knows(self, name: str, password: str) -> bool:
        if not self._settings.users:
            return self.has_token(password)
        try:  # also for a name that is not known, so that the time taken tells nothing
            self._hasher.verify(self._settings.users.get(name, self._nobody), password)
        except (VerificationError, InvalidHashError):
            return False
        return name in self._settings.users

    def form_token(self, session: Session) -> str:
        """What a form of this session carries."""
        return self._forms.dumps(session.id)

    def form_is_ours(self, session: Session, given: str) -> bool:
        """Whether a form was made for this session."""
        try:
            return bool(self._forms.loads(given, max_age=DAYS_14) == session.id)
        except BadSignature:
            return False


def clean_name(given: str) -> str:
    """A reviewer's name as it is kept: one line, not too long."""
    return " ".join(given.split())[:NAME_LENGTH]
