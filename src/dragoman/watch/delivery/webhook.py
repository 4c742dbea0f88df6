"""By a POST of JSON, signed: who holds the secret can tell that it came from here, when, and that it was not changed.

Dragoman-Delivery:  id of the letter, the same at each try
Dragoman-Timestamp: seconds since 1970, of this try
Dragoman-Signature: sha256=HMAC-SHA256(secret, timestamp + "." + body), in hexadecimal
"""

from __future__ import annotations

import hashlib
import hmac
import time
from pathlib import Path

import msgspec

from dragoman.errors import DataError, FetchError
from dragoman.intake.web import ask
from dragoman.watch.delivery.letter import DeliveryError, Outgoing
from dragoman.watch.load import secret_of
from dragoman.watch.settings import Webhook

__all__ = ["send_webhook", "sign"]

SECONDS = 30.0
MAX_ANSWER = 1_000_000
GONE = 410


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The signature of a body."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def send_webhook(way: Webhook, letter: Outgoing, folder: Path) -> None:
    """Post a letter. Raises DeliveryError."""
    try:
        secret = secret_of(way.secret_env, way.secret_file, folder) or ""
    except DataError as error:
        raise DeliveryError(str(error)) from None
    body = msgspec.json.encode(
        {"id": letter.id, "subject": letter.subject, "made_at": letter.made_at, **letter.body.data}
    )
    timestamp = str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Dragoman",
        "Dragoman-Delivery": letter.id,
        "Dragoman-Timestamp": timestamp,
        "Dragoman-Signature": f"sha256={sign(secret, timestamp, body)}",
    }
    # not marked as about to go: one that is sent again has the same id, by which it is known
    try:
        answer = ask(
            way.url, headers=headers, allow_private=way.allow_private, deadline=time.monotonic() + SECONDS,
            max_bytes=MAX_ANSWER, body=body,
        )  # fmt: skip
    except FetchError as error:
        raise DeliveryError(str(error), lasting=error.reason in ("private-address", "bad-address")) from None
    if not 200 <= answer.status < 300:
        said = f"{way.url}: the server answered {answer.status} {answer.reason}".rstrip()
        raise DeliveryError(said, lasting=answer.status == GONE)
