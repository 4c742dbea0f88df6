"""By e-mail: SMTP with TLS. A server that offers no TLS gets neither password nor letter."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from dragoman.errors import DataError
from dragoman.watch.clock import moment
from dragoman.watch.delivery.letter import DeliveryError, Outgoing
from dragoman.watch.load import secret_of
from dragoman.watch.settings import Email

__all__ = ["make_message", "send_mail"]

SECONDS = 30.0
PORTS = {"starttls": 587, "tls": 465, "none": 25}
LASTING = frozenset({550, 551, 552, 553, 554})
"""Answers to a recipient or a letter that a second try will not change."""


def send_mail(way: Email, letter: Outgoing, folder: Path) -> None:
    """Send a letter. Raises DeliveryError."""
    try:
        server = _connect(way)
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryError(f"{way.host}: {_said(error)}") from None
    try:
        _hand_over(server, way, letter, folder)
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryError(f"{way.host}: {_said(error)}") from None
    finally:
        server.close()


def make_message(way: Email, letter: Outgoing) -> EmailMessage:
    """The letter as a message, in text and HTML."""
    message = EmailMessage()
    message["Subject"] = " ".join(letter.subject.split())
    message["From"] = way.sender
    message["To"] = ", ".join(way.to)
    message["Date"] = format_datetime(moment(letter.made_at))
    message["Message-ID"] = f"<{letter.id}@{way.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body.text)
    if letter.body.html is not None:
        message.add_alternative(letter.body.html, subtype="html")
    return message


def _connect(way: Email) -> smtplib.SMTP:
    port = way.port or PORTS[way.security]
    context = ssl.create_default_context(cafile=way.ca_file)
    if way.security == "tls":
        return smtplib.SMTP_SSL(way.host, port, timeout=SECONDS, context=context)
    server = smtplib.SMTP(way.host, port, timeout=SECONDS)
    try:
        if way.security == "starttls":
            server.starttls(context=context)
    except BaseException:
        server.close()
        raise
    return server


def _hand_over(server: smtplib.SMTP, way: Email, letter: Outgoing, folder: Path) -> None:
    if way.user:
        try:
            password = secret_of(way.password_env, way.password_file, folder)
        except DataError as error:
            raise DeliveryError(str(error)) from None
        server.login(way.user, password or "")
    server.ehlo_or_helo_if_needed()
    code, said = server.mail(way.sender)
    if code != 250:
        raise DeliveryError(
            f"{way.host} takes no letter from {way.sender}: {code} {_text(said)}", lasting=code in LASTING
        )
    refused: list[tuple[str, int, str]] = []
    for recipient in way.to:
        code, said = server.rcpt(recipient)
        if code not in (250, 251):
            refused.append((recipient, code, _text(said)))
    if len(refused) == len(way.to):
        lasting = all(code in LASTING for _, code, _ in refused)
        raise DeliveryError(_refusal(way, refused), lasting=lasting)
    message = make_message(way, letter).as_bytes(policy=SMTP)
    letter.about_to_go()
    code, said = server.data(message)
    if code != 250:
        raise DeliveryError(f"{way.host} did not take the letter: {code} {_text(said)}", lasting=code in LASTING)
    if refused:  # the others have it: it is not sent again
        raise DeliveryError(f"delivered, but not to all: {_refusal(way, refused)}", lasting=True)
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        return


def _refusal(way: Email, refused: list[tuple[str, int, str]]) -> str:
    return f"{way.host} refused " + "; ".join(f"{recipient} ({code} {said})" for recipient, code, said in refused)


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return str(error) or type(error).__name__


def _text(said: bytes | str) -> str:
    return " ".join((said.decode("utf-8", errors="replace") if isinstance(said, bytes) else str(said)).split())
