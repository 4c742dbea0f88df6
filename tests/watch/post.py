"""A mail server on this machine that keeps what it gets, and can refuse."""

from __future__ import annotations

import socket
import ssl
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

__all__ = ["MailServer"]


class MailServer:
    """Use it as a context manager; `letters` are what it got. Without a certificate it speaks in the clear."""

    def __init__(self, certificate: Path | None, *, password: str | None = None) -> None:
        self.certificate = certificate
        self.letters: list[EmailMessage] = []
        self.answers: list[str] = []
        """What it says to the next letters, before it takes any."""
        self.refused: set[str] = set()
        self.signed_in: list[str] = []
        context = None
        if certificate is not None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate)
        self._controller = Controller(
            self, hostname="127.0.0.1", port=_free_port(), tls_context=context, require_starttls=certificate is not None,
            auth_required=password is not None, authenticator=self._check if password else None,
        )  # fmt: skip
        self._password = password

    @property
    def port(self) -> int:
        return int(self._controller.port)

    def _check(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        right = isinstance(data, LoginPassword) and data.password.decode() == self._password
        if right:
            self.signed_in.append(data.login.decode())
        return AuthResult(success=right, handled=right)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address in self.refused:
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answers:
            return self.answers.pop(0)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.letters.append(message)
        return "250 taken"

    def __enter__(self) -> MailServer:
        self._controller.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._controller.stop()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
