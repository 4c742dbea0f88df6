"""Mail and pages that a browser saved in one file (MHTML): the part of a message that is read, and what its head says."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from email.message import EmailMessage, Message

from dragoman.intake.page import Page, digest

__all__ = ["mail_page", "saved_page"]

MARKS = re.compile(r"^(?:(?:re|fwd?)\s*:\s*|\[[^\]]{1,40}\]\s*(?=\S))+", re.IGNORECASE)


def mail_page(data: bytes, origin: str) -> Page:
    """A message: its text, else its HTML, with subject and date as title and date of publication.

    Raises:
        ValueError: It holds neither.
    """
    message = _parsed(data)
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise ValueError("the message holds neither text nor HTML")
    return Page(
        origin,
        _bytes(body),
        content_type=f"{body.get_content_type()}; charset=utf-8",
        title=_subject(message),
        published=_day(message),
        row_id=digest(data),
    )


def saved_page(data: bytes, origin: str) -> Page:
    """The page of an MHTML file, with its address. The day in its head is the day on which it was saved.

    Raises:
        ValueError: It holds no HTML.
    """
    message = _parsed(data)
    address = message.get("Snapshot-Content-Location") or ""
    for part in message.walk():
        if part.get_content_type() == "text/html":
            url = str(address or part.get("Content-Location") or "").strip()
            known = url if url.startswith(("http://", "https://")) else None
            return Page(origin, _bytes(part), url=known, content_type="text/html; charset=utf-8")
    raise ValueError("the file holds no HTML page")


def _parsed(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


def _bytes(part: Message) -> bytes:
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else str(part.get_payload()).encode()
    charset = part.get_content_charset("utf-8")
    try:
        text = data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        text = data.decode("cp1252", "replace") if charset != "utf-8" else data.decode("utf-8", "replace")
    return text.replace("\r\n", "\n").encode("utf-8", "replace")


def _subject(message: EmailMessage) -> str | None:
    """The subject without the marks of replies, forwards and lists."""
    subject = " ".join(str(message.get("Subject") or "").split())
    return MARKS.sub("", subject) or None


def _day(message: EmailMessage) -> str | None:
    try:
        return email.utils.parsedate_to_datetime(str(message["Date"])).isoformat()
    except (TypeError, ValueError, IndexError):
        return None
